"""Encoding: every kind of object and key, and the options."""

import collections
import decimal
import enum
import inspect
import json
import math
import struct
import unittest

import ujson
from support import TestCase, skip_on


class Scalars(TestCase):
    def check(self, value, expected):
        self.assertEqual(ujson.dumps(value), expected)
        self.assertEqual(ujson.dumps([value]), "[%s]" % expected)
        self.assertEqual(ujson.dumps({"k": value}), '{"k":%s}' % expected)

    def test_words(self):
        for value, expected in ((None, "null"), (True, "true"), (False, "false"), (0, "0"), (1, "1")):
            self.check(value, expected)

    def test_integers(self):
        for power in (7, 31, 32, 53, 62, 63, 64, 65, 100, 1000):
            for value in (2**power - 1, 2**power, -(2**power), -(2**power) - 1):
                self.check(value, str(value))

    def test_floats(self):
        for value in (0.0, -0.0, 1.0, -2.5, 0.1, 1e15, 1e16, 1.5e16, 1e22, 0.0001, 0.00012345, 5e-324, 1.7976931348623157e308):
            # GraalPy's own repr of the smallest one has a digit too many.
            self.check(value, "5e-324" if value == 5e-324 else repr(value))
        # Python pads exponents to two digits, ujson does not.
        for value, expected in ((1e-5, "1e-5"), (-1.234e-5, "-1.234e-5"), (1e-7, "1e-7")):
            self.check(value, expected)

    def test_floats_keep_their_bits(self):
        bits = 0x9E3779B97F4A7C15
        for _ in range(2000):
            bits = (bits * 6364136223846793005 + 1442695040888963407) % 2**64
            value = struct.unpack("<d", struct.pack("<Q", bits))[0]
            if math.isfinite(value):
                self.assertEqual(ujson.loads(ujson.dumps(value)), value)
                self.assertEqual(float(ujson.dumps(value)), value)

    def test_not_finite(self):
        values = [math.nan, math.inf, -math.inf]
        self.assertEqual(ujson.dumps(values), "[NaN,Infinity,-Infinity]")
        for value in values:
            for nested in (value, [value], {"a": {"b": value}}):
                with self.assertRaisesRegex(OverflowError, "Invalid value when encoding double"):
                    ujson.dumps(nested, allow_nan=False)

    def test_strings(self):
        for code in [*range(0x7F), *range(0x80, 0x100), 0x7FF, 0x800, 0x2028, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF]:
            text = "ab" + chr(code) + "cd"
            with self.subTest(code):
                self.assertEqual(ujson.dumps(text, escape_forward_slashes=False), json.dumps(text))
                plain = ujson.dumps(text, escape_forward_slashes=False, ensure_ascii=False)
                self.assertEqual(plain, json.dumps(text, ensure_ascii=False))

    def test_long_strings(self):
        for text in ("x" * 100000, "\x00" * 30000, "\u00e9\U0001f600" * 30000, "\n" * 7 + "/" * 8 + "\\" * 9):
            for value in (text, [text] * 3):
                self.assertEqual(ujson.loads(ujson.dumps(value)), value)
                self.assertEqual(ujson.loads(ujson.dumps(value, ensure_ascii=False)), value)

    @skip_on("graalpy", "its codec does not know all surrogates")
    def test_lone_surrogates(self):
        self.assertEqual(ujson.dumps("\ud800"), r'"\ud800"')
        self.assertEqual(ujson.dumps({"\ud800": "a\udfff"}, sort_keys=True), r'{"\ud800":"a\udfff"}')
        self.assertEqual(ujson.dumps({"\ud800": "a\udfff\u00e9"}, ensure_ascii=False), '{"\ud800":"a\udfff\u00e9"}')


class Containers(TestCase):
    def test_nested(self):
        value = {"a": [1, [], {}, (), (2, [3]), {"b": {"c": [None]}}], "d": {}, "e": []}
        self.assertEqual(ujson.dumps(value), '{"a":[1,[],{},[],[2,[3]],{"b":{"c":[null]}}],"d":{},"e":[]}')

    def test_subclasses(self):
        pair = collections.namedtuple("pair", "a b")
        for value, expected in (
            (pair(1, [2]), "[1,[2]]"),
            (collections.defaultdict(list, a=[1]), '{"a":[1]}'),
            (type("L", (list,), {})([1, 2]), "[1,2]"),
            (type("S", (str,), {"__str__": lambda self: "no"})("text"), '"text"'),
            (type("I", (int,), {"__str__": lambda self: "no", "__repr__": lambda self: "no"})(5), "5"),
            (type("I", (int,), {"__str__": lambda self: "no", "__repr__": lambda self: "no"})(10**30), str(10**30)),
            (type("F", (float,), {"__repr__": lambda self: "no"})(2.5), "2.5"),
            (enum.IntEnum("E", "A B").B, "2"),
            (enum.Enum("E", {"A": 3.5}, type=float).A, "3.5"),
            (enum.Enum("E", {"A": "x"}, type=str).A, '"x"'),
        ):
            self.assertEqual(ujson.dumps(value), expected)

    def test_keys(self):
        class Key:
            def __str__(self):
                return 'k"'

        for key, expected in (
            ("a/b", r"a\/b"),
            (1, "1"),
            (-(10**30), str(-(10**30))),
            (1.5, "1.5"),
            (math.inf, "inf"),
            (True, "true"),
            (False, "false"),
            (None, "null"),
            (b"bytes", "bytes"),
            ((1, 2), "(1, 2)"),
            (Key(), r"k\""),
            (enum.Enum("E", {"A": "x"}, type=str).A, "x"),
        ):
            for options in ({}, {"sort_keys": True}):
                self.assertEqual(ujson.dumps({key: 1}, **options), '{"%s":1}' % expected)

    def test_equal_keys(self):
        self.assertEqual(ujson.dumps({1: "a", "1": "b"}), '{"1":"a","1":"b"}')

    def test_what_cannot_be_encoded(self):
        for value in (set(), range(3), (x for x in ()), b"x", bytearray(b"x"), 1j, object, len, iter([]), {}.keys()):
            for nested in (value, [value], {"a": value}):
                with self.assertRaises(TypeError) as caught:
                    ujson.dumps(nested)
                self.assertEqual(str(caught.exception), "%r is not JSON serializable" % (value,))


class Options(TestCase):
    VALUE = {"b": [1, {"<x>": []}, {}], "a": "\u00e9/"}

    def check(self, expected, **options):
        self.assertEqual(ujson.dumps(self.VALUE, **options), expected)

    def test_escapes(self):
        self.check(r'{"b":[1,{"<x>":[]},{}],"a":"\u00e9\/"}')
        self.check('{"b":[1,{"<x>":[]},{}],"a":"\u00e9\\/"}', ensure_ascii=False)
        self.check(r'{"b":[1,{"<x>":[]},{}],"a":"\u00e9/"}', escape_forward_slashes=False)
        self.check(r'{"b":[1,{"\u003cx\u003e":[]},{}],"a":"\u00e9\/"}', encode_html_chars=True)
        self.assertEqual(ujson.dumps("<&>", encode_html_chars=True), r'"\u003c\u0026\u003e"')

    def test_any_object_is_a_flag(self):
        self.check('{"b":[1,{"<x>":[]},{}],"a":"\u00e9\\/"}', ensure_ascii=0)
        self.check(r'{"b":[1,{"<x>":[]},{}],"a":"\u00e9\/"}', ensure_ascii="yes")
        self.check('{"b":[1,{"<x>":[]},{}],"a":"\u00e9\\/"}', ensure_ascii=[])

    def test_sort_keys(self):
        self.check(r'{"a":"\u00e9\/","b":[1,{"<x>":[]},{}]}', sort_keys=True)
        keys = {3: 0, 1: 0, 2: 0}
        self.assertEqual(ujson.dumps(keys, sort_keys=True), '{"1":0,"2":0,"3":0}')
        self.assertEqual(list(keys), [3, 1, 2])
        self.assertRaises(TypeError, ujson.dumps, {"a": 1, 1: 2}, sort_keys=True)

    def test_indent(self):
        for indent in (1, 2, 4, 49, 1000):
            expected = json.dumps(self.VALUE, indent=indent).replace("/", "\\/")
            self.check(expected, indent=indent)
        self.check(r'{"b": [1,{"<x>": []},{}],"a": "\u00e9\/"}', indent=-1)
        self.check(r'{"b": [1,{"<x>": []},{}],"a": "\u00e9\/"}', indent=-(2**62))
        self.check(json.dumps(self.VALUE, indent=1).replace("/", "\\/"), indent=True)

    def test_indent_that_is_refused(self):
        self.assertRaisesRegex(ValueError, "1000", ujson.dumps, [], indent=1001)
        for indent in (2**63, 2**128, -(2**64)):
            self.assertRaises(OverflowError, ujson.dumps, [], indent=indent)
        for indent in ("4", 2.0, None):
            self.assertRaises(TypeError, ujson.dumps, [], indent=indent)

    def test_separators(self):
        self.check(r'{"b": [1, {"<x>": []}, {}], "a": "\u00e9\/"}', separators=(", ", ": "))
        self.check('{"b"\u00a1[1\u203d{"<x>"\u00a1[]}\u203d{}]\u203d"a"\u00a1"\\u00e9\\/"}', separators=("\u203d", "\u00a1"))
        self.assertEqual(ujson.dumps([1, 2], separators=("\x00", "")), "[1\x002]")
        self.assertEqual(ujson.dumps({"a": [1, 2]}, separators=(",", ":"), indent=1), '{\n "a":[\n  1,\n  2\n ]\n}')

    def test_separators_that_are_refused(self):
        for separators in (True, 0, b"", ",:", [",", ":"], (1, ":"), (",", None), (b",", b":")):
            self.assertRaises(TypeError, ujson.dumps, [], separators=separators)
        for separators in ((), (",",), (",", ":", "")):
            self.assertRaises(ValueError, ujson.dumps, [], separators=separators)

    def test_bytes(self):
        self.assertEqual(ujson.dumps({"a": b"b\n\xc3\xa9"}, reject_bytes=False), r'{"a":"b\n\u00e9"}')
        self.assertEqual(ujson.dumps(b"\xed\xa0\x80", reject_bytes=False), r'"\ud800"')
        for value in (b"\xc3", b"\xff", b"\xe2a\x17", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x80", b"a\x80\xc3"):
            for ascii_only in (True, False):
                with self.assertRaises((OverflowError, UnicodeDecodeError)):
                    ujson.dumps([value], reject_bytes=False, ensure_ascii=ascii_only)

    def test_positions(self):
        text = ujson.dumps([b"<"], False, True, False, True, 1, True, False, None, None)
        self.assertEqual(text, '[\n "\\u003c"\n]')
        self.assertEqual(ujson.dumps(obj=1), "1")

    @skip_on("pypy", "builtin functions have no signatures")
    @skip_on("graalpy", "builtin functions have no signatures")
    def test_signature(self):
        names = list(inspect.signature(ujson.dumps).parameters)
        self.assertEqual(names[:3] + names[-2:], ["obj", "ensure_ascii", "encode_html_chars", "default", "separators"])


class Hooks(TestCase):
    def test_default(self):
        seen = []

        def default(value):
            seen.append(value)
            return ["was", repr(value)]

        self.assertEqual(ujson.dumps({"a": {1}}, default=default), '{"a":["was","{1}"]}')
        self.assertEqual(seen, [{1}])
        self.assertEqual(ujson.dumps(b"x", default=lambda value: value.decode()), '"x"')
        self.assertEqual(ujson.dumps([1], default=3), "[1]")
        self.assertRaises(TypeError, ujson.dumps, {1}, default=3)

    def test_default_of_default(self):
        chain = iter([2j, {3}, "end"])
        self.assertEqual(ujson.dumps([1j], default=lambda value: next(chain)), '["end"]')

    def test_to_dict_and_json(self):
        class Both:
            def toDict(self):
                return {"a": [1]}

            def __json__(self):
                raise AssertionError("asked")

        class Raw:
            def __init__(self, text):
                self.text = text

            def __json__(self):
                return self.text

        self.assertEqual(ujson.dumps([Both()], default=lambda value: 0), '[{"a":[1]}]')
        self.assertEqual(ujson.dumps(Both(), indent=1), '{\n "a": [\n  1\n ]\n}')
        for text, expected in (("[1, 2]", "[1, 2]"), (b'{"a": 1}', '{"a": 1}'), ("\u00e9\x00", "\u00e9\x00"), ("", "")):
            self.assertEqual(ujson.dumps({"k": Raw(text)}), '{"k":%s}' % expected)
        for text in (None, 1, 1.5, {}, bytearray()):
            with self.assertRaisesRegex(TypeError, r"__json__\(\) should return str or bytes, got "):
                ujson.dumps(Raw(text))
        self.assertRaises(UnicodeDecodeError, ujson.dumps, Raw(b"\xff"))

    def test_to_dict_that_gives_no_dict(self):
        for result, name in ((None, "NoneType"), (1, "int"), ([], "list")):
            value = type("V", (), {"toDict": lambda self, result=result: result})()
            with self.assertRaisesRegex(TypeError, r"toDict\(\) should return a dict, got %s$" % name):
                ujson.dumps(value)

    def test_decimal(self):
        self.assertEqual(ujson.dumps([decimal.Decimal("1.5"), decimal.Decimal(10**30)]), "[1.5,1e+30]")
        self.assertEqual(ujson.dumps(decimal.Decimal("NaN")), "NaN")
        self.assertRaises(OverflowError, ujson.dumps, decimal.Decimal("Infinity"), allow_nan=False)

    def test_errors_pass_unchanged(self):
        class Special(BaseException):
            pass

        def fail(*_):
            raise special

        for error in (ValueError("v"), KeyError("k"), AttributeError("a"), KeyboardInterrupt(), Special()):
            special = error
            hooks = {name: type("V", (), {name: fail})() for name in ("toDict", "__json__", "__repr__")}
            for value in (*hooks.values(), {type("K", (), {"__str__": fail})(): 1}):
                with self.assertRaises(type(error)) as caught:
                    ujson.dumps([value])
                self.assertIs(caught.exception, error)
            with self.assertRaises(type(error)) as caught:
                ujson.dumps([1, {"a": object()}], default=fail)
            self.assertIs(caught.exception, error)


if __name__ == "__main__":
    unittest.main()
