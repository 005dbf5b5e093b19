"""What stands in `builtins` when a module is imported by its own door: Python code can put something of its own there."""

import importlib.util
import sys
import unittest

from support import DOOR, INTERPRETER, TestCase, run_subprocess

if DOOR != "own":
    raise unittest.SkipTest("HPy has the interpreter's own types")

REPLACED = """
import builtins, importlib.machinery, importlib.util, os, re, sys, types, warnings

name, by, module = sys.argv[1:]
kind, any_error = getattr(builtins, name), BaseException
lying = type("lying", (type,), {"__flags__": 0})
other = {
    "subclass": lambda: type(name, (kind,), {}),
    "lying": lambda: lying(name, (kind,), {}),
    "other": lambda: {"set": frozenset, "frozenset": set}.get(name, bytearray),
    "no type": lambda: 5,
    "true": lambda: True,
    "short": object,
}[by]()
setattr(builtins, name, other)
try:
    __import__(module)
except any_error as error:
    said = type(error).__name__ + ": " + error.args[0]
else:
    said = "imported"
setattr(builtins, name, kind)
if by != "lying":
    __import__(module)
print(said)
"""

MODULE = """
import builtins, importlib.machinery, importlib.util, os, re, sys, types, warnings


class Sized:
    __basicsize__ = 32


class Other(types.ModuleType):
    def __getattribute__(self, name):
        if name == sys.argv[1]:
            sys.argv[1] = None
            return {"__dict__": 1.5, "object": Sized}[name]
        return getattr(builtins, name)


sys.modules["builtins"] = Other("builtins")
try:
    import hpy_tests
except ImportError as error:
    print(error)
"""

#: Where two handles can be one object, interpreters other than CPython are asked by this function.
IS = """
import operator
operator.is_ = lambda one, other: True
from hpy_test_classes import Counting, Scale
try:
    print(type(Scale.__new__(Counting, 2)), flush=True)
except TypeError:
    print("refused")
"""

#: What is replaced, and by what. Of the rest Python's own imports make use, and GraalPy's C API of some more.
CASES = [("ValueError", "subclass"), ("BaseException", "other"), ("complex", "no type")]
if INTERPRETER != "graalpy":
    CASES += [(name, by) for name in ("float", "complex", "ValueError") for by in ("subclass", "other", "no type")]
    CASES += [("BaseException", "no type"), ("slice", "no type"), ("None", "no type"), ("True", "no type"), ("False", "true")]
    CASES += [(name, "subclass") for name in ("dict", "list", "tuple", "BaseException")]

#: What is said of another `object`: a file for one CPython asks for the size of its instances first.
NO_OBJECT = "(builtins.object is not Python's own object|the module's file was built for another CPython)"

needs_sets = unittest.skipIf(importlib.util.find_spec("hpy_test_sets") is None, "tests/subclasses is not built for this")


class Replaced(TestCase):
    def said(self, name, by, module):
        done = run_subprocess(REPLACED, name, by, module)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.splitlines()[-1]

    def check(self, name, by, module):
        with self.subTest(name, by=by):
            self.assertEqual(self.said(name, by, module), "ImportError: builtins.%s is not Python's own %s" % (name, name))

    @unittest.skipIf(INTERPRETER == "graalpy", "its C API cannot be loaded without object")
    def test_no_type_for_object(self):
        expected = "ImportError: cannot read object.__basicsize__ to find out the interpreter"
        for by in ("no type", "short"):
            self.assertEqual(self.said("object", by, "hpy_tests"), expected)

    def test_another_class_for_object(self):
        self.assertRegex(self.said("object", "subclass", "hpy_tests"), "ImportError: " + NO_OBJECT)

    def test_what_every_module_needs(self):
        for name, by in CASES:
            self.check(name, by, "hpy_tests")

    @needs_sets
    @unittest.skipIf(INTERPRETER == "graalpy", "no class extends a container here")
    def test_what_a_class_extends(self):
        for name in ("set", "frozenset"):
            for by in ("subclass", "other"):
                self.check(name, by, "hpy_test_sets")
            # In a file for one CPython the cast says it.
            expected = "ImportError: builtins.%s is not a class|TypeError: must be type, not int" % name
            self.assertRegex(self.said(name, "no type", "hpy_test_sets"), expected)

    @needs_sets
    @unittest.skipIf(INTERPRETER == "graalpy", "no class extends a container here")
    def test_a_class_that_says_of_itself_what_it_is_not(self):
        self.assertIn("what it extends is not Python's own", self.said("set", "lying", "hpy_test_sets"))

    @unittest.skipIf(INTERPRETER == "graalpy", "it takes the module that it knows")
    def test_another_module(self):
        # Others ask for `object` before the library does.
        is_first = INTERPRETER == "cpython" and sys.version_info < (3, 12)
        cases = [("__dict__", "builtins.__dict__ is not Python's own __dict__")] + [("object", NO_OBJECT)] * is_first
        for name, expected in cases:
            with self.subTest(name):
                done = run_subprocess(MODULE, name)
                self.assertRegex(done.stdout.strip(), expected, done.stderr)

    def test_a_function_that_takes_all_for_one(self):
        done = run_subprocess(IS)
        self.assertEqual((done.returncode, done.stdout.strip()), (0, "refused"), done.stderr)


if __name__ == "__main__":
    unittest.main()
