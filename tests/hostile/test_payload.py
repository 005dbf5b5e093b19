"""Objects without the value that they must have, or with that of another class: B4-B7, B12, B13, U1-U8, U13, U18."""

from probing import OFTEN, REENTRY, Limit, collect, load_tests, outcome, outcomes, probe, text

try:
    import hpy_hostile as m
except ImportError:
    m = None


def left():
    """How many payloads there are when all is collected."""
    collect()
    m.Node(1)  # What a reference that was dropped refers to goes when the next one is made.
    collect()
    return m.alive()


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


def all_wrong(wrong, of=None, good=("TypeError", "AttributeError")):
    """Calls every descriptor with `wrong` as its object; gives what went otherwise than it must."""
    bad = []
    for name, function in named(of or m.Rich):
        seen = {outcome(function, wrong, *arguments) for arguments in ARGUMENTS}
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
    # PyPy itself raises MemoryError where there is no argument at all.
    seen = {outcome(m.Rich.__new__, wrong) for wrong in (int, object, 3, None, list, type, m)}
    seen |= {outcome(m.Rich.__new__), outcome(m.NoNew.__new__, 3), outcome(m.NoNew.__new__)}
    return " ".join(seen - {"MemoryError"})


@probe("TypeError")
def subclass():
    return outcomes(
        lambda: type("S", (m.Rich,), {}), lambda: type("S", (m.Base,), {}), lambda: type("S", (m.Derived,), {}),
        lambda: type("S", (m.Shape,), {}), lambda: type("S", (m.Shape.Circle,), {}), lambda: type("S", (m.Color,), {}),
        lambda: type("S", (m.Node, dict), {}), lambda: type("S", (list, m.Plain), {}),
        lambda: type("S", (m.Rich, m.Plain), {}),
    )  # fmt: skip


class Mixin:
    """Does not call on, so that nobody is asked."""

    __slots__ = ()

    def __init_subclass__(cls, **kwargs):
        pass


def mixed(*bases, **namespace):
    """A subclass that nobody could refuse, or None."""
    try:
        return type("S", (Mixin,) + bases, namespace)
    except TypeError:
        return None


def kinds():
    return [m.Rich, m.Plain, m.Base, m.Derived, m.Leaf, m.Thin, m.Growth, m.Node, m.Shape, m.Wide, m.Empty, m.Frozen]


@probe("TypeError")
def mixin_makes_an_instance():
    seen = {"TypeError"}
    for kind in kinds():
        for namespace in ({}, {"__slots__": ()}):
            sub = mixed(kind, **namespace)
            if sub is not None:
                seen.add(outcome(sub))
                seen.add(outcome(kind.__new__, sub))
                collect()
    return " ".join(sorted(seen))


@probe(
    "fine 0",
    Limit("cpython", "HPY=debug ends the process where the struct of an instance of a Python subclass is asked for",
          returncode=-6, debug=True),
)  # fmt: skip
def mixin_by_class_assignment():
    """An object becomes one of a subclass, is used as such, and goes."""
    for kind in kinds():
        for namespace in ({}, {"__slots__": ()}):
            sub = mixed(kind, **namespace)
            if sub is None:
                continue
            for _ in range(min(20, OFTEN)):
                try:
                    o = kind()
                except TypeError:
                    break
                try:
                    o.__class__ = sub
                except TypeError:
                    break
                for name in ("value", "method", "own"):
                    outcome(lambda: getattr(o, name)())
                outcome(repr, o)
                outcome(m.take_base, o)
                outcome(setattr, o, "next", o)
                del o
            collect()
    return "fine %s" % left()


@probe("fine 0")
def mixin_by_object_new():
    for kind in kinds():
        sub = mixed(kind)
        if sub is None:
            continue
        for make in (object.__new__, Mixin.__new__):
            try:
                o = make(sub)
            except TypeError:
                continue
            for name in ("value", "method", "own"):
                assert outcome(lambda: getattr(o, name)()) != "ok"
            outcome(repr, o)
            outcome(m.take_base, o)
            del o
            collect()
    return "fine %s" % left()


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


@probe("fine 0")
def class_assignment():
    """Each object becomes one of each other class, is used, becomes what it was, and goes."""
    every = kinds() + [m.Same, m.Sized1, m.Sized64, m.Color, m.Shape.Circle, m.Shape.Nothing, m.Keeper, m.Tangle]
    for kind in kinds() + [m.Same, m.Sized1, m.Sized64, lambda: m.Shape.Circle(1.0, None), m.Shape.Nothing]:
        for other in every:
            try:
                o = kind()
            except TypeError:
                continue
            before = type(o)
            try:
                o.__class__ = other
            except TypeError:
                continue
            for name in ("value", "method", "own", "both", "change", "area", "next", "__len__", "radius", "_0", "seen"):
                seen = outcome(lambda: getattr(o, name)())
                assert seen in ("ok", "TypeError", "AttributeError"), (before, other, name, seen)
            for use in (repr, hash, m.take_base, m.take_plain, m.take_wide, m.take_shape, m.take_thin):
                outcome(use, o)
            outcome(setattr, o, "next", o)
            outcome(setattr, o, "seen", o)
            collect(1)
            outcome(setattr, o, "__class__", before)
            outcome(lambda: o.value())
            del o
        collect()
    return "fine %s" % left()


@probe("fine 0")
def class_assignment_drops_under_another_class():
    """The value is dropped all the same, and once."""
    for kind, other in ((m.Base, m.Leaf), (m.Leaf, m.Base), (m.Derived, m.Base), (m.Growth, m.Thin)):
        for _ in range(OFTEN):
            o = kind()
            outcome(setattr, o, "__class__", other)
            del o
        collect()
    return "fine %s" % left()


@probe("fine 0")
def class_assignment_with_fields():
    """A class without fields must not hide the fields of an object from the collector."""
    for kind, other in ((m.Node, m.Plain), (m.Node, m.Base), (m.Growth, m.Thin), (m.Keeper, m.Same)):
        kept = []
        for number in range(200):
            o = kind()
            name = {m.Node: "next", m.Growth: "reference", m.Keeper: "seen"}[kind]
            setattr(o, name, [number, "x" * 100])
            try:
                o.__class__ = other
            except TypeError:
                continue
            kept.append((number, o))
        for _ in range(10):
            collect(1)
            [[number] * 50 for number in range(2000)]
        for number, o in kept:
            outcome(setattr, o, "__class__", kind)
            if type(o) is kind:
                assert getattr(o, name) == [number, "x" * 100], getattr(o, name)
        del kept, o
        collect()
    return "fine %s" % left()


@probe("fine 0")
def several_bases_of_ours():
    for bases in ((m.Plain, m.Same), (m.Derived, m.Leaf), (m.Node, m.Base), (m.Base, m.Node), (m.Base, list)):
        sub = mixed(*bases)
        if sub is not None:
            outcome(sub)
            for base in bases:
                outcome(base.__new__, sub)
            o = bases[0]()
            outcome(setattr, o, "__class__", sub)
            outcome(lambda: bases[1].value(o))
            outcome(setattr, o, "next", o)
            del o
            collect()
    return "fine %s" % left()


@probe("fine 0")
def bases_assignment():
    for kind in (m.Derived, m.Leaf, m.Growth, m.Shape.Circle):
        for others in ((object,), (m.Thin,), (m.Base,), (m.Plain,), (list,), ()):
            before = kind.__bases__
            if outcome(setattr, kind, "__bases__", others) == "ok":
                outcome(lambda: kind().own())
                outcome(lambda: m.Base.value(kind()))
                outcome(m.take_base, kind)
                outcome(setattr, kind, "__bases__", before)
    collect()
    return "fine %s" % left()


@probe("fine 1")
def the_class_of_the_class():
    class Meta(type):
        def __call__(cls, *args):
            return super().__call__(*args)

        def __instancecheck__(cls, instance):
            return True

    outcome(setattr, m.Plain, "__class__", Meta)
    assert m.Plain().value() == "Plain 7"
    assert outcome(m.take_plain, 3) == "TypeError"
    outcome(setattr, m.Rich, "__class__", Meta)
    o = m.Rich(1)
    return "fine %s" % o.method()


@probe("fine")
def attributes_of_the_class_deleted():
    o = m.Rich(2)
    for name in list(m.Rich.__dict__):
        outcome(delattr, m.Rich, name)
    for use in (repr, str, len, bool, hash, iter):
        outcome(use, o)
    for use in (lambda: o + 1, lambda: 1 + o, lambda: o[0], lambda: o(), lambda: o.number, lambda: next(o)):
        outcome(use)
    outcome(m.Rich)
    outcome(lambda: type("S", (m.Rich,), {})())
    del o
    collect()
    return "fine"


@probe("fine 0")
def attributes_of_the_class_replaced():
    """Everything is another class's, or Python's."""
    o = m.Rich(2)
    for name, value in list(m.Base.__dict__.items()) + list(m.Node.__dict__.items()):
        outcome(setattr, m.Rich, name, value)
    for name in ("__new__", "__init__", "__del__", "__getattr__", "__getattribute__", "__setattr__"):
        outcome(setattr, m.Plain, name, getattr(m.Rich, name, None))
    outcome(m.Plain)
    for name in ("value", "change", "next", "collect", "method", "number"):
        outcome(lambda: getattr(o, name)())
    for use in (repr, str, len, bool, hash, iter, m.Rich, m.Plain):
        outcome(use, o)
    del o
    collect()
    return "fine %s" % left()


@probe("fine 0")
def new_replaced():
    """Python's `__new__` makes the object instead."""
    for kind in (m.Rich, m.Base, m.Node, m.Plain, m.Derived):
        kind.__new__ = lambda cls, *args: object.__new__(cls)
        try:
            o = kind()
        except TypeError:
            continue
        for name in ("method", "value", "next", "own", "collect"):
            assert outcome(lambda: getattr(o, name)()) != "ok"
        outcome(repr, o)
        del o
        collect()
    return "fine %s" % left()


@probe("fine 0")
def init_subclass_removed():
    """The refusal itself is removed."""
    for kind in kinds():
        outcome(delattr, kind, "__init_subclass__")
        outcome(setattr, kind, "__init_subclass__", classmethod(lambda cls: None))
        try:
            sub = type("S", (kind,), {"__slots__": ()})
        except TypeError:
            continue
        assert outcome(sub) != "ok"
        collect()
    return "fine %s" % left()


@probe("fine 0")
def finalizer_set_from_outside():
    """A `__del__` that Python gives to a class, and that brings the object back."""
    kept = []
    for kind in (m.Rich, m.Node, m.Base, m.Plain):
        if outcome(setattr, kind, "__del__", kept.append) != "ok":
            continue
        o = kind()
        outcome(setattr, o, "next", o)
        del o
        collect()
        for o in kept:
            for name in ("value", "method", "collect"):
                outcome(lambda: getattr(o, name)())
        o = None
        del kind.__del__
        del kept[:]
        collect()
    return "fine %s" % left()


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


@probe("TypeError", *TAKES_ANY)
def weak_references():
    import weakref

    return outcomes(
        lambda: weakref.ref(m.Plain()), lambda: weakref.ref(m.Node()), lambda: weakref.proxy(m.Base()),
        lambda: weakref.finalize(m.Plain(), print),
    )  # fmt: skip


@probe("AttributeError", *TAKES_ANY)
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


@probe("TypeError 0")
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
            outcome(o.__ipow__)
            outcome(o.__ipow__, 1, 2)
            outcome(o.__ipow__, 1, 2, 3)
        o **= 2
        for name in ("__pow__", "__rpow__"):
            for arguments in ((), (1,), (1, 2), (1, None), ("x",), (1, "x"), (1, 2, 3)):
                outcome(getattr(o, name), *arguments)
    return said


@probe("fine", *REENTRY)
def dunders_by_hand():
    """Every slot is called as a method, with anything for its arguments."""
    values = [None, 0, -1, 2**70, "x", "dynamic", b"x", [], m, object(), m.Plain(), m.Rich(3), 1.5, print, int]
    for name in sorted(set(dir(m.Rich)) | set(dir(m.Base))):
        if name in ("__class__", "__subclasshook__", "__init_subclass__"):
            continue
        for arguments in [()] + [(value,) for value in values] + [(one, 1) for one in values] + [(1, 2, 3)]:
            o = m.Rich(3)
            outcome(lambda: getattr(o, name)(*arguments))
            outcome(lambda: getattr(m.Rich, name)(o, *arguments))
    return "fine"


@probe(
    "fine",
    Limit("cpython", "hpy finds what it knows of a class by the name of the class, which Python can change",
          returncode=-11, debug=False),
    Limit("cpython", "hpy finds what it knows of a class by the name of the class, which Python can change",
          debug=True),
)  # fmt: skip
def renamed():
    for kind in (m.Node, m.Base, m.Plain):
        kind.__name__ = "Other"
        kind.__qualname__ = "Quite.Other"
        kind.__module__ = "elsewhere"
        kind.__doc__ = "other"
        made = [kind() for _ in range(10)]
        for o in made:
            outcome(repr, o)
        del made, o
        collect()
    return "fine"


@probe("fine 0")
def what_the_runtime_made():
    """The types and objects that are behind static methods, refusals and the like, used as if they were Python's own."""
    behind = set()
    for kind in kinds():
        for value in kind.__dict__.values():
            for _ in range(4):
                behind.add(type(value))
                value = getattr(value, "__func__", getattr(value, "__self__", value))
                behind.add(type(value))
    ours = [kind for kind in behind if getattr(kind, "__module__", "").startswith(("hpy", "builtins"))]
    for kind in ours:
        if kind.__module__ == "builtins":
            continue
        outcome(kind)
        outcome(object.__new__, kind)
        sub = mixed(kind)
        if sub is not None:
            outcome(sub)
        for make in kinds():
            try:
                o = make()
                o.__class__ = kind
            except TypeError:
                continue
            del o
            collect(1)
        try:
            o = kind()
        except TypeError:
            continue
        for other in kinds() + ([sub] if sub is not None else []):
            if outcome(setattr, o, "__class__", other) == "ok":
                for name in ("value", "method", "own", "next"):
                    outcome(lambda: getattr(o, name)())
        del o
        collect()
    return "fine %s" % left()
