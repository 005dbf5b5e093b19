# Made by hpy-rs.
"""Filters in Python, run by Rust."""

import typing
import typing_extensions

__all__ = ["Filter", "Pipeline", "Rejected", "Within"]

@typing_extensions.disjoint_base
class Filter:
    """Changes an item, or raises `Rejected`. Derive from it and write `apply`."""
    @property
    def name(self) -> str:
        """What it is called in messages."""
    @name.setter
    def name(self, value: str) -> None: ...
    @property
    def runs(self) -> int:
        """How often `Filter.apply` has run for it."""
    def __new__(cls, name: str | None = None, *_args: typing.Any, **_kwargs: typing.Any) -> typing_extensions.Self: ...
    def __repr__(self) -> str: ...
    def apply(self, item: typing.Any) -> typing.Any:
        """The item as it was."""

@typing.final
class Pipeline:
    """Runs items through filters."""
    def __new__(cls, *filters: Filter, tolerance: int = 0) -> typing_extensions.Self:
        """Items that are refused with a level up to `tolerance` are left out; any other ends the run."""
    def run(self, items: typing.Any) -> list[typing.Any]:
        """The items that are left."""

@typing_extensions.disjoint_base
class Rejected(ValueError):
    """A filter refused an item."""
    @property
    def level(self) -> int:
        """How bad it is: 0 is harmless."""
    @property
    def position(self) -> int:
        """Which one, counted from 0; -1 until the pipeline has said so."""
    def __new__(cls, reason: str | None = None, *, level: int = 0) -> typing_extensions.Self: ...
    def __init__(self, reason: str | None = None, *, level: int = 0) -> None: ...

@typing.final
class Within(Filter):
    """Refuses whatever is not in a range: a filter of Rust's own."""
    def __new__(cls, low: float, high: float) -> typing_extensions.Self: ...
    def apply(self, item: typing.Any) -> typing.Any: ...
