"""The process and what it loads: imports, interpreters in one, forks, threads at the end: F4-F8, U11, U17."""

import importlib
import os
import sys

from probing import DEBUG, ONE_CALL, ONE_THREAD, Limit, collect, load_tests, outcome, probe

import hpy_hostile_plain as plain

try:
    import hpy_hostile as m
except ImportError:
    m = None


@probe("fine")
def imported_again():
    """The same file, again: the classes are the same, and objects from before can be used."""
    o, kind = m.Rich(4), m.Rich
    for _ in range(5):
        del sys.modules["hpy_hostile"]
        again = importlib.import_module("hpy_hostile")
        assert again.Rich is kind and o.method() == 4 and again.Rich(1).one(o) == 5
        collect(1)
    return "fine"


@probe("fine", Limit("graalpy", "executing a module again ends it", returncode=1))
def executed_again():
    o = m.Rich(4)
    for _ in range(3):
        outcome(m.__loader__.exec_module, m)
        outcome(importlib.reload, m)
    assert o.method() == 4 and m.Rich(1).one(o) == 5
    assert m.take_color(m.Color.Red) == "Red"
    return "fine"


@probe("fine")
def imported_by_another_name():
    """The file under another name is no module of its own: an ImportError, or the same classes."""
    import importlib.util

    spec = importlib.util.find_spec("hpy_hostile")
    outcome(lambda: importlib.util.module_from_spec(spec))
    other = importlib.util.spec_from_file_location("hpy_other", spec.origin)
    outcome(lambda: other.loader.exec_module(importlib.util.module_from_spec(other)))
    assert m.Rich(1).method() == 1
    return "fine"


@probe(
    "fine",
    *[Limit(name, "HPy's loader is used", door="own") for name in ("cpython", "pypy", "graalpy")],
    alone=True,
)  # fmt: skip
def loaded_twice_in_two_modes():
    """U17: the same file in two modes. It is refused, or both work."""
    import importlib.machinery

    if DEBUG:
        return "fine"
    from hpy import universal

    path = m.__file__ if m.__file__.endswith(".so") else m.__spec__.origin
    path = path if path.endswith(".so") else os.path.join(os.path.dirname(path), "hpy_hostile.hpy0.so")
    spec = importlib.machinery.ModuleSpec("hpy_hostile", None, origin=path)
    before = m.Node([1])
    other = []
    outcome(lambda: other.append(universal.load("hpy_hostile", path, spec, True)))
    for module in [m] + other:
        assert module.Rich(1).method() == 1 and module.Node(before).next is before
        assert module.closure_over(3)() == 3 and module.Shape.Nothing().area() == 0.0
        outcome(module.Rich, "x")
        outcome(module.take_plain, 3)
        collect(1)
    assert before.next == [1]
    return "fine"


@probe("fine")
def another_interpreter():
    """A second interpreter in the process: it is refused, or it works; the first one goes on."""
    try:
        import _xxsubinterpreters as interpreters
    except ImportError:
        try:
            import _interpreters as interpreters
        except ImportError:
            return "fine"
    for name in ("hpy_hostile", "hpy_hostile_plain"):
        try:
            made = interpreters.create()
            code = "import sys; sys.path[:] = %r\ntry:\n import %s\nexcept ImportError: pass"
            interpreters.run_string(made, code % (sys.path, name))
            interpreters.destroy(made)
        except Exception:
            pass
    assert plain.length("abc") == 3
    assert m is None or m.Rich(2).method() == 2
    return "fine"


@probe("7 0 0", Limit("graalpy", "it has no fork", returncode=1, door=None))
def forked():
    o = m.Rich(7)
    single = m.Single()
    codes = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            try:
                good = o.method() == 7 and m.Rich(1).method() == 1 and single.value() > 0
                collect(1)
                os._exit(0 if good else 1)
            finally:
                os._exit(2)
        codes.append(os.waitpid(child, 0)[1])
    return "%s %s %s" % (o.method(), codes[0], codes[2])


@probe("fine", ONE_THREAD, *ONE_CALL, leaks=False, alone=True)
def threads_at_the_end():
    """Daemon threads that are in the middle of it when the interpreter goes, so that what they borrow is still borrowed."""
    import threading

    def work():
        o = m.Busy()
        while True:
            o.wait(1)
            m.Node(o)

    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    o = m.Busy()
    for _ in range(20):
        o.wait(1)
    return "fine"


@probe(
    "fine",
    ONE_THREAD,
    *ONE_CALL,
    Limit("graalpy", "it ends threads within calls of its C API, and the next call there dies", since=(3, 11), door="own"),
    alone=True,
    leaks=False,
)  # fmt: skip
def threads_in_python_at_the_end():
    """The same, with Rust on the stack below the Python code in which they are ended."""
    import threading

    started = threading.Barrier(5)

    def work():
        def forever():
            started.wait()
            while True:
                for _ in range(1000):
                    m.Node()

        m.make_closure("below")(lambda: m.Busy().shared("call", forever))

    for _ in range(4):
        threading.Thread(target=work, daemon=True).start()
    started.wait()
    return "fine"


@probe(
    "fine",
    Limit("graalpy", "it dies of threads from outside", before=(3, 12), door=None),
    Limit("graalpy", "it reports threads that are in Python when it ends, as a rule", door="own"),
    *ONE_CALL,
    alone=True,
    leaks=False,
)  # fmt: skip
def threads_of_rust_at_the_end():
    """Threads that Python has not started: on their way in, and within, when the interpreter goes."""
    calls = []

    def call():
        calls.append(m.Node(calls))

    for _ in range(4):
        m.call_for_ever(call)
    while len(calls) < 1000:
        m.Busy().wait(1)
    return "fine"


@probe("fine")
def objects_at_the_end():
    """What lives as long as the interpreter does, in modules, cycles, threads and at exit."""
    import atexit

    o = m.Node()
    o.next = o
    sys.modules["kept"] = o
    m.kept = [m.Rich(), m.Tangle(o, 1), m.closure_over(o), memoryview(m.Grid(2, 2)), m.Single()]
    m.Rich.kept = m.Node(m.Rich)
    atexit.register(lambda: (o.collect(), m.Rich(1).method(), m.alive()))
    return "fine"


@probe("fine", ONE_THREAD, *ONE_CALL)
def imported_by_many_threads():
    import threading

    for name in ("hpy_hostile", "hpy_hostile_plain"):
        sys.modules.pop(name)
    seen = []

    def work():
        seen.append(importlib.import_module("hpy_hostile").Rich)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8 and set(seen) == {m.Rich}, seen
    return "fine"


@probe("fine", ONE_THREAD, slow=True)
def made_on_many_threads():
    """No thread has to have made anything before; threads end while their objects live."""
    import threading

    made = []

    def work():
        made.append([m.Rich(1), m.Node([1]), m.Shape.Nothing(), m.closure_over(1), m.Wide()])

    for _ in range(50):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    for rich, node, shape, closure, wide in made:
        assert rich.method() == 1 and node.next == [1] and shape.area() == 0.0 and closure() == 1
        assert wide.value().startswith("Wide")
    return "fine"
