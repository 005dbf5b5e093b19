"""Collections of other crates, and what holds one of two: bytes, either, hashbrown, indexmap, smallvec."""

import array

import hpy_tests as m
from support import Refusing


class LyingLength(list):
    def __len__(self):
        return 100000


class Maps(Refusing):
    def test_round_trip(self):
        for function in (m.as_index_map, m.as_brown_map):
            for pairs in ({}, {"a": 1}, {str(number): number for number in range(1000)}):
                value = function(pairs)
                self.assertIs(type(value), dict)
                self.assertEqual(value, pairs)

    def test_order(self):
        pairs = {name: number for number, name in enumerate("the quick brown fox jumps over a lazy dog".split())}
        self.assertEqual(list(m.as_index_map(pairs).items()), list(pairs.items()))
        self.assertEqual(list(m.reversed_map(pairs).items()), list(pairs.items())[::-1])

    def test_refusals(self):
        for function in (m.as_index_map, m.as_brown_map):
            name = function.__name__
            for wrong, found in ((None, "None"), ([("a", 1)], "list"), ({1}, "set")):
                self.refused(TypeError, "%s() argument 'value' must be dict, not %s" % (name, found), function, wrong)
            self.refused(TypeError, name + "() argument 'value': key must be str, not int", function, {1: 1})
            self.refused(TypeError, name + "() argument 'value': a must be int, not str", function, {"a": "b"})
            self.assertRaises(OverflowError, function, {"a": 1 << 64})


class Sets(Refusing):
    def test_round_trip(self):
        for items in (set(), {1}, frozenset((1, 2, 3)), set(range(1000))):
            value = m.as_brown_set(items)
            self.assertIs(type(value), set)
            self.assertEqual(value, items)

    def test_refusals(self):
        self.refused(TypeError, "as_brown_set() argument 'value' must be set, not list", m.as_brown_set, [1])
        self.refused(TypeError, "as_brown_set() argument 'value': item must be int, not str", m.as_brown_set, {"a"})


class SmallVecs(Refusing):
    def test_round_trip(self):
        for length in (0, 1, 3, 4, 5, 1000):
            items = list(range(length))
            for kind in (list, tuple, LyingLength, lambda items: array.array("l", items)):
                self.assertEqual(m.as_small_vec(kind(items)), items)
            self.assertEqual(m.is_inline(items), length <= 4)

    def test_lengths_that_lie(self):
        self.assertEqual(m.as_small_vec(LyingLength([1, 2, 3])), [1, 2, 3])

    def test_bytes(self):
        for content in (b"", b"abc", b"abcd", b"abcde", bytes(1000)):
            self.assertEqual(m.as_small_bytes(content), content)
            self.assertEqual(m.as_small_bytes(list(content)), content)

    def test_refusals(self):
        for wrong, found in ((None, "None"), ("abc", "str"), ({1: 1}, "dict"), ({1}, "set"), (b"abc", "bytes")):
            message = "as_small_vec() argument 'value' must be sequence, not " + found
            self.refused(TypeError, message, m.as_small_vec, wrong)
        self.refused(TypeError, "as_small_vec() argument 'value': [1] must be int, not str", m.as_small_vec, [1, "a"])
        self.refused(OverflowError, "as_small_bytes() argument 'value': [0]: int too large to convert to u8", m.as_small_bytes, [256])


class SharedBytes(Refusing):
    def test_round_trip(self):
        for content in (b"", b"\0", b"abc", bytes(range(256)) * 100):
            for kind in (bytes, bytearray, memoryview):
                value = m.as_shared_bytes(kind(content))
                self.assertIs(type(value), bytes)
                self.assertEqual(value, content)

    def test_refusals(self):
        for wrong, found in ((None, "None"), ("abc", "str"), ([1], "list"), (5, "int")):
            message = "as_shared_bytes() argument 'value' must be a bytes-like object, not " + found
            self.refused(TypeError, message, m.as_shared_bytes, wrong)


class OneOfTwo(Refusing):
    def test_round_trip(self):
        for value in (5, -5, "five", ""):
            self.assertEqual(m.as_either(value), value)
        for value in ([1, 2], [], ["a"], True, False):
            self.assertEqual(m.as_either_of_lists(value), value)

    def test_sides(self):
        self.assertEqual(m.side_of("x"), "text x")
        self.assertEqual(m.side_of(True), "truth true")
        self.assertEqual(m.side_of(1), "number 1")

    def test_refusals(self):
        self.refused(
            TypeError,
            "as_either() argument 'value': no variant of Either fits (Left: expected int, not None; Right: expected str, not None)",
            m.as_either,
            None,
        )
        self.assertRaises(TypeError, m.as_either, 1 << 64)
        self.assertRaises(TypeError, m.as_either_of_lists, [1, "a"])

    def test_an_interruption_is_no_refusal(self):
        class Interrupting:
            def __index__(self):
                raise KeyboardInterrupt

        self.assertRaises(KeyboardInterrupt, m.as_either, Interrupting())
