"""Callbacks without a context, in calls that lend theirs."""

import gc
import unittest

try:
    import greenlet
except ImportError:
    greenlet = None

import hpy_tests as m
from exceptions_of_tests import Special, failing
from support import DEBUG, DOOR, INTERPRETER, TestCase, enters_again

#: HPy's debug mode ends the process when the context of a call is used in a call within it.
CONTEXTS_WAIT = DEBUG and DOOR == "hpy"

#: Python may be called when a value goes only here.
CALLS_WHEN_DROPPED = INTERPRETER == "cpython" and not CONTEXTS_WAIT


class Same:
    """Equal to those of the same number, which Python says; all have one hash."""

    def __init__(self, number, ask=lambda: None):
        self.number = number
        self.ask = ask

    def __hash__(self):
        return 1

    def __eq__(self, other):
        self.ask()
        return self.number == other.number


class Callbacks(TestCase):
    def test_keys_are_compared(self):
        self.assertEqual(m.count_repeated([]), 0)
        self.assertEqual(m.count_repeated([Same(number % 7) for number in range(50)]), 43)
        self.assertEqual(m.count_repeated(["a", 1, 1.0, "a", True]), 3)

    def test_what_a_comparison_raises_arrives(self):
        special = Special()
        with self.assertRaises(Special) as caught:
            m.count_repeated([Same(1), Same(1, failing(special)), Same(1)])
        self.assertIs(caught.exception, special)
        self.assertEqual(m.count_repeated([Same(1), Same(1)]), 1)

    @enters_again
    def test_calls_within_calls(self):
        def ask():
            if depth[0] < 5:
                depth[0] += 1
                self.assertEqual(m.count_repeated([Same(2, ask), Same(2, ask)]), 1)
                self.assertEqual(m.sorted_by([3, 1, 2], lambda a, b: a - b), [1, 2, 3])

        depth = [0]
        self.assertEqual(m.count_repeated([Same(1, ask), Same(1, ask), Same(2)]), 1)
        self.assertEqual(depth, [5])

    def test_sorted(self):
        numbers = [(number * 37) % 101 for number in range(101)]
        self.assertEqual(m.sorted_by(numbers, lambda a, b: b - a), list(range(100, -1, -1)))
        with self.assertRaises(Special):
            m.sorted_by(numbers, failing(Special()))
        with self.assertRaises(TypeError):
            m.sorted_by([2, 1], lambda a: 0)

    def test_errors_of_the_call_wait_meanwhile(self):
        self.assertEqual(m.call_lent(lambda: "called", failing(KeyError("k"))), ("called", "KeyError: 'k', KeyError: 'k', 0"))
        with self.assertRaises(Special):
            m.call_lent(failing(Special()), list)

    def test_panics_pass_through(self):
        with self.assertRaises(BaseException) as caught:
            m.panic_lent()
        self.assertEqual(type(caught.exception).__name__, "PanicException")
        self.assertIn("lent panicked", str(caught.exception))

    def test_where_there_is_something_to_attach_to(self):
        self.assertEqual(m.can_attach_lent(), (False, True, False, (True, True), False))

    @enters_again
    def test_a_call_within_one_that_lends(self):
        found = []
        self.assertEqual(m.sorted_by([2, 1], lambda a, b: found.append(m.can_attach_lent()) or a - b), [1, 2])
        self.assertEqual(set(found), {(not CONTEXTS_WAIT, True, False, (True, True), not CONTEXTS_WAIT)})
        self.assertEqual(m.can_attach_lent()[0], False)

    @unittest.skipIf(greenlet is None, "no greenlets")
    @enters_again
    def test_calls_that_end_in_another_order(self):
        main = greenlet.getcurrent()
        other = greenlet.greenlet(lambda: m.error_of_the_end(main.switch))
        m.error_of_the_end(other.switch)
        other.switch()
        self.assertEqual(m.can_attach(), (False, False, True))


@enters_again
class Ends(TestCase):
    """Objects whose values go while a context is lent."""

    def test_an_object_goes(self):
        called = []

        def make_and_drop():
            m.CallsLentAtItsEnd(lambda: called.append(1))
            gc.collect()

        self.assertIsNone(m.error_of_the_end(make_and_drop))
        self.assertEqual(called, [1] if CALLS_WHEN_DROPPED else [])

    def test_an_object_goes_while_an_exception_is_pending(self):
        def make_and_fail():
            kept = m.CallsLentAtItsEnd(failing(KeyError("k")))
            raise Special(kept)

        with self.assertRaises(Special):
            m.error_of_the_end(make_and_fail)
        gc.collect()
        self.assertIsNone(m.error_of_the_end(int))

    def test_a_call_fails_when_an_object_goes(self):
        def make_and_drop():
            m.CallsLentAtItsEnd(failing(KeyError("k")))
            gc.collect()

        self.assertEqual(m.error_of_the_end(make_and_drop), "KeyError: 'k'" if CALLS_WHEN_DROPPED else None)


if __name__ == "__main__":
    unittest.main()
