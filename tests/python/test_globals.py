"""Objects in Rust statics: `Global` and `intern!`."""

import gc
import weakref

import hpy_tests
from support import INTERPRETER, TestCase, enters_again, once, skip_on


class Thing:
    value = "value of a thing"


class Globals(TestCase):
    finds_leaks = False  # What a static holds stays.

    def test_set_and_get(self):
        for _ in range(3):
            thing = Thing()
            hpy_tests.set_global(thing)
            self.assertIs(hpy_tests.get_global(), thing)
            self.assertIs(hpy_tests.get_global(), thing)
        hpy_tests.set_global(None)
        self.assertIsNone(hpy_tests.get_global())

    def test_numbers_and_others_in_turn(self):
        kept = [hpy_tests.append_to_global(0), hpy_tests.interned()]
        for number in [*range(40), -1, 10**6, 0.5, -0.5, True]:
            for thing in (number, [number]):
                hpy_tests.set_global(thing)
                self.assertEqual(hpy_tests.get_global(), thing)
        self.assertEqual([hpy_tests.append_to_global(0), hpy_tests.interned()], kept)
        thing = Thing()
        alive = weakref.ref(thing)
        hpy_tests.set_global(thing)
        del thing
        hpy_tests.set_global(5)
        if INTERPRETER == "cpython":
            self.assertIsNone(alive())

    @skip_on("pypy", "its HPyGlobal_Store never lets go of what it replaces", door="hpy")
    def test_objects_are_kept_alive_until_replaced(self):
        thing = Thing()
        alive = weakref.ref(thing)
        hpy_tests.set_global(thing)
        del thing
        for _ in range(3):
            gc.collect()
        self.assertIs(hpy_tests.get_global(), alive())
        hpy_tests.set_global(None)
        for _ in range(3):
            gc.collect()
        self.assertIsNone(alive())

    @enters_again
    def test_what_is_replaced_is_not_found_as_it_goes(self):
        found = []

        class Late:
            def __del__(self):
                found.append(type(hpy_tests.get_global()))

        hpy_tests.set_global(Late())
        hpy_tests.set_global(5)
        for _ in range(3):
            gc.collect()
        # Where it goes at all.
        self.assertIn(found, ([int], []))
        hpy_tests.set_global(None)

    def test_unset(self):
        self.assertIs(hpy_tests.unset_global(), True)
        self.assertEqual(hpy_tests.global_debug(), "Global { is_set: false, .. }")

    def test_a_list_that_stays(self):
        first = hpy_tests.append_to_global(1)
        count = len(first)
        second = hpy_tests.append_to_global(2)
        self.assertIs(first, second)
        self.assertEqual(len(second), count + 1)

    @once
    @enters_again
    def test_made_once(self):
        def fail():
            raise ZeroDivisionError

        with self.assertRaises(ZeroDivisionError):
            hpy_tests.made_once(fail)
        calls = []

        def make():
            calls.append(1)
            if len(calls) == 1:
                # Whoever is first wins, also when making it comes here again.
                self.inner = hpy_tests.made_once(make)
            return Thing()

        made = hpy_tests.made_once(make)
        self.assertIs(made, self.inner)
        self.assertIs(hpy_tests.made_once(fail), made)
        self.assertEqual(len(calls), 2)


class Interned(TestCase):
    finds_leaks = False

    def test_one_object_a_place(self):
        first, second = hpy_tests.interned(), hpy_tests.interned()
        self.assertEqual(first, "größe")
        self.assertIs(first, second)

    def test_as_names(self):
        for _ in range(3):
            self.assertEqual(hpy_tests.interned_attribute(Thing()), "value of a thing")
        with self.assertRaises(AttributeError):
            hpy_tests.interned_attribute(5)
