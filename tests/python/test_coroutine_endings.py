"""How coroutines end, whatever ends them, and what Python code finds in their frames."""

import asyncio
import contextvars
import gc
import os
import time
import unittest
import warnings
import weakref

import hpy_tests as m
from coroutines_of_tests import Counting, drops_values, needs_interpreter, run
from support import INTERPRETER, enters_again, skip_on


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

    def test_a_task_that_nobody_keeps_goes_on(self):
        async def work(done):
            done.append(await m.wait_for_a_thread(1, 50))

        async def main():
            done = []
            asyncio.ensure_future(work(done))
            for _ in range(3):
                await asyncio.sleep(0)
            gc.collect()
            for _ in range(500):
                if done:
                    break
                await asyncio.sleep(0.01)
            self.assertEqual(done, [1])

        asyncio.run(main())

    @skip_on("graalpy", "objects go late")
    def test_the_context_of_the_first_that_waits_is_not_kept(self):
        variable = contextvars.ContextVar("variable")

        async def work():
            value = Counting()
            variable.set(value)
            await m.wait_for_a_thread(1, 1)
            return weakref.ref(value)

        async def main():
            value = await asyncio.ensure_future(work())
            for _ in range(10):
                await asyncio.sleep(0)
                gc.collect()
            self.assertIsNone(value())

        asyncio.run(main())

    def test_interrupted_when_it_wakes(self):
        m.wake_kept(False, False, True)
        interruptions = []

        class Waiter(asyncio.Future):
            def set_result(self, result):
                if interruptions:
                    raise interruptions.pop()
                super().set_result(result)

        loop = asyncio.new_event_loop()
        tasks = [loop.create_task(m.wait_to_be_woken()) for _ in range(5)]
        loop.create_future = lambda: Waiter(loop=loop)
        loop.run_until_complete(asyncio.sleep(0.001))
        interruptions.append(KeyboardInterrupt())
        self.assertEqual(m.wake_kept(True, True, True), 5)
        with self.assertRaises(KeyboardInterrupt):
            loop.run_until_complete(asyncio.sleep(10))
        # The one that it has met may stay.
        done, left = loop.run_until_complete(asyncio.wait(tasks, timeout=0.2))
        self.assertGreaterEqual(len(done), 4)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks))
        loop.close()

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
            for _ in range(500):
                if task.done():
                    break
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
        before = self.open_files()
        for _ in range(20):
            run(m.wait_for_a_thread(1, 2))
        # A thread may hold the waker for a while after it has woken.
        for _ in range(500):
            gc.collect()
            if self.open_files() <= before:
                return
            time.sleep(0.01)
        self.assertEqual(self.open_files(), before)

    def open_files(self):
        return len(os.listdir("/proc/self/fd"))


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
