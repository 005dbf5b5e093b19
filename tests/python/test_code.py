"""Code in Python, run from Rust."""

import sys
import traceback

import hpy_tests
from exceptions_of_tests import keeps_tracebacks
from support import TestCase


class Evaluating(TestCase):
    def test_expressions(self):
        self.assertEqual(hpy_tests.evaluate("1 + 2"), 3)
        self.assertEqual(hpy_tests.evaluate("a + b", {"a": 1, "b": 2}, {"b": 3}), 4)
        self.assertEqual(hpy_tests.evaluate("'größe'.upper()"), "GRÖSSE")
        item = object()
        self.assertIs(hpy_tests.evaluate("item", {"item": item}), item)

    def test_names_of_the_main_module(self):
        sys.modules["__main__"].hpy_tests_name = 5
        try:
            self.assertEqual(hpy_tests.evaluate("hpy_tests_name"), 5)
            hpy_tests.execute("hpy_tests_name += 1")
            self.assertEqual(sys.modules["__main__"].hpy_tests_name, 6)
        finally:
            del sys.modules["__main__"].hpy_tests_name
        with self.assertRaises(NameError):
            hpy_tests.evaluate("expected_to_be_unknown")

    def test_the_callers_names_are_not_seen(self):
        unseen = 5
        with self.assertRaises(NameError):
            hpy_tests.evaluate("unseen")
        with self.assertRaises(NameError):
            hpy_tests.evaluate("unseen", {})
        self.assertEqual(unseen, 5)

    def test_statements(self):
        names = {"a": 1}
        hpy_tests.execute("b = a + 1\ndef double(x):\n    return 2 * x", names)
        self.assertEqual(names["b"], 2)
        self.assertEqual(names["double"](4), 8)
        own = {}
        hpy_tests.execute("b = 7", names, own)
        self.assertEqual((names["b"], own["b"]), (2, 7))

    def test_errors(self):
        for run in (hpy_tests.evaluate, hpy_tests.execute):
            for code, error in (("1 +", SyntaxError), ("1 // 0", ZeroDivisionError), ("a\0b", (ValueError, SyntaxError, TypeError))):
                with self.assertRaises(error):
                    run(code, {})
        with self.assertRaises(SyntaxError):
            hpy_tests.evaluate("a = 1", {})


class Modules(TestCase):
    NAME = "hpy_tests_made_of_code"

    def tearDown(self):
        sys.modules.pop(self.NAME, None)

    def test_a_module(self):
        code = "import dataclasses\n@dataclasses.dataclass\nclass Pair:\n    one: int\n    two: int\n"
        module = hpy_tests.module_from_code(code, "pairs.py", self.NAME)
        self.assertEqual((module.__name__, module.__file__), (self.NAME, "pairs.py"))
        self.assertEqual(module.Pair(1, 2), module.Pair(1, 2))
        self.assertEqual(module.Pair.__module__, self.NAME)
        self.assertIs(sys.modules[self.NAME], module)
        self.assertIs(__import__(self.NAME), module)

    def test_one_that_fails(self):
        for code, error in (("1 +", SyntaxError), ("x = 1\n1 // 0", ZeroDivisionError), ("import no_such_module", ImportError)):
            with self.assertRaises(error):
                hpy_tests.module_from_code(code, "failing.py", self.NAME)
            self.assertNotIn(self.NAME, sys.modules)

    @keeps_tracebacks
    def test_what_the_traceback_of_one_that_fails_names(self):
        try:
            hpy_tests.module_from_code("x = 1\n1 // 0", "failing.py", self.NAME)
        except ZeroDivisionError as error:
            frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
        self.assertEqual(frames[-1], ("failing.py", 2))

    def test_code_that_takes_itself_away(self):
        code = "import sys\ndel sys.modules[__name__]\n1 // 0"
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.module_from_code(code, "gone.py", self.NAME)
