"""The stub beside a library: what it makes of the module, which door it takes, what its errors say."""

import os
import shutil
import sys
import tempfile
import unittest

import hpy_rs_debug
import hpy_tests
import support

SOURCE = os.path.dirname(hpy_tests.__file__)
LIBRARY = os.path.basename(hpy_tests.__file__)

if support.ABI != "universal":
    raise unittest.SkipTest("a file for CPython alone has no stub")
if support.DEBUG or os.environ.get("HPY_RS_DOOR"):
    raise unittest.SkipTest("its tests choose door and mode by themselves")

#: The door that is taken here when nobody chooses.
DEFAULT = support.DOOR
#: Those that open.
DOORS = ("own", "hpy") if support.HAS_HPY else ("own",)

needs_hpy = unittest.skipUnless(support.HAS_HPY, "there is no HPy here")

SHOW = """
import hpy_tests
print(hpy_tests.__hpy_rs_door__)
"""

#: Says whether the extension was loaded in debug mode: only then its leaks are seen.
WATCH = """
import hpy_tests
import hpy_rs_debug
try:
    with hpy_rs_debug.LeakDetector():
        hpy_tests.leak_list()
    print("plain")
except hpy_rs_debug.HPyLeakError:
    print("debug")
except RuntimeError:
    print("plain")
"""


class Place(unittest.TestCase):
    """Tests with a folder of their own, into which the extension can be copied."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="stub-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def put(self, *folders, library=True, stub="hpy_tests.py"):
        target = os.path.join(self.folder, *folders)
        os.makedirs(target, exist_ok=True)
        shutil.copy(os.path.join(SOURCE, "hpy_tests.py"), os.path.join(target, stub))
        if library:
            shutil.copy(os.path.join(SOURCE, LIBRARY), target)
        return target

    def run_code(self, code, path=None, **environment):
        search = os.pathsep.join([path or SOURCE, os.path.dirname(hpy_rs_debug.__file__)])
        environment = dict({"HPY": "", "HPY_RS_DOOR": "", "PYTHONPATH": search}, **environment)
        return support.run_subprocess(code, **environment)

    def prints(self, expected, code, path=None, **environment):
        done = self.run_code(code, path, **environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.split(), expected.split())

    def refuses(self, pattern, path=None, **environment):
        done = self.run_code(SHOW, path, **environment)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stderr, "ImportError: hpy_tests: .*" + pattern)


class Module(Place):
    def test_looks_like_any_extension_module(self):
        for door in DOORS:
            with self.subTest(door=door):
                path = self.put()
                code = """
import sys, hpy_tests as m
assert sys.modules["hpy_tests"] is m
assert m.__spec__.loader is not None and m.__spec__.has_location
print(m.__name__, repr(m.__package__), m.__file__, m.__spec__.name, m.__spec__.origin, type(m.__loader__).__name__)
"""
                library = os.path.join(path, LIBRARY)
                expected = "hpy_tests '' %s hpy_tests %s ExtensionFileLoader" % (library, library)
                self.prints(expected, code, path, HPY_RS_DOOR=door)

    def test_in_a_package(self):
        self.put("outer", "inner")
        for package in ("outer", os.path.join("outer", "inner")):
            with open(os.path.join(self.folder, package, "__init__.py"), "w"):
                pass
        code = """
import sys, outer.inner.hpy_tests as m
outer = sys.modules["outer"]
print(m.__name__, m.__package__, m.__spec__.parent, outer.inner.hpy_tests is m)
"""
        expected = "outer.inner.hpy_tests outer.inner outer.inner True"
        for door in DOORS:
            with self.subTest(door=door):
                self.prints(expected, code, self.folder, HPY_RS_DOOR=door)

    def test_reload_leaves_it_as_it_is(self):
        code = """
import importlib, hpy_tests as m
names, file, doc = set(vars(m)), m.__file__, m.__doc__
again = importlib.reload(m)
print(again is m, set(vars(m)) - names - {"__builtins__"}, m.__file__ == file == m.__spec__.origin, m.__doc__ == doc)
"""
        for door in DOORS:
            with self.subTest(door=door):
                self.prints("True set() True True", code, HPY_RS_DOOR=door)

    def test_executed_by_hand(self):
        """As the documentation of importlib shows it, which gives the stub."""
        code = """
import importlib.util, sys
spec = importlib.util.find_spec("hpy_tests")
loaded = importlib.util.module_from_spec(spec)
spec.loader.exec_module(loaded)
m = sys.modules["hpy_tests"]
print(loaded.answer is m.answer, set(dir(m)) <= set(dir(loaded)), hasattr(loaded, "no_such_thing"), loaded.__spec__ is spec)
"""
        self.prints("True True False True", code)

    @support.skip_on("graalpy", "23 and 24 do not survive a second thread")
    def test_asked_for_by_two_threads_at_once(self):
        """The second one comes while the library is loaded, and waits; CPython gives it what it has found before: the stub."""
        code = """
import os, threading, time
exists = os.path.exists
def slowly(path):
    if threading.current_thread() is first:
        second.start()
        time.sleep(0.5)
    return exists(path)
def load():
    import hpy_tests
    seen.append(hpy_tests.answer)
seen = []
first, second = threading.Thread(target=load), threading.Thread(target=load)
os.path.exists = slowly
first.start()
first.join()
second.join()
print(len(seen), len(set(seen)))
"""
        for door in DOORS:
            with self.subTest(door=door):
                self.prints("2 1", code, HPY_RS_DOOR=door)

    def test_a_renamed_stub_loads_the_same_library(self):
        path = self.put(stub="renamed.py")
        self.prints("renamed renamed", "import renamed as m; print(m.__name__, m.__spec__.name)", path)


class Choice(Place):
    def test_default(self):
        self.prints(DEFAULT, SHOW)

    def test_default_of_each_interpreter(self):
        self.assertEqual(DEFAULT, "hpy" if support.HAS_HPY and support.INTERPRETER != "cpython" else "own")

    def test_hpy_is_left_alone(self):
        code = "import sys, hpy_tests; print(any(name.split('.')[0] == 'hpy' for name in sys.modules))"
        self.prints("False", code)

    def test_own_door_opens_everywhere(self):
        self.prints("own", SHOW, HPY_RS_DOOR="own")

    def test_hpy_where_it_is(self):
        if support.HAS_HPY:
            self.prints("hpy", SHOW, HPY_RS_DOOR="hpy")
        else:
            self.refuses("HPY_RS_DOOR=hpy asks for an HPy of the 0.9 series; ", HPY_RS_DOOR="hpy")

    def test_anything_else_is_refused(self):
        self.refuses("HPY_RS_DOOR=front is not one of hpy and own", HPY_RS_DOOR="front")


class WithoutADoorOfItsOwn(Place):
    def setUp(self):
        super().setUp()
        self.path = self.put()
        stub = os.path.join(self.path, "hpy_tests.py")
        with open(stub) as file:
            text = file.read()
        self.assertEqual(text.count('DOOR = "hpy_tests", None'), 1)
        with open(stub, "w") as file:
            file.write(text.replace('DOOR = "hpy_tests", None', 'DOOR = "hpy_tests", "hpy"'))

    def test_hpy_is_taken(self):
        for door in ("", "hpy"):
            if support.HAS_HPY:
                self.prints("hpy", SHOW, self.path, HPY_RS_DOOR=door)
            else:
                why = "built without a door of its own, and needs" if not door else "HPY_RS_DOOR=hpy asks for"
                self.refuses(why + " an HPy of the 0.9 series; .+", self.path, HPY_RS_DOOR=door)

    @unittest.skipUnless(support.INTERPRETER == "cpython" and sys.version_info >= (3, 13), "hpy works")
    def test_an_hpy_that_would_crash_is_not_taken(self):
        """It can be there: it is built from its sources."""
        package = os.path.join(self.path, "hpy")
        os.mkdir(package)
        for file, code in (("__init__.py", ""), ("universal.py", "def get_version(): return '0.9.0', ''")):
            with open(os.path.join(package, file), "w") as source:
                source.write(code)
        self.refuses("needs an HPy of the 0.9 series; 0.9.0 crashes CPython from 3.13 on", self.path)

    def test_another_is_refused(self):
        self.refuses("it was built without a door of its own; unset HPY_RS_DOOR", self.path, HPY_RS_DOOR="own")


class Mode(Place):
    def test_values(self):
        values = [
            ("DEBUG", "debug"),
            ("other:trace,hpy_tests:debug", "debug"),
            ("hpy_test:debug", "plain"),
            ("", "plain"),
            ("debug", "debug"),
            ("universal", "plain"),
            ("hpy_tests:debug", "debug"),
            ("other:debug", "plain"),
        ]
        for value, mode in support.some(values):
            with self.subTest(HPY=value):
                self.prints(mode, WATCH, HPY=value)

    def test_values_behind_each_door(self):
        values = [("DEBUG", "debug"), ("other:trace,a.b.hpy_tests:debug", "debug"), ("hpy_test:debug", "plain")]
        for door in DOORS:
            # Through HPy the name must be that by which it was imported.
            for value, mode in values[:: 1 if door == "own" else 2]:
                with self.subTest(HPY=value, door=door):
                    self.prints(mode, WATCH, HPY=value, HPY_RS_DOOR=door)

    def test_debug_goes_through_the_door_that_is_taken_anyway(self):
        self.prints(DEFAULT, SHOW, HPY="debug")

    @needs_hpy
    def test_debug_through_hpy(self):
        self.prints("hpy", SHOW, HPY="debug", HPY_RS_DOOR="hpy")

    @needs_hpy
    def test_trace(self):
        code = """
import hpy_tests, hpy.trace
print(hpy_tests.__hpy_rs_door__, sum(hpy.trace.get_call_counts().values()) > 0)
"""
        for door in ("", "hpy"):
            self.prints("hpy True", code, HPY="trace", HPY_RS_DOOR=door)

    def test_other_words_are_refused(self):
        for value in ("d", "hpy_tests:d"):
            with self.subTest(HPY=value):
                self.refuses("HPY=d is not one of universal, debug and trace", HPY=value)


class Trouble(Place):
    def test_no_trace_mode_behind_the_own_door(self):
        done = self.run_code(SHOW, HPY="trace", HPY_RS_DOOR="own")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr.count("RuntimeWarning: HPY=trace does nothing for hpy_tests"), 1, done.stderr)

    def test_a_file_has_one_mode(self):
        code = """
import importlib, os, sys, hpy_tests
del sys.modules["hpy_tests"]
os.environ["HPY"] = "debug"
try:
    import hpy_tests
except ImportError as error:
    print("another mode" in str(error))
"""
        if support.INTERPRETER != "graalpy":
            self.prints("True", code, HPY_RS_DOOR="own")

    def test_a_folder_that_confuses_hpy(self):
        path = self.put("a.hpyx", "b")
        if support.HAS_HPY:
            self.refuses("rename .*a.hpyx or set HPY_RS_DOOR=own", path, HPY_RS_DOOR="hpy")
        self.prints("own", SHOW, path, HPY_RS_DOOR="own")

    def say(self, path, name):
        """Lets the stub be for another module."""
        stub = os.path.join(path, "hpy_tests.py")
        with open(stub, encoding="utf-8") as file:
            text = file.read()
        self.assertEqual(text.count('"hpy_tests"'), 1)
        with open(stub, "w", encoding="utf-8") as file:
            file.write(text.replace('"hpy_tests"', '"%s"' % name))

    def test_the_stub_was_copied_as_it_is(self):
        path = self.put()
        self.say(path, "NAME")
        self.refuses("write its name into the line NAME, DOOR", path)

    def test_the_library_has_another_module(self):
        path = self.put()
        self.say(path, "other")
        other = os.path.join(path, LIBRARY.replace("hpy_tests", "other"))
        os.rename(os.path.join(path, LIBRARY), other)
        for door in DOORS:
            with self.subTest(door=door):
                self.refuses("there is no module other in %s" % other, path, HPY_RS_DOOR=door)

    def test_the_library_is_missing(self):
        path = self.put(library=False)
        self.refuses("%s is missing; build the crate" % os.path.join(path, LIBRARY), path)


if __name__ == "__main__":
    unittest.main()
