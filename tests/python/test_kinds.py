"""The kind of an object."""

import hpy_tests
from support import TestCase

SAMPLES = (
    (int, 7, 7),
    (float, 1.5, 1.5),
    (str, "h\u00e9", "h\u00e9"),
    (bytes, b"b\0", b"b\0"),
    (list, [1, "a"], [1, "a"]),
    (tuple, (1, "a"), [1, "a"]),
    (dict, {"a": 1}, ["a"]),
)


class Kinds(TestCase):
    def test_builtin_types(self):
        for kind, value, said in SAMPLES:
            self.assertEqual(hpy_tests.kind_of(value), (kind.__name__, said))
            self.assertEqual(hpy_tests.kind_of(kind())[0], kind.__name__)
        self.assertEqual(hpy_tests.kind_of(None), ("None", None))

    def test_bools_are_ints(self):
        for value in (True, False):
            self.assertEqual(hpy_tests.kind_of(value), ("int", int(value)))

    def test_subclasses(self):
        for kind, value, said in SAMPLES:
            sub = type("Sub", (kind,), {})
            self.assertEqual(hpy_tests.kind_of(sub(value)), (kind.__name__, said))

    def test_other_objects(self):
        class Pretender:
            __class__ = str

        for value in (object(), 1j, {1}, range(3), bytearray(b"b"), str, int, NotImplemented, ..., Pretender()):
            name, same = hpy_tests.kind_of(value)
            self.assertEqual(name, "other")
            self.assertIs(same, value)
