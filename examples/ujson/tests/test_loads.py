"""Decoding: what is JSON, what ujson takes beyond it, and what is refused."""

import json
import math
import sys
import unittest

import ujson
from support import INTERPRETER, TestCase, no_debug, skip_on


class Module(TestCase):
    def test_names(self):
        self.assertRegex(ujson.__version__, r"^\d+\.\d+")
        self.assertIs(ujson.decode, ujson.loads)
        self.assertIs(ujson.encode, ujson.dumps)

    def test_error_type(self):
        self.assertTrue(issubclass(ujson.JSONDecodeError, ValueError))
        self.assertEqual(ujson.JSONDecodeError.__module__, "ujson")
        self.assertEqual(ujson.JSONDecodeError.__name__, "JSONDecodeError")

    def test_arguments(self):
        self.assertEqual(ujson.loads(obj="1"), 1)
        for call in (
            lambda: ujson.loads(),
            lambda: ujson.loads("1", "2"),
            lambda: ujson.loads("1", x=2),
            lambda: ujson.load(),
            lambda: ujson.dumps(),
            lambda: ujson.dump(1),
            lambda: ujson.dumps(1, double_precision=3),
            lambda: ujson.dumps(1, *[True] * 10),
        ):
            self.assertRaises(TypeError, call)


class Values(TestCase):
    def check(self, text, expected):
        with self.subTest(text[:60]):
            for source in (text, text.encode("utf-8", "surrogatepass")):
                value = ujson.loads(source)
                self.assertEqual(value, expected)
                self.assertIs(type(value), type(expected))

    def test_words(self):
        self.check("null", None)
        self.check("true", True)
        self.check(" \t\r\nfalse \t\r\n", False)

    def test_numbers(self):
        for text in ("0", "-1", "12345678901234567890", "1.5", "-1.5e3", "1E2", "1e-2", "65.613616999999977", "5e-324"):
            self.check(text, json.loads(text))

    def test_numbers_that_only_ujson_takes(self):
        self.check("01", 1)
        self.check("-007", -7)
        self.check("1.", 1.0)
        self.check("1.e2", 100.0)
        self.check("-0", 0)

    def test_limits_of_integers(self):
        for power in (31, 32, 53, 63, 64, 65, 100, 1000):
            for value in (2**power - 1, 2**power, 2**power + 1):
                self.check(str(value), value)
                self.check(str(-value), -value)
                self.check("[%d]" % value, [value])

    def test_limits_of_floats(self):
        self.check("1e400", math.inf)
        self.check("-1e400", -math.inf)
        self.check("1e-400", 0.0)
        self.assertEqual(math.copysign(1, ujson.loads("-0.0")), -1)
        self.check("0." + "1" * 5000, 1 / 9)
        self.check("1" + "0" * 300 + ".0", 1e300)

    def test_not_a_number(self):
        self.assertTrue(math.isnan(ujson.loads("NaN")))
        self.check("[Infinity, -Infinity]", [math.inf, -math.inf])

    def test_containers(self):
        self.check("[]", [])
        self.check("{}", {})
        self.check(" [ ] ", [])
        self.check("[1 , [ ], {\n}, [[2]], 3]", [1, [], {}, [[2]], 3])
        self.check('{"a": {"b": [{"c": null}]}, "d": 1}', {"a": {"b": [{"c": None}]}, "d": 1})
        self.check('{"a": 1, "b": 2, "a": 3}', {"a": 3, "b": 2})
        self.check('{"": 0}', {"": 0})

    def test_order_of_keys(self):
        self.assertEqual(list(ujson.loads('{"z": 1, "a": 2, "m": {}, "b": []}')), ["z", "a", "m", "b"])

    def test_keys_of_many_objects(self):
        # Keys are made once for all objects; thousands of different ones, long ones and ones with escapes as well.
        value = [{"k%d" % (i % 1500): i, "x" * 100: i, "\n%d" % i: i, "\u00e9": i, "": i} for i in range(3000)]
        self.assertEqual(ujson.loads(json.dumps(value)), value)

    @unittest.skipUnless(hasattr(sys, "set_int_max_str_digits"), "no limit in this version")
    @skip_on("pypy", "leaves the limit to int(), which has none for C")
    def test_limit_of_digits(self):
        self.check("9" * 4300, int("9" * 4300))
        with self.assertRaisesRegex(ValueError, "integer string conversion|digits"):
            ujson.loads("9" * 4301)

    def test_integers_are_exact(self):
        text = "-" + "1234567890" * 200
        self.assertEqual(ujson.loads(text), int(text))


class Strings(TestCase):
    def check(self, text, expected):
        with self.subTest(ascii(text)[:60]):
            self.assertEqual(ujson.loads(text), expected)
            self.assertEqual(ujson.loads(text.encode("utf-8", "surrogatepass")), expected)
            self.assertEqual(ujson.loads("{%s: 0}" % text), {expected: 0})

    def test_plain(self):
        for content in ("", "a", "h\u00e9", "\u20ac", "\U0001f600", "x" * 10000, "\x7f", "\u2028", "\uffff", "a\nb\x01"):
            self.check('"%s"' % content, content)

    def test_escapes(self):
        self.check(r'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t')
        self.check(r'"\u0000a\u00e9\u20AC\uffff"', "\x00a\u00e9\u20ac\uffff")
        self.check(r'"\uD83D\uDE00!"', "\U0001f600!")

    @skip_on("graalpy", "its codec does not know all surrogates")
    def test_lone_surrogates(self):
        for text, expected in (
            (r'"\uD800"', "\ud800"),
            (r'"a\uDEADb"', "a\udeadb"),
            (r'"\uD83D\uD83D\uDE00"', "\ud83d\U0001f600"),
            (r'"\uDE00\uD83D"', "\ude00\ud83d"),
            (r'"\ud800\u0041"', "\ud800A"),
            ('"\ud800"', "\ud800"),
            ('"\ud83d\ude00"', "\ud83d\ude00"),
        ):
            self.check(text, expected)

    @skip_on("graalpy", "its codec does not know all surrogates")
    def test_like_keys_stay_apart(self):
        # CVE-2022-31116: lone surrogates were dropped, so different keys became the same.
        self.assertEqual(ujson.loads(r'{"\ud800": 1, "\ud801": 2, "": 3}'), {"\ud800": 1, "\ud801": 2, "": 3})

    def test_invalid(self):
        for text, message in (
            ('"a', "Unmatched"),
            ('"a\x00b"', "Unmatched"),
            ('"\\', "Unterminated escape sequence"),
            ('"\\"', "Unmatched"),
            ('"\\q"', "Unrecognized escape sequence"),
            ('"\\x41"', "Unrecognized escape sequence"),
            ('"\\u12', "Unterminated unicode escape sequence"),
            ('"\\u123z"', "Unexpected character in unicode escape sequence"),
            ('"\\u+123"', "Unexpected character in unicode escape sequence"),
        ):
            with self.subTest(text), self.assertRaisesRegex(ujson.JSONDecodeError, message):
                ujson.loads(text)

    def test_bytes_that_are_not_utf8(self):
        for content in (
            *(b"\xfd", b"\xff", b"\x9b", b"\xcf\x13", b"\xc3", b"a\xe3", b"\xf0\x90\x94"),
            *(b"\xc0\xa2", b"\xc1\xbf", b"\xe0\x9d\xb3", b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf7\xbf\xbf\xbf"),
        ):
            for text in (b'"%s"', b'"%s', b'["%s"]', b'{"%s": 0}', b'"\\n%s"'):
                with self.subTest(text % content), self.assertRaises(ujson.JSONDecodeError):
                    ujson.loads(text % content)
        with self.assertRaises(ujson.JSONDecodeError):
            ujson.loads(b"[\xff]")


class Invalid(TestCase):
    def test_messages(self):
        for text, message in (
            ("", "Expected object or value"),
            ("  ", "Expected object or value"),
            ("\ufeff1", "Expected object or value"),
            ("\x0b1", "Expected object or value"),
            ("+1", "Expected object or value"),
            (".5", "Expected object or value"),
            ("[,1]", "Expected object or value"),
            ("[1,]", "Expected object or value"),
            ("[", "Expected object or value"),
            ("{", "Expected object or value"),
            ('{"a":', "Expected object or value"),
            ("1 2", "Trailing data"),
            ("1e", "Trailing data"),
            ("0x10", "Trailing data"),
            ("[]]", "Trailing data"),
            ("1\x00", "Trailing data"),
            ("NaNaN", "Trailing data"),
            ("[1 2]", "decoding array value"),
            ("[1", "decoding array value"),
            ("{1: 2}", "Key name of object must be 'string'"),
            ('{"a" 1}', "No ':' found"),
            ('{"a"', "No ':' found"),
            ('{"a": 1 "b": 2}', "decoding object value"),
            ('{"a": 1', "decoding object value"),
            ("tru", "'true'"),
            ("fals", "'false'"),
            ("nul", "'null'"),
            ("Na", "'NaN'"),
            ("Inf", "'Infinity'"),
            ("-Inf", "'-Infinity'"),
        ):
            for source in (text, text.encode()):
                with self.subTest(repr(source)), self.assertRaisesRegex(ujson.JSONDecodeError, message):
                    ujson.loads(source)

    def test_more(self):
        for text in ("-", "--1", "- 1", "-.5", "1.5.5", "True", "'a'", "[1,,2]", '{"a": 1,}', "{a: 1}", "// x\n1", "]", "}"):
            with self.subTest(text), self.assertRaises(ujson.JSONDecodeError):
                ujson.loads(text)

    def test_every_cut_of_a_document(self):
        text = r'{"key": [1, -2.5e3, "s\u00e9\n", true, false, null, NaN, {"a": {}}, []]}'
        for end in range(len(text)):
            with self.subTest(end), self.assertRaises(ujson.JSONDecodeError):
                ujson.loads(text[:end])

    def test_wrong_types(self):
        for source in (None, 1, 1.5, [], {}, object(), int):
            with self.assertRaisesRegex(TypeError, "Expected string, bytes, or bytearray"):
                ujson.loads(source)

    @skip_on("graalpy", "not every bytes-like object is one there")
    def test_other_buffers(self):
        for source in (memoryview(b"{}"), memoryview(b"[_1_]_")[::2]):
            with self.assertRaisesRegex(TypeError, "Arbitrary bytes-like objects"):
                ujson.loads(source)

    @no_debug("it copies as many bytes as the __len__ of a bytes subclass says", on="pypy")
    def test_subclasses_of_str_and_bytes(self):
        class Text(str):
            def encode(self, *_):
                raise AssertionError("asked")

        class Data(bytes):
            def __len__(self):
                return 10**9

        self.assertEqual(ujson.loads(Text("[1]")), [1])
        self.assertEqual(ujson.loads(Data(b"[1]")), [1])
        if INTERPRETER != "graalpy":
            self.assertEqual(ujson.loads(Text('"\ud800"')), "\ud800")


if __name__ == "__main__":
    unittest.main()
