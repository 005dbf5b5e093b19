"""What is said where `HPY=debug` is set and nothing can be seen: a test that cannot fail is no test."""

import os
import unittest

import hpy_rs_debug
import hpy_tests
from support import ABI, DOOR, run_subprocess, some

#: What `HPY` may say without meaning this module, or for a file that has no debug mode.
UNSEEN = ["hpy_test:debug", "other:debug,hpy_tests:universal"]
if ABI != "universal":
    UNSEEN += ["debug", "hpy_tests:debug"]

#: What is said then.
UNWATCHED = "RuntimeError: " + hpy_rs_debug.UNWATCHED

TOOLS = """
import sys, hpy_rs_debug

def said(function):
    try:
        function()
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)
    return "nothing"

def watched(work):
    with hpy_rs_debug.LeakDetector():
        work()

def leak():
    import hpy_tests
    hpy_tests.leak_list()

"""


class Case(unittest.TestCase):
    def prints(self, expected, code, mode, **environment):
        """Runs code in a process with this `HPY`; gives what went to the standard error."""
        search = os.pathsep.join(os.path.dirname(module.__file__) for module in (hpy_tests, hpy_rs_debug))
        done = run_subprocess(TOOLS + code, HPY=mode, PYTHONPATH=search, **environment)
        self.assertEqual((done.returncode, done.stdout.strip()), (0, expected), done.stderr)
        return done.stderr


class Detector(Case):
    def test_no_module(self):
        self.prints(UNWATCHED, "print(said(lambda: watched(list)))", "debug")

    def test_a_module_in_no_debug_mode(self):
        for mode in some(UNSEEN):
            with self.subTest(HPY=mode):
                self.prints(UNWATCHED, "import hpy_tests; print(said(lambda: watched(leak)))", mode)

    @unittest.skipUnless(ABI == "universal", "a file for CPython alone has no debug mode")
    def test_a_module_that_comes_meanwhile(self):
        """The own door tells of all that the module has made; HPy's detector must have begun before."""
        told = "HPyLeakError" if DOOR == "own" else "RuntimeError"
        self.prints(told, "print(said(lambda: watched(leak)).split(':')[0])", "debug")

    def test_an_error_of_the_test_is_the_one_that_is_seen(self):
        self.prints("KeyError: 1", "print(said(lambda: watched(lambda: {}[1])))", "debug")


class Hook(Case):
    def test_no_module_would_call_it(self):
        for mode in some(UNSEEN):
            with self.subTest(HPY=mode):
                code = "import hpy_tests; print(said(lambda: hpy_rs_debug.set_on_invalid_handle(print)))"
                self.prints(UNWATCHED, code, mode)


class Fixture(Case):
    """The one for pytest, without pytest, which not every interpreter has."""

    RUN = """
import importlib, types, warnings
sys.modules["pytest"] = types.SimpleNamespace(fixture=lambda function: function)
importlib.reload(hpy_rs_debug)

def run(test):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        steps = hpy_rs_debug.hpy_debug()
        next(steps)
        test()
        ended = said(lambda: next(steps))
    return "; ".join([ended.split(":")[0]] + [str(warning.message) for warning in caught])

"""
    WARNED = "StopIteration; " + hpy_rs_debug.UNWATCHED

    def test_warns(self):
        """It is for all tests of a suite, and some use no module."""
        self.prints(self.WARNED, self.RUN + "print(run(list))", "debug")
        for mode in some(UNSEEN):
            with self.subTest(HPY=mode):
                self.prints(self.WARNED, self.RUN + "import hpy_tests; print(run(leak))", mode)

    @unittest.skipUnless(ABI == "universal", "a file for CPython alone has no debug mode")
    def test_finds_leaks(self):
        self.prints("HPyLeakError", self.RUN + "import hpy_tests; print(run(leak))", "debug")
        self.prints("StopIteration", self.RUN + "import hpy_tests; print(run(list))", "debug")

    def test_does_nothing_without_the_mode(self):
        self.prints("StopIteration", self.RUN + "import hpy_tests; print(run(leak))", "")


@unittest.skipIf(ABI == "universal", "its stub says what it has no mode for")
class ForCPythonAlone(Case):
    """A file that has no modes says so when it is imported."""

    def test_a_mode_is_asked_for(self):
        for wish, mode in (("debug", "debug"), ("x:y,a.hpy_tests: Trace", "Trace"), ("hpy_tests:debug", "debug")):
            with self.subTest(HPY=wish):
                said = self.prints("", "import hpy_tests", wish)
                told = "RuntimeWarning: HPY=%s does nothing for hpy_tests, which was built for CPython alone" % mode
                self.assertEqual(said.count(told), 1, said)

    def test_none_is_asked_for(self):
        for wish in ("", "universal", "other:debug", "hpy_tests:universal"):
            with self.subTest(HPY=wish):
                self.assertNotIn("does nothing", self.prints("", "import hpy_tests", wish))

    def test_warnings_may_be_errors(self):
        code = "import warnings; warnings.simplefilter('error'); print(said(leak).split(' does ')[0])"
        self.prints("RuntimeWarning: HPY=debug", code, "debug")


if __name__ == "__main__":
    unittest.main()
