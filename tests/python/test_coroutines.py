"""`async fn`, and what else Python code can await."""

import asyncio
import contextvars
import gc
import inspect
import os
import sys
import threading
import time
import unittest
import warnings
import weakref

import hpy_tests as m
from exceptions_of_tests import Special, failing
from support import DEBUG, DOOR, INTERPRETER, CountingTestCase, TestCase, enters_again, needs_threads, no_debug, skip_on

#: Where a future can get to Python.
HAS_INTERPRETER = not (INTERPRETER == "graalpy" and sys.version_info < (3, 12)) and not (DEBUG and DOOR == "hpy")
needs_interpreter = unittest.skipUnless(HAS_INTERPRETER, "no thread of Rust can call Python here")
#: GraalPy 23.1 drops no values, 24.2 some of them late.
drops_values = skip_on("graalpy", "values are dropped late or not at all", before=(3, 12))


def run(coroutine):
    """Runs it to its end; fails if that takes too long."""

    async def main():
        return await asyncio.wait_for(coroutine, 60)

    return asyncio.run(main())


async def until(condition):
    end = time.time() + 30
    while not condition():
        assert time.time() < end
        await asyncio.sleep(0.001)


class Counting(TestCase):
    """Knows which futures were dropped."""

    def setUp(self):
        super().setUp()
        gc.collect()
        self.before = m.dropped_futures()

    @property
    def dropped(self):
        return m.dropped_futures() - self.before

    def assertSoonDropped(self, count):
        for _ in range(10):
            if self.dropped == count:
                return
            gc.collect()
            time.sleep(0.01)
        self.assertEqual(self.dropped, count)


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

    def test_a_loop_that_cannot_listen(self):
        class Deaf(asyncio.SelectorEventLoop):
            def add_reader(self, *arguments):
                raise NotImplementedError

        loop = Deaf()
        try:
            for number in range(3):
                self.assertEqual(loop.run_until_complete(m.wait_for_a_thread(number, 8)), number)
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


class Endings(Counting):
    async def started(self, coroutine=None):
        task = asyncio.ensure_future(coroutine or m.wait_for_ever())
        for _ in range(3):
            await asyncio.sleep(0)
        return task

    def test_cancelled(self):
        async def main():
            task = await self.started()
            task.cancel()
            try:
                await task
            except asyncio.CancelledError as error:
                # At once, though the traceback has the frame of the coroutine.
                self.assertEqual(self.dropped, 1)
                self.assertIsNotNone(error.__traceback__)
            else:
                self.fail("not cancelled")

        asyncio.run(main())

    def test_timeout(self):
        async def main():
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(m.wait_for_ever(), 0.01)
            self.assertEqual(self.dropped, 1)

        asyncio.run(main())

    def test_an_exception_is_thrown_in(self):
        async def main():
            coroutine = m.wait_for_ever()
            coroutine.send(None)
            try:
                coroutine.throw(KeyError("thrown"))
            except KeyError as error:
                self.assertEqual(self.dropped, 1)
                self.assertIsNotNone(error.__traceback__)
            else:
                self.fail("not thrown")

        asyncio.run(main())

    def test_closed(self):
        async def main():
            coroutine = m.wait_for_ever()
            coroutine.send(None)
            coroutine.close()
            self.assertEqual(self.dropped, 1)
            with self.assertRaisesRegex(RuntimeError, "reuse|await"):
                await coroutine

        asyncio.run(main())

    def test_closed_before_it_ran(self):
        m.wait_for_ever().close()

    def test_awaited_twice(self):
        async def main():
            coroutine = m.ready(1)
            await coroutine
            with self.assertRaisesRegex(RuntimeError, "reuse|await"):
                await coroutine

        asyncio.run(main())

    @drops_values
    def test_never_awaited(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            m.ready(1)
            self.assertSoonDropped(0)  # The body did not run.
        if INTERPRETER == "cpython":
            self.assertEqual([str(warning.message) for warning in caught], ["coroutine 'ready' was never awaited"])

    @drops_values
    def test_dropped_while_it_waits(self):
        async def main():
            coroutine = m.wait_for_ever()
            coroutine.send(None)
            del coroutine
            self.assertSoonDropped(1)

        asyncio.run(main())

    @drops_values
    def test_a_task_that_is_left_waiting_is_collected(self):
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda loop, context: None)
        task = loop.create_task(m.wait_for_ever())
        loop.run_until_complete(asyncio.sleep(0.001))
        gone = weakref.ref(task)
        del task
        loop.close()
        del loop
        self.assertSoonDropped(1)
        self.assertIsNone(gone())

    def test_woken_when_the_loop_is_closed(self):
        m.wake_kept(False, False, True)
        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda loop, context: None)
        task = loop.create_task(m.wait_to_be_woken())
        loop.run_until_complete(asyncio.sleep(0.001))
        loop.close()
        self.assertEqual(m.wake_kept(True, True, True), 1)
        self.assertFalse(task.done())
        del task

    def test_panic(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        for pauses in (0, 3):
            coroutine = m.panic_in_future(pauses)

            async def main():
                with self.assertRaisesRegex(BaseException, "^the future panicked$") as caught:
                    await coroutine
                self.assertEqual(type(caught.exception).__name__, "PanicException")

            asyncio.run(main())
            with self.assertRaises(RuntimeError):
                coroutine.send(None)
        self.assertEqual(self.dropped, 2)

    @drops_values
    def test_a_sender_that_goes_wakes(self):
        async def main():
            promise = m.Promise()
            task = await self.started(promise.kept())
            del promise
            for _ in range(4):
                gc.collect()
                await asyncio.sleep(0.01)
            with self.assertRaisesRegex(LookupError, "^a broken promise$"):
                await asyncio.wait_for(task, 30)

        asyncio.run(main())

    def test_futures_do_not_pile_up(self):
        async def main():
            for _ in range(300):
                task = await self.started()
                task.cancel()
                await asyncio.wait([task])
            self.assertEqual(self.dropped, 300)

        asyncio.run(main())

    @unittest.skipUnless(os.path.exists("/proc/self/fd") and INTERPRETER == "cpython", "loops go late")
    def test_loops_leave_nothing_open(self):
        run(m.wait_for_a_thread(1, 0))
        gc.collect()
        before = len(os.listdir("/proc/self/fd"))
        for _ in range(20):
            run(m.wait_for_a_thread(1, 2))
        gc.collect()
        self.assertEqual(len(os.listdir("/proc/self/fd")), before)


class Frames(Counting):
    """Python code finds what a coroutine consists of."""

    def step_of(self, coroutine):
        frame = getattr(coroutine, "cr_frame", None)
        if frame is None or "step" not in frame.f_locals:
            self.skipTest("frames are not to be had here")
        return frame.f_locals["step"]

    @enters_again
    @needs_interpreter
    def test_polled_while_it_is_polled(self):
        steps, errors = [], []

        def again(coroutine):
            for goes_on in (True, True, False):
                try:
                    steps[0](goes_on)
                except RuntimeError as error:
                    errors.append(str(error))
            return 1

        coroutine = m.call_in_future(again, None)
        steps.append(self.step_of(coroutine))
        self.assertEqual(run(coroutine), (1, 1))
        self.assertEqual(errors, ["the future of a coroutine is running, or has ended"] * 4)

    def test_polled_by_others(self):
        async def main():
            coroutine = m.wait_for_ever()
            step = self.step_of(coroutine)
            coroutine.send(None)
            self.assertIs(step(True)[0], False)
            self.assertEqual(self.dropped, 0)
            self.assertIsNone(step())
            self.assertEqual(self.dropped, 1)
            with self.assertRaises(RuntimeError):
                step(True)
            with self.assertRaises(RuntimeError):
                coroutine.send(None)

        asyncio.run(main())


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
