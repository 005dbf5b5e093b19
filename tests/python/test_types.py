"""Type objects, sets, slices, and exceptions made of objects."""

import types

import hpy_tests
from support import TestCase

ENDS = (None, 0, 1, 2, 5, 9, 10, 11, -1, -2, -9, -10, -11, 2**31, -(2**31), 2**70, -(2**70))
STEPS = (None, 1, 2, 3, 10, 2**40, 2**70, -1, -2, -3, -10, -(2**40), -(2**63), -(2**70))


class Index:
    def __index__(self):
        return 3


class TypeObjects(TestCase):
    def test_builtin_types(self):
        for kind in (object, type(None), bool, int, float, complex, str, bytes, tuple, list, dict, set, frozenset, slice, type):
            self.assertIs(hpy_tests.type_named(kind.__name__), kind)
        self.assertIs(hpy_tests.type_named("module"), types.ModuleType)

    def test_names(self):
        class Inner:
            pass

        self.assertEqual(hpy_tests.names_of_type(Inner), ("Inner", Inner.__qualname__, __name__))
        self.assertEqual(hpy_tests.names_of_type(int), ("int", "int", "builtins"))
        Inner.__module__ = 5
        with self.assertRaises(TypeError):
            hpy_tests.names_of_type(Inner)

    def test_classes_of_rust(self):
        thing = hpy_tests.type_named("Thing")
        self.assertEqual((thing.__module__, thing.__name__), ("hpy_tests", "Thing"))
        self.assertIs(hpy_tests.type_named("Thing"), thing)

    def test_exceptions(self):
        key, base, unheard = hpy_tests.type_of_exceptions()
        self.assertIs(key, KeyError)
        self.assertIs(base, BaseException)
        self.assertTrue(issubclass(unheard, LookupError))


class Complexes(TestCase):
    def test_parts(self):
        for number in (0j, 1 - 2j, complex(-0.0, float("inf"))):
            real, imag, again = hpy_tests.parts_of_complex(number)
            self.assertEqual(repr((real, imag)), repr((number.real, number.imag)))
            self.assertEqual((type(again), repr(again)), (complex, repr(number)))
        with self.assertRaises(TypeError) as caught:
            hpy_tests.parts_of_complex(1.0)
        self.assertEqual(str(caught.exception), "parts_of_complex() argument 'number' must be complex, not float")

    def test_parts_that_lie(self):
        class Lying(complex):
            real = property(lambda self: "five")

        self.assertRaises(TypeError, hpy_tests.parts_of_complex, Lying(1, 2))


class Sets(TestCase):
    def test_making(self):
        for make, kind in ((hpy_tests.new_set, set), (hpy_tests.new_frozenset, frozenset)):
            for items in ([], [1], [1, 1, 2], ["a", (1, 2), None]):
                made = make(items)
                self.assertIs(type(made), kind)
                self.assertEqual(made, kind(items))
            with self.assertRaises(TypeError):
                make([[]])

    def test_empty_ones(self):
        self.assertEqual(hpy_tests.empty_sets(), (set(), frozenset()))
        self.assertEqual(tuple(map(type, hpy_tests.empty_sets())), (set, frozenset))

    def test_adding_and_discarding(self):
        items = {1}
        self.assertIsNone(hpy_tests.add_to_set(items, "x"))
        self.assertEqual(items, {1, "x"})
        self.assertIs(hpy_tests.discard_from_set(items, 1), True)
        self.assertIs(hpy_tests.discard_from_set(items, 1), False)
        self.assertEqual(items, {"x"})
        for change in (hpy_tests.add_to_set, hpy_tests.discard_from_set):
            with self.assertRaises(TypeError):
                change(items, [])
            with self.assertRaises(TypeError) as caught:
                change(frozenset(), 1)
            self.assertIn("must be set, not frozenset", str(caught.exception))

    def test_kinds(self):
        class Own(set):
            pass

        for value, expected in (
            (set(), (True, False)),
            (Own(), (True, False)),
            (frozenset(), (False, True)),
            ([], (False, False)),
            ({}.keys(), (False, False)),
        ):
            self.assertEqual(hpy_tests.typed_set(value), expected)


class Slices(TestCase):
    def test_making(self):
        self.assertEqual(hpy_tests.new_slice(1, -2, 3), slice(1, -2, 3))

    def test_indices(self):
        for start in ENDS:
            for stop in ENDS:
                for step in STEPS:
                    which = slice(start, stop, step)
                    for length in (0, 1, 2, 10):
                        expected = range(*which.indices(length))
                        start_at, stop_at, by, count = hpy_tests.indices_of(which, length)
                        self.assertEqual(list(range(start_at, stop_at, by)), list(expected), (which, length))
                        self.assertEqual(count, len(expected), (which, length))

    def test_picking(self):
        for which in (slice(None), slice(None, None, -1), slice(2, 9, 3), slice(9, 0, -4), slice(Index(), None)):
            self.assertEqual(hpy_tests.pick("0123456789", which), "0123456789"[which])

    def test_lengths_that_no_sequence_has(self):
        self.assertEqual(hpy_tests.indices_of(slice(None), 2**64 - 1), (0, 2**63 - 1, 1, 2**63 - 1))
        self.assertEqual(hpy_tests.indices_of(slice(None, None, -1), 2**64 - 1)[3], 2**63 - 1)

    def test_refusals(self):
        with self.assertRaises(ValueError) as caught:
            hpy_tests.indices_of(slice(None, None, 0), 5)
        self.assertIn("zero", str(caught.exception))
        for wrong in (slice("a", None), slice(None, 1.5), slice(None, None, [])):
            with self.assertRaises(TypeError):
                hpy_tests.indices_of(wrong, 5)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.indices_of(5, 5)
        self.assertIn("must be slice, not int", str(caught.exception))


class Exceptions(TestCase):
    def test_arguments(self):
        key = object()
        for arguments in ([], [key], [key, 2]):
            for kind, error in (("key", KeyError), ("unheard", LookupError)):
                with self.assertRaises(error) as caught:
                    hpy_tests.key_error(kind, arguments)
                self.assertEqual(caught.exception.args, tuple(arguments))

    def test_what_the_class_makes_of_them(self):
        with self.assertRaises(UnicodeDecodeError) as caught:
            hpy_tests.key_error("decode", ["utf-8", b"x\xff", 1, 2, "because"])
        self.assertEqual(caught.exception.reason, "because")
        with self.assertRaises(TypeError):
            hpy_tests.key_error("decode", [])
        self.assertIs(hpy_tests.refusing_class(), True)


class Exactly(TestCase):
    def test_types_and_subclasses(self):
        class Int(int):
            pass

        class Dict(dict):
            pass

        yes, sub, no = (True, True), (True, False), (False, False)
        for thing, expected in (
            (5, [yes, no, no, no, no]),
            (Int(5), [sub, no, no, no, no]),
            (True, [sub, no, yes, no, no]),
            ({}, [no, yes, no, no, no]),
            (Dict(), [no, sub, no, no, no]),
            (set(), [no, no, no, yes, no]),
            (frozenset(), [no, no, no, no, no]),
            (None, [no, no, no, no, no]),
        ):
            self.assertEqual(hpy_tests.exactly(thing), expected, thing)
