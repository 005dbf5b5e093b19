"""How deep calls and data may be: recursion, tracebacks, stacks. Each probe has a process of its own."""

import textwrap
import unittest

from probes import PRELUDE, Probing
from support import INTERPRETER, TestCase, enters_again, needs_threads, run_subprocess, skip_on


class Depth(Probing, TestCase):
    @enters_again
    def test_through_python_without_end(self):
        code = """
            depth = 0
            def again():
                global depth
                depth += 1
                return m.call_none(again)
            finish(outcome(again), depth > 50)
        """
        self.expect("RecursionError True", code)

    @enters_again
    def test_through_python_again_and_again(self):
        code = """
            def again():
                return m.propagate(again)
            for _ in range(20):
                assert outcome(again) == "RecursionError"
            finish(m.propagate(list))
        """
        self.expect("[]", code)

    @enters_again
    def test_through_rust_alone(self):
        """No frame of Python lies between the calls, only `functools.partial`."""
        code = """
            import functools
            chain = len
            for _ in range(1000000):
                chain = functools.partial(m.apply, chain)
            said = outcome(chain, "abc")
            # Taken apart by hand: the interpreter's own way is recursive.
            while chain is not len:
                chain = chain.args[0]
            finish(said)
        """
        self.expect("RecursionError", code)

    @enters_again
    def test_through_repr(self):
        code = """
            class Odd:
                def __repr__(self): return m.protocol("repr", self, None)
                def __eq__(self, other): return m.protocol("eq", self, other)
                def __hash__(self): return m.protocol("hash", self, None)
                def __len__(self): return m.protocol("len", self, None)
                def __getattr__(self, name): return m.protocol("getattr", self, name)
                def __call__(self, *args): return m.protocol("call", self, None)
                def __iter__(self): return m.protocol("next", self, None)
            odd, said = Odd(), set()
            for name in "repr eq hash len getattr call next".split():
                said.add(outcome(m.protocol, name, odd, "x"))
            finish(*sorted(said))
        """
        self.expect("RecursionError", code)

    @enters_again
    def test_through_a_conversion(self):
        code = """
            class Odd:
                def __index__(self): return m.take_i64(self)
            finish(outcome(m.take_i64, Odd()))
        """
        self.expect("RecursionError", code)

    @enters_again
    def test_through_errors_that_are_looked_at(self):
        code = """
            def again():
                return m.log_and_return(again, lambda error: None)
            finish(outcome(again))
        """
        self.expect("RecursionError", code)

    @enters_again
    @unittest.skipUnless(INTERPRETER == "pypy", "others do not use more of the stack for it")
    def test_with_a_limit_that_is_set(self):
        """A call looks again how much of the stack there is, and on each thread."""
        code = """
            import threading
            def down(level):
                return m.apply(down, level - 1) if level else "bottom"
            def work(*limits):
                for limit in limits:
                    sys.setrecursionlimit(limit)
                    said.append(outcome(down, 1200))
            said = []
            work(1000, 4000)
            sys.setrecursionlimit(1000)
            thread = threading.Thread(target=work, args=(4000, 5000))
            thread.start()
            thread.join()
            finish(*said)
        """
        self.expect("RecursionError 'bottom' 'bottom' 'bottom'", code)

    @enters_again
    @unittest.skipUnless(INTERPRETER == "pypy", "others do not use more of the stack for it")
    def test_with_a_limit_beyond_what_the_system_gives(self):
        code = """
            class Odd:
                def __getattr__(self, name): return m.protocol("getattr", self, name)
                def __index__(self): return m.take_i64(self)
            sys.setrecursionlimit(20000)
            finish(outcome(m.take_i64, Odd()), outcome(m.protocol, "getattr", Odd(), "x"))
        """
        self.expect("RecursionError RecursionError", code)

    @enters_again
    @needs_threads
    def test_where_a_thread_has_come_from_deep_down(self):
        """It comes back from `detach` before a call has looked where its stack is: another thread has imported the module."""
        imported = "thread = threading.Thread(target=__import__, args=('hpy_tests',)); thread.start(); thread.join()"
        prelude = PRELUDE.replace("import hpy_tests", "import threading; %s\nimport hpy_tests" % imported)
        self.assertIn(imported, prelude)
        code = """
            def down(level):
                return down(level - 1) if level else m.attach_to_call(lambda number: number, 1)
            class Odd:
                def __getattr__(self, name): return m.protocol("getattr", self, name)
            print(down(150), outcome(m.protocol, "getattr", Odd(), "x"))
        """
        done = run_subprocess(prelude + textwrap.dedent(code))
        self.assertEqual((done.returncode, done.stdout), (0, "[0] RecursionError\n"), done.stderr)

    @enters_again
    def test_of_a_traceback(self):
        """One of 200,000 entries, looked at and raised again."""
        code = """
            error = KeyError("same")
            def fail():
                raise error
            for _ in range(100000):
                outcome(fail)
            said = outcome(m.log_and_return, fail, lambda error: None)
            entry, length = error.__traceback__, 0
            while entry is not None:
                entry, length = entry.tb_next, length + 1
            finish(said, length > 100000)
        """
        # GraalPy 23 gives it a new one each time.
        self.expect(("KeyError True", "KeyError False") if INTERPRETER == "graalpy" else "KeyError True", code)

    @enters_again
    def test_through_calls_from_within(self):
        code = """
            def again(number):
                return m.attach_to_call(again, 1)
            finish(*sorted({outcome(again, 1) for _ in range(3)}))
        """
        self.expect(("RecursionError", "PanicException", "PanicException RecursionError"), code)

    def test_of_data(self):
        code = """
            nested = []
            for _ in range(1000000):
                nested = [nested]
            said = outcome(m.depth, nested)
            while nested:
                nested = nested.pop()
            finish(said)
        """
        self.expect("RecursionError", code)

    @skip_on("pypy", "its C API makes a SystemError of the end of the stack within a function of its own", door="own")
    def test_of_data_given_to_the_interpreter(self):
        code = """
            nested = []
            for _ in range(5000):
                nested = [nested]
            finish(outcome(m.protocol, "repr", nested, None))
        """
        self.expect(("RecursionError", "'" + "[" * 59), code)
