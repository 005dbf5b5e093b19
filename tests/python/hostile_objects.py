"""Objects that lie, raise, or are odd otherwise."""

import sys
import types


class Boom(Exception):
    """What hostile objects raise."""


#: What hostile input may raise; SystemError, which tells of a broken contract, is not among it.
ORDINARY = (TypeError, ValueError, OverflowError, LookupError, AttributeError, RuntimeError, Boom, MemoryError)


def boom(*args, **kwargs):
    raise Boom


class Nothing:
    pass


class Raiser:
    """Raises whatever is done to it."""

    __len__ = __index__ = __int__ = __float__ = __bool__ = __iter__ = __next__ = __hash__ = boom
    __eq__ = __lt__ = __contains__ = __getitem__ = __setitem__ = __delitem__ = __call__ = boom
    __repr__ = __str__ = __instancecheck__ = __bytes__ = boom

    def __getattr__(self, name):
        raise Boom


class Liar:
    """Answers all questions with what it was told to."""

    def __init__(self, answer):
        self.answer = answer

    def __len__(self):
        return self.answer

    __index__ = __int__ = __float__ = __bool__ = __iter__ = __hash__ = __repr__ = __str__ = __len__

    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index


class Index:
    """Gives `result` as its index, or raises it."""

    def __init__(self, result):
        self.result = result

    def __index__(self):
        if isinstance(self.result, BaseException):
            raise self.result
        return self.result


def samples():
    """Objects of every kind."""
    knot = []
    knot.append(knot)
    return [
        None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 2**64, 10**4000, -(10**4000),
        0.0, -0.0, 1.5, float("inf"), float("-inf"), float("nan"), 5e-324, 1j,
        "", "a", "\0", "\ud800", "\udfff\ud800", "a\ud800b\0", "é" * 1000, "\U0010ffff",
        b"", b"\0\xff", bytearray(b"x"), memoryview(b"abc"), (), (1,), (1, "x"), [], [1], ["\ud800"], [None, "a"],
        knot, {}, {1: 2}, {"a": 1}, {"\ud800": 1}, {"a": knot}, set(), frozenset((1,)), range(3), slice(1),
        Ellipsis, NotImplemented, int, type, Nothing, Nothing(), Raiser, Raiser(), object(), len, boom, sys,
        ValueError, ValueError(1), iter([]), (x for x in "abc"), types.SimpleNamespace(),
        Liar(-1), Liar(2), Liar(2**62), Liar("x"), Liar(None), Liar(1.5), Liar(float("nan")),
    ]  # fmt: skip
