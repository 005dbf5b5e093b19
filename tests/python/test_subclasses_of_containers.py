"""Classes of Rust that extend builtin containers."""

import gc
import sys
import unittest
import weakref

from builtin_subclasses import Counting, cycles_stay, dicts, lists, no_dicts, no_lists, no_sets, sets


@unittest.skipUnless(lists, no_lists)
class Lists(Counting):
    def test_it_is_a_list(self):
        items = lists.Items([1, 2])
        self.assertEqual((items, items.add(3), len(items), items[2]), ([1, 2, 3], 3, 3, 3))
        items.append(4)
        items[0] = 0
        self.assertEqual((items + [5], sorted(items), items.held), ([0, 2, 3, 4, 5], [0, 2, 3, 4], None))
        self.assertEqual((lists.Items(), isinstance(items, list), list(items)), ([], True, [0, 2, 3, 4]))
        with self.assertRaisesRegex(TypeError, "not iterable"):
            lists.Items(3)
        del items
        self.assertAllGone()

    def test_by_rust(self):
        self.assertEqual(lists.items((1, 2)), [1, 2])
        with self.assertRaisesRegex(TypeError, "not iterable"):
            lists.items(3)
        self.assertAllGone()

    def test_extended_in_python(self):
        class Mine(lists.Items):
            def __init__(self, *items):
                super().__init__(items)

        self.assertRaises(TypeError, Mine, 1, 2)

        class Yours(lists.Items):
            def __new__(cls, *items):
                return super().__new__(cls)

            def __init__(self, *items):
                super().__init__(items)
                self.first = items[0]

        yours = Yours(5, 6)
        self.assertEqual((list(yours), yours.first, yours.add(7)), ([5, 6], 5, 3))
        del yours
        self.assertAllGone()

    @cycles_stay
    def test_cycles(self):
        items = lists.Items()
        items.append(items)
        del items
        self.assertAllGone()
        items = lists.Items()
        items.held = [items]
        del items
        self.assertAllGone()

    def test_going_while_it_is_full(self):
        items = lists.Items([lists.Items([index]) for index in range(1000)])
        del items[:500]
        gc.collect()
        self.assertEqual((len(items), items[0], weakref.ref(items)()), (500, [500], items))
        del items
        self.assertAllGone()

    def test_a_long_chain(self):
        items = None
        for _ in range(20000):
            items = lists.Items([items])
        del items
        self.assertAllGone()


@unittest.skipUnless(dicts, no_dicts)
class Dicts(Counting):
    def test_many(self):
        for index in range(2000):
            table = dicts.Table({index: index}, missed=index)
            table[index + 1] = table if index % 5 else index
            self.assertEqual((table[-1], table.missed, len(table)), (-10, index + 1, 2))
        del table
        self.assertAllGone()

    def test_it_is_a_dict(self):
        table = dicts.Table({1: 2})
        self.assertEqual((table, table[1], table[7], table.missed, len(table)), ({1: 2}, 2, 70, 1, 1))
        table[3] = 4
        table.more = 9
        self.assertEqual((table.total(), table.more, sorted(table.items())), (6, 9, [(1, 2), (3, 4)]))
        self.assertEqual((dicts.Table(), isinstance(table, dict), dict(table)), ({}, True, {1: 2, 3: 4}))
        self.assertEqual(dicts.Table([("a", 1)], missed=5).missed, 5)
        with self.assertRaisesRegex(TypeError, "not iterable"):
            dicts.Table(3)
        del table
        self.assertAllGone()

    def test_keywords(self):
        class Mine(dicts.Gathered):
            pass

        for kind in (dicts.Gathered, Mine):
            self.assertEqual(kind(), {})
            self.assertEqual(kind(a=1, b=2), dict(a=1, b=2))
            self.assertEqual(kind({"a": 1, 2: 3}, a=2), {"a": 2, 2: 3})
            with self.assertRaisesRegex(TypeError, "not iterable"):
                kind(3, a=1)
            self.assertRaises(TypeError, kind, 3, 4, a=1)
        # What is the constructor's own goes no further.
        self.assertEqual(dicts.Table(missed=5), {})

    def test_extended_in_python(self):
        class Mine(dicts.Table):
            def __missing__(self, key):
                return super().__missing__(key) + 1

        mine = Mine({"a": 1})
        mine.colour = "red"
        self.assertEqual((mine, mine[4], mine.missed, mine.colour), ({"a": 1}, 41, 1, "red"))
        del mine
        self.assertAllGone()

    def test_cycles(self):
        table = dicts.Table()
        table[0] = table
        table.more = table
        del table
        self.assertAllGone()


@unittest.skipUnless(sets, no_sets)
class Sets(Counting):
    def test_it_is_a_set(self):
        some = sets.Numbers([1, 2])
        self.assertEqual((some == {1, 2}, some.put(7), some.largest, sorted(some)), (True, 3, 7, [1, 2, 7]))
        some.add(9)
        some.discard(1)
        self.assertEqual((some | {1}, isinstance(some, set), len(some), some.largest), ({1, 2, 7, 9}, True, 3, 7))
        self.assertEqual((set(sets.Numbers()), weakref.ref(some)()), (set(), some))
        with self.assertRaisesRegex(TypeError, "not iterable"):
            sets.Numbers(3)
        del some
        self.assertAllGone()

    def test_it_is_a_frozenset(self):
        some = sets.Fixed("abca", name="letters")
        self.assertEqual((some == frozenset("abc"), some.name, some.check(), len(some)), (True, "letters", True, 3))
        self.assertEqual({some: 1}[frozenset("abc")], 1)
        self.assertFalse(hasattr(some, "add"))
        self.assertEqual((sets.Fixed().name, len(sets.Fixed())), ("", 0))
        with self.assertRaisesRegex(TypeError, "not iterable"):
            sets.Fixed(3)
        del some
        self.assertAllGone()

    def test_extended_in_python(self):
        class Mine(sets.Numbers):
            pass

        mine = Mine([3])
        mine.colour = "red"
        self.assertEqual((mine.put(4), mine.largest, mine.colour, sorted(mine)), (2, 4, "red", [3, 4]))
        del mine
        self.assertAllGone()

    def test_many(self):
        for index in range(2000):
            some = sets.Numbers([index, sets.Fixed([index])])
            self.assertEqual((some.put(index), index in some, frozenset([index]) in some), (2, True, True))
        del some
        self.assertAllGone()

    @unittest.skipUnless(hasattr(sys, "unraisablehook"), "no sys.unraisablehook")
    def test_what_was_never_complete_has_no_end(self):
        """CPython calls `__del__` of a set that it could not fill."""
        reports = []
        hook, sys.unraisablehook = sys.unraisablehook, reports.append
        try:
            with self.assertRaises(TypeError):
                sets.Fixed(3)
            gc.collect()
        finally:
            sys.unraisablehook = hook
        self.assertEqual([report.exc_type for report in reports], [])


if __name__ == "__main__":
    unittest.main()
