"""Input that is meant to break things, in one process: each call gives a result or an ordinary exception."""

import itertools
import sys
import types
import unittest

import hpy_tests as m
from hostile_objects import ORDINARY, Boom, Index, Liar, Nothing, Raiser, boom, samples
from support import DOOR, INTERPRETER, TestCase, no_debug

PROTOCOLS = (
    "len bool hash repr str eq lt contains isinstance getitem setitem delitem getattr setattr delattr call next "
    "type_name"
).split()

TAKERS = [
    m.take_i8, m.take_i16, m.take_i32, m.take_i64, m.take_isize, m.take_u8, m.take_u16, m.take_u32, m.take_u64,
    m.take_usize, m.take_f32, m.take_f64, m.take_bool, m.take_char, m.take_str, m.take_string, m.take_bytes,
    m.take_byte_vec, m.take_int_vec, m.take_string_vec, m.take_nested_vec, m.take_pair, m.take_option, m.take_map,
    m.take_tree, m.take_list, m.take_tuple, m.take_dict, m.take_exception, m.take_type, m.take_module,
    m.as_big_int, m.as_big_uint, m.as_complex, m.as_decimal, m.as_not_nan, m.as_uuid, m.as_index_map, m.as_brown_map,
    m.as_brown_set, m.as_small_vec, m.as_small_bytes, m.as_shared_bytes, m.as_either, m.as_either_of_lists, m.as_jiff_zoned,
    m.as_jiff_zone, m.as_jiff_duration, m.as_time_offset_datetime, m.as_time_offset, m.as_time_duration,
]  # fmt: skip


class WrongTypes(TestCase):
    def attempt(self, function, *args):
        try:
            return function(*args)
        except ORDINARY as error:
            return error

    def test_every_object_as_every_argument(self):
        for take, sample in itertools.product(TAKERS, samples()):
            self.attempt(take, sample)
            self.attempt(take, [sample])

    def test_every_protocol_on_every_object(self):
        for name, sample in itertools.product(PROTOCOLS, samples()):
            if sample is sys and name in ("setattr", "delattr"):
                continue
            self.attempt(m.protocol, name, sample, "attribute")
            self.attempt(m.protocol, name, [1, 2], sample)

    def test_the_message_names_function_and_argument(self):
        for value in (Nothing(), None, 1.5):
            with self.assertRaisesRegex(TypeError, r"take_i64\(\) argument 'value'"):
                m.take_i64(value)
        with self.assertRaisesRegex(OverflowError, r"take_u8\(\) argument 'value'"):
            m.take_u8(256)

    def test_what_an_object_raises_arrives(self):
        for name in PROTOCOLS:
            if name in ("type_name", "isinstance", "setattr", "delattr"):
                continue
            with self.subTest(name):
                with self.assertRaises(Boom):
                    m.protocol(name, Raiser(), "attribute")
        for take in (m.take_i64, m.take_u8, m.take_u64, m.take_f64):
            with self.subTest(take.__name__):
                with self.assertRaises(Boom):
                    take(Raiser())


class Numbers(TestCase):
    BOUNDS = {
        m.take_i8: (-(2**7), 2**7 - 1), m.take_u8: (0, 2**8 - 1),
        m.take_i16: (-(2**15), 2**15 - 1), m.take_u16: (0, 2**16 - 1),
        m.take_i32: (-(2**31), 2**31 - 1), m.take_u32: (0, 2**32 - 1),
        m.take_i64: (-(2**63), 2**63 - 1), m.take_u64: (0, 2**64 - 1),
        m.take_isize: (-(2**63), 2**63 - 1), m.take_usize: (0, 2**64 - 1),
    }  # fmt: skip

    def test_bounds(self):
        for take, (least, most) in self.BOUNDS.items():
            with self.subTest(take.__name__):
                self.assertEqual((int(take(least)), int(take(most))), (least, most))
                for beyond in (least - 1, most + 1, 2**64, 2**65 + 1, -(2**65), 10**5000, -(10**5000)):
                    with self.assertRaises(OverflowError):
                        take(beyond)

    def test_index(self):
        for take in self.BOUNDS:
            with self.subTest(take.__name__):
                self.assertEqual(take(Index(7)), "7")
                for wrong in ("x", 1.0, None, [], Index(1)):
                    with self.assertRaises(TypeError):
                        take(Index(wrong))
                with self.assertRaises(OverflowError):
                    take(Index(10**30))
                with self.assertRaises(Boom):
                    take(Index(Boom()))

    def test_floats_and_ints_do_not_convert_by_themselves(self):
        class Only:
            def __int__(self):
                return 3

            __trunc__ = __int__

        for take in self.BOUNDS:
            for wrong in (1.0, "1", Only(), b"1", 1j):
                with self.assertRaises(TypeError):
                    take(wrong)

    def test_subclasses_whose_methods_lie(self):
        class Int(int):
            __index__ = __int__ = __eq__ = __lt__ = __hash__ = __repr__ = bit_length = boom

        class Float(float):
            __float__ = __index__ = __repr__ = boom

        for take, number, expected in (
            (m.take_i64, Int(5), "5"),
            (m.take_u64, Int(2**63), str(2**63)),
            (m.take_f64, Float(1.5), "1.5"),
        ):
            with self.subTest(take.__name__):
                try:
                    self.assertEqual(take(number), expected)
                except (Boom, OverflowError):
                    # GraalPy asks the subclass.
                    self.assertEqual(INTERPRETER, "graalpy")


class Texts(TestCase):
    def test_lone_surrogates(self):
        for text in ("\ud800", "a\udfff", "\udc80" * 1000):
            for take in (m.take_str, m.take_string):
                with self.assertRaises(UnicodeEncodeError):
                    take(text)
        with self.assertRaises(ValueError):
            m.take_char("\ud800")
        with self.assertRaises(UnicodeEncodeError):
            m.take_map({"\ud800": 1})
        with self.assertRaises(UnicodeEncodeError):
            m.take_string_vec(["a", "\ud800"])

    def test_nuls(self):
        self.assertEqual(m.take_str("a\0b"), '"a\\0b"')
        self.assertEqual(m.take_map({"\0": 1}), '{"\\0": 1}')
        self.assertEqual(m.take_bytes(b"\0"), "[0]")

    def test_names(self):
        space = types.SimpleNamespace()
        for name in ("a\0b", "", "é\0", " ", "x" * 100000, "\U0001f600"):
            setattr(space, name, 5)
            self.assertEqual(m.protocol("getattr", space, name), 5)
            m.protocol("delattr", space, name)
            with self.assertRaises(AttributeError):
                m.protocol("getattr", space, name)

    def test_subclasses_whose_methods_lie(self):
        class Str(str):
            __len__ = __iter__ = __str__ = __eq__ = __getitem__ = encode = boom
            __hash__ = str.__hash__

        for take, text in ((m.take_str, "abc"), (m.take_string, "é")):
            with self.subTest(take.__name__):
                try:
                    self.assertEqual(take(Str(text)), '"%s"' % text)
                except Boom:
                    # PyPy's C API asks the subclass.
                    self.assertEqual((INTERPRETER, DOOR), ("pypy", "own"))
        with self.assertRaises(Boom):
            m.take_char(Str("a"))

    @no_debug("it copies as many bytes as `__len__` says", on="pypy")
    def test_bytes_whose_length_lies(self):
        for content, length in itertools.product((b"", b"abc", b"ab\0c", bytes(300)), (0, 1, 2, 5, 256, 2**40)):

            class Bytes(bytes):
                __iter__ = __getitem__ = __bytes__ = boom

                def __len__(self):
                    return length

            right = [str(list(content))]
            if (INTERPRETER, DOOR) == ("pypy", "hpy") and content.find(0) == length:
                right.append(str(list(content[:length])))  # What it says is possible there.
            for take in (m.take_bytes, m.take_byte_vec):
                with self.subTest(take.__name__, content=content, length=length):
                    try:
                        self.assertIn(take(Bytes(content)), right)
                    except (ValueError, MemoryError):
                        # PyPy's C API asks the subclass, and refuses what does not fit.
                        self.assertEqual((INTERPRETER, DOOR), ("pypy", "own"))
                    self.assertEqual(m.propagate(list), [])

    @no_debug("it asks `__len__` how much to copy", on="pypy")
    def test_bytes_whose_length_raises(self):
        class Bytes(bytes):
            __len__ = boom

        for take in (m.take_bytes, m.take_byte_vec):
            with self.subTest(take.__name__):
                try:
                    self.assertEqual(take(Bytes(b"abc")), "[97, 98, 99]")
                except Boom:
                    self.assertEqual((INTERPRETER, DOOR), ("pypy", "own"))
                self.assertEqual(m.propagate(list), [])

    def test_texts_whose_length_lies(self):
        for length in (0, 2, 1000, 2**40):
            class Text(str):
                def __len__(self, length=length):
                    return length

            for content in ("", "abc", "a\0c", "a\xe9\u4e00\U0001f600"):
                self.assertEqual(m.take_string(Text(content)), m.take_string(content))
                self.assertEqual(m.take_str(Text(content)), m.take_str(content))

    def test_a_character_of_a_text_whose_length_lies(self):
        class Str(str):
            def __len__(self):
                return 1

        with self.assertRaises(IndexError):
            m.take_char(Str(""))
        self.assertIn(m.take_char(Str("abc")), ("'a'", "'b'", "'c'"))
        self.assertEqual(m.propagate(list), [])


class Containers(TestCase):
    def test_lengths_that_lie(self):
        class Sequence:
            def __init__(self, length):
                self.length = length

            def __len__(self):
                return self.length

            def __getitem__(self, index):
                if index > 3:
                    raise IndexError
                return index

        for length in (0, 1, 4, 2**30):
            self.assertEqual(m.take_int_vec(Sequence(length)), "[0, 1, 2, 3]")
        for length in (-1, 2**64, "x", None, 1.5):
            for call in (m.take_int_vec, m.take_string_vec):
                with self.assertRaises((TypeError, ValueError, OverflowError)):
                    call(Sequence(length))

    def test_subclasses_whose_methods_lie(self):
        class List(list):
            __len__ = __getitem__ = __iter__ = boom

        class Tuple(tuple):
            def __len__(self):
                return 3

            def __getitem__(self, index):
                return "item %d" % index

        class Dict(dict):
            __len__ = __iter__ = keys = items = __contains__ = boom

        with self.assertRaises(Boom):
            m.take_int_vec(List([1]))
        with self.assertRaises(ValueError):
            m.take_pair(Tuple((1, "x")))
        for call in (m.take_map, lambda subclass: m.for_each_pair(subclass, print)):
            with self.subTest(call):
                try:
                    call(Dict())
                except Boom:
                    pass

    def test_a_list_that_shrinks(self):
        numbers = list(range(10))
        self.assertEqual(m.for_each(numbers, lambda item: numbers.clear()), 1)
        numbers = list(range(10))
        self.assertEqual(m.for_each(numbers, lambda item: numbers.pop()), 5)

    def test_a_list_that_grows(self):
        numbers = [0]
        grow = lambda item: numbers.append(item) if len(numbers) < 100 else None  # noqa: E731
        self.assertEqual(m.for_each(numbers, grow), 100)

    def test_a_dict_that_changes(self):
        numbers = {number: number for number in range(10)}
        with self.assertRaises(RuntimeError):
            m.for_each_pair(numbers, lambda key, value: numbers.clear())
        numbers = {number: number for number in range(10)}
        # Only where the keys are not listed first does it show that the dict grows.
        try:
            self.assertEqual(m.for_each_pair(numbers, lambda key, value: numbers.update({key + 100: 1})), 10)
        except RuntimeError as error:
            self.assertEqual(str(error), "dictionary changed during iteration")

    def test_a_dict_with_keys_that_misbehave(self):
        class Key:
            def __init__(self, number):
                self.number = number

            def __hash__(self):
                return 1

            def __eq__(self, other):
                if armed:
                    raise Boom
                return self is other

        armed = []
        keys = {Key(number): number for number in range(4)}
        armed.append(1)
        with self.assertRaises(Boom):
            m.protocol("getitem", keys, Key(5))
        with self.assertRaises(Boom):
            m.protocol("contains", keys, Key(5))

    def test_iterators_without_end(self):
        self.assertEqual(m.take_items(itertools.repeat(7), 5), [7] * 5)
        self.assertEqual(m.take_items(iter(int, 1), 3), [0, 0, 0])

    def test_iterators_that_raise(self):
        def some():
            yield 1
            raise Boom

        with self.assertRaises(Boom):
            m.take_items(some(), 10)

    def test_lists_that_cannot_be(self):
        for length in (2**60, 2**62, 2**63, 2**64 - 1):
            with self.assertRaises(MemoryError):
                m.make_list(length)


if __name__ == "__main__":
    unittest.main()
