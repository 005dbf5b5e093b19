"""Values that are used while they are borrowed: B1-B3, re-entrancy, threads."""

from probing import INTERPRETER, ONE_CALL, ONE_THREAD, REENTRY, collect, load_tests, outcome, probe, text

try:
    import hpy_hostile as m
except ImportError:
    m = None


@probe("RuntimeError RuntimeError ok")
def twice_the_same():
    o = m.Plain()
    return "%s %s %s" % (outcome(m.two_mut, o, o), outcome(m.shared_and_mut, o, o), outcome(m.two_shared, o, o))


@probe("RuntimeError: Already borrowed")
def what_it_says():
    o = m.Plain()
    assert text(m.shared_and_mut, o, o) == "RuntimeError: Already borrowed"
    return text(m.two_mut, o, o)


@probe("ok ok")
def two_of_a_kind():
    return "%s %s" % (outcome(m.two_mut, m.Plain(), m.Plain()), outcome(m.shared_and_mut, m.Plain(), m.Plain()))


class Callback:
    """Calls back by every route."""

    def __init__(self, act):
        self.act = act
        self.items = [self]

    def __call__(self):
        self.act()
        return self

    def __eq__(self, other):
        self.act()
        return True

    def __lt__(self, other):
        self.act()
        return True

    def __hash__(self):
        self.act()
        return 1

    def __repr__(self):
        self.act()
        return ""

    __str__ = __repr__

    def __index__(self):
        self.act()
        return 1

    def __iter__(self):
        self.act()
        yield 1
        self.act()

    def __getattr__(self, name):
        self.act()
        return 1

    def __setattr__(self, name, value):
        if name in ("act", "items"):
            object.__setattr__(self, name, value)
        else:
            self.act()

    def __contains__(self, item):
        self.act()
        return True

    def __len__(self):
        self.act()
        return 1

    def __bool__(self):
        self.act()
        return True


class Dying(list):
    """Calls back when what it holds is let go of."""

    def __init__(self, act):
        class Last:
            def __del__(self):
                act()

        self.append(Last())

    def pop(self):
        list.pop(self)
        collect(1)


ROUTES = "call eq hash sort repr str index iter getattr setattr contains len bool del".split()


#: Nobody knows when GraalPy lets go of an object.
UNSEEN = ["del"] if INTERPRETER == "graalpy" else []


def attacks(o):
    """What a callback may try."""
    return [
        lambda: o.exclusive("call", list), lambda: o.shared("call", list), lambda: o.calls,
        lambda: setattr(o, "calls", 9),
        o.panic, o.fail, o.again, lambda: m.forget_guard(o, False), lambda: o.wait(0),
    ]  # fmt: skip


@probe("fine", *REENTRY)
def again_while_exclusive():
    """Each route back from Python, into each kind of method."""
    for route in ROUTES:
        o = m.Busy()
        for attack in attacks(o):
            seen = []
            act = lambda: seen.append(outcome(attack))  # noqa: E731
            callback = Dying(act) if route == "del" else Callback(act)
            done = text(o.exclusive, route, callback)
            assert done == "None", (route, done)
            assert set(seen) == {"RuntimeError"} or route in UNSEEN, (route, seen)
        assert o.calls == len(attacks(o)), o.calls
    return "fine"


@probe("fine", *REENTRY, slow=True)
def again_while_shared():
    for route in ROUTES:
        o = m.Busy()
        for writer in (lambda: setattr(o, "calls", 9), o.panic, o.fail, lambda: o.exclusive("call", list)):
            seen = []
            act = lambda: seen.append(outcome(writer))  # noqa: E731
            callback = Dying(act) if route == "del" else Callback(act)
            done = text(o.shared, route, callback)
            assert done == "None" and (set(seen) == {"RuntimeError"} or route in UNSEEN), (route, done, seen)
        for reader in (lambda: o.calls, lambda: o.shared("call", list)):
            seen = []
            act = lambda: seen.append(outcome(reader))  # noqa: E731
            o.shared(route, Dying(act) if route == "del" else Callback(act))
            assert set(seen) == {"ok"} or route in UNSEEN, (route, seen)
        assert o.calls == 0
    return "fine"


@probe("fine", *REENTRY, slow=True)
def errors_pass_through():
    """What a callback raises ends the borrow, and arrives as it was."""

    class Special(BaseException):
        pass

    def fail():
        raise Special

    for route in ROUTES:
        if route == "del":
            continue
        o = m.Busy()
        for _ in range(3):
            assert outcome(o.exclusive, route, Callback(fail)) == "Special", route
            assert outcome(o.shared, route, Callback(fail)) == "Special", route
        assert o.calls == 3
        o.calls = 0
    return "fine"


@probe("ok 30")
def after_panics_and_errors():
    m.silence_panics(True)
    o = m.Busy()
    for _ in range(10):
        assert outcome(o.panic) == "PanicException"
        assert outcome(o.fail) == "ValueError"
    for _ in range(10):
        o.exclusive("call", list)
    return "%s %s" % (outcome(lambda: o.calls), o.calls)


@probe("False False False 1")
def by_hand():
    return m.Busy().again().title()


@probe("False")
def base_of_a_frozen_class():
    """`&` of the base by way of a frozen class, and `&mut` of it by way of the base itself."""
    return m.aliased_base()


@probe("RuntimeError ok RuntimeError RuntimeError %d" % (2 if INTERPRETER == "cpython" else 0), leaks=False)
def forgotten_guards():
    """Borrowed for ever, which is safe. On CPython a guard has a reference, so that the object stays; elsewhere it goes."""
    a, b = m.Busy(), m.Busy()
    m.forget_guard(a, False)
    m.forget_guard(b, True)
    line = "%s %s %s %s" % (
        outcome(setattr, a, "calls", 1), outcome(lambda: a.calls), outcome(setattr, b, "calls", 1),
        outcome(lambda: b.calls),
    )  # fmt: skip
    for o in (a, b):
        outcome(setattr, o, "__class__", m.Plain)
        outcome(repr, o)
    del a, b, o
    collect()
    return "%s %s" % (line, m.alive())


@probe("fine", ONE_THREAD, *ONE_CALL)
def other_threads_while_exclusive():
    import threading

    o = m.Busy()
    seen = set()

    def attack():
        for _ in range(50):
            seen.add(outcome(lambda: o.calls))
            seen.add(outcome(o.wait, 0))

    threads = [threading.Thread(target=attack) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(50):
        try:
            o.wait(2)
        except RuntimeError:
            pass
    for thread in threads:
        thread.join()
    assert seen <= {"RuntimeError", "ok"}, seen
    o.wait(0)
    return "fine"


@probe("fine 8", ONE_THREAD, *ONE_CALL, slow=True)
def eight_threads():
    """Shared instances, with other threads let in while they are borrowed."""
    import threading

    shared = [m.Busy() for _ in range(4)]
    counts = [0] * 8

    def work(number):
        for turn in range(20000):
            o = shared[turn % 4]
            try:
                if turn % 500 == 0:
                    o.wait(0)
                else:
                    o.exclusive("call", int)
                counts[number] += 1
            except RuntimeError:
                pass

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(o.calls for o in shared) == sum(counts), (counts, [o.calls for o in shared])
    return "fine %s" % len(counts)
