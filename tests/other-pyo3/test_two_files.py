"""Two files, one of hpy-rs and PyO3, the other of an older PyO3: python test_two_files.py, with both on the path."""

import sys
import unittest

import half_ported
import other_pyo3


class TwoFiles(unittest.TestCase):
    def test_an_object_of_hpy_rs_goes_to_the_other_pyo3(self):
        tally = half_ported.Tally(1)
        self.assertEqual((other_pyo3.add_to(tally, 2), other_pyo3.add_to(tally, 3)), (3, 6))
        self.assertIs(other_pyo3.same(tally), tally)

    def test_an_object_of_the_other_pyo3_goes_to_hpy_rs(self):
        tally = other_pyo3.Tally(1)
        self.assertEqual((half_ported.add_to(tally, 2), half_ported.add_to(tally, 3)), (3, 6))

    def test_errors_go_both_ways(self):
        with self.assertRaisesRegex(OverflowError, "^too much for hpy-rs$"):
            other_pyo3.add_to(half_ported.Tally(2**63 - 1), 1)
        with self.assertRaisesRegex(OverflowError, "^too much for PyO3$"):
            half_ported.add_to(other_pyo3.Tally(2**63 - 1), 1)
        for module, tally in (half_ported, other_pyo3.Tally(0)), (other_pyo3, half_ported.Tally(0)):
            with self.assertRaises(TypeError):
                module.add_to(tally, "1")
            with self.assertRaises(AttributeError):
                module.add_to(None, 1)

    def test_functions_call_each_other(self):
        self.assertEqual(list(map(other_pyo3.same, map(half_ported.upper, ["a", "b"]))), ["A", "B"])
        seen = []
        self.assertTrue(half_ported.call_detached(lambda: seen.append(other_pyo3.same(half_ported.doubled("ab")))))
        self.assertEqual(seen, ["abab"])

    def test_references_are_kept_in_balance(self):
        for tally, module in (half_ported.Tally(0), other_pyo3), (other_pyo3.Tally(0), half_ported):
            before = sys.getrefcount(tally)
            for _ in range(100):
                module.add_to(tally, 1)
            self.assertEqual(sys.getrefcount(tally), before, module)


if __name__ == "__main__":
    unittest.main()
