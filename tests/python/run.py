"""Runs the tests of files, one after the other, and writes what became of each of them.

    python run.py FILE... [--json OUT] [--after TEST]

Standard library only: the interpreters under test have no pip. A test may end the whole process, so each one is
announced before it starts, on the standard output, and its result is written, a line of JSON, as soon as it is
known; `--after` goes on behind the test of the first file that ended the last process.
"""

import argparse
import faulthandler
import importlib.util
import json
import os
import sys
import time
import unittest


#: Frames of this file are left out of what a failed test shows.
__unittest = True


class Log:
    """The results, a line each, written at once."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8") if path else None

    def write(self, **event):
        if self.file:
            self.file.write(json.dumps(event) + "\n")
            self.file.flush()


class Result(unittest.TestResult):
    """Keeps one outcome a test, the worst of what was reported for it."""

    def __init__(self, log):
        super().__init__()
        self.log = log
        self.failed = False
        self.begin(None)

    def begin(self, test):
        self.outcome, self.detail, self.started = "passed", "", time.time()
        if test is not None:
            print("test " + test.id(), flush=True)
            self.log.write(test=test.id(), outcome="started")

    def finish(self, test):
        if self.outcome == "failed":
            self.failed = True
            print("FAILED %s\n%s" % (test.id(), self.detail), flush=True)
        seconds = round(time.time() - self.started, 3)
        self.log.write(test=test.id(), outcome=self.outcome, detail=self.detail, seconds=seconds)

    def fail(self, test, text):
        self.outcome = "failed"
        self.detail += text
        if isinstance(test, unittest.suite._ErrorHolder):
            # Not a test but a fixture of a class or of the file; it is neither started nor stopped.
            self.finish(test)
            self.begin(None)

    def startTest(self, test):
        super().startTest(test)
        self.begin(test)

    def stopTest(self, test):
        super().stopTest(test)
        self.finish(test)
        # Python 3.12.1 stops tests that it has not started: those of a class that is left out.
        self.outcome, self.detail = "passed", ""

    def addError(self, test, err):
        super().addError(test, err)
        self.fail(test, self.errors.pop()[1])

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.fail(test, self.failures.pop()[1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        for told in (self.errors, self.failures):
            if told:
                self.fail(test, "%s\n%s" % (subtest, told.pop()[1]))

    def addSkip(self, test, reason):
        if self.outcome != "failed":
            self.outcome, self.detail = "skipped", reason
        if isinstance(test, unittest.suite._ErrorHolder):
            self.finish(test)
            self.begin(None)

    def addUnexpectedSuccess(self, test):
        self.outcome, self.detail = "failed", "expected to fail, but passed\n"


def load(path):
    """The tests of the file at `path`, in order."""
    folder = os.path.dirname(os.path.abspath(path))
    for place in (os.path.dirname(os.path.abspath(__file__)), folder):
        if place not in sys.path:
            sys.path.insert(0, place)
    name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return list(flatten(unittest.defaultTestLoader.loadTestsFromModule(module)))


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


def run_file(path, load, log, options):
    """Runs the tests that `load` finds in a file; gives whether one failed."""
    started = time.time()
    try:
        tests = load(path)
    except unittest.SkipTest as skip:
        log.write(test=os.path.basename(path), outcome="skipped", detail=str(skip), seconds=0)
        tests = []
    names = [test.id() for test in tests]
    if options.after in names:
        tests = tests[names.index(options.after) + 1 :]
    tests = [test for test in tests if not options.only or options.only in test.id()]
    result = Result(log)
    unittest.TestSuite(tests).run(result)
    log.write(test=os.path.basename(path), outcome="done", seconds=round(time.time() - started, 3))
    return result.failed


def main(load=load):
    """Runs the tests that `load` finds in the files which the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file with tests")
    parser.add_argument("--json", metavar="OUT", help="where results are appended to, a line of JSON each")
    parser.add_argument("--after", metavar="TEST", help="leave out the tests up to and with this one")
    parser.add_argument("--only", metavar="TEXT", help="only tests with this in their name")
    options = parser.parse_args()
    try:
        faulthandler.enable()
    except Exception:
        pass  # Not every interpreter has it.
    log = Log(options.json)
    failed = False
    for path in options.files:
        failed = run_file(path, load, log, options) or failed
        options.after = None
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
