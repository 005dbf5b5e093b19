"""Futures that see that they are cancelled, and go on."""

import asyncio
import unittest

import hpy_tests as m
from coroutines_of_tests import Counting, needs_interpreter, run


class Cancelling(Counting):
    async def started(self, coroutine):
        task = asyncio.ensure_future(coroutine)
        for _ in range(3):
            await asyncio.sleep(0)
        return task

    def test_it_goes_on_and_has_a_result(self):
        async def main():
            task = await self.started(m.cancelled_often(2))
            for _ in range(2):
                self.assertFalse(task.done())
                self.assertEqual(self.dropped, 0)
                task.cancel()
                for _ in range(3):
                    await asyncio.sleep(0)
            thrown = await task
            self.assertEqual([type(one) for one in thrown], [asyncio.CancelledError] * 2)
            self.assertEqual(self.dropped, 1)
            self.assertFalse(task.cancelled())

        run(main())

    @needs_interpreter
    def test_it_ends_by_what_was_thrown(self):
        async def main():
            task = await self.started(m.end_by_what_is_thrown())
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertTrue(task.cancelled())

        run(main())

    def test_thrown_by_hand(self):
        async def main():
            coroutine, error = m.cancelled_often(1), KeyError("thrown")
            coroutine.send(None)
            with self.assertRaises(StopIteration) as caught:
                coroutine.throw(error)
            self.assertIs(caught.exception.value[0], error)

        run(main())

    def test_closed(self):
        async def main():
            coroutine = m.cancelled_often(1)
            coroutine.send(None)
            coroutine.close()
            self.assertEqual(self.dropped, 1)

        run(main())

    def test_let_go_of_after_something_was_thrown(self):
        def throw():
            coroutine = m.wait_with_handle()
            coroutine.send(None)
            coroutine.throw(KeyError("thrown"))

        async def main():
            for _ in range(5):
                throw()

        run(main())
        self.assertSoonDropped(5)

    def test_a_handle_that_is_gone(self):
        async def main():
            task = await self.started(m.wait_without_handle())
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            self.assertEqual(self.dropped, 1)

        run(main())

    def test_with_something_else_to_wait_for(self):
        async def main():
            self.assertEqual(await m.thread_or_cancelled(1), (7, False, False))
            task = await self.started(m.thread_or_cancelled(500))
            task.cancel()
            self.assertEqual(await task, (None, True, False))

        run(main())

    def test_while_it_only_pauses(self):
        async def main():
            task = await self.started(m.pause_until_cancelled())
            task.cancel()
            self.assertIs(await task, True)

        run(main())

    def test_two_at_once(self):
        async def main():
            one, other = await self.started(m.cancelled_often(1)), await self.started(m.cancelled_often(1))
            other.cancel()
            await other
            self.assertFalse(one.done())
            one.cancel()
            await one

        run(main())

    def test_elsewhere(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)
        with self.assertRaises(BaseException) as caught:
            m.cancel_handle_of_nothing()
        self.assertIn("no future of a coroutine is polled here", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
