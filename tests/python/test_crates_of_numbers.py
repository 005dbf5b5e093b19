"""Numbers of other crates, and what is a number inside: num-bigint, num-complex, ordered-float, rust_decimal, uuid."""

import decimal
import math
import random
import uuid

import hpy_tests as m
from probes import Probing
from support import INTERPRETER, Refusing, TestCase, enters_again

LARGEST_DECIMAL = 2**96 - 1


class Index:
    """An object that stands for an int."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


class LyingInt(int):
    """An int whose methods tell nothing true."""

    def lie(self, *args, **kwargs):
        return 3

    bit_length = to_bytes = __lt__ = __neg__ = __abs__ = __rshift__ = __and__ = __or__ = __int__ = __index__ = lie


def ints():
    """Around each size at which another number of bytes, digits or words begins."""
    numbers = [0]
    for bits in [*range(1, 130), 191, 192, 255, 256, 1023, 1024, 4096]:
        numbers += [(1 << bits) + delta for delta in (-1, 0, 1)]
    numbers += [random.Random(bits).getrandbits(bits) for bits in range(1, 2000, 37)]
    return numbers + [-number for number in numbers]


class BigInts(Refusing):
    def test_round_trip(self):
        for number in ints():
            result = m.as_big_int(number)
            self.assertEqual(result, number)
            self.assertEqual((hash(result), -result, result + 1), (hash(number), -number, number + 1))
            if number >= 0:
                self.assertEqual(m.as_big_uint(number), number)
            if abs(number) < 1 << 1024:
                self.assertEqual(m.big_int_text(number), str(number))
                self.assertEqual(m.big_int_of(str(number)), number)

    def test_results_are_ints(self):
        for number in (0, True, -1, 1 << 63, 1 << 64, -(1 << 64), LyingInt(1 << 70), Index(1 << 70)):
            self.assertIs(type(m.as_big_int(number)), int)

    def test_enormous(self):
        number = (1 << 8000000) + 12345
        for number in (number, -number):
            self.assertEqual(m.as_big_int(number), number)
        self.assertEqual(m.as_big_uint(-number), -number)

    def test_negative(self):
        for number in (-1, -(1 << 63), -(1 << 64), -(1 << 1000)):
            self.refused(
                OverflowError,
                "as_big_uint() argument 'value': can't convert negative int to unsigned",
                m.as_big_uint,
                number,
            )

    def test_what_stands_for_an_int(self):
        for number in (5, -5, 1 << 100, -(1 << 100)):
            self.assertEqual(m.as_big_int(Index(number)), number)
        self.assertEqual(m.as_big_uint(Index(1 << 100)), 1 << 100)
        with self.assertRaises(KeyError):
            m.as_big_int(Index(KeyError("no")))
        with self.assertRaises(TypeError):
            m.as_big_int(Index("five"))

    def test_subclasses_are_what_they_are(self):
        for number in (7, -7, 1 << 63, 1 << 100, -(1 << 100), (1 << 4000) - 1):
            self.assertEqual(m.as_big_int(LyingInt(number)), number)
            self.assertEqual(m.big_int_text(LyingInt(number)), str(number))

    def test_other_types(self):
        for wrong, name in ((None, "None"), (1.0, "float"), ("1", "str"), ([], "list"), (decimal.Decimal(1), None)):
            name = name or type(wrong).__name__
            for function in (m.as_big_int, m.as_big_uint):
                message = "%s() argument 'value' must be int, not %s" % (function.__name__, name)
                self.refused(TypeError, message, function, wrong)


class Complexes(Refusing):
    NUMBERS = (0j, 1 + 2j, -1 - 2j, complex(-0.0, 0.0), complex(0.0, -0.0), complex(1e308, -1e-308))

    def same(self, one, other):
        self.assertIs(type(one), complex)
        self.assertEqual(repr(one), repr(other))

    def test_round_trip(self):
        for number in self.NUMBERS:
            self.same(m.as_complex(number), number)
            self.assertEqual(repr(m.complex_parts(number)), repr((number.real, number.imag)))
        self.same(m.as_complex(complex(math.inf, -math.inf)), complex(math.inf, -math.inf))
        self.assertTrue(math.isnan(m.as_complex(complex(1, math.nan)).imag))

    def test_shorter(self):
        self.same(m.as_complex_f32(1.5 - 2.25j), 1.5 - 2.25j)
        self.same(m.as_complex_f32(complex(1e300, -1e300)), complex(math.inf, -math.inf))
        self.assertNotEqual(m.as_complex_f32(0.1j), 0.1j)

    def test_real_numbers(self):
        class Real:
            def __float__(self):
                return 2.5

        for number in (5, 2.5, True, Real()):
            self.same(m.as_complex(number), complex(float(number)))
        if INTERPRETER == "cpython":
            self.same(m.as_complex(Index(7)), 7 + 0j)

    def test_what_stands_for_a_complex(self):
        class Own:
            def __complex__(self):
                return 1 + 1j

        class Failing:
            def __complex__(self):
                raise KeyError("no")

        class Wrong:
            def __complex__(self):
                return "1"

        self.same(m.as_complex(Own()), 1 + 1j)
        self.assertRaises(KeyError, m.as_complex, Failing())
        self.assertRaises(TypeError, m.as_complex, Wrong())

    def test_subclasses_are_what_they_are(self):
        class Lying(complex):
            real = property(lambda self: "five")
            imag = property(lambda self: 1 / 0)

            def __complex__(self):
                return 0j

        self.same(m.as_complex(Lying(3, 4)), 3 + 4j)

    def test_other_types(self):
        for wrong, name in ((None, "None"), ("1j", "str"), (b"1", "bytes"), ([], "list")):
            for function in (m.as_complex, m.as_complex_f32):
                message = "%s() argument 'value' must be real number, not %s" % (function.__name__, name)
                self.refused(TypeError, message, function, wrong)
        self.assertRaises(OverflowError, m.as_complex, 10**400)


class Decimals(Refusing):
    def same(self, value, expected):
        """Also in the number of digits behind the point."""
        self.assertIs(type(value), decimal.Decimal)
        self.assertEqual(value.as_tuple(), decimal.Decimal(expected).as_tuple())

    def test_round_trip(self):
        for text in ("0", "0.00", "1", "-1", "1.10", "-123.4500", "0.0000000000000000000000000001", "79228162514264337593543950335"):
            self.same(m.as_decimal(decimal.Decimal(text)), text)

    def test_parts(self):
        self.assertEqual(m.decimal_parts(decimal.Decimal("-12.340")), (-12340, 3, True))
        self.assertEqual(m.decimal_parts(decimal.Decimal("1E+3")), (1000, 0, False))
        self.assertEqual(m.decimal_parts(decimal.Decimal("1E-20")), (1, 20, False))

    def test_whatever_the_context(self):
        with decimal.localcontext() as context:
            context.prec = 2
            context.capitals = 0
            self.same(m.as_decimal(decimal.Decimal("1234567.125")), "1234567.125")
            self.same(m.as_decimal(decimal.Decimal("12E+4")), "120000")

    def test_ints(self):
        for number in (0, 1, -1, True, 1 << 64, LARGEST_DECIMAL, -LARGEST_DECIMAL, Index(1 << 70)):
            self.same(m.as_decimal(number), int(number.value if isinstance(number, Index) else number))

    def test_floats_and_texts(self):
        self.same(m.as_decimal(0.1), "0.1")
        self.same(m.as_decimal(-1e20), "-100000000000000000000")
        self.same(m.as_decimal("1.50"), "1.50")

    def test_too_large(self):
        too_large = [LARGEST_DECIMAL + 1, -LARGEST_DECIMAL - 1, 1 << 200, -(1 << 1000000)]
        too_large += [decimal.Decimal(LARGEST_DECIMAL + 1), decimal.Decimal("1E+30"), decimal.Decimal("1E+999999"), 1e300]
        for number in too_large:
            with self.assertRaises(ValueError) as caught:
                m.as_decimal(number)
            self.assertTrue(str(caught.exception).startswith("as_decimal() argument 'value': "), caught.exception)

    def test_too_fine(self):
        """What a point and digits say is rounded; what an exponent says is refused."""
        self.same(m.as_decimal(decimal.Decimal("0.12345678901234567890123456789")), "0.1234567890123456789012345679")
        self.assertRaises(ValueError, m.as_decimal, decimal.Decimal("1E-29"))

    def test_no_numbers(self):
        for value in ("NaN", "sNaN", "-NaN123", "Infinity", "-Infinity"):
            with self.assertRaises(ValueError) as caught:
                m.as_decimal(decimal.Decimal(value))
            self.assertTrue(str(caught.exception).startswith("as_decimal() argument 'value': "), caught.exception)
        for value in (math.nan, math.inf, "", "five", "1,5", "1e", "\u0661x", "1E+99999999999999999999"):
            self.assertRaises(ValueError, m.as_decimal, value)

    def test_very_long(self):
        self.assertRaises(ValueError, m.as_decimal, "9" * 1000000)
        self.assertRaises(ValueError, m.as_decimal, "x" * 1000000)
        self.assertRaises(ValueError, m.as_decimal, decimal.Decimal((0, (9,) * 100000, 0)))
        self.same(m.as_decimal("0." + "3" * 1000000), "0." + "3" * 28)

    def test_subclasses_are_what_they_are(self):
        class Lying(decimal.Decimal):
            def __str__(self):
                return "5"

        self.same(m.as_decimal(Lying("7.5")), "7.5")

    def test_other_types(self):
        for wrong, name in ((None, "None"), ([], "list"), (1j, "complex"), (b"1", "bytes")):
            message = "as_decimal() argument 'value' must be decimal.Decimal, int, float or str, not " + name
            self.refused(TypeError, message, m.as_decimal, wrong)
        for error in (KeyError("no"), OverflowError("mine"), TypeError("mine")):
            with self.assertRaises(type(error)) as caught:
                m.as_decimal(Index(error))
            self.assertIs(caught.exception, error)


class OrderedFloats(Refusing):
    def test_round_trip(self):
        for function in (m.as_ordered_float, m.as_ordered_float_f32, m.as_not_nan, m.as_not_nan_f32):
            for number in (0.0, -0.0, 1.5, math.inf, -math.inf, 7):
                self.assertEqual(repr(function(number)), repr(float(number)))
            message = "%s() argument 'value' must be real number, not str" % function.__name__
            self.refused(TypeError, message, function, "1.5")
        self.assertTrue(math.isnan(m.as_ordered_float(math.nan)))
        self.assertTrue(math.isnan(m.as_ordered_float_f32(math.nan)))

    def test_no_number(self):
        for function in (m.as_not_nan, m.as_not_nan_f32):
            with self.assertRaises(ValueError) as caught:
                function(math.nan)
            self.assertTrue(str(caught.exception).startswith(function.__name__ + "() argument 'value': "))


class Uuids(Refusing):
    TEXT = "12345678-9abc-4def-8123-456789abcdef"

    def test_round_trip(self):
        for number in (0, 1, (1 << 128) - 1, 1 << 127, 1 << 64, uuid.UUID(self.TEXT).int):
            value = m.as_uuid(uuid.UUID(int=number))
            self.assertIs(type(value), uuid.UUID)
            self.assertEqual(value, uuid.UUID(int=number))
        self.assertEqual(m.uuid_text(uuid.UUID(self.TEXT)), self.TEXT)
        self.assertEqual(m.uuid_of(self.TEXT), uuid.UUID(self.TEXT))
        self.assertEqual(m.uuid_of(self.TEXT).version, 4)

    def test_nil(self):
        self.assertEqual(m.as_non_nil_uuid(uuid.UUID(int=1)), uuid.UUID(int=1))
        message = "as_non_nil_uuid() argument 'value': UUID is nil"
        self.refused(ValueError, message, m.as_non_nil_uuid, uuid.UUID(int=0))

    def test_subclasses(self):
        class Own(uuid.UUID):
            pass

        class Lying(uuid.UUID):
            pass

        self.assertEqual(m.as_uuid(Own(self.TEXT)), uuid.UUID(self.TEXT))
        for lie, error in ((1 << 128, OverflowError), (-1, OverflowError), ("5", TypeError), (None, TypeError)):
            Lying.int = property(lambda self, lie=lie: lie, lambda self, value: None)
            self.assertRaises(error, m.as_uuid, Lying.__new__(Lying))

    def test_other_types(self):
        for wrong, name in ((None, "None"), (self.TEXT, "str"), (5, "int"), (bytes(16), "bytes")):
            self.refused(TypeError, "as_uuid() argument 'value' must be uuid.UUID, not " + name, m.as_uuid, wrong)


@enters_again
class Patched(Probing, TestCase):
    """Modules of Python that somebody has put something into before anything is converted."""

    def test_something_that_is_no_class(self):
        for module, name, function in (("uuid", "UUID", "as_uuid"), ("decimal", "Decimal", "as_decimal")):
            code = """
            import {0}
            {0}.{1} = lambda *args: None
            try:
                m.{2}("x")
            except ImportError as error:
                finish(error)
            """
            self.expect("%s.%s is not a class" % (module, name), code.format(module, name, function))

    def test_nothing(self):
        for module, name, function in (("uuid", "UUID", "as_uuid"), ("decimal", "Decimal", "as_decimal")):
            code = "import {0}\ndel {0}.{1}\nfinish(outcome(m.{2}, 5))".format(module, name, function)
            self.expect("AttributeError", code)
            code = "sys.modules[%r] = None\nfinish(outcome(m.%s, 5))" % (module, function)
            self.expect("ModuleNotFoundError", code)

    def test_a_class_that_makes_something_else(self):
        code = """
            import uuid
            class UUID:
                def __new__(cls, *args):
                    return 5
            uuid.UUID = UUID
            finish(m.uuid_of("12345678-9abc-4def-8123-456789abcdef"))
        """
        self.expect("5", code)

    def test_a_class_in_the_place_of_the_original(self):
        code = """
            import decimal
            original = decimal.Decimal
            class Decimal(original):
                pass
            decimal.Decimal = Decimal
            finish(type(m.as_decimal(original("1.5"))) is original, m.as_decimal(Decimal("2.5")))
        """
        self.expect("True 2.5", code)
