"""Arithmetic on any objects, against the same operators in Python."""

import decimal
import fractions
import operator
import sys

import hpy_tests
from support import DOOR, INTERPRETER, TestCase

BINARY = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "@": operator.matmul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "divmod": divmod,
    "**": operator.pow,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
}
#: The C API of GraalPy 23 and 24 calls `__pow__` with three operands, and no `__rpow__`.
OF_OTHERS = dict(BINARY)
if (INTERPRETER, DOOR) == ("graalpy", "own") and sys.version_info < (3, 12):
    del OF_OTHERS["**"]
UNARY = {"-": operator.neg, "+": operator.pos, "abs": operator.abs, "~": operator.invert}


def outcome(function, *args):
    """The result, or the type of what was raised."""
    try:
        result = function(*args)
    except Exception as error:
        return type(error)
    # Not a number is equal to nothing, and -0.0 to 0.0.
    return type(result), repr(result)


class Numbers(TestCase):
    INTS = (0, 1, -1, 2, -2, 3, 7, -7, 2**31 - 1, -(2**31), 2**31, 2**62, 2**63 - 1, -(2**63), 2**64, -(2**70))

    def test_ints(self):
        for name, function in BINARY.items():
            for one in self.INTS:
                for other in self.INTS:
                    if name in ("**", "<<") and abs(other) > 100:
                        continue
                    expected = outcome(function, one, other)
                    self.assertEqual(outcome(hpy_tests.binary, name, one, other), expected, (one, name, other))

    def test_floats_and_mixed(self):
        values = (0.0, 1.5, -2.5, 1e300, True, 3, -4, 1j, fractions.Fraction(1, 3), decimal.Decimal("1.5"))
        for name, function in OF_OTHERS.items():
            for one in values:
                for other in values:
                    expected = outcome(function, one, other)
                    self.assertEqual(outcome(hpy_tests.binary, name, one, other), expected, (one, name, other))

    def test_unary(self):
        values = self.INTS + (True, 1.5, -0.5, 3 + 4j, fractions.Fraction(-1, 3), decimal.Decimal("-1.5"), "a", None, [1])
        for name, function in UNARY.items():
            for value in values:
                self.assertEqual(outcome(hpy_tests.unary, name, value), outcome(function, value), (name, value))

    def test_rust_operands(self):
        self.assertEqual(hpy_tests.twice_and_one(5), 11)
        self.assertEqual(hpy_tests.twice_and_one(2**63), 2**64 + 1)
        self.assertEqual(hpy_tests.sum_of(), 0)
        self.assertEqual(hpy_tests.sum_of(1, 2.5, fractions.Fraction(1, 2)), 4.0)
        with self.assertRaises(TypeError):
            hpy_tests.twice_and_one("a")


class OtherTypes(TestCase):
    def test_sequences_and_sets(self):
        for name, one, other in (
            ("+", "a", "b"),
            ("+", [1], [2]),
            ("+", (1,), (2,)),
            ("*", "ab", 3),
            ("*", 3, [1]),
            ("*", [1], -1),
            ("%", "%s-%s", (1, 2)),
            ("&", {1, 2}, {2, 3}),
            ("|", {1}, {2}),
            ("^", {1, 2}, {2, 3}),
            ("-", {1, 2}, {2}),
            ("+", "a", 1),
            ("+", [1], (2,)),
            ("-", "a", "b"),
        ):
            self.assertEqual(outcome(hpy_tests.binary, name, one, other), outcome(BINARY[name], one, other))

    def test_nothing_is_changed_in_place(self):
        class Number:
            def __init__(self, value):
                self.value = value

        def define(name, symbol):
            def method(self, other):
                return (symbol, self.value, getattr(other, "value", other))

            def in_place(self, other):
                self.value = "changed"
                return self

            setattr(Number, "__%s__" % name, method)
            setattr(Number, "__i%s__" % name, in_place)

        for name, symbol in (("add", "+"), ("sub", "-"), ("mul", "*"), ("matmul", "@"), ("truediv", "/")):
            define(name, symbol)
        for name, symbol in (("floordiv", "//"), ("mod", "%"), ("pow", "**"), ("lshift", "<<"), ("rshift", ">>")):
            define(name, symbol)
        for name, symbol in (("and", "&"), ("or", "|"), ("xor", "^")):
            define(name, symbol)
        for symbol in OF_OTHERS:
            if symbol != "divmod":
                number = Number(5)
                self.assertEqual(hpy_tests.binary(symbol, number, Number(6)), (symbol, 5, 6))
                self.assertEqual(number.value, 5)

        items = [1]
        self.assertEqual(hpy_tests.binary("+", items, [2]), [1, 2])
        self.assertEqual(items, [1])

    def test_reflected(self):
        class Right:
            def __radd__(self, other):
                return ("radd", other)

            def __rfloordiv__(self, other):
                return ("rfloordiv", other)

            def __rpow__(self, other, modulus=None):
                return ("rpow", other)

            def __rdivmod__(self, other):
                return ("rdivmod", other)

        for symbol, name in (("+", "radd"), ("//", "rfloordiv"), ("**", "rpow"), ("divmod", "rdivmod")):
            if symbol not in OF_OTHERS:
                continue
            for left in (5, 2.5, object) if symbol == "+" else (5, 2.5):
                self.assertEqual(hpy_tests.binary(symbol, left, Right()), (name, left))

    def test_errors(self):
        class Failing:
            def __add__(self, other):
                raise KeyError("add")

            def __floordiv__(self, other):
                raise KeyError("floordiv")

            def __neg__(self):
                raise KeyError("neg")

        for symbol in ("+", "//"):
            with self.assertRaises(KeyError):
                hpy_tests.binary(symbol, Failing(), 1)
        with self.assertRaises(KeyError):
            hpy_tests.unary("-", Failing())
        for symbol in ("/", "//", "%", "divmod"):
            with self.assertRaises(ZeroDivisionError):
                hpy_tests.binary(symbol, 1, 0)
