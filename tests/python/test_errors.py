"""Exceptions on their way through Rust: the everyday patterns, each with one defined result on every interpreter."""

import gc
import sys
import unittest

import hpy_tests as m
from exceptions_of_tests import Sneaky, Special, fail_deep, failing, functions_below, keeps_tracebacks
from probes import Probing
from support import INTERPRETER, TestCase, enters_again, needs_threads, no_debug, run_subprocess

try:
    import greenlet
except ImportError:
    greenlet = None

KEPT_TOO_LONG = "the exception belongs to another call or thread"


class Propagating(TestCase):
    """`?` to the exit."""

    def test_result_passes(self):
        self.assertEqual(m.propagate(lambda: 3), 3)

    def test_the_exception_itself_arrives(self):
        special = Special("text", extra=[1])
        with self.assertRaises(Special) as caught:
            m.propagate(failing(special))
        self.assertIs(caught.exception, special)
        self.assertEqual(caught.exception.extra, [1])

    @keeps_tracebacks
    def test_traceback_has_the_frames_below(self):
        self.assertEqual(functions_below(m.propagate, fail_deep), ["fail_deep", "fail_deeper"])

    @keeps_tracebacks
    @enters_again
    def test_traceback_through_two_levels(self):
        names = functions_below(m.propagate, lambda: m.propagate(fail_deep))
        self.assertEqual(names, ["<lambda>", "fail_deep", "fail_deeper"])

    def test_cause_is_kept(self):
        def fail():
            try:
                raise KeyError("inner")
            except KeyError as error:
                raise Special("outer") from error

        with self.assertRaises(Special) as caught:
            m.propagate(fail)
        self.assertIsInstance(caught.exception.__cause__, KeyError)
        self.assertIs(caught.exception.__cause__, caught.exception.__context__)
        self.assertTrue(caught.exception.__suppress_context__)

    def test_context_is_kept(self):
        def fail():
            try:
                raise KeyError("inner")
            except KeyError:
                raise Special("outer")

        with self.assertRaises(Special) as caught:
            m.propagate(fail)
        self.assertIsInstance(caught.exception.__context__, KeyError)
        self.assertIsNone(caught.exception.__cause__)

    def test_context_is_kept_where_another_is_handled(self):
        def fail():
            try:
                raise KeyError("inner")
            except KeyError:
                raise Special("outer")

        for call in (m.propagate, lambda callable: m.log_and_return(callable, id)):
            try:
                raise LookupError
            except LookupError:
                with self.assertRaises(Special) as caught:
                    call(fail)
            self.assertIsInstance(caught.exception.__context__, KeyError)
            self.assertIsInstance(caught.exception.__context__.__context__, LookupError)

    @unittest.skipIf(INTERPRETER == "graalpy", "graalpy: it adds a context wherever an exception is raised")
    def test_an_object_that_is_raised_gets_no_context(self):
        try:
            raise LookupError
        except LookupError:
            with self.assertRaises(Special) as caught:
                m.raise_value(Special())
        self.assertIsNone(caught.exception.__context__)

    def test_exceptions_that_are_no_errors_pass_unchanged(self):
        for exception in (KeyboardInterrupt("stop"), SystemExit(3), Sneaky("s"), GeneratorExit(), StopIteration(4)):
            with self.subTest(repr(exception)):
                with self.assertRaises(type(exception)) as caught:
                    m.propagate(failing(exception))
                self.assertIs(caught.exception, exception)

    def test_a_class_without_arguments(self):
        class Bare(Exception):
            pass

        def fail():
            raise Bare

        with self.assertRaises(Bare) as caught:
            m.propagate(fail)
        self.assertEqual(caught.exception.args, ())

    def test_system_exit_ends_the_process(self):
        code = "import sys, hpy_tests\nhpy_tests.propagate(lambda: sys.exit(7))\nprint('not reached')"
        done = run_subprocess(code)
        self.assertEqual((done.returncode, done.stdout), (7, ""), done.stderr)


class Dropping(TestCase):
    def test_a_dropped_error_is_gone(self):
        self.assertEqual(m.drop_errors(failing(Special())), 1)
        self.assertEqual(m.drop_errors(len, 5), 5)
        self.assertEqual(m.drop_errors(list), 0)

    def test_many(self):
        self.assertEqual(m.drop_errors(failing(Special()), 1000), 1000)

    @no_debug("each handle is watched there")
    def test_many_errors_are_dropped_in_turn(self):
        count = 4000 if INTERPRETER == "graalpy" else 40000
        fail = failing(Special())
        last_first = m.drop_errors_held(fail, count, True)
        first_first = min(m.drop_errors_held(fail, count, False) for _ in range(3))
        self.assertLess(first_first, 0.3 + 50 * last_first)

    def test_the_object_is_let_go_of(self):
        alive = []

        class Counted(Exception):
            def __init__(self):
                alive.append(1)

            def __del__(self):
                alive.pop()

        def fail():
            raise Counted

        m.drop_errors(fail, 3)
        for _ in range(4):
            gc.collect()
        if INTERPRETER != "graalpy":
            self.assertEqual(alive, [])

    def test_replaced_by_another(self):
        with self.assertRaisesRegex(RuntimeError, "^instead$") as caught:
            m.replace_error(failing(Special()), "instead")
        self.assertIsNone(caught.exception.__cause__)
        self.assertIsNone(caught.exception.__context__)

    def test_forgotten(self):
        self.assertTrue(m.forget_error(failing(Special())))
        self.assertFalse(m.forget_error(list))
        self.assertEqual(m.propagate(list), [])

    def test_a_forgotten_error_does_not_hide_the_next(self):
        m.forget_error(failing(Special()))
        with self.assertRaises(KeyError):
            m.propagate({}.popitem)

    def test_an_outer_handler_is_not_disturbed(self):
        try:
            raise Special("outer")
        except Special as outer:
            m.drop_errors(failing(KeyError()))
            self.assertIs(sys.exc_info()[1], outer)


class Holding(TestCase):
    def test_two_at_once(self):
        one, two = Special("one"), KeyError("two")
        for keep, kept in ((1, one), (2, two)):
            with self.subTest(keep):
                with self.assertRaises(type(kept)) as caught:
                    m.hold_two(failing(one), failing(two), keep)
                self.assertIs(caught.exception, kept)

    def test_the_held_one_is_no_context_of_the_next(self):
        one, two = Special("one"), KeyError("two")
        with self.assertRaises(KeyError):
            m.hold_two(failing(one), failing(two), 2)
        self.assertIsNone(two.__context__)

    def test_logged_then_returned(self):
        special, log = Special("text"), []
        with self.assertRaises(Special) as caught:
            m.log_and_return(failing(special), log.append)
        self.assertIs(caught.exception, special)
        self.assertEqual(len(log), 1)
        self.assertIs(log[0], special)

    def test_log_that_fails(self):
        with self.assertRaises(KeyError):
            m.log_and_return(failing(Special()), failing(KeyError()))

    def test_log_that_catches_errors_itself(self):
        def log(error):
            try:
                {}["missing"]
            except KeyError:
                pass

        with self.assertRaises(Special):
            m.log_and_return(failing(Special()), log)

    def test_or_else(self):
        self.assertEqual(m.or_else(failing(Special()), lambda: 5), 5)
        with self.assertRaises(KeyError) as caught:
            m.or_else(failing(Special()), failing(KeyError()))
        self.assertIsNone(caught.exception.__context__)

    def test_kept_until_one_succeeds(self):
        answers = iter([KeyError(1), KeyError(2), KeyError(3)])

        def sometimes():
            answer = next(answers, None)
            if answer is not None:
                raise answer
            return "done"

        self.assertEqual(m.retry(sometimes, 10), "done")

    def test_one_of_many_returned(self):
        numbers = iter(range(100))

        def fail():
            raise Special(next(numbers))

        with self.assertRaises(Special) as caught:
            m.retry(fail, 9)
        self.assertEqual(caught.exception.args, (4,))

    @enters_again
    def test_held_on_every_level_of_nested_calls(self):
        seen = []

        def fail(depth):
            raise Special(depth)

        def descend(depth):
            try:
                return m.nest(fail, descend, depth)
            except Special as error:
                seen.append((depth, error.args[0], error.__context__))
                raise KeyError(depth)

        with self.assertRaises(Special) as caught:
            m.nest(fail, descend, 6)
        self.assertEqual(caught.exception.args, (6,))
        # Odd levels hand on what the level below raised, a KeyError; even ones their own error.
        self.assertEqual(seen, [(0, 0, None), (2, 2, None), (4, 4, None)])

    @enters_again
    def test_held_over_a_call_that_drops_others(self):
        special = Special("held")

        def second():
            m.drop_errors(failing(KeyError()), 10)
            m.forget_error(failing(KeyError()))
            raise KeyError("second")

        with self.assertRaises(Special) as caught:
            m.hold_two(failing(special), second, 1)
        self.assertIs(caught.exception, special)


class KeepingTooLong(Probing, TestCase):
    """An error belongs to the call it happened in: afterwards it stands for a SystemError that says so."""

    def test_in_a_static(self):
        m.stash_error(failing(Special()))
        with self.assertRaisesRegex(SystemError, KEPT_TOO_LONG):
            m.return_stashed()
        self.assertIsNone(m.return_stashed())

    def test_value_of_one_in_a_static(self):
        m.stash_error(failing(Special()))
        with self.assertRaisesRegex(SystemError, KEPT_TOO_LONG):
            m.value_of_stashed()
        m.stash_error(list)
        self.assertIsNone(m.value_of_stashed())

    def test_dropped_in_a_later_call(self):
        m.stash_error(failing(Special()))
        m.stash_error(failing(KeyError()))
        m.stash_error(list)
        self.assertIsNone(m.return_stashed())

    @unittest.skipIf(greenlet is None, "no greenlets")
    @enters_again
    def test_held_over_a_switch_of_greenlets(self):
        raised, main = [], greenlet.getcurrent()

        def hold():
            try:
                m.log_and_return(failing(KeyError()), lambda error: main.switch())
            except BaseException as error:
                raised.append(error)

        other = greenlet.greenlet(hold)
        m.call_without(other.switch)
        other.switch()
        self.assertEqual([repr(error) for error in raised], [repr(SystemError(KEPT_TOO_LONG))])

    @enters_again
    def test_within_its_call_a_static_is_no_place_too_far(self):
        special = Special()

        def second():
            m.return_stashed()

        def first():
            m.stash_error(failing(special))
            return m.return_stashed()

        with self.assertRaisesRegex(SystemError, KEPT_TOO_LONG):
            m.propagate(first)
        self.assertIsNone(m.propagate(second))

    def test_kept_until_the_thread_ends(self):
        code = """
            import threading, time
            def keep():
                m.keep_error_of_thread(lambda: 1 / 0)
            if sys.implementation.name != "graalpy":
                thread = threading.Thread(target=keep)
                thread.start()
                thread.join()
                time.sleep(0.3)  # It has ended for Python only.
            keep()
            finish("kept")
        """
        self.expect("kept", code)

    def test_dropped_on_another_thread(self):
        self.assertTrue(m.drop_on_another_thread(failing(Special())))
        self.assertEqual(m.propagate(list), [])

    def test_to_another_thread_and_back(self):
        special = Special()
        with self.assertRaises(Special) as caught:
            m.through_another_thread(failing(special))
        self.assertIs(caught.exception, special)

    @needs_threads
    def test_returned_by_another_python_thread(self):
        import threading

        m.stash_error(failing(Special()))
        seen = []

        def take():
            try:
                m.return_stashed()
            except SystemError as error:
                seen.append(str(error))

        thread = threading.Thread(target=take)
        thread.start()
        thread.join()
        self.assertEqual(seen, [KEPT_TOO_LONG])


class Reports(TestCase):
    """anyhow and eyre."""

    def test_the_exception_comes_out_as_it_went_in(self):
        for through in (m.through_anyhow, m.through_eyre):
            for context in (None, "while calling"):
                with self.subTest(through.__name__, context=context):
                    special = Special()
                    with self.assertRaises(Special) as caught:
                        through(failing(special), context)
                    self.assertIs(caught.exception, special)
                    self.assertEqual(through(list, context), [])

    def test_other_errors_become_runtime_errors_with_the_whole_chain(self):
        with self.assertRaises(RuntimeError) as caught:
            m.fail_by_anyhow()
        self.assertEqual(str(caught.exception), "reading the number: invalid digit found in string")
        with self.assertRaises(RuntimeError) as caught:
            m.fail_by_eyre()
        self.assertEqual(str(caught.exception), "no reason")


if __name__ == "__main__":
    unittest.main()
