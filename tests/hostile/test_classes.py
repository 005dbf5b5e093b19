"""Classes that Python code changes: subclasses, `__class__`, bases, names, attributes: B5, B12, U1, U2, U5, U13."""

from probing import INTERPRETER, KEPT_BY_PYPY, OFTEN, Limit, collect, load_tests, outcome, outcomes, probe

from counting import left

try:
    import hpy_hostile as m
except ImportError:
    m = None


#: For probes in which an instance of a class of Python, derived from one of ours, is used.
SHAPES = Limit("graalpy", "HPY=debug ends where an object's class is one of Python", returncode=-6, debug=True)


@probe(
    "TypeError",
    Limit("pypy", "7.3 takes a class beside a builtin with a layout of its own; objects have no value", before=(8, 0), door="own",
          last="TypeError TypeError TypeError TypeError TypeError TypeError ok ok TypeError"),
)  # fmt: skip
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


@probe(
    "TypeError",
    Limit("pypy", "7.3 calls `object.__new__` there; objects have no value", last="TypeError ok", before=(8, 0), door="own"),
    slow=True,
)
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
    SHAPES,
    Limit("pypy", "7.3 never lets an object go that became one of a class of Python", "fine 40", before=(8, 0), door="own"),
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


@probe("fine 0", SHAPES)
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


@probe("fine 0", KEPT_BY_PYPY, slow=True)
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


@probe("fine 0", slow=True)
def class_assignment_drops_under_another_class():
    """The value is dropped all the same, and once."""
    for kind, other in ((m.Base, m.Leaf), (m.Leaf, m.Base), (m.Derived, m.Base), (m.Growth, m.Thin)):
        for _ in range(OFTEN):
            o = kind()
            outcome(setattr, o, "__class__", other)
            del o
        collect()
    return "fine %s" % left()


@probe("fine 0", slow=True)
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


@probe(
    "fine 0",
    Limit("pypy", "7.3 never lets an object go that became one of a class of Python", "fine 1", before=(8, 0), door="own"),
)  # fmt: skip
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


@probe(
    "fine 0",
    Limit("graalpy", "it dies of other bases", returncode=1, door="own"),
    Limit("pypy", "it may look at a tuple of bases that is going", door="own"),
)
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


@probe("fine 1", alone=True)
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


@probe("fine", alone=True)
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


@probe("fine 0", alone=True)
def attributes_of_the_class_replaced():
    """Everything is another class's, or Python's."""
    o = m.Rich(2)
    for name, value in list(m.Base.__dict__.items()) + list(m.Node.__dict__.items()):
        if name != "__doc__" or INTERPRETER != "graalpy":  # See `renamed`.
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


@probe("fine 0", alone=True)
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


@probe("fine 0", alone=True)
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


@probe("fine 0", KEPT_BY_PYPY, slow=True)
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
        outcome(delattr, kind, "__del__")  # GraalPy 23 has let nobody set it, and said nothing.
        del kept[:]
        collect()
    return "fine %s" % left()


@probe(
    "fine",
    Limit("cpython", "hpy finds what it knows of a class by the name of the class, which Python can change",
          returncode=-11, debug=False),
    Limit("cpython", "hpy finds what it knows of a class by the name of the class, which Python can change",
          debug=True),
    Limit("graalpy", "it dies of another doc text, and 23 lets nobody change a class", returncode=1, door="own"),
    alone=True,
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


@probe("fine 0", slow=True)
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
