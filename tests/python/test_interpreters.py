"""Interpreters in number, forks, doors and what the environment says. Each probe has a process of its own."""

import os
import unittest

from probes import Probing
from support import DEBUG, DOOR, INTERPRETER, SUFFIX, TestCase, needs_stub, run_subprocess, skip_on, some

IN_ANOTHER = """
try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters
code = '''
try:
    import hpy_tests
except ImportError as error:
    print("refused:", error, flush=True)
else:
    print("imported", flush=True)
'''
def run():
    try:
        number = interpreters.create("legacy")
    except TypeError:
        try:
            number = interpreters.create(isolated=False)
        except TypeError:
            number = interpreters.create()
    failure = interpreters.run_string(number, code)
    if failure:
        print("failed:", failure, flush=True)
    interpreters.destroy(number)
"""


def has_interpreters():
    for name in ("_xxsubinterpreters", "_interpreters"):
        try:
            __import__(name)
            return True
        except ImportError:
            pass
    return False


@unittest.skipUnless(INTERPRETER == "cpython" and has_interpreters(), "no interpreters within the interpreter")
class SecondInterpreter(Probing, TestCase):
    """What a file keeps in statics belongs to the one interpreter that it serves."""

    def test_after_the_main_one(self):
        probe = self.expect("[6]", IN_ANOTHER + "run()\nfinish([m.add_up([1, 2, 3])])")
        self.assertIn("refused: ", probe.output)

    def test_before_the_main_one(self):
        code = "import sys\ndel sys.modules['hpy_tests']\n"
        probe = self.expect("[6]", code + IN_ANOTHER + "run()\nimport hpy_tests as m\nfinish([m.add_up([1, 2, 3])])")
        self.assertIn("refused: ", probe.output)

    def test_twice(self):
        probe = self.expect("[6]", IN_ANOTHER + "run()\nrun()\nfinish([m.add_up([1, 2, 3])])")
        self.assertEqual(probe.output.count("refused: "), 2)


@unittest.skipUnless(hasattr(os, "fork") and INTERPRETER != "graalpy", "no fork")
class Fork(Probing, TestCase):
    def test_a_child_goes_on(self):
        code = """
            import os
            m.share([1])
            m.propagate(list)
            child = os.fork()
            if child == 0:
                assert m.take_shared() == [1]
                assert outcome(m.body_no_args) == "PanicException"
                assert m.sum_detached("a", b"") == 97
                os._exit(5)
            _, status = os.waitpid(child, 0)
            finish(os.WEXITSTATUS(status), m.take_shared())
        """
        self.expect("5 [1]", code)

    def test_many_children(self):
        code = """
            import os
            children = []
            for number in range(20):
                child = os.fork()
                if child == 0:
                    os._exit(m.add_up([number]))
                children.append(child)
            statuses = [os.WEXITSTATUS(os.waitpid(child, 0)[1]) for child in children]
            finish(statuses == list(range(20)))
        """
        self.expect("True", code)

    def test_multiprocessing(self):
        code = """
            import multiprocessing
            if __name__ == "__main__":
                with multiprocessing.get_context("fork").Pool(2) as pool:
                    finish(pool.map(m.add_up, [[number] for number in range(5)]))
        """
        self.expect("[0, 1, 2, 3, 4]", code)


class ModuleTricks(Probing, TestCase):
    def test_imported_again(self):
        code = """
            for _ in range(5):
                del sys.modules["hpy_tests"]
                import hpy_tests
                assert hpy_tests is not m
                assert hpy_tests.add_up([1, 2]) == 3 == m.add_up([1, 2])
                assert hpy_tests.DegenerateError is m.DegenerateError
            finish("done")
        """
        self.expect("done", code)

    def test_reloaded(self):
        code = """
            import importlib
            again = importlib.reload(m)
            finish(again.add_up([1, 2]), m.add_up([3]))
        """
        self.expect("3 3", code)

    @skip_on("graalpy", "executing a module of its HPy again ends the process", door="hpy")
    def test_executed_twice(self):
        code = """
            m.__spec__.loader.exec_module(m)
            finish(m.add_up([1, 2]))
        """
        self.expect("3", code)

    def test_modules_replaced(self):
        code = """
            import types
            sys.modules["hpy_tests"] = types.ModuleType("hpy_tests")
            assert m.add_up([1]) == 1
            sys.modules["hpy_tests"] = None
            assert outcome(__import__, "hpy_tests") == "ModuleNotFoundError"
            sys.modules.pop("hpy_tests")
            import hpy_tests
            finish(hpy_tests.add_up([1, 2]))
        """
        self.expect("3", code)

    def test_attributes_deleted(self):
        code = """
            keep = {name: getattr(m, name) for name in dir(m)}
            for name in list(vars(m)):
                delattr(m, name)
            assert keep["add_up"]([1, 2]) == 3
            assert outcome(keep["raise_created"], "DegenerateError", "x") == "DegenerateError"
            print(outcome(keep["name_of_module"]), flush=True)
            del m, sys.modules["hpy_tests"]
            gc.collect()
            assert keep["add_up"]([1, 2]) == 3
            print(outcome(keep["name_of_module"]), flush=True)
            finish("done")
        """
        self.expect("done", code)

    def test_class_of_the_module(self):
        code = """
            import types
            class Odd(types.ModuleType):
                def __getattribute__(self, name): raise KeyError(name)
            m.__class__ = Odd
            print(outcome(lambda: m.add_up), flush=True)
            name = types.ModuleType.__getattribute__(m, "name_of_module")
            said = outcome(name)
            finish(said)
        """
        self.expect(("KeyError", "'hpy_tests'"), code)

    @skip_on("graalpy", "tricks with the type of its HPy functions end the process", door="hpy")
    @skip_on("graalpy", "tricks with the type of its functions end 23 and 24", before=(3, 12))
    def test_functions_as_attributes_and_methods(self):
        code = """
            import types
            class Class:
                plain = m.name_of_module
                static = staticmethod(m.name_of_module)
                method = types.MethodType(m.name_of_module_with, 5)
            assert Class().plain() == Class.plain() == Class.static() == "hpy_tests"
            assert Class.method() == ("hpy_tests", 5)
            kind = type(m.name_of_module)
            for trick in (
                lambda: kind(), lambda: kind.__new__(kind), lambda: object.__new__(kind), lambda: kind.__call__(3),
                lambda: setattr(m.name_of_module, "__class__", Class), lambda: setattr(m.name_of_module, "__self__", 3),
            ):
                said = outcome(trick)
                assert said in ("TypeError", "AttributeError", "SystemError"), said
            assert kind.__call__(m.name_of_module) == "hpy_tests"
            finish("done")
        """
        self.expect("done", code)

    def test_name_of_the_module(self):
        code = """
            m.__name__ = 5
            said = outcome(m.name_of_module)
            del m.__name__
            finish(said, outcome(m.name_of_module))
        """
        self.expect("TypeError AttributeError", code)


# A reference that is kept is a handle then, elsewhere an item of one list.
HANDLES_LAST = not DEBUG and (DOOR == "own" or INTERPRETER in ("cpython", "pypy"))


class Internals(Probing, TestCase):
    """What the garbage collector hands out."""

    FIND = """
        class Marked: pass
        marked = [Marked() for _ in range(5)]
        for thing in marked:
            m.share(thing)
        del thing
        kind = type(marked)
        found = [
            thing for thing in gc.get_objects()
            if type(thing) is kind and thing is not marked and any(item is marked[0] for item in thing)
        ]
    """

    @skip_on("graalpy", "its collector hands out nothing")
    @skip_on("pypy", "its collector does not hand out the list", door="own")
    @unittest.skipIf(HANDLES_LAST, "there is no list")
    def test_the_list_of_references_cleared(self):
        code = """
            for thing in found:
                thing.clear()
            said = [outcome(m.take_shared) for _ in range(5)]
            assert set(said) <= {"IndexError", "TypeError", "None"}, said
            for _ in range(20):
                outcome(m.share, "x")
            outcome(m.drop_shared)
            for _ in range(20):
                outcome(m.share, "y")
            m.drop_shared()
            finish(len(found))
        """
        self.expect("1", [self.FIND, code])

    @skip_on("graalpy", "its collector hands out nothing")
    @skip_on("pypy", "its collector does not hand out the list", door="own")
    @unittest.skipIf(HANDLES_LAST, "there is no list")
    def test_the_list_of_references_filled_with_something_else(self):
        code = """
            for thing in found:
                thing[:] = [3] * 100
            said = [outcome(m.take_shared) for _ in range(5)]
            assert set(said) == {"3"}, said
            finish(len(found))
        """
        self.expect("1", [self.FIND, code])

    @skip_on("graalpy", "its collector hands out nothing")
    @unittest.skipUnless(HANDLES_LAST, "there is a list")
    def test_no_list_where_handles_last(self):
        code = """
            taken = [m.take_shared() for _ in range(5)]
            assert sorted(map(id, taken)) == sorted(map(id, marked))
            finish(len(found))
        """
        self.expect("0", [self.FIND, code])


class Doors(Probing, TestCase):
    @needs_stub
    def test_unknown_door(self):
        code = "finish('not reached')"
        for door in some(("hp", "own,hpy", "HPY", "1")):
            with self.subTest(door):
                probe = self.expect("", code, returncode=1, HPY_RS_DOOR=door)
                self.assertIn("HPY_RS_DOOR=%s is not one of hpy and own" % door, probe.errors)

    @skip_on("pypy", "its own library asks for its name")
    def test_unknown_interpreter(self):
        code = """
import sys
sys.implementation.name = "strange"
try:
    import hpy_tests
except ImportError as error:
    print(error)
"""
        done = run_subprocess(code, HPY_RS_DOOR=DOOR)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("strange", done.stdout)

    @skip_on("graalpy", "its version has no part in it")
    def test_a_version_that_is_not_its_own(self):
        code = """
import importlib.machinery, importlib.util, os, re, sys, types, warnings
version, number = sys.version_info, sys.hexversion
sys.version_info, sys.hexversion = (3, int(sys.argv[1]), 0, "final", 0), 0x03000000 | int(sys.argv[1]) << 16
import hpy_tests
sys.version_info, sys.hexversion = version, number
given = hpy_tests.tuple_get(("a", "b"), 0), hpy_tests.through_rust("c"), hpy_tests.dict_items({1: 2})
print(given, hpy_tests.successor(5), hpy_tests.add_up([1, 2, 3]))
"""
        for minor in "8", "14":
            with self.subTest(minor):
                done = run_subprocess(code, minor)
                self.assertEqual(done.stdout.strip(), "('a', ('c', 'c', 'c'), [(1, 2)]) 6 6", done.stderr)

    @unittest.skipIf(INTERPRETER == "pypy" and DOOR == "hpy", "the stub asks for more there than the name")
    def test_a_name_that_is_not_its_own(self):
        code = """
import sys
name, sys.implementation.name = sys.implementation.name, sys.argv[1]
try:
    import hpy_tests
except ImportError as error:
    print(error)
sys.implementation.name = name
import hpy_tests
print(hpy_tests.call_method("a", "upper"), hpy_tests.call_one(len, "abc"), hpy_tests.tuple_get((1, 2), 0))
"""
        for other in {"cpython", "pypy", "graalpy"} - {INTERPRETER}:
            with self.subTest(other):
                done = run_subprocess(code, other)
                refusal, _, works = done.stdout.strip().rpartition("\n")
                self.assertEqual(works, "A 3 1", done.stderr)
                self.assertIn(other, refusal)

    @skip_on("graalpy", "it dies when a module is executed again")
    def test_a_name_that_becomes_another(self):
        code = """
import sys
import hpy_tests
name, other = sys.implementation.name, "cpython" if hasattr(sys, "pypy_version_info") else "pypy"
del sys.modules["hpy_tests"]
sys.implementation.name = other
try:
    import hpy_tests as again
except ImportError:
    pass
sys.implementation.name = name
print(hpy_tests.call_method("a", "upper"), hpy_tests.call_one(len, "abc"), hpy_tests.tuple_get((1, 2), 0))
"""
        done = run_subprocess(code)
        self.assertEqual(done.stdout.strip(), "A 3 1", done.stderr)

    @unittest.skipUnless(INTERPRETER == "cpython" and DOOR == "hpy", "the stub asks before the module does")
    def test_unknown_interpreter_without_a_stub(self):
        code = """
import importlib.machinery, importlib.util, sys
from hpy import universal
path = importlib.util.find_spec("hpy_tests").origin.replace(".py", sys.argv[1])
loader = importlib.machinery.ExtensionFileLoader("hpy_tests", path)
spec = importlib.util.spec_from_file_location("hpy_tests", path, loader=loader)
sys.implementation.name = "strange"
try:
    universal.load("hpy_tests", path, spec, mode=universal.MODE_UNIVERSAL)
except ImportError as error:
    print(error)
"""
        done = run_subprocess(code, SUFFIX)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("layout is not known for the interpreter", done.stdout)

    @unittest.skipUnless(INTERPRETER == "cpython" and DOOR == "hpy", "HPy is made by Python code there alone")
    def test_an_hpy_made_by_code_with_other_builtins(self):
        code = """
import _imp, builtins, importlib.util, sys
class Other:
    __slots__ = ()
    def __getattr__(self, name):
        return getattr(builtins, name)
spec = importlib.util.find_spec("hpy.universal")
names = {"__builtins__": Other(), "make": _imp.create_dynamic, "execute": _imp.exec_dynamic, "spec": spec}
exec("module = make(spec); module.__spec__ = spec; execute(module)", names)
sys.modules["hpy.universal"] = names["module"]
import hpy_tests as m
print(m.take_map({"a": 1}), m.dict_items({1: 2}))
try:
    print(m.take_dict(Other()))
except TypeError:
    print("refused")
"""
        done = run_subprocess(code)
        self.assertEqual(done.stdout.splitlines(), ['{"a": 1} [(1, 2)]', "refused"], done.stderr)

    def test_without_its_lock(self):
        code = """
import sys
sys._is_gil_enabled = lambda: %s
try:
    import hpy_tests
    print("imported")
except ImportError as error:
    print(error)
    print("hpy_tests" in sys.modules)
"""
        for enabled, last in ((False, "False"), (True, "imported")):
            with self.subTest(enabled):
                done = run_subprocess(code % enabled, HPY_RS_DOOR=DOOR)
                self.assertEqual((done.returncode, done.stdout.splitlines()[-1]), (0, last), done.stderr)
                self.assertEqual("lock is switched off" in done.stdout, not enabled)

    @needs_stub
    def test_the_door_is_told(self):
        self.expect(DOOR, "finish(m.__hpy_rs_door__)")

    @skip_on("graalpy", "one door a process is enough to start")
    @needs_stub
    def test_own_door_everywhere(self):
        self.expect("own 6", "finish(m.__hpy_rs_door__, m.add_up([1, 2, 3]))", HPY_RS_DOOR="own", HPY="")

    @needs_stub
    def test_a_second_door_is_refused(self):
        code = """
            import os
            other = "own" if m.__hpy_rs_door__ == "hpy" else "hpy"
            os.environ["HPY_RS_DOOR"] = other
            del sys.modules["hpy_tests"]
            try:
                import hpy_tests
            except ImportError as error:
                print(error, flush=True)
                finish("refused", m.add_up([1, 2]))
        """
        self.expect("refused 3", code)


@needs_stub
class Modes(Probing, TestCase):
    def test_words(self):
        words = ("trace", "other:debug,hpy_tests:trace", "", "universal", "TRACE", "hpy_tests:universal", "other:debug")
        for word in some(words):
            with self.subTest(word):
                self.expect("6", "finish(m.add_up([1, 2, 3]))", HPY=word)

    def test_unknown_word(self):
        for word in some(("d", "hpy_tests:d", "debugging")):
            with self.subTest(word):
                probe = self.expect("", "finish('not reached')", returncode=1, HPY=word)
                self.assertIn("ImportError", probe.errors)

    @unittest.skipUnless(DEBUG, "the mode of this run")
    def test_debug(self):
        code = """
            from hpy_rs_debug import LeakDetector, HPyLeakError
            try:
                with LeakDetector():
                    m.leak_list()
            except HPyLeakError as error:
                finish(len(error.leaks))
        """
        self.expect("1", code)


if __name__ == "__main__":
    unittest.main()
