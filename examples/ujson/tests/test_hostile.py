"""Input and objects made to break an encoder or decoder: each gets an exception, and none ends the process."""

import sys
import threading
import unittest

import ujson
from support import (
    INTERPRETER, TestCase, needs_threads, no_debug, no_sanitizer, run_subprocess, skip_free_threaded, skip_on,
)  # fmt: skip

#: A thousand calls within each other come near it.
no_emulation = skip_on("pypy", "its C API does not survive the end of the stack", door="own")

#: So many containers can be inside each other.
DEEPEST = 1024


def nested(depth, make=lambda inner: [inner], innermost=1):
    value = innermost
    for _ in range(depth):
        value = make(value)
    return value


def in_small_stack(function):
    """Runs `function` in a thread with a stack of 256 KiB and gives its result or exception."""
    outcome = []

    def run():
        try:
            outcome.append(function())
        except BaseException as error:
            outcome.append(error)

    before = threading.stack_size(256 * 1024)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    return outcome[0]


class Depth(TestCase):
    TEXTS = ("[" * 10**6, '{"a":' * 10**6, '[{"a":' * 10**6, " [\n" * 10**6, "[" * 10**6 + "]" * 10**6)

    def test_deep_text(self):
        for text in self.TEXTS:
            for source in (text, text.encode()):
                with self.assertRaisesRegex(ujson.JSONDecodeError, "depth limit"):
                    ujson.loads(source)

    def test_limit_of_texts(self):
        for open_, close in ("[]", ('{"a":', "}")):
            text = open_ * DEEPEST + "1" + close * DEEPEST
            self.assertEqual(ujson.dumps(ujson.loads(text)), text)
            self.assertRaises(ujson.JSONDecodeError, ujson.loads, open_ + text + close)
        self.assertRaises(ujson.JSONDecodeError, ujson.loads, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
        # Depth counts what is open, not what was.
        self.assertEqual(len(ujson.loads("[" + ",".join(["[[]]"] * 3000) + "]")), 3000)

    @no_emulation
    def test_limit_of_objects(self):
        for make in (lambda inner: [inner], lambda inner: (inner,), lambda inner: {"a": inner}):
            self.assertTrue(ujson.dumps(nested(DEEPEST, make)))
            for depth in (DEEPEST + 1, 5000):
                with self.assertRaisesRegex(OverflowError, "Maximum recursion level reached"):
                    ujson.dumps(nested(depth, make))
        self.assertEqual(ujson.dumps([nested(3)] * 2000).count("1"), 2000)

    def test_cycles(self):
        items, pairs = [], {}
        items.append([items, 1])
        pairs["a"] = {"b": pairs}
        for value in (items, pairs, [pairs, items]):
            for options in ({}, {"sort_keys": True}, {"indent": 1000}):
                self.assertRaises(OverflowError, ujson.dumps, value, **options)

    def test_default_for_ever(self):
        for default, error in (
            (lambda value: value, TypeError),
            (lambda value: object(), TypeError),
            (lambda value: [value], OverflowError),
            (lambda value: {"a": (object(),)}, OverflowError),
        ):
            self.assertRaises(error, ujson.dumps, object(), default=default)

    def test_hook_for_ever(self):
        class Endless:
            def toDict(self):
                return {"next": Endless()}

        self.assertRaises(OverflowError, ujson.dumps, Endless())

    @needs_threads
    def test_in_a_small_stack(self):
        for text in self.TEXTS:
            self.assertIsInstance(in_small_stack(lambda: ujson.loads(text)), ujson.JSONDecodeError)
        text = "[" * DEEPEST + "]" * DEEPEST
        self.assertIsInstance(in_small_stack(lambda: ujson.loads(text)), list)
        for depth, kind in ((DEEPEST, str), (5000, OverflowError)):
            value = nested(depth)
            self.assertIsInstance(in_small_stack(lambda: ujson.dumps(value)), kind)
        self.assertIsInstance(in_small_stack(lambda: ujson.dumps(1j, default=lambda value: value)), TypeError)
        self.assertIsInstance(in_small_stack(lambda: ujson.dumps(1j, default=lambda value: [value])), OverflowError)


class Changing(TestCase):
    """Containers that Python code changes while they are written."""

    def test_list_that_shrinks(self):
        items = [1, object(), 2, 3]

        def default(_):
            del items[:]
            return 0

        self.assertEqual(ujson.dumps(items, default=default), "[1,0]")

    def test_list_that_grows(self):
        items = [object()]

        def default(_):
            if len(items) < 500:
                items.append(object())
            return 0

        self.assertEqual(ujson.loads(ujson.dumps(items, default=default)), [0] * len(items))

    def test_dict_that_shrinks(self):
        for options in ({}, {"sort_keys": True}):
            pairs = {"a": object(), "b": 2}

            def default(_):
                pairs.clear()
                return 0

            with self.assertRaisesRegex(RuntimeError, "changed during iteration"):
                ujson.dumps(pairs, default=default, **options)

    def test_dict_that_grows(self):
        pairs = {"a": object(), "b": 2}

        def default(_):
            pairs.update((str(index), index) for index in range(1000))
            return 0

        # Only where the keys are not listed first does it show.
        try:
            self.assertEqual(ujson.dumps(pairs, default=default), '{"a":0,"b":2}')
        except RuntimeError as error:
            self.assertIn("changed during iteration", str(error))

    def test_object_that_goes_away(self):
        pairs = {"a": [object(), 1]}

        def default(_):
            pairs["a"] = None
            return {"b": pairs}

        self.assertEqual(ujson.dumps(pairs, default=default), '{"a":[{"b":{"a":null}},1]}')

    def test_key_whose_text_changes_the_dict(self):
        class Key:
            def __str__(self):
                pairs.clear()
                return "key"

        pairs = {Key(): 1}
        self.assertEqual(ujson.dumps(pairs), '{"key":1}')


class Lying(TestCase):
    """Subclasses that answer for themselves: any exception or text will do."""

    def outcome(self, value, **options):
        try:
            return ujson.dumps(value, **options)
        except (ArithmeticError, LookupError, MemoryError, OverflowError, RuntimeError, TypeError, ValueError) as error:
            return error

    def test_length(self):
        for base, content in ((list, [1, 2]), (tuple, (1, 2)), (dict, {"a": 1})):
            for length in (0, 1, 100, -1, 10**30, "no"):
                lying = type("Lying", (base,), {"__len__": lambda self, length=length: length})
                with self.subTest(base=base.__name__, length=length):
                    self.assertIsNotNone(self.outcome([lying(content)]))

    def test_items(self):
        def fail(*_):
            raise ZeroDivisionError

        for base, content in ((list, [1, 2]), (tuple, (1, 2)), (dict, {"a": 1})):
            for name in ("__getitem__", "__iter__", "__len__", "keys", "items", "__contains__", "__bool__"):
                lying = type("Lying", (base,), {name: fail})
                with self.subTest(base=base.__name__, name=name):
                    self.assertIsNotNone(self.outcome([lying(content)]))

    def test_missing(self):
        class Growing(dict):
            def __missing__(self, key):
                return self

        self.assertEqual(ujson.dumps(Growing(a=1)), '{"a":1}')

    def test_keys_that_fail(self):
        class Key(str):
            failing = False

            def __hash__(self):
                if Key.failing:
                    raise ZeroDivisionError
                return super().__hash__()

            def __lt__(self, other):
                raise ZeroDivisionError

        pairs = {Key("a"): 1, Key("b"): 2}
        self.assertRaises(ZeroDivisionError, ujson.dumps, pairs, sort_keys=True)
        Key.failing = True
        self.assertIsNotNone(self.outcome(pairs))

    def test_truth_that_fails(self):
        class Unclear:
            def __bool__(self):
                raise ZeroDivisionError

        self.assertRaises(ZeroDivisionError, ujson.dumps, [], ensure_ascii=Unclear())


class Size(TestCase):
    @no_emulation
    def test_wide_and_deep_indent(self):
        # CVE-2021-45958, CVE-2026-32875.
        text = ujson.dumps(nested(200, innermost="\x00" * 20000), indent=1000)
        self.assertEqual(len(text.splitlines()), 401)
        for indent in (2**31 - 1, 2**62):
            self.assertRaises(ValueError, ujson.dumps, nested(10), indent=indent)

    @no_debug("it keeps and protects every closed handle")
    def test_many_failures(self):
        for _ in range(2000):
            self.assertRaises(ujson.JSONDecodeError, ujson.loads, '[[{"a": [1, 2.5, "x", {"b": [')
            self.assertRaises(TypeError, ujson.dumps, [[{"a": [1, 2.5, "x", {"b": [object()]}]}]])

    def test_huge_integers(self):
        digits = "9" * 4000
        self.assertEqual(ujson.dumps(ujson.loads("[%s,-%s]" % (digits, digits))), "[%s,-%s]" % (digits, digits))
        for action in (lambda: ujson.loads("1" * 10**6), lambda: ujson.dumps(1 << 10**6)):
            try:
                action()
            except ValueError as error:  # The limit that newer versions have.
                self.assertIn("limit" if INTERPRETER == "graalpy" else "digits", str(error))

    @unittest.skipUnless(sys.platform == "linux" and INTERPRETER == "cpython", "limits the memory of a process")
    @no_debug("it keeps a record of every handle", door=None)
    @skip_free_threaded("its allocator takes addresses by the gigabyte, which the limit is below")
    @no_sanitizer("it takes addresses by the gigabyte, which the limit is below")
    def test_no_memory(self):
        code = """
import resource, sys
import ujson
def outcome(action):
    try:
        action()
    except MemoryError:
        return "MemoryError"
    return "done"
text = "x" * 10**6
limit = 400 << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
print(
    outcome(lambda: ujson.dumps([text] * 1000)),
    outcome(lambda: ujson.dumps([[text]] * 1000, indent=1000)),
    outcome(lambda: ujson.loads("[" + "0," * 50_000_000)),
    ujson.loads(ujson.dumps([text]))[0] == text,
)
"""
        done = run_subprocess(code)
        self.assertEqual((done.returncode, done.stdout), (0, "MemoryError MemoryError MemoryError True\n"), done)


if __name__ == "__main__":
    unittest.main()
