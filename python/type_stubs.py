"""Writes the type stubs of a library that was built with hpy-rs's feature type-stubs.

    cargo build --features hpy-rs/type-stubs
    python3 type_stubs.py target/debug/libgeometry.so .

In the folder named last, each module of the library gets NAME.pyi, or NAME/__init__.pyi and more if there are modules inside it. The
library is loaded, but there is no module in it that is imported: any Python 3 will do. It prints which files it has written.
"""

import ctypes
import json
import re
import sys
from pathlib import Path

#: What begins the name of the function that gives the stubs of a module.
SYMBOL = "hpy_rs_type_stubs_"


def modules(library):
    """The names of the modules in a library that has stubs."""
    # Names that are looked up when the library is loaded are in it as they are.
    names = re.findall(rb"\0_?%s(\w+)\0" % SYMBOL.encode(), b"\0" + Path(library).read_bytes())
    if not names:
        raise SystemExit("%s has no type stubs: build it with --features hpy-rs/type-stubs" % library)
    return sorted({name.decode() for name in names})


def type_stubs(library, name):
    """The stubs of a module of a library: the text of each file, by its path."""
    ask = getattr(ctypes.CDLL(str(library)), SYMBOL + name)
    ask.restype = ctypes.c_char_p
    return json.loads(ask().decode("utf-8"))


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    library, folder = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    for name in modules(library):
        for path, text in type_stubs(library, name).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            print(file)


if __name__ == "__main__":
    main()
