"""Operators, comparisons, and what else numbers have."""

import operator
import unittest

from hpy_test_classes import Number, Reflected, Version
from support import TestCase, no_debug, skip_on

no_reflection = skip_on("graalpy", "its C API knows no reflected operators", door="own", before=(3, 11))


def reenters(test):
    for interpreter in ("pypy", "graalpy"):
        test = no_debug("it aborts when a callback re-enters an extension", on=interpreter)(test)
    return test


#: The operators, by the names of their methods.
OPERATORS = {
    "mul": operator.mul,
    "truediv": operator.truediv,
    "floordiv": operator.floordiv,
    "mod": operator.mod,
    "lshift": operator.lshift,
    "rshift": operator.rshift,
    "and": operator.and_,
    "or": operator.or_,
    "xor": operator.xor,
    "matmul": operator.matmul,
    "add": operator.add,
}

IN_PLACE = {
    "mul": operator.imul,
    "truediv": operator.itruediv,
    "floordiv": operator.ifloordiv,
    "mod": operator.imod,
    "lshift": operator.ilshift,
    "rshift": operator.irshift,
    "and": operator.iand,
    "or": operator.ior,
    "xor": operator.ixor,
    "matmul": operator.imatmul,
}


class OneOperand(TestCase):
    def test_each(self):
        number = Number(-3)
        self.assertEqual(repr(number), "Number(-3)")
        self.assertEqual(str(number), "-3")
        self.assertEqual((-number).value, 3)
        self.assertEqual(+number, "+-3")
        self.assertEqual(abs(number), 3)
        self.assertEqual(~number, 2)
        self.assertEqual(int(number), -3)
        self.assertEqual(float(number), -3.0)
        self.assertEqual(hash(number), hash(-3))
        self.assertEqual([10, 20, 30][Number(1)], 20)
        self.assertEqual((bool(Number(0)), bool(Number(2))), (False, True))

    def test_errors_are_those_of_the_method(self):
        with self.assertRaisesRegex(ValueError, "^negative$"):
            operator.index(Number(-1))

    def test_minus_one_is_no_hash(self):
        self.assertEqual(hash(Number(-1)), -2)


class TwoOperands(TestCase):
    def test_forward(self):
        for name, function in OPERATORS.items():
            with self.subTest(name):
                self.assertEqual(function(Number(5), 2), "%s 5 2" % name)

    @no_reflection
    def test_reflected(self):
        for name, function in OPERATORS.items():
            with self.subTest(name):
                self.assertEqual(function(2, Number(5)), "r%s 5 2" % name)

    def test_in_place(self):
        for name, function in IN_PLACE.items():
            with self.subTest(name):
                number = Number(5)
                self.assertIs(function(number, 2), number)
                self.assertEqual(number.value, 1002)

    def test_in_place_by_assignment(self):
        number = kept = Number(5)
        number += 2
        self.assertIs(number, kept)
        self.assertEqual(kept.value, 7)
        number -= 1
        self.assertEqual(kept.value, 6)
        with self.assertRaisesRegex(ValueError, "^too much$"):
            number -= 101
        self.assertEqual(kept.value, 6)

    def test_an_argument_of_another_type_is_left_to_the_other_operand(self):
        class Other:
            def __radd__(self, other):
                return "other"

            def __add__(self, other):
                return "other first"

        self.assertEqual(Number(1) + Other(), "other")
        self.assertEqual(Other() + Number(1), "other first")
        number = Number(1)
        number += Other()
        self.assertEqual(number, "other")

    def test_nobody_knows_how(self):
        for function in (operator.add, operator.sub, operator.mul):
            for left, right in ((Number(1), {}), ({}, Number(1)), (Number(1), None)):
                with self.assertRaisesRegex(TypeError, "unsupported operand"):
                    function(left, right)
        with self.assertRaises(TypeError):
            operator.iadd(Number(1), "x")

    def test_errors_of_a_conversion_that_are_no_type_errors_come_through(self):
        with self.assertRaises(OverflowError):
            Number(1) + 2**70

    def test_operands_of_the_class(self):
        self.assertEqual(Number(5) - Number(3), "sub 5 3")
        self.assertEqual("text" - Number(3), "rsub 3 text")
        number = Number(2)
        self.assertEqual(number - number, "sub 2 2")

    def test_divmod(self):
        self.assertEqual(divmod(Number(7), 2), (3, 1))
        self.assertEqual(divmod(7, Number(2)), "rdivmod 2 7")

    def test_power(self):
        self.assertEqual(Number(2) ** 3, "pow 2 3 None")
        self.assertEqual(pow(Number(2), 3, 5), "pow 2 3 Some(5)")
        self.assertEqual(2 ** Number(3), "rpow 3 2 None")
        number = kept = Number(2)
        number **= 3
        self.assertIs(number, kept)
        self.assertEqual(kept.value, 8)
        with self.assertRaises(TypeError):
            Number(2) ** "x"

    def test_power_of_two_only(self):
        self.assertEqual(Reflected() ** 3, 103)
        with self.assertRaises(TypeError):
            pow(Reflected(), 3, 5)
        with self.assertRaises(TypeError):
            2 ** Reflected()

    @no_reflection
    def test_reflected_only(self):
        self.assertEqual(4 * Reflected(), 40)
        with self.assertRaises(TypeError):
            Reflected() * 4
        with self.assertRaises(TypeError):
            Reflected() * Reflected()


class Comparisons(TestCase):
    def test_equal(self):
        self.assertTrue(Number(1) == Number(1))
        self.assertFalse(Number(1) == Number(2))
        self.assertFalse(Number(1) == 1)

    def test_not_equal_is_the_opposite(self):
        self.assertFalse(Number(1) != Number(1))
        self.assertTrue(Number(1) != Number(2))
        self.assertTrue(Number(1) != 1)

    def test_others(self):
        self.assertTrue(Number(1) < Number(2))
        self.assertTrue(Number(2) > 1)
        self.assertEqual(Number(2) > 1, "gt 2 1")

    @reenters
    def test_by_attribute(self):
        self.assertTrue(Number(1) <= Number(1))
        self.assertFalse(Number(2) <= Number(1))

    @reenters
    def test_an_operand_that_is_converted_by_its_own_method(self):
        self.assertEqual(Number(2) > Number(1), "gt 2 1")
        self.assertEqual(Number(2) + Number(1), "add 2 1")

    def test_reflected_by_python(self):
        self.assertEqual(1 < Number(2), "gt 2 1")

    def test_what_is_not_there(self):
        with self.assertRaisesRegex(TypeError, r"not supported between instances of '(hpy_test_classes\.)?Number' and 'str'"):
            Number(1) < "x"
        with self.assertRaises(AttributeError):
            Number(1) <= 1
        with self.assertRaises(TypeError):
            Reflected() < Reflected()

    def test_only_some(self):
        one = Reflected()
        self.assertTrue(one == one)
        self.assertFalse(one == Reflected())
        self.assertEqual(one != 1, "ne")
        self.assertTrue(one >= 1)
        self.assertFalse(one >= 2)

    def test_all_at_once(self):
        one, two = Version(1), Version(2)
        self.assertEqual(
            [one < two, one <= two, one == two, one != two, one > two, one >= two],
            [True, True, False, True, False, False],
        )
        self.assertFalse(one == 1)
        with self.assertRaises(TypeError):
            one < 1

    def test_a_class_that_compares_has_no_hash_of_its_own(self):
        with self.assertRaisesRegex(TypeError, "unhashable"):
            hash(Version(1))


if __name__ == "__main__":
    unittest.main()
