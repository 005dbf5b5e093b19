"""`async fn` methods with `&self` and `&mut self`: how long the object is borrowed, and kept."""

import asyncio
import gc
import unittest
import warnings

import hpy_tests as m
from coroutines_of_tests import Counting, drops_values, needs_interpreter, run
from probes import Probing
from support import DEBUG, DOOR, INTERPRETER, TestCase, enters_again, needs_threads, skip_on


class Borrowing(Counting):
    def assertWritten(self, tank):
        for use in (tank.look, tank.read, lambda: tank.change(1), lambda: tank.fill(1, 1), lambda: tank.level):
            with self.assertRaisesRegex(RuntimeError, "^Already (mutably )?borrowed$"):
                use()

    def assertRead(self, tank, level):
        self.assertEqual((tank.look(), tank.level), (level, level))
        for use in (lambda: tank.change(1), lambda: tank.fill(1, 1)):
            with self.assertRaisesRegex(RuntimeError, "^Already borrowed$"):
                use()

    def assertFree(self, tank):
        self.assertEqual(tank.change(1) - 1, tank.change(-1))

    def test_results(self):
        tank = m.Tank(5)
        self.assertEqual(run(tank.read()), 5)
        self.assertEqual(run(tank.read(0, times=3)), 15)
        self.assertEqual(run(tank.fill(2, 3)), 11)
        self.assertEqual((tank.level, self.dropped), (11, 3))
        self.assertFree(tank)

    def test_arguments_are_looked_at_in_the_call(self):
        tank = m.Tank(5)
        with self.assertRaisesRegex(TypeError, r"^Tank\.fill\(\) argument 'by'"):
            tank.fill("x", 1)
        with self.assertRaisesRegex(TypeError, r"^Tank\.fill\(\) missing"):
            tank.fill(1)
        self.assertFree(tank)
        self.assertEqual(self.dropped, 0)

    def test_errors(self):
        tank = m.Tank(5)
        with self.assertRaisesRegex(ValueError, "^down to -1$"):
            run(tank.fill(-2, 3))
        self.assertFree(tank)

    def test_borrowed_from_the_call_on(self):
        tank = m.Tank(5)
        coroutine = tank.fill(1, 1)
        self.assertWritten(tank)
        self.assertEqual(run(coroutine), 6)
        coroutine = tank.read()
        self.assertRead(tank, 6)
        self.assertEqual(run(coroutine), 6)
        self.assertFree(tank)

    def test_many_readers(self):
        tank = m.Tank(5)

        async def main():
            return await asyncio.gather(*[tank.read(number % 3) for number in range(50)])

        self.assertEqual(run(main()), [5] * 50)
        self.assertFree(tank)

    def test_a_writer_and_others(self):
        tank = m.Tank(5)

        async def main():
            task = asyncio.ensure_future(tank.fill(1, 5))
            while not task.done():
                self.assertWritten(tank)
                await asyncio.sleep(0)
            return await task

        self.assertEqual(run(main()), 10)
        self.assertFree(tank)

    @drops_values
    def test_closed_before_it_ran(self):
        tank = m.Tank(5)
        for method in (lambda: tank.fill(1, 1), tank.read):
            method().close()
            self.assertSoonFree(tank)
        run(m.ready(1))  # That lets go of the tank.

    def assertSoonFree(self, tank):
        for _ in range(200):
            gc.collect()
            try:
                return self.assertFree(tank)
            except RuntimeError:
                continue
        self.assertFree(tank)

    @drops_values
    def test_never_awaited(self):
        tank = m.Tank(5)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tank.fill(1, 1)
            self.assertSoonFree(tank)
            tank.read()
            self.assertSoonFree(tank)
        self.assertEqual(tank.level, 5)
        run(m.ready(1))  # That lets go of the tank.

    @drops_values
    def test_dropped_while_it_waits(self):
        async def main():
            tank = m.Tank(5)
            for method, level in ((tank.read_for_ever, 5), (tank.fill_for_ever, 100)):
                coroutine = method()
                coroutine.send(None)
                del coroutine, method
                self.assertSoonFree(tank)
                self.assertEqual(tank.level, level)

        asyncio.run(main())
        run(m.ready(1))  # That lets go of the tank, if the collector has taken the future first.

    def test_cancelled(self):
        async def main():
            tank = m.Tank(5)
            for method in (tank.read_for_ever, tank.fill_for_ever):
                task = asyncio.ensure_future(method())
                await asyncio.sleep(0)
                task.cancel()
                with self.assertRaises(asyncio.CancelledError):
                    await task
                self.assertFree(tank)
            self.assertEqual((tank.level, self.dropped), (100, 2))

        asyncio.run(main())

    def test_closed_while_it_waits(self):
        async def main():
            tank = m.Tank(5)
            coroutine = tank.fill_for_ever()
            coroutine.send(None)
            self.assertWritten(tank)
            coroutine.close()
            self.assertFree(tank)

        asyncio.run(main())

    @enters_again
    @needs_interpreter
    def test_called_while_it_is_polled(self):
        tank = m.Tank(5)

        def by():
            self.assertWritten(tank)
            return 2

        self.assertEqual(run(tank.fill_by(by)), 9)
        self.assertFree(tank)

    @needs_threads
    def test_in_another_thread(self):
        from concurrent.futures import ThreadPoolExecutor

        tank = m.Tank(5)
        with ThreadPoolExecutor(1) as threads:
            self.assertEqual(threads.submit(run, tank.fill(1, 3)).result(), 8)
        self.assertFree(tank)


class Keeping(Counting):
    """Nobody else has the object meanwhile."""

    def test_new_ones(self):
        self.assertEqual(run(m.Tank(5).fill(1, 5)), 10)
        self.assertEqual(run(m.Meter("name").read("a ")), "a name 0")

    def test_while_it_waits(self):
        async def main():
            coroutines = [m.Meter("name %s" % number).read("") for number in range(100)]
            coroutines += [m.Tank(number).read() for number in range(100)]
            tasks = [asyncio.ensure_future(coroutine) for coroutine in coroutines]
            await asyncio.sleep(0)
            del coroutines
            for _ in range(3):
                gc.collect()
                [m.Tank(-1) for _ in range(100)]
            return await asyncio.gather(*tasks)

        self.assertEqual(run(main()), ["name %s 0" % number for number in range(100)] + list(range(100)))

    def test_readers_of_a_frozen_class(self):
        async def main():
            meter = m.Meter("x")
            return await asyncio.gather(*[meter.read("") for _ in range(4)])

        self.assertEqual(run(main()), ["x 0", "x 1", "x 2", "x 3"])

    def test_extended(self):
        paired = m.PairedMeter(m.Meter("other"), "mine")
        self.assertEqual(run(paired.read("a ")), "a mine 0")
        self.assertEqual(run(m.PairedMeter(paired, "x").read("")), "x 0")
        self.assertTrue(run(paired.is_set()))

    @drops_values
    def test_let_go_of_when_it_has_ended(self):
        run(m.Countable().pause(1))
        self.assertSoonDropped(1)

        async def main():
            task = asyncio.ensure_future(m.Countable().pause(1000))
            await asyncio.sleep(0)
            self.assertEqual(self.dropped, 1)
            task.cancel()
            await asyncio.wait([task])

        run(main())
        self.assertSoonDropped(2)

    def test_without_an_event_loop(self):
        with self.assertRaisesRegex(RuntimeError, "no running event loop"):
            m.Tank(1).fill_for_ever().send(None)
        self.assertEqual(self.dropped, 1)


class Found(Probing, TestCase):
    @skip_on("graalpy", "its collector hands out nothing")
    @unittest.skipUnless(DEBUG, "references are not in a list")
    def test_the_list_of_references_is_cleared_meanwhile(self):
        code = """
            class Marked: pass
            marked = Marked()
            m.share(marked)
            coroutine = m.Meter("name").read("my ")
            coroutine.send(None)
            found = [thing for thing in gc.get_objects() if type(thing) is list and any(item is marked for item in thing)]
            for thing in found:
                thing.clear()
            for _ in range(5):
                gc.collect()
                [m.Meter("other %s" % number) for number in range(200)]
            try:
                coroutine.send(None)
            except StopIteration as end:
                finish(end.value, len(found))
        """
        self.expect("my name 0 1", code)
