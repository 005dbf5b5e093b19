"""What the twin tests stand on: a test case that finds leaked handles, and where and how the tests run."""

import doctest
import functools
import gc
import io
import os
import re
import subprocess
import sys
import sysconfig
import time
import unittest

from hpy_rs_debug import HPyLeakError, LeakDetector

#: Frames of this file are left out of what a failed test shows.
__unittest = True

#: Whose Python this is: "cpython", "pypy" or "graalpy".
INTERPRETER = sys.implementation.name


def _door():
    door = os.environ.get("HPY_RS_EXPECTED_DOOR") or os.environ.get("HPY_RS_DOOR")
    return door or ("hpy" if HAS_HPY and INTERPRETER != "cpython" else "own")


def _has_hpy():
    try:
        __import__("hpy.universal" if INTERPRETER == "cpython" else "_hpy_universal")
    except ImportError:
        return False
    return INTERPRETER != "cpython" or sys.version_info < (3, 13)


#: Whether there is an HPy that extensions can be loaded through.
HAS_HPY = _has_hpy()


#: Whether this is a CPython that was built to do without its lock.
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


#: The door that extensions are loaded through here: "hpy" or "own".
DOOR = _door()

#: What extensions are built for here: "universal", "cpython" or "abi3".
ABI = os.environ.get("HPY_RS_EXPECTED_ABI", "universal")

#: What their files are called behind the name.
SUFFIX = {"universal": ".hpy0.so", "cpython": sysconfig.get_config_var("EXT_SUFFIX"), "abi3": ".abi3.so"}[ABI]


def needs_own_door():
    """Ends a file of tests, whose module HPy cannot load, where HPy is asked for."""
    if os.environ.get("HPY_RS_DOOR") == "hpy":
        raise unittest.SkipTest("HPy cannot load its module")


#: For tests of what the stub does.
needs_stub = unittest.skipUnless(ABI == "universal", "a file for CPython alone has no stub")


def door_of(module):
    """The door that a module came in by. One for CPython alone has the door of its own, and says nothing of it."""
    return module.__hpy_rs_door__ if ABI == "universal" else "own"


#: Whether they run in debug mode, HPy's or that of the own door.
DEBUG = os.environ.get("HPY", "").lower() == "debug"


def no_debug(reason, on=None, before=None, door="hpy"):
    """Leaves a test out in HPy's debug mode, or with a `door` of None in either: on every interpreter, or on one, or on its
    versions before `before`.

    Only for what such a mode does not survive; the run counts these by their reason.
    """
    here = (on is None or on == INTERPRETER) and (before is None or sys.version_info < before)
    return unittest.skipIf(DEBUG and door in (None, DOOR) and here, "debug mode: " + reason)


#: For tests in which an extension calls Python code that calls an extension.
enters_again = unittest.skipIf(
    DEBUG and DOOR == "hpy" and INTERPRETER in ("pypy", "graalpy"),
    "debug mode: PyPy 7.3.19 and GraalPy abort when the extension is entered again",
)


def skip_on(interpreter, reason, door=None, before=None, since=None):
    """Leaves a test out on one interpreter, or behind one of its doors, or on its versions from `since` on and before `before`."""
    here = interpreter == INTERPRETER and door in (None, DOOR) and (before is None or sys.version_info < before)
    here = here and (since is None or sys.version_info >= since)
    return unittest.skipIf(here, "%s: %s" % (interpreter, reason))


def skip_free_threaded(reason):
    """Leaves a test out on a free-threaded CPython."""
    return unittest.skipIf(FREE_THREADED, "free-threaded CPython: " + reason)


def no_debug_build(reason):
    """Leaves a test out on a CPython that checks its own assertions."""
    return unittest.skipIf(hasattr(sys, "gettotalrefcount"), "debug build: " + reason)


def no_sanitizer(reason):
    """Leaves a test out where `AddressSanitizer` looks on."""
    return unittest.skipIf("asan" in os.environ.get("LD_PRELOAD", ""), "AddressSanitizer: " + reason)


def once(test):
    """Marks a test of what happens for the first time: no tool can run it twice in a process."""
    test.is_for_once = True
    return test


#: For tests that call into an extension from a second thread, which ends GraalPy's HPy.
needs_threads = skip_on("graalpy", "its HPy knows one thread only")


def some(values):
    """All of them, but on GraalPy, which takes seconds to start, the first two: for tests that start a process for each."""
    return values[:2] if INTERPRETER == "graalpy" else values


def leaks_of(function):
    """Calls `function` and gives the handles it left open, with the Rust lines that made them."""
    try:
        with LeakDetector():
            function()
    except HPyLeakError as error:
        return error.leaks
    return []


class TestCase(unittest.TestCase):
    """A test case whose tests, in debug mode, fail when they leave a handle open."""

    #: Set to False for a class that leaks on purpose.
    finds_leaks = True

    def __init__(self, methodName="runTest"):
        super().__init__(methodName)
        if DEBUG and self.finds_leaks and hasattr(self, methodName):
            setattr(self, methodName, self._finding_leaks(getattr(self, methodName)))

    def _finding_leaks(self, method):
        @functools.wraps(method)
        def watched(*args, **kwargs):
            detector = LeakDetector(frames=False)
            detector.start()
            method(*args, **kwargs)
            if not detector.is_watching():
                return  # It used modules in other processes only.
            for _ in range(20):
                try:
                    detector.stop()
                    return
                except HPyLeakError as error:
                    count = len(error.leaks)
                time.sleep(0.02)  # A thread may still be on its way out of a call.
            # Again, with stack traces, which are too slow for every test.
            leaks = leaks_of(lambda: method(*args, **kwargs))
            where = "\n".join("%s\n    %s" % (leak, "\n    ".join(leak.frames)) for leak in leaks) or "none when run again"
            self.fail("%d handle(s) left open:\n%s" % (count, where))

        return watched


class Refusing(TestCase):
    """A test case that knows what a refusal looks like."""

    def refused(self, error, message, function, *args):
        with self.assertRaises(error) as caught:
            function(*args)
        self.assertEqual(str(caught.exception), message)
        self.assertIs(type(caught.exception), error)


class CountingTestCase(TestCase):
    """A test case that finds values of Rust which are not dropped when a test is over, or dropped too often."""

    #: Gives how many there are.
    alive = None

    def setUp(self):
        super().setUp()
        self.before = self.settle()

    def settle(self):
        for _ in range(4):
            gc.collect()
        return self.alive()

    def assertAllGone(self):
        # On GraalPy they go on a thread of its own, and a few of them late.
        good, rounds = (range(-8, 8), 10) if INTERPRETER == "graalpy" else ((0,), 1)
        for _ in range(rounds):
            left = self.settle() - self.before
            if left in good:
                return
            time.sleep(0.2)
        self.assertIn(left, good)


def readme_failures(test_file):
    """Runs the session in the README of the example that a test file belongs to; gives what came out otherwise."""
    with open(os.path.join(os.path.dirname(test_file), os.pardir, "README.md"), encoding="utf-8") as readme:
        session = "\n".join(re.findall(r"```pycon\n(.*?)```", readme.read(), re.DOTALL))
    test = doctest.DocTestParser().get_doctest(session, {}, "README", "README.md", 0)
    failures = io.StringIO()
    results = doctest.DocTestRunner(verbose=False).run(test, out=failures.write)
    return failures.getvalue() if results.attempted else "there is no session"


def run_subprocess(code, *arguments, **environment):
    """Runs `code` in a new process of this interpreter, in this mode and through this door.

    Gives a `subprocess.CompletedProcess` with both outputs as text. For what may end the process.
    """
    return subprocess.run(
        # GraalPy's own idea of its executable can be a whole command line.
        [os.environ.get("HPY_RS_PYTHON") or sys.executable, "-c", code, *arguments],
        env=dict(os.environ, **environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        universal_newlines=True,
        timeout=600,
    )
