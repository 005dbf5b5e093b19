"""Exceptions with a value, treated in any way."""

import gc
import sys
import unittest

from probing import CYCLES, OFTEN, Limit, collect, gone, load_tests, needs_own_door, outcome, outcomes, probe

needs_own_door()
if sys.implementation.name == "graalpy" and sys.version_info < (3, 11):
    raise unittest.SkipTest("GraalPy 23 never frees an instance of a class that extends an exception")

try:
    import hpy_test_exceptions as m
    import hpy_test_subclasses as others
except ImportError:
    m = others = None


#: For probes that catch exceptions by name: GraalPy's counts are not looked at, but by `caught_by_name`.
CAUGHT = Limit("graalpy", "an exception that was caught by name stays", door=None)


def left():
    """How many values there are when all is collected."""
    collect()
    return m.alive()


def makers():
    return [
        (m.Refused, (1, "x")),
        (m.Detailed, (1, "x")),
        (m.Fatal, ("x", 1)),
        (m.Holding, (None,)),
        (m.Weak, ()),
        (m.Coded, (1,)),
    ]


USES = "code doubled detail reason level check held number args __str__ __repr__ __reduce__ __cause__ __dict__".split()


#: What is raised next.
box = []


def fail():
    raise box.pop()


def use(o):
    for name in USES:
        outcome(lambda: getattr(o, name))
        outcome(lambda: getattr(o, name)())
    for name in ("code", "held", "args", "x", "__cause__", "__context__", "__traceback__", "__dict__"):
        outcome(setattr, o, name, o)
        outcome(setattr, o, name, (o,))
        outcome(setattr, o, name, None)
    outcome(setattr, o, "args", ())
    outcome(m.code_of, o)

    # On PyPy an exception that Rust has caught, and that a frame on the way refers to, stays.
    for call in (m.catch_code, m.raise_again) if sys.implementation.name != "pypy" else ():
        box.append(o)
        outcome(call, fail)
    outcome(setattr, o, "__traceback__", None)
    outcome(setattr, o, "__context__", None)


@probe("fine 0", CAUGHT)
def class_assignment():
    kinds = makers() + [(type("S", (kind,), {}), arguments) for kind, arguments in makers() if kind in OPEN()]
    kinds += [(ValueError, (1,)), (KeyError, (1,)), (type("P", (Exception,), {}), (1,))]
    kinds += [(others.Thin, (1,)), (others.Account, ("x",)), (others.Both, ())]
    for kind, arguments in kinds:
        for other, _ in kinds:
            o = kind(*arguments)
            if outcome(setattr, o, "__class__", other) != "ok":
                continue
            use(o)
            outcome(setattr, o, "__class__", kind)
            use(o)
            o = None
    return "fine %s" % left()


def OPEN():
    return (m.Refused, m.Holding)


@probe("fine 0", CAUGHT)
def made_by_exceptions():
    for kind, _ in makers():
        kinds = [kind, type("S", (kind,), {})] if kind in OPEN() else [kind]
        for sub in kinds:
            for make in (object, BaseException, Exception, ValueError):
                try:
                    o = make.__new__(sub)
                except TypeError:
                    continue
                use(o)
                outcome(sub.__init__, o, 1, 2)
                o = None
    return "fine %s" % left()


@probe("TypeError")
def made_by_another_class():
    seen = set()
    for kind, _ in makers():
        for other, arguments in makers() + [(ValueError, (1,)), (others.Thin, (1,)), (int, (1,))]:
            if kind is not other:
                seen.add(outcome(kind.__new__, other, *arguments))
    return " ".join(sorted(seen))


@probe("fine 0", CAUGHT)
def two_natives():
    for bases in (
        (m.Refused, m.Holding), (m.Holding, m.Refused), (m.Refused, KeyError), (KeyError, m.Refused), (m.Refused, OSError),
        (OSError, m.Refused), (m.Holding, others.Thin), (others.Thin, m.Holding), (others.Node, m.Holding), (dict, m.Refused),
    ):  # fmt: skip
        try:
            both = type("Both", bases, {})
        except TypeError:
            continue
        for arguments in ((), (1,), (1, "x")):
            for make in (both, lambda *rest: bases[0].__new__(both, *rest), lambda *rest: bases[1].__new__(both, *rest)):
                try:
                    o = make(*arguments)
                except (TypeError, OSError):
                    continue
                use(o)
                outcome(others.Thin.number.__get__, o)
                outcome(others.Node.check, o)
                o = None
    return "fine %s" % left()


@probe("fine 0", *CYCLES)
def cycles_with_a_traceback():
    def fail(error):
        local = [error]
        error.frames = sys._getframe()
        raise error

    for number in range(100):
        for error in (m.Refused(number), m.Holding(None), type("S", (m.Holding,), {})(None)):
            if isinstance(error, m.Holding):
                error.held = error
            error.me = [error]
            error.args = (error,)
            try:
                try:
                    fail(error)
                except Exception as caught:
                    raise m.Refused(1) from caught
            except m.Refused as last:
                error.__context__ = last
                error.last = last
        del error
    return "fine %s" % left()


@probe("fine 0", CAUGHT)
def resurrected():
    kept = []

    class Phoenix(m.Refused):
        def __del__(self):
            kept.append(self)

    for number in range(20):
        try:
            raise Phoenix(number)
        except Phoenix:
            pass
        collect(1)
    for one in kept:
        use(one)
    one = None
    del kept[:]
    return "fine %s" % left()


@probe("gone", Limit("graalpy", CAUGHT.why, "stays", door=None))
def caught_by_name():
    before = left()
    for number in range(50):
        try:
            raise m.Refused(number)
        except m.Refused as error:
            assert error.code == number
    return gone(left(), before)


@probe("fine 0")
def many():
    for kind, arguments in makers():
        for _ in range(3000 if OFTEN > 3 else 100):
            kind(*arguments)
        gc.collect()
        for _ in range(300 if OFTEN > 3 else 10):
            try:
                raise kind(*arguments)
            except kind:
                pass
    for _ in range(100):
        outcome(m.raise_refused, 1)
        outcome(m.Refused, 1, "never")
        outcome(m.Refused)
        outcome(m.Refused, 1, wrong=1)
    return "fine %s" % left()


@probe("TypeError")
def wrong_self():
    bad = [3, None, "x", object(), ValueError(1), Exception, m.Refused, others.Thin(1), OSError(1, "x")]
    calls = []
    for o in bad:
        calls += [
            lambda o=o: m.Refused.doubled(o), lambda o=o: m.Refused.__init__(o, 1), lambda o=o: m.Refused.code.__get__(o),
            lambda o=o: m.code_of(o), lambda o=o: m.Coded.__init__(o, 1), lambda o=o: m.Fatal.__str__(o),
        ]  # fmt: skip
    del calls[calls.index(calls[0]) + 6 * bad.index(None) + 2]  # A descriptor asked without an object gives itself.
    return outcomes(*calls)
