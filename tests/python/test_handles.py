"""Handles, and references that outlive the call."""

import gc
import resource
import sys
import unittest
import weakref

import hpy_tests
from support import DEBUG, DOOR, INTERPRETER, TestCase, no_debug_build, no_sanitizer, skip_free_threaded, skip_on

at_once = unittest.skipUnless(
    INTERPRETER == "cpython" and DOOR == "own" and not DEBUG, "dropped objects go when the next one is kept"
)


class Thing:
    pass


def collect():
    for _ in range(3):
        gc.collect()


class Texts(TestCase):
    @skip_on("graalpy", "its memory is Java's", door=None)
    @unittest.skipIf(DEBUG, "the debug mode notes each handle")
    @no_sanitizer("it keeps memory that was freed")
    def test_of_what_is_kept_do_not_pile_up(self):
        text = "text" * 250 + str(len(sys.path))
        hpy_tests.extract_often(text, 1000)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.assertEqual(hpy_tests.extract_often(text, 50_000), len(text))
        self.assertLess(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, 20_000)


class Kept(TestCase):
    finds_leaks = False  # What is kept is kept by a list that stays.

    def setUp(self):
        hpy_tests.forget_all()
        self.addCleanup(hpy_tests.forget_all)

    def test_objects_outlive_the_call(self):
        things = [Thing() for _ in range(10)]
        for number, thing in enumerate(things):
            self.assertEqual(hpy_tests.keep(thing), number + 1)
        for number, thing in enumerate(things):
            self.assertIs(hpy_tests.kept_at(number), thing)
        for one, other in zip(hpy_tests.all_kept(), things):
            self.assertIs(one, other)

    def test_objects_are_kept_alive(self):
        thing = Thing()
        alive = weakref.ref(thing)
        hpy_tests.keep(thing)
        hpy_tests.keep(5)
        del thing
        collect()
        self.assertIsNotNone(alive())
        self.assertIs(hpy_tests.kept_at(0), alive())

    @skip_on("graalpy", "its HPy closes handles by the dozen, later", door="hpy")
    def test_forgotten_objects_go_when_another_is_kept(self):
        thing = Thing()
        alive = weakref.ref(thing)
        hpy_tests.keep(thing)
        del thing
        hpy_tests.forget_at(0)
        hpy_tests.keep(5)
        collect()
        self.assertIsNone(alive())
        self.assertEqual(hpy_tests.all_kept(), [5])

    @at_once
    def test_forgotten_objects_go_when_the_call_ends(self):
        for forget in (hpy_tests.forget_at, hpy_tests.forget_detached):
            for go_with_it in (lambda: None, lambda: hpy_tests.forget_all(), lambda: hpy_tests.keep(5)):
                gone = []

                class Telling:
                    def __del__(self):
                        gone.append(hpy_tests.all_kept())  # It waits for the lock, if somebody holds that.
                        go_with_it()

                hpy_tests.forget_all()
                hpy_tests.keep(Telling())
                hpy_tests.keep(1)
                forget(0)
                self.assertEqual(gone, [[1]])

    @at_once
    def test_arguments_go_when_the_call_ends(self):
        thing = Thing()
        before = sys.getrefcount(thing)
        hpy_tests.through_py([thing] * 3, {})
        self.assertEqual(sys.getrefcount(thing), before)
        with self.assertRaises(TypeError):
            hpy_tests.through_py([thing], {"a": 1})
        self.assertEqual(sys.getrefcount(thing), before)

    @at_once
    @skip_free_threaded("counts are the interpreter's affair")
    @no_debug_build("counts are the interpreter's affair")
    def test_an_object_that_others_have_goes_at_once(self):
        before, after = hpy_tests.references_around_drop(Thing(), sys.getrefcount)
        self.assertEqual(before - after, 1)

    @at_once
    def test_what_is_lent_has_no_reference_more(self):
        kept, _ = hpy_tests.references_around_drop(Thing(), sys.getrefcount)
        self.assertEqual(hpy_tests.references_while_lent(Thing(), sys.getrefcount), (kept, kept))

    def test_what_is_lent_is_the_object(self):
        thing = Thing()
        hpy_tests.keep(thing)
        self.assertTrue(hpy_tests.is_kept_at(thing, 0))
        self.assertFalse(hpy_tests.is_kept_at(Thing(), 0))

    @at_once
    def test_what_an_object_keeps_goes_with_it(self):
        thing = Thing()
        alive = weakref.ref(thing)
        keeper = hpy_tests.Keeper(hpy_tests.Keeper(thing))
        del thing
        self.assertIs(keeper.kept.kept, alive())
        del keeper
        self.assertIsNone(alive())

    @at_once
    def test_a_long_chain_of_keepers(self):
        thing = Thing()
        alive = weakref.ref(thing)
        for _ in range(200_000):
            thing = hpy_tests.Keeper(thing)
        del thing
        self.assertIsNone(alive())

    def test_many(self):
        for _ in range(3):
            hpy_tests.keep_many("x", 5000)
            self.assertEqual(hpy_tests.all_kept(), ["x"] * 5000)
            self.assertEqual(hpy_tests.forget_all(), 5000)

    def test_places_are_used_again_and_never_mixed_up(self):
        kept = []
        for number in range(500):
            hpy_tests.keep(number)
            kept.append(number)
            if number % 3 == 0:
                index = number * 7919 % len(kept)
                hpy_tests.forget_at(index)
                del kept[index]
        self.assertEqual(hpy_tests.all_kept(), kept)

    def test_more_references_to_one_object(self):
        thing = Thing()
        hpy_tests.keep(thing)
        hpy_tests.keep_again(0)
        hpy_tests.forget_at(0)
        hpy_tests.keep(1)
        self.assertIs(hpy_tests.kept_at(0), thing)
        with self.assertRaises(IndexError):
            hpy_tests.keep_again(5)

    def test_an_object_that_keeps_when_it_goes(self):
        class Keeping:
            def __del__(self):
                hpy_tests.keep("left behind")

        if sys.implementation.name != "cpython":
            return  # When objects go is not known there.
        hpy_tests.keep(Keeping())
        hpy_tests.forget_at(0)
        hpy_tests.keep(1)
        hpy_tests.keep(2)
        self.assertEqual(sorted(map(str, hpy_tests.all_kept())), ["1", "2", "left behind"])

    def test_typed_ones(self):
        items = [1, 2]
        hpy_tests.keep_list(items)
        hpy_tests.keep_list([])
        with self.assertRaises(TypeError) as caught:
            hpy_tests.keep_list((1,))
        self.assertEqual(str(caught.exception), "keep_list() argument 'list' must be list, not tuple")
        items.append(3)
        lists = hpy_tests.take_lists()
        self.assertEqual(lists, [([1, 2, 3], 3), ([], 0)])
        self.assertIs(lists[0][0], items)
        self.assertEqual(hpy_tests.take_lists(), [])

    def test_used_without_a_handle(self):
        self.assertEqual(hpy_tests.call_kept(str, 5), "5")
        self.assertEqual(hpy_tests.call_method_of_kept("text", "upper"), "TEXT")
        thing = Thing()
        thing.own = []
        self.assertIs(hpy_tests.attribute_of_kept(thing, "own"), thing.own)
        self.assertEqual(hpy_tests.number_kept(2**40), 2**40)
        with self.assertRaises(AttributeError):
            hpy_tests.call_method_of_kept("text", "missing")
        with self.assertRaises(AttributeError):
            hpy_tests.attribute_of_kept(thing, "missing")
        with self.assertRaises(TypeError):
            hpy_tests.number_kept("5")
        with self.assertRaises(ValueError):
            hpy_tests.call_kept(int, "x")

    def test_as_values(self):
        things = [Thing(), None]
        objects, names = hpy_tests.through_py(things, dict(a="b"))
        self.assertIs(objects[0], things[0])
        self.assertEqual((objects[1], names), (None, dict(a="b")))
        with self.assertRaises(TypeError):
            hpy_tests.through_py(things, dict(a=1))

    def test_forgetting_what_is_not_there(self):
        with self.assertRaises(IndexError):
            hpy_tests.forget_at(0)
        with self.assertRaises(IndexError):
            hpy_tests.kept_at(0)


class OfOneCall(TestCase):
    def test_clones(self):
        thing = Thing()
        for count in (0, 1, 1000):
            self.assertIs(hpy_tests.clone_often(thing, count), True)

    @unittest.skipUnless(INTERPRETER == "cpython", "counts references")
    def test_clones_are_given_back(self):
        thing, items, text = Thing(), [], "text" * 3
        before = [sys.getrefcount(value) for value in (thing, items, text)]
        for _ in range(100):
            hpy_tests.clone_often(thing, 10)
            hpy_tests.debug_texts(thing, items, text)
            hpy_tests.args_views(thing, items, text)
            hpy_tests.cast(items, "list")
            hpy_tests.get_attr_or(thing, "missing", items)
        hpy_tests.keep(None)  # Lets go of what `debug_texts` kept.
        hpy_tests.forget_all()
        self.assertEqual([sys.getrefcount(value) for value in (thing, items, text)], before)

    def test_debug_texts_run_no_python(self):
        class Silent:
            def __repr__(self):
                raise ZeroDivisionError

        texts = hpy_tests.debug_texts(Silent(), [], "x")
        self.assertEqual(texts, ["Handle<PyAny>", "Handle<PyList>", "Borrowed<PyStr>", "Py<PyList>"])

    def test_views_of_arguments(self):
        self.assertEqual(hpy_tests.args_views(), (0, True, None, True, 0))
        self.assertEqual(hpy_tests.args_views(1), (1, False, 1, True, 1))
        self.assertEqual(hpy_tests.args_views(*range(100)), (100, False, 99, True, 100))

    def test_many_kinds_of_one_object(self):
        items = [1]
        kinds = hpy_tests.many_kinds(items)
        self.assertEqual(len(kinds), 7)
        for kind in kinds:
            self.assertIs(kind, items)
