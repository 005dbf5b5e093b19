"""The three documents by which JSON libraries are compared: against the `json` of the interpreter."""

import io
import json
import os
import sys
import unittest

import ujson
from support import DEBUG, TestCase

DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
# Debug mode keeps a record of every handle: the two large documents would take it minutes on PyPy.
NAMES = ("twitter",) if DEBUG else ("canada", "citm_catalog", "twitter")
if sys.implementation.name == "graalpy":
    # `json` and Python code alone, which goes through the lists, fill a heap of 6 GB with it, in 23.1, 24.2 and 25.0.
    NAMES = NAMES[-2:]


def read(name):
    with open(os.path.join(DATA, name + ".json"), "rb") as file:
        return file.read()


def exact(value):
    """What `==` does not tell apart: types, the order of keys, and the bits of floats."""
    if isinstance(value, dict):
        return {"keys": list(value), "values": [exact(item) for item in value.values()]}
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, float):
        return value.hex()
    return type(value).__name__, value


class Documents(TestCase):
    @classmethod
    def setUpClass(cls):
        cls.texts = {name: read(name) for name in NAMES}
        cls.values = {name: json.loads(text.decode()) for name, text in cls.texts.items()}

    def each(self):
        for name in NAMES:
            with self.subTest(name):
                yield self.texts[name], self.values[name]

    def test_decoding(self):
        for text, value in self.each():
            self.assertTrue(exact(ujson.loads(text.decode())) == exact(value))

    def test_decoding_bytes(self):
        for text, value in self.each():
            self.assertTrue(ujson.loads(text) == value)
            self.assertTrue(ujson.loads(bytearray(text)) == value)

    def test_encoding(self):
        for _, value in self.each():
            self.assertTrue(exact(json.loads(ujson.dumps(value))) == exact(value))

    def test_round_trip(self):
        for _, value in self.each():
            self.assertTrue(exact(ujson.loads(ujson.dumps(value))) == exact(value))

    def test_same_text_as_json(self):
        for _, value in self.each():
            text = ujson.dumps(value, ensure_ascii=False, escape_forward_slashes=False)
            self.assertTrue(text == json.dumps(value, ensure_ascii=False, separators=(",", ":")))
            text = ujson.dumps(value, escape_forward_slashes=False, indent=1)
            self.assertTrue(text == json.dumps(value, indent=1))

    def test_every_option(self):
        value = self.values["twitter"]["statuses"][:10]
        for options in (
            {"ensure_ascii": False},
            {"encode_html_chars": True},
            {"escape_forward_slashes": False},
            {"sort_keys": True},
            {"indent": 3},
            {"indent": -1},
            {"separators": (" ,", " :")},
            {"ensure_ascii": False, "encode_html_chars": True, "indent": 2, "sort_keys": True},
        ):
            with self.subTest(str(options)):
                self.assertTrue(ujson.loads(ujson.dumps(value, **options)) == value)

    def test_files(self):
        for text, value in self.each():
            self.assertTrue(ujson.load(io.BytesIO(text)) == value)
            file = io.StringIO()
            self.assertIsNone(ujson.dump(value, file))
            self.assertTrue(ujson.loads(file.getvalue()) == value)


if __name__ == "__main__":
    unittest.main()
