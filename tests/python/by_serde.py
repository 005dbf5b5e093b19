"""Objects to be converted by serde, and what its tests share."""

import collections.abc

from support import Refusing


class Interrupting:
    """Raises where it is asked for anything."""

    def __init__(self, error=KeyboardInterrupt("stop")):
        self.error = error

    def __getitem__(self, key):
        raise self.error

    keys = __len__ = __iter__ = lambda self: self[0]


class LyingLength(list):
    def __len__(self):
        return 1 << 30


class Record(collections.abc.Mapping):
    def __init__(self, **items):
        self.items_of_it = items

    def __getitem__(self, key):
        return self.items_of_it[key]

    def __iter__(self):
        return iter(self.items_of_it)

    def __len__(self):
        return len(self.items_of_it)


class Row:
    """A sequence of the oldest kind."""

    def __init__(self, *items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


class Serde(Refusing):
    def same(self, value, expected):
        self.assertEqual(value, expected)
        self.assertEqual(repr(value), repr(expected))  # True is not 1, and 1.0 is not either.

    def round_trip(self, function, *values):
        for value in values:
            with self.subTest(function=function.__name__, value=value):
                self.same(function(value), value)
