"""What interpreters do not look at before they call a class, or do in ways of their own."""

import gc
import unittest

import hpy_test_classes
from hpy_test_classes import Account, Adder, Countdown, Row, Shared
from support import DEBUG, DOOR, INTERPRETER, TestCase, no_debug, skip_on


class Slots(TestCase):
    def test_other_objects(self):
        """PyPy and GraalPy call a slot for any object."""
        slots = [
            (Row, "__len__", ()),
            (Row, "__getitem__", (0,)),
            (Row, "__getitem__", (-1,)),
            (Row, "__setitem__", (-1, 2)),
            (Row, "__imul__", (2,)),
            (Countdown, "__next__", ()),
            (Adder, "__call__", (1,)),
            (Adder, "__init__", (1,)),
            (Account, "__reduce_ex__", (2,)),
        ]
        for of, name, arguments in slots:
            for other in (3, None, "x", [], object(), of, Shared(b"ab")):
                with self.subTest(of=of, name=name, other=other):
                    with self.assertRaises(TypeError):
                        getattr(of, name)(other, *arguments)

    @unittest.skipIf(DOOR == "hpy" and INTERPRETER != "cpython", "AttributeError there")
    def test_made_of_other_types(self):
        for other in (3, None, "x", int, object, Row):
            with self.assertRaises(TypeError):
                Adder.__new__(other, 1)

    def test_keywords_of_a_call(self):
        adder = Adder(10)
        self.assertEqual(adder(1, scale=2), adder(1, **{"scale": 2}))
        self.assertEqual(Adder.__call__(adder, 1, 2, scale=3), adder(1, 2, scale=3))
        self.assertEqual(adder(value=1), adder(1))
        with self.assertRaises(TypeError):
            adder(1, **{"none": 2})
        with self.assertRaises(TypeError):
            adder(1, **{2: 2})

    @skip_on("graalpy", "4,097 arguments end its HPy", door="hpy")
    @skip_on("pypy", "they take minutes", door="own")
    @no_debug("PyPy 7.3.19 takes a minute", on="pypy")
    def test_many_arguments(self):
        many = [0] * 100_000
        with self.assertRaises(TypeError):
            Account(*many)
        with self.assertRaises(TypeError):
            Adder(1).__init__(*many)


class Views(TestCase):
    def test_views_borrow(self):
        shared = Shared(b"abcdef")
        for _ in range(20):
            one, other = memoryview(shared), memoryview(shared)
            self.assertEqual((one.shape, one.strides, one.tolist()[2]), ((3, 2), (2, 1), [101, 102]))
            with self.assertRaises(RuntimeError):
                shared.grow()
            one.release()
            with self.assertRaises(RuntimeError):
                shared.grow()
            other.release()
            del one, other
        for _ in range(5):
            gc.collect()  # PyPy gives views back when it collects them.
        shared.grow()
        # Not left to the collector, which GraalPy's debug mode dies of when that comes in the middle of another call.
        with memoryview(shared) as view:
            self.assertEqual(bytes(view)[:7], b"abcdef\0")

    def test_refused(self):
        shared = Shared(b"abc")
        for _ in range(10):
            with self.assertRaises(BufferError):
                memoryview(shared)
        shared.grow()


class LongChains(TestCase):
    @unittest.skipUnless((INTERPRETER, DOOR) == ("cpython", "own"), "hpy and PyPy have no way to do it")
    def test_dropped_at_once(self):
        # The debug mode, which notes where each handle comes from, is slow, but a chain ten times shorter is too long as well.
        length = 100_000 if DEBUG else 1_000_000
        before = hpy_test_classes.nodes_alive()
        node = None
        for _ in range(length):
            node = hpy_test_classes.node(node, 0)
        self.assertEqual(hpy_test_classes.nodes_alive(), before + length)
        del node
        self.assertEqual(hpy_test_classes.nodes_alive(), before)


if __name__ == "__main__":
    unittest.main()
