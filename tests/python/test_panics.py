"""Panics: each becomes a PanicException, leaks nothing, and leaves the interpreter usable."""

import unittest

import hpy_tests as m
from exceptions_of_tests import Special, failing
from probes import Probing
from support import TestCase, enters_again, needs_threads

CONVENTIONS = {"no_args": (), "one_arg": (1,), "var_args": (1, "x"), "keywords": (1, "x")}


class Panicking(TestCase):
    def setUp(self):
        # What Rust writes to the standard error about each panic.
        m.silence_panics(True)
        self.addCleanup(m.silence_panics, False)

    def panic_of(self, function, *args):
        """The text of the panic that a call ends in."""
        try:
            function(*args)
        except Exception as error:
            self.assertEqual(type(error).__name__, "PanicException")
            self.assertEqual(type(error).__module__, "hpy_rs")
            self.assertEqual(type(error).__mro__[1:], (Exception, BaseException, object))
            self.assertEqual(len(error.args), 1)
            return error.args[0]
        self.fail("no panic")


class EveryEntry(Panicking):
    """Places times calling conventions."""

    def check(self, place, text, conventions=CONVENTIONS):
        for convention in conventions:
            function = getattr(m, "%s_%s" % (place, convention))
            with self.subTest(function.__name__):
                for _ in range(3):
                    self.assertEqual(self.panic_of(function, *CONVENTIONS[convention]), text)
                self.assertEqual(m.propagate(list), [])

    def test_body(self):
        self.check("body", "body panicked")

    def test_conversion_of_the_result(self):
        self.check("result", "into_py panicked")

    def test_drop_of_a_local(self):
        self.check("local", "drop panicked")

    def test_drop_of_a_local_on_the_way_of_an_error(self):
        self.check("error", "drop panicked")

    def test_conversion_of_an_argument(self):
        self.check("argument", "from_py panicked", ("one_arg", "var_args", "keywords"))

    @enters_again
    def test_within_the_way_of_another_error(self):
        def fail():
            self.assertEqual(self.panic_of(m.dropped_var_args, 1, "x"), "drop panicked")

        for _ in range(3):
            with self.assertRaisesRegex(TypeError, r"called_by_drop\(\) argument 'b'"):
                m.called_by_drop(fail, "x")

    def test_drop_of_an_argument(self):
        self.check("dropped", "drop panicked", ("one_arg", "var_args", "keywords"))

    def test_by_keyword(self):
        self.assertEqual(self.panic_of(lambda: m.body_keywords(b=1, a=2)), "body panicked")
        self.assertEqual(self.panic_of(lambda: m.argument_keywords(b=1, a=2)), "from_py panicked")

    def test_wrong_arguments_are_told_before(self):
        for function in (m.body_no_args, m.body_one_arg, m.body_var_args, m.body_keywords):
            with self.assertRaises(TypeError):
                function(1, 2, 3)


class Payloads(Panicking):
    def test_text_of_the_program(self):
        self.assertEqual(self.panic_of(m.panic_with, "text"), "a text of the program")

    def test_formatted_text(self):
        self.assertEqual(self.panic_of(m.panic_with, "string"), "stringstring")

    def test_text_with_a_nul(self):
        self.assertEqual(self.panic_of(m.panic_with, "surrogate"), "before\0after \U0010ffff")

    def test_no_text(self):
        for payload in ("number", "error"):
            with self.subTest(payload):
                self.assertIn("not a text", self.panic_of(m.panic_with, payload))

    def test_payload_that_panics_when_dropped(self):
        for payload in ("bomb", "chain"):
            with self.subTest(payload):
                self.assertIn("not a text", self.panic_of(m.panic_with, payload))
        self.assertIsNone(m.panic_with("none"))


class WhatIsHeld(Panicking):
    """What a panic finds on its way is let go of; the leak detector of the debug mode watches."""

    def test_handles(self):
        for count in (0, 1, 10, 500):
            self.assertIn("with %d handles" % count, self.panic_of(m.panic_with_handles, count))

    def test_builder(self):
        self.assertEqual(self.panic_of(m.panic_in_builder), "at 50")

    def test_error(self):
        self.assertIn("with an error", self.panic_of(m.panic_with_error, failing(Special())))
        self.assertIsNone(m.panic_with_error(list))

    def test_the_error_is_not_the_context(self):
        try:
            m.panic_with_error(failing(Special()))
        except Exception as error:
            self.assertIsNone(error.__context__)

    def test_detached(self):
        for _ in range(10):
            self.assertEqual(self.panic_of(m.panic_detached), "detached panicked")
        self.assertEqual(m.sum_detached("a", b"b"), 195)

    @needs_threads
    def test_detached_while_another_thread_waits(self):
        import threading

        done = threading.Event()
        thread = threading.Thread(target=done.set)
        self.assertEqual(self.panic_of(m.panic_detached), "detached panicked")
        thread.start()
        thread.join()
        self.assertTrue(done.is_set())

    def test_on_a_thread_of_rust(self):
        self.assertEqual(self.panic_of(m.panic_on_a_thread), "thread panicked")


class Passing(Panicking):
    """A panic of an inner call, seen by an outer one."""

    @enters_again
    def test_caught_in_python(self):
        def callback():
            try:
                m.body_no_args()
            except Exception as error:
                return str(error)

        self.assertEqual(m.propagate(callback), "body panicked")

    @enters_again
    def test_caught_in_rust(self):
        self.assertEqual(m.text_of_panic(m.body_no_args), "body panicked")
        self.assertIsNone(m.text_of_panic(list))

    @enters_again
    def test_passed_on_by_rust(self):
        self.assertEqual(self.panic_of(m.propagate, m.body_no_args), "body panicked")

    def test_one_type_for_all(self):
        kinds = set()
        for function in (m.body_no_args, m.panic_detached):
            try:
                function()
            except Exception as error:
                kinds.add(type(error))
        self.assertEqual(len(kinds), 1)

    def test_has_a_doc(self):
        try:
            m.body_no_args()
        except Exception as error:
            self.assertIn("panicked", type(error).__doc__)


class Import(Probing, TestCase):
    def test_init(self):
        self.expect(
            "again PanicException False",
            """
            try:
                import hpy_tests_panicking
            except Exception as error:
                print(type(error).__name__, error, flush=True)
                assert str(error) == "init panicked"
            try:
                import hpy_tests_panicking
            except Exception as error:
                finish("again", type(error).__name__, "hpy_tests_panicking" in sys.modules)
            """,
        )

    def test_the_interpreter_goes_on(self):
        self.expect(
            "[6]",
            """
            for _ in range(1000):
                outcome(m.body_keywords, 1, 2)
            finish([m.add_up([1, 2, 3])])
            """,
        )

    def test_two_at_once_end_the_process(self):
        """Rust's own rule: a panic while another one unwinds aborts. See SOUNDNESS.md."""
        self.expect("before", "finish('before')\nm.panic_twice()\nfinish('after')", returncode=-6)


if __name__ == "__main__":
    unittest.main()
