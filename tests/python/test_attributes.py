"""Attributes, types, casts, and what a context gives."""

import builtins
import enum
import sys
import types

import hpy_tests
from support import DOOR, INTERPRETER, TestCase


class Thing:
    kind = "thing"

    @property
    def failing(self):
        raise KeyError("failing")

    @property
    def without(self):
        raise AttributeError("without")


class Slotted:
    __slots__ = ("one",)


class Get(TestCase):
    def test_by_every_kind_of_name(self):
        thing = Thing()
        thing.value, thing.größe = [1], "ü"
        for get in (hpy_tests.get_attr, hpy_tests.get_attr_by_object, hpy_tests.get_attr_by_borrowed):
            self.assertIs(get(thing, "value"), thing.value)
            self.assertEqual(get(thing, "kind"), "thing")
            self.assertEqual(get(thing, "größe"), "ü")
            self.assertEqual(get(thing, "__class__"), Thing)
            self.assertEqual(get("abc", "upper")(), "ABC")

    def test_names_that_are_hard_for_c(self):
        thing = Thing()
        for name in ("a\0b", "\0", "x" * 1000, "x" * 255, "x" * 256, "", "😀"):
            hpy_tests.set_attr(thing, name, name)
            self.assertEqual(vars(thing)[name], name)
            for get in (hpy_tests.get_attr, hpy_tests.get_attr_by_object):
                self.assertEqual(get(thing, name), name)
            hpy_tests.del_attr(thing, name)
            self.assertFalse(hpy_tests.has_attr(thing, name))
        self.assertFalse(vars(thing))

    def test_missing(self):
        for get in (hpy_tests.get_attr, hpy_tests.get_attr_by_object):
            with self.assertRaises(AttributeError) as caught:
                get(Thing(), "missing")
            self.assertEqual(str(caught.exception), "'Thing' object has no attribute 'missing'")

    def test_errors_of_properties(self):
        for get in (hpy_tests.get_attr, hpy_tests.has_attr):
            with self.assertRaises(KeyError) as caught:
                get(Thing(), "failing")
            self.assertEqual(caught.exception.args, ("failing",))
        with self.assertRaises(KeyError):
            hpy_tests.get_attr_or(Thing(), "failing", 1)
        with self.assertRaises(AttributeError):
            hpy_tests.get_attr(Thing(), "without")

    def test_with_a_default(self):
        default = object()
        self.assertIs(hpy_tests.get_attr_or(Thing(), "missing", default), default)
        self.assertIs(hpy_tests.get_attr_or(Thing(), "without", default), default)
        self.assertEqual(hpy_tests.get_attr_or(Thing(), "kind", default), "thing")

    def test_has(self):
        self.assertIs(hpy_tests.has_attr(Thing(), "kind"), True)
        self.assertIs(hpy_tests.has_attr(Thing(), "missing"), False)
        self.assertIs(hpy_tests.has_attr(Thing(), "without"), False)
        self.assertIs(hpy_tests.has_attr(5, "real"), True)

    def test_getattr_of_python(self):
        class Dynamic:
            def __getattr__(self, name):
                if name.startswith("ok"):
                    return name.upper()
                raise AttributeError(name)

        self.assertEqual(hpy_tests.get_attr(Dynamic(), "ok1"), "OK1")
        self.assertIsNone(hpy_tests.get_attr_or(Dynamic(), "no", None))

    def test_a_name_with_a_lone_surrogate(self):
        thing = Thing()
        setattr(thing, "a\udc80", 1)
        self.assertEqual(hpy_tests.get_attr_by_object(thing, "a\udc80"), 1)
        with self.assertRaises(UnicodeEncodeError):
            hpy_tests.get_attr(thing, "a\udc80")


class Set(TestCase):
    def test_set_and_delete(self):
        for put, delete in (
            (hpy_tests.set_attr, hpy_tests.del_attr),
            (hpy_tests.set_attr_by_object, hpy_tests.del_attr_by_object),
        ):
            thing, value = Thing(), object()
            self.assertIsNone(put(thing, "value", value))
            self.assertIs(thing.value, value)
            self.assertIsNone(delete(thing, "value"))
            self.assertFalse(hasattr(thing, "value"))
            with self.assertRaises(AttributeError):
                delete(thing, "value")
            with self.assertRaises(AttributeError):
                delete(thing, "kind")  # It is the class's.

    def test_rust_values(self):
        thing = Thing()
        hpy_tests.set_attr_converted(thing)
        self.assertEqual(vars(thing), dict(number=5, text="five", list=[5.0]))

    def test_what_cannot_be_set(self):
        for put in (hpy_tests.set_attr, hpy_tests.set_attr_by_object):
            for target, name in ((Slotted(), "two"), (5, "real"), (Thing(), "failing"), (object(), "x")):
                with self.assertRaises(AttributeError):
                    put(target, name, 1)
            with self.assertRaises(TypeError):
                put(int, "x", 1)

    def test_properties(self):
        class Counting:
            deleted = 0

            @property
            def value(self):
                return 1

            @value.setter
            def value(self, value):
                if value is None:
                    raise ZeroDivisionError
                self.seen = value

            @value.deleter
            def value(self):
                self.deleted += 1

        target = Counting()
        hpy_tests.set_attr(target, "value", "v")
        self.assertEqual(target.seen, "v")
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.set_attr(target, "value", None)
        hpy_tests.del_attr(target, "value")
        self.assertEqual(target.deleted, 1)


class Types(TestCase):
    def test_type_of(self):
        for value in (5, "a", None, Thing(), Thing, type, [], hpy_tests, hpy_tests.type_of):
            self.assertIs(hpy_tests.type_of(value), type(value))

    def test_names(self):
        for kind in (int, type, Thing, enum.Enum, ValueError, types.ModuleType, type(None)):
            self.assertEqual(hpy_tests.type_name(kind), kind.__name__)
        self.assertEqual(hpy_tests.type_name(type("Größe", (), {})), "Größe")
        with self.assertRaises(TypeError) as caught:
            hpy_tests.type_name(5)
        self.assertEqual(str(caught.exception), "type_name() argument 'kind' must be type, not int")

    def test_subtypes(self):
        class Child(Thing):
            pass

        for kind, of, expected in (
            (Child, Thing, True),
            (Child, object, True),
            (Thing, Child, False),
            (bool, int, True),
            (int, int, True),
            (int, bool, False),
            (type, object, True),
            (int, type, False),
        ):
            self.assertIs(hpy_tests.is_subtype(kind, of), expected)

    def test_is_instance(self):
        class Meta(type):
            def __instancecheck__(cls, instance):
                if instance is None:
                    raise KeyError("checked")
                return instance == "special"

        class Special(metaclass=Meta):
            pass

        for value, kind, expected in (
            (5, int, True),
            (True, int, True),
            (5, bool, False),
            (5, (str, int), True),
            (5, (), False),
            ([], object, True),
            ("special", Special, True),
            ("other", Special, False),
        ):
            self.assertIs(hpy_tests.is_instance(value, kind), expected)
        self.assertEqual([hpy_tests.is_instance_of_dict(value) for value in ({}, [])], [True, False])
        with self.assertRaises(KeyError):
            hpy_tests.is_instance(None, Special)
        with self.assertRaises(TypeError):
            hpy_tests.is_instance(5, 5)


class Casts(TestCase):
    VALUES = {
        "None": None,
        "bool": True,
        "int": 5,
        "float": 1.5,
        "str": "a",
        "bytes": b"a",
        "list": [1],
        "tuple": (1,),
        "dict": {1: 2},
        "type": int,
        "module": sys,
    }

    def test_every_type_knows_its_instances(self):
        also = {"bool": ["int"]}
        for name, value in self.VALUES.items():
            expected = {"object", name, *also.get(name, ())}
            self.assertEqual(set(hpy_tests.typed_as(value)), expected, name)
        self.assertEqual(hpy_tests.typed_as(object()), ["object"])
        self.assertEqual(hpy_tests.typed_as(UnicodeError()), ["object", "ValueError"])

    def test_subclasses_count(self):
        for base in (int, float, str, bytes, list, tuple, dict, type, types.ModuleType):
            child = type("Child", (base,), {})
            value = child("name", (), {}) if base is type else child("name") if base is types.ModuleType else child()
            self.assertEqual(hpy_tests.typed_as(value), ["object", {"ModuleType": "module"}.get(base.__name__, base.__name__)])

    def test_class_that_is_pretended(self):
        class Pretender:
            __class__ = int

        self.assertEqual(hpy_tests.typed_as(Pretender()), ["object"])

    def test_casts(self):
        # GraalPy's C API gives another object back for a text.
        same = self.assertEqual if (INTERPRETER, DOOR) == ("graalpy", "own") else self.assertIs
        for name, value in self.VALUES.items():
            for target in self.VALUES:
                if name == target or (name, target) == ("bool", "int"):
                    one, other = hpy_tests.cast(value, target)
                    same(one, value)
                    same(other, value)
                else:
                    with self.assertRaises(TypeError) as caught:
                        hpy_tests.cast(value, target)
                    found = "None" if value is None else type(value).__name__
                    self.assertEqual(str(caught.exception), "expected %s, not %s" % (target, found))
        error = KeyError(1)
        self.assertIs(hpy_tests.cast(error, "KeyError")[0], error)
        with self.assertRaises(TypeError):
            hpy_tests.cast(LookupError(1), "KeyError")


class OfTheContext(TestCase):
    def test_constants(self):
        self.assertEqual(
            hpy_tests.constants(),
            [object, type, bool, int, float, str, bytes, tuple, list, complex, slice]
            + [None, True, False, NotImplemented, ..., len],
        )

    def test_import(self):
        import xml.dom

        self.assertIs(hpy_tests.import_module("sys"), sys)
        self.assertIs(hpy_tests.import_module("xml.dom"), xml.dom)
        self.assertIs(hpy_tests.import_module("hpy_tests"), hpy_tests)
        self.assertIs(hpy_tests.import_module("builtins"), builtins)
        for name in ("no_such_module", "größe", "xml.nothing"):
            with self.assertRaises(ImportError) as caught:
                hpy_tests.import_module(name)
            self.assertEqual(caught.exception.name, name)
        for name in ("", "a\0b"):
            with self.assertRaises(ValueError):
                hpy_tests.import_module(name)

    def test_new_modules(self):
        module = hpy_tests.new_module("größe.neu")
        self.assertIs(type(module), types.ModuleType)
        self.assertEqual(module.__name__, "größe.neu")
        self.assertEqual(module.answer, 42)
        self.assertNotIn("größe.neu", sys.modules)
