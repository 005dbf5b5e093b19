"""What crosses the boundary: closures, results that are no such thing, keywords, sizes: E3-E15."""

import sys
import threading
import time

from probing import INTERPRETER, ONE_THREAD, REENTRY, Limit, collect, load_tests, outcome, outcomes, probe, text

from counting import left

import hpy_hostile_plain as plain

try:
    import hpy_hostile as m
except ImportError:
    m = None


@probe("fine 0")
def closures():
    keep = m.closure_over([1])
    assert keep() == [1] and keep(1, 2, a=3) == [1]
    call = m.make_closure("name")
    assert call(list) == [] and outcome(call) == "ValueError" and outcome(call, 3) == "TypeError"
    assert outcome(call, lambda: 1 / 0) == "ZeroDivisionError"
    assert repr(call) == "<closure name>" and call.__name__ == "name"
    kind = type(call)
    wrong = [3, None, keep, m.Plain(), kind, object()]
    for name in ("__call__", "__getattr__", "__repr__"):
        for one in wrong:
            outcome(getattr(kind, name), one)
            outcome(getattr(kind, name), one, "x")
    assert outcome(kind) == "TypeError" and outcome(kind.__new__, kind) == "TypeError"
    outcome(setattr, call, "__class__", m.Plain)
    outcome(call)
    outcome(m.take_plain, call)
    for strange in ("", "\0", "\ud800", "x" * 10000):
        outcome(m.make_closure, strange)
    call.__class__
    del keep, call, wrong, one
    return "fine %s" % left()


@probe("RecursionError", *REENTRY)
def a_closure_that_calls_itself():
    import sys

    sys.setrecursionlimit(300)
    holder = []
    call = m.make_closure("self")
    holder.append(lambda: call(holder[0]))
    return outcome(holder[0])


@probe("fine 0")
def properties():
    kind = type("Kind", (), {"kind": m.make_property()})
    o = kind()
    assert o.kind is kind and outcome(setattr, o, "kind", 1) == "ValueError"
    assert outcome(delattr, o, "kind") in ("AttributeError", "TypeError")
    made = kind.__dict__["kind"]
    assert made.__get__(3, int) is int
    outcome(made.fget)
    outcome(made.fset)
    outcome(made.fset, 1)
    outcome(made.fget, 1, 2)
    del kind, o, made
    return "fine %s" % left()


@probe("'answer' 0")
def a_getter_that_goes_while_it_runs():
    """CPython's property has no reference of its own to what it calls."""

    class Kind:
        asked = m.property_that_asks()

        def answer(self):
            Kind.__dict__["asked"].__init__(lambda _: 1)
            collect(1)
            return "answer"

    said = text(lambda: Kind().asked)
    return "%s %s" % (said, left())


@probe("fine")
def what_a_field_refers_to_is_another_before_it_is_in_its_place():
    """Where handles do not last, it is in a list until then."""
    import gc

    class Text(bytes):
        pass

    for other in (3, 1e300, "x", [1] * 1000, object(), int, 1):
        kept = Text(b"x" * 100)

        def exchange():
            for thing in getattr(gc, "get_objects", list)():
                if type(thing) is list and any(item is kept for item in thing):
                    thing[:] = [other if item is kept else item for item in thing]

        quote = m.Quote(kept, exchange)
        assert outcome(len, quote) in ("ok", "TypeError")
        del quote
    return "fine"


@probe("PanicException RecursionError RecursionError ok")
def exceptions_without_a_base():
    calls = [lambda how=how: m.raise_without_base(how) for how in (True, False, None)]
    return "%s %s" % (outcomes(*calls), outcome(m.Growing, 1))


@probe("TypeError TypeError ok ok ok")
def exceptions_that_are_none():
    return outcomes(*[lambda how=how: m.raise_no_exception(how) for how in range(5)])


@probe(
    "a Python exception",
    Limit("pypy", "its C API cannot show such a class, and does not survive that", returncode=-11, door=None),
)
def a_metaclass_that_raises():
    class Meta(type):
        @property
        def __name__(cls):
            return 1 / 0

    def fail():
        raise Meta("Strange", (Exception,), {})()

    return m.what_it_says(fail)


@probe(
    "fine",
    Limit("pypy", "to show it to C its C API asks for the length, and does not survive what that raises", returncode=-11, door="own"),
)
def a_length_that_raises():
    """Of what a call gives."""
    for base in (bytes, tuple, str, list, dict):

        class Odd(base):
            def __len__(self):
                return 1 / 0

        m.what_it_says(Odd)
    return "fine"


@probe("fine")
def results_that_are_no_such_thing():
    """What a method gives that must be a text, a number, an iterator, and is not."""
    import io

    for answer in (3, "x", 1.5, None, [], b"x", 2**100, object(), True, iter([])):
        liar = m.Liar(answer)
        for use in (
            repr, str, int, float, lambda o: [][o:], iter, lambda o: next(iter(o)), lambda o: "%d %s %r" % (o, o, o),
            lambda o: range(10)[o], format, lambda o: f"{o}", lambda o: hex(o), len, bool, list, lambda o: {o: 1},
            lambda o: complex(o), lambda o: "x" * o, lambda o: chr(o), lambda o: round(o), lambda o: print(o, file=io.StringIO()),
            lambda o: o + "x", lambda o: "x".join([o]), lambda o: int(o) + 1, lambda o: float(o) + 1,
        ):  # fmt: skip
            outcome(use, liar)
    assert hash(m.Liar(1)) == -2
    assert outcome(len, m.Liar(1)) == "OverflowError"
    return "fine"


@probe("fine", *REENTRY)
def numbers_of_every_size():
    for value in (2**31, 2**63, 2**64, -(2**63), -(2**63) - 1, 10**5000, True, 1.5, "1", None, m.Rich(1)):
        seen = {text(m.Rich, value).split(":")[0], outcome(m.Rich.make, value)}
        seen.add(outcome(setattr, m.Rich(), "number", value))
        assert seen <= {"ok", "OverflowError", "TypeError"} or len(seen) == 2, (value, seen)
        outcome(lambda: m.Rich(1) + value)
        outcome(lambda: value + m.Rich(1))
        outcome(lambda: m.Rich(1)[value])
        outcome(lambda: value in m.Rich(1))
    return "fine"


@probe("TypeError")
def keywords():
    names = ["x", "\ud800", "a\0b", "", "self", "number" * 1000]
    seen = {outcome(m.Rich, **{name: 1}) for name in names}
    seen |= {outcome(m.Rich(1).many, **{name: 1}) for name in names}
    seen.add(outcome(m.Rich, 1, number=2))
    # GraalPy's HPy dies of 4,097 arguments.
    many = 2000 if INTERPRETER == "graalpy" else 10000
    seen.add(outcome(m.Rich, **{"k%s" % number: number for number in range(many)}))
    seen.add(outcome(lambda: m.Rich(**{3: 1})))
    seen.add(outcome(m.Rich.__new__, m.Rich, **{"x": 1}))
    seen.add(outcome(m.Rich(1).__init__, **{"x": 1}))

    class Name(str):
        def __eq__(self, other):
            raise ZeroDivisionError

        __hash__ = str.__hash__

    outcome(lambda: m.Rich(**{Name("number"): 1}))
    return " ".join(seen)


@probe(
    "fine",
    ONE_THREAD,
    Limit("pypy", "a call cannot know of it, and may die of it", door=None),
)
def a_low_recursion_limit():
    """Little of the stack is left to make an object: PyPy makes one without a struct. On a thread, which has none behind it."""
    usual = sys.getrecursionlimit()

    def make():
        time.sleep(2)  # The limit is that of all threads: by then the other one waits where it calls nothing.
        for limit in [*range(5, 40)] * 20:
            try:
                sys.setrecursionlimit(limit)
                m.Tangle(m, 1)
            except RecursionError:
                pass
            finally:
                sys.setrecursionlimit(usual)

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    return "fine"


@probe(
    "TypeError",
    Limit("pypy", "HPY=debug takes minutes", debug=True),
    Limit("graalpy", "it dies of 4,097 arguments", returncode=1),
    slow=True,
)  # fmt: skip
def two_million_arguments():
    many = [1] * 2000000
    calls = [
        lambda: m.Rich(*many), lambda: m.Rich.__new__(m.Rich, *many), lambda: m.Rich().one(*many),
        lambda: m.Rich().many(*many), lambda: m.Rich.make(*many), lambda: m.Rich.make_by_class(*many),
        lambda: m.Rich().__init__(*many), lambda: m.Shape.Circle(*many),
    ]  # fmt: skip
    seen = {outcome(call) for call in calls}
    for call in (lambda: m.Rich()(*many), lambda: m.make_closure("x")(*many)):
        assert outcome(call) in ("ok", "TypeError"), outcome(call)
    return " ".join(seen)


@probe("fine")
def two_thousand_arguments():
    many = [1] * 2000
    assert m.Rich()(*many) == 2000
    assert outcome(m.Rich, *many) == "TypeError"
    assert m.closure_over(1)(*many) == 1
    return "fine"


@probe("TypeError ok")
def functions_only():
    wrong = outcomes(lambda: plain.length(3), lambda: plain.length(), lambda: plain.length(b"x"))
    return "%s %s" % (wrong, outcome(plain.length, "x"))


@probe(
    "fine",
    Limit("cpython", "3.13 lets C call 10,000 levels deep, for which 8 MiB are too little in debug mode", debug=True,
          since=(3, 13), before=(3, 14), door="own"),
    *REENTRY,
    alone=True,
)  # fmt: skip
def recursion_without_end():
    """Methods of Rust that call themselves by way of Python."""
    o = m.Deep()
    for use in (repr, len, o, lambda: o.missing):
        seen = outcome(use, o) if use in (repr, len) else outcome(use)
        assert seen in ("RecursionError", "MemoryError"), seen
    return "fine"


@probe("fine 0", alone=True)
def variants():
    """Enums that are made, matched and called in odd ways."""
    circle = m.Shape.Circle(1.0, None)
    wrong = [m.Shape, m.Shape.Nothing(), m.Shape.Rectangle(1.0, 2.0), m.make_shape(), 3, None, m.Color.Red, m.Plain()]
    for name in ("radius", "counted"):
        descriptor = m.Shape.Circle.__dict__[name]
        for one in wrong:
            seen = outcome(descriptor.__get__, one, type(one))
            assert seen in ("TypeError", "AttributeError") or one is None, (name, one, seen)
    rectangle = m.Shape.Rectangle(1.0, 2.0)
    for one in wrong + [circle]:
        outcome(m.Shape.Rectangle.__getitem__, one, 0)
        outcome(m.Shape.Rectangle.__len__, one)
        outcome(m.Shape.area, one)
    for index in (0, 1, 2, -1, -2, -3, 2**63, -(2**63), 2**70, "x", None, slice(None)):
        outcome(rectangle.__getitem__, index)
    for kind in (m.Shape.Circle, m.Shape.Rectangle, m.Shape.Nothing):
        for arguments in ((), (1,), (1, 2), (1, 2, 3), ("x", None)):
            outcome(kind, *arguments)
            outcome(kind.__new__, kind, *arguments)
            outcome(m.Shape.__new__, kind, *arguments)
            outcome(kind.__new__, m.Shape, *arguments)
    assert circle.area() == 1.0 and m.take_shape(circle) == 1.0
    for name in ("Circle", "Rectangle"):
        outcome(delattr, m.Shape, name)
        outcome(setattr, m.Shape, name, m.Plain)
    assert m.make_shape().area() == 6.0
    for color in ("Red", "Green"):
        before = getattr(m.Color, color)
        outcome(delattr, m.Color, color)
        assert before.value() == color and m.take_color(before) == color
    outcome(setattr, before, "__class__", m.Shape)
    outcome(lambda: before.area())
    outcome(setattr, before, "__class__", m.Color)
    cycle = []
    for _ in range(100):
        cycle = [type(circle)(1.0, cycle)]
    del cycle, circle, rectangle, wrong, one, before
    return "fine %s" % left()


@probe("fine")
def results_of_different_identity():
    """The object of a value without data is one; it survives what Python does to its class."""
    red = m.Color.Red
    for _ in range(10):
        outcome(setattr, m.Color, "Red", None)
        outcome(m.Color)
        collect(1)
    assert red.value() == "Red" and red == red and hash(red) == hash(red)
    return "fine"
