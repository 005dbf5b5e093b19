# Made by hpy-rs.
"""A module inside."""

from .. import Base as _Base
from .. import Record as _Record
from .. import StubError as StubError
import typing
from . import innermost as innermost

__all__ = ["Own", "StubError", "innermost", "outer", "own"]

@typing.final
class Own:
    """Known here only."""
    @property
    def size(self) -> int: ...

def outer(base: _Base, record: _Record) -> tuple[_Record, int]: ...

def own() -> Own: ...
