"""Functions: calling conventions, what Python does not pass, names, doc texts."""

import gc
import sys
import unittest

import hpy_tests
from support import INTERPRETER, TestCase, enters_again, skip_on


class Conventions(TestCase):
    def test_no_arguments(self):
        self.assertIsNone(hpy_tests.nothing())
        self.assertEqual(hpy_tests.answer(), 42)
        for call in (lambda: hpy_tests.nothing(1), lambda: hpy_tests.answer(1, 2), lambda: hpy_tests.answer(a=1)):
            with self.assertRaises(TypeError) as caught:
                call()
            if INTERPRETER != "graalpy":
                self.assertIn("takes no ", str(caught.exception))

    def test_one_argument(self):
        item = object()
        self.assertIs(hpy_tests.identity(item), item)
        self.assertEqual(hpy_tests.successor(41), 42)
        for call in (
            lambda: hpy_tests.identity(),
            lambda: hpy_tests.identity(1, 2),
            lambda: hpy_tests.identity(value=1),
            lambda: hpy_tests.identity(1, value=1),
        ):
            with self.assertRaises(TypeError):
                call()

    def test_positional_arguments(self):
        self.assertEqual(hpy_tests.weighted(1, 2), 21)
        self.assertEqual(hpy_tests.weighted(1, 2, 3), 321)

    def test_keyword_arguments(self):
        self.assertEqual(hpy_tests.add(1, 2), 3)
        self.assertEqual(hpy_tests.add(1, b=2), 3)
        self.assertEqual(hpy_tests.add(b=2, a=1), 3)
        self.assertEqual(hpy_tests.add(*[1], **{"b": 2}), 3)

    def test_calls_through_other_ways(self):
        self.assertEqual(list(map(hpy_tests.successor, range(3))), [1, 2, 3])
        self.assertEqual(list(map(hpy_tests.add, range(3), range(3))), [0, 2, 4])
        self.assertEqual(sorted([3, 1, 2], key=hpy_tests.identity), [1, 2, 3])

        class Holder:
            function = hpy_tests.answer

        self.assertEqual(Holder().function(), 42)  # Not a method: it does not get the instance.

    def test_many_arguments(self):
        # GraalPy's HPy ends the process at 4,097 arguments.
        count = 2000 if INTERPRETER == "graalpy" else 16000
        self.assertEqual(hpy_tests.args_only(*range(count)), list(range(count)))
        self.assertEqual(hpy_tests.module_and_many(*range(count))[1], count)

    def test_many_calls(self):
        for number in range(2000):
            self.assertEqual(hpy_tests.add(number, b=1), number + 1)

    @enters_again
    def test_a_function_calls_another_of_the_module(self):
        self.assertEqual(hpy_tests.relay(hpy_tests.add, 1, b=2), 3)
        self.assertEqual(hpy_tests.relay(hpy_tests.relay, hpy_tests.relay, hpy_tests.answer), 42)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.relay(hpy_tests.add, 1)
        self.assertEqual(str(caught.exception), "add() missing 1 required positional argument: 'b'")


class NotPassed(TestCase):
    def test_the_context(self):
        self.assertEqual(hpy_tests.with_context(), 7)
        item = object()
        self.assertEqual(hpy_tests.with_context_and_argument(item), [item])
        self.assertEqual(hpy_tests.with_context_and_argument(item=item), [item])
        with self.assertRaises(TypeError):
            hpy_tests.with_context_and_argument(1, 2)

    def test_the_context_behind_other_parameters(self):
        self.assertEqual(hpy_tests.context_last([]), [[]])
        self.assertEqual(hpy_tests.context_between(1), (1, 2, [], None))
        self.assertEqual(hpy_tests.context_between(1, 3, 4, x=5), (1, 3, [4], {"x": 5}))
        with self.assertRaises(TypeError) as caught:
            hpy_tests.context_between(1, second="two")
        self.assertIn("argument 'second'", str(caught.exception))
        with self.assertRaises(TypeError):
            hpy_tests.context_last()

    def test_the_context_behind_the_module(self):
        self.assertEqual(hpy_tests.module_then_context(1), ("hpy_tests", 1))
        self.assertEqual(hpy_tests.module_first(value=2), ("hpy_tests", 2))

    def test_the_module(self):
        self.assertEqual(hpy_tests.module_name(), "hpy_tests")
        self.assertEqual(hpy_tests.module_and_one(5), (hpy_tests, 5))
        self.assertIs(hpy_tests.module_and_one(5)[0], hpy_tests)
        self.assertEqual(hpy_tests.module_and_many(), ("hpy_tests", 0))
        self.assertEqual(hpy_tests.module_and_many(1, 2), ("hpy_tests", 2))
        self.assertEqual(hpy_tests.module_and_keyword(value="x"), "hpy_tests:x")
        with self.assertRaises(TypeError):
            hpy_tests.module_and_keyword(hpy_tests, "x")


class Parameters(TestCase):
    def test_an_optional_handle(self):
        self.assertEqual(hpy_tests.optional_handle(), "nothing")
        self.assertEqual(hpy_tests.optional_handle(None), "nothing")
        self.assertEqual(hpy_tests.optional_handle([1]), "[1]")
        self.assertEqual(hpy_tests.optional_handle(object="x"), "'x'")

    def test_an_optional_typed_handle(self):
        self.assertIsNone(hpy_tests.optional_list())
        self.assertIsNone(hpy_tests.optional_list(None))
        self.assertEqual(hpy_tests.optional_list([1, 2]), 2)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.optional_list((1, 2))
        self.assertEqual(str(caught.exception), "optional_list() argument 'list' must be list, not tuple")

    def test_owned_and_borrowed_handles(self):
        item, items = object(), []
        self.assertIs(hpy_tests.owned_handle(item, items), items)
        self.assertEqual(items, [item])
        self.assertEqual(hpy_tests.borrowed_handle(item, "text"), (item, "text"))
        with self.assertRaises(TypeError) as caught:
            hpy_tests.owned_handle(item, "text")
        self.assertEqual(str(caught.exception), "owned_handle() argument 'list' must be list, not str")
        with self.assertRaises(TypeError) as caught:
            hpy_tests.borrowed_handle(item, text=None)
        self.assertEqual(str(caught.exception), "borrowed_handle() argument 'text' must be str, not None")

    def test_borrowed_texts(self):
        self.assertEqual(hpy_tests.longer("ab", "ä"), "ab")
        self.assertEqual(hpy_tests.longer("ab", "äöü"), "äöü")
        self.assertEqual(hpy_tests.kinds("a", "b", "c", b"d"), "a b c [100]")

    def test_results(self):
        self.assertEqual(hpy_tests.fallible(False), "fine")
        with self.assertRaises(ValueError) as caught:
            hpy_tests.fallible(True)
        self.assertEqual(str(caught.exception), "invalid digit found in string")
        self.assertEqual(hpy_tests.ping(5), 5)


class Names(TestCase):
    def test_raw_identifiers(self):
        self.assertEqual(hpy_tests.type(5, 3), 2)
        self.assertEqual(hpy_tests.type(match=5, fn=3), -2)
        self.assertEqual(hpy_tests.type.__name__, "type")

    def test_renamed(self):
        self.assertEqual(hpy_tests.renamed(), "renamed")
        self.assertEqual(hpy_tests.renamed.__name__, "renamed")
        self.assertFalse(hasattr(hpy_tests, "name_in_rust"))

    def test_names_that_are_not_ascii(self):
        self.assertEqual(getattr(hpy_tests, "größe")(länge=2), 4)
        self.assertEqual(getattr(hpy_tests, "größe").__name__, "größe")
        with self.assertRaises(TypeError) as caught:
            getattr(hpy_tests, "größe")()
        self.assertEqual(str(caught.exception), "größe() missing 1 required positional argument: 'länge'")

    def test_conditional_items_are_left_out(self):
        self.assertFalse(hasattr(hpy_tests, "conditional"))

    def test_introspection(self):
        for function in (hpy_tests.nothing, hpy_tests.identity, hpy_tests.weighted, hpy_tests.add):
            self.assertEqual(function.__module__, "hpy_tests")
            self.assertTrue(callable(function))
            if INTERPRETER != "pypy":
                self.assertIn(function.__name__, repr(function))
            self.assertIs(vars(hpy_tests)[function.__name__], function)

    def test_qualified_names(self):
        self.assertEqual(hpy_tests.add.__qualname__, "add")

    @skip_on("graalpy", "its functions show the signature as a part of the doc text")
    def test_docs(self):
        self.assertEqual(hpy_tests.add.__doc__, "Add two integers.")
        self.assertEqual(getattr(hpy_tests, "größe").__doc__, "Größe.")
        self.assertEqual(
            hpy_tests.identity.__doc__,
            'Gives back its argument.\n\nA second paragraph, with "quotes", a \\backslash and ünicode.\n\n'
            "    indented(code)",
        )
        self.assertEqual(hpy_tests.undescribed.__doc__, "No signature, but this.")
        self.assertFalse(hpy_tests.nothing.__doc__)

    @skip_on("graalpy", "it does not read text signatures")
    def test_text_signatures(self):
        self.assertEqual(hpy_tests.add.__text_signature__, "(a, b)")
        self.assertEqual(hpy_tests.nothing.__text_signature__, "()")
        self.assertEqual(hpy_tests.described.__text_signature__, "(start, stop=10, /, *items)")


class References(TestCase):
    @unittest.skipUnless(INTERPRETER == "cpython", "counts references")
    def test_calls_keep_the_count_of_references(self):
        item, items = object(), []
        gc.collect()  # What goes now would be missing at the end.
        before = sys.getrefcount(item), sys.getrefcount(items), sys.getrefcount(None)
        for _ in range(100):
            hpy_tests.identity(item)
            hpy_tests.args_only(item, item)
            hpy_tests.kwargs_only(a=item)
            hpy_tests.everything(item, d=item, x=item)
            hpy_tests.borrowed_handle(item, "x")
            hpy_tests.optional_handle(item)
            hpy_tests.module_and_one(1)
            hpy_tests.nothing()
            for wrong in (lambda: hpy_tests.required(item), lambda: hpy_tests.owned_handle(item, item)):
                try:
                    wrong()
                except TypeError:
                    pass
        gc.collect()
        after = sys.getrefcount(item), sys.getrefcount(items), sys.getrefcount(None)
        self.assertEqual(after[:2], before[:2])
        self.assertLess(abs(after[2] - before[2]), 50)
