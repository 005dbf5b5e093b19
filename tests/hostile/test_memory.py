"""Too little memory for one more instance."""

import importlib.machinery
import importlib.util
import os
import re
import resource
import sysconfig
import unittest

from probing import ALL, Limit, collect, load_tests, outcome, probe, text

from counting import left

try:
    import hpy_hostile as m
except ImportError:
    m = None

if "asan" in os.environ.get("LD_PRELOAD", "") or sysconfig.get_config_var("Py_GIL_DISABLED"):
    raise unittest.SkipTest("memory is got in too large pieces: AddressSanitizer, free-threaded CPython")

#: What does not survive it, whatever it was for.
ELSEWHERE = [
    Limit("pypy", "it ends in one way or another where memory has run out", door=None),
    Limit("graalpy", "its memory is Java's", door=None),
]

#: What does not survive it for an instance.
ENDS = [
    Limit("cpython", "hpy 0.9.0 clears an instance without a look whether there is one", returncode=-11, debug=False),
    Limit("cpython", "the debug mode takes minutes, and of the own door ends: its records are Rust's", debug=True, door=None),
    *ELSEWHERE,
]

#: Bytes that there is room for, beside what is used.
ROOM = 32 * 1024 * 1024


def chain(make, most=10**9):
    """How many instances there is room for, each of which keeps the one before."""
    count, last = 0, None
    try:
        while count < most:
            last = make(last)
            count += 1
    except MemoryError:
        pass
    return count


def until_the_end(make):
    """Makes instances until there is no room, twice, and then all that is usual."""
    chain(make, 1000)  # What the stack must grow by when a chain goes is memory, too.
    with open("/proc/self/statm") as file:
        used = int(file.read().split()[0]) * resource.getpagesize()
    usual = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, usual[1]))
    try:
        first = chain(make)
        collect()
        again = chain(make)
    finally:
        resource.setrlimit(resource.RLIMIT_AS, usual)
    assert first > 10000 and again > first * 0.9, (first, again)
    o = m.Rich(4)
    assert o.method() == 4 and m.Rich(1).one(o) == 5 and outcome(m.Rich, "x") == "TypeError"
    del o
    return "MemoryError %s" % left()


#: What is said where CPython keeps its error to itself: in `PySys_GetObject`, and as it looks through the bases of a type.
NOT_TOLD = re.compile(r"^(ImportError: cannot read sys\.|AttributeError: type object ).*")


def load_with_a_failure(path, number):
    """What becomes of a module if this allocation of Python's is one that fails."""
    import _imp
    import _testcapi

    loader = importlib.machinery.ExtensionFileLoader("hpy_test_subclasses", path)
    spec = importlib.util.spec_from_loader("hpy_test_subclasses", loader)
    _testcapi.set_nomemory(number, number + 1)
    try:
        _imp.exec_dynamic(_imp.create_dynamic(spec))
    finally:
        _testcapi.remove_mem_hooks()


#: As a type is made, without a look at what is in the dict.
DICTS = Limit("cpython", "3.13.0 dies of a dict that could not grow", since=(3, 13), before=(3, 14), door=None)


@probe("ok MemoryError", *ELSEWHERE, DICTS)
def while_a_module_is_loaded():
    """Each time in a process of its own; once there is memory again, the module can be loaded."""
    if outcome(__import__, "_testcapi") != "ok":
        return "ok MemoryError"
    origin = importlib.util.find_spec("hpy_test_subclasses").origin
    path = origin[:-3] + ".hpy0.so" if origin.endswith(".py") else origin
    seen = set()
    for number in range(0, 900, 1 if ALL else 3):
        process = os.fork()
        if not process:
            first, again = (text(load_with_a_failure, path, failing) for failing in (number, 10**9))
            print(number, first, again, flush=True)
            os._exit(["None", "MemoryError: "].index(NOT_TOLD.sub("MemoryError: ", first)) if again == "None" else 2)
        status = os.waitpid(process, 0)[1]
        seen.add({0: "ok", 1 << 8: "MemoryError"}.get(status, "%x at %d" % (status, number)))
    return " ".join(sorted(seen, reverse=True))


@probe("MemoryError 0", *ENDS)
def linked_by_fields():
    return until_the_end(m.Liar)


@probe("MemoryError 0", *ENDS)
def linked_by_references_of_rust():
    return until_the_end(lambda last: m.Shape.Circle(1.0, last))
