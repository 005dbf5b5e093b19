"""`#[derive(FromPy)]` and `#[derive(IntoPy)]`."""

import types

import hpy_tests
from support import Refusing


class Failing:
    """Has every attribute and item, and raises `error` for each."""

    def __init__(self, error):
        self.__dict__["error"] = error

    def __getattr__(self, name):
        raise self.error

    def __getitem__(self, key):
        raise self.error


def person(**more):
    return types.SimpleNamespace(**dict(dict(name="Ann", years=7), **more))


class Attributes(Refusing):
    def test_all_there(self):
        text = hpy_tests.person_text(person(nicknames=["a", "b"], type=2))
        self.assertEqual(text, 'Person { name: "Ann", age: 7, nicknames: ["a", "b"], type: 2.0 }')

    def test_defaults(self):
        text = hpy_tests.person_text(person())
        self.assertEqual(text, 'Person { name: "Ann", age: 7, nicknames: [], type: 1.5 }')

    def test_missing(self):
        with self.assertRaises(AttributeError) as caught:
            hpy_tests.person_text(types.SimpleNamespace(name="Ann"))
        self.assertIn("years", str(caught.exception))

    def test_errors_name_the_member(self):
        prefix = "person_text() argument 'person': Person."
        text = hpy_tests.person_text
        self.refused(TypeError, prefix + "name must be str, not int", text, person(name=5))
        self.refused(OverflowError, prefix + "age: int too large to convert to u8", text, person(years=256))
        self.refused(TypeError, prefix + "nicknames must be sequence, not str", text, person(nicknames="ab"))
        self.refused(TypeError, prefix + "type must be real number, not None", text, person(type=None))

    def test_errors_of_python_pass(self):
        for error in (KeyError("key"), ZeroDivisionError("zero"), KeyboardInterrupt()):
            with self.assertRaises(type(error)) as caught:
                hpy_tests.person_text(Failing(error))
            self.assertIs(caught.exception, error)


class Items(Refusing):
    def test_all_there(self):
        text = hpy_tests.options_text({"indentWidth": 2, "the order": "up", 7: 8})
        self.assertEqual(text, 'Options { indent_width: 2, order: Some("up"), seventh: 8 }')

    def test_defaults(self):
        text = hpy_tests.options_text({"the order": None})
        self.assertEqual(text, "Options { indent_width: 4, order: None, seventh: 0 }")

    def test_missing(self):
        with self.assertRaises(KeyError) as caught:
            hpy_tests.options_text({"indentWidth": 2})
        self.assertEqual(caught.exception.args, ("the order",))

    def test_errors(self):
        message = "options_text() argument 'options': Options.indent_width must be int, not str"
        self.refused(TypeError, message, hpy_tests.options_text, {"indentWidth": "2", "the order": None})
        for error in (AttributeError("attribute"), ZeroDivisionError("zero"), KeyboardInterrupt()):
            with self.assertRaises(type(error)) as caught:
                hpy_tests.options_text(Failing(error))
            self.assertIs(caught.exception, error)
        with self.assertRaises(TypeError):
            hpy_tests.options_text(5)


class Others(Refusing):
    def test_tuples(self):
        thing = object()
        self.assertEqual(hpy_tests.pair_again((1, thing)), (1.0, thing))
        prefix = "pair_again() argument 'pair'"
        self.refused(TypeError, prefix + " must be tuple, not list", hpy_tests.pair_again, [1, 2])
        self.refused(TypeError, prefix + ": Pair.0 must be real number, not str", hpy_tests.pair_again, ("x", 2))
        message = prefix + ": expected a tuple of length 2, got one of length 3"
        self.refused(ValueError, message, hpy_tests.pair_again, (1, 2, 3))

    def test_transparent_ones(self):
        self.assertEqual(hpy_tests.name_again("Ann"), "Ann")
        self.refused(TypeError, "name_again() argument 'name' must be str, not int", hpy_tests.name_again, 5)
        self.assertEqual(hpy_tests.count_again(5), 5)
        message = "count_again() argument 'count': can't convert negative int to unsigned"
        self.refused(OverflowError, message, hpy_tests.count_again, -1)

    def test_generic_ones(self):
        thing = object()
        self.assertEqual(hpy_tests.anything_again({"object": thing, "limit": 3}), {"object": thing, "limit": 3})

    def test_into_dicts(self):
        made = hpy_tests.person_again(person())
        self.assertEqual(made, {"name": "Ann", "age": 7, "nicknames": [], "type": 1.5})
        self.assertEqual(list(made), ["name", "age", "nicknames", "type"])
        made = hpy_tests.options_again({"the order": "up"})
        self.assertEqual(made, {"indentWidth": 4, "the order": "up", 7: 0})


class Enums(Refusing):
    def test_the_first_that_fits(self):
        both = types.SimpleNamespace(row=1)

        class Named:
            row = 5

            def __getitem__(self, key):
                return key + 6

        for value, expected in (
            (7, "position 7"),
            (True, "position 1"),
            (slice(2, 5), "range of 3"),
            ("k", "key k"),
            ((3, 4), "corner 3 4"),
            (Named(), "named 5 6"),
            (1.5, "whole 1.5"),
        ):
            self.assertEqual(hpy_tests.index_text(value), expected)
        with self.assertRaises(TypeError):
            hpy_tests.index_text(both)

    def test_none_that_fits(self):
        with self.assertRaises(TypeError) as caught:
            hpy_tests.index_text(["x"])
        text = str(caught.exception)
        self.assertTrue(text.startswith("index_text() argument 'index': no variant of Index fits (Position: expected int, not list"), text)
        for part in ("Range: expected slice, not list", "Key: expected str, not list"):
            self.assertIn(part, text)
        self.assertIn("Corner: expected tuple, not list", text)
        self.assertIn("Named", text)
        self.assertIn("Whole: expected real number, not list", text)

    def test_members_are_named(self):
        with self.assertRaises(TypeError) as caught:
            hpy_tests.index_text((1, "x"))
        self.assertIn("; Corner: 1 must be int, not str; ", str(caught.exception))

    def test_other_errors_pass(self):
        error = KeyboardInterrupt()
        with self.assertRaises(KeyboardInterrupt) as caught:
            hpy_tests.index_text(Failing(error))
        self.assertIs(caught.exception, error)

    def test_into_objects(self):
        thing = object()
        self.assertEqual(hpy_tests.answered("number", thing), 7)
        self.assertEqual(hpy_tests.answered("pair", thing), (1, "two"))
        self.assertEqual(hpy_tests.answered("object", thing), {"found": thing, "at": 3})
