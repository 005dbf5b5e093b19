# Made by hpy-rs.
"""Greetings, from Rust."""

import typing
import typing_extensions

__all__ = ["Greeter", "greet"]

@typing.final
class Greeter:
    """Greets with a word of its own, and counts how often."""
    @property
    def count(self) -> int:
        """How often it was used."""
    @property
    def word(self) -> str:
        """The word."""
    @word.setter
    def word(self, value: str) -> None: ...
    def __new__(cls, word: str) -> typing_extensions.Self: ...
    def greet(self, name: str) -> str:
        """Greets somebody."""

def greet(name: str = 'world') -> str:
    """Greets somebody."""
