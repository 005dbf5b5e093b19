"""Memory that objects show: what changes, goes or is asked for while somebody looks at it: E3-E5."""

from probing import OFTEN, Limit, collect, load_tests, outcome, outcomes, probe

from counting import left

try:
    import hpy_hostile as m
except ImportError:
    m = None

#: For probes that leave views to the collector, which comes at any time.
LEFT_VIEWS = Limit("graalpy", "HPY=debug dies of a view that goes in the middle of a call", debug=True)


@probe("RuntimeError ok 16")
def resized_while_it_is_looked_at():
    o = m.Growing(8)
    view = memoryview(o)
    first = outcome(o.grow, 8)
    assert bytes(view) == b"\7" * 8
    view.release()
    collect()
    return "%s %s %s" % (first, outcome(o.grow, 8), len(o))


@probe("RuntimeError ok")
def views_by_what_it_extends():
    """Its own class gives them back, which counts readers; the frozen one below makes them, and need not."""
    o = m.Lengthened(8)
    view = memoryview(o)
    if hasattr(m.Fixed, "__buffer__"):
        m.Fixed.__buffer__(o, 0).release()
        collect()
    first = outcome(o.grow, 8)
    assert bytes(view) == b"\7" * 8
    view.release()
    del view
    collect()
    return "%s %s" % (first, outcome(o.grow, 8))


@probe(
    "TypeError RuntimeError ok",
    Limit("graalpy", "its views go late, and with its HPy a class inherits no memory", door=None),
)
def views_that_go_while_an_error_is_on_its_way():
    """The last reference to a view ends with an expression that has failed."""
    o = m.Grown(8)
    failed = outcomes(*[lambda: memoryview(o)["no key"]] * 3)
    collect()
    view = memoryview(o)
    first = outcome(o.grow, 8)
    del view
    collect()
    return "%s %s %s" % (failed, first, outcome(o.grow, 8))


@probe("fine 0", LEFT_VIEWS)
def views_outlive_the_object():
    for kind in (lambda: m.Grid(4, 5), lambda: m.ReadOnly(9), lambda: m.Growing(100)):
        for _ in range(OFTEN):
            view = memoryview(kind())
            again = view[1:] if view.ndim == 1 else view
            del view
            collect(1) if _ % 20 == 0 else None
            again.tobytes()
        del again
    return "fine %s" % left()


@probe("fine ok")
def views_of_views():
    """Many, given back in any order, and twice."""
    o = m.Grid(4, 5)
    views = [memoryview(o) for _ in range(50)]
    views += [memoryview(view) for view in views[::3]]
    for view in views[::2]:
        view.release()
        view.release()
    assert outcome(o.resize, 5) == "RuntimeError"
    for view in views[1::2]:
        outcome(view.release)
    for view in reversed(views):
        outcome(view.release)
    del views, view
    collect()
    return "fine %s" % outcome(o.resize, 5)


@probe("20 ok", Limit("pypy", "8 gives a view back when it collects it", "20 RuntimeError", since=(8, 0), door="own"))
def written_to_while_it_is_read():
    o = m.Grid(4, 5)
    one, other = memoryview(o), memoryview(o)
    for row in range(4):
        for column in range(5):
            (one if row % 2 else other)[row, column] = 1
    line = "%s" % o.sum()
    one.release()
    other.release()
    return "%s %s" % (line, outcome(o.resize, 3))


@probe("TypeError BufferError")
def read_only():
    o = m.ReadOnly(4)
    view = memoryview(o)
    first = outcome(view.__setitem__, 0, 1.0)
    view.release()
    import io

    # Some say TypeError here.
    return "%s %s" % (first, outcome(io.BytesIO(b"x" * 99).readinto, o).replace("Type", "Buffer"))


@probe("fine", slow=True)
def shapes_that_cannot_be():
    """Lengths and strides without measure: an error, or what Python itself makes of it."""
    big = 2**63 - 1
    shapes = [
        [], [4], [2, 2], [0], [0, big], [big, 0], [2**64 - 1, 0], [0, 2**64 - 1], [2**32, 2**32], [2**31, 2**33],
        [1] * 64, [1] * 65, [1] * 1000, [4, 1, 1], [2**62, 4], [2**61], [3], [5],
    ]  # fmt: skip
    for count in (0, 1, 4):
        for shape in shapes:
            strides = [None, [0] * len(shape), [1] * len(shape), [2**62] * len(shape), [2**64 - 1] * len(shape), [1]]
            for stride in strides:
                o = m.Odd(count, shape, stride)
                try:
                    view = memoryview(o)
                except (BufferError, ValueError, TypeError):
                    continue
                assert all(0 <= length for length in view.shape), view.shape
                assert view.nbytes >= 0
                if view.nbytes < 10**6 and max(view.shape, default=0) < 10**6:
                    outcome(view.tolist)
                    outcome(view.tobytes)
                    outcome(bytes, o)
                    outcome(view.cast, "B")
                    outcome(lambda: view == view)
                view.release()
    return "fine"


@probe("fine", LEFT_VIEWS, Limit("graalpy", "its views cannot leave anything out", last="IndexError", since=(3, 11), door=None))
def strides():
    o = m.Odd(10, [5], [2])
    try:
        assert memoryview(o).tolist() == [0, 2, 4, 6, 8]
    except IndexError:
        return "IndexError"
    assert memoryview(m.Odd(10, [3, 3], [1, 2])).tolist() == [[0, 2, 4], [1, 3, 5], [2, 4, 6]]
    assert memoryview(m.Odd(1, [1000], [0])).tolist() == [0] * 1000
    assert outcome(memoryview, m.Odd(10, [6], [2])) == "BufferError"
    for use in (bytes, bytearray, list, lambda o: b"".join([o]), lambda o: open("/dev/null", "wb").write(o)):
        outcome(use, o)
    import ctypes  # noqa: F401

    outcome((ctypes.c_char * 4).from_buffer, o)
    return "fine"


@probe("TypeError")
def memory_of_something_else():
    names = ["__buffer__", "__release_buffer__"]
    seen = {"TypeError"}
    for name in names:
        for wrong in (3, None, m.Plain(), m.ReadOnly(3)):
            if hasattr(m.Grid, name):
                seen.add(outcome(getattr(m.Grid, name), wrong, 0))
    seen.add(outcome(memoryview, m.Plain()))
    return " ".join(seen)


@probe("fine 0", slow=True)
def memory_in_a_cycle():
    for _ in range(500):
        o = m.Grid(2, 2)
        view = memoryview(o)
        holder = [view]
        holder.append(holder)
        del o, view, holder
    return "fine %s" % left()


@probe(
    "fine 0",
    Limit("graalpy", "it gives a view back to the class of then", returncode=-6, since=(3, 11), door="own"),
    slow=True,
)
def class_changed_while_it_is_looked_at():
    for kind, other in ((lambda: m.Grid(2, 2), m.ReadOnly), (lambda: m.ReadOnly(3), m.Plain)):
        for _ in range(20):
            o = kind()
            view = memoryview(o)
            before = type(o)
            outcome(setattr, o, "__class__", other)
            outcome(memoryview, o)
            view.tobytes()
            view.release()
            outcome(setattr, o, "__class__", before)
            outcome(memoryview, o)
            del o, view
        collect()
    return "fine %s" % left()
