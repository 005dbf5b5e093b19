"""Lists, tuples and dicts: made in Rust, and used by their own methods."""

import gc
import unittest

import hpy_tests
from support import DEBUG, FREE_THREADED, TestCase, no_debug


class Making(TestCase):
    def test_lists(self):
        for count in (0, 1, 2, 15, 16, 17, 1000, 100000):
            expected = list(range(count))
            for make in (hpy_tests.list_of_range, hpy_tests.list_from_iterator):
                result = make(count)
                self.assertEqual(result, expected)
                self.assertIs(type(result), list)

    def test_tuples(self):
        for count in (0, 1, 2, 17, 1000, 20000):
            result = hpy_tests.tuple_of_range(count)
            self.assertEqual(result, tuple(range(count)))
            self.assertIs(type(result), tuple)

    def test_dicts(self):
        self.assertEqual(hpy_tests.dict_of_pairs(), dict(one=3, two=2))

    def test_empty_ones(self):
        self.assertEqual(hpy_tests.empty_ones(), ([], (), {}))
        first, second = hpy_tests.empty_ones(), hpy_tests.empty_ones()
        self.assertIsNot(first[0], second[0])
        self.assertIsNot(first[2], second[2])

    def test_iterators_that_lie_about_their_length(self):
        self.assertEqual(hpy_tests.list_of_liar(3, 3), [1, 1, 1])
        self.assertIn(hpy_tests.list_of_liar(2, 5), ([1, 1], [1] * 5))
        for announced, actual in ((1, 0), (5, 2), (1000, 999)):
            try:
                self.assertEqual(hpy_tests.list_of_liar(announced, actual), [1] * actual)
            except IndexError as error:
                self.assertEqual(str(error), "an iterator was shorter than it said")

    @unittest.skipIf(FREE_THREADED and DEBUG, "it is promised the 8 TiB that a list is asked for there")
    def test_lengths_that_no_memory_has(self):
        for announced in (2**40, 2**62, 2**63 - 1, 2**63, 2**64 - 1):
            try:
                self.assertEqual(hpy_tests.list_of_liar(announced, 2), [1, 1])
            except (IndexError, MemoryError, OverflowError, ValueError):
                pass

    def test_items_that_cannot_be_converted(self):
        for maker in ("list", "iterator", "tuple", "dict"):
            for count, at in ((1, 0), (10, 0), (10, 5), (10, 9), (100, 99)):
                with self.assertRaises(ValueError) as caught:
                    hpy_tests.failing_item(maker, count, at)
                self.assertEqual(str(caught.exception), "item %d" % at)
            expected = [[0], [1], [2]]
            result = hpy_tests.failing_item(maker, 3, 9)
            self.assertEqual(list(result.values()) if maker == "dict" else list(result), expected)

    def test_nested_ones(self):
        leaf = [("leaf", 1.5)] * 3
        self.assertEqual(hpy_tests.tree(0, 3), leaf)
        self.assertEqual(hpy_tests.tree(2, 3), [[leaf] * 3] * 3)
        self.assertEqual(hpy_tests.tree(50, 1), eval("[" * 50 + '[("leaf", 1.5)]' + "]" * 50))

    @no_debug("a collection inside a builder with 16 or more objects aborts", on="cpython", before=(3, 12))
    def test_making_while_the_collector_runs(self):
        before = gc.get_threshold() if hasattr(gc, "get_threshold") else None
        if before:
            gc.set_threshold(1)
        try:
            self.assertEqual(len(hpy_tests.tree(3, 8)), 8)
            self.assertEqual(hpy_tests.list_of_range(5000), list(range(5000)))
        finally:
            if before:
                gc.set_threshold(*before)


class Lists(TestCase):
    def test_get(self):
        item = object()
        self.assertIs(hpy_tests.list_get([1, item], 1), item)
        for items, index in (([], 0), ([1], 1), ([1], 2**31), ([1], 2**63), ([1], 2**64 - 1)):
            with self.assertRaises(IndexError) as caught:
                hpy_tests.list_get(items, index)
            self.assertEqual(str(caught.exception), "list index out of range")
        with self.assertRaises(OverflowError):
            hpy_tests.list_get([1], -1)

    def test_append(self):
        items, item = [], object()
        hpy_tests.list_append(items, item)
        self.assertIs(items[0], item)
        self.assertEqual(items[1:], ["from Rust"])
        itself = []
        hpy_tests.list_append(itself, itself)
        self.assertIs(itself[0], itself)

    def test_insert(self):
        items = [1, 2]
        hpy_tests.list_insert(items, 0, 0)
        hpy_tests.list_insert(items, 2, "in front of 2")
        for index in (4, 2**31, 2**63, 2**64 - 1):
            hpy_tests.list_insert(items, index, "end")
        self.assertEqual(items, [0, 1, "in front of 2", 2, "end", "end", "end", "end"])

    def test_order(self):
        items = [2, 3, 1]
        hpy_tests.list_arranged(items)
        self.assertEqual(items, [3, 2, 1])
        with self.assertRaises(TypeError):
            hpy_tests.list_arranged([1, "x"])

    def test_to_tuple(self):
        item = object()
        result = hpy_tests.list_to_tuple([1, item])
        self.assertEqual(result, (1, item))
        self.assertIs(type(result), tuple)
        self.assertEqual(hpy_tests.list_to_tuple([]), ())

    def test_other_types(self):
        for value in ((1,), "a", None, {1: 2}, range(3)):
            with self.assertRaises(TypeError):
                hpy_tests.list_get(value, 0)
            with self.assertRaises(TypeError):
                hpy_tests.list_append(value, 0)


class Tuples(TestCase):
    def test_get(self):
        item = object()
        self.assertIs(hpy_tests.tuple_get((1, item), 1), item)
        for items, index in (((), 0), ((1,), 1), ((1,), 2**63)):
            with self.assertRaises(IndexError) as caught:
                hpy_tests.tuple_get(items, index)
            self.assertEqual(str(caught.exception), "tuple index out of range")
        with self.assertRaises(TypeError):
            hpy_tests.tuple_get([1], 0)

    def test_to_list(self):
        item = object()
        self.assertEqual(hpy_tests.tuple_to_list((1, item)), [1, item])
        self.assertEqual(hpy_tests.tuple_to_list(()), [])


class Dicts(TestCase):
    def test_get(self):
        self.assertEqual(hpy_tests.dict_get({1: 2}, 1), (True, 2))
        self.assertEqual(hpy_tests.dict_get({1: None}, 1), (True, None))
        self.assertEqual(hpy_tests.dict_get({1: 2}, 3), (False, None))
        self.assertEqual(hpy_tests.dict_get({}, "größe"), (False, None))
        with self.assertRaises(TypeError):
            hpy_tests.dict_get({}, [])

    def test_keys_that_fail(self):
        class Key:
            def __hash__(self):
                return 1

            def __eq__(self, other):
                raise ZeroDivisionError

        class KeyErrorKey(Key):
            __hash__ = Key.__hash__

            def __eq__(self, other):
                raise KeyError("not that one")

        with self.assertRaises(ZeroDivisionError):
            hpy_tests.dict_get({1: 2}, Key())
        with self.assertRaises(KeyError) as caught:
            hpy_tests.dict_get({1: 2}, KeyErrorKey())
        self.assertEqual(caught.exception.args, ("not that one",))

    def test_keys_that_change_the_dict(self):
        class Key:
            def __hash__(self):
                return 1

            def __eq__(self, other):
                table.clear()
                table.update((number, [number]) for number in range(2, 100))
                return True

        table = {1: [1]}
        found, value = hpy_tests.dict_get(table, Key())
        self.assertIn((found, value), ((True, [1]), (False, None)))
        self.assertEqual(hpy_tests.dict_get(table, 99), (True, [99]))

    def test_subclasses(self):
        class Missing(dict):
            def __missing__(self, key):
                return "missing"

        self.assertIn(hpy_tests.dict_get(Missing(), 1), ((False, None), (True, "missing")))
        self.assertEqual(hpy_tests.dict_get(Missing(a=1), "a"), (True, 1))

    def test_keys_and_copy(self):
        table = {"a": 1, 2: [3], None: 4}
        self.assertEqual(hpy_tests.dict_keys(table), ["a", 2, None])
        copy = hpy_tests.dict_copy(table)
        self.assertEqual(copy, table)
        self.assertIsNot(copy, table)
        self.assertIs(copy[2], table[2])
        self.assertIs(type(hpy_tests.dict_copy(type("Table", (dict,), {})(a=1))), dict)
        self.assertEqual(hpy_tests.dict_keys({}), [])

    def test_values_and_pairs(self):
        table = {number: object() for number in range(200)}
        self.assertEqual(hpy_tests.dict_values(table), list(table.values()))
        self.assertEqual(hpy_tests.dict_pairs(table), list(table.items()))
        self.assertEqual((hpy_tests.dict_values({}), hpy_tests.dict_pairs({})), ([], []))

    def test_update_and_clear(self):
        table = {"a": 1, "b": 2}
        hpy_tests.dict_update(table, {"b": 3})
        hpy_tests.dict_update(table, [("c", 4)])
        self.assertEqual(table, {"a": 1, "b": 3, "c": 4})
        with self.assertRaises(TypeError):
            hpy_tests.dict_update(table, 5)
        hpy_tests.dict_clear(table)
        self.assertEqual(table, {})

    def test_items(self):
        table = {number: object() for number in range(200)}
        self.assertEqual(hpy_tests.dict_items(table), list(table.items()))
        with self.assertRaises(TypeError):
            hpy_tests.dict_items([(1, 2)])
