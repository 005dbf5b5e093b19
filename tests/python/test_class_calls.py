"""Objects that are called, more than once: CPython finds a shorter way into them at the first call."""

import functools
import inspect
import sys
import unittest

import hpy_tests
from hpy_test_classes import ByAny, ByName, ByNone, ByOne, Counting, Giving, Named, Scale, Shifted, Silent
from support import DEBUG, DOOR, INTERPRETER, TestCase, no_debug_build, skip_on

#: A name as a message of CPython's has it.
OF = r"^(%s\.)?__call__\(\) "

#: Classes whose objects can be given the class of another, with what each is called and what an object of 3 gives then.
RELATIVES = [(ByNone, (), ("none", 3)), (ByOne, (2,), ("one", 6)), (ByAny, (1, 2), ("any", 2)), (ByName, (2,), ("name", 6))]

#: Whether instances are called by vectorcall.
BY_VECTORCALL = INTERPRETER == "cpython" and sys.version_info >= (3, 9) and not (DOOR == "hpy" and DEBUG)


class AnotherClass(TestCase):
    """Before classes are changed, since CPython calls a class that was in another way for ever."""

    def test_of_a_relative(self):
        for kind, arguments, answer in RELATIVES:
            for other in [Scale] + [one for one, _, _ in RELATIVES if one is not kind]:
                with self.subTest(kind=kind, other=other):
                    relative = kind(3)
                    self.assertEqual([relative(*arguments) for _ in range(3)], [answer] * 3)
                    try:
                        relative.__class__ = other
                    except TypeError:
                        self.assertNotEqual(INTERPRETER, "cpython")
                        continue
                    for _ in range(3):
                        self.check_base(relative) if other is Scale else self.check_relative(relative, arguments)
                    relative.__class__ = kind
                    self.assertEqual([relative(*arguments) for _ in range(3)], [answer] * 3)

    def check_base(self, relative):
        self.assertEqual((relative(5), relative(number=5), relative(5, more=1)), (15, 15, 16))

    def check_relative(self, relative, arguments):
        # The value is still of the old class.
        self.assertRaises(TypeError, relative, *arguments)


def change(test, kind, function):
    """Gives a class another `__call__` for the rest of a test."""
    test.addCleanup(setattr, kind, "__call__", kind.__dict__["__call__"])
    kind.__call__ = function


def slot_of(kind):
    """What CPython calls of an object that was never called before: a function of the object, a tuple and a dict."""
    import ctypes

    slot = ctypes.PYFUNCTYPE(*[ctypes.py_object] * 4)
    place = object.__basicsize__ + 14 * tuple.__itemsize__
    return slot(ctypes.c_void_p.from_address(id(kind) + place).value)


class Calls(TestCase):
    def test_each_convention_again_and_again(self):
        silent, counting, scale = Silent(), Counting(), Scale(2)
        for _ in range(3):
            self.assertIsNone(silent())
            self.assertEqual((counting(), counting(1), counting(*range(300))), (0, 1, 300))
            self.assertEqual((scale(3), scale(3, 4), scale(3, more=4), scale(more=4, number=3)), (6, 10, 10, 10))
            self.assertEqual((scale(*[3], **{"more": 4}), scale(**{"number": 3})), (10, 6))

    def test_each_convention_with_keywords(self):
        for kind, arguments, answer in RELATIVES:
            relative = kind(3)
            for _ in range(3):
                self.assertEqual((relative(*arguments, **{}), relative(*arguments)), (answer, answer))
                self.assertRaises(TypeError, relative, *arguments, none=1)
        self.assertEqual([ByName(3)(number=2), ByName(3)(**{"number": 2}), ByName(3)()], [("name", 6), ("name", 6), ("name", 0)])

    def test_from_c_and_from_rust(self):
        scale, giving = Scale(3), Giving()
        for _ in range(3):
            self.assertEqual(list(map(scale, [1, 2], [3, 4])), [6, 10])
            self.assertEqual(functools.partial(scale, more=1)(2), 7)
            self.assertEqual(sorted([3, 1, 2], key=Scale(-1)), [3, 2, 1])
            self.assertIs(giving(lambda other: other), giving)

    def test_wrong_arguments(self):
        silent, giving, counting, scale = Silent(), Giving(), Counting(), Scale(2)
        for _ in range(3):
            for call in (lambda: silent(1), lambda: silent(a=1), lambda: giving(), lambda: giving(1, 2),
                         lambda: giving(other=1), lambda: giving(1, a=2), lambda: counting(1, a=2),
                         lambda: scale(), lambda: scale(1, 2, 3), lambda: scale(1, none=2), lambda: scale(1, number=2)):
                self.assertRaises(TypeError, call)
            self.assertIsNone(silent())
            self.assertIs(giving(lambda other: other), giving)

    @unittest.skipUnless(INTERPRETER == "cpython", "CPython's own words")
    def test_messages(self):
        silent, giving, counting = Silent(), Giving(), Counting()
        for _ in range(3):
            with self.assertRaisesRegex(TypeError, OF % "Silent" + r"takes no arguments \(2 given\)$"):
                silent(1, 2)
            with self.assertRaisesRegex(TypeError, OF % "Giving" + r"takes exactly one argument \(2 given\)$"):
                giving(1, 2)
            with self.assertRaisesRegex(TypeError, OF % "Counting" + "takes no keyword arguments$"):
                counting(1, b=2)

    def test_what_it_shows_of_itself(self):
        if (INTERPRETER, DOOR) != ("pypy", "own"):
            self.assertEqual(Silent.__call__.__doc__, "Says nothing.")
        if INTERPRETER == "cpython":
            self.assertEqual(str(inspect.signature(Scale(1))), "(number, more=0)")
            self.assertEqual(str(inspect.signature(Named(1))), "(number, more=0)")
        self.assertTrue(all(callable(one) for one in (Silent(), Named(1), Shifted(1, 2))))
        self.assertFalse(callable(object()))

    def test_by_name(self):
        scale = Scale(2)
        self.assertEqual((scale.__call__(3), Scale.__call__(scale, 3), Scale.__call__(scale, 3, more=1)), (6, 6, 7))
        for other in (3, None, Silent(), Scale):
            self.assertRaises(TypeError, Scale.__call__, other, 3)


class Extended(TestCase):
    def test_the_way_of_the_base(self):
        named = Named(5)
        for _ in range(3):
            self.assertEqual((named(2), named(2, more=1)), (10, 11))
            self.assertEqual((named.first, named.last), ("first", "last"))
        self.assertEqual(Scale.__call__(named, 2), 10)

    def test_a_way_of_its_own(self):
        shifted = Shifted(5, 3)
        for _ in range(3):
            self.assertEqual(shifted(2), 13)
            self.assertRaises(TypeError, shifted, 2, 1)
        self.assertEqual(Scale.__call__(shifted, 2, 1), 11)
        self.assertEqual(shifted(2), 13)


class Changed(TestCase):
    def test_another_method(self):
        scale, named = Scale(2), Named(3)
        self.assertEqual((scale(1), scale(1), named(1), named(1)), (2, 2, 3, 3))
        change(self, Scale, lambda self, number, more=0: ("other", number, more))
        for _ in range(3):
            self.assertEqual((scale(1), scale(1, more=2)), (("other", 1, 0), ("other", 1, 2)))
            self.assertEqual((named(1), Scale(1)(2)), (("other", 1, 0), ("other", 2, 0)))
        self.doCleanups()
        for _ in range(3):
            self.assertEqual((scale(1), scale(1, more=2), named(1)), (2, 4, 3))

    def test_another_method_in_place_of_each(self):
        for kind, arguments, answer in RELATIVES:
            slot = slot_of(kind) if BY_VECTORCALL else None
            before, called = kind(3), kind(3)
            self.assertEqual([called(*arguments) for _ in range(3)], [answer] * 3)
            change(self, kind, lambda _, *arguments, **names: (arguments, names))
            for one in (before, called, kind(3)):
                for _ in range(3):
                    self.assertEqual((one(), one(1, a=2)), (((), {}), ((1,), {"a": 2})))
            if slot:
                # As a class of C does that derives from it and calls its base.
                kind.__call__ = lambda one, *arguments: slot(one, arguments, {})
                self.assertEqual([called(*arguments) for _ in range(3)], [answer] * 3)
            self.doCleanups()
            for one in (before, called, kind(3)):
                self.assertEqual([one(*arguments) for _ in range(3)], [answer] * 3)

    @skip_on("pypy", "the base's is not looked for again", door="own")
    @skip_on("graalpy", "23 lets nobody delete a function of a class", door="own", before=(3, 11))
    @no_debug_build("it asserts that what is called by vectorcall has a __call__")
    def test_none_any_more(self):
        silent, other = Silent(), Silent()
        self.assertIsNone(silent())
        self.assertIsNone(silent())
        self.assertIsNone(other())
        before = Silent.__dict__["__call__"]
        self.addCleanup(setattr, Silent, "__call__", before)
        del Silent.__call__
        for _ in range(3):
            self.assertRaises(TypeError, silent)
        self.assertRaises(TypeError, hpy_tests.call_none, other)
        self.doCleanups()
        self.assertIsNone(silent())

    def test_another_class(self):
        shifted, named = Shifted(2, 1), Named(2)
        self.assertEqual((shifted(1), shifted(1), named(1), named(1)), (3, 3, 2, 2))
        for one, kind in ((shifted, Named), (named, Shifted), (shifted, Silent), (named, Scale)):
            own = type(one)
            try:
                one.__class__ = kind
            except TypeError:
                continue
            # The value is still the old one's, which another class may refuse; but it is the other class that does.
            try:
                one(1)
            except TypeError:
                pass
            one.__class__ = own
        self.assertEqual((shifted(1), named(1)), (3, 2))


class Deep(TestCase):
    @unittest.skipIf(DEBUG, "each call takes more of the stack")
    @unittest.skipUnless(INTERPRETER == "cpython", "what counts the calls is CPython's")
    def test_a_call_that_calls_itself(self):
        giving = Giving()
        for _ in range(2):
            with self.assertRaises(RecursionError):
                giving(giving)


@unittest.skipUnless(BY_VECTORCALL, "CPython's way")
class Ways(TestCase):
    def test_methods_stand_beside_the_slot(self):
        self.assertEqual(type(Scale.__call__).__name__, "method_descriptor")
        # Not of those whose method other tests have changed.
        has_vectorcall = [bool(kind.__flags__ & 1 << 11) for kind in (Counting, Giving, Shifted)]
        self.assertEqual(has_vectorcall, [True] * 3)


if __name__ == "__main__":
    unittest.main()
