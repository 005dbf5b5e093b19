"""Memory with numbers of each type that Rust knows."""

import struct

from support import skip_on

#: What Rust calls a type, and the letters of the module struct for it on this machine.
LETTERS = {
    "i8": "b",
    "u8": "Bc",
    "i16": "h",
    "u16": "H",
    "i32": "i" + ("l" if struct.calcsize("l") == 4 else ""),
    "u32": "I" + ("L" if struct.calcsize("L") == 4 else ""),
    "i64": "q" + ("l" if struct.calcsize("l") == 8 else ""),
    "u64": "Q" + ("L" if struct.calcsize("L") == 8 else ""),
    "f32": "f",
    "f64": "d",
}


def view_of_numbers(letter, numbers):
    """A view that can be written to."""
    return memoryview(bytearray(struct.pack("%d%s" % (len(numbers), letter), *numbers))).cast(letter)


def each_type():
    """What Rust calls each type, a letter for it, and some numbers that it has."""
    for kind, letters in LETTERS.items():
        for letter in letters.replace("c", ""):
            yield kind, letter, [0, 1, 2, 100] + [-1] * (letter in "bhilqfd")


needs_arrays = skip_on(
    "graalpy", "a view of an array or a mapped file that goes through its C API ends the process", door="own", before=(3, 11)
)
