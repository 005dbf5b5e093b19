"""Items, lengths and membership of any object."""

import collections

import hpy_tests
from support import INTERPRETER, TestCase


class Map:
    """Records what is asked of it."""

    def __init__(self):
        self.seen = []

    def __getitem__(self, key):
        self.seen.append(("get", key))
        if key == "bad":
            raise ZeroDivisionError("bad key")
        return key

    def __setitem__(self, key, value):
        self.seen.append(("set", key, value))

    def __delitem__(self, key):
        self.seen.append(("del", key))

    def __contains__(self, item):
        self.seen.append(("in", item))
        if item == "bad":
            raise ZeroDivisionError("bad item")
        return item == 5


class Sized:
    def __init__(self, length):
        self.length = length

    def __len__(self):
        if isinstance(self.length, BaseException):
            raise self.length
        return self.length


class Lengths(TestCase):
    def test_lengths(self):
        for value in ([], [1], (1, 2), "äö", b"abc", {1: 2}, {1, 2}, range(10**6), collections.deque([1])):
            self.assertEqual(hpy_tests.length(value), (len(value), not value))

    def test_what_has_none(self):
        for value in (5, None, object(), iter([])):
            with self.assertRaises(TypeError):
                hpy_tests.length(value)

    def test_lengths_of_python(self):
        self.assertEqual(hpy_tests.length(Sized(2**31 - 1)), (2**31 - 1, False))
        if INTERPRETER != "graalpy":  # Its lengths have 32 bits.
            self.assertEqual(hpy_tests.length(Sized(2**63 - 1)), (2**63 - 1, False))
        for length, error in ((-1, ValueError), (2**63, OverflowError), (1.0, TypeError), (KeyError(), KeyError)):
            with self.assertRaises(error):
                hpy_tests.length(Sized(length))


class Items(TestCase):
    def test_get(self):
        item = object()
        for container, key in (([1, item], 1), ([item, 1], -2), ((item,), 0), ({"a": item}, "a"), ({(1, 2): item}, (1, 2))):
            self.assertIs(hpy_tests.get_item(container, key), item)
        self.assertEqual(hpy_tests.get_item("äöü", 1), "ö")
        self.assertEqual(hpy_tests.get_item(b"abc", 1), 98)
        self.assertEqual(hpy_tests.get_item([1, 2, 3, 4], slice(1, None, 2)), [2, 4])
        self.assertEqual(hpy_tests.get_item(range(10**20), 10**19), 10**19)

    def test_get_by_rust_values(self):
        self.assertEqual(hpy_tests.get_by_int([1, 2, 3], -1), 3)
        self.assertEqual(hpy_tests.get_by_int({-(2**63): "x"}, -(2**63)), "x")
        self.assertEqual(hpy_tests.get_by_text({"größe\0": 5}, "größe\0"), 5)
        self.assertEqual(hpy_tests.get_by_pair({(1, "x"): 5}, 1, "x"), 5)

    def test_get_what_is_not_there(self):
        for container, key, error in (
            ([1], 1, IndexError),
            ([1], -2, IndexError),
            ([], 0, IndexError),
            ((), 0, IndexError),
            ([1], 2**63, IndexError),
            ([1], "a", TypeError),
            ({}, "a", KeyError),
            ({}, [], TypeError),
            (5, 0, TypeError),
            (None, 0, TypeError),
        ):
            with self.assertRaises(error):
                hpy_tests.get_item(container, key)
        with self.assertRaises(KeyError) as caught:
            hpy_tests.get_by_text({}, "größe")
        self.assertEqual(caught.exception.args, ("größe",))

    def test_set(self):
        items, item = [1, 2], object()
        self.assertIsNone(hpy_tests.set_item(items, 0, item))
        self.assertIs(items[0], item)
        hpy_tests.set_item(items, slice(0, 2), [3, 4, 5])
        self.assertEqual(items, [3, 4, 5])
        table = {}
        hpy_tests.set_item(table, (1, 2), item)
        self.assertIs(table[1, 2], item)
        hpy_tests.set_squares(table, 50)
        self.assertEqual(table[49], 49 * 49)
        for container, key, error in (([1], 1, IndexError), ((1,), 0, TypeError), ("a", 0, TypeError), ({}, [], TypeError)):
            with self.assertRaises(error):
                hpy_tests.set_item(container, key, 1)
        with self.assertRaises(IndexError):
            hpy_tests.set_squares([0] * 5, 6)

    def test_set_in_dicts(self):
        class Doubling(dict):
            def __setitem__(self, key, value):
                super().__setitem__(key, value * 2)

        doubling, value = Doubling(), "never seen before: %d" % id(self)
        hpy_tests.set_item(doubling, "a", value)
        self.assertEqual(doubling, {"a": value * 2})
        table = {"a": 1}
        hpy_tests.set_item(table, "a", value)
        hpy_tests.set_item(table, "b", value)
        self.assertEqual(table, {"a": value, "b": value})
        with self.assertRaisesRegex(TypeError, "unhashable"):
            hpy_tests.set_item(table, [], value)
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.set_item({1: 2}, Unequal(), value)
        self.assertEqual(table, {"a": value, "b": value})

    def test_delete(self):
        items = [1, 2, 3]
        self.assertIsNone(hpy_tests.del_item(items, 0))
        hpy_tests.del_item(items, -1)
        self.assertEqual(items, [2])
        table = {"a": 1}
        hpy_tests.del_item(table, "a")
        self.assertEqual(table, {})
        for container, key, error in (([1], 1, IndexError), ({}, "a", KeyError), ((1,), 0, TypeError), (5, 0, TypeError)):
            with self.assertRaises(error):
                hpy_tests.del_item(container, key)

    def test_objects_of_python(self):
        target = Map()
        self.assertEqual(hpy_tests.get_item(target, "k"), "k")
        hpy_tests.set_item(target, "k", 1)
        hpy_tests.del_item(target, None)
        self.assertEqual(target.seen, [("get", "k"), ("set", "k", 1), ("del", None)])
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.get_item(target, "bad")


class Unequal:
    def __hash__(self):
        return 1

    def __eq__(self, other):
        raise ZeroDivisionError


class Membership(TestCase):
    def test_contains(self):
        for container, item, expected in (
            ([1, 2], 2, True),
            ([1, 2], 3, False),
            ({"a": 1}, "a", True),
            ({"a": 1}, 1, False),
            ("text", "ex", True),
            (range(10), 9, True),
            (iter([1, 2, 3]), 2, True),
            ([float("nan")], 1, False),
        ):
            self.assertIs(hpy_tests.contains(container, item), expected)
        self.assertIs(hpy_tests.contains_text(["größe"], "größe"), True)
        self.assertIs(hpy_tests.contains_text("größe", "ß"), True)

    def test_by_identity_first(self):
        class Never:
            def __eq__(self, other):
                return False

        never = Never()
        self.assertIs(hpy_tests.contains([never], never), True)

    def test_objects_of_python(self):
        target = Map()
        self.assertIs(hpy_tests.contains(target, 5), True)
        self.assertIs(hpy_tests.contains(target, 6), False)
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.contains(target, "bad")

    def test_what_contains_nothing(self):
        for container in (5, None, object()):
            with self.assertRaises(TypeError):
                hpy_tests.contains(container, 1)
        with self.assertRaises(TypeError):
            hpy_tests.contains("text", 5)
        with self.assertRaises(TypeError):
            hpy_tests.contains({}, [])
