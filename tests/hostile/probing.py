"""Probes: functions that try to break things, each in a process of its own, with the line that it must end with.

    python probing.py FILE NAME

runs one; `cargo xtask hostile` runs all, by the driver of the twin tests: a file of probes has `load_tests` from here.
A probe returns what is printed last. Its process must end with the exit code 0, after everything was collected, unless
a limit of the interpreter says otherwise; what is not a limit any more fails, too.
"""

import gc
import importlib.util
import os
import re
import signal
import subprocess
import sys

__unittest = True

INTERPRETER = sys.implementation.name
#: The version of Python's language, but of PyPy its own, two of which have the same language.
VERSION = getattr(sys, "pypy_version_info", sys.version_info)[:2]
DEBUG = os.environ.get("HPY", "").lower() == "debug"
DOOR = os.environ.get("HPY_RS_EXPECTED_DOOR") or os.environ.get("HPY_RS_DOOR")
DOOR = DOOR or ("own" if INTERPRETER == "cpython" else "hpy")

#: Set by `cargo xtask hostile`; the everyday test leaves out what is slow.
ALL = os.environ.get("HPY_RS_PROBES") == "all"

#: How often something is done that takes a collection: GraalPy takes a second for each.
OFTEN = 3 if INTERPRETER == "graalpy" else 100

#: Seconds that a probe may take; a busy machine can be many times slower.
PATIENCE = int(os.environ.get("HPY_RS_PATIENCE", "600"))

#: The probes of the file that is being loaded.
_found = []


def needs_own_door():
    """Ends a file of probes, whose module HPy cannot load, where HPy is asked for."""
    if os.environ.get("HPY_RS_DOOR") == "hpy":
        import unittest

        raise unittest.SkipTest("HPy cannot load its module")


class Limit:
    """Where and why a probe ends otherwise: `last` (a regular expression) and `returncode` are what is seen, where they differ;
    with neither the probe is not run at all, which is for what ends differently each time, or takes too long. `door` is the one
    that it is for, None for both."""

    def __init__(self, on, why, last=None, returncode=None, debug=None, before=None, since=None, door="hpy"):
        self.why, self.last, self.returncode = why, last, returncode
        self.applies = (
            on == INTERPRETER
            and door in (None, DOOR)
            and debug in (None, DEBUG)
            and (before is None or VERSION < before)
            and (since is None or VERSION >= since)
        )


#: For probes in which a callback of an extension calls an extension.
REENTRY = [
    Limit(name, "HPY=debug aborts when a callback calls an extension again", debug=True) for name in ("pypy", "graalpy")
]

#: For probes with a second thread.
ONE_THREAD = Limit("graalpy", "its HPy knows one thread only")

#: For probes in which threads call while others are let in.
ONE_CALL = [Limit(name, "HPY=debug knows one call at a time", debug=True) for name in ("cpython", "pypy")]

#: For probes that look at what has gone.
NEVER_GONE = Limit("graalpy", "23 never tells an extension that an object has gone", before=(3, 11))

#: What a probe prints last that counts what is left, if anything is.
LEFT = r"(fine |ok )?[1-9]\d*"

#: For probes that make cycles of what only the own door can make. On GraalPy their counts are not looked at: see `STAYS`.
CYCLES = [
    Limit("pypy", "its C API never asks for fields: cycles stay", LEFT, door=None),
    Limit("graalpy", "cycles through objects of Python stay", door=None),
]

#: For probes that say in a word whether what was in a cycle has gone.
STAYS = [
    Limit("pypy", "its C API never asks for fields: cycles stay", "stays", door=None),
    Limit("graalpy", "cycles through objects of Python stay", "stays", door=None),
]

#: For probes that count what has gone after a cycle, or a chain, on PyPy; and for those that take it too long.
KEPT_BY_PYPY = Limit("pypy", "its C API never asks for fields: cycles stay, and chains go link by link", LEFT, door="own")
TOO_MANY_KEPT = Limit("pypy", "its C API never asks for fields: cycles and chains stay, so many that it takes minutes", door="own")

#: Whether operators can be called by their names for any object, and give NotImplemented for what is not theirs.
ANY_OPERAND = DOOR == "own" and INTERPRETER != "cpython"


class Probe:
    """A function, and what it must end with."""

    def __init__(self, function, expected, limits, slow, leaks, alone):
        self.function, self.slow, self.leaks, self.alone = function, slow, leaks, alone
        self.expected = (expected,) if isinstance(expected, str) else expected
        self.limit = next((limit for limit in limits if limit.applies), None)

    def reason_to_skip(self):
        if self.slow and not ALL:
            return "only run by cargo xtask hostile"
        if self.limit and self.limit.last is None and self.limit.returncode is None:
            return "limit: " + self.limit.why
        return None

    def shares_process(self):
        """Whether it runs in the process of its file: on GraalPy, if it leaves nothing behind that others meet."""
        ends = self.limit is not None and self.limit.returncode is not None
        return INTERPRETER == "graalpy" and not self.alone and not ends


def probe(expected, *limits, slow=False, leaks=True, alone=False):
    """Makes a function a probe that must end with the line `expected`, or one of several.

    `slow` tells that it is left out of the everyday test, `leaks` that it may not leave handles open, which the debug
    mode sees, `alone` that it changes classes for good or leaves threads running, so that on GraalPy, too, it needs a
    process of its own.
    """

    def wrap(function):
        _found.append(Probe(function, expected, limits, slow, leaks, alone))
        return function

    return wrap


def outcome(function, *args, **kwargs):
    """The name of the exception that a call raises, else "ok"."""
    try:
        function(*args, **kwargs)
    except BaseException as error:
        return type(error).__name__
    return "ok"


def outcomes(*calls):
    """The outcomes of several functions without arguments, in one line; equal ones once."""
    seen = []
    for call in calls:
        seen.append(outcome(call))
    return " ".join(seen if len(set(seen)) > 1 else seen[:1])


def text(function, *args, **kwargs):
    """The exception that a call raises and what it says, else the `repr` of its result."""
    try:
        return repr(function(*args, **kwargs))
    except BaseException as error:
        return "%s: %s" % (type(error).__name__, error)


def collect(times=4):
    """Collects often enough for every interpreter; PyPy calls finalizers in between. GraalPy takes a second for each."""
    for _ in range(1 if INTERPRETER == "graalpy" else times):
        gc.collect()


def gone(left, before):
    """Whether of dozens of objects none is left, in a word: on GraalPy numbers do not count, and a few go late."""
    return "gone" if left - before <= (8 if INTERPRETER == "graalpy" else 0) else "stays"


def load(path):
    """The probes of a file, by name."""
    name = os.path.splitext(os.path.basename(path))[0]
    if name not in sys.modules:
        # The file asks for us by name.
        sys.modules["probing"] = sys.modules[__name__]
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return {probe.function.__name__: probe for probe in _found}


def run_here(probe):
    """Runs a probe in this process; gives its last line."""
    if DEBUG and probe.leaks:
        from hpy_rs_debug import LeakDetector

        with LeakDetector():
            last = str(probe.function())
            collect()
            return last
    last = str(probe.function())
    collect()
    return last


def is_expected(last, expected):
    """Whether a probe has ended as it must. On GraalPy, where all of a file share a process, numbers do not count."""
    if INTERPRETER == "graalpy":
        last, expected = re.sub(r"\d+", "N", last), [re.sub(r"\d+", "N", one) for one in expected]
    return last in expected


def load_tests(loader, tests, pattern):
    """The probes of the file that is being loaded, as the driver of the tests wants them."""
    import unittest

    class Case(unittest.TestCase):
        def __init__(self, probe):
            super().__init__("run_probe")
            self.probe = probe
            self.path = sys.modules[probe.function.__module__].__file__

        def id(self):
            return "%s.%s" % (self.probe.function.__module__, self.probe.function.__name__)

        __str__ = shortDescription = id

        def run_probe(self):
            reason = self.probe.reason_to_skip()
            if reason:
                self.skipTest(reason)
            if self.probe.shares_process():
                self.judge(run_here(self.probe), 0, "")
            else:
                self.judge(*run_in_process(self.path, self.probe.function.__name__))

        def judge(self, last, returncode, said):
            limit, good = self.probe.limit, is_expected(last, self.probe.expected) and returncode == 0
            if limit is None:
                if not good:
                    self.fail("expected %r, got %r, exit code %s\n%s" % (self.probe.expected, last, returncode, said))
                return
            ends = limit.returncode or 0
            if ends == -signal.SIGSEGV and "asan" in os.environ.get("LD_PRELOAD", ""):
                ends = returncode or ends  # AddressSanitizer says how such a process ends.
            as_known = (limit.last is None or re.fullmatch(limit.last, last)) and returncode == ends
            if good:
                self.fail("passes, though it is said to be a limit: " + limit.why)
            if not as_known:
                self.fail(
                    "a limit that is not as known (%s, %s): got %r, exit code %s\n%s"
                    % (limit.last, limit.returncode, last, returncode, said)
                )
            self.skipTest("expected failure: " + limit.why)

    suite = unittest.TestSuite(Case(probe) for probe in _found)
    del _found[:]
    return suite


def run_in_process(path, name):
    """The last line, the exit code and all that was said by a probe in a process of its own."""
    command = [os.environ.get("HPY_RS_PYTHON") or sys.executable, os.path.abspath(__file__), path, name]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        errors="replace",
    )
    try:
        output, errors = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        output, errors = process.communicate()
        return "its time was over", 124, output[-1000:] + errors[-2000:]
    lines = output.splitlines()
    for line in lines:
        if line.startswith("figure: "):
            print(line, flush=True)
    return lines[-1] if lines else "", process.returncode, output[-1000:] + errors[-3000:]


def main():
    try:
        import faulthandler

        faulthandler.enable()
    except Exception:
        pass  # Not every interpreter has it.
    path, name = sys.argv[1:]
    print(run_here(load(path)[name]), flush=True)


if __name__ == "__main__":
    main()
