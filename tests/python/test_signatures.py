"""The grammar of signatures: what binds to what, every message, and what `inspect` sees."""

import inspect
import sys
import unittest

import hpy_tests
from support import INTERPRETER, TestCase, skip_on

#: The same functions in Python, whose messages are the model.
MODEL = {}
exec(
    """
def required(a, b, c): return [a, b, c]
def mixed(a, /, b, *, c): return [a, b, c]
def keyword_only(*, a, b): return [a, b]
def one_positional(a, /, b): return [a, b]
def two_positional(a, b, /, c): return [a, b, c]
def defaults(a, b=1, c=None): return (a, b, c)
def one_default(a=0): return a
def keyword_default(a, *, b=2, c): return (a, b, c)
def args_only(*args): return list(args)
def args_and_keyword(*args, key=None): return (list(args), key)
def kwargs_only(**kwargs): return kwargs or None
def positional_kwargs(a, /, **kwargs): return (a, kwargs)
def kwargs_map(a, **kwargs): return (a, kwargs)
def kwargs_sorted(**kwargs): return sorted(kwargs.items())
def kwargs_in_order(**kwargs): return list(kwargs.items())
def kwargs_or_none(a=0, **kwargs): return (a, kwargs or None)
def args_and_kwargs(*args, **kwargs): return (args, kwargs)
def everything(a, b=1, /, c=2, *args, d, e=None, **kwargs): return (a, b, c, list(args), d, e, kwargs)
""",
    MODEL,
)

#: Calls that bind: the function's name, positional and keyword arguments.
BINDING = [
    ("required", (1, 2, 3), {}),
    ("required", (), dict(a=1, b=2, c=3)),
    ("required", (1,), dict(c=3, b=2)),
    ("mixed", (1, 2), dict(c=3)),
    ("mixed", (1,), dict(c=3, b=2)),
    ("keyword_only", (), dict(a=1, b=2)),
    ("keyword_only", (), dict(b=2, a=1)),
    ("one_positional", (1, 2), {}),
    ("one_positional", (1,), dict(b=2)),
    ("defaults", (1,), {}),
    ("defaults", (1, 2), {}),
    ("defaults", (1, 2, 3), {}),
    ("defaults", (1,), dict(c=3)),
    ("defaults", (), dict(c=3, a=1)),
    ("defaults", (1,), dict(c=None)),
    ("one_default", (), {}),
    ("one_default", (), dict(a=4)),
    ("keyword_default", (1,), dict(c=3)),
    ("keyword_default", (1,), dict(c=3, b=4)),
    ("args_only", (), {}),
    ("args_only", tuple(range(50)), {}),
    ("args_and_keyword", (1, 2), dict(key="k")),
    ("args_and_keyword", (), {}),
    ("kwargs_only", (), {}),
    ("kwargs_only", (), dict(a=1, kwargs=2, args=3)),
    ("positional_kwargs", (1,), {}),
    ("positional_kwargs", (1,), dict(a=2, b=3)),
    ("kwargs_map", (1,), dict(b=2)),
    ("kwargs_map", (), dict(a=1, b=2)),
    ("kwargs_sorted", (), {}),
    ("kwargs_sorted", (), dict(b=2.5, a=1.5)),
    ("kwargs_in_order", (), dict(b=2, a=None)),
    ("kwargs_or_none", (), {}),
    ("kwargs_or_none", (), dict(a=1, b=2)),
    ("kwargs_or_none", (1,), dict(c=3)),
    ("args_and_kwargs", (), {}),
    ("args_and_kwargs", (1, 2), dict(args=3, kwargs=4)),
    ("everything", (0,), dict(d=1)),
    ("everything", (0, 1, 2, 3, 4), dict(d=5, e=6, f=7, a=8, b=9)),
    ("everything", (0,), dict(c=3, d=4, args=5)),
]

#: Calls that do not: the function's name, the arguments, and the message behind "NAME() ".
REFUSED = [
    ("required", (), {}, "missing 3 required positional arguments: 'a', 'b', and 'c'"),
    ("required", (1,), {}, "missing 2 required positional arguments: 'b' and 'c'"),
    ("required", (1, 2), {}, "missing 1 required positional argument: 'c'"),
    ("required", (), dict(b=2), "missing 2 required positional arguments: 'a' and 'c'"),
    ("required", (1, 2, 3, 4), {}, "takes 3 positional arguments but 4 were given"),
    ("required", (1, 2, 3), dict(a=1), "got multiple values for argument 'a'"),
    ("required", (1, 2, 3), dict(z=1), "got an unexpected keyword argument 'z'"),
    ("required", (), dict(z=1), "got an unexpected keyword argument 'z'"),
    ("required", (1,), dict(z=1, a=2), "got an unexpected keyword argument 'z'"),
    ("required", (1,), dict(a=2, z=1), "got multiple values for argument 'a'"),
    ("required", (1, 2, 3, 4), dict(a=1), "got multiple values for argument 'a'"),
    ("required", (1, 2, 3, 4), dict(z=1), "got an unexpected keyword argument 'z'"),
    ("required", (1, 2, 3, 4, 5), {}, "takes 3 positional arguments but 5 were given"),
    ("required", (1,), {"": 1}, "got an unexpected keyword argument ''"),
    ("required", (1,), {"größe": 1}, "got an unexpected keyword argument 'größe'"),
    ("required", (1,), {"a\0": 1}, "got an unexpected keyword argument 'a\0'"),
    ("mixed", (), {}, "missing 2 required positional arguments: 'a' and 'b'"),
    ("mixed", (1, 2), {}, "missing 1 required keyword-only argument: 'c'"),
    ("mixed", (1, 2, 3), {}, "takes 2 positional arguments but 3 were given"),
    ("mixed", (1, 2, 3), dict(c=4), "takes 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given"),
    ("mixed", (), dict(a=1, b=2, c=3), "got some positional-only arguments passed as keyword arguments: 'a'"),
    ("mixed", (1, 2), dict(a=1, c=3), "got some positional-only arguments passed as keyword arguments: 'a'"),
    ("mixed", (1, 2), dict(z=1, a=1, c=3), "got some positional-only arguments passed as keyword arguments: 'a'"),
    ("mixed", (1, 2), dict(b=2, c=3), "got multiple values for argument 'b'"),
    ("keyword_only", (), {}, "missing 2 required keyword-only arguments: 'a' and 'b'"),
    ("keyword_only", (), dict(a=1), "missing 1 required keyword-only argument: 'b'"),
    ("keyword_only", (1,), {}, "takes 0 positional arguments but 1 was given"),
    ("keyword_only", (1,), dict(a=1), "takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given"),
    ("keyword_only", (1, 2), dict(a=1, b=2), "takes 0 positional arguments but 2 positional arguments (and 2 keyword-only arguments) were given"),
    ("one_positional", (1,), {}, "missing 1 required positional argument: 'b'"),
    ("one_positional", (), dict(b=1), "missing 1 required positional argument: 'a'"),
    ("one_positional", (), dict(b=1, a=1), "got some positional-only arguments passed as keyword arguments: 'a'"),
    ("two_positional", (), dict(c=3, b=2, a=1), "got some positional-only arguments passed as keyword arguments: 'a, b'"),
    ("two_positional", (1,), dict(c=3, b=2), "got some positional-only arguments passed as keyword arguments: 'b'"),
    ("two_positional", (1,), dict(c=3), "missing 1 required positional argument: 'b'"),
    ("defaults", (), {}, "missing 1 required positional argument: 'a'"),
    ("defaults", (), dict(b=1), "missing 1 required positional argument: 'a'"),
    ("defaults", (1, 2, 3, 4), {}, "takes from 1 to 3 positional arguments but 4 were given"),
    ("defaults", (1, 2), dict(b=1), "got multiple values for argument 'b'"),
    ("one_default", (1, 2), {}, "takes from 0 to 1 positional arguments but 2 were given"),
    ("one_default", (1,), dict(a=1), "got multiple values for argument 'a'"),
    ("keyword_default", (1,), {}, "missing 1 required keyword-only argument: 'c'"),
    ("keyword_default", (1,), dict(b=1), "missing 1 required keyword-only argument: 'c'"),
    ("keyword_default", (), dict(c=1), "missing 1 required positional argument: 'a'"),
    ("keyword_default", (), {}, "missing 1 required positional argument: 'a'"),
    ("keyword_default", (1, 2), dict(b=1), "takes 1 positional argument but 2 positional arguments (and 1 keyword-only argument) were given"),
    ("args_and_keyword", (1,), dict(other=1), "got an unexpected keyword argument 'other'"),
    ("positional_kwargs", (), {}, "missing 1 required positional argument: 'a'"),
    ("positional_kwargs", (), dict(a=1), "missing 1 required positional argument: 'a'"),
    ("positional_kwargs", (1, 2), {}, "takes 1 positional argument but 2 were given"),
    ("kwargs_map", (1,), dict(a=1), "got multiple values for argument 'a'"),
    ("everything", (), dict(d=1), "missing 1 required positional argument: 'a'"),
    ("everything", (0, 1, 2, 3), {}, "missing 1 required keyword-only argument: 'd'"),
    ("everything", (0, 1, 2), dict(c=3, d=4), "got multiple values for argument 'c'"),
]


class Binding(TestCase):
    def test_calls_bind_as_in_python(self):
        for name, args, kwargs in BINDING:
            with self.subTest(name=name, args=args, kwargs=kwargs):
                bound = getattr(hpy_tests, name)(*args, **kwargs)
                self.assertEqual(bound, MODEL[name](*args, **kwargs))

    def test_arguments_are_the_objects_themselves(self):
        objects = [object() for _ in range(3)]
        for one, other in zip(hpy_tests.required(*objects), objects):
            self.assertIs(one, other)
        for one, other in zip(hpy_tests.required(objects[0], c=objects[2], b=objects[1]), objects):
            self.assertIs(one, other)

    def test_kwargs_keep_the_order_of_the_call(self):
        names = ["n%d" % (number * 7919 % 100) for number in range(100)]
        given = {name: number for number, name in enumerate(names)}
        self.assertEqual(list(hpy_tests.kwargs_only(**given)), names)

    @skip_on("graalpy", "its functions have a parameter self")
    def test_a_keyword_named_self(self):
        self.assertEqual(hpy_tests.kwargs_only(**{"self": 1, "module": 2}), {"self": 1, "module": 2})

    def test_the_dict_passed_is_not_the_dict_received(self):
        given = dict(a=1)
        received = hpy_tests.kwargs_only(**given)
        received["b"] = 2
        self.assertEqual(given, dict(a=1))

    def test_a_name_counts_by_its_text(self):
        class Name(str):
            pass

        # The second time the function knows the names of its parameters.
        for _ in range(2):
            self.assertEqual(hpy_tests.literal_defaults(none=1, some=2)[4::2], (1, 2))
            self.assertEqual(hpy_tests.literal_defaults(**{"".join(("no", "ne")): 1})[4], 1)
            if INTERPRETER == "cpython":
                self.assertEqual(hpy_tests.literal_defaults(**{Name("none"): 1})[4], 1)

    def test_literal_defaults(self):
        expected = ("it's", -3, 2.0, True, None, b"a\n", 5, "ü")
        self.assertEqual(hpy_tests.literal_defaults(), expected)
        self.assertEqual(hpy_tests.literal_defaults(none=1, some=None)[4::2], (1, None))

    def test_defaults_of_options(self):
        self.assertEqual(hpy_tests.option_defaults(), (5, -1, 99, "t", b"b", 7, 8, None))
        self.assertEqual(hpy_tests.option_defaults(1, None, None, text=None), (1, None, None, None, b"b", 7, 8, None))

    def test_expression_defaults_are_evaluated_at_each_call(self):
        first = hpy_tests.expression_defaults()
        self.assertEqual(first, (99, 3, [1, 2], "s"))
        first[2].append(3)
        self.assertEqual(hpy_tests.expression_defaults(), (99, 3, [1, 2], "s"))
        self.assertEqual(hpy_tests.trailing_comma(3), 6)


class Refusal(TestCase):
    def test_messages_are_those_of_cpython(self):
        for name, args, kwargs, message in REFUSED:
            with self.subTest(name=name, args=args, kwargs=kwargs):
                with self.assertRaises(TypeError) as caught:
                    getattr(hpy_tests, name)(*args, **kwargs)
                self.assertEqual(str(caught.exception), "%s() %s" % (name, message))

    @unittest.skipUnless(INTERPRETER == "cpython" and sys.version_info < (3, 13), "the wording of CPython to 3.12")
    def test_the_texts_above_are_those_of_cpython(self):
        for name, args, kwargs, message in REFUSED:
            with self.subTest(name=name, args=args, kwargs=kwargs):
                with self.assertRaises(TypeError) as caught:
                    MODEL[name](*args, **kwargs)
                self.assertEqual(str(caught.exception), "%s() %s" % (name, message))

    def test_functions_of_positional_parameters_take_no_keywords(self):
        for call in (
            lambda: hpy_tests.positional(1, b=2),
            lambda: hpy_tests.positional_default(1, b=2),
            lambda: hpy_tests.positional_args(1, args=2),
            lambda: hpy_tests.args_only(a=1),
        ):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertIn("keyword argument", str(caught.exception))

    def test_functions_of_positional_parameters_count_them(self):
        for call, message in (
            (lambda: hpy_tests.positional(), "positional() missing 2 required positional arguments: 'a' and 'b'"),
            (lambda: hpy_tests.positional(1), "positional() missing 1 required positional argument: 'b'"),
            (lambda: hpy_tests.positional(1, 2, 3), "positional() takes 2 positional arguments but 3 were given"),
            (
                lambda: hpy_tests.positional_default(1, 2, 3),
                "positional_default() takes from 1 to 2 positional arguments but 3 were given",
            ),
            (lambda: hpy_tests.positional_args(), "positional_args() missing 1 required positional argument: 'a'"),
        ):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertEqual(str(caught.exception), message)

    def test_a_refused_call_leaves_the_function_usable(self):
        for _ in range(3):
            with self.assertRaises(TypeError):
                hpy_tests.everything(1, 2, 3)
            self.assertEqual(hpy_tests.everything(1, d=2), (1, 1, 2, [], 2, None, {}))


class KeywordTricks(TestCase):
    def test_a_keyword_given_twice(self):
        with self.assertRaises(TypeError):
            hpy_tests.kwargs_only(a=1, **{"a": 2})
        with self.assertRaises(TypeError) as caught:
            hpy_tests.required(1, 2, **{"a": 2})
        self.assertEqual(str(caught.exception), "required() got multiple values for argument 'a'")

    def test_keys_that_are_no_str(self):
        for key in (1, None, b"a", ("a",)):
            with self.assertRaises(TypeError):
                hpy_tests.kwargs_only(**{key: 1})
            with self.assertRaises(TypeError):
                hpy_tests.required(1, 2, **{key: 1})

    def test_keys_of_a_subclass_of_str(self):
        class Name(str):
            def __eq__(self, other):
                raise RuntimeError("compared")

            def __hash__(self):
                return 5

            def __str__(self):
                return "other"

        self.assertEqual(hpy_tests.required(1, 2, **{Name("c"): 3}), [1, 2, 3])
        with self.assertRaises(TypeError) as caught:
            hpy_tests.required(1, 2, **{Name("z"): 3})
        self.assertEqual(str(caught.exception), "required() got an unexpected keyword argument 'z'")

    def test_very_many_names(self):
        # GraalPy's HPy ends the process at 4,097 arguments.
        count = 2000 if INTERPRETER == "graalpy" else 10000
        given = {"n%d" % number: number for number in range(count)}
        self.assertEqual(hpy_tests.kwargs_only(**given), given)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.required(1, 2, 3, **given)
        self.assertEqual(str(caught.exception), "required() got an unexpected keyword argument 'n0'")

    def test_a_very_long_name(self):
        name = "x" * 100000
        self.assertEqual(hpy_tests.kwargs_only(**{name: 1}), {name: 1})
        with self.assertRaises(TypeError) as caught:
            hpy_tests.required(1, 2, 3, **{name: 1})
        self.assertIn(name, str(caught.exception))

    def test_names_with_lone_surrogates(self):
        self.assertEqual(hpy_tests.kwargs_only(**{"\ud800": 1}), {"\ud800": 1})
        self.assertEqual(hpy_tests.everything(1, d=2, **{"\udc80x": 3})[6], {"\udc80x": 3})
        with self.assertRaises(TypeError) as caught:
            hpy_tests.required(1, 2, 3, **{"a\udc80": 1})
        self.assertEqual(str(caught.exception), "required() got an unexpected keyword argument 'a\\udc80'")
        with self.assertRaises(UnicodeEncodeError):
            hpy_tests.kwargs_map(1, **{"\ud800": 1})

    def test_a_mapping_that_is_no_dict(self):
        class Mapping:
            def keys(self):
                return ["b", "c"]

            def __getitem__(self, key):
                return key * 2

        self.assertEqual(hpy_tests.required(1, **Mapping()), [1, "bb", "cc"])

    def test_values_that_cannot_be_converted(self):
        for call, message in (
            (lambda: hpy_tests.kwargs_map(1, b="text"), "kwargs_map() argument 'b' must be int, not str"),
            (lambda: hpy_tests.kwargs_sorted(b="text"), "kwargs_sorted() argument 'b' must be real number, not str"),
            (lambda: hpy_tests.kwargs_in_order(b="text"), "kwargs_in_order() argument 'b' must be int, not str"),
            (lambda: hpy_tests.kwargs_or_none(b=None), "kwargs_or_none() argument 'b' must be int, not None"),
            (lambda: hpy_tests.args_and_keyword(1, "2"), "args_and_keyword() argument 'args[1]' must be int, not str"),
            (lambda: hpy_tests.everything(0, d=1, e="text"), "everything() argument 'e' must be int, not str"),
        ):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertEqual(str(caught.exception), message)


@skip_on("graalpy", "it does not read text signatures")
@skip_on("pypy", "its HPy functions are (*args, **keywords) to inspect", door="hpy")
class Inspection(TestCase):
    SIGNATURES = {
        "nothing": "()",
        "identity": "(value, /)",
        "required": "(a, b, c)",
        "positional": "(a, b, /)",
        "mixed": "(a, /, b, *, c)",
        "keyword_only": "(*, a, b)",
        "defaults": "(a, b=1, c=None)",
        "positional_default": "(a, b=1, /)",
        "keyword_default": "(a, *, b=2, c)",
        "args_only": "(*args)",
        "positional_args": "(a, /, *args)",
        "args_and_keyword": "(*args, key=None)",
        "kwargs_only": "(**kwargs)",
        "positional_kwargs": "(a, /, **kwargs)",
        "everything": "(a, b=1, /, c=2, *args, d, e=None, **kwargs)",
        "literal_defaults": "(text=\"it's\", number=-3, float=2.0, truth=True, none=None, bytes=b'a\\n', some=5, letter='ü')",
        "expression_defaults": "(limit=Ellipsis, sum=Ellipsis, list=Ellipsis, text=Ellipsis)",
        "option_defaults": "(number=5, negative=-1, limit=Ellipsis, text='t', bytes=b'b', same=7, whole=Ellipsis, none=None)",
        "with_context_and_argument": "(item)",
        "context_between": "(first, /, second=2, *rest, **others)",
        "context_last": "(item, /)",
        "module_and_keyword": "(value)",
        "type": "(fn, match)",
        "renamed": "()",
        "described": "(start, stop=10, /, *items)",
    }

    def test_inspect_signature(self):
        for name, signature in self.SIGNATURES.items():
            with self.subTest(name=name):
                self.assertEqual(str(inspect.signature(getattr(hpy_tests, name))), signature)

    def test_defaults_are_values(self):
        parameters = inspect.signature(hpy_tests.literal_defaults).parameters
        self.assertEqual(
            [parameter.default for parameter in parameters.values()], list(hpy_tests.literal_defaults())
        )

    def test_calls_bind_as_inspect_says(self):
        for name, args, kwargs in BINDING:
            inspect.signature(getattr(hpy_tests, name)).bind(*args, **kwargs)

    def test_no_text_signature(self):
        # `inspect` cannot read one with names that are not ASCII.
        for function in (hpy_tests.undescribed, getattr(hpy_tests, "größe")):
            self.assertIsNone(function.__text_signature__)
            with self.assertRaises(ValueError):
                inspect.signature(function)
