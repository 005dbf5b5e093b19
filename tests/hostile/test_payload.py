"""Objects without the value that they must have, or with that of another class: B4-B7, B12, B13, U1-U8, U13, U18."""

from probing import ANY_OPERAND, REENTRY, Limit, collect, load_tests, outcome, outcomes, probe, text

try:
    import hpy_hostile as m
except ImportError:
    m = None


def uses(o):
    """What one can do with an object of the class `Rich`, as functions without arguments."""
    return [
        o.method, lambda: o.one(o), o.many, lambda: o.number, lambda: setattr(o, "number", 1), lambda: o.property,
        lambda: setattr(o, "property", 1), lambda: repr(o), lambda: str(o), lambda: hash(o), lambda: o == o,
        lambda: o < o, lambda: bool(o), lambda: len(o), lambda: 1 in o, lambda: o[0], lambda: o.__setitem__(0, 1),
        lambda: o.__delitem__(0), lambda: -o, lambda: int(o), lambda: float(o), lambda: [][o:], lambda: o + 1,
        lambda: 1 + o, lambda: o.__iadd__(1), lambda: divmod(o, o), lambda: o**2, lambda: 2**o, lambda: o.__ipow__(2),
        o, lambda: next(o), lambda: o.dynamic, lambda: o.__init__(),
    ]  # fmt: skip


def named(of):
    """The descriptors of the class that take an object first."""
    names = (
        "method one many __repr__ __str__ __hash__ __eq__ __lt__ __bool__ __len__ __contains__ __getitem__ __setitem__ "
        "__delitem__ __neg__ __int__ __index__ __float__ __add__ __radd__ __iadd__ __divmod__ __pow__ __rpow__ __ipow__ "
        "__call__ __iter__ __next__ __getattr__ __init__"
    ).split()
    return [(name, getattr(of, name)) for name in names]


ARGUMENTS = [(), (1,), (1, 2), ("dynamic",)]

#: How many of these a method of a slot asks for, where it does.
ASKS = dict.fromkeys(
    "__eq__ __lt__ __contains__ __getitem__ __delitem__ __add__ __radd__ __iadd__ __divmod__ __pow__ __rpow__ __ipow__"
    " __getattr__ __new__".split(),
    1,
)
ASKS["__setitem__"] = 2

#: For what calls methods of slots with too few arguments.
TOO_FEW = Limit("graalpy", "its methods of slots die where an argument is missing", returncode=1, door="own")


def refused(function, *arguments):
    """The outcome of a call, "NotImplemented" where that is its result."""
    results = []
    seen = outcome(lambda: results.append(function(*arguments)))
    return "NotImplemented" if results and results[0] is NotImplemented else seen


def all_wrong(wrong, of=None):
    """Calls every descriptor with `wrong` as its object; gives what went otherwise than it must."""
    bad = []
    good = ("TypeError", "AttributeError") + (("NotImplemented",) if ANY_OPERAND else ())
    for name, function in named(of or m.Rich):
        least = ASKS.get(name, 0) if TOO_FEW.applies else 0
        seen = {refused(function, wrong, *arguments) for arguments in ARGUMENTS if len(arguments) >= least}
        if not seen <= set(good):
            bad.append((name, sorted(seen)))
    for name in ("number", "property"):
        descriptor = (of or m.Rich).__dict__[name]
        for call in (
            lambda: descriptor.__get__(wrong, type(wrong)),
            lambda: descriptor.__set__(wrong, 1),
            lambda: descriptor.__delete__(wrong),
        ):
            if outcome(call) not in good and wrong is not None:
                bad.append((name, outcome(call)))
    return bad


@probe("ok 1 1")
def everything_works():
    o = m.Rich(3)
    wrong = [outcome(use) for use in uses(o)]
    assert wrong.count("ok") >= len(wrong) - 3, wrong
    collect()
    return "ok %s %s" % (m.alive(), m.Rich.make(1).number)


@probe("2 2", *REENTRY)
def made_by_the_class():
    made = m.Rich.make_by_class(), m.Rich(3).make_by_class()
    collect()
    return "%s %s" % (m.alive(), sum(one.number for one in made))


@probe("[]")
def wrong_self():
    return sum((all_wrong(wrong) for wrong in (3, None, "x", [], object(), m, 1.5, m.Rich)), [])


@probe("[]")
def wrong_self_of_our_own():
    others = [m.Plain(), m.Same(), m.Base(), m.Derived(), m.Node(), m.Color.Red, m.make_shape(), m.Frozen(), m.Empty()]
    return sum((all_wrong(wrong) for wrong in others), [])


@probe("[]")
def wrong_self_of_a_class_of_python():
    class Other:
        __slots__ = ("a", "b", "c", "d")

    return all_wrong(Other())


@probe("TypeError", TOO_FEW)
def too_few_arguments():
    return outcomes(*[lambda name=name: getattr(m.Rich, name)(m.Rich(1)) for name in ASKS])


@probe("1 1")
def second_init():
    o = m.Rich(1)
    for _ in range(100):
        o.__init__(5)
        m.Rich.__init__(o, number=1)
        outcome(o.__init__, "x")
        outcome(o.__init__, 1, 2, 3)
    return "%s %s" % (o.method(), m.alive())


@probe("ok 1")
def init_skipped():
    o = m.Rich.__new__(m.Rich)
    assert o.method() == 1
    seen = {outcome(use) for use in uses(o)}
    assert seen <= {"ok", "IndexError", "StopIteration", "TypeError"}, seen
    collect()
    return "ok %s" % m.alive()


@probe(("TypeError", "ok TypeError"))
def object_new():
    """Where it is let through, the object has no value, and everything says so."""
    try:
        o = object.__new__(m.Rich)
    except TypeError:
        return "TypeError"
    seen = {text(use) for use in uses(o)}
    del o
    collect()
    return "ok " + " ".join(sorted({one.split(":")[0] for one in seen} - {"AttributeError", "NotImplemented"}))


@probe("TypeError TypeError TypeError")
def object_new_as_an_argument():
    """Where it is let through, what takes the class as an argument refuses it."""
    made = []
    for kind, take in ((m.Plain, m.take_plain), (m.Wide, m.take_wide), (m.Derived, m.take_derived)):
        try:
            made.append(outcome(take, object.__new__(kind)))
        except TypeError:
            made.append("TypeError")
    return " ".join(made)


@probe("TypeError 0")
def a_class_without_new():
    seen = {outcome(m.NoNew), outcome(lambda: m.NoNew.__new__(m.NoNew)), outcome(m.Shape), outcome(m.Color)}
    return "%s %s" % (" ".join(sorted(seen)), m.alive())


@probe("TypeError 0")
def new_of_another_class():
    kinds = [m.Plain, m.Same, m.Sized1, m.Sized64, m.Base, m.Derived, m.Leaf, m.Node, m.Empty, m.Rich, m.Wide]
    seen = {outcome(one.__new__, other) for one in kinds for other in kinds if one is not other}
    collect()
    return "%s %s" % (" ".join(seen), m.alive())


@probe("TypeError")
def new_of_something_else():
    seen = {outcome(m.Rich.__new__, wrong) for wrong in (int, object, 3, None, list, type, m)}
    seen.add(outcome(m.NoNew.__new__, 3))
    return " ".join(seen)


@probe(
    "TypeError",
    Limit("pypy", "its `__new__` reads an argument that is not there", door="own"),
    Limit("graalpy", "its `__new__` dies where an argument is missing", returncode=1, since=(3, 12), door="own"),
)  # fmt: skip
def new_of_nothing():
    # PyPy itself raises MemoryError here.
    return outcomes(m.Rich.__new__, m.NoNew.__new__).replace("Memory", "Type")


@probe("fine")
def metaclass_with_an_order_of_its_own():
    """A class that has ours among its bases only by what its metaclass says."""

    class Meta(type):
        def mro(cls):
            return [cls, m.Rich, m.Base, object]

    try:
        kind = Meta("M", (), {})
    except TypeError:
        return "fine"
    o = kind()
    bad = all_wrong(o)
    for name in ("value", "change"):
        assert outcome(getattr(m.Base, name), o) == "TypeError"
    del o
    collect()
    return "fine" if not bad else bad


@probe("TypeError")
def copied_and_pickled():
    import copy
    import pickle

    o = m.Rich(3)
    seen = [outcome(copy.copy, o), outcome(copy.deepcopy, o), outcome(copy.copy, m.Plain()), outcome(copy.copy, m.Node())]
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        seen += [outcome(pickle.dumps, o, protocol), outcome(pickle.dumps, m.Node(), protocol)]
    seen += [outcome(o.__reduce_ex__, 2)]
    return " ".join(sorted(set(seen)))


@probe("fine")
def pickled_by_force():
    import copyreg

    o = m.Rich(3)
    for protocol in range(5):
        try:
            made = object.__reduce_ex__(o, protocol)
            other = made[0](*made[1])
        except TypeError:
            continue
        outcome(repr, other)
        assert outcome(lambda: other.method()) in ("ok", "TypeError")
        del other
    outcome(copyreg.__newobj__, m.Node)
    outcome(copyreg._reconstructor, m.Node, object, None)
    collect()
    return "fine"


TAKES_ANY = [
    Limit(name, "its objects take any attribute and weak references", last="ok") for name in ("pypy", "graalpy")
]


@probe("TypeError", Limit("pypy", "objects of its C API have them", last="ok", door="own"), *TAKES_ANY)
def weak_references():
    import weakref

    return outcomes(
        lambda: weakref.ref(m.Plain()), lambda: weakref.ref(m.Node()), lambda: weakref.proxy(m.Base()),
        lambda: weakref.finalize(m.Plain(), print),
    )  # fmt: skip


@probe("AttributeError", Limit("pypy", "objects of its C API have a dict", last="ok", door="own"), *TAKES_ANY)
def attributes_of_instances():
    return outcomes(lambda: setattr(m.Plain(), "new", 1), lambda: object.__setattr__(m.Base(), "new", 1))


@probe("AttributeError AttributeError ok ok")
def deleted_attributes():
    o = m.Rich(3)
    return " ".join(
        outcome(delattr, o, name).replace("TypeError", "AttributeError") for name in ("number", "nothing", "property")
    ) + " " + outcome(m.Rich.property.__delete__, o)  # fmt: skip


@probe("ok 0 U128")
def alignment():
    kept = [m.Wide() for _ in range(100)]
    assert {one.value() for one in kept} == {"Wide 340282366920938463463374607431768211455"}
    aligned = [m.Aligned() for _ in range(100)]
    assert {one.value() for one in aligned} == {"0 64"}, aligned[0].value()
    assert {m.take_wide(one) for one in kept} == {kept[0].value()}
    del kept, aligned
    collect()
    return "ok %s U128" % m.alive()


@probe("Empty PhantomData<u8>")
def without_size():
    o = m.Empty()
    assert outcome(setattr, o, "__class__", m.Plain) in ("ok", "TypeError")
    outcome(setattr, o, "__class__", m.Empty)
    return o.value()


@probe("Base 5 0 0")
def extended():
    o = m.Derived()
    line = "%s %s" % (m.Base.value(o), m.Derived.own(o))
    assert o.both() == "Base 5" and m.take_base(o) == "Base"
    assert outcome(m.Derived.own, m.Base()) == "TypeError"
    assert outcome(m.take_derived, m.Base()) == "TypeError"
    assert outcome(m.Base.value, m.Plain()) == "TypeError"
    o.change()
    del o
    collect()
    first = m.alive()
    many = [m.Derived() for _ in range(1000)] + [m.Leaf() for _ in range(1000)] + [m.Growth() for _ in range(1000)]
    del many
    collect()
    return "%s %s %s" % (line, first, m.alive())


@probe("TypeError 0", slow=True)
def failing_constructors():
    seen = set()
    for _ in range(10000):
        seen.add(outcome(m.Rich, "x"))
    for _ in range(10000):
        outcome(m.Rich, 1, True)
    collect()
    return "%s %s" % (" ".join(seen), m.alive())


@probe("(5, 2, None) (5, 2, 7) (2, 5, None)")
def powers_by_hand():
    """`__ipow__` of CPython before 3.10 passes two of three arguments."""
    o = m.Rich(5)
    said = "%s %s %s" % (o**2, pow(o, 2, 7), 2**o)
    for _ in range(100):
        o = m.Rich(5)
        if hasattr(o, "__ipow__"):
            assert text(o.__ipow__, 3).startswith(("Rich(3)", "TypeError")), text(o.__ipow__, 3)
            assert text(m.Rich.__ipow__, o, 4).startswith(("Rich(4)", "TypeError"))
            outcome(o.__ipow__, "x")
            outcome(o.__ipow__, 1, 2)
            outcome(o.__ipow__, 1, 2, 3)
        o **= 2
        for name in ("__pow__", "__rpow__"):
            for arguments in ((1,), (1, 2), (1, None), ("x",), (1, "x"), (1, 2, 3)):
                outcome(getattr(o, name), *arguments)
    return said


@probe("fine", *REENTRY)
def dunders_by_hand():
    """Every slot is called as a method, with anything for its arguments."""
    values = [None, 0, -1, 2**70, "x", "dynamic", b"x", [], m, object(), m.Plain(), m.Rich(3), 1.5, print, int]
    for name in sorted(set(dir(m.Rich)) | set(dir(m.Base))):
        if name in ("__class__", "__subclasshook__", "__init_subclass__", "__dealloc__"):
            continue
        least = ASKS.get(name, 1) if TOO_FEW.applies else 0
        for arguments in [()] + [(value,) for value in values] + [(one, 1) for one in values] + [(1, 2, 3)]:
            if len(arguments) < least:
                continue
            o = m.Rich(3)
            outcome(lambda: getattr(o, name)(*arguments))
            outcome(lambda: getattr(m.Rich, name)(o, *arguments))
    return "fine"


@probe(
    "fine",
    Limit("graalpy", "its types show the function that frees their objects", returncode=1, before=(3, 12), door="own"),
)
def dealloc_by_hand():
    for _ in range(20):
        o = m.Rich(3)
        for wrong in (None, 0, o):
            outcome(lambda: m.Rich.__dealloc__(wrong))
            outcome(lambda: o.__dealloc__(wrong))
    return "fine"
