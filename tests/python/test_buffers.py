"""Memory of other objects, looked at where it lies."""

import array
import struct
import sys
import unittest

try:
    import ctypes
except ImportError:
    ctypes = None
try:
    import numpy
except ImportError:
    numpy = None

import hpy_tests
from numbers_in_memory import LETTERS, each_type, needs_arrays, view_of_numbers
from support import INTERPRETER, TestCase, enters_again, skip_on

#: Whether it is the memory itself that is looked at. Elsewhere it is a copy, which is written back.
IN_PLACE = INTERPRETER == "cpython"


class Buffers(TestCase):
    def test_what_they_say(self):
        numbers = view_of_numbers("H", range(6))
        self.assertEqual(hpy_tests.buffer_described(numbers), ([6], [2], False, True, True))
        self.assertEqual(hpy_tests.buffer_described(numbers.toreadonly()), ([6], [2], True, True, True))
        self.assertEqual(hpy_tests.buffer_described(numbers[:0]), ([0], [2], False, True, True))
        self.assertEqual(hpy_tests.buffer_described(numbers[::2]), ([3], [4], False, False, False))
        self.assertEqual(hpy_tests.buffer_described(numbers[::-1]), ([6], [-2], False, False, False))
        square = numbers.cast("B").cast("H", (2, 3))
        self.assertEqual(hpy_tests.buffer_described(square), ([2, 3], [6, 2], False, True, False))

    def test_elements(self):
        for kind, letter, items in each_type():
            view = view_of_numbers(letter, items)
            self.assertEqual(hpy_tests.buffer_to_lists(view, kind), (items, items))
            self.assertEqual(hpy_tests.buffer_to_lists(view[1::2], kind), (items[1::2], None))
            self.assertEqual(hpy_tests.buffer_to_lists(view[::-1], kind), (items[::-1], None))
            self.assertEqual(hpy_tests.buffer_to_lists(view[:0], kind), ([], []))

    def test_bytes(self):
        class Own(bytes):
            pass

        for content in (b"", b"a", b"abc\0\xff", Own(b"own"), bytes(range(256)) * 16):
            self.assertEqual(hpy_tests.buffer_to_lists(content, "u8"), (list(content), list(content)))
            self.assertIs(hpy_tests.add_in_place(content, 1), False)
        for kind, letter in (("i8", "b"), ("u16", "H")):
            with self.assertRaises(BufferError) as caught:
                hpy_tests.buffer_to_lists(b"abcd", kind)
            self.assertEqual(str(caught.exception), "expected items of the format '%s', got 'B'" % letter)

    def test_bytearrays(self):
        class Own(bytearray):
            def __bytes__(self):
                return b"other"

        for content in (b"", b"a", b"abc\0\xff", bytes(range(256)) * 16):
            for kind in (bytearray, Own):
                self.assertEqual(hpy_tests.buffer_to_lists(kind(content), "u8"), (list(content), list(content)))
        for kind, letter in (("i8", "b"), ("u16", "H")):
            with self.assertRaises(BufferError) as caught:
                hpy_tests.buffer_to_lists(bytearray(b"abcd"), kind)
            self.assertEqual(str(caught.exception), "expected items of the format '%s', got 'B'" % letter)

    def test_more_dimensions(self):
        numbers = view_of_numbers("i", range(24)).cast("B").cast("i", (2, 3, 4))
        self.assertEqual(hpy_tests.buffer_to_lists(numbers, "i32"), (list(range(24)), list(range(24))))
        without = memoryview(struct.pack("d", 2.5)).cast("d", ())
        self.assertEqual(hpy_tests.buffer_to_lists(without, "f64"), ([2.5], [2.5]))

    def test_objects_without_memory(self):
        for thing in ("text", 5, None, [1], object()):
            with self.assertRaises(TypeError):
                hpy_tests.buffer_to_lists(thing, "u8")
        with self.assertRaises(TypeError) as caught:
            hpy_tests.add_in_place("text", 1)
        self.assertEqual(str(caught.exception), "add_in_place() argument 'bytes' must be a bytes-like object, not str")

    def test_other_elements(self):
        for wanted in LETTERS:
            for kind, letters in LETTERS.items():
                for letter in letters:
                    view = memoryview(bytes(8)).cast(letter)
                    if kind == wanted:
                        hpy_tests.buffer_to_lists(view, wanted)
                        continue
                    with self.assertRaises(BufferError):
                        hpy_tests.buffer_to_lists(view, wanted)
        with self.assertRaises(BufferError) as caught:
            hpy_tests.buffer_to_lists(view_of_numbers("i", [1]), "u8")
        self.assertEqual(str(caught.exception), "expected items of the format 'B', got 'i'")

    def test_memory_that_is_not_where_a_number_can_be(self):
        odd = memoryview(bytearray(struct.pack("=xd", 1.5)))[1:].cast("d")
        self.assertEqual(hpy_tests.buffer_to_lists(odd, "f64"), ([1.5], None if IN_PLACE else [1.5]))
        hpy_tests.copy_to_buffer(odd, "f64", [2.5])
        self.assertEqual(odd.tolist(), [2.5])

    @skip_on("graalpy", "23 says of all types of ctypes that they are bytes, or ends", before=(3, 11))
    @unittest.skipIf(ctypes is None, "no ctypes")
    def test_of_ctypes(self):
        """Which tells no strides."""
        numbers = (ctypes.c_uint16 * 3)(1, 2, 3)
        self.assertEqual(hpy_tests.buffer_to_lists(numbers, "u16"), ([1, 2, 3],) * 2)
        self.assertEqual(hpy_tests.as_cow_bytes(numbers), bytes(numbers))

    @unittest.skipUnless(IN_PLACE and ctypes, "a type of CPython's ctypes")
    def test_of_items_without_a_size(self):
        class Empty(ctypes.Structure):
            pass

        try:
            largest = ((Empty * 2**40) * 2**40)()
        except (OverflowError, ValueError):
            return
        for use in (hpy_tests.as_cow_bytes, lambda thing: hpy_tests.buffer_to_lists(thing, "u8")):
            with self.assertRaises(BufferError):
                use(largest)

    @needs_arrays
    def test_arrays(self):
        for letter in "BbhIqd":
            numbers = array.array(letter, [1, 2, 3])
            kind = next(kind for kind in LETTERS if letter in LETTERS[kind])
            self.assertEqual(hpy_tests.buffer_to_lists(numbers, kind), ([1, 2, 3], [1, 2, 3]))
            hpy_tests.copy_to_buffer(numbers, kind, [3, 2, 1])
            self.assertEqual(numbers.tolist(), [3, 2, 1])


class Written(TestCase):
    def test_in_place(self):
        content = bytearray(b"abc")
        self.assertIs(hpy_tests.add_in_place(content, 1), True)
        self.assertEqual(content, b"bcd")
        with memoryview(content) as view, view[1:] as rest:
            self.assertIs(hpy_tests.add_in_place(rest, 255), True)
        self.assertEqual(content, b"bbc")
        with memoryview(content) as view, view[::2] as some:
            self.assertIs(hpy_tests.add_in_place(some, 1), False)
        self.assertIs(hpy_tests.add_in_place(b"abc", 1), False)
        self.assertEqual((content, b"abc"), (b"bbc", b"ab" + b"c"))
        hpy_tests.copy_to_buffer(content, "u8", [1, 2, 3])
        self.assertEqual(content, b"\1\2\3")
        content.append(4)
        empty = bytearray()
        self.assertIs(hpy_tests.add_in_place(empty, 1), True)
        empty.append(1)
        self.assertEqual((content, empty), (b"\1\2\3\4", b"\1"))

    def test_by_copies(self):
        for kind, letter, _ in each_type():
            numbers = view_of_numbers(letter, [0, 0, 0])
            hpy_tests.copy_to_buffer(numbers, kind, [1, 2, 3])
            self.assertEqual(numbers.tolist(), [1, 2, 3])
            if IN_PLACE:
                hpy_tests.copy_to_buffer(numbers[::2], kind, [6, 7])
                self.assertEqual(numbers.tolist(), [6, 2, 7])
                continue
            with self.assertRaises(TypeError):
                hpy_tests.copy_to_buffer(numbers[::2], kind, [6, 7])

    def test_what_does_not_fit(self):
        numbers = view_of_numbers("h", [1, 2, 3])
        for items in ([], [1], [1, 2, 3, 4]):
            with self.assertRaises(BufferError) as caught:
                hpy_tests.copy_to_buffer(numbers, "i16", items)
            self.assertEqual(str(caught.exception), "expected 3 items, got %d" % len(items))
        with self.assertRaises(BufferError) as caught:
            hpy_tests.copy_to_buffer(b"ab", "u8", [1, 2])
        self.assertEqual(str(caught.exception), "cannot write to read-only memory")
        self.assertEqual(numbers.tolist(), [1, 2, 3])

    def test_two_of_one_memory(self):
        content = bytearray(b"abc")
        hpy_tests.swap_ends(content, content)
        # Of copies, what is written back last is what stays.
        self.assertIn(content, [b"cba"] if IN_PLACE else [b"cbc", b"aba"])


class Held(TestCase):
    def see_it_grow(self, content):
        raised, seen = hpy_tests.look_while(content, lambda: content.extend(bytes(1000000)))
        self.assertEqual(seen, b"abc")
        if IN_PLACE:
            self.assertEqual(raised, "BufferError")
        content.append(100)

    @enters_again
    def test_memory_stays(self):
        """Where it could go, what is seen is a copy."""
        self.see_it_grow(bytearray(b"abc"))

    @enters_again
    @needs_arrays
    def test_memory_of_arrays_stays(self):
        self.see_it_grow(array.array("B", b"abc"))

    @enters_again
    def test_what_python_writes_is_seen(self):
        content = bytearray(b"abc")

        def write():
            content[0] = 120

        self.assertEqual(hpy_tests.look_while(content, write), (None, b"xbc" if IN_PLACE else b"abc"))
        self.assertEqual(content, b"xbc")

    @enters_again
    def test_an_object_that_nobody_else_has(self):
        holder = [bytearray(b"abc")]
        self.assertEqual(hpy_tests.look_while(holder.pop(), lambda: bytearray(b"xyz")), (None, b"abc"))

    @enters_again
    @skip_on("graalpy", "an array grows, and its views keep what it was")
    @unittest.skipUnless(hasattr(sys, "unraisablehook"), "no sys.unraisablehook")
    def test_memory_that_goes_while_it_is_written_to(self):
        """Where it can grow, it is the writing back that fails; if that is done by dropping, it is reported."""

        def fill(content, release):
            seen = []
            hook, sys.unraisablehook = sys.unraisablehook, lambda report: seen.append(report.exc_type)
            try:
                hpy_tests.fill_while(content, lambda: content.extend(bytes(1000000)), release)
            except BufferError:
                seen.append("raised")
            finally:
                sys.unraisablehook = hook
            return seen

        content = array.array("B", b"abc")
        self.assertEqual(fill(content, True), ["raised"])
        self.assertEqual(content[0], 255 if IN_PLACE else 97)
        content = array.array("B", b"abc")
        self.assertEqual(fill(content, False), ["raised" if IN_PLACE else BufferError])
        self.assertEqual(content[0], 255 if IN_PLACE else 97)

    @enters_again
    @unittest.skipUnless(hasattr(sys, "unraisablehook"), "no sys.unraisablehook")
    def test_a_bytearray_that_changes_its_length_while_it_is_written_to(self):
        """It cannot, or that is told, or only what is there is written."""
        for change in (lambda: content.extend(b"d"), lambda: content.pop(), lambda: content.clear()):
            for release in (True, False):
                content, seen = bytearray(b"abc"), []
                hook, sys.unraisablehook = sys.unraisablehook, lambda report: seen.append(report.exc_type)
                try:
                    hpy_tests.fill_while(content, change, release)
                except (BufferError, IndexError) as error:
                    seen.append(type(error))
                finally:
                    sys.unraisablehook = hook
                self.assertLessEqual(len(seen), 1)
                if len(content) == 3:
                    self.assertEqual((content, seen), (b"\xff" * 3, [BufferError]))
                elif INTERPRETER == "pypy":
                    self.assertNotIn(b"\xff", content)
                    self.assertEqual(seen, [BufferError])
                content.append(1)

    @enters_again
    def test_a_bytearray_that_others_write_to(self):
        """What Rust writes comes last."""
        content = bytearray(b"abc")

        def change():
            content[:] = b"xyz"

        hpy_tests.fill_while(content, change, True)
        self.assertEqual(content, b"xyz" if IN_PLACE else b"\xff" * 3)

    def test_given_back_at_once(self):
        content = bytearray(b"abc")
        self.assertEqual(hpy_tests.look_and_release(content), 3)
        self.assertEqual(content, b"abc\1")

    def test_given_back_after_an_error(self):
        content = bytearray(b"abcd")
        with self.assertRaises(BufferError):
            hpy_tests.buffer_to_lists(content, "i32")
        content.append(1)

    @skip_on("cpython", "a class in Python shows memory since 3.12", before=(3, 12))
    @skip_on("pypy", "no class in Python shows memory")
    @skip_on("graalpy", "no class in Python shows memory")
    def test_a_class_in_python(self):
        seen = []

        class Shown:
            def __buffer__(self, flags):
                seen.append("shown")
                return memoryview(bytearray(b"abc"))

            def __release_buffer__(self, view):
                seen.append("given back")

        self.assertEqual(hpy_tests.buffer_to_lists(Shown(), "u8"), ([97, 98, 99],) * 2)
        self.assertEqual(seen, ["shown", "given back"])

        class Raising:
            def __buffer__(self, flags):
                raise KeyError("no")

        with self.assertRaises(KeyError):
            hpy_tests.buffer_to_lists(Raising(), "u8")


@unittest.skipIf(numpy is None, "no numpy")
class OfNumpy(TestCase):
    def test_what_they_say(self):
        array = numpy.arange(12, dtype="u2").reshape(3, 4)
        self.assertEqual(hpy_tests.buffer_described(array), ([3, 4], [8, 2], False, True, False))
        self.assertEqual(hpy_tests.buffer_described(array.T), ([4, 3], [2, 8], False, False, True))
        self.assertEqual(hpy_tests.buffer_described(array[::2, ::-1]), ([2, 4], [16, -2], False, False, False))

    def test_elements(self):
        array = numpy.arange(12, dtype="u2").reshape(3, 4)
        for view in (array, array.T, array[::2, ::-1], array[:, 1:3]):
            self.assertEqual(hpy_tests.buffer_to_lists(view, "u16")[0], view.ravel().tolist())
        self.assertEqual(hpy_tests.buffer_to_lists(numpy.broadcast_to(2.5, (2, 3)), "f64"), ([2.5] * 6, None))
        self.assertEqual(hpy_tests.buffer_to_lists(numpy.array(2.5), "f64"), ([2.5], [2.5]))

    def test_types(self):
        for kind in LETTERS:
            array = numpy.array([1, 2, 3], kind[0] + str(int(kind[1:]) // 8))
            self.assertEqual(hpy_tests.buffer_to_lists(array, kind), ([1, 2, 3], [1, 2, 3]))
        others = [numpy.array(items) for items in ([True], [1j], ["x"], [None])]
        for array in others + [numpy.array([1], ">i4"), numpy.zeros(2, [("a", "i4"), ("b", "i4")])]:
            for kind in LETTERS:
                with self.assertRaises(BufferError):
                    hpy_tests.buffer_to_lists(array, kind)

    def test_written(self):
        array = numpy.arange(12, dtype="i4").reshape(3, 4)
        expected = array.copy()
        expected[::2, ::-1] = numpy.arange(100, 108).reshape(2, 4)
        hpy_tests.copy_to_buffer(array[::2, ::-1], "i32", list(range(100, 108)))
        self.assertEqual(array.tolist(), expected.tolist())
        array.flags.writeable = False
        with self.assertRaises(BufferError):
            hpy_tests.copy_to_buffer(array, "i32", list(range(12)))
