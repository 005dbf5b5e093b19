"""A free-threaded CPython: its lock comes on with the module, or the module does not come in."""

import sys
import threading
import unittest
import weakref

from support import DOOR, FREE_THREADED, TestCase, run_subprocess

if not FREE_THREADED:
    raise unittest.SkipTest("no free-threaded CPython")

import hpy_test_classes as classes
import hpy_tests as m

THREADS = 4

SAY = """
import sys, warnings
before = sys._is_gil_enabled()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    try:
        import hpy_tests
    except ImportError as error:
        print(error)
print(before, sys._is_gil_enabled(), "hpy_tests" in sys.modules)
for warning in caught:
    print(warning.category.__name__, warning.message)
"""


def said(**environment):
    done = run_subprocess(SAY, HPY_RS_DOOR=DOOR, **environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


class Lock(TestCase):
    def test_it_is_on(self):
        self.assertTrue(sys._is_gil_enabled())

    def test_it_comes_on_and_python_says_so(self):
        lock, warning = said(PYTHON_GIL="")
        self.assertEqual(lock, "False True True")
        self.assertRegex(warning, r"^RuntimeWarning The global interpreter lock \(GIL\) has been enabled .* 'hpy_tests'")

    def test_it_is_kept_off(self):
        error, lock = said(PYTHON_GIL="0")
        self.assertIn("the global interpreter lock is switched off, and this module needs it", error)
        self.assertEqual(lock, "False False False")

    def test_it_was_on_before(self):
        self.assertEqual(said(PYTHON_GIL="1"), ["True True True"])


class Threads(TestCase):
    def in_threads(self, work):
        failures = []

        def run():
            try:
                work()
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=run) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])

    def test_references_to_objects_of_another_thread(self):
        class Item:
            pass

        items = [Item() for _ in range(50)]
        going = [weakref.ref(item) for item in items]
        self.in_threads(lambda: [m.identity(item) for _ in range(200) for item in items])
        self.assertEqual(set(map(sys.getrefcount, items)), set(map(sys.getrefcount, [Item()])))
        del items
        self.assertEqual([item for item in going if item() is not None], [])

    def test_borrows_of_one_value(self):
        account = classes.Account("shared")
        self.in_threads(lambda: [account.pay_in(1) for _ in range(1000)])
        self.assertEqual(account.total(), THREADS * 1000)


if __name__ == "__main__":
    unittest.main()
