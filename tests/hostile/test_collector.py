"""The collector: cycles, fields in every place, objects that come back, half-made ones, chains without end: C2-C8."""

import gc

from probing import (
    DEBUG, INTERPRETER, KEPT_BY_PYPY, NEVER_GONE, OFTEN, ONE_THREAD, REENTRY, TOO_MANY_KEPT, Limit, collect, load_tests,
    outcome, probe,
)  # fmt: skip

from counting import left

try:
    import hpy_hostile as m
except ImportError:
    m = None


#: How long a long chain is; GraalPy is slow.
LINKS = 20000 if INTERPRETER == "graalpy" or DEBUG else 200000


@probe("0", KEPT_BY_PYPY)
def cycles():
    for _ in range(10000):
        o = m.Node()
        o.next = o
    del o
    return left()


@probe("0", KEPT_BY_PYPY)
def cycles_through_others():
    for _ in range(2000):
        a, b = m.Node(), m.Node()
        a.next, b.next = b, a
        c, d = m.Node(), {}
        c.next, d["x"] = [d], (c,)
        e = m.Node()
        e.next = lambda e=e: e
        f = m.Growth()
        f.reference = m.Keeper()
        f.reference.seen = f
        g = m.Tree("g")
        g.left = g.right = g
    del a, b, c, d, e, f, g
    return left()


@probe("0", KEPT_BY_PYPY)
def cycle_made_by_rust():
    for _ in range(1000):
        m.cycle_in()
    return left()


@probe("0", KEPT_BY_PYPY)
def fields_in_every_place():
    """Cycles through fields in options, arrays, tuples, nested structs and enums."""
    for kind in (0, 1, 2):
        for _ in range(1000):
            held = []
            held.append(m.Tangle(held, kind))
        del held
    return left()


@probe("fine 0", slow=True)
def fields_keep_what_they_refer_to():
    """Through a hundred collections, with young and old objects."""
    kept = []
    for number in range(100):
        mark = [number]
        kept.append((mark, m.Tangle(mark, number % 3), m.Node(mark), m.Growth()))
        kept[-1][3].reference = mark
    for _ in range(OFTEN):
        gc.collect()
        [[number] for number in range(1000)]
    counts = {0: 8, 1: 9, 2: 7}
    for number, (mark, tangle, node, growth) in enumerate(kept):
        assert tangle.count(mark) == counts[number % 3], (number, tangle.count(mark))
        assert node.next is mark and growth.reference is mark and mark == [number]
    for _, tangle, node, growth in kept:
        tangle.clear()
    del kept, mark, tangle, node, growth, _
    return "fine %s" % left()


@probe("expected: 1000 left", NEVER_GONE)
def cycle_through_a_list_of_rust_leaks():
    """As the documentation says: in a Vec, a map or a box a reference is a root. What is cleared, goes."""
    for place in ("list", "map", "box"):
        for _ in range(1000):
            o = m.Hidden()
            o.hold(place, o)
            o.clear()
    del o
    first = left()
    for _ in range(1000):
        o = m.Hidden()
        o.hold("list", o)
    del o
    assert first == 0 or INTERPRETER == "graalpy", first
    return "expected: %s left" % left()


@probe("fine 0", KEPT_BY_PYPY)
def collect_while_borrowed():
    for kind in (m.Node, m.Busy):
        o = kind()
        outcome(setattr, o, "next", o)
        for _ in range(min(20, OFTEN)):
            if kind is m.Node:
                o.collect()
            else:
                o.exclusive("collect", None)
                o.shared("collect", None)
    del o
    return "fine %s" % left()


@probe("fine 0", KEPT_BY_PYPY, slow=True)
def collect_in_everything():
    """A collection at each allocation that Python counts."""
    if INTERPRETER == "cpython":
        gc.set_threshold(1)
    kept = []
    for number in range(300):
        o = m.Node([number])
        o.next = m.Node(o)
        kept.append(m.Tangle(o, number % 3))
        m.Rich(number) + 1
        m.Shape.Circle(1.0, o)
        m.closure_over(o)()
        repr(m.Rich.make(1))
        outcome(m.Rich, 1, True)
        if INTERPRETER == "pypy" and number % 20 == 0:
            gc.collect()
    del kept, o
    if INTERPRETER == "cpython":
        gc.set_threshold(700)
    return "fine %s" % left()


@probe("ok 0", KEPT_BY_PYPY, slow=True)
def brought_back():
    """An object of Python brings ours back when it goes itself, together with it."""
    kept = []

    class Phoenix:
        def __del__(self):
            kept.append(self.node)

    for _ in range(500):
        phoenix = Phoenix()
        phoenix.node = m.Node(phoenix)
        del phoenix
    collect()
    for node in kept:
        assert outcome(node.collect if len(kept) < 3 else node.__len__) in ("ok", "TypeError", "AttributeError")
        node.next = node
    node = None
    del kept[:]
    return "ok %s" % left()


@probe("fine 0", KEPT_BY_PYPY, slow=True)
def used_in_a_weakref_callback():
    import weakref

    class Python:
        pass

    seen = []
    for _ in range(200):
        o, p = m.Node(), Python()
        o.next, p.o = p, o
        ref = weakref.ref(p, lambda _, o=o: seen.append(outcome(o.collect)))
        del o, p
        collect(1)
        del ref
    assert set(seen) <= {"ok"}, set(seen)
    return "fine %s" % left()


@probe("fine 0")
def found_by_the_collector():
    """What `gc` finds is used: our objects, and what the runtime has made for itself."""
    o = m.Node([m.Base()])
    kept = [o, m.Base(), m.Rich(), m.Tangle(o, 1), m.Growth(), m.Derived(), m.closure_over(o), m.Shape.Circle(1.0, o)]
    found = []
    for one in kept:
        found += gc.get_referents(one) + getattr(gc, "get_referrers", lambda _: [])(one)
    found += [one for one in getattr(gc, "get_objects", list)() if (type(one).__module__ or "").startswith("hpy")]
    ours = [one for one in found if (type(one).__module__ or "").startswith("hpy")]
    takers = [m.take_base, m.take_plain, m.take_wide, m.take_derived, m.take_thin, m.take_shape, m.take_color, m.Node]
    methods = [m.Base.value, m.Rich.method, m.Node.collect, m.Growth.own, m.Derived.own, m.Rich.__repr__]
    for one in ours:
        for use in takers + methods + [repr, hash, len]:
            outcome(use, one)
    del kept, found, ours, one, o
    return "fine %s" % left()


@probe("fine")
def found_objects_change_their_class():
    """What the runtime has made for itself becomes an instance of a class of ours, or of Python."""

    class Mixin:
        def __init_subclass__(cls):
            pass

    class Other:
        pass

    for make in (m.Base, m.Rich, m.Node, m.Growth):
        for other in (m.Base, m.Plain, m.Rich, Other):
            o = make()
            for one in gc.get_referents(o):
                if (type(one).__module__ or "").startswith("hpy_rs"):
                    outcome(setattr, o, "__class__", type(one))
                    outcome(lambda: o.value())
                    outcome(setattr, one, "__class__", other)
                    outcome(m.take_base, one)
                    outcome(m.take_plain, one)
                    outcome(lambda: one.method())
                    outcome(lambda: type(one)())
            one = None
            del o, one
            collect(2)
    return "fine"


@probe("fine 0", KEPT_BY_PYPY)
def a_long_chain():
    """A million links that go at once; debug modes and GraalPy, which are slower by far, get fewer."""
    o = None
    for _ in range(30000 if DEBUG else 5 * LINKS):
        o = m.Node(o)
    del o
    return "fine %s" % left()


@probe("fine 0", KEPT_BY_PYPY, slow=True)
def a_long_chain_in_a_cycle():
    first = o = m.Node()
    for _ in range(LINKS):
        o = m.Node(o)
    first.next = o
    del o, first
    return "fine %s" % left()


@probe("fine 0", TOO_MANY_KEPT, slow=True)
def a_long_chain_through_others():
    """Through lists and objects of Python, and through what the collector does not see."""
    class Link:
        pass

    for kind in ("list", "object", "growth", "hidden", "closure"):
        o = None
        # What Rust itself refers to goes when the next reference is made: on PyPy one link with each collection.
        count = 20 if kind in ("hidden", "closure") and INTERPRETER != "cpython" else LINKS
        for _ in range(count):
            before = o
            if kind == "list":
                o = m.Node([before])
            elif kind == "object":
                link = Link()
                link.before = before
                o = m.Node(link)
            elif kind == "hidden":
                o = m.Hidden()
                o.hold("list", before)
            elif kind == "closure":
                o = m.closure_over(before)
            else:
                o = m.Growth()
                o.reference = before
            del before
        o = link = None
        for _ in range(min(20, OFTEN)):
            left()
    return "fine %s" % left()


@probe("RecursionError", *REENTRY, slow=True)
def a_long_chain_is_walked():
    o = None
    for _ in range(100000):
        o = m.Node(o)
    seen = outcome(len, o)
    while o.next is not None:
        o = o.next
    return seen


@probe("ValueError ValueError")
def fields_of_another():
    a, b = m.Node(), m.Node(7)
    assert b.next == 7
    return "%s %s" % (outcome(a.steal, b), outcome(a.peek, b))


@probe("ok ok")
def fields_of_its_own():
    a = m.Node()
    return "%s %s" % (outcome(a.steal, a), outcome(a.peek, a))


@probe(
    "0",
    KEPT_BY_PYPY,
    ONE_THREAD,
    Limit("graalpy", "23 is not done with so many collections in ten minutes", before=(3, 11), door="own"),
    slow=True,
)
def dropped_by_another_thread():
    """Made in one thread, dropped in another; collected in a third."""
    import queue
    import threading

    made = queue.Queue()

    def drop():
        for _ in range(2000):
            made.get()
            if made.qsize() % 100 == 0:
                gc.collect()

    threads = [threading.Thread(target=drop) for _ in range(8)]
    for thread in threads:
        thread.start()
    for number in range(16000):
        o = m.Node(m.Growth())
        if number % 2:
            o.next = o
        made.put(o)
        del o
    for thread in threads:
        thread.join()
    return left()


@probe("RuntimeError 1", NEVER_GONE, ONE_THREAD)
def unsendable():
    """Used by another thread, and dropped by it: told on the standard error, and leaked."""
    import threading

    o = m.Single()
    assert o.value() == 1
    seen = []
    thread = threading.Thread(target=lambda: seen.extend([outcome(o.value), outcome(m.Single().value)]))
    thread.start()
    thread.join()
    assert seen[1] == "ok"
    box = [o]
    del o

    def drop():
        del box[:]
        collect()

    thread = threading.Thread(target=drop)
    thread.start()
    thread.join()
    collect()
    return "%s %s" % (seen[0], m.alive() if INTERPRETER == "cpython" else 1)


@probe("fine 0 True", NEVER_GONE)
def fields_taken_out_in_drop():
    """Safe Rust code takes the fields out of a value that is dropped, and puts them elsewhere."""
    for number in range(100):
        m.Stasher([number])
    m.Stasher(1)
    collect()
    keepers = [m.Keeper() for _ in range(50)]
    for keeper in keepers:
        keeper.seen = keeper
        m.keep_stashed(keeper)
        assert keeper.unseen is None or isinstance(keeper.unseen, list), keeper.unseen
        m.set_kept(keeper, ["kept", "x" * 50])
    for _ in range(OFTEN):
        gc.collect()
        [[number] for number in range(1000)]
    for keeper in keepers:
        assert keeper.unseen == ["kept", "x" * 50]
    del keepers, keeper
    return "fine %s %s" % (left(), m.stashed() > 0)


@probe("fine", slow=True)
def fields_moved_before_they_are_placed():
    kept = []
    for number in range(200):
        for how, count in (("swap", 1), ("take", 1), ("replace", 1), ("drop", 1)):
            mark = [number, how]
            kept.append((mark, count, m.Chained(mark, how)))
        outcome(m.Chained, mark, "otherwise")
    for _ in range(OFTEN):
        gc.collect()
        [[number] for number in range(500)]
    for mark, count, o in kept:
        assert o.held() == [mark] and o.held()[0] is mark, (mark, o.held())
    return "fine"


@probe("fine 0")
def fields_set_while_the_old_one_goes():
    """What is let go of sets the field again, and again."""
    depth = [0]

    class Setter:
        def __init__(self, o):
            self.o = o

        def __del__(self):
            depth[0] += 1
            if depth[0] < 50:
                self.o.next = Setter(self.o)
            self.o.next = None

    o = m.Node()
    for _ in range(min(50, OFTEN)):
        depth[0] = 0
        o.next = Setter(o)
        o.next = 1
        collect(1)
    del o
    return "fine %s" % left()


@probe("fine 0", *REENTRY)
def brought_back_by_its_finalizer():
    """It is used, brought back again by hand, and goes."""
    kept = []
    for _ in range(OFTEN):
        m.Last(4, kept)
    collect()
    for o in kept:
        assert o.value() == 4
        outcome(setattr, o, "__class__", m.Base)
        outcome(lambda: o.value())
        outcome(setattr, o, "__class__", m.Last)
    if kept:
        for _ in range(5):
            outcome(lambda: kept[0].__del__())
    o = None
    del kept[:]
    for _ in range(3):
        collect()
        del kept[:]
    return "fine %s" % left()


@probe("fine 0", *REENTRY, slow=True)
def finalizers_that_call_back():
    """Into themselves, into the collector, into objects that are going as well."""
    seen = []

    def use(o):
        seen.append(outcome(o.value))
        seen.append(outcome(getattr(o, "__del__", o.value)) if len(seen) < 50 else "ok")
        outcome(setattr, o, "target", None)
        collect(1)

    for _ in range(30):
        m.Last(5, use)
        m.Last(6)
        holder = m.Node(m.Last(5, lambda o: (o.value(), m.Last(6))))
        holder.next.__class__
        del holder
    collect()
    return "fine %s" % left()


@probe("fine", *REENTRY)
def finalizers_by_hand():
    """Called as a method: with the object, with others, again, while there are other errors."""
    for act in range(7):
        o = m.Last(act, [])
        for _ in range(3):
            try:
                raise KeyError
            except KeyError:
                outcome(lambda: o.__del__())
        for wrong in (3, None, m.Base(), m.Node(), object(), m.Last):
            outcome(lambda: m.Last.__del__(wrong))
        assert o.value() == act
    return "fine"
