"""Warnings: their class, their text, whose line they name, and filters that make them errors."""

import unittest
import warnings

import hpy_tests as m
from support import TestCase


def warn_of(level):
    m.warn("old", level)


class Warnings(TestCase):
    def seen(self, function, *arguments):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            self.assertIsNone(function(*arguments))
        return [(warning.category, str(warning.message)) for warning in seen]

    def test_class_and_text(self):
        self.assertEqual(self.seen(m.warn, "old", 1), [(DeprecationWarning, "old")])
        self.assertEqual(self.seen(m.warn, "", 1), [(DeprecationWarning, "")])
        self.assertEqual(self.seen(m.warn, "é€𝄞" * 200, 1), [(DeprecationWarning, "é€𝄞" * 200)])
        self.assertEqual(self.seen(m.warn_of_bluntness), [(m.BluntWarning, "it is blunt")])

    def test_line(self):
        def lines_of(level):
            with warnings.catch_warnings(record=True) as seen:
                warnings.simplefilter("always")
                warn_of(level)
            return [(warning.filename, warning.lineno) for warning in seen]

        self.assertEqual(lines_of(1), [(__file__, warn_of.__code__.co_firstlineno + 1)])
        self.assertEqual(lines_of(2), [(__file__, lines_of.__code__.co_firstlineno + 3)])

    def test_filters_make_errors(self):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with self.assertRaisesRegex(DeprecationWarning, "^old$"):
                warn_of(1)
            with self.assertRaises(m.BluntWarning):
                m.warn_of_bluntness()
            warnings.simplefilter("ignore")
            self.assertIsNone(m.warn("old", 1))

    def test_what_is_no_warning(self):
        with self.assertRaisesRegex(TypeError, "^category must be a Warning subclass, not 'ValueError'$"):
            m.warn_by_an_error()

    def test_nul_in_the_text(self):
        with self.assertRaisesRegex(ValueError, "^embedded null character$"):
            m.warn("a\0b", 1)


if __name__ == "__main__":
    unittest.main()
