"""Calls from Rust into Python: positional and keyword arguments, methods, and errors."""

import functools

import hpy_tests
from support import TestCase, enters_again


def show(*args, **kwargs):
    return args, kwargs


class Mine(Exception):
    pass


def fail(*args, **kwargs):
    raise Mine(args, kwargs)


class Positional(TestCase):
    def test_calls(self):
        item = object()
        self.assertEqual(hpy_tests.call_without(show), ((), {}))
        self.assertEqual(hpy_tests.call_one(show, item), ((item,), {}))
        self.assertEqual(
            hpy_tests.call_many(show), ((1, "two", 3.0, True, None, [6, 6], ("s", 7), b"8"), {})
        )

    def test_the_result_is_the_object_itself(self):
        item = object()
        self.assertIs(hpy_tests.call_one(lambda x: x, item), item)
        self.assertIsNone(hpy_tests.call_one(lambda x: None, item))

    def test_every_kind_of_callable(self):
        class Callable:
            def __call__(self, *args):
                return args

            def method(self, *args):
                return args

            @classmethod
            def of_class(cls, *args):
                return args

        for callable in (
            Callable(),
            Callable().method,
            Callable.of_class,
            functools.partial(Callable()),
            lambda *args: args,
        ):
            self.assertEqual(hpy_tests.call_one(callable, 5), (5,))
        self.assertEqual(hpy_tests.call_one(list, "ab"), ["a", "b"])
        self.assertEqual(hpy_tests.call_one(len, "ab"), 2)
        self.assertEqual(hpy_tests.call_without(dict), {})
        self.assertIsInstance(hpy_tests.call_without(Callable), Callable)

    def test_a_tuple_of_arguments(self):
        for args in ((), (1,), (1, "a", None), tuple(range(1000))):
            self.assertEqual(hpy_tests.call_tuple(show, args), (args, {}))
            self.assertEqual(hpy_tests.call_forwarded(show, *args), (args, {}))

    def test_what_cannot_be_called(self):
        for value in (5, None, "text", object()):
            for call in (hpy_tests.call_without, hpy_tests.call_many, hpy_tests.call_only_keywords):
                with self.assertRaises(TypeError) as caught:
                    call(value)
                self.assertIn("not callable", str(caught.exception))
            self.assertIs(hpy_tests.is_callable(value), False)
        for value in (show, int, len, [].append):
            self.assertIs(hpy_tests.is_callable(value), True)

    def test_wrong_arguments(self):
        with self.assertRaises(TypeError):
            hpy_tests.call_one(lambda: 1, 2)
        with self.assertRaises(TypeError):
            hpy_tests.call_without(len)


class Keywords(TestCase):
    def test_keywords(self):
        item = object()
        self.assertEqual(hpy_tests.call_keywords(show, item), ((1, 2), {"third": item, "größe": item}))
        self.assertEqual(hpy_tests.call_only_keywords(show), ((), dict(a=1, b=2)))
        self.assertEqual(hpy_tests.call_no_keywords(show), ((1,), {}))
        self.assertEqual(hpy_tests.call_only_keywords(dict), dict(a=1, b=2))

    def test_keywords_that_do_not_fit(self):
        with self.assertRaises(TypeError):
            hpy_tests.call_keywords(lambda one, two, third: 1, 5)
        with self.assertRaises(TypeError):
            hpy_tests.call_keywords(len, 5)

    def test_a_keyword_given_twice(self):
        # Whether that is refused is up to the interpreter; nothing may break.
        for callable in (show, lambda a: ((), dict(a=a)), dict):
            try:
                hpy_tests.call_same_keyword_twice(callable)
            except TypeError:
                pass

    def test_a_tuple_and_a_dict(self):
        given = dict(a=1, größe=2)
        self.assertEqual(hpy_tests.call_dict(show, (1, 2), given), ((1, 2), given))
        self.assertEqual(hpy_tests.call_dict(show, (), {}), ((), {}))
        self.assertEqual(hpy_tests.call_dict(show, (1,)), ((1,), {}))
        self.assertEqual(hpy_tests.call_dict(show, (1,), None), ((1,), {}))
        self.assertEqual(hpy_tests.call_dict(show, (), {"a\udc80": 1}), ((), {"a\udc80": 1}))
        with self.assertRaises(TypeError):
            hpy_tests.call_dict(show, (), {1: 2})
        received = hpy_tests.call_dict(show, (), given)[1]
        received["b"] = 3
        self.assertEqual(len(given), 2)


class Methods(TestCase):
    class Target:
        def method(self, *args):
            return (self, *args)

        @property
        def computed(self):
            return lambda *args: args

        @staticmethod
        def static(*args):
            return args

        def __getattr__(self, name):
            if name == "dynamic":
                return show
            raise AttributeError(name)

    def test_methods(self):
        target = self.Target()
        self.assertEqual(hpy_tests.call_method(target, "method"), (target,))
        self.assertEqual(hpy_tests.call_method_with(target, "method", 1), (target, 1, 2))
        self.assertEqual(hpy_tests.method_forwarded(target, "method", 1, 2, 3), (target, 1, 2, 3))
        self.assertEqual(hpy_tests.call_method(target, "static"), ())
        self.assertEqual(hpy_tests.call_method_with(target, "computed", 1), (1, 2))
        self.assertEqual(hpy_tests.call_method_with(target, "dynamic", 1), ((1, 2), {}))
        target.own = lambda *args: args
        self.assertEqual(hpy_tests.call_method_with(target, "own", 1), (1, 2))

    def test_methods_with_keywords(self):
        class Target:
            def method(self, *args, **keywords):
                return args, keywords

        self.assertEqual(hpy_tests.call_method_keywords(Target(), "method", 2), ((1,), {"key": 2}))
        with self.assertRaises(AttributeError):
            hpy_tests.call_method_keywords(Target(), "missing", 2)
        with self.assertRaises(TypeError):
            hpy_tests.call_method_keywords([], "append", 2)

    def test_methods_of_builtin_types(self):
        self.assertEqual(hpy_tests.call_method("größe", "upper"), "GRÖSSE")
        self.assertEqual(hpy_tests.call_interned("größe"), "GRÖSSE")
        self.assertEqual(hpy_tests.method_forwarded([3, 1, 2], "index", 2), 2)
        self.assertEqual(hpy_tests.method_forwarded({}, "get", 1, 5), 5)
        self.assertEqual(hpy_tests.method_forwarded("a b", "split"), ["a", "b"])

    def test_missing_methods(self):
        with self.assertRaises(AttributeError):
            hpy_tests.call_method(self.Target(), "missing")
        with self.assertRaises(AttributeError):
            hpy_tests.call_interned(5)
        with self.assertRaises(TypeError):
            hpy_tests.call_method("text", "index")


class Errors(TestCase):
    def test_what_is_raised_comes_through(self):
        for call in (
            lambda: hpy_tests.call_without(fail),
            lambda: hpy_tests.call_one(fail, 1),
            lambda: hpy_tests.call_keywords(fail, 1),
            lambda: hpy_tests.call_dict(fail, (1,), dict(a=2)),
            lambda: hpy_tests.call_forwarded(fail, 1),
        ):
            with self.assertRaises(Mine):
                call()
        error = Mine()

        def fail_again():
            raise error

        with self.assertRaises(Mine) as caught:
            hpy_tests.call_without(fail_again)
        self.assertIs(caught.exception, error)

    def test_base_exceptions(self):
        for kind in (KeyboardInterrupt, SystemExit, GeneratorExit, StopIteration):

            def fail_so():
                raise kind("x")

            with self.assertRaises(kind):
                hpy_tests.call_without(fail_so)

    def test_another_call_after_a_failed_one(self):
        self.assertEqual(hpy_tests.call_or_else(fail, dict), {})
        with self.assertRaises(Mine):
            hpy_tests.call_or_else(len, fail)

    def test_an_argument_that_cannot_be_converted(self):
        seen = []
        with self.assertRaises(ValueError) as caught:
            hpy_tests.call_with_failing_argument(lambda *args: seen.append(args))
        self.assertEqual((str(caught.exception), seen), ("no argument", []))

    @enters_again
    def test_calls_that_come_back(self):
        self.assertEqual(hpy_tests.call_one(hpy_tests.call_without, hpy_tests.answer), 42)
        depth = 0

        def deeper():
            nonlocal depth
            depth += 1
            return depth if depth == 30 else hpy_tests.call_without(deeper)

        self.assertEqual(hpy_tests.call_without(deeper), 30)
