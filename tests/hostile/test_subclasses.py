"""Classes that Python code derives from, and may treat in any way: U1, U2, U4, U5, U13, B5, C7."""

import gc
import sys
import weakref

from probing import CYCLES, OFTEN, STAYS, Limit, collect, gone, load_tests, needs_own_door, outcome, outcomes, probe

needs_own_door()

try:
    import hpy_test_subclasses as m
except ImportError:
    m = None

#: For probes that need a `__del__` of Python's.
FINALIZERS = Limit("graalpy", "it never calls a `__del__` of Python", "never called", door=None)

#: For probes in which an object gets the class of larger ones: how they end is not known.
OTHER_LAYOUT = Limit("graalpy", "it gives an object a class of another layout, and frees it as one of that", door=None)


def left():
    """How many values there are when all is collected."""
    collect()
    return m.alive()


def makers():
    """Every class that can be derived from, as a function from bases and namespace to a class, and one to an instance."""
    return [
        (m.Account, ("ann", 1)),
        (m.Savings, ("ann", 1, 0.5)),
        (m.Node, ()),
        (m.Thin, (1,)),
        (m.Frozen, (1,)),
        (m.Finalized, ()),
        (m.Registry, ()),
        (m.Sequence, ()),
        (m.Both, ()),
        (m.Root, (1,)),
        (m.Large, (1,)),
        (m.Larger, (1,)),
        (m.Plain, (1,)),
        (m.Holding, (1,)),
        (m.Numbered, (1,)),
    ]


USES = (
    "balance", "deposit", "check", "interest", "next", "number", "sum", "last", "rate", "owner", "__len__", "__repr__",
    "__add__", "__call__", "__hash__", "__dict__",
)  # fmt: skip


def use(o):
    """Everything that is known to work on some instance, tried on any."""
    for name in USES:
        for arguments in ((), (1,)):
            # GraalPy ends when the method of a slot gets too few or too many.
            if not (sys.implementation.name == "graalpy" and name.startswith("__")):
                seen = outcome(lambda: getattr(o, name)(*arguments))
                assert seen in ("ok", "TypeError", "AttributeError"), (type(o), name, seen)
    for name in ("next", "number", "last", "owner", "x", "slot"):
        outcome(setattr, o, name, o)
        outcome(setattr, o, name, 3)
    outcome(m.owner_of, o)
    outcome(m.both_twice, o, o)
    outcome(lambda: o + o)
    outcome(lambda: list(o))


def derived(kind):
    class Mixin:
        __slots__ = ()

    yield type("Dict", (kind,), {})
    yield type("Bare", (kind,), {"__slots__": ()})
    yield type("Slotted", (kind,), {"__slots__": ("slot",)})
    yield type("Mixed", (kind, Mixin), {})
    yield type("Deeper", (type("Middle", (kind,), {"__slots__": ("slot",)}),), {})


@probe("fine 0", Limit("pypy", "a class of Python never goes, and so many take minutes", door=None), OTHER_LAYOUT, slow=True)
def class_assignment():
    """Each object becomes one of each other class, is used, becomes what it was, and goes."""
    kinds = []
    for kind, arguments in makers():
        kinds.append((kind, arguments))
        kinds.extend((one, arguments) for one in derived(kind))
    kinds.append((m.Final, ()))
    for kind, arguments in kinds:
        for other, _ in kinds:
            o = kind(*arguments)
            if outcome(setattr, o, "__class__", other) != "ok":
                continue
            use(o)
            collect(1)
            outcome(setattr, o, "__class__", kind)
            use(o)
            del o
    return "fine %s" % left()


class Token:
    """Counts its instances."""

    count = 0

    def __init__(self):
        Token.count += 1

    def __del__(self):
        Token.count -= 1


@probe("fine 0", OTHER_LAYOUT)
def class_assignment_and_gone():
    """As above, but each goes as one of the other class."""
    kinds = []
    for kind, arguments in makers():
        kinds.append((kind, arguments))
        kinds.extend((one, arguments) for one in list(derived(kind))[:3])
    for kind, arguments in kinds:
        for other, _ in kinds:
            o = kind(*arguments)
            outcome(setattr, o, "held", Token())
            outcome(setattr, o, "__class__", other)
            outcome(setattr, o, "x", 1)
            del o
    collect()
    assert not Token.count, Token.count
    return "fine %s" % left()


@probe("fine 0", *CYCLES)
def class_assignment_in_a_cycle():
    """An object that a field of it leads to goes as one of a class without fields."""
    for other in (m.Holding, m.Numbered, m.Plain):
        o = m.Holding(1)
        o.held = o
        outcome(setattr, o, "__class__", other)
        del o
    return "fine %s" % left()


@probe("fine 0")
def made_by_object():
    for kind, _ in makers():
        for sub in [kind] + list(derived(kind)):
            for make in (object.__new__, lambda sub: kind.__new__(sub)):
                try:
                    o = make(sub)
                except TypeError:
                    continue
                use(o)
                del o
    return "fine %s" % left()


@probe("TypeError")
def made_by_another_class():
    seen = set()
    every = makers()
    for kind, _ in every:
        for other, arguments in every:
            if not issubclass(other, kind) or kind is not other:
                for sub in [other] + list(derived(other)):
                    if not (kind is m.Account and other is m.Account):
                        seen.add(outcome(kind.__new__, sub, *arguments))
    return " ".join(sorted(seen))


@probe("fine 0")
def two_natives():
    """PyPy makes such classes: an object has the value of one of them."""
    every = makers()
    for kind, arguments in every:
        for other, _ in every:
            try:
                both = type("Both", (kind, other), {})
            except TypeError:
                continue
            for make in (lambda: both(*arguments), lambda: kind.__new__(both, *arguments), lambda: object.__new__(both)):
                try:
                    o = make()
                except TypeError:
                    continue
                use(o)
                del o
    return "fine %s" % left()


@probe("fine 0")
def mixin_in_front():
    """PyPy 7.3 makes such a class as if it derived from the mixin alone."""
    class Mixin:
        pass

    for kind, arguments in makers():
        sub = type("S", (Mixin, kind), {})
        for make in (lambda: sub(*arguments), lambda: object.__new__(sub), lambda: kind.__new__(sub, *arguments), sub):
            try:
                o = make()
            except TypeError:
                continue
            use(o)
            del o
        o = Mixin()
        if outcome(setattr, o, "__class__", sub) == "ok":
            use(o)
        del o
    return "fine %s" % left()


@probe("fine 0", Limit("graalpy", "23 lets nobody delete a function of a class", before=(3, 11), door=None))
def init_subclass_taken_away():
    class Labelled(m.Registry, label="x"):
        pass

    before = vars(m.Registry)["__init_subclass__"]
    del m.Registry.__init_subclass__
    other = type("Other", (m.Registry,), {})()
    use(other)
    m.Registry.__init_subclass__ = None
    outcome(type, "Third", (m.Registry,), {})
    m.Registry.__init_subclass__ = before
    return "fine %s" % left()


@probe("fine 0")
def bases_assignment():
    for kind, arguments in makers():
        class Mixin:
            pass

        sub = type("S", (kind,), {})
        o = sub(*arguments)
        for bases in ((object,), (Mixin,), (m.Node,), (m.Larger,), (kind, Mixin), (m.Final,)):
            if sys.implementation.name != "graalpy":  # Which ends.
                outcome(setattr, sub, "__bases__", bases)
            use(o)
        del o
    return "fine %s" % left()


@probe("fine 0", FINALIZERS)
def resurrected():
    kept = []
    for kind, arguments in makers():
        class Phoenix(kind):
            lives = 0

            def __del__(self):
                Phoenix.lives += 1
                if Phoenix.lives < 3:
                    kept.append(self)

        o = Phoenix(*arguments)
        for _ in range(4):
            o = None
            collect()
            for one in kept:
                use(one)
            del kept[:]
            one = None
        if not Phoenix.lives:
            return "never called"
    return "fine %s" % left()


@probe("fine 0", FINALIZERS)
def resurrected_from_a_cycle():
    kept = []
    for kind, arguments in makers():
        class Phoenix(kind):
            def __del__(self):
                kept.append(self)

        for _ in range(20):
            o = Phoenix(*arguments)
            o.me = o
            del o
        collect()
        if not kept:
            return "never called"
        for one in kept:
            use(one)
            del one.me
        del kept[:]
        one = None
    return "fine %s" % left()


@probe("gone", *STAYS)
def cycles_with_objects_of_python():
    class Linked(m.Node):
        pass

    before = left()
    for _ in range(50):
        o = Linked()
        o.next = [o]
    del o
    return gone(left(), before)


@probe("fine 0")
def weakref_callbacks():
    """They look for the object, make others, and change the class."""
    seen = []
    for kind in (m.Both, m.Larger, m.Weakly, type("S", (m.Both,), {}), type("S", (m.Account,), {})):
        arguments = (1,) if issubclass(kind, m.Root) else ("a",) if issubclass(kind, m.Account) else ()

        def callback(reference):
            seen.append(reference())
            outcome(kind, *arguments)
            gc.collect()
            outcome(setattr, kind, "x", 1)

        for _ in range(min(OFTEN, 20)):
            o = kind(*arguments)
            references = [weakref.ref(o, callback) for _ in range(3)]
            proxy = weakref.proxy(o, callback)
            use(o)
            del o
            outcome(lambda: proxy.check())
            for reference in references:
                outcome(lambda: reference().check())
        del references, reference, proxy
    assert not any(seen), seen
    return "fine %s" % left()


@probe("fine 0")
def dict_changed_while_it_is_read():
    for kind in (m.Dict, m.Both, type("S", (m.Thin,), {})):
        o = kind(1) if issubclass(kind, m.Thin) else kind()
        for number in range(50):
            setattr(o, "a%d" % number, [number])

        class Key(str):
            def __hash__(self):
                o.__dict__ = {}
                return str.__hash__(self)

            def __eq__(self, other):
                o.__dict__ = {}
                return str.__eq__(self, other)

        outcome(lambda: [o.__dict__.clear() for _ in o.__dict__])
        outcome(lambda: [setattr(o, "__dict__", {}) for _ in range(3)])
        outcome(getattr, o, Key("a1"))
        outcome(delattr, o, "__dict__")
        outcome(setattr, o, "__dict__", None)
        outcome(setattr, o, "__dict__", Key)
        o.x = 1
        assert o.x == 1
        del o
    return "fine %s" % left()


@probe("TypeError")
def descriptors_of_others():
    """`__dict__` and `__weakref__` of a class, asked of other objects."""
    seen = set()
    for kind in (m.Dict, m.Both, m.Root):
        descriptor = vars(kind).get("__dict__")
        if descriptor is None or sys.implementation.name == "pypy":
            seen.add("TypeError")  # PyPy's is its own.
            continue
        for other in (3, None, object(), m.Thin(1), m.Final(), m.Node()):
            seen.add(outcome(descriptor.__get__, other))
            seen.add(outcome(descriptor.__set__, other, {}))
    return " ".join(sorted(seen))


@probe("fine 0")
def metaclasses_that_lie():
    class Meta(type):
        def mro(cls):
            return [cls, m.Savings, m.Account, m.Node, object]

        @property
        def __base__(cls):
            return m.Node

        def __instancecheck__(cls, other):
            return True

        def __subclasscheck__(cls, other):
            return True

    for kind, arguments in makers():
        try:
            sub = Meta("S", (kind,), {})
        except TypeError:
            continue
        for make in (lambda: sub(*arguments), lambda: kind.__new__(sub, *arguments), lambda: m.Node.__new__(sub)):
            try:
                o = make()
            except TypeError:
                continue
            use(o)
            for method in (m.Node.check, m.Account.deposit, m.Savings.interest):
                seen = outcome(method, o)
                assert seen in ("ok", "TypeError"), seen
            del o
    return "fine %s" % left()


@probe("fine 0")
def new_replaced():
    """`__new__` of one class in another."""
    for kind, _ in makers():
        for other, arguments in makers():
            sub = type("S", (kind,), {"__new__": other.__new__})
            try:
                o = sub(*arguments)
            except TypeError:
                continue
            use(o)
            del o
            o = None
    return "fine %s" % left()


@probe("RuntimeError")
def borrowed_twice():
    sub = type("S", (m.Account,), {})
    o = sub("ann", 1)

    class Callback:
        def __call__(self):
            return o.deposit(1)

    return outcomes(
        lambda: m.both_twice(o, o), lambda: o.deposit_result_of(Callback()), lambda: o.deposit_result_of(lambda: o.balance),
        lambda: o.deposit_result_of(lambda: setattr(o, "owner", "x")),
    )  # fmt: skip


@probe("fine 0")
def class_goes_before_the_object():
    for kind, arguments in makers():
        for _ in range(min(OFTEN, 20)):
            o = type("S", (kind,), {})(*arguments)
            gc.collect()
            use(o)
            o = None
    return "fine %s" % left()


@probe("fine 0")
def many_of_all():
    for kind, arguments in makers():
        kinds = [kind] + list(derived(kind))
        for _ in range(2000 if OFTEN > 3 else 50):
            for one in kinds:
                one(*arguments)
    return "fine %s" % left()


@probe("fine 0", *CYCLES)
def a_long_chain():
    class Linked(m.Node):
        pass

    first = None
    for _ in range(100000):
        node = Linked()
        node.next = first
        node.again = first
        first = node
    del node, first
    return "fine %s" % left()
