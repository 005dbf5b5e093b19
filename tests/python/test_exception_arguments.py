"""Exceptions that are made of arguments, not of a text."""

import sys
import unittest

import hpy_tests as m
from coroutines_of_tests import needs_interpreter
from support import TestCase


def raised(which):
    """The exception that is made of these arguments."""
    try:
        m.raise_of_arguments(which)
    except BaseException as error:
        return error


class Arguments(TestCase):
    def test_types_and_args(self):
        for which, kind, args in (
            ("none", ValueError, ()),
            ("one", KeyError, (5,)),
            ("two", ValueError, ("x", 1)),
            ("nested", TypeError, ([1, 2], ("a", None), "b")),
            ("eight", ValueError, (1, 2, 3, 4, 5, 6, 7, 8)),
            ("unicode", UnicodeDecodeError, ("utf-8", b"\xff", 0, 1, "bad")),
            ("created", m.DegenerateError, ("flat", 2.5)),
            ("borrowed", ValueError, ("text",)),
            ("owned", ValueError, ("text",)),
        ):
            with self.subTest(which):
                error = raised(which)
                self.assertIs(type(error), kind)
                self.assertEqual(error.args, args)
                self.assertIsNone(error.__cause__)
                self.assertIsNone(error.__context__)

    def test_what_the_class_makes_of_them(self):
        gone = raised("errno")
        self.assertIs(type(gone), FileNotFoundError)
        self.assertEqual((gone.errno, gone.strerror, gone.filename), (2, "gone", "a.txt"))
        self.assertEqual(raised("exit").code, 3)
        self.assertEqual(raised("unicode").object, b"\xff")

    def test_what_cannot_be_made(self):
        self.assertIs(type(raised("refused")), TypeError)
        error = raised("failing")
        self.assertEqual((type(error), error.args), (LookupError, ("no object",)))
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        self.assertIn("into_py of an argument panicked", str(raised("panicking")))

    def test_what_panics_when_it_is_dropped(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        self.assertEqual(repr(raised("slamming")), "ValueError('slamming')")
        self.assertEqual(m.known_of_arguments("slamming")[1], "ValueError: slamming")

    @needs_interpreter
    def test_what_calls_python_when_it_is_dropped(self):
        calls = []

        def call():
            calls.append(sys.exc_info()[0])
            raise KeyError("not wanted")

        with self.assertRaises(ValueError) as caught:
            m.raise_of_what_calls(call)
        self.assertEqual(caught.exception.args, ("calling", 1))
        self.assertEqual(calls, [None, None])

    def test_known_in_rust(self):
        self.assertEqual(m.known_of_arguments("two"), ("ValueError: (…)", "ValueError: ('x', 1)", True, True))
        self.assertEqual(m.known_of_arguments("none"), ("ValueError: (…)", "ValueError", True, True))
        self.assertEqual(m.known_of_arguments("one"), ("KeyError: (…)", "KeyError: 5", False, False))
        text = "DegenerateError: ('flat', 2.5)"
        self.assertEqual(m.known_of_arguments("created"), ("DegenerateError: (…)", text, True, True))

    def test_of_another_thread(self):
        with self.assertRaises(ValueError) as caught:
            m.raise_of_thread("two")
        self.assertEqual(caught.exception.args, ("x", 1))


class OfConversions(TestCase):
    def test_they_pass_unchanged(self):
        self.assertTrue(m.take_picky(None, []))
        for arguments in ((1, []), (None, [1])):
            with self.assertRaises(ValueError) as caught:
                m.take_picky(*arguments)
            self.assertEqual(caught.exception.args, ("picky", 1))


if __name__ == "__main__":
    unittest.main()
