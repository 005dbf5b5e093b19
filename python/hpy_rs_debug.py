"""A leak detector for extensions written with hpy-rs, through HPy or through their own door.

    HPY=debug python -m pytest

    from hpy_rs_debug import LeakDetector, hpy_debug  # the second is a fixture for pytest

    def test(hpy_debug):
        with LeakDetector():
            extension.function()

A handle that is left open raises `HPyLeakError`, which names the line of Rust that made it, if the library has line tables
(`debug = "line-tables-only"` in its profile) and `addr2line` is installed. Standard library only; for tests, not to be
shipped. The guide says more: docs/guide/debugging.md.
"""

import os
import re
import shutil
import subprocess
import sys
import warnings

__all__ = ["HPyLeakError", "Leak", "LeakDetector", "hpy_debug", "resolve", "set_on_invalid_handle"]

#: Frames that hpy's debug mode records for a handle.
FRAMES = 40

#: What is not the user's code.
LIBRARIES = re.compile(r"(^|/)(hpy-rs|hpy-sys)(-[\d.]+)?/src/|/rustc/|/library/(core|std|alloc)/")


#: What a test is told that cannot fail.
UNWATCHED = (
    "nothing is watched: there was no module of hpy-rs in debug mode. Import it before, with HPY=debug; in place of a file for "
    "CPython alone (cpython, abi3), which has no such mode, take the universal one"
)


class HPyLeakError(Exception):
    """Handles were left open; `leaks` has a `Leak` for each."""

    def __init__(self, leaks):
        super().__init__("%d handle(s) left open:\n%s" % (len(leaks), "\n".join(map(str, leaks))))
        self.leaks = leaks


class Leak:
    """A handle that nobody closed."""

    def __init__(self, obj, frames):
        #: The object that it keeps alive.
        self.obj = obj
        #: Where it was made, innermost first: "path/file.rs:12 function"; empty where nobody can tell.
        self.frames = frames

    @property
    def where(self):
        """The first frame outside of hpy-rs and Rust's own libraries, or None."""
        return next((frame for frame in self.frames if not LIBRARIES.search(frame)), None)

    def __str__(self):
        text = repr(self.obj)
        text = text if len(text) <= 60 else text[:57] + "..."
        return "  %s, made at %s" % (text, self.where or "an unknown place")


class LeakDetector:
    """Raises `HPyLeakError` if handles that were made since `start` are open at `stop`, or at the end of a `with` block; and
    `RuntimeError` if no module was watched, so that none could be seen."""

    def __init__(self, frames=True):
        #: Whether HPy is to record where handles are made, which is slow; the own door always does.
        self.frames = frames
        self.hpy = None
        self.spans = {}

    def start(self):
        if not is_on():
            raise RuntimeError("no leak can be seen without HPY=debug in the environment")
        self.hpy = _hpy_debug()
        if self.hpy:
            if self.frames:
                self.hpy.set_handle_stack_trace_limit(FRAMES)
            self.detector = self.hpy.LeakDetector()
            self.detector.start()
        self.spans = {library: command("begin") for library, command in _commands().items()}

    def stop(self):
        __tracebackhide__ = True  # For pytest.
        if not self.is_watching():
            raise RuntimeError(UNWATCHED)
        leaks = self._leaks_of_hpy() if self.hpy else []
        # What was loaded meanwhile is asked for all that it has made.
        for library, command in _commands().items():
            left = command("left_open", self.spans.get(library, 0))
            leaks += [Leak(obj, _lines(frames)) for obj, frames in left]
        if leaks:
            raise HPyLeakError(leaks)

    def is_watching(self):
        """Whether it can see a leak: whether a module is there in debug mode, by HPy's door since before `start`."""
        return bool(self.hpy or _commands())

    def _leaks_of_hpy(self):
        try:
            self.detector.stop()
        except self.hpy.HPyLeakError as error:
            return [Leak(getattr(handle, "obj", None), _lines(repr(handle))) for handle in error.leaks]
        finally:
            if self.frames:
                self.hpy.disable_handle_stack_traces()
        return []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None:
            self.stop()


def is_on():
    """Whether the environment asks for the debug mode."""
    return "debug" in os.environ.get("HPY", "").lower()


def set_on_invalid_handle(hook):
    """Calls `hook` with a text when a handle or a context is used that is not valid any more; None ends the process again.

    For the modules that are loaded; `RuntimeError` if none is in debug mode. Behind HPy's door `hook` gets no argument, and is
    called for handles only.
    """
    debug, commands = _hpy_debug(), _commands()
    if not debug and not commands:
        raise RuntimeError(UNWATCHED)
    if debug:
        debug.set_on_invalid_handle(hook)
    for command in commands.values():
        command("on_misuse", hook and (lambda text: hook(resolve(text))))


def resolve(text):
    """`text` with lines of Rust, the user's, in place of frames such as `    module.hpy0.so(+0x1234)`."""
    return re.sub(r"(?:^ *\S+\(\+0x[0-9a-f]+\).*\n?)+", _resolved, text, flags=re.MULTILINE)


def _resolved(frames):
    lines = _lines(frames.group())
    lines = [line for line in lines if not LIBRARIES.search(line)] or lines
    return "".join("    %s\n" % line for line in lines) if lines else frames.group()


def _lines(text):
    """The lines of Rust that the frames in a text stand for, innermost first."""
    frames = re.findall(r"^ *(\S+\.so)\(([^)]*\+0x[0-9a-f]+)\)", text, re.MULTILINE)
    lines = []
    for library in dict.fromkeys(library for library, _ in frames):
        lines += _symbolize(library, [place for where, place in frames if where == library])
    return lines


def _symbolize(library, places):
    own = os.environ.get("HPY_RS_SYMBOLIZER")
    program = own or shutil.which("addr2line") or shutil.which("llvm-addr2line")
    if not program:
        return []
    if own:
        command = [own, "symbolize", library] + places
    else:
        # One back: the call lies before the address it returns to.
        addresses = [hex(int(place, 16) - 1) for place in places if place.startswith("+")]
        command = [program, "-C", "-f", "-i", "-p", "-e", library] + addresses
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, universal_newlines=True, timeout=120)
    except OSError:
        return []
    return done.stdout.splitlines() if own else list(_parsed(done.stdout))


def _parsed(output):
    """The lines of `addr2line`, `function at path:line`, the other way round."""
    for line in output.splitlines():
        found = re.match(r"(?: \(inlined by\) )?(.*) at (.+):(\d+)", line)
        if found and found.group(2) != "??":
            function, path, number = found.groups()
            yield "%s:%s %s" % (_shortened(path), number, function)


def _shortened(path):
    here = os.getcwd() + os.sep
    return path[len(here) :] if path.startswith(here) else path


def _modules():
    """What is in the modules that a stub has loaded."""
    names = [getattr(module, "__dict__", {}) for module in list(sys.modules.values())]
    return [one for one in names if "__hpy_rs_door__" in one]


def _hpy_debug():
    """HPy's own module for this, if an extension came in by HPy's door, in its debug mode."""
    if not any((names["__hpy_rs_door__"], names["__hpy_rs_mode__"]) == ("hpy", "debug") for names in _modules()):
        return None
    from hpy import debug

    return debug


def _commands():
    """What to ask of the own door, for each library, by its path."""
    found = [names["__hpy_rs_debug__"] for names in _modules() if "__hpy_rs_debug__" in names]
    return {command("library"): command for command in found}


try:
    import pytest
except ImportError:
    hpy_debug = None
else:

    @pytest.fixture
    def hpy_debug():
        """Fails a test that leaves handles open, when the debug mode is on, and warns if it could see none; gives its detector, or
        None."""
        if not is_on():
            yield None
            return
        detector = LeakDetector()
        detector.start()
        yield detector
        if detector.is_watching():
            detector.stop()
        else:
            # Not an error: there are tests that use no module.
            warnings.warn(UNWATCHED, RuntimeWarning)
