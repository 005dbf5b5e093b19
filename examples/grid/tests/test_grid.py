"""Memory shared with Python, and with numpy where there is one."""

import gc
import struct
import unittest

import grid
from support import TestCase, enters_again, readme_failures, skip_on

try:
    import numpy
except ImportError:
    numpy = None

needs_numpy = unittest.skipIf(numpy is None, "no numpy")


class Writable(TestCase):
    def test_shape(self):
        view = memoryview(grid.Grid(2, 3))
        self.addCleanup(view.release)
        self.assertEqual((view.format, view.itemsize, view.ndim), ("d", 8, 2))
        self.assertEqual((view.shape, view.strides, view.nbytes), ((2, 3), (24, 8), 48))
        self.assertFalse(view.readonly)

    def test_one_dimension(self):
        numbers = grid.Grid(3)
        with memoryview(numbers) as view:
            view[1] = 1.5
            self.assertEqual(list(view), [0.0, 1.5, 0.0])
            numbers.scale(2)
            self.assertEqual(view[1], 3.0)
        self.assertEqual(numbers.sum(), 3.0)

    def test_bytes(self):
        numbers = grid.Grid(2, 1)
        with memoryview(numbers) as whole, whole.cast("B") as view:
            view[8:16] = struct.pack("d", 2.5)
            self.assertEqual(whole.tobytes(), struct.pack("dd", 0, 2.5))
        self.assertEqual(numbers.sum(), 2.5)

    def test_many_views(self):
        numbers = grid.Grid(4)
        views = [memoryview(numbers) for _ in range(5)]
        views[0][0] = 1
        self.assertEqual([view[0] for view in views], [1.0] * 5)
        for view in views:
            view.release()

    def test_view_outlives_the_name(self):
        view = memoryview(grid.Grid(1000))
        self.addCleanup(view.release)
        gc.collect()
        view[999] = 7
        self.assertEqual(sum(view), 7)

    def test_empty(self):
        with memoryview(grid.Grid(0)) as view:
            self.assertEqual(view.tobytes(), b"")
        self.assertEqual(grid.Grid(5, 0).shape, (5, 0))

    def test_too_large(self):
        self.assertRaises(ValueError, grid.Grid, 2**40, 2**40)


class ReadOnly(TestCase):
    def test_read_only(self):
        view = memoryview(grid.Squares(4))
        self.addCleanup(view.release)
        self.assertEqual((view.readonly, view.format, list(view)), (True, "Q", [0, 1, 4, 9]))
        with self.assertRaises(TypeError):
            view[0] = 1

    @skip_on("pypy", "its C API gives a view back when it is collected", door="own")
    def test_grows_only_when_nobody_looks(self):
        squares = grid.Squares(3)
        view = memoryview(squares)
        with self.assertRaisesRegex(RuntimeError, "Already borrowed"):
            squares.push()
        self.assertEqual(list(view), [0, 1, 4])
        view.release()
        squares.push()
        with memoryview(squares) as view:
            self.assertEqual(list(view), [0, 1, 4, 9])

    @skip_on("graalpy", "its `bytes` takes no buffer of HPy's")
    def test_to_bytes(self):
        self.assertEqual(bytes(grid.Squares(2)), struct.pack("QQ", 0, 1))

    @skip_on("graalpy", "its HPy reads no further than there are elements, whatever the strides")
    def test_strides(self):
        view = memoryview(grid.EverySecond(b"abcde"))
        self.assertEqual((view.shape, view.strides, view.contiguous), ((3,), (2,), False))
        self.assertEqual(view.tolist(), list(b"ace"))

    @skip_on("graalpy", "its `bytes` takes no buffer of HPy's")
    @skip_on("pypy", "its HPy gives the bytes in a row, whatever the strides")
    def test_bytes_by_strides(self):
        self.assertEqual(bytes(grid.EverySecond(b"abcde")), b"ace")


class OfOthers(TestCase):
    """Memory that Rust looks at."""

    def test_added(self):
        numbers, others = grid.Grid(2, 2), memoryview(bytearray(struct.pack("4d", 1, 2, 3, 4))).cast("d")
        numbers.add(others)
        numbers.add(others[::-1])
        self.assertEqual(numbers.sum(), 20.0)
        with memoryview(numbers) as view:
            self.assertEqual(view.tobytes(), struct.pack("4d", 5, 5, 5, 5))

    @enters_again
    def test_to_itself(self):
        numbers = grid.Grid(3)
        with memoryview(numbers) as view:
            view[0] = 1.5
        numbers.add(numbers)
        self.assertEqual(numbers.sum(), 3.0)

    @enters_again
    def test_not_as_many(self):
        with self.assertRaises(ValueError) as caught:
            grid.Grid(3).add(grid.Grid(2, 2))
        self.assertEqual(str(caught.exception), "expected 3 numbers, got 4")

    @enters_again
    def test_negated(self):
        numbers = memoryview(bytearray(struct.pack("2d", 1, -2))).cast("d")
        grid.negate(numbers)
        self.assertEqual(numbers.tolist(), [-1.0, 2.0])
        ours = grid.Grid(2)
        ours.add(numbers)
        grid.negate(ours)
        self.assertEqual(ours.sum(), -1.0)

    def test_what_cannot_be_written(self):
        for numbers in (memoryview(bytes(16)).cast("d"), memoryview(bytearray(32)).cast("d")[::2]):
            with self.assertRaises(ValueError):
                grid.negate(numbers)
        with self.assertRaises(TypeError):
            grid.negate("text")
        with self.assertRaises(BufferError):
            grid.negate(b"bytes")


@needs_numpy
class Numpy(TestCase):
    def test_no_copy(self):
        numbers = grid.Grid(2, 3)
        array = numpy.asarray(numbers)
        self.assertEqual((array.shape, array.dtype), ((2, 3), numpy.float64))
        array[1, 2] = 5
        self.assertEqual(numbers.sum(), 5)
        numbers.scale(2)
        self.assertEqual(array.tolist(), [[0, 0, 0], [0, 0, 10]])
        self.assertTrue(numpy.shares_memory(array, numpy.asarray(numbers)))

    def test_read_only(self):
        array = numpy.asarray(grid.Squares(4))
        self.assertEqual((array.tolist(), array.dtype), ([0, 1, 4, 9], numpy.uint64))
        self.assertFalse(array.flags.writeable)
        with self.assertRaises(ValueError):
            array[0] = 1

    def test_strides(self):
        self.assertEqual(numpy.asarray(grid.EverySecond(bytes(range(7)))).tolist(), [0, 2, 4, 6])

    def test_array_keeps_the_memory(self):
        array = numpy.asarray(grid.Grid(1000))[10:20]
        gc.collect()
        array += 1
        self.assertEqual(array.sum(), 10)


class Readme(TestCase):
    @needs_numpy
    def test_session(self):
        self.assertEqual(readme_failures(__file__), "")


if __name__ == "__main__":
    unittest.main()
