"""Constructors by each way to call them: CPython calls a class in a shorter way than its `__new__`."""

import sys
import unittest

from hpy_test_classes import Adder, Bundle, Mortal, Parcel
from support import DEBUG, INTERPRETER, TestCase, run_subprocess

#: Whether classes are called by vectorcall.
BY_VECTORCALL = INTERPRETER == "cpython" and sys.version_info >= (3, 9) and not DEBUG

#: The same constructors in Python, whose messages are the model.
MODEL = {}
exec(
    """
class Parcel:
    def new(weight, /, height=None, *, label=None, tags=None):
        return [repr(one) for one in (weight, height, label, tags) if one is not None]
class Bundle:
    def new(first=None, *others, **rest):
        parts = [repr(one) for one in ((first,) if first is not None else ()) + others]
        return parts + [f"{name}={value!r}" for name, value in rest.items()]
""",
    MODEL,
)


def by_dict(kind, args, kwargs):
    """As C does, with the dict itself."""
    import ctypes

    call = ctypes.pythonapi.PyObject_Call
    call.restype, call.argtypes = ctypes.py_object, [ctypes.py_object] * 3
    return call(kind.__new__, (kind, *args), kwargs)


#: Ways to make an instance.
WAYS = {
    "call": lambda kind, args, kwargs: kind(*args, **kwargs),
    "new": lambda kind, args, kwargs: kind.__new__(kind, *args, **kwargs),
    "type": lambda kind, args, kwargs: type.__call__(kind, *args, **kwargs),
}
if INTERPRETER == "cpython":
    WAYS["dict"] = by_dict


class Text(str):
    """A str of another type."""


#: A name that is no other's object.
def fresh(name):
    return "".join(list(name))


CALLS = [
    ((1,), {}),
    ((1, 2), {}),
    ((1,), dict(height=2)),
    ((1,), dict(label="l")),
    ((1,), dict(tags=(), label="l", height=2)),
    ((1, 2), dict(label=None, tags=[3])),
    ((1,), {fresh("label"): 1, fresh("height"): 2}),
    ((1,), {Text("label"): 1, Text("height"): 2}),
    ((), {}),
    ((), dict(height=1)),
    ((), dict(weight=1)),
    ((1,), dict(weight=1)),
    ((1,), dict(weight=1, other=2)),
    ((1, 2), dict(height=1)),
    ((1, 2, 3), {}),
    ((1, 2, 3), dict(label=1)),
    ((1,), dict(other=1)),
    ((1,), dict(label=1, other=2)),
    ((1,), {Text("other"): 1}),
    ((1,), {"größe": 1}),
    ((1,), {"": 1}),
    (range(40), {}),
    ((1,), {f"name{index}": index for index in range(40)}),
    (range(300), {f"name{index}": index for index in range(300)}),
]


def outcome(call, *arguments):
    try:
        return call(*arguments)
    except TypeError as error:
        return str(error)


class Constructors(TestCase):
    def test_ways(self):
        for name in ("Parcel", "Bundle"):
            kind, model = globals()[name], MODEL[name].new
            for index, (args, kwargs) in enumerate(CALLS):
                expected = outcome(lambda: model(*args, **kwargs))
                if isinstance(expected, str):
                    expected = expected.replace(f"{name}.new()", "new()").replace("new()", f"{name}.__new__()")
                for way, make in WAYS.items():
                    with self.subTest(name=name, index=index, way=way):
                        made = outcome(lambda: make(kind, args, kwargs).parts)
                        if INTERPRETER != "cpython" and isinstance(expected, str):
                            # The words are CPython's.
                            self.assertIsInstance(made, str)
                        else:
                            self.assertEqual(made, expected)

    def test_lone_surrogates(self):
        for way, make in WAYS.items():
            with self.subTest(way=way), self.assertRaisesRegex(TypeError, r"an unexpected keyword argument '.*udc80'$"):
                make(Parcel, (1,), {"\udc80": 1})

    def test_names_that_are_no_text(self):
        for way, make in WAYS.items():
            for kind in (Parcel, Bundle):
                with self.subTest(way=way, kind=kind), self.assertRaisesRegex(TypeError, "keywords must be strings"):
                    make(kind, (1,), {1: 2})

    def test_a_dict_that_changes(self):
        for way, make in WAYS.items():
            for kind in (Parcel, Bundle):
                for changed in (lambda kwargs: kwargs.clear(), lambda kwargs: kwargs.update(label=0, more=1)):
                    kwargs = {}

                    class Weight:
                        def __repr__(self):
                            changed(kwargs)
                            return "weight"

                    kwargs.update(height=[2], label=[3], tags=[4])
                    parts = make(kind, (Weight(),), kwargs).parts
                    self.assertEqual([part.split("=")[-1] for part in parts], ["weight", "[2]", "[3]", "[4]"])

    @unittest.skipUnless(INTERPRETER == "cpython", "C passes a dict")
    def test_a_dict_of_another_type(self):
        class Dict(dict):
            pass

        kwargs = Dict(height=2, label=3)
        self.assertEqual(by_dict(Parcel, (1,), kwargs).parts, ["1", "2", "3"])

    def test_errors_of_conversions(self):
        class Wrong:
            def __repr__(self):
                raise ZeroDivisionError

        for make in WAYS.values():
            self.assertRaises(ZeroDivisionError, make, Parcel, (1,), dict(label=Wrong()))

    def test_keywords_go(self):
        value = object()
        before = sys.getrefcount(value) if INTERPRETER == "cpython" else 0
        for make in WAYS.values():
            for _ in range(20):
                make(Parcel, (value,), dict(label=value))
                outcome(make, Parcel, (value,), dict(other=value))
        if before:
            self.assertEqual(sys.getrefcount(value), before)

    def test_others(self):
        # One with an `__init__` of its own, and one that is given its class.
        self.assertEqual((Adder(3, twice=True)(1), Adder(base=3)(1)), (7, 4))
        self.assertIs(type(Mortal()), Mortal)


ANOTHER_NEW = """
from hpy_test_classes import Bundle
for _ in range(3):
    assert Bundle(1, label=2).parts == ["1", "label=2"]
Bundle.__new__ = lambda kind, *args, **kwargs: (kind, args, kwargs)
for _ in range(3):
    assert Bundle(1, label=2) == (Bundle, (1,), {"label": 2}), Bundle(1, label=2)
    assert Bundle() == (Bundle, (), {})
print("ok")
"""


class Changed(TestCase):
    def check(self):
        self.assertEqual(Bundle(1, label=2).parts, ["1", "label=2"])

    def test_another_new(self):
        # It stays another for CPython, whatever the class is given afterwards.
        ended = run_subprocess(ANOTHER_NEW)
        self.assertEqual(ended.stdout.split(), ["ok"], ended.stderr)

    def test_an_init(self):
        self.check()
        seen = []
        Bundle.__init__ = lambda self, *args, **kwargs: seen.append((self.parts, args, kwargs))
        try:
            for _ in range(3):
                self.check()
                self.assertEqual(Bundle().parts, [])
                self.assertEqual(seen, [(["1", "label=2"], (1,), {"label": 2}), ([], (), {})])
                seen.clear()
        finally:
            del Bundle.__init__
        self.check()
        self.assertEqual(seen, [])


@unittest.skipIf(DEBUG, "each call takes more of the stack")
@unittest.skipUnless(INTERPRETER == "cpython", "what counts the calls is CPython's")
class Deep(TestCase):
    def test_a_constructor_within_itself(self):
        class Again:
            def __repr__(self):
                return str(Parcel(self))

        for _ in range(2):
            self.assertRaises(RecursionError, Parcel, Again())


@unittest.skipUnless(BY_VECTORCALL, "CPython's way")
class Ways(TestCase):
    def test_vectorcall(self):
        import ctypes

        for kind, is_called in ((Parcel, True), (Mortal, True), (Adder, False)):
            # `tp_vectorcall`, behind the header, the length and 47 words.
            place = id(kind) + object.__basicsize__ + 48 * tuple.__itemsize__
            self.assertEqual(bool(ctypes.c_void_p.from_address(place).value), is_called)


if __name__ == "__main__":
    unittest.main()
