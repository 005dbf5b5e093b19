"""Comparison, identity, truth and hash."""

import operator
import sys

import hpy_tests
from support import TestCase, skip_on

OPERATORS = (operator.lt, operator.le, operator.eq, operator.ne, operator.gt, operator.ge)
NAN = float("nan")


class Array:
    """Compares to something that is no bool, as numpy arrays do."""

    def __lt__(self, other):
        return ["<", other]

    def __le__(self, other):
        return ["<=", other]

    def __eq__(self, other):
        return []

    def __ne__(self, other):
        return ["!=", other]

    def __gt__(self, other):
        return NotImplemented

    def __ge__(self, other):
        raise ZeroDivisionError

    __hash__ = None


class Undecided:
    def __eq__(self, other):
        return Undecided()

    def __bool__(self):
        raise ZeroDivisionError("undecided")

    __lt__ = __eq__


class Comparison(TestCase):
    def test_operators(self):
        for one, other in (
            (1, 2),
            (2, 1),
            (1, 1.0),
            ("a", "b"),
            ([1, 2], [1, 3]),
            ((), (1,)),
            ({1}, {1, 2}),
            (2**100, 2**100 + 1),
            (-1, 2**64),
            (b"a", b"a"),
            (True, 0),
            (float("inf"), 10**400),
            (NAN, NAN),
            (NAN, 1),
        ):
            for one, other in ((one, other), (other, one), (one, one)):
                expected = [compare(one, other) for compare in OPERATORS]
                self.assertEqual(hpy_tests.compare_all(one, other), expected)

    def test_what_cannot_be_ordered(self):
        for one, other in ((1, "a"), (None, None), ([], ()), (1j, 2j), (object(), object())):
            with self.assertRaises(TypeError):
                hpy_tests.less(one, other)
            self.assertIs(hpy_tests.equals(one, other), one == other)

    def test_rust_values(self):
        self.assertIs(hpy_tests.equals_seven(7), True)
        self.assertIs(hpy_tests.equals_seven(7.0), True)
        self.assertIs(hpy_tests.equals_seven("7"), False)
        self.assertIs(hpy_tests.equals_text("ü", "ü"), True)
        self.assertIs(hpy_tests.equals_text(b"u", "u"), False)

    def test_ordering(self):
        for one, other, expected in ((1, 2, -1), (2, 1, 1), (1, 1.0, 0), ("b", "a", 1)):
            self.assertEqual(hpy_tests.ordering(one, other), expected)
        for one, other in ((NAN, 1), ({1}, {2})):
            with self.assertRaises(TypeError) as caught:
                hpy_tests.ordering(one, other)
            self.assertEqual(str(caught.exception), "the objects are neither equal nor less nor greater")
        with self.assertRaises(TypeError):
            hpy_tests.ordering(1, "a")

    @skip_on("graalpy", "24's C API makes a bool of what a comparison gives", door="own", since=(3, 11), before=(3, 12))
    def test_results_that_are_no_bool(self):
        array = Array()
        self.assertEqual(hpy_tests.rich_compare(array, 5, "<"), ["<", 5])
        self.assertEqual(hpy_tests.rich_compare(array, 5, "<="), ["<=", 5])
        self.assertEqual(hpy_tests.rich_compare(array, 5, "=="), [])
        self.assertEqual(hpy_tests.rich_compare(array, 5, "!="), ["!=", 5])
        with self.assertRaises(TypeError):
            hpy_tests.rich_compare(array, 5, ">")
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.rich_compare(array, 5, ">=")
        # Reflected: 5 > array is array < 5.
        self.assertEqual(hpy_tests.rich_compare(5, array, ">"), ["<", 5])
        self.assertIs(hpy_tests.equals(array, 5), False)
        self.assertIs(hpy_tests.less(array, 5), True)

    def test_errors(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            hpy_tests.equals(Undecided(), 1)
        self.assertEqual(str(caught.exception), "undecided")
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.less(Undecided(), 1)

    def test_largest(self):
        self.assertIsNone(hpy_tests.largest())
        self.assertEqual(hpy_tests.largest(3, 9, 2), 9)
        first, second = [1], [1]
        self.assertIs(hpy_tests.largest(first, second), first)
        with self.assertRaises(TypeError):
            hpy_tests.largest(1, "a")


class Identity(TestCase):
    def test_same(self):
        one, other = [], []
        self.assertIs(hpy_tests.is_same(one, one), True)
        self.assertIs(hpy_tests.is_same(one, other), False)
        self.assertIs(hpy_tests.is_same(None, None), True)
        self.assertIs(hpy_tests.is_same(int, int), True)
        self.assertIs(hpy_tests.is_same(True, 1), False)

    def test_none(self):
        self.assertIs(hpy_tests.is_none(None), True)
        for value in (0, False, "", [], NotImplemented, ...):
            self.assertIs(hpy_tests.is_none(value), False)


class Truth(TestCase):
    def test_values(self):
        for value in (0, 1, "", "a", [], [0], {}, {1: 2}, None, 0.0, NAN, object(), True, False, range(0)):
            self.assertIs(hpy_tests.is_truthy(value), bool(value))

    def test_bool_and_len(self):
        class Length:
            def __init__(self, length):
                self.length = length

            def __len__(self):
                return self.length

        self.assertIs(hpy_tests.is_truthy(Length(0)), False)
        self.assertIs(hpy_tests.is_truthy(Length(3)), True)
        with self.assertRaises(ValueError):
            hpy_tests.is_truthy(Length(-1))
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.is_truthy(Undecided())

        class Wrong:
            def __bool__(self):
                return 1

        with self.assertRaises(TypeError):
            hpy_tests.is_truthy(Wrong())


class Hash(TestCase):
    def test_values(self):
        for value in (0, -1, 1, 2**61 - 1, 2**64, -(2**64), 1.5, "a", "ü" * 100, b"a", (1, 2), None, int, object(), frozenset()):
            self.assertEqual(hpy_tests.hash_of(value), hash(value))

    def test_hash_of_python(self):
        class Hashing:
            def __init__(self, result):
                self.result = result

            def __hash__(self):
                return self.result

        for result in (0, 1, -2, sys.maxsize, -sys.maxsize - 1, 2**64 + 5):
            self.assertEqual(hpy_tests.hash_of(Hashing(result)), hash(Hashing(result)))
        self.assertEqual(hpy_tests.hash_of(Hashing(-1)), -2)
        with self.assertRaises(TypeError):
            hpy_tests.hash_of(Hashing("x"))

    def test_what_has_none(self):
        for value in ([], {}, set(), ([],), Array()):
            with self.assertRaises(TypeError):
                hpy_tests.hash_of(value)
