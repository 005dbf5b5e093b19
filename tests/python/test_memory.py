"""Memory of other objects, and bytes made in place."""

import array
import gc
import mmap
import struct
import unittest

try:
    import tracemalloc
except ImportError:
    tracemalloc = None

import hpy_tests
from numbers_in_memory import LETTERS, each_type, needs_arrays, view_of_numbers
from support import INTERPRETER, TestCase, enters_again


class Views(TestCase):
    def test_what_a_view_says(self):
        view = hpy_tests.view_of(b"abc")
        self.assertIs(type(view), memoryview)
        self.assertEqual(hpy_tests.view_described(view), ("B", 1, [3], True, True))
        view = hpy_tests.view_of(view_of_numbers("h", range(6)))
        self.assertEqual(hpy_tests.view_described(view), ("h", 2, [6], True, False))
        self.assertEqual(hpy_tests.view_described(view[::2]), ("h", 2, [3], False, False))
        square = memoryview(bytes(6)).cast("B", (2, 3))
        self.assertEqual(hpy_tests.view_described(square), ("B", 1, [2, 3], True, True))

    def test_objects_without_memory(self):
        for thing in ("text", 5, None, [1], object()):
            with self.assertRaises(TypeError):
                hpy_tests.view_of(thing)
        with self.assertRaises(TypeError):
            hpy_tests.view_described(b"no view")

    def test_the_type_of_items(self):
        for wanted in LETTERS:
            for kind, letters in LETTERS.items():
                for letter in letters:
                    view = memoryview(bytes(8)).cast(letter)
                    self.assertIs(hpy_tests.view_holds(view, wanted), kind == wanted, (letter, wanted))
        self.assertIs(hpy_tests.view_holds(memoryview(b"\1").cast("?"), "u8"), False)

    def test_copies(self):
        for kind, letter, items in each_type():
            view = view_of_numbers(letter, items)
            self.assertEqual(hpy_tests.view_to_list(view, kind), items)
            self.assertEqual(hpy_tests.view_to_list(view[1::2], kind), items[1::2])
            self.assertEqual(hpy_tests.view_to_bytes(view), view.tobytes())
            self.assertEqual(hpy_tests.view_to_list(view[:0], kind), [])

    def test_copies_of_other_items(self):
        view = view_of_numbers("i", [1])
        with self.assertRaises(BufferError) as caught:
            hpy_tests.view_to_list(view, "u8")
        self.assertEqual(str(caught.exception), "expected items of the format 'B', got 'i'")
        with self.assertRaises(BufferError):
            hpy_tests.copy_to_view(view, "u32", [1])

    def test_writing(self):
        for kind, letter, _ in each_type():
            numbers = view_of_numbers(letter, [0, 0, 0])
            hpy_tests.copy_to_view(numbers, kind, [1, 2, 3])
            self.assertEqual(numbers.tolist(), [1, 2, 3])
            hpy_tests.copy_to_view(numbers[1:], kind, [8, 9])
            self.assertEqual(numbers.tolist(), [1, 8, 9])

    def test_writing_what_does_not_fit(self):
        numbers = view_of_numbers("h", [1, 2, 3])
        for items in ([], [1], [1, 2, 3, 4]):
            with self.assertRaises(BufferError) as caught:
                hpy_tests.copy_to_view(numbers, "i16", items)
            self.assertEqual(str(caught.exception), "expected 3 items, got %d" % len(items))
        with self.assertRaises(TypeError):
            hpy_tests.copy_to_view(memoryview(bytes(2)), "u8", [1, 2])
        with self.assertRaises(TypeError):
            hpy_tests.copy_to_view(numbers[::2], "i16", [1, 2])
        self.assertEqual(numbers.tolist(), [1, 2, 3])

    def test_a_released_view(self):
        content = bytearray(b"abc")
        view = hpy_tests.view_of(content)
        hpy_tests.release_view(view)
        content.extend(b"d")
        for use in (
            hpy_tests.view_described,
            hpy_tests.view_to_bytes,
            lambda view: hpy_tests.view_to_list(view, "u8"),
            lambda view: hpy_tests.copy_to_view(view, "u8", []),
        ):
            with self.assertRaises(ValueError):
                use(view)


class BytesLike(TestCase):
    def objects(self):
        class Own(bytearray):
            def __bytes__(self):
                return b"other"

        yield bytearray(b"\1\2\3\4")
        yield Own(b"\1\2\3\4")
        yield memoryview(b"\1\2\3\4")
        yield memoryview(b"0\1\2\3\0045")[1:5]
        yield view_of_numbers("h", struct.unpack("2h", b"\1\2\3\4"))

    def test_a_cow(self):
        for thing in self.objects():
            result = hpy_tests.as_cow_bytes(thing)
            self.assertIs(type(result), bytes)
            self.assertEqual(result, b"\1\2\3\4")

    @needs_arrays
    def test_arrays(self):
        for letter in "BbhIqd":
            numbers = array.array(letter, [1, 2, 3])
            self.assertEqual(hpy_tests.as_cow_bytes(numbers), numbers.tobytes())
        view = hpy_tests.view_of(array.array("d", [1, 2.5]))
        self.assertEqual(hpy_tests.view_to_list(view, "f64"), [1, 2.5])
        hpy_tests.copy_to_view(view, "f64", [3, 4])
        self.assertEqual(view.tolist(), [3, 4])

    @needs_arrays
    def test_mapped_files(self):
        with mmap.mmap(-1, 4) as mapped:
            mapped[:] = b"\1\2\3\4"
            self.assertEqual(hpy_tests.as_cow_bytes(mapped), b"\1\2\3\4")

    def test_memory_is_let_go_of(self):
        content = bytearray(b"abc")
        self.assertEqual(hpy_tests.as_cow_bytes(content), b"abc")
        self.assertEqual(hpy_tests.as_byte_vec(content), b"abc")
        self.assertEqual(hpy_tests.bytearray_to_vec(content), (b"abc", 3))
        content.extend(b"d")
        self.assertEqual(hpy_tests.as_cow_bytes(content), b"abcd")

    def test_memory_in_pieces(self):
        with self.assertRaises(BufferError) as caught:
            hpy_tests.as_cow_bytes(memoryview(b"abcd")[::2])
        self.assertIn("the memory is not contiguous", str(caught.exception))


class Made(TestCase):
    def test_bytearrays(self):
        made = hpy_tests.new_bytearray(b"a\0b")
        self.assertIs(type(made), bytearray)
        self.assertEqual(made, b"a\0b")
        self.assertEqual(hpy_tests.bytearray_to_vec(made), (b"a\0b", 3))
        with self.assertRaises(TypeError):
            hpy_tests.bytearray_to_vec(b"bytes")

        class Own(bytearray):
            pass

        self.assertEqual(hpy_tests.bytearray_to_vec(Own(b"own")), (b"own", 3))

    def test_bytes_that_rust_fills(self):
        for length in (0, 1, 255, 1000):
            made = hpy_tests.bytes_counting_up(length, False)
            self.assertIs(type(made), bytes)
            self.assertEqual(made, bytes(index % 256 for index in range(length)))
        with self.assertRaises(ValueError):
            hpy_tests.bytes_counting_up(5, True)
        for length in (2**62 - 1, 2**62, 2**63 - 33, 2**63 - 1, 2**63, 2**64 - 1):
            with self.assertRaises(MemoryError):
                hpy_tests.bytes_counting_up(length, False)

    def test_bytes_that_are_shared_are_not_filled(self):
        """All others of one byte or none are the same object."""
        for _ in range(3):
            self.assertEqual(hpy_tests.bytes_counting_up(0, False), b"")
            self.assertEqual(hpy_tests.bytes_counting_up(1, False), b"\0")
            for byte in range(256):
                self.assertEqual(hpy_tests.bytes_filled_around(1, int), b"\2")
                self.assertEqual(bytes([byte])[0], byte)
        self.assertEqual([len(bytes()), bytes([1])[0], bytes(1)[0]], [0, 1, 0])

    @enters_again
    def test_python_code_while_bytes_are_filled(self):
        def look():
            seen = gc.get_objects() if INTERPRETER == "cpython" else gc.collect()
            other.append(hpy_tests.bytes_counting_up(1000, False))
            return seen

        for length in (2, 1000, 100000):
            other = []
            made = hpy_tests.bytes_filled_around(length, look)
            self.assertEqual(made, b"\2" * length)
            self.assertEqual(hash(made), hash(b"\2" * length))
            self.assertEqual(other, [hpy_tests.bytes_counting_up(1000, False)])

    @enters_again
    def test_filling_that_ends_early(self):
        def fail():
            raise KeyError("no")

        for length in (0, 1, 2, 1000, 100000):
            with self.assertRaises(KeyError):
                hpy_tests.bytes_filled_around(length, fail)

    def test_panics(self):
        hpy_tests.silence_panics(True)
        self.addCleanup(hpy_tests.silence_panics, False)
        for length in (0, 1, 2, 1000):
            with self.assertRaises(BaseException) as caught:
                hpy_tests.bytes_panicking(length)
            self.assertEqual(str(caught.exception), "%d bytes" % length)

    @unittest.skipUnless(INTERPRETER == "cpython" and tracemalloc, "memory comes back late")
    def test_nothing_is_left_of_bytes(self):
        def fail():
            raise KeyError("no")

        def fill(count):
            for _ in range(count):
                hpy_tests.bytes_filled_around(100000, int)
                with self.assertRaises(KeyError):
                    hpy_tests.bytes_filled_around(100000, fail)

        fill(10)
        tracemalloc.start()
        self.addCleanup(tracemalloc.stop)
        before = tracemalloc.get_traced_memory()[0]
        fill(20)
        self.assertLess(tracemalloc.get_traced_memory()[0] - before, 50000)

    @unittest.skipUnless(INTERPRETER == "graalpy", "there is a length for so many")
    def test_more_bytes_than_can_be_counted(self):
        for length in (2**31, 2**32 + 5):
            for as_text in (False, True):
                with self.assertRaises(MemoryError):
                    hpy_tests.zeros(length, as_text)
