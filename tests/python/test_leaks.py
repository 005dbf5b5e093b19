"""What the leak detector finds, and that nothing grows when calls are repeated."""

import gc
import os
import sys
import unittest

import hpy_tests as m
from exceptions_of_tests import Special
from support import DEBUG, DOOR, INTERPRETER, TestCase, leaks_of, skip_on

SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "extension", "src", "leaks.rs")


def line_of(marker):
    """The number of the line in `leaks.rs` that ends in this comment."""
    with open(SOURCE, encoding="utf-8") as source:
        lines = [number for number, line in enumerate(source, 1) if line.rstrip().endswith("// " + marker)]
    (line,) = lines
    return line


@unittest.skipUnless(DEBUG, "only in debug mode")
class Found(TestCase):
    finds_leaks = False

    def test_a_leak_is_found(self):
        leaks = leaks_of(m.leak_list)
        self.assertEqual([leak.obj for leak in leaks], [[]])

    def test_each_leak_is_found(self):
        leaks = leaks_of(lambda: [m.leak_argument("marked"), m.leak_list(), m.leak_argument("marked")])
        self.assertEqual([leak.obj for leak in leaks].count("marked"), 2)
        self.assertEqual(len(leaks), 3)

    def test_nothing_is_found_where_nothing_leaks(self):
        for thing in (1, "text", [], object(), {}):
            self.assertEqual(leaks_of(lambda: m.leak_nothing(thing)), [])

    @unittest.skipUnless(DOOR == "own", "hpy has its own detector")
    def test_a_span_that_is_none(self):
        for span, expected in (("x", TypeError), (2**70, OverflowError)):
            with self.assertRaises(expected):
                m.__hpy_rs_debug__("left_open", span)
        with self.assertRaisesRegex(TypeError, "no such command"):
            m.__hpy_rs_debug__("left_open")

    def test_a_panic_leaks_nothing(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)

        def panic():
            try:
                m.panic_with_handles(20)
            except Exception:
                pass

        self.assertEqual(leaks_of(panic), [])

    def test_the_detector_of_the_tests_fails_a_test_that_leaks(self):
        class Leaking(TestCase):
            def test(self):
                m.leak_list()

        result = unittest.TestResult()
        Leaking("test").run(result)
        self.assertEqual(len(result.failures), 1)
        self.assertIn("1 handle(s) left open", result.failures[0][1])


@unittest.skipUnless(DEBUG and (DOOR == "own" or INTERPRETER == "cpython"), "this HPy does not record where a handle was made")
@unittest.skipUnless(os.environ.get("HPY_RS_SYMBOLIZER"), "no program that finds the lines")
class Lines(TestCase):
    """The report names the file and the line where the handle was made."""

    finds_leaks = False

    def frames_of(self, *call):
        (leak,) = leaks_of(lambda: call[0](*call[1:]))
        return leak, [frame.split()[0] for frame in leak.frames if "leaks.rs:" in frame]

    def frame(self, marker):
        return "tests/extension/src/leaks.rs:%d" % line_of(marker)

    def test_a_new_object(self):
        leak, frames = self.frames_of(m.leak_list)
        self.assertEqual(frames[:1], [self.frame("LEAKED LIST")])
        self.assertTrue(leak.where.startswith(self.frame("LEAKED LIST") + " "), leak)
        self.assertIn("leak_list", leak.where)

    def test_a_copy(self):
        _, frames = self.frames_of(m.leak_argument, object())
        self.assertEqual(frames[:1], [self.frame("LEAKED COPY")])

    def test_in_an_inlined_function(self):
        _, frames = self.frames_of(m.leak_below, 12345)
        self.assertEqual(frames[:2], [self.frame("LEAKED NUMBER"), self.frame("CALLS THE LEAK")])

    def test_the_report_shows_it(self):
        leak, _ = self.frames_of(m.leak_list)
        self.assertIn("made at %s leak_list" % self.frame("LEAKED LIST"), str(leak))


def error_paths():
    """Calls that end in an error, or meet one."""

    def failing_with_new():
        raise Special("text", [1])

    def keep(call, *args, **kwargs):
        def run():
            try:
                call(*args, **kwargs)
            except Exception:
                pass

        return run

    return {
        "propagate": keep(m.propagate, failing_with_new),
        "propagate a KeyError": keep(m.propagate, {}.popitem),
        "drop": keep(m.drop_errors, failing_with_new),
        "hold two": keep(m.hold_two, failing_with_new, failing_with_new, 1),
        "log": keep(m.log_and_return, failing_with_new, repr),
        "or else": keep(m.or_else, failing_with_new, list),
        "replace": keep(m.replace_error, failing_with_new, "text"),
        "forget": keep(m.forget_error, failing_with_new),
        "stash": keep(m.stash_error, failing_with_new),
        "return stashed": keep(m.return_stashed),
        "another thread": keep(m.drop_on_another_thread, failing_with_new),
        "anyhow": keep(m.through_anyhow, failing_with_new, "context"),
        "eyre": keep(m.through_eyre, failing_with_new, "context"),
        "value": keep(m.value_of, failing_with_new),
        "new value": keep(m.value_of_new, "text"),
        "matches": keep(m.matching, failing_with_new),
        "catch": keep(m.caught, failing_with_new),
        "from value": keep(lambda: m.raise_value(ValueError(1))),
        "raise from": keep(m.raise_from, failing_with_new, "text"),
        "builtin": keep(m.raise_builtin, "ValueError", "text"),
        "nul": keep(m.raise_builtin, "ValueError", "te\0xt"),
        "created": keep(m.raise_created, "DegenerateError", "text"),
        "os": keep(m.raise_os_error, 2),
        "io kind": keep(m.raise_io_kind, "NotFound"),
        "std": keep(m.raise_std_error, "ParseIntError"),
        "wrong type": keep(m.take_i64, "x"),
        "overflow": keep(m.take_i8, 1000),
        "surrogate": keep(m.take_str, "\ud800"),
        "in a list": keep(m.take_int_vec, [1, 2, "x"]),
        "in a map": keep(m.take_map, {"a": "b"}),
        "missing": keep(m.take_three),
        "twice": keep(m.take_three, 1, a=1),
        "unexpected": keep(m.take_three, 1, x=1),
        "too many": keep(m.take_three, 1, 2, 3),
        "panic": keep(m.body_keywords, 1, 2),
        "panic with handles": keep(m.panic_with_handles, 5),
        "panic in a conversion": keep(m.argument_keywords, 1, 2),
        "detached": keep(m.drop_error_detached, failing_with_new),
        "references": keep(m.drop_references_on_a_thread, [1, "x"]),
        "many kinds": keep(m.leak_nothing, 5),
    }


@unittest.skipIf(DEBUG, "debug modes keep closed handles")
@skip_on("graalpy", "leaks by itself")
class Growth(TestCase):
    #: Repeats, and what may be left after them.
    TIMES, BLOCKS, BYTES = 1000, 60, 4 * 1024 * 1024

    def setUp(self):
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)

    @unittest.skipUnless(INTERPRETER == "cpython", "only CPython counts blocks")
    def test_blocks(self):
        for name, call in error_paths().items():
            with self.subTest(name):
                # The first repeats fill caches, and a thread may end late.
                growth = [self.growth_of(call) for _ in range(3)]
                self.assertLessEqual(min(growth), self.BLOCKS)

    def growth_of(self, call):
        gc.collect()
        before = sys.getallocatedblocks()
        for _ in range(self.TIMES):
            call()
        gc.collect()
        return sys.getallocatedblocks() - before

    @unittest.skipUnless(os.path.exists("/proc/self/statm"), "no /proc")
    def test_memory(self):
        calls = list(error_paths().values())
        self.repeat(calls, 3 * self.TIMES)
        growth = []
        for _ in range(3):
            before = self.resident()
            self.repeat(calls, self.TIMES)
            growth.append(self.resident() - before)
        self.assertLessEqual(min(growth), self.BYTES)

    def repeat(self, calls, times):
        for call in calls:
            for _ in range(times):
                call()
        for _ in range(4):
            gc.collect()

    def resident(self):
        with open("/proc/self/statm") as file:
            return int(file.read().split()[1]) * 4096


if __name__ == "__main__":
    unittest.main()
