# Made by hpy-rs.
from .. import Record as _Record
from ..inner import Own as _Own

__all__ = ["outermost"]

def outermost(record: _Record) -> _Own | None: ...
