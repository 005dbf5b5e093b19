"""Runs the tests of one file again and again, and fails those after which there are more references each time.

    python references.py FILE [--json OUT] [--after TEST]

For a debug build of CPython from 3.13 on, which counts every reference there is. The options and the results are those of `run.py`.
A test that starts processes runs once: nobody counts in them.
"""

import functools
import gc
import re
import sys
import unittest

import run

#: Frames of this file are left out of what a failed test shows.
__unittest = True

#: A test leaves nothing behind if so many runs of it in a row add no reference; so many may come before, which fill caches.
QUIET, MOST = 3, 50


class Processes:
    """How many processes were started, by this one."""

    count = 0

    @classmethod
    def see(cls, event, _):
        cls.count += event == "subprocess.Popen"


def repeat(test, result):
    """Runs `test` as often as it takes, and tells `result` what became of it."""
    changes, before, processes = [], None, Processes.count
    result.startTest(test)
    while any(change > 0 for change in changes[-QUIET:]) or len(changes) < QUIET:
        # Not by a suite: CPython 3.14 counts too few references when one has run.
        once = unittest.TestResult()
        type(test).run(test, once)
        if pass_on(once, test, result) or Processes.count > processes:
            break
        del once
        now = references()
        if before is not None:
            changes.append(now - before)
        before = now
        if len(changes) == MOST:
            result.fail(test, "again and again more references than before: %s\n" % changes)
            break
    result.stopTest(test)


def pass_on(once, test, result):
    """Tells `result` why a test did not pass; gives whether there was something to tell."""
    for _, text in once.errors + once.failures:
        result.fail(test, text)
    for _, reason in once.skipped:
        result.addSkip(test, reason)
    return bool(once.errors or once.failures or once.skipped)


def references():
    """All references that there are, once everything is collected."""
    # Caches keep each attribute's name that was ever looked up, and each pattern.
    sys._clear_internal_caches()
    re.purge()
    for _ in range(3):
        gc.collect()
    return sys.gettotalrefcount()


def load(path):
    """The tests of the file at `path`, each of which runs again and again."""
    tests = run.load(path)
    for test in tests:
        if not hasattr(getattr(test, test._testMethodName), "is_for_once"):
            test.run = functools.partial(repeat, test)
    return tests


if __name__ == "__main__":
    sys.addaudithook(Processes.see)
    sys.exit(run.main(load))
