"""Detaching, signals, recursion and calls from other threads."""

import os
import signal
import sys
import time
import unittest
import warnings

import hpy_tests as m
from exceptions_of_tests import Special, failing
from probes import Probing
from support import DEBUG, INTERPRETER, TestCase, enters_again, needs_threads, no_debug, no_sanitizer

try:
    import threading
except ImportError:
    threading = None

#: Debug modes change contexts with every call, and abort when one that waited is used again.
no_waiting = no_debug("it aborts when others call while a call waits")


def in_threads(functions):
    """Runs the functions at once, each in a thread; gives the exceptions that they raised."""
    errors = []
    start = threading.Event()

    def run(function):
        start.wait()
        try:
            function()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    start.set()
    for thread in threads:
        thread.join()
    return errors


class Detaching(TestCase):
    def test_text_and_bytes_are_read(self):
        self.assertEqual(m.sum_detached("abc", b"\x01\x02"), 297)
        self.assertEqual(m.sum_detached("é" * 100000, b"\xff" * 100000), (0xC3 + 0xA9 + 255) * 100000)
        self.assertEqual(m.sum_detached("", b""), 0)

    def test_alternating_with_calls(self):
        self.assertEqual(m.alternate(lambda: 2, 1000), 3000)

    @enters_again
    def test_nested(self):
        self.assertEqual(m.alternate(lambda: m.alternate(lambda: m.sum_detached("", b"\x01"), 3), 5), 5 + 5 * 6)

    def test_error_dropped(self):
        self.assertEqual(m.drop_error_detached(failing(Special())), "function")
        self.assertEqual(m.drop_error_detached(list), "type")

    def test_error_returned(self):
        special = Special()
        with self.assertRaises(Special) as caught:
            m.return_error_detached(failing(special))
        self.assertIs(caught.exception, special)

    def test_calls_from_within(self):
        self.assertEqual(m.attach_to_call(lambda number: number * number, 5), [0, 1, 4, 9, 16])
        self.assertEqual(m.attach_to_call(abs, 0), [])

    @enters_again
    def test_calls_from_within_that_detach_again(self):
        def again(number):
            return sum(m.attach_to_call(lambda inner: inner + m.sum_detached("", b"\x01"), number))

        self.assertEqual(m.attach_to_call(again, 5), [0, 1, 3, 6, 10])

    def test_error_of_a_call_from_within(self):
        special = Special()
        for _ in range(3):
            with self.assertRaises(Special) as caught:
                m.attach_to_call(lambda number: failing(special)() if number == 2 else number, 5)
            self.assertIs(caught.exception, special)
        with self.assertRaises(KeyError):
            m.attach_to_call({}.__getitem__, 1)

    def test_errors_dropped_from_within(self):
        gone = []

        class Tracked(Exception):
            def __del__(self):
                gone.append(1)

        def fail():
            raise Tracked

        for _ in range(3):
            self.assertEqual(m.drop_errors_attached(fail), 2)
        self.assertEqual(m.drop_errors_attached({}.popitem), 2)
        self.assertEqual(m.drop_errors_attached(list), 0)
        if INTERPRETER == "cpython":
            self.assertEqual(len(gone), 6)

    def test_errors_dropped_between_calls_from_within(self):
        """They go with the next call, not with the last one."""
        alive = [0]
        seen = []

        class Tracked(Exception):
            def __del__(self):
                alive[0] -= 1

        def fail():
            seen.append(alive[0])
            alive[0] += 1
            raise Tracked

        self.assertEqual(m.drop_errors_between(fail, 5), 5)
        if INTERPRETER == "cpython":
            self.assertEqual((seen, alive), ([0] * 5, [0]))

    def test_panic_of_a_call_from_within(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        for _ in range(3):
            with self.assertRaisesRegex(Exception, "^attached panicked$"):
                m.panic_attached()
        self.assertEqual(m.attach_to_call(abs, 3), [0, 1, 2])

    def test_nothing_to_attach_to(self):
        self.assertEqual(m.can_attach(), (False, False, True))
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        with self.assertRaisesRegex(Exception, "^this thread is in no closure of Context::detach or Context::lend, or cannot call Python here$"):
            m.attach_in_a_call()

    def test_error_inside_of_a_handler(self):
        try:
            raise KeyError("handled")
        except KeyError:
            m.drop_error_detached(failing(Special()))
            self.assertIs(sys.exc_info()[0], KeyError)

    def test_references_dropped_on_a_thread_of_rust(self):
        self.assertEqual(m.drop_references_on_a_thread([[1], "x", None, object()]), 4)
        for _ in range(50):
            m.share(object())
            self.assertEqual(m.drop_shared(), 1)

    def test_what_was_dropped_there_is_let_go_of(self):
        gone = []

        class Tracked:
            def __del__(self):
                gone.append(1)

        m.drop_references_on_a_thread([Tracked() for _ in range(3)])
        # The places are used again by those that come next.
        m.share(None)
        m.drop_shared()
        if INTERPRETER == "cpython":
            self.assertEqual(len(gone), 3)


@needs_threads
class Threads(TestCase):
    def ticks_while(self, sleep):
        """How often another thread has run while this one was in `sleep`."""
        ticks = []
        done = threading.Event()

        def tick():
            while not done.is_set():
                ticks.append(1)
                time.sleep(0.001)

        thread = threading.Thread(target=tick)
        thread.start()
        sleep(10)
        before = len(ticks)
        sleep(300)
        after = len(ticks)
        done.set()
        thread.join()
        return after - before

    @no_waiting
    def test_others_run_while_one_is_detached(self):
        self.assertTrue(any(self.ticks_while(m.sleep_detached) > 20 for _ in range(3)))

    def test_nobody_runs_while_one_is_attached(self):
        # They may before this thread goes on, when the call is over.
        self.assertTrue(any(self.ticks_while(m.sleep_attached) < 10 for _ in range(3)))

    @no_waiting
    def test_many_calls_from_eight_threads(self):
        def work():
            for number in range(10000):
                if m.take_three(number, b=1) != (number, 1, 3):
                    raise AssertionError("wrong result")

        self.assertEqual(in_threads([work] * 8), [])

    @no_waiting
    def test_eight_threads_that_detach(self):
        numbers = list(range(100))

        def work():
            for _ in range(100):
                if m.add_up(numbers) != 4950 or m.sum_detached("ab", b"c") != 294:
                    raise AssertionError("wrong result")

        self.assertEqual(in_threads([work] * 8), [])

    @no_waiting
    def test_eight_threads_that_call_from_within(self):
        def worker(number):
            special = Special(number)

            def work():
                for _ in range(50):
                    if m.attach_to_call(lambda index: number + index, 20) != list(range(number, number + 20)):
                        raise AssertionError("wrong result")
                    try:
                        m.attach_to_call(lambda index: failing(special)(), 1)
                    except Special as error:
                        if error is not special:
                            raise AssertionError("somebody else's error")

            return work

        self.assertEqual(in_threads([worker(number) for number in range(8)]), [])

    @no_waiting
    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    @no_sanitizer("a child may wait for the lock of its allocator")
    def test_forked_while_references_are_dropped(self):
        """By threads that the child does not have, and that nothing in it may wait for."""
        is_over = []

        def drop():
            while not is_over:
                m.drop_references_on_a_thread([None] * (500 if DEBUG else 20000))

        def fork():
            try:
                return [status_of_child() for _ in range(40)]
            finally:
                is_over.append(True)

        def status_of_child():
            child = os.fork()
            if child == 0:
                signal.alarm(30)  # That ends it, if it hangs.
                m.share(None)
                m.drop_shared()
                m.share(None)
                os._exit(0)
            return os.waitpid(child, 0)[1]

        statuses = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.assertEqual(in_threads([drop, drop, lambda: statuses.extend(fork())]), [])
        self.assertEqual(statuses, [0] * 40)

    @no_waiting
    def test_errors_of_eight_threads_do_not_mix(self):
        def worker(number):
            special = Special(number)

            def work():
                for _ in range(500):
                    try:
                        m.return_error_detached(failing(special))
                    except Special as error:
                        if error is not special:
                            raise AssertionError("somebody else's error")
                    m.drop_error_detached(failing(special))
                    m.forget_error(failing(special))

            return work

        self.assertEqual(in_threads([worker(number) for number in range(8)]), [])

    @no_waiting
    def test_panics_of_eight_threads(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)

        def work():
            for _ in range(200):
                try:
                    m.panic_detached()
                except Exception as error:
                    if str(error) != "detached panicked":
                        raise

        self.assertEqual(in_threads([work] * 8), [])

    @no_waiting
    def test_references_between_threads(self):
        def put():
            for number in range(500):
                m.share(("x", number))

        def take():
            for _ in range(500):
                found = m.take_shared()
                if found is not None and found[0] != "x":
                    raise AssertionError("wrong object")

        self.assertEqual(in_threads([put, take] * 4), [])
        while m.take_shared() is not None:
            pass

    @no_waiting
    def test_recursion_is_counted_for_each_thread(self):
        nested = []
        for _ in range(600):
            nested = [nested]

        def work():
            for _ in range(20):
                if m.depth(nested) != 600:
                    raise AssertionError("wrong depth")

        old, size = threading.stack_size(16 * 1024 * 1024), 0
        try:
            self.assertEqual(in_threads([work] * 4), [])
        finally:
            threading.stack_size(old or size)


class Recursion(TestCase):
    def nested(self, depth):
        outer = []
        for _ in range(depth):
            outer = [outer]
        return outer

    def test_within_the_limit(self):
        self.assertEqual(m.depth(self.nested(0)), 0)
        self.assertEqual(m.depth(self.nested(999)), 999)

    def test_beyond_the_limit(self):
        for depth in (1000, 1001, 5000):
            with self.assertRaisesRegex(RecursionError, "^maximum recursion depth exceeded while measuring a list$"):
                m.depth(self.nested(depth))

    def test_a_list_in_itself(self):
        knot = []
        knot.append(knot)
        for _ in range(3):
            with self.assertRaises(RecursionError):
                m.depth(knot)
        self.assertEqual(m.depth(self.nested(999)), 999)


class Signals(Probing, TestCase):
    def test_without_a_signal(self):
        self.assertGreater(m.spin(0.05, True), 1024)
        self.assertGreater(m.spin(0.05, False), 1024)

    @unittest.skipIf(INTERPRETER == "graalpy", "graalpy: signals are Java's there")
    def test_ctrl_c_interrupts_a_loop(self):
        # A process that a shell started in the background ignores the signal, and Python leaves it so.
        old = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.addCleanup(signal.signal, signal.SIGINT, old)
        for round in range(3):
            with self.subTest(round):
                with self.assertRaises(KeyboardInterrupt):
                    self.send_soon(signal.SIGINT)
                    m.spin(60, True)

    @unittest.skipIf(INTERPRETER == "graalpy", "graalpy: signals are Java's there")
    def test_a_handler_of_its_own_runs_and_the_loop_goes_on(self):
        seen = []
        old = signal.signal(signal.SIGUSR1, lambda number, frame: seen.append(number))
        self.addCleanup(signal.signal, signal.SIGUSR1, old)
        self.send_soon(signal.SIGUSR1)
        for _ in range(100):
            m.spin(0.6, True)
            if seen:
                break
        self.assertEqual(seen, [signal.SIGUSR1])

    @unittest.skipIf(INTERPRETER == "graalpy", "graalpy: signals are Java's there")
    def test_what_a_handler_raises_arrives(self):
        special = Special("from a handler")
        old = signal.signal(signal.SIGUSR1, failing(special))
        self.addCleanup(signal.signal, signal.SIGUSR1, old)
        with self.assertRaises(Special) as caught:
            self.send_soon(signal.SIGUSR1)
            m.spin(60, True)
        self.assertIs(caught.exception, special)

    @unittest.skipIf(INTERPRETER == "graalpy", "graalpy: signals are Java's there")
    @enters_again
    def test_a_handler_that_calls_while_an_error_is_looked_at(self):
        handled, outcomes = [], []

        def handle(number, frame):
            handled.append(m.take_i64(-1))
            m.drop_errors({}.popitem)
            # Once at a time: it may take longer than that.
            if time.monotonic() < end:
                signal.setitimer(signal.ITIMER_REAL, 0.0003)

        old = signal.signal(signal.SIGALRM, handle)
        self.addCleanup(signal.signal, signal.SIGALRM, old)
        self.addCleanup(signal.setitimer, signal.ITIMER_REAL, 0)
        end = time.monotonic() + 0.5
        signal.setitimer(signal.ITIMER_REAL, 0.0003)
        while time.monotonic() < end:
            outcomes.append(m.value_of([].pop))
            try:
                m.log_and_return([].pop, id)
            except BaseException as error:
                outcomes.append(error)
        signal.setitimer(signal.ITIMER_REAL, 0)
        self.assertEqual({repr(error) for error in outcomes}, {"IndexError('pop from empty list')"})
        self.assertEqual(set(handled), {"-1"})

    @needs_threads
    @no_waiting
    def test_only_the_main_thread_handles_them(self):
        old = signal.signal(signal.SIGUSR1, failing(Special()))
        self.addCleanup(signal.signal, signal.SIGUSR1, old)
        errors = []
        thread = threading.Thread(target=lambda: errors.extend(in_threads([lambda: m.spin(0.5, True)])))
        thread.start()
        with self.assertRaises(Special):
            os.kill(os.getpid(), signal.SIGUSR1)
            while thread.is_alive():
                time.sleep(0.01)
        thread.join()
        self.assertEqual(errors, [])

    def send_soon(self, number):
        """Sends this process a signal while the main thread is busy."""
        import subprocess

        code = "sleep 0.2; kill -%d %d" % (number, os.getpid())
        sender = subprocess.Popen(["/bin/sh", "-c", code])
        self.addCleanup(sender.wait)


if __name__ == "__main__":
    unittest.main()
