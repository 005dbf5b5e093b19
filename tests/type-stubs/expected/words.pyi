# Made by hpy-rs.
"""Word counts, from Rust."""

import collections.abc
import os
import typing
import typing_extensions

__all__ = ["Counts", "count", "count_one"]

@typing.final
class Counts:
    """How often each word was seen so far: a mapping.

    It is `frozen`, and what changes is behind a lock: so threads of Python can add to one object at once. A `&mut self`
    method would raise `RuntimeError` in the second thread.
    """
    def __new__(cls) -> typing_extensions.Self: ...
    def __contains__(self, word: str, /) -> bool: ...
    def __getitem__(self, word: str, /) -> int: ...
    def __iter__(self) -> typing.Any: ...
    def __len__(self) -> int: ...
    def add(self, text: str, /) -> None:
        """Counts the words of a text. Other threads of Python run meanwhile."""
    def add_files(self, paths: collections.abc.Sequence[str | bytes | os.PathLike[str] | os.PathLike[bytes]], threads: int = 2) -> None:
        """Counts the words of files, in this many threads; all of them, or none if one cannot be read."""
    def keys(self) -> list[str]: ...
    def most_common(self, limit: int = 10) -> list[tuple[str, int]]:
        """The words seen most often, with their counts."""

def count(text: str, /) -> dict[str, int]:
    """How often each word is in a text."""

def count_one(text: str, word: str, /) -> int:
    """How often one word is in a text."""
