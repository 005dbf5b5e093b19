"""Looking at an exception in hand: its object, its type, its text; raising an object again."""

import gc
import sys
import unittest

import hpy_tests as m
from exceptions_of_tests import Sneaky, Special, fail_deep, failing, functions_below, functions_of, keeps_tracebacks
from probes import Probing
from support import INTERPRETER, TestCase, enters_again, skip_on


class Looking(TestCase):
    """`value`, `matches`, `catch`, `from_value`."""

    def test_value_is_the_object_with_its_traceback(self):
        special = Special(extra=1)
        self.assertIs(m.value_of(failing(special)), special)
        self.assertIsNone(m.value_of(list))
        value = m.value_of(fail_deep)
        self.assertEqual(functions_of(value), ["fail_deep", "fail_deeper"])

    def test_value_of_what_python_code_raised_lazily(self):
        value = m.value_of({}.popitem)
        self.assertIsInstance(value, KeyError)
        self.assertEqual(len(value.args), 1)

    def test_value_of_an_error_to_raise(self):
        value = m.value_of_new("text")
        self.assertIs(type(value), LookupError)
        self.assertEqual(value.args, ("text",))
        self.assertEqual(m.value_of_new("nul\0 and é").args, ("nul\0 and é",))

    def test_value_twice_and_changed_then_returned(self):
        special = Special()

        def change(first, second):
            self.assertIs(first, second)
            first.extra = "changed"

        with self.assertRaises(Special) as caught:
            m.value_then_return(failing(special), change)
        self.assertIs(caught.exception, special)
        self.assertEqual(special.extra, "changed")

    @keeps_tracebacks
    def test_traceback_is_kept_when_raised_after_a_look(self):
        names = functions_below(m.value_then_return, fail_deep, lambda one, two: None)
        self.assertEqual(names, ["fail_deep", "fail_deeper"])

    def test_matches(self):
        self.assertEqual(m.matching(failing(KeyError())), ["LookupError", "KeyError"])
        self.assertEqual(m.matching({}.popitem), ["LookupError", "KeyError"])
        self.assertEqual(m.matching(failing(ValueError())), ["ValueError"])
        self.assertEqual(m.matching(failing(m.VeryDegenerateError())), ["ValueError", "DegenerateError"])
        self.assertEqual(m.matching(failing(Sneaky())), [])
        self.assertEqual(m.matching(list), [])

    def test_matches_does_not_ask_the_class(self):
        class Meta(type):
            def __instancecheck__(cls, instance):
                raise AssertionError("asked")

        class Odd(KeyError, metaclass=Meta):
            pass

        self.assertEqual(m.matching(failing(Odd())), ["LookupError", "KeyError"])

    def test_catch(self):
        special = Special()
        self.assertIs(m.caught(failing(special)), special)
        self.assertEqual(m.caught(list), ([],))
        interrupt = KeyboardInterrupt()
        self.assertIs(m.caught(failing(interrupt)), interrupt)

    def test_from_value(self):
        special = Special("x", extra=2)
        with self.assertRaises(Special) as caught:
            m.raise_value(special)
        self.assertIs(caught.exception, special)
        exit_ = SystemExit(4)
        with self.assertRaises(SystemExit) as caught:
            m.raise_value(exit_)
        self.assertIs(caught.exception, exit_)
        with self.assertRaisesRegex(TypeError, "BaseException"):
            m.raise_value(3)

    def test_from_value_of_what_is_no_exception(self):
        for value in (3, None, "text", [], object(), ValueError):
            with self.assertRaisesRegex(TypeError, "^expected BaseException, not "):
                m.raise_anything(value)
        with self.assertRaises(KeyError):
            m.raise_anything(KeyError("one"))

    @keeps_tracebacks
    def test_from_value_keeps_the_traceback(self):
        try:
            fail_deep()
        except Special as error:
            special = error
        self.assertIn("fail_deeper", functions_below(m.raise_value, special))

    def test_cause_set_from_rust(self):
        cause = KeyError("cause")
        with self.assertRaises(RuntimeError) as caught:
            m.raise_from(failing(cause), "on top")
        self.assertEqual(str(caught.exception), "on top")
        self.assertIs(caught.exception.__cause__, cause)
        self.assertTrue(caught.exception.__suppress_context__)

    def test_cause_by_the_method_for_it(self):
        cause = KeyError("cause")
        with self.assertRaises(RuntimeError) as caught:
            m.fail_because("on top", failing(cause))
        self.assertEqual(str(caught.exception), "on top")
        self.assertIs(caught.exception.__cause__, cause)
        self.assertTrue(caught.exception.__suppress_context__)
        with self.assertRaises(RuntimeError) as caught:
            m.fail_because("on top")
        self.assertEqual(repr(caught.exception.__cause__), repr(KeyError("of Rust")))
        self.assertIs(m.cause_of(failing(caught.exception)), caught.exception.__cause__)
        self.assertIsNone(m.cause_of(failing(cause)))
        self.assertIsNone(m.cause_of(int))

    def test_shown_in_rust(self):
        text, debug, is_raised = m.shown(failing(Special()))
        self.assertEqual((text, debug, is_raised), ("a Python exception", "PyError(a Python exception)", True))

    @unittest.skipUnless(hasattr(sys, "unraisablehook"), "no sys.unraisablehook")
    def test_unraisable(self):
        seen = []
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: seen.append((report.exc_value, report.object))
        try:
            special, about = Special("nobody to raise it to"), object()
            m.report_unraisable(failing(special), about)
            m.report_unraisable(list, about)
            m.report_unraisable(failing(special))
        finally:
            sys.unraisablehook = hook
        self.assertEqual([value for value, _ in seen], [special, special])
        # PyPy has the text of it in `err_msg`.
        self.assertEqual([of for _, of in seen], [None if INTERPRETER == "pypy" else about, None])
        self.assertEqual(m.propagate(list), [])


class ExceptionsThatMisbehave(TestCase):
    """Classes whose making or letting go of instances runs code of its own."""

    def test_init_that_raises(self):
        class Unmakeable(Exception):
            def __init__(self):
                raise KeyError("in init")

        def fail():
            raise Unmakeable

        self.assertIsInstance(m.value_of(fail), KeyError)
        with self.assertRaises(KeyError):
            m.propagate(fail)

    @enters_again
    def test_del_that_comes_back(self):
        seen = []

        class Returning(Exception):
            def __del__(self):
                seen.append(m.drop_errors(failing(KeyError())))

        def fail():
            raise Returning

        m.drop_errors(fail, 3)
        m.forget_error(fail)
        for _ in range(4):
            gc.collect()
        if INTERPRETER != "graalpy":
            self.assertEqual(seen, [1, 1, 1, 1])

    def test_new_that_gives_something_else(self):
        class Odd(Exception):
            def __new__(cls, *args):
                return 42

        def fail():
            raise Odd

        with self.assertRaises(TypeError):
            m.propagate(fail)
        self.assertIsInstance(m.value_of(fail), TypeError)

    def test_what_it_says_of_itself(self):
        class Own(Exception):
            def __str__(self):
                return self.text()

            def text(self):
                return "mine"

        class Silent(Own):
            text = None

        def fails(error):
            def fail():
                raise error

            return fail

        for error, text in (
            (ValueError("bad"), "ValueError: bad"),
            (KeyError("k"), "KeyError: 'k'"),
            (KeyboardInterrupt(), "KeyboardInterrupt"),
            (Own(), "Own: mine"),
            (Silent(), "Silent: <exception str() failed>"),
        ):
            self.assertEqual(m.described_error(fails(error)), (text, text, "a Python exception"))
        self.assertEqual(m.described_error(int), ("ValueError: it worked",) * 3)

    def test_no_exception_at_all(self):
        def fail():
            raise 42

        with self.assertRaises(TypeError):
            m.propagate(fail)


class Replaced(Probing, TestCase):
    def test_builtins_that_are_replaced(self):
        code = """
            import builtins
            real = {name: getattr(builtins, name) for name in ("bool", "BaseException", "RecursionError")}
            vars(builtins).update(dict.fromkeys(real, OSError))
            value = m.value_of({}.popitem)
            try:
                m.log_and_return({}.popitem, id)
            except Exception as error:
                returned = error
            vars(builtins).update(real)
            finish(type(value).__name__, type(returned).__name__)
        """
        self.expect("KeyError KeyError", code)


class Making(Probing, TestCase):
    """C code raises a class and its arguments: what is made of them shows when somebody looks."""

    LOOK = """
        import functools, warnings
        def look(callable):
            try:
                return type(m.value_of(callable)).__name__
            except Exception as error:
                return type(error).__name__
    """

    def test_a_class_that_makes_something_else(self):
        code = """
            class Strange(UserWarning):
                def __new__(cls, *args):
                    return 12345678901234567890
            warnings.simplefilter("error")
            finish(look(lambda: warnings.warn("text", Strange)))
        """
        self.expect(("TypeError", "SystemError"), [self.LOOK, code])

    @enters_again
    def test_a_class_that_raises(self):
        code = """
            def refuse(self, *args):
                raise ZeroDivisionError
            m.DegenerateError.__init__ = refuse
            finish(look(functools.partial(m.raise_created, "DegenerateError", "text")))
        """
        self.expect("ZeroDivisionError", [self.LOOK, code])

    @enters_again
    @skip_on("pypy", "its C API makes the exception at once, and does not survive the end of the stack", door="own")
    def test_a_class_that_raises_itself(self):
        code = """
            def refuse(self, *args):
                m.raise_created("DegenerateError", "text")
            m.DegenerateError.__init__ = refuse
            finish(look(functools.partial(m.raise_created, "DegenerateError", "text")))
        """
        self.expect("RecursionError", [self.LOOK, code])


if __name__ == "__main__":
    unittest.main()
