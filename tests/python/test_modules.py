"""Modules: what they consist of, and importing them: again, after a failure, in a package, through each door."""

import copy
import importlib
import os
import pickle
import shutil
import sys
import tempfile
import unittest

import hpy_tests
import hpy_tests_shapes
import hpy_tests_shapes.round
import hpy_tests_shapes.round.deep as deep
from hpy_tests_shapes.round import circle
from support import ABI, DOOR, HAS_HPY, INTERPRETER, SUFFIX, TestCase, door_of, needs_stub, run_subprocess, skip_on

FOLDER = os.path.dirname(os.path.abspath(hpy_tests.__file__))


class Content(TestCase):
    def test_constants(self):
        self.assertEqual(hpy_tests_shapes.PI, 3.0)
        self.assertEqual(hpy_tests_shapes.NAME, "größe")
        self.assertEqual(hpy_tests_shapes.__version__, "1.2.3")
        self.assertEqual(hpy_tests_shapes.SIDES, [3, 4, 5])
        self.assertIsNone(hpy_tests_shapes.NOTHING)
        self.assertEqual(hpy_tests_shapes.PAIR, (-(2**63), 2**64 - 1))
        self.assertEqual(hpy_tests_shapes.round.CORNERS, 0)

    def test_what_is_not_exported_is_not_there(self):
        for name in ("HIDDEN", "init", "plain", "nested"):
            self.assertFalse(hasattr(hpy_tests_shapes, name), name)
            self.assertFalse(hasattr(hpy_tests_shapes.round, name), name)

    def test_functions_belong_to_the_module_they_are_written_in(self):
        names = {name for name, value in vars(hpy_tests_shapes).items() if callable(value) and not name.startswith("__")}
        self.assertEqual(
            names,
            {"area", "only_in_root", "own_module", "from_plain_mod", "exported_from_elsewhere", "fail_with"}
            | {"ShapeError", "FlatError"},
        )
        names = {name for name in vars(hpy_tests_shapes.round) if not name.startswith("__")}
        self.assertEqual(names, {"CORNERS", "ShapeError", "initialised", "area", "circle", "own_module", "deep"})
        self.assertFalse(hasattr(hpy_tests, "area"))

    def test_all(self):
        for module, more in ((hpy_tests_shapes, ["__version__"]), (hpy_tests_shapes.round, [])):
            names = [name for name in vars(module) if not name.startswith("__")]
            self.assertEqual(sorted(module.__all__), sorted(names + more))
        for name, more in (("hpy_tests_shapes", ["__version__", "round", "PI", "TAU"]), ("hpy_tests_empty", [])):
            seen = {}
            exec("from %s import *" % name, seen)
            self.assertLessEqual(set(more), set(seen))

    def test_functions_from_elsewhere(self):
        self.assertEqual(hpy_tests_shapes.exported_from_elsewhere(), "elsewhere")
        self.assertEqual(hpy_tests_shapes.from_plain_mod(), "plain")

    def test_docs(self):
        self.assertEqual(hpy_tests.__doc__, "Functions for the tests of hpy-rs.")
        self.assertEqual(hpy_tests_shapes.__doc__, "A module with all that a module can have.")
        self.assertEqual(hpy_tests_shapes.round.__doc__, "Round shapes.")
        self.assertIsNone(deep.__doc__)

    def test_init_runs_after_all_else_is_there(self):
        self.assertEqual(hpy_tests_shapes.initialised, 17)
        self.assertEqual(hpy_tests_shapes.TAU, 6.0)
        self.assertEqual(hpy_tests_shapes.doc_seen, hpy_tests_shapes.__doc__)
        self.assertEqual(hpy_tests_shapes.round.initialised, "hpy_tests_shapes.round")

    def test_an_empty_module(self):
        import hpy_tests_empty

        self.assertEqual(hpy_tests_empty.__name__, "hpy_tests_empty")

    def test_attributes_of_every_module(self):
        for module in (hpy_tests, hpy_tests_shapes):
            name = module.__name__
            self.assertEqual(module.__spec__.name, name)
            self.assertEqual(os.path.basename(module.__file__), name + SUFFIX)
            self.assertEqual(module.__package__, "")
            self.assertEqual(door_of(module), DOOR)
            self.assertIn(name, repr(module))


class Submodules(TestCase):
    def test_they_are_modules(self):
        for module, name in (
            (hpy_tests_shapes.round, "hpy_tests_shapes.round"),
            (hpy_tests_shapes.round.deep, "hpy_tests_shapes.round.deep"),
            (hpy_tests_shapes.deep, "hpy_tests_shapes.deep"),
        ):
            self.assertIs(type(module), type(sys))
            self.assertEqual(module.__name__, name)
            self.assertIs(sys.modules[name], module)
            self.assertIs(importlib.import_module(name), module)

    def test_every_form_of_import(self):
        self.assertIs(deep, hpy_tests_shapes.round.deep)
        self.assertIs(circle, hpy_tests_shapes.round.circle)
        self.assertEqual(circle(2.0, times=3), (2.0, 3))
        with self.assertRaises(ImportError):
            importlib.import_module("hpy_tests_shapes.square")

    def test_same_name_in_root_and_submodules(self):
        self.assertEqual(hpy_tests_shapes.area(), "area of shapes")
        self.assertEqual(hpy_tests_shapes.round.area(), "area of round")
        self.assertEqual(hpy_tests_shapes.round.deep.area(), "area of deep")
        self.assertEqual(hpy_tests_shapes.round.area.__doc__.splitlines()[-1], "The area, by the submodule.")

    def test_functions_say_where_they_are(self):
        self.assertEqual(hpy_tests_shapes.area.__module__, "hpy_tests_shapes")
        self.assertEqual(circle.__module__, "hpy_tests_shapes.round")
        self.assertEqual(deep.only_deep.__module__, "hpy_tests_shapes.round.deep")
        for function in (hpy_tests_shapes.area, hpy_tests_shapes.round.area, circle, deep.area, deep.only_deep):
            found = sys.modules[function.__module__]
            for name in function.__qualname__.split("."):
                found = getattr(found, name)
            self.assertIs(found, function)

    def test_nothing_of_them_is_left_in_the_root(self):
        for name in ("circle", "only_deep", "round.area", "deep.area", "round.deep.area"):
            self.assertFalse(hasattr(hpy_tests_shapes, name), name)

    def test_the_module_passed_is_its_own(self):
        self.assertIs(hpy_tests_shapes.own_module(), hpy_tests_shapes)
        self.assertIs(hpy_tests_shapes.round.own_module(), hpy_tests_shapes.round)

    def test_pickle(self):
        functions = hpy_tests.add, hpy_tests_shapes.area, circle, deep.only_deep
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            for function in functions:
                self.assertIs(pickle.loads(pickle.dumps(function, protocol)), function)
        # Names that are in the root as well need dotted names, which pickle has since protocol 4.
        for protocol in range(4, pickle.HIGHEST_PROTOCOL + 1):
            for function in (hpy_tests_shapes.round.area, deep.area):
                self.assertIs(pickle.loads(pickle.dumps(function, protocol)), function)

    @skip_on("pypy", "copy does not know the functions of its C API", door="own")
    def test_copy(self):
        self.assertIs(copy.deepcopy(circle), circle)


class Exceptions(TestCase):
    def test_they_are_types_of_the_module(self):
        error = hpy_tests_shapes.ShapeError
        self.assertTrue(issubclass(error, ValueError))
        self.assertTrue(issubclass(hpy_tests_shapes.FlatError, error))
        self.assertEqual((error.__module__, error.__name__), ("hpy_tests_shapes", "ShapeError"))
        self.assertEqual(error.__doc__, "A shape that cannot be.")
        self.assertIs(hpy_tests_shapes.round.ShapeError, error)

    def test_they_are_raised_and_caught(self):
        with self.assertRaises(hpy_tests_shapes.ShapeError) as caught:
            hpy_tests_shapes.fail_with(False)
        self.assertIs(type(caught.exception), hpy_tests_shapes.ShapeError)
        with self.assertRaises(hpy_tests_shapes.ShapeError) as caught:
            hpy_tests_shapes.fail_with(flat=True)
        self.assertIs(type(caught.exception), hpy_tests_shapes.FlatError)
        self.assertEqual(caught.exception.args, ("flat",))

    def test_they_are_usable_from_python(self):
        class Worse(hpy_tests_shapes.FlatError):
            pass

        with self.assertRaises(hpy_tests_shapes.ShapeError):
            raise Worse("worse")
        error = pickle.loads(pickle.dumps(hpy_tests_shapes.ShapeError("text", 2)))
        self.assertEqual((type(error), error.args), (hpy_tests_shapes.ShapeError, ("text", 2)))


def forget(*names):
    """Takes modules and their submodules out of `sys.modules`."""
    for name in list(sys.modules):
        if name in names or name.startswith(tuple(root + "." for root in names)):
            del sys.modules[name]


class Importing(TestCase):
    finds_leaks = False  # What an import makes stays.

    def test_import_again(self):
        first = hpy_tests_shapes
        parts = {name: module for name, module in sys.modules.items() if name.startswith("hpy_tests_shapes")}
        try:
            for _ in range(3):
                forget("hpy_tests_shapes")
                again = importlib.import_module("hpy_tests_shapes")
                self.assertIs(importlib.import_module("hpy_tests_shapes.round"), again.round)
                self.assertEqual(again.round.deep.area(), "area of deep")
                self.assertEqual(again.TAU, 6.0)
                # Types are made once.
                self.assertIs(again.ShapeError, first.ShapeError)
                with self.assertRaises(first.ShapeError):
                    again.fail_with(True)
                # What was imported before goes on working.
                self.assertEqual(first.round.area(), "area of round")
        finally:
            forget("hpy_tests_shapes")
            sys.modules.update(parts)

    def test_reload(self):
        hpy_tests_shapes.extra = 1
        reloaded = importlib.reload(hpy_tests_shapes)
        self.assertIs(reloaded, hpy_tests_shapes)
        self.assertIs(sys.modules["hpy_tests_shapes"], reloaded)
        self.assertEqual(reloaded.extra, 1)
        self.assertEqual(reloaded.area(), "area of shapes")
        self.assertEqual(reloaded.round.deep.area(), "area of deep")
        self.assertEqual(door_of(reloaded), DOOR)
        del hpy_tests_shapes.extra

    def test_a_failing_init_leaves_nothing_behind(self):
        for failure, error in (("error", ValueError), ("raised", AttributeError), ("panic", BaseException)):
            os.environ["HPY_TESTS_FAIL"] = failure
            try:
                with self.assertRaises(error):
                    importlib.import_module("hpy_tests_failing")
            finally:
                del os.environ["HPY_TESTS_FAIL"]
            for name in ("hpy_tests_failing", "hpy_tests_failing.inner"):
                self.assertNotIn(name, sys.modules)
            module = importlib.import_module("hpy_tests_failing")
            self.assertEqual((module.KEPT, module.half_done, module.works()), ("kept", 1, True))
            self.assertTrue(importlib.import_module("hpy_tests_failing.inner").works_too())
            forget("hpy_tests_failing")

    def test_two_functions_of_one_name(self):
        for _ in range(2):
            with self.assertRaises(ImportError) as caught:
                importlib.import_module("hpy_tests_twice")
            self.assertEqual(
                str(caught.exception), "module 'hpy_tests_twice' has two functions named 'doubled'"
            )
            self.assertNotIn("hpy_tests_twice", sys.modules)


class Places(TestCase):
    """Imports from other folders, each in a process of its own."""

    def setUp(self):
        if not sys.executable or INTERPRETER == "graalpy":
            self.skipTest("graalpy: a process takes too long to start")
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def place(self, *parts, name="hpy_tests_shapes", as_name=None):
        """Copies a module into a folder below the temporary one."""
        folder = os.path.join(self.folder, *parts)
        os.makedirs(folder, exist_ok=True)
        if ABI == "universal":
            shutil.copy(os.path.join(FOLDER, name + ".py"), os.path.join(folder, (as_name or name) + ".py"))
        shutil.copy(os.path.join(FOLDER, name + SUFFIX), folder)

    def run_code(self, code, **environment):
        done = run_subprocess("import sys; sys.path.insert(0, sys.argv[1])\n" + code, self.folder, **environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.split("\n")[:-1]

    def refused(self, code, **environment):
        """The message of the ImportError that `code` ends with."""
        lines = self.run_code(
            "try:\n    %s\nexcept ImportError as error:\n    print(error)" % code, **environment
        )
        self.assertEqual(len(lines), 1, lines)
        return lines[0]

    def test_inside_a_package(self):
        self.place("package", "inner")
        for folder in ("package", os.path.join("package", "inner")):
            with open(os.path.join(self.folder, folder, "__init__.py"), "w"):
                pass
        lines = self.run_code(
            "from package.inner import hpy_tests_shapes as shapes\n"
            "import package.inner.hpy_tests_shapes.round.deep as deep, pickle\n"
            "print(shapes.__name__, shapes.__package__, deep.__name__, deep.area())\n"
            "print(pickle.loads(pickle.dumps(deep.only_deep))(), shapes.area.__module__)\n"
            "print(sys.modules[shapes.__name__] is shapes, 'hpy_tests_shapes' in sys.modules)\n"
        )
        name = "package.inner.hpy_tests_shapes"
        self.assertEqual(lines[0], "%s package.inner %s.round.deep area of deep" % (name, name))
        self.assertEqual(lines[1], "deep " + name)
        self.assertEqual(lines[2], "True False")

    @needs_stub
    def test_a_renamed_stub(self):
        self.place(as_name="figures")
        lines = self.run_code("import figures\nprint(figures.__name__, figures.area(), figures.round.area())")
        self.assertEqual(lines, ["figures area of shapes area of round"])

    @needs_stub
    def test_a_missing_library(self):
        self.place()
        os.remove(os.path.join(self.folder, "hpy_tests_shapes.hpy0.so"))
        message = self.refused("import hpy_tests_shapes")
        self.assertIn("hpy_tests_shapes.hpy0.so is missing", message)
        self.assertIn("cargo build", message)

    def test_two_modules_of_one_file(self):
        lines = self.run_code(
            "import hpy_tests_empty, hpy_tests_shapes, hpy_tests\nprint(hpy_tests.add(1, 2), hpy_tests_shapes.area())"
        )
        self.assertEqual(lines, ["3 area of shapes"])

    @needs_stub
    def test_the_override(self):
        show = "import hpy_tests\nprint(hpy_tests.__hpy_rs_door__, hpy_tests.add(1, 2))"
        self.assertEqual(self.run_code(show, HPY_RS_DOOR="own", HPY=""), ["own 3"])
        self.assertEqual(self.run_code(show), [DOOR + " 3"])
        message = self.refused("import hpy_tests", HPY_RS_DOOR="back", HPY="")
        self.assertEqual(message, "hpy_tests: HPY_RS_DOOR=back is not one of hpy and own")

    @needs_stub
    @unittest.skipIf(HAS_HPY, "needs an interpreter without HPy")
    def test_hpy_asked_for_where_there_is_none(self):
        message = self.refused("import hpy_tests", HPY_RS_DOOR="hpy")
        self.assertTrue(message.startswith("hpy_tests: HPY_RS_DOOR=hpy asks for an HPy of the 0.9 series; "), message)

    @unittest.skipUnless(DOOR == "hpy", "needs an interpreter with HPy")
    def test_one_door_a_process(self):
        self.place()
        lines = self.run_code(
            "import os, hpy_tests\n"
            "os.environ['HPY_RS_DOOR'] = 'own'\n"
            "try:\n    import hpy_tests_empty\nexcept ImportError as error:\n    print(error)\n"
            "print(hpy_tests.add(1, 2))\n"
            "os.environ['HPY_RS_DOOR'] = 'hpy'\n"
            "import hpy_tests_empty, hpy_tests_shapes\n"
            "print(hpy_tests_shapes.area())\n"
        )
        # hpy_tests_empty is another file: its own copy of hpy-rs may go through the other door.
        self.assertEqual(lines[-2:], ["3", "area of shapes"])

    @unittest.skipUnless(DOOR == "hpy", "needs an interpreter with HPy")
    def test_a_second_door_of_one_file_is_refused(self):
        message = self.run_code(
            "import os, hpy_tests\n"
            "first = hpy_tests\n"
            "del sys.modules['hpy_tests']\n"
            "os.environ['HPY_RS_DOOR'] = 'own'\n"
            "try:\n    import hpy_tests\nexcept ImportError as error:\n    print(error)\n"
            "print('hpy_tests' in sys.modules, first.add(1, 2))\n"
        )
        self.assertEqual(message[-1], "False 3")
        self.assertIn("door", message[0])

    @unittest.skipUnless(INTERPRETER == "cpython" and DOOR == "hpy", "hpy of PyPI")
    def test_modes_of_hpy(self):
        show = "import hpy_tests\nprint(hpy_tests.add(1, 2))"
        for mode in ("debug", "trace", "universal", "hpy_tests:debug", "other:debug", "DEBUG"):
            self.assertEqual(self.run_code(show, HPY=mode), ["3"], mode)
        message = self.refused("import hpy_tests", HPY="wrong")
        self.assertIn("HPY=wrong is not one of universal, debug and trace", message)


AGAIN = """
import sys
made = sys.made_by_hpy_tests_again = []
try:
    import hpy_tests_again
except ValueError as error:
    print(error)
import hpy_tests_again as m
old, first = made
for one in (m.Again(5), m.Again.first, m.Again(5).next(), first):
    assert type(one) is m.Again, type(one)
assert (m.Again(5).next().number, m.number_of(m.Again(7)), m.Again.first.number, m.Again.second) == (6, 7, 1, 1)
# The instance of the class that was given up is of that class, not of this one.
assert type(old) is not m.Again and old.number == 0
assert type(old.next()) is m.Again, type(old.next())
for use in (m.number_of, type(old)):
    try:
        print(use(old))
    except TypeError as error:
        print(error)
print("fine")
"""


class MadeAgain(TestCase):
    def test_a_class_whose_module_failed(self):
        done = run_subprocess(AGAIN)
        lines = done.stdout.splitlines()
        self.assertEqual((done.returncode, lines[:1], lines[-1:]), (0, ["not yet"], ["fine"]), done.stderr)
