# Made by hpy-rs.
"""Memory shared with Python."""

import collections.abc
import typing
import typing_extensions

__all__ = ["EverySecond", "Grid", "Squares", "negate"]

@typing.final
class EverySecond:
    """Every second number of a row of bytes, without a copy."""
    def __new__(cls, bytes: collections.abc.Sequence[int]) -> typing_extensions.Self: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...

@typing.final
class Grid:
    """Numbers in any number of dimensions, which Rust and Python both write to."""
    @property
    def shape(self) -> tuple[typing.Any, ...]: ...
    def __new__(cls, *shape: int) -> typing_extensions.Self:
        """A grid of zeros."""
    def __buffer__(self, flags: int, /) -> memoryview: ...
    def add(self, numbers: typing_extensions.Buffer, /) -> None:
        """Adds the numbers of another object to these: of an `array("d")`, an array of numpy, a grid, of whatever shape."""
    def scale(self, factor: float) -> None:
        """Multiplies all numbers: seen at once by every array that shows them."""
    def sum(self) -> float:
        """The sum, with what Python has written."""

@typing.final
class Squares:
    """The squares of 0, 1, 2 …: memory that Python can only read.

    As long as Python looks at it, the value is borrowed, so `push` raises `RuntimeError`.
    """
    def __new__(cls, count: int) -> typing_extensions.Self: ...
    def __buffer__(self, flags: int, /) -> memoryview: ...
    def __len__(self) -> int: ...
    def push(self) -> None:
        """Adds the next one."""

def negate(numbers: typing_extensions.Buffer, /) -> None:
    """Turns the signs of an object's numbers, in their place."""
