"""What the tests of coroutines stand on: how one is run, and a test case that counts the futures of Rust."""

import asyncio
import gc
import sys
import time
import unittest

import hpy_tests as m
from support import DEBUG, DOOR, INTERPRETER, TestCase, skip_on

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


class Counting(TestCase):
    """Knows which futures were dropped."""

    def setUp(self):
        super().setUp()
        for _ in range(4):
            gc.collect()
        self.before = m.dropped_futures()

    @property
    def dropped(self):
        return m.dropped_futures() - self.before

    def assertSoonDropped(self, count):
        for _ in range(500):
            if self.dropped == count:
                return
            gc.collect()
            time.sleep(0.01)
        self.assertEqual(self.dropped, count)
