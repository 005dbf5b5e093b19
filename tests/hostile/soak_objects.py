"""Millions of objects: memory stays flat, and every payload is dropped. `cargo xtask hostile --soak`."""

import gc
import time

from probing import DEBUG, INTERPRETER, TOO_MANY_KEPT, Limit, collect, load_tests, outcome, probe

try:
    import hpy_hostile as m
except ImportError:
    m = None

MILLION = 1000000

#: What memory may grow by in a round, in MiB.
ALLOWED = 2.0

#: A leak grows in every round. What PyPy compiles, and the pools that allocators keep, come in a few steps, some of them late:
#: with PyPy 8 one of 2.5 MiB after 350,000 exceptions, and then no more in millions.
ROUNDS = 3

#: GraalPy is measured, not judged: it leaks by itself (see SOUNDNESS.md).
MEASURED = INTERPRETER == "graalpy"
COUNT = 20000 if MEASURED else MILLION // 10 if DEBUG else MILLION

SLOW = [Limit("graalpy", "HPY=debug is not measured", debug=True)]


def resident():
    """Memory in use, in MiB."""
    with open("/proc/self/status") as file:
        (line,) = [line for line in file if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024.0


def soak(what, work):
    """Works after a warm-up of two parts in rounds of ten, until one is flat; gives whether one was, and how many payloads are
    left."""
    part = COUNT // 10
    for _ in range(2):
        work(part)
        collect()
    for number in range(ROUNDS):
        before, start = resident(), time.time()
        for _ in range(10):
            work(part)
            collect(2)
        collect()
        m.Node(1)
        collect()
        growth, took, left = resident() - before, time.time() - start, m.alive()
        print(
            "figure: %s: %d objects after %d, %+.2f MiB, %d payloads left, %.1f s"
            % (what, COUNT, number * COUNT + 2 * part, growth, left, took)
        )
        if MEASURED or growth <= ALLOWED:
            break
    return "measured" if MEASURED else "flat %s" % left if growth <= ALLOWED else "%.2f MiB more" % growth


GOOD = ("flat 0", "measured")


@probe(GOOD, *SLOW, slow=True)
def constructions():
    def work(count):
        for number in range(count):
            m.Rich(number)

    return soak("constructions", work)


@probe(GOOD, *SLOW, slow=True)
def constructions_of_all_kinds():
    def work(count):
        for number in range(count // 5):
            m.Derived()
            m.Growth()
            m.Wide()
            m.closure_over(number)
            m.Shape.Circle(1.0, number)

    return soak("constructions of all kinds", work)


@probe(GOOD, *SLOW, slow=True)
def failing_constructions():
    def work(count):
        for number in range(count // 2):
            try:
                m.Rich(number, True)
            except ValueError:
                pass
            try:
                m.Rich("x")
            except TypeError:
                pass

    return soak("failing constructions", work)


@probe(GOOD, *SLOW, slow=True)
def constructions_for_another_class():
    """The value is made, and then cannot be placed."""

    def work(count):
        for _ in range(count):
            try:
                m.Rich.__new__(m.Base)
            except TypeError:
                pass

    return soak("constructions for another class", work)


@probe(GOOD, TOO_MANY_KEPT, *SLOW, slow=True)
def instances_in_cycles():
    def work(count):
        for _ in range(count):
            o = m.Node()
            o.next = o
        del o

    return soak("instances in cycles", work)


@probe(GOOD, TOO_MANY_KEPT, *SLOW, slow=True)
def instances_in_long_cycles():
    def work(count):
        for _ in range(count // 4):
            a, b, c, d = m.Node(), m.Growth(), m.Keeper(), m.Node()
            a.next, b.reference, c.seen, d.next = [b], (c,), {"d": d}, a

    return soak("instances in long cycles", work)


@probe(GOOD, *SLOW, slow=True)
def views():
    def work(count):
        for _ in range(count // 10):
            o = m.Grid(4, 5)
            view = memoryview(o)
            view.tobytes()
            del view, o

    return soak("views of memory", work)


@probe(GOOD, *SLOW, slow=True)
def calls():
    def work(count):
        o, other = m.Rich(1), m.Rich(2)
        for _ in range(count // 5):
            o.one(other)
            o.number = 3
            o + 1
            repr(o)
            o.many(other, by=3)

    return soak("calls", work)


@probe(GOOD, *SLOW, slow=True)
def panics():
    def work(count):
        o = m.InBody()
        m.silence_panics(True)
        for _ in range(count // 20):
            outcome(o.no_args)

    return soak("panics (a twentieth)", work)


@probe(GOOD, TOO_MANY_KEPT, *SLOW, slow=True)
def long_chains():
    def work(count):
        o = None
        for _ in range(count):
            o = m.Node(o)

    return soak("links of chains", work)


if __name__ == "__main__":
    gc.collect()
