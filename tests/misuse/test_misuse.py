"""Handles, builders, trackers and contexts used in ways that they are not good for: the debug mode of the own door tells, with the lines."""

import os
import re
import unittest

from support import DEBUG, DOOR, INTERPRETER, TestCase, leaks_of, run_subprocess

if DOOR != "own":
    raise unittest.SkipTest("the own door's debug mode")
if not DEBUG:
    raise unittest.SkipTest("only in debug mode: nothing else survives it")

import hpy_misuse as m
import hpy_rs_debug

SOURCES = "tests/misuse/src/"

needs_lines = unittest.skipUnless(os.environ.get("HPY_RS_SYMBOLIZER"), "no program that finds the lines")


def line_of(marker):
    """The place that ends in this comment, as reports have it."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "src")
    found = []
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as source:
            lines = [number for number, line in enumerate(source, 1) if line.rstrip().endswith("// " + marker)]
        found += ["%s%s:%d" % (SOURCES, name, line) for line in lines]
    (place,) = found
    return place


class Reporting(TestCase):
    """Tests whose misuse is reported to them."""

    def setUp(self):
        self.reports = []
        hpy_rs_debug.set_on_invalid_handle(self.reports.append)
        self.addCleanup(hpy_rs_debug.set_on_invalid_handle, None)

    def report(self, headline):
        """The one report that was made, which begins like this, by its labels."""
        (text,) = self.reports
        self.assertEqual(text.splitlines()[0], headline)
        sections = re.split(r"^  (\w+) at\n", text, flags=re.MULTILINE)
        return dict(zip(sections[1::2], sections[2::2]))

    def assertPlaces(self, report, **markers):
        for label, marker in markers.items():
            places = re.findall(re.escape(SOURCES) + r"\w+\.rs:\d+", report[label])
            self.assertEqual(places[:1], [line_of(marker)], label)


class Told(Reporting):
    def test_what_is_right_is_not_reported(self):
        m.fine()
        self.assertEqual(self.reports, [])

    def test_closed_twice(self):
        m.close_twice([1])
        self.report("a handle is closed or returned that was closed before")

    def test_used_after_close(self):
        self.assertEqual(m.use_after_close([1]), 0)  # None is used in its place.
        self.report("a handle is used that was closed before")

    def test_argument_closed(self):
        self.assertIsNone(m.close_argument([1]))
        self.report("a handle is closed or returned that is an argument")

    def test_argument_returned(self):
        self.assertIsNone(m.return_argument([1]))
        self.report("a handle is closed or returned that is an argument")

    def test_closed_returned(self):
        self.assertIsNone(m.return_closed([1]))
        self.report("a handle is closed or returned that was closed before")

    def test_constant_closed(self):
        m.close_constant([1])
        self.report("a handle is closed or returned that is a constant of the context")

    def test_what_never_was_a_handle(self):
        m.close_no_handle([1])
        self.report("a handle is closed or returned that does not exist, or was closed long ago")

    def test_argument_of_an_ended_call(self):
        m.keep([1])
        self.assertEqual(m.use_kept_argument(None), 0)
        self.report("a handle is used that was an argument of a call that has ended")

    def test_context_of_an_ended_call(self):
        m.keep([1])
        self.assertEqual(m.use_kept_context([1]), 1)
        self.report("a context is used after its call has ended")

    def test_long_ago(self):
        m.keep([1])
        for _ in range(10000):
            m.fine()
        m.use_kept_argument(None)
        self.report("a handle is used that does not exist, or was closed long ago")

    def test_an_exception_of_the_hook_goes_nowhere(self):
        def hook(text):
            raise ValueError(text)

        hpy_rs_debug.set_on_invalid_handle(hook)
        self.assertIsNone(m.close_argument([1]))


class Builders(Reporting):
    def reports_of(self, function):
        result = function([1])
        found = [text.splitlines()[0] for text in self.reports]
        self.reports.clear()
        return result, found

    def test_what_is_right_is_not_reported(self):
        self.assertEqual(self.reports_of(m.fine_builders), (([1], [[1]]), []))

    def test_built_twice(self):
        told = "a list builder is built or cancelled that was built or cancelled before"
        self.assertEqual(self.reports_of(m.build_twice), (None, [told]))

    def test_set_after_build(self):
        told = "a list builder is used that was built or cancelled before"
        self.assertEqual(self.reports_of(m.set_after_build), ([], [told]))

    def test_cancelled_twice(self):
        told = "a tuple builder is built or cancelled that was built or cancelled before"
        self.assertEqual(self.reports_of(m.cancel_twice), (None, [told]))

    def test_of_another_kind(self):
        told = "a list builder is built or cancelled that is a tuple builder"
        self.assertEqual(self.reports_of(m.build_another), (None, [told]))

    def test_tracker_used_after_close(self):
        used, closed = ("a tracker is %s that was closed before" % how for how in ("used", "closed"))
        self.assertEqual(self.reports_of(m.use_closed_tracker), (None, [used, used, closed]))

    def test_tracked_handle_closed(self):
        told = "a handle is closed or returned that was closed before"
        self.assertEqual(self.reports_of(m.close_tracked), (None, [told]))


class Left(TestCase):
    finds_leaks = False

    def test_builders_and_trackers(self):
        found = sorted(leak.obj for leak in leaks_of(lambda: m.leak_builders([1])))
        self.assertEqual(found, ["a list builder", "a tracker", "a tuple builder"])

    def test_none_is_left_of_what_was_ended(self):
        self.assertEqual(leaks_of(lambda: m.fine_builders([1])), [])


@needs_lines
class Lines(Reporting):
    finds_leaks = False

    def test_closed_twice(self):
        m.close_twice([1])
        report = self.report("a handle is closed or returned that was closed before")
        self.assertPlaces(report, made="MADE FOR TWO CLOSES", closed="CLOSED", used="CLOSED AGAIN")

    def test_used_after_close(self):
        m.use_after_close([1])
        report = self.report("a handle is used that was closed before")
        self.assertPlaces(report, made="MADE TO BE USED", closed="CLOSED BEFORE USE", used="USED AFTER CLOSE")

    def test_argument_closed(self):
        m.close_argument([1])
        self.assertPlaces(self.report("a handle is closed or returned that is an argument"), used="ARGUMENT CLOSED")

    def test_ended_calls(self):
        m.keep([1])
        m.use_kept_argument(None)
        self.assertPlaces(
            self.report("a handle is used that was an argument of a call that has ended"), used="OLD ARGUMENT USED"
        )
        self.reports.clear()
        m.use_kept_context([1])
        self.assertPlaces(self.report("a context is used after its call has ended"), used="OLD CONTEXT USED")

    def test_builders(self):
        m.build_twice([1])
        report = self.report("a list builder is built or cancelled that was built or cancelled before")
        self.assertPlaces(report, made="LIST BEGUN", closed="LIST BUILT", used="LIST BUILT AGAIN")
        self.reports.clear()
        m.cancel_twice([1])
        report = self.report("a tuple builder is built or cancelled that was built or cancelled before")
        self.assertPlaces(report, made="TUPLE BEGUN", closed="TUPLE CANCELLED", used="TUPLE CANCELLED AGAIN")
        self.reports.clear()
        m.set_after_build([1])
        report = self.report("a list builder is used that was built or cancelled before")
        self.assertPlaces(report, used="SET TOO LATE")

    def test_trackers(self):
        m.close_tracked([1])
        report = self.report("a handle is closed or returned that was closed before")
        self.assertPlaces(report, closed="TRACKED CLOSED", used="CLOSED BY TRACKER")
        self.reports.clear()
        m.use_closed_tracker([1])
        del self.reports[1:]
        report = self.report("a tracker is used that was closed before")
        self.assertPlaces(report, made="TRACKER MADE", closed="TRACKER CLOSED", used="TRACKER USED")

    def test_builders_left(self):
        found = {leak.obj: leak.where.split()[0] for leak in leaks_of(lambda: m.leak_builders([1]))}
        places = {"a list builder": "LIST", "a tuple builder": "TUPLE", "a tracker": "TRACKER"}
        self.assertEqual(found, {name: line_of(marker + " LEAKED") for name, marker in places.items()})

    def test_leak(self):
        (leak,) = leaks_of(lambda: m.leak("kept"))
        self.assertEqual((leak.obj, leak.where.split()[0]), ("kept", line_of("LEAKED")))



@unittest.skipIf(INTERPRETER == "graalpy", "it ends without a word when it is aborted")
class Ended(TestCase):
    """Without a hook the process ends."""

    def ends(self, code):
        done = run_subprocess("import hpy_misuse as m\n" + code + "\nprint('went on')")
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("went on", done.stdout)
        return done.stderr

    def test_says_why(self):
        for code, headline in [
            ("m.close_twice([1])", "hpy-rs: a handle is closed or returned that was closed before"),
            ("m.use_after_close([1])", "hpy-rs: a handle is used that was closed before"),
            ("m.keep([1]); m.use_kept_context([1])", "hpy-rs: a context is used after its call has ended"),
        ]:
            with self.subTest(code):
                self.assertIn(headline, self.ends(code))

    @needs_lines
    def test_says_where(self):
        errors = self.ends("m.use_after_close([1])")
        for marker in ("MADE TO BE USED", "CLOSED BEFORE USE", "USED AFTER CLOSE"):
            self.assertIn(line_of(marker), errors)

    def test_frames_without_the_helper(self):
        errors = self.ends("import sys; sys.modules['hpy_rs_debug'] = None; m.use_after_close([1])")
        self.assertRegex(errors, r"(?m)^    \S+hpy_misuse\.hpy0\.so\(\+0x[0-9a-f]+\)$")


if __name__ == "__main__":
    unittest.main()
