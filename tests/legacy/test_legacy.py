"""A module of C, PyO3 and hpy-rs: python test_legacy.py, with half_ported beside it on the path."""

import sys
import unittest

import half_ported as m


class HalfPorted(unittest.TestCase):
    def test_functions_of_c(self):
        self.assertEqual(m.join(["a", "b"]), "a-b")
        self.assertEqual(m.join.__doc__, "In C.")
        with self.assertRaisesRegex(LookupError, "raised in C"):
            m.fail()

    def test_a_ported_function_in_the_table_of_c(self):
        self.assertEqual(m.fresh(4), 5)
        with self.assertRaisesRegex(TypeError, "expected int, not str"):
            m.fresh("4")
        with self.assertRaisesRegex(BaseException, "thirteen"):
            m.fresh(13)
        self.assertEqual(m.fresh(-1), 0)

    def test_a_ported_function_that_calls_c(self):
        self.assertEqual(m.doubled("ab"), "abab")
        with self.assertRaisesRegex(TypeError, "unsupported operand"):
            m.doubled(None)

    def test_a_function_of_pyo3(self):
        self.assertEqual(m.reversed("abc"), "cba")
        with self.assertRaises(TypeError):
            m.reversed(1)

    def test_a_ported_function_that_calls_pyo3(self):
        self.assertEqual(m.upper("abc"), "ABC")
        with self.assertRaisesRegex(AttributeError, "upper"):
            m.upper(1)

    def test_pyo3_calls_while_this_is_detached(self):
        seen = []
        self.assertTrue(m.call_detached(lambda: seen.append(m.can_attach())))
        self.assertEqual(seen, [(False, True)])
        self.assertEqual(m.can_attach(), (False, True))

    def test_pyo3_detaches_what_is_lent(self):
        self.assertEqual(m.can_attach_lent(), (True, False, True))

    def test_an_error_is_let_go_of_while_pyo3_is_detached(self):
        gone = []

        class Failure(Exception):
            def __del__(self):
                gone.append(1)

        def fail():
            raise Failure

        for _ in range(3):
            m.drop_error_detached(fail)
        self.assertEqual(len(gone), 3)

    def test_references_are_kept_in_balance(self):
        for call in (m.doubled, m.upper, m.fresh, m.join, m.reversed):
            argument = ["".join("x y")] if call is m.join else "".join("x y") if call is not m.fresh else 10**9
            before = sys.getrefcount(argument)
            for _ in range(100):
                call(argument)
            self.assertEqual(sys.getrefcount(argument), before, call)


if __name__ == "__main__":
    unittest.main()
