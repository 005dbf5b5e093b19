"""What Rust awaits of Python's: coroutines, futures and tasks, their errors, and how they are cancelled."""

import asyncio
import contextvars
import gc
import weakref

import hpy_tests as m
from coroutines_of_tests import Counting, drops_values, needs_interpreter, run
from exceptions_of_tests import Special
from support import INTERPRETER, enters_again, needs_threads, skip_on


async def nap(result, rounds=3):
    for _ in range(rounds):
        await asyncio.sleep(0)
    return result


async def fail(error, rounds=3):
    await nap(None, rounds)
    raise error


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaited"


class Results(Counting):
    def test_coroutines(self):
        async def main():
            self.assertEqual(await m.await_object(nap("a")), "a")
            self.assertIsNone(await m.await_object(nap(None, 0)))
            self.assertEqual(await m.await_both(nap(1, 5), nap(2, 2)), (1, 2))

        run(main())

    def test_other_awaitables(self):
        async def main():
            loop = asyncio.get_running_loop()
            future = loop.create_future()
            loop.call_later(0.01, future.set_result, "future")
            self.assertEqual(await m.await_object(future), "future")
            self.assertEqual(await m.await_object(future), "future")  # It has ended before.
            self.assertEqual(await m.await_object(asyncio.ensure_future(nap("task"))), "task")
            self.assertEqual(await m.await_object(Awaitable()), "awaited")
            self.assertEqual(await m.await_object(asyncio.gather(nap(1), nap(2))), [1, 2])

        run(main())

    def test_coroutines_of_rust(self):
        async def main():
            return await m.await_object(m.await_object(m.wait_for_a_thread("x", 1)))

        self.assertEqual(run(main()), "x")
        self.assertEqual(self.dropped, 1)

    def test_what_cannot_be_awaited(self):
        async def main():
            for thing in (5, None, nap):
                with self.assertRaisesRegex(TypeError, "awaitable"):
                    m.await_object(thing)
            other = asyncio.new_event_loop()
            with self.assertRaisesRegex(ValueError, "loop"):
                m.await_object(other.create_future())
            other.close()

        run(main())

    def test_without_an_event_loop(self):
        coroutine = nap(1)
        with self.assertRaisesRegex(RuntimeError, "no running event loop"):
            m.await_object(coroutine)
        coroutine.close()

    def test_it_begins_at_once(self):
        async def main():
            begun = []

            async def begin():
                begun.append(1)

            coroutine = m.await_object(begin())
            await nap(None)
            self.assertEqual(begun, [1])
            await coroutine

        run(main())

    def test_context_variables(self):
        variable = contextvars.ContextVar("variable", default=0)

        async def look():
            value = variable.get()
            variable.set(8)
            return value

        async def main():
            variable.set(5)
            self.assertEqual(await m.await_object(look()), 5)
            self.assertEqual(variable.get(), 5)

        run(main())

    def test_many(self):
        async def main():
            return await asyncio.gather(*[m.await_object(nap(number, number % 5)) for number in range(200)])

        self.assertEqual(run(main()), list(range(200)))

    @enters_again
    @needs_interpreter
    def test_one_after_the_other(self):
        numbers = iter(range(10))
        self.assertEqual(run(m.await_calls(lambda: nap(next(numbers)), 5)), [0, 1, 2, 3, 4])

    @needs_threads
    def test_polled_on_a_thread(self):
        async def main():
            self.assertEqual(await m.await_on_a_thread(nap("x", 20)), "x")
            with self.assertRaises(Special):
                await m.await_on_a_thread(fail(Special()))

        run(main())

    def test_a_task_that_nobody_else_has(self):
        async def main():
            # What it waits for has nobody but itself.
            coroutine = m.await_object(asyncio.ensure_future(m.wait_for_a_thread("x", 50)))
            for _ in range(5):
                await asyncio.sleep(0)
                gc.collect()
            return await coroutine

        self.assertEqual(run(main()), "x")


class Errors(Counting):
    def test_raised(self):
        async def main():
            for _ in range(3):
                special = Special()
                try:
                    await m.await_object(fail(special))
                except Special as error:
                    self.assertIs(error, special)
                    self.assertIsNotNone(error.__traceback__)
                else:
                    self.fail("not raised")

        run(main())

    def test_kept_in_rust(self):
        async def main():
            with self.assertRaisesRegex(KeyError, "^'x'$"):
                await m.await_error(fail(KeyError("x")))
            self.assertIsNone(await m.await_error(nap(1)))

        run(main())

    def test_the_second_one_is_given_up(self):
        seen = []

        async def second():
            try:
                await asyncio.sleep(60)
            finally:
                seen.append("over")

        async def main():
            with self.assertRaises(Special):
                await m.await_both(fail(Special()), second())
            await nap(None, 10)
            self.assertEqual(seen, ["over"])

        run(main())

    @drops_values
    @skip_on("pypy", "objects go late")
    def test_exceptions_go(self):
        async def main():
            special = Special()
            gone = weakref.ref(special)
            try:
                await m.await_object(fail(special))
            except Special:
                pass
            del special
            await nap(None)
            gc.collect()
            return gone

        if INTERPRETER == "cpython":
            self.assertIsNone(run(main())())


class Cancelling(Counting):
    def setUp(self):
        super().setUp()
        self.seen = []

    async def sleep(self, seconds=60):
        try:
            self.seen.append("begun")
            await asyncio.sleep(seconds)
        except asyncio.CancelledError:
            self.seen.append("cancelled")
            await asyncio.sleep(0)
            self.seen.append("cleaned up")
            raise

    async def assertSoonSeen(self, *seen):
        for _ in range(500):
            if len(self.seen) == len(seen):
                break
            gc.collect()
            await asyncio.sleep(0.01)
        self.assertEqual(self.seen, list(seen))

    def test_given_up(self):
        async def main():
            await m.give_up(self.sleep(), 0, False)
            await self.assertSoonSeen("begun", "cancelled", "cleaned up")

        run(main())

    def test_given_up_on_a_thread(self):
        async def main():
            await m.give_up(self.sleep(), 0, True)
            await self.assertSoonSeen("begun", "cancelled", "cleaned up")

        run(main())

    def test_given_up_when_it_has_ended(self):
        async def main():
            task = asyncio.ensure_future(nap("x"))
            await task
            await m.give_up(task, 10, False)
            self.assertEqual(task.result(), "x")

        run(main())

    def test_the_outer_one_is_cancelled(self):
        async def main():
            task = asyncio.ensure_future(m.await_object(self.sleep()))
            await nap(None)
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            await self.assertSoonSeen("begun", "cancelled", "cleaned up")

        run(main())

    def test_timeout(self):
        async def main():
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(m.await_object(self.sleep()), 0.05)
            await self.assertSoonSeen("begun", "cancelled", "cleaned up")

        run(main())

    def test_when_the_loop_ends(self):
        async def main():
            asyncio.ensure_future(m.await_object(self.sleep()))
            await nap(None)

        run(main())
        self.assertEqual(self.seen, ["begun", "cancelled", "cleaned up"])

    def test_the_inner_one_is_cancelled(self):
        async def main():
            inner = asyncio.ensure_future(self.sleep())
            outer = asyncio.ensure_future(m.await_object(inner))
            await nap(None)
            inner.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await outer
            self.assertTrue(outer.cancelled())

        run(main())

    @drops_values
    def test_never_awaited(self):
        async def main():
            m.await_object(self.sleep()).close()
            await self.assertSoonSeen("begun", "cancelled", "cleaned up")

        run(main())

    @drops_values
    def test_a_loop_that_goes_meanwhile(self):
        async def main():
            await m.await_both(m.wait_for_ever(), nap(1))

        loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda loop, context: None)
        task = loop.create_task(main())
        loop.run_until_complete(asyncio.sleep(0.001))
        loop.close()
        gone = weakref.ref(task)
        del task, loop
        self.assertSoonDropped(1)
        self.assertIsNone(gone())
