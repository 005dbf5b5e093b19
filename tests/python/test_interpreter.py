"""Threads of Rust that call Python."""

import gc
import os
import sys
import time
import traceback
import unittest

import hpy_tests as m
from exceptions_of_tests import Special, failing
from probes import Probing
from support import DEBUG, DOOR, INTERPRETER, TestCase, no_debug, no_sanitizer, skip_on

#: Where threads from outside cannot call, and where none may while another one waits, there is none.
HAS_WAY_IN = not (INTERPRETER == "graalpy" and sys.version_info < (3, 12)) and not (DEBUG and DOOR == "hpy")


class Refused(TestCase):
    @unittest.skipIf(HAS_WAY_IN, "threads of Rust can call Python here")
    def test_there_is_no_way_in(self):
        for function, arguments in (
            (m.call_on_threads, (abs, [1])),
            (m.call_later, (abs, 1)),
            (m.ways_in, ()),
        ):
            with self.assertRaisesRegex(RuntimeError, "^threads of Rust cannot call Python here$"):
                function(*arguments)


class FromWithin(TestCase):
    def test_an_error_of_a_call_from_within_is_raised_later(self):
        special = Special()
        for _ in range(3):
            m.keep_error_from_within(failing(special))
            gc.collect()
            with self.assertRaises(Special) as caught:
                m.raise_kept_error()
            self.assertIs(caught.exception, special)
        m.keep_error_from_within(list)
        m.raise_kept_error()

    @no_debug("each handle is watched there")
    @no_sanitizer("it keeps memory that was freed")
    @unittest.skipUnless(INTERPRETER == "cpython" and os.path.exists("/proc/self/statm"), "no /proc")
    def test_errors_that_are_dropped_later_leave_nothing_behind(self):
        def resident():
            with open("/proc/self/statm") as file:
                return int(file.read().split()[1]) * 4096

        m.keep_error_from_within({}.popitem)
        self.addCleanup(self.assertRaises, KeyError, m.raise_kept_error)
        growth = []
        for _ in range(3):
            before = resident()
            for _ in range(100000):
                m.stash_error({}.popitem)
            growth.append(resident() - before)
        self.assertLess(min(growth), 1000000)

    @unittest.skipUnless(HAS_WAY_IN, "no thread of Rust can call Python here")
    def test_an_error_of_a_call_from_within_goes_to_another_thread(self):
        for _ in range(3):
            self.assertEqual(m.tell_error_from_within(failing(Special("x"))), "Special: x")
        self.assertEqual(m.tell_error_from_within(list), "")


@unittest.skipUnless(HAS_WAY_IN, "no thread of Rust can call Python here")
class Interpreter(Probing, TestCase):
    def until(self, condition):
        """Lets threads run until it is so."""
        end = time.monotonic() + 30
        while not condition() and time.monotonic() < end:
            m.sleep_detached(1)
            time.sleep(0.001)
        self.assertTrue(condition())

    def test_calls_on_threads(self):
        self.assertEqual(m.call_on_threads(lambda number: number * number, list(range(50))), [n * n for n in range(50)])
        self.assertEqual(m.call_on_threads(abs, []), [])

    def test_one_thread_that_gets_in_often(self):
        self.assertEqual(m.call_and_detach_on_a_thread(lambda number: -number, 500), [-n for n in range(1, 501)])

    @skip_on("graalpy", "the end of the stack of such a thread is a SystemError")
    def test_a_thread_that_comes_from_deep_down_first(self):
        def without_end():
            return m.call_none(without_end)

        def end():
            try:
                return without_end()
            except RecursionError:
                return "the end"

        for kibibytes in (0, 50, 150):
            self.assertEqual(m.call_from_below_and_above(end, kibibytes), ("the end", "the end"))

    def test_a_thread_that_comes_from_far_apart(self):
        # PyPy takes a place that is further above than its stack is long for one far below.
        above = None if INTERPRETER == "pypy" else "x"
        self.assertEqual(m.call_from_below_and_above(lambda: "x", 700), ("x", above))

    def test_calls_when_the_function_has_returned(self):
        seen = []
        for number in range(5):
            m.call_later(lambda number=number: seen.append(number), number * 5)
        self.until(lambda: len(seen) == 5)
        self.assertEqual(sorted(seen), [0, 1, 2, 3, 4])

    def test_where_there_is_a_way_in(self):
        for _ in range(3):
            self.assertEqual(m.ways_in(), (True, True, True, True, True))

    def test_calls_within_a_call(self):
        for _ in range(3):
            self.assertEqual(m.call_within_a_call(lambda number: number * 10, list), (110, ""))
            # What has failed before in that call is still to be had.
            self.assertEqual(m.call_within_a_call(lambda number: number + 1, failing(Special("x"))), (4, "Special: x"))
        special = Special()
        with self.assertRaises(Special) as caught:
            m.call_within_a_call(failing(special), {}.popitem)
        self.assertIs(caught.exception, special)

    def test_an_error_from_before_such_a_call(self):
        special = Special()
        for _ in range(3):
            with self.assertRaises(Special) as caught:
                m.fail_after_attaching(failing(special))
            self.assertIs(caught.exception, special)
        m.fail_after_attaching(list)

    def test_calls_within_calls_within_calls(self):
        depths = []

        def again(number, depth=0):
            depths.append(depth)
            if depth == 5:
                return number
            return m.call_within_a_call(lambda inner: again(inner, depth + 1), {}.popitem)[0]

        self.assertEqual(again(0), 2)
        self.assertEqual(depths.count(5), 2**5)

    @skip_on("graalpy", "errors of Java's get lost where the stack ends")
    def test_calls_within_calls_without_end(self):
        code = """
            def again(number):
                return m.call_within_a_call(again, list)[0]
            finish(*sorted({outcome(again, 1) for _ in range(3)}))
        """
        self.expect(("RecursionError", "PanicException", "PanicException RecursionError"), code)

    def test_calls_when_an_object_goes(self):
        seen = []
        for number in range(3):
            m.CallsAtItsEnd(lambda: seen.append(number))
        # Within calls, while an exception is on its way, with others in turn, and what is raised goes nowhere.
        inner = [m.CallsAtItsEnd(lambda: seen.append("inner"))]
        m.CallsAtItsEnd(inner.clear)
        with self.assertRaises(TypeError):
            m.CallsAtItsEnd(lambda: seen.append(next(iter([]), "on the way"))) + 1
        gc.collect()
        self.assertEqual(seen, [0, 1, 2, "inner", "on the way"] if INTERPRETER == "cpython" else [])

    @unittest.skipUnless(hasattr(sys, "unraisablehook") and INTERPRETER == "cpython", "nothing is reported")
    def test_a_call_fails_when_an_object_goes(self):
        reported = []
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: reported.append(report.exc_type)
        self.addCleanup(setattr, sys, "unraisablehook", hook)
        m.CallsAtItsEnd({}.popitem)
        self.assertEqual(reported, [KeyError])

    def test_attached_when_the_thread_is_over(self):
        self.assertIs(m.attach_when_the_thread_is_over({}.popitem, False), False)

    def test_attached_by_the_last_that_goes_with_the_thread(self):
        self.assertIs(m.attach_when_the_thread_is_over({}.popitem, True), True)

    def test_panics_pass_through(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        for _ in range(3):
            self.assertEqual(m.panic_when_attached(), "the thread panicked")
        self.assertEqual(m.call_on_threads(abs, [-1]), [1])

    def test_threads_call_functions_that_start_threads(self):
        def again(number):
            return sum(m.call_on_threads(lambda inner: inner + 1, list(range(number))))

        self.assertEqual(m.call_on_threads(again, [1, 2, 3, 4]), [1, 3, 6, 10])

    def test_errors_come_back(self):
        special = Special()
        for _ in range(3):
            with self.assertRaises(Special) as caught:
                m.call_on_threads(failing(special), [1, 2, 3])
            self.assertIs(caught.exception, special)
        with self.assertRaisesRegex(TypeError, "str"):
            m.call_on_threads(str, [1])

    @skip_on("graalpy", "tracebacks do not stay with exceptions", since=(3, 12))
    def test_errors_come_back_with_their_traceback(self):
        def raise_it(number):
            raise Special(number)

        try:
            m.call_on_threads(raise_it, [1])
        except Special as error:
            self.assertEqual(traceback.extract_tb(error.__traceback__)[-1].name, "raise_it")
        else:
            self.fail("nothing was raised")

    def test_errors_are_dropped_anywhere(self):
        gone = []

        class Tracked(KeyError):
            def __del__(self):
                gone.append(1)

        def fail():
            raise Tracked("x")

        for _ in range(3):
            self.assertEqual(m.drop_errors_of_threads(fail), "Tracked: 'x', true")
        # Those that were dropped without the interpreter go with the next one that comes back, and the next reference.
        self.assertEqual(m.drop_errors_of_threads({}.popitem), "KeyError: 'popitem(): dictionary is empty', true")
        m.share(None)
        m.drop_shared()
        if INTERPRETER == "cpython":
            self.assertEqual(len(gone), 12)
        self.assertEqual(m.drop_errors_of_threads(list), "")

    def test_an_error_of_a_thread_is_raised_later(self):
        special = Special()
        m.keep_error_of_a_thread(failing(special))
        gc.collect()
        with self.assertRaises(Special) as caught:
            m.raise_kept_error()
        self.assertIs(caught.exception, special)
        m.raise_kept_error()
        m.keep_error_of_a_thread(failing(special))
        m.keep_error_of_a_thread(list)
        m.raise_kept_error()

    @unittest.skipUnless(hasattr(gc, "get_objects"), "objects cannot be found")
    def test_objects_that_python_code_finds_do_nothing(self):
        self.assertEqual(m.call_on_threads(abs, [-1]), [1])
        for found in gc.get_objects():
            if type(found).__name__ == "function" and repr(found) == "<closure enter>":
                found()
        self.assertEqual(m.call_on_threads(abs, [-1]), [1])

    @unittest.skipUnless(hasattr(os, "fork") and INTERPRETER != "graalpy", "no fork")
    def test_the_end_of_a_child_waits_for_threads(self):
        code = """
            import atexit, os, time
            seen, parent = [], os.getpid()
            # Called behind the function that waits.
            atexit.register(lambda: os.getpid() == parent or os._exit(len(seen)))
            m.call_on_threads(abs, [1])
            sys.setswitchinterval(100)
            for seconds in (0.5, 2, 8):
                child = os.fork()
                if child == 0:
                    for _ in range(20):
                        m.call_later(lambda: seen.append(1), 0)
                    end = time.monotonic() + seconds
                    while time.monotonic() < end:
                        pass  # They come, and wait for this thread.
                    sys.exit()
                came = os.WEXITSTATUS(os.waitpid(child, 0)[1])
                if came == 20:
                    break  # On a busy machine some come too late, and are turned away.
            finish(came)
        """
        self.expect("20", code)

    @unittest.skipUnless(hasattr(sys, "setswitchinterval"), "no switch interval")
    def test_many_threads_at_once(self):
        before = sys.getswitchinterval()
        self.addCleanup(sys.setswitchinterval, before)
        sys.setswitchinterval(1e-6)
        total = []

        def count(number):
            total.extend([number] * 100)
            return len([None for _ in range(200)])

        for _ in range(5):
            self.assertEqual(m.call_on_threads(count, list(range(32))), [200] * 32)
        self.assertEqual(len(total), 5 * 32 * 100)


if __name__ == "__main__":
    unittest.main()
