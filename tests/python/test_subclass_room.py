"""Instances with a `__dict__` and weak references."""

import gc
import struct
import unittest
import weakref

from support import INTERPRETER, needs_own_door, skip_on

needs_own_door()

from hpy_test_subclasses import Both, Dict, Large, Larger, Root, Thin, Weakly, alive
from test_subclasses import Counting, cycles_of_both_stay


class Dicts(Counting):
    def test_attributes(self):
        for kind in (Dict, Both, type("S", (Both,), {})):
            with self.subTest(kind=kind):
                one = kind()
                self.assertEqual(one.__dict__, {})
                one.name = "x"
                self.assertEqual((one.name, one.__dict__), ("x", {"name": "x"}))
                one.__dict__["other"] = 2
                self.assertEqual((one.other, sorted(vars(one))), (2, ["name", "other"]))
                one.__dict__ = {"third": 3}
                self.assertEqual(one.third, 3)
                del one.third
                with self.assertRaises(AttributeError):
                    one.third
                with self.assertRaises(TypeError):
                    one.__dict__ = 3
                self.assertTrue(one.check())
        del one
        self.assertAllGone()

    def test_two_instances(self):
        one, other = Dict(), Dict()
        one.x, other.x = 1, 2
        self.assertEqual((one.x, other.x), (1, 2))

    @skip_on("pypy", "all instances have a __dict__")
    def test_none_without_the_option(self):
        for one in (Thin(1), Weakly()):
            self.assertFalse(hasattr(one, "__dict__"))
            with self.assertRaises(AttributeError):
                one.x = 1

    @unittest.skipUnless(INTERPRETER == "cpython", "elsewhere it cannot be asked")
    def test_words_are_at_multiples_of_a_word(self):
        """Those that a class of Python adds lie behind what it derives from."""
        word = struct.calcsize("P")
        for kind in (Thin, Dict, Both, Root, Large, Larger, type("S", (Thin,), {"__slots__": ("slot",)})):
            with self.subTest(kind=kind):
                self.assertEqual(kind.__basicsize__ % word, 0)

    @cycles_of_both_stay
    def test_cycles(self):
        for kind in (Dict, Both, Root):
            for _ in range(100):
                one = kind() if kind is not Root else Root(3)
                one.me = one
                one.list = [one]
        del one
        self.assertAllGone()

    def test_changed_while_it_is_read(self):
        one = Dict()
        one.a, one.b = 1, 2
        with self.assertRaises(RuntimeError):
            for name in one.__dict__:
                setattr(one, name + "_", 1)
        for name in list(one.__dict__):
            one.__dict__ = {}
        self.assertTrue(one.check())


class Weak(Counting):
    def test_references(self):
        for kind in (Weakly, Both):
            with self.subTest(kind=kind):
                seen = []
                one = kind()
                reference = weakref.ref(one, lambda gone: seen.append(gone()))
                other = weakref.WeakValueDictionary(one=one)
                self.assertIs(reference(), one)
                self.assertIs(other["one"], one)
                self.assertTrue(weakref.proxy(one).check())
                del one
                self.settle()
                self.assertEqual((reference(), seen, list(other.values())), (None, [None], []))
        self.assertAllGone()

    def test_set(self):
        everybody = weakref.WeakSet(Both() for _ in range(10))
        self.settle()
        self.assertEqual(len(everybody), 0)
        self.assertAllGone()

    @skip_on("pypy", "all instances can be referred to weakly")
    def test_none_without_the_option(self):
        for one in (Thin(1), Dict()):
            with self.assertRaisesRegex(TypeError, "cannot create weak reference to "):
                weakref.ref(one)

    def test_cleared_before_the_value_is_dropped(self):
        one = Weakly()
        before = alive()
        seen = []
        reference = weakref.ref(one, lambda _: seen.append(alive()))
        del one
        self.settle()
        self.assertIsNone(reference())
        if INTERPRETER == "cpython":
            self.assertEqual(seen, [before])

    @cycles_of_both_stay
    def test_of_a_cycle(self):
        both = Both()
        both.me = both
        reference = weakref.ref(both)
        del both
        self.settle()
        self.assertIsNone(reference())


class Families(Counting):
    """What the first of a family has room for is not where the others keep their values."""

    def test_values_and_dicts(self):
        class Mine(Larger):
            pass

        for kind in (Root, Large, Larger, type("R", (Root,), {}), type("L", (Large,), {}), Mine):
            with self.subTest(kind=kind):
                one = kind(7)
                one.x = [1]
                one.number = 8
                self.assertEqual((one.number, one.__dict__), (8, {"x": [1]}))
                if isinstance(one, Large):
                    self.assertEqual(one.sum(), 56)
                if isinstance(one, Larger):
                    self.assertTrue(one.check())
                    reference = weakref.ref(one)
                    self.assertIs(reference(), one)
                    one.last = 7
                    self.assertTrue(one.check())
                gc.collect()
                self.assertEqual(one.x, [1])
        del one
        self.assertAllGone()


if __name__ == "__main__":
    unittest.main()
