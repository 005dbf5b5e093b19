# Made by hpy-rs.
from .. import Record as _Record
from ..inner import Own as _Own

def outermost(record: _Record) -> _Own | None: ...
