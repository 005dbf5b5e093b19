# Made by hpy-rs.
"""Fast JSON encoder and decoder, with the functions and options of the ujson package."""

import typing

__all__ = ["JSONDecodeError", "__version__", "decode", "dump", "dumps", "encode", "load", "loads"]

__version__: str
encode = dumps
decode = loads

class JSONDecodeError(ValueError):
    """A text is not JSON."""

def dump(obj: typing.Any, fp: typing.Any, *, ensure_ascii: bool = True, encode_html_chars: bool = False, escape_forward_slashes: bool = True, sort_keys: bool = False, indent: int = 0, allow_nan: bool = True, reject_bytes: bool = True, default: typing.Any = None, separators: typing.Any = None) -> None:
    """Encode an object as a JSON text and hand it to fp.write(); the options are those of dumps()."""

def dumps(obj: typing.Any, ensure_ascii: bool = True, encode_html_chars: bool = False, escape_forward_slashes: bool = True, sort_keys: bool = False, indent: int = 0, allow_nan: bool = True, reject_bytes: bool = True, default: typing.Any = None, separators: typing.Any = None) -> str:
    """Encode an object as a JSON text.

    ensure_ascii: escape what is not ASCII.
    encode_html_chars: escape <, > and &.
    escape_forward_slashes: escape /.
    sort_keys: write the keys of dicts in order.
    indent: the spaces by which each level is indented; 0 for one line.
    allow_nan: write NaN, Infinity and -Infinity; else they raise OverflowError.
    reject_bytes: raise TypeError for bytes; else they are UTF-8.
    default: called with an object that cannot be encoded; gives one to encode in its place.
    separators: what stands between items, and behind a key.
    """

def load(fp: typing.Any) -> typing.Any:
    """Decode the JSON text that fp.read() gives to Python objects."""

def loads(obj: typing.Any) -> typing.Any:
    """Decode a JSON text, a str, bytes or bytearray of UTF-8, to Python objects.

    Raises JSONDecodeError, a ValueError, if it is not JSON.
    """
