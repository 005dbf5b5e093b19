"""`async fn`, and what else Python code can await: results, threads that wake, calls of Python, methods."""

import asyncio
import contextvars
import gc
import inspect
import os
import signal
import threading
import unittest
import warnings
import weakref

import hpy_tests as m
from coroutines_of_tests import Counting, needs_interpreter, run
from exceptions_of_tests import Special, failing
from support import INTERPRETER, enters_again, needs_threads, no_debug, skip_on


class Results(Counting):
    def test_ready_at_once(self):
        self.assertEqual(run(m.ready(3)), (3, "x"))
        self.assertEqual(run(m.ready(3, text="y", times=-2)), (-6, "y"))
        self.assertEqual(self.dropped, 2)
        self.assertIsNone(run(m.nothing_awaited()))

    def test_it_needs_no_event_loop_if_it_waits_for_nothing(self):
        with self.assertRaises(StopIteration) as caught:
            m.ready(3).send(None)
        self.assertEqual(caught.exception.value, (3, "x"))

    def test_it_needs_an_event_loop_to_wait(self):
        with self.assertRaisesRegex(RuntimeError, "no running event loop"):
            m.wait_for_ever().send(None)
        self.assertEqual(self.dropped, 1)

    def test_arguments_are_looked_at_in_the_call(self):
        for arguments in (("x",), (), (1, 2)):
            with self.assertRaisesRegex(TypeError, r"^ready\(\) "):
                m.ready(*arguments)
        with self.assertRaisesRegex(TypeError, r"^ready\(\) argument 'text'"):
            m.ready(1, text=2)
        self.assertEqual(self.dropped, 0)

    def test_it_is_a_coroutine(self):
        coroutine = m.ready(1)
        self.assertTrue(inspect.iscoroutine(coroutine))
        run(coroutine)

    @skip_on("graalpy", "its coroutines have no names")
    def test_names(self):
        coroutine = m.ready(1)
        self.assertEqual((coroutine.__name__, coroutine.__qualname__), ("ready", "ready"))
        run(coroutine)
        coroutine = m.Promise.of_nobody()
        self.assertEqual((coroutine.__name__, coroutine.__qualname__), ("of_nobody", "Promise.of_nobody"))
        run(coroutine)
        first, second = m.two_coroutines("name")
        self.assertEqual((first.__name__, second.__qualname__), ("name", "second"))
        run(first), run(second)

    @skip_on("graalpy", "it does not read text signatures")
    @skip_on("pypy", "its HPy does not show signatures", door="hpy")
    def test_what_is_told_of_the_function(self):
        self.assertEqual(m.ready.__doc__, "Ready at once.")
        self.assertEqual(str(inspect.signature(m.ready)), "(value, /, *, times=1, text=Ellipsis)")
        self.assertEqual(str(inspect.signature(m.call_in_future)), "(callable, argument)")

    def test_errors(self):
        for _ in range(3):
            with self.assertRaisesRegex(ValueError, "^of a future$"):
                run(m.fail_in_future("of a future"))
        self.assertEqual(self.dropped, 3)

    def test_coroutines_of_plain_functions(self):
        first, second = m.two_coroutines("name")
        self.assertEqual((run(first), run(second)), (1, None))

    def test_woken_while_it_is_polled(self):
        self.assertEqual(run(m.pause_often(0)), 0)
        self.assertEqual(run(m.pause_often(1000)), 1000)

    def test_others_run_meanwhile(self):
        seen = []

        async def main():
            task = asyncio.ensure_future(m.pause_often(20))
            while not task.done():
                seen.append(1)
                await asyncio.sleep(0)

        asyncio.run(main())
        self.assertGreaterEqual(len(seen), 20)


class Deaf(asyncio.SelectorEventLoop):
    """It cannot listen, and counts its timers."""

    timers = 0

    def add_reader(self, *arguments):
        raise NotImplementedError

    def call_at(self, *arguments, **options):
        self.timers += 1
        return super().call_at(*arguments, **options)


class Threads(Counting):
    def test_woken_by_a_thread(self):
        for milliseconds in (0, 1, 20):
            self.assertEqual(run(m.wait_for_a_thread("value", milliseconds)), "value")
        self.assertEqual(self.dropped, 3)

    def test_woken_by_threads_in_turn(self):
        self.assertEqual(run(m.wait_for_threads(200)), sum(range(200)))

    def test_many_at_once(self):
        async def main():
            return await asyncio.gather(*[m.wait_for_a_thread(number, number % 7) for number in range(100)])

        self.assertEqual(run(main()), list(range(100)))
        self.assertEqual(self.dropped, 100)

    def test_woken_by_a_thread_that_holds_a_lock(self):
        run(m.wait_for_a_thread_with_a_lock())

    def test_loops_that_cannot_listen(self):
        class Bare(asyncio.SelectorEventLoop):
            @property
            def add_reader(self):
                raise AttributeError

        for loop in (Deaf(), Bare()):
            try:
                for number in range(3):
                    self.assertEqual(loop.run_until_complete(m.wait_for_a_thread(number, 8)), number)
            finally:
                loop.close()

    def test_such_a_loop_looks_for_all_at_once(self):
        async def main():
            tasks = [asyncio.ensure_future(m.wait_for_ever()) for _ in range(50)]
            for _ in range(3):
                await asyncio.sleep(0)
            timers = loop.timers
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            return timers

        loop = Deaf()
        try:
            # As much as has gone by meanwhile, in steps of five milliseconds.
            self.assertLess(loop.run_until_complete(main()), 50)
        finally:
            loop.close()

    @enters_again
    def test_woken_before_there_is_anything_to_wait_for(self):
        m.wake_kept(False, False, True)
        woken = []

        class Late(asyncio.SelectorEventLoop):
            def create_future(self):
                woken.append(m.wake_kept(True, False, True))
                return super().create_future()

        loop = Late()
        try:
            loop.call_later(20, loop.stop)
            loop.run_until_complete(m.wait_to_be_woken())
        finally:
            loop.close()
        self.assertEqual(woken, [1])
        m.wake_kept(True, False, True)

    def test_woken_without_a_need(self):
        m.wake_kept(False, False, True)

        async def main():
            task = asyncio.ensure_future(m.wait_to_be_woken())
            for on_a_thread in (False, True, False):
                for _ in range(3):
                    await asyncio.sleep(0)
                self.assertGreater(m.wake_kept(False, on_a_thread, False), 0)
            await asyncio.sleep(0.01)
            self.assertFalse(task.done())
            m.wake_kept(True, True, False)
            await asyncio.wait_for(task, 30)
            # And when it has ended.
            m.wake_kept(True, True, True)
            await asyncio.sleep(0)

        asyncio.run(main())
        self.assertEqual(self.dropped, 1)
        m.wake_kept(True, False, True)

    @needs_threads
    @no_debug("calls of several threads may not overlap")
    def test_loops_of_several_threads(self):
        results = []

        def work(number):
            results.append(run(m.wait_for_a_thread(number, 5)))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(sorted(results), list(range(5)))

    @skip_on("graalpy", "it cannot be forked")
    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    def test_in_a_child(self):
        run(m.wait_for_a_thread(1, 1))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            try:
                os._exit(run(m.wait_for_a_thread(7, 1)))
            finally:
                os._exit(1)
        self.assertEqual(os.waitpid(child, 0)[1], 7 << 8)

    @skip_on("graalpy", "it cannot be forked")
    @unittest.skipUnless(hasattr(os, "fork"), "no fork")
    @no_debug("calls of several threads may not overlap")
    def test_forked_while_a_thread_wakes(self):
        m.wake_kept(False, False, True)

        async def main():
            coroutine = m.wait_to_be_woken()
            step = coroutine.cr_frame.f_locals["step"]
            coroutine.send(None)
            for _ in range(10000):
                step(True)  # Each leaves a waker.
            is_over = threading.Event()
            thread = threading.Thread(target=self.wake_until, args=(is_over,))
            thread.start()
            try:
                for _ in range(100):
                    await asyncio.sleep(0.003)
                    self.close_in_a_child(coroutine)
            finally:
                is_over.set()
                thread.join()
            coroutine.close()

        asyncio.run(main())
        m.wake_kept(True, False, True)

    def wake_until(self, is_over):
        while not is_over.is_set():
            m.wake_kept(False, True, False)

    def close_in_a_child(self, coroutine):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            signal.alarm(20)  # It ends the child.
            try:
                coroutine.close()
                os._exit(0)
            finally:
                os._exit(1)
        self.assertEqual(os.waitpid(child, 0)[1], 0)


@enters_again
@needs_interpreter
class CallsOfPython(Counting):
    def test_calls(self):
        self.assertEqual(run(m.call_in_future(abs, -3)), (3, 3))

    def test_errors_of_calls(self):
        special = Special()
        for _ in range(3):
            with self.assertRaises(Special) as caught:
                run(m.call_in_future(failing(special), None))
            self.assertIs(caught.exception, special)
            with self.assertRaises(Special) as caught:
                run(m.raise_later(failing(special)))
            self.assertIs(caught.exception, special)

    def test_what_the_call_has_caught_that_made_it(self):
        special = Special()
        for _ in range(3):
            coroutine = m.call_and_tell_later(failing(special))
            with self.assertRaises(Special) as caught:
                run(coroutine)
            self.assertIs(caught.exception, special)
        self.assertEqual(run(m.call_and_tell_later(lambda: 5)), 5)
        gone = weakref.ref(special)
        coroutine = m.call_and_tell_later(failing(special))
        coroutine.send(None)
        coroutine.close()
        del special, caught
        if INTERPRETER == "cpython":
            gc.collect()
            self.assertIsNone(gone())

    def test_context_variables(self):
        variable = contextvars.ContextVar("variable", default=0)

        async def main():
            variable.set(5)
            return await m.call_in_future(lambda _: variable.get(), None)

        self.assertEqual(run(main()), (5, 5))
        self.assertEqual(variable.get(), 0)

    def test_a_future_within_a_future(self):
        def nested(number):
            try:
                m.ready(number).send(None)
            except StopIteration as end:
                return end.value[0]

        self.assertEqual(run(m.call_in_future(nested, 4)), (4, 4))

    @needs_threads
    def test_others_run_while_it_is_polled(self):
        run(m.detach_in_future(1))

    def test_methods(self):
        promise = m.Promise()
        self.assertEqual(run(promise.with_me(2)), (promise, True))
        self.assertEqual(run(promise.with_me(times=0)), (promise, False))

    def test_async_with(self):
        async def main():
            async with m.Promise() as promise:
                waiting = asyncio.ensure_future(promise.kept())
                await asyncio.sleep(0)
                self.assertFalse(waiting.done())
            return await waiting

        self.assertIsNone(run(main()))


class Methods(Counting):
    def test_promises(self):
        async def main():
            promise = m.Promise()
            task = asyncio.ensure_future(promise.kept())
            await asyncio.sleep(0)
            self.assertTrue(promise.keep("kept"))
            self.assertFalse(promise.keep("kept"))
            with self.assertRaises(RuntimeError):
                await promise.kept()
            return await task

        self.assertEqual(run(main()), "kept")

    def test_static_and_class_methods(self):
        self.assertEqual(run(m.Promise.of_nobody(number=2)), 2)
        self.assertEqual(run(m.Promise.of_class(3)), (m.Promise, 3))

    def test_objects_that_are_kept(self):
        promise = m.Promise()
        self.assertIs(promise.me(), promise)
        self.assertEqual(list(promise), [promise])

    def test_async_for(self):
        async def main():
            return [number async for number in m.Downwards(3)]

        self.assertEqual(run(main()), [3, 2, 1])
