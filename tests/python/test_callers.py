"""Callers that let go of an object in the middle of its call: CPython's need no reference that lasts."""

import collections
import json
import unittest

from hpy_tests import Forsaken, look_at_forsaken
from support import TestCase


class Callers(TestCase):
    def test_an_iterator_that_ends(self):
        calls = []

        def end():
            calls.append(1)
            if len(calls) == 1:
                list(iterator)

        iterator = iter(Forsaken(end, "text"), "text")
        try:
            list(iterator)
        except (SystemError, ValueError):
            pass  # CPython 3.8 then looks for the end that it has let go of; PyPy 7.3 does not enter it again.

    def test_a_default_that_is_replaced(self):
        items = collections.defaultdict()

        def replace():
            items.default_factory = None

        items.default_factory = Forsaken(replace, "text")
        self.assertEqual(items["key"], "text")

    def test_a_property_that_is_made_again(self):
        name = property()
        name.__init__(Forsaken(lambda: name.__init__(None), "text"))
        self.assertEqual(name.__get__(1), "text")

    def test_a_list_that_is_cleared(self):
        items = []
        items.append(Forsaken(items.clear, "text"))
        self.assertEqual(repr(items), "[text]")

    def test_an_argument(self):
        items = []
        items.append(Forsaken(items.clear, "text"))
        encoder = json.JSONEncoder(default=look_at_forsaken, check_circular=False)
        self.assertEqual(encoder.encode(items), '["text"]')


if __name__ == "__main__":
    unittest.main()
