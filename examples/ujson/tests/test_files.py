"""`load` and `dump`: what counts as a file, and what its methods may do."""

import io
import sys
import types
import unittest

import ujson
from support import INTERPRETER, TestCase


class Reading(TestCase):
    def test_files(self):
        self.assertEqual(ujson.load(io.StringIO("[1, 2]")), [1, 2])
        self.assertEqual(ujson.load(io.BytesIO(b"[1, 2]")), [1, 2])
        self.assertEqual(ujson.load(types.SimpleNamespace(read=lambda: bytearray(b"3"))), 3)

    def test_what_is_no_file(self):
        for file in ("[]", None, 3, object(), types.SimpleNamespace(read=3)):
            self.assertRaisesRegex(TypeError, "expected file", ujson.load, file)

    def test_read_that_fails(self):
        self.assertRaises(ZeroDivisionError, ujson.load, types.SimpleNamespace(read=lambda: 1 / 0))
        self.assertRaises(TypeError, ujson.load, types.SimpleNamespace(read=lambda size: "1"))
        for result in (None, 3, ["1"]):
            self.assertRaises(TypeError, ujson.load, types.SimpleNamespace(read=lambda result=result: result))
        self.assertRaises(ujson.JSONDecodeError, ujson.load, io.StringIO("[1"))


class Writing(TestCase):
    def test_files(self):
        file = io.StringIO()
        self.assertIsNone(ujson.dump([1, "\u00e9"], file))
        self.assertIsNone(ujson.dump({"a": 1}, fp=file, indent=1, ensure_ascii=False))
        self.assertEqual(file.getvalue(), '[1,"\\u00e9"]{\n "a": 1\n}')

    def test_options_go_by_name_only(self):
        self.assertRaises(TypeError, ujson.dump, [], io.StringIO(), True)
        self.assertRaises(TypeError, ujson.dump, [], io.StringIO(), none_such=True)

    def test_what_is_no_file(self):
        for file in ("", None, 3, object(), types.SimpleNamespace(write="no")):
            self.assertRaisesRegex(TypeError, "expected file", ujson.dump, [], file)

    def test_nothing_is_written_when_encoding_fails(self):
        written = []
        file = types.SimpleNamespace(write=written.append)
        self.assertRaises(TypeError, ujson.dump, [1, 2, object()], file)
        self.assertEqual(written, [])

    def test_write_that_fails(self):
        self.assertRaises(TypeError, ujson.dump, [], types.SimpleNamespace(write=lambda: None))
        self.assertRaises(TypeError, ujson.dump, [], io.BytesIO())
        closed = io.StringIO()
        closed.close()
        self.assertRaises(ValueError, ujson.dump, [], closed)

    @unittest.skipUnless(INTERPRETER == "cpython", "counts references")
    def test_no_text_is_leaked_when_write_fails(self):
        # CVE-2026-44660.
        texts = []

        def write(text):
            texts.append(text)
            raise KeyError

        for _ in range(3):
            self.assertRaises(KeyError, ujson.dump, ["x" * 1000], types.SimpleNamespace(write=write))
        counts = [sys.getrefcount(text) for text in texts]
        reference = [chr(97 + index) * 1000 for index in range(3)]
        self.assertEqual(counts, [sys.getrefcount(text) for text in reference])


if __name__ == "__main__":
    unittest.main()
