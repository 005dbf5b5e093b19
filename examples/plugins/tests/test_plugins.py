"""Filters in Python, run by Rust."""

import sys
import unittest
import weakref

from support import INTERPRETER, TestCase, door_of, needs_own_door, readme_failures

needs_own_door()
if INTERPRETER == "graalpy" and sys.version_info < (3, 11):
    raise unittest.SkipTest("GraalPy 23 never frees an instance of a class that extends an exception")

import plugins
from plugins import Filter, Pipeline, Rejected, Within


class Double(Filter):
    def apply(self, item):
        return super().apply(item) * 2


class Refusing(Filter):
    def __init__(self, name, level):
        self.level = level

    def apply(self, item):
        raise Rejected("refused by " + self.name, level=self.level)


class Filters(TestCase):
    def test_own_door(self):
        self.assertEqual(door_of(plugins), "own")

    def test_of_python(self):
        double = Double("double")
        self.assertEqual(Pipeline(double, double).run([1, 2]), [4, 8])
        self.assertEqual((double.runs, repr(double)), (4, '<Double "double">'))

    def test_of_rust(self):
        self.assertEqual(Pipeline(Filter(), Within(0, 3), tolerance=1).run([1, 2, 3, 4]), [1, 2, 3])
        with self.assertRaisesRegex(Rejected, "4 is not within 0 and 3") as caught:
            Pipeline(Within(0, 3)).run([1, 4])
        self.assertEqual((caught.exception.position, caught.exception.level), (1, 1))

    def test_rejected(self):
        with self.assertRaises(ValueError) as caught:
            Pipeline(Refusing("me", 3), tolerance=2).run("ab")
        error = caught.exception
        self.assertEqual((type(error), error.args, error.level, error.position), (Rejected, ("refused by me",), 3, 0))
        self.assertEqual(Pipeline(Refusing("me", 3), tolerance=3).run("ab"), [])

    def test_other_errors_pass(self):
        with self.assertRaises(TypeError):
            Pipeline(Double()).run([None])
        with self.assertRaises(TypeError):
            Pipeline(3)

    def test_within_is_final(self):
        with self.assertRaises(TypeError):
            type("S", (Within,), {})

    @unittest.skipIf(INTERPRETER == "graalpy", "it goes late there")
    def test_weak_references(self):
        import gc

        double = Double()
        reference = weakref.ref(double)
        self.assertIs(reference(), double)
        del double
        for _ in range(4):
            gc.collect()
        self.assertIsNone(reference())


class Readme(TestCase):
    def test_session(self):
        self.assertEqual(readme_failures(__file__), "")


if __name__ == "__main__":
    unittest.main()
