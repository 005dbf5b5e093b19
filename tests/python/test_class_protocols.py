"""The names that Python calls by itself, but those of numbers."""

import gc
import sys
import unittest

import hpy_test_classes
from hpy_test_classes import (
    Adder,
    AskedContainer,
    AskedMapping,
    AskedSequence,
    Bag,
    Countdown,
    Descriptor,
    Dynamic,
    Everywhere,
    Mortal,
    Nothing,
    Returning,
    Row,
    Ticks,
)
from support import INTERPRETER, TestCase, skip_on


class Mappings(TestCase):
    def test_items(self):
        bag = Bag()
        bag["a"] = 1
        bag["b"] = 2
        self.assertEqual((len(bag), bag["a"], bag["b"]), (2, 1, 2))
        self.assertIn("a", bag)
        self.assertNotIn("c", bag)
        del bag["a"]
        self.assertEqual(len(bag), 1)
        with self.assertRaisesRegex(KeyError, "a"):
            bag["a"]
        with self.assertRaisesRegex(KeyError, "a"):
            del bag["a"]

    def test_truth_is_by_length(self):
        bag = Bag()
        self.assertFalse(bag)
        bag["a"] = 1
        self.assertTrue(bag)

    def test_wrong_types(self):
        bag = Bag()
        for change, message in (
            (lambda: bag[1], r"^Bag\.__getitem__\(\) argument 'key' must be str, not int"),
            (lambda: bag.__setitem__("a", "x"), r"^Bag\.__setitem__\(\) argument 'value' must be int, not str"),
            (lambda: bag.__setitem__(1, 1), r"^Bag\.__setitem__\(\) argument 'key' must be str, not int"),
            (lambda: 1 in bag, r"^Bag\.__contains__\(\) argument 'key' must be str, not int"),
        ):
            with self.assertRaisesRegex(TypeError, "^%s$" % message):
                change()
        self.assertEqual(len(bag), 0)


class Sequences(TestCase):
    def test_items(self):
        row = Row(1, 2, 3)
        row[1] = 20
        self.assertEqual((len(row), row[0], row[1], row[2]), (3, 1, 20, 3))
        self.assertEqual(list(row), [1, 20, 3])
        self.assertEqual(list(reversed(row)), [3, 20, 1])
        self.assertRaises(IndexError, lambda: row[3])
        self.assertRaises(IndexError, lambda: row[-1])
        with self.assertRaisesRegex(TypeError, r"^Row\.__getitem__\(\) argument 'index' must be int, not slice$"):
            row[0:1]

    def test_every_key_comes_as_it_is(self):
        for kind in (AskedContainer, AskedSequence, AskedMapping):
            asked, keys = kind(), []
            self.assertEqual(len(asked), 3)
            for key in (0, -1, -5, slice(0, 1), slice(None, None, -1), "a", (1, ...), 1 << 70):
                if key != 1 << 70:
                    self.assertEqual(asked[key], key)
                asked[key] = keys
                self.assertEqual(keys.pop(), key)

    def test_iterated_by_their_items(self):
        for kind in (AskedContainer, AskedSequence):
            self.assertEqual(list(kind()), [0, 1, 2])
            self.assertEqual(list(reversed(kind())), [2, 1, 0])
            self.assertIn(2, kind())
        if INTERPRETER == "cpython":
            self.assertRaises(TypeError, iter, AskedMapping())

    def test_cannot_be_deleted(self):
        row = Row(1)
        with self.assertRaisesRegex(TypeError, "^'Row' object doesn't support item deletion$"):
            del row[0]
        self.assertEqual(row.to_list(), [1])

    def test_concatenated_and_repeated(self):
        row = Row(1, 2)
        self.assertEqual((row + Row(3)).to_list(), [1, 2, 3])
        self.assertEqual((row * 2).to_list(), [1, 2, 1, 2])
        message = r"^Row\.__concat__\(\) argument 'other' must be Row, not list$" if INTERPRETER == "cpython" else ""
        with self.assertRaisesRegex(TypeError, message):
            row + [3]
        self.assertRaises(TypeError, lambda: row * "x")

    def test_repeated_from_the_left(self):
        self.assertEqual((2 * Row(1, 2)).to_list(), [1, 2, 1, 2])
        self.assertRaises(TypeError, lambda: "x" * Row(1))

    def test_in_place(self):
        row = kept = Row(1)
        row += [2]
        row *= 2
        self.assertIs(row, kept)
        self.assertEqual(kept.to_list(), [1, 2, 1, 2])


class Iteration(TestCase):
    def test_for(self):
        self.assertEqual(list(Countdown(3)), [2, 1, 0])
        self.assertEqual([next(Countdown(1)), next(Countdown(0), "end")], [0, "end"])
        self.assertRaises(StopIteration, next, Countdown(0))
        countdown = Countdown(1)
        self.assertIs(iter(countdown), countdown)

    def test_the_end_has_no_value(self):
        with self.assertRaises(StopIteration) as caught:
            next(Countdown(0))
        self.assertIsNone(caught.exception.value)

        def all_of(items):
            result.append((yield from items))

        result = []
        self.assertEqual((list(all_of(Countdown(2))), result), ([1, 0], [None]))
        # That of GraalPy's HPy is `StopIteration(None)`.
        self.assertIn(caught.exception.args, [(), (None,)] if INTERPRETER == "graalpy" else [()])

    @skip_on("graalpy", "it ends `async for` by what an awaitable raises only")
    def test_the_end_of_an_async_for_has_no_value(self):
        with self.assertRaises(StopAsyncIteration) as caught:
            Countdown(0).__anext__()
        self.assertEqual(caught.exception.args, ())

    def test_every_value_is_an_item_if_there_is_no_option(self):
        self.assertEqual(list(Ticks(3)), [2, 1, 0])
        with self.assertRaisesRegex(StopIteration, "^no more$"):
            next(Ticks(0))
        nothing = Nothing()
        self.assertEqual([next(nothing, 1), next(nothing, 2)], [None, None])

    def test_an_awaitable_if_there_is_no_option(self):
        with self.assertRaises(StopIteration) as caught:
            awaited = Ticks(3).__anext__().__await__()
            while True:
                next(awaited)
        self.assertEqual(caught.exception.value, 3)

    @skip_on("graalpy", "it ends `async for` by what an awaitable raises only")
    def test_async_for(self):
        async def collect():
            return [item async for item in Countdown(3)]

        coroutine = collect()
        steps = 0
        with self.assertRaises(StopIteration) as caught:
            while True:
                coroutine.send(None)
                steps += 1
        self.assertEqual(caught.exception.value, [2, 1, 0])


class Attributes(TestCase):
    def test_made_when_they_are_asked_for(self):
        dynamic = Dynamic()
        with self.assertRaisesRegex(AttributeError, "^no x$"):
            dynamic.x
        dynamic.x = 1
        self.assertEqual(dynamic.x, 1)
        del dynamic.x
        self.assertFalse(hasattr(dynamic, "x"))
        with self.assertRaisesRegex(AttributeError, "^no x$"):
            del dynamic.x
        self.assertRaises(TypeError, setattr, dynamic, "x", "text")

    def test_others_are_found_first(self):
        self.assertIs(Dynamic().__class__, Dynamic)

    def test_all_of_them(self):
        self.assertEqual(Everywhere().anything, "anything")
        self.assertEqual(Everywhere().__doc__, "__doc__")

    def test_descriptors(self):
        class Owner:
            member = Descriptor()

        owner = Owner()
        self.assertEqual(owner.member, 0)
        owner.member = 5
        self.assertEqual(owner.member, 5)
        del owner.member
        self.assertEqual(owner.member, -1)
        self.assertIsInstance(Owner.member, Descriptor)
        self.assertRaises(TypeError, setattr, owner, "member", "x")


class Others(TestCase):
    def test_new_then_init(self):
        adder = Adder(2)
        self.assertEqual(adder.log, ["new", "init"])
        self.assertEqual(Adder(2, twice=True)(0), 4)
        with self.assertRaisesRegex(ValueError, "^negative$"):
            Adder(-1)
        with self.assertRaisesRegex(TypeError, r"^Adder\.__init__\(\) missing 1 required positional argument: 'base'$"):
            Adder()
        adder.__init__(5)
        self.assertEqual(adder(0), 5)

    def test_call(self):
        adder = Adder(10)
        self.assertEqual(adder(1), 11)
        self.assertEqual(adder(1, 2, 3, scale=2), 22)
        self.assertTrue(callable(adder))
        with self.assertRaisesRegex(TypeError, r"^Adder\.__call__\(\) missing 1 required positional argument: 'value'$"):
            adder()

    def test_with(self):
        with Adder(1) as adder:
            self.assertEqual(adder.log[-1], "enter")
        self.assertEqual(adder.log[-1], "exit")
        with adder:
            raise ValueError("dropped")
        self.assertEqual(adder.log[-1], "error")

    def test_looked_up_as_other_methods(self):
        adder = Adder(23)
        self.assertEqual(format(adder, "x"), "23:x")
        self.assertEqual(dir(adder), ["base", "log"])
        self.assertEqual(round(adder), 20)
        self.assertEqual(Adder[int], "Adder[<class 'int'>]")

    def test_new_with_its_class(self):
        self.assertIsInstance(Mortal(), Mortal)

    @skip_on("graalpy", "it does not call finalizers", door="hpy")
    def test_finalized(self):
        before = hpy_test_classes.finalized()
        for _ in range(10):
            Mortal()
        for _ in range(3):
            gc.collect()
        self.assertGreaterEqual(hpy_test_classes.finalized(), before + 10)

    @skip_on("graalpy", "it does not call finalizers", door="hpy")
    def test_finalized_once(self):
        calls, sys.returned = 0, []
        Returning()
        for _ in range(9):
            gc.collect()
            calls += len(sys.returned)
            del sys.returned[:]
        del sys.returned
        self.assertEqual(calls, 1)


if __name__ == "__main__":
    unittest.main()
