"""Probes: code that may end the process it runs in, so that each one gets a process of its own."""

import textwrap

from support import run_subprocess


class Probe:
    """What became of a process."""

    def __init__(self, code, *arguments, **options):
        done = run_subprocess("\n".join([PRELUDE, *map(textwrap.dedent, code)]), *arguments, **options)
        self.returncode, self.output, self.errors = done.returncode, done.stdout, done.stderr
        lines = done.stdout.splitlines()
        #: What was printed last, which says how far the probe came.
        self.last = lines[-1] if lines else ""

    def __str__(self):
        return "rc %s\n%s\n%s" % (self.returncode, self.output[-2000:], self.errors[-4000:])


#: `outcome(f, *args)` gives the name of the exception that a call raises, or the repr of its result, cut off.
PRELUDE = """
import gc, sys
import hpy_tests as m
if hasattr(m, "silence_panics"):
    m.silence_panics(True)
def outcome(function, *args, **kwargs):
    try:
        return repr(function(*args, **kwargs))[:60]
    except BaseException as error:
        return type(error).__name__
def finish(*said):
    gc.collect()
    print(*said, flush=True)
"""


class Probing:
    """A mixin for test cases that run probes."""

    def expect(self, last, code, *arguments, returncode=0, **options):
        """Runs `code` and expects what it prints last and how it ends; `last` may be a tuple of what is allowed.

        Several pieces of code run one after the other, whatever their indentation.
        """
        probe = Probe([code] if isinstance(code, str) else code, *arguments, **options)
        allowed = last if isinstance(last, tuple) else (last,)
        if probe.returncode != returncode or probe.last not in allowed:
            self.fail("expected %r, got %s" % (last, probe))
        return probe
