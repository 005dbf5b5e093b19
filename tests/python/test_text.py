"""`str`, `repr`, `ascii` and `bytes` of objects, and texts between both worlds."""

import hpy_tests
from support import TestCase

TEXTS = ("", "a", "\0", "a\0b", "ä", "größe", "\x7f\x80\xff", "日本語", "😀", "a😀" + "\0ü", "\ufeff\uffff\U0010ffff")


class Thing:
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text

    def __repr__(self):
        if isinstance(self.text, BaseException):
            raise self.text
        return self.text

    def __bytes__(self):
        if isinstance(self.text, BaseException):
            raise self.text
        return self.text


class OfObjects(TestCase):
    VALUES = (5, 1.5, None, "ä'\n", b"\xff", [1, "ü"], {"a": (1,)}, int, 10**50, Thing("größe"))

    def test_values(self):
        for value in self.VALUES:
            self.assertEqual(hpy_tests.str_of(value), str(value))
            self.assertEqual(hpy_tests.repr_of(value), repr(value))
            self.assertEqual(hpy_tests.ascii_of(value), ascii(value))

    def test_errors(self):
        error = ZeroDivisionError("text")
        for function in (hpy_tests.repr_of, hpy_tests.ascii_of):
            with self.assertRaises(ZeroDivisionError) as caught:
                function(Thing(error))
            self.assertIs(caught.exception, error)
        for function in (hpy_tests.str_of, hpy_tests.repr_of):
            for text in (5, None, b"bytes"):
                with self.assertRaises(TypeError):
                    function(Thing(text))

    def test_lone_surrogates_stay(self):
        self.assertEqual(hpy_tests.str_of("a\udc80"), "a\udc80")
        self.assertEqual(hpy_tests.repr_of(Thing("\ud800")), "\ud800")
        self.assertEqual(hpy_tests.ascii_of("\ud800"), "'\\ud800'")

    def test_bytes(self):
        for value in (b"", b"a\0b", bytearray(b"abc"), memoryview(b"xyz"), [1, 2, 255], Thing(b"thing"), range(3)):
            expected = value.text if isinstance(value, Thing) else bytes(value)
            result = hpy_tests.bytes_of(value)
            self.assertEqual(result, expected)
            self.assertIs(type(result), bytes)

    def test_what_has_no_bytes(self):
        for value in ("text", None, object(), 5):
            with self.assertRaises(TypeError):
                hpy_tests.bytes_of(value)
        with self.assertRaises(ValueError):
            hpy_tests.bytes_of([256])
        with self.assertRaises(TypeError):
            hpy_tests.bytes_of(Thing("str"))
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.bytes_of(Thing(ZeroDivisionError()))


class BetweenWorlds(TestCase):
    def test_through_rust(self):
        for text in TEXTS + ("x" * 10**6, "ü" * 300, "a" * 255, "a" * 256, "ü" * 127 + "a", "ü" * 128, "\0ü" * 500):
            self.assertEqual(hpy_tests.through_rust(text), (text, text, text))
            self.assertEqual(hpy_tests.utf8_of(text), text.encode())

    def test_texts_of_rust(self):
        self.assertEqual(hpy_tests.awkward_texts(), ["", "\0", "a\0b", "ä\0ö\U0010ffff", "\ufffd\ufeff", "😀"])
        for text in TEXTS:
            self.assertEqual(hpy_tests.repeat(text, 100), text * 100)
        self.assertEqual(len(hpy_tests.repeat("ü", 10**6)), 10**6)

    def test_equal_texts_are_equal_keys(self):
        for text in TEXTS:
            self.assertEqual({text: 1}[hpy_tests.repeat(text, 1)], 1)
            self.assertEqual(hash(hpy_tests.repeat(text, 1)), hash(text))

    def test_lone_surrogates(self):
        for text in ("\ud800", "a\udc80ü", "\udfff" * 1000):
            for function in (hpy_tests.through_rust, hpy_tests.utf8_of):
                with self.assertRaises(UnicodeEncodeError):
                    function(text)
            self.assertEqual(hpy_tests.lossy(text), text.encode("utf-8", "backslashreplace").decode())

    def test_lossy(self):
        for text in TEXTS:
            self.assertEqual(hpy_tests.lossy(text), text)
        self.assertEqual(hpy_tests.lossy("it's \udc80"), "it's \\udc80")
        self.assertEqual(hpy_tests.lossy("'\udc80'"), "'\\udc80'")
        self.assertEqual(hpy_tests.lossy("ü\n\\\udc80"), "ü\n\\\\udc80")

        class Text(str):
            def encode(self, *args):
                return b"other"

        self.assertEqual(hpy_tests.lossy(Text("ü\udc80")), "ü\\udc80")

    def test_bytes(self):
        for value in (b"", b"\0", b"abc", bytes(range(256)) * 100):
            self.assertEqual(hpy_tests.reversed_bytes(value), value[::-1])

    def test_a_text_read_often(self):
        text = "größe" * 1000
        for _ in range(500):
            self.assertEqual(len(hpy_tests.utf8_of(text)), 7000)
