"""`FromPy` and `IntoPy` of what has items: tuples, sequences, maps."""

import array
import collections
import types

import hpy_tests
from support import INTERPRETER, Refusing


class Changing:
    """An int that changes something when it is read."""

    def __init__(self, change):
        self.change = change

    def __index__(self):
        self.change()
        return 0


class Tuples(Refusing):
    def test_values(self):
        self.assertEqual(hpy_tests.as_single((1,)), (1,))
        self.assertEqual(hpy_tests.as_pair((1, "a")), (1, "a"))
        self.assertEqual(hpy_tests.as_triple((True, (1, 2), None)), (True, (1, 2.0), None))
        self.assertEqual(hpy_tests.as_twelve(tuple(range(12))), tuple(range(12)))

    def test_the_empty_one(self):
        self.assertEqual(hpy_tests.as_after_nothing(((), 1)), ((), 1))
        self.assertEqual(hpy_tests.as_nothings([(), ()]), [(), ()])
        # What a function gives that gives nothing.
        self.assertIsNone(hpy_tests.as_nothing(()))
        message = "as_nothing() argument 'value': expected a tuple of length 0, got one of length 1"
        self.refused(ValueError, message, hpy_tests.as_nothing, (1,))
        self.refused(TypeError, "as_nothing() argument 'value' must be tuple, not None", hpy_tests.as_nothing, None)

    def test_lengths(self):
        for value in ((), (1, 2), (1,) * 20):
            message = "as_single() argument 'value': expected a tuple of length 1, got one of length %d" % len(value)
            self.refused(ValueError, message, hpy_tests.as_single, value)
        with self.assertRaises(ValueError):
            hpy_tests.as_triple((True, (1, 2, 3), None))

    def test_subclasses(self):
        Pair = collections.namedtuple("Pair", "number text")
        self.assertEqual(hpy_tests.as_pair(Pair(1, "a")), (1, "a"))

        class Liar(tuple):
            def __len__(self):
                return 2

            def __getitem__(self, index):
                return 99

        # Whether an interpreter asks the subclass is its own affair.
        for value in (Liar(()), Liar((1,)), Liar((1, "a")), Liar((1, "a", 3))):
            for function, result in ((hpy_tests.as_single, (1,)), (hpy_tests.as_pair, (1, "a"))):
                try:
                    self.assertEqual(function(value), result)
                except (TypeError, ValueError, IndexError):
                    pass

    def test_other_types(self):
        for value, name in (([1, "a"], "list"), ("ab", "str"), (None, "None"), ({}, "dict")):
            self.refused(TypeError, "as_pair() argument 'value' must be tuple, not " + name, hpy_tests.as_pair, value)
        self.refused(TypeError, "as_pair() argument 'value': [0] must be int, not str", hpy_tests.as_pair, ("a", "a"))
        self.refused(TypeError, "as_pair() argument 'value': [1] must be str, not int", hpy_tests.as_pair, (1, 1))


class Sequence:
    """A sequence that is no list, with a length that may lie."""

    def __init__(self, items, length=None):
        self.items, self.length = items, length

    def __len__(self):
        if isinstance(self.length, BaseException):
            raise self.length
        return len(self.items) if self.length is None else self.length

    def __getitem__(self, index):
        return self.items[index]


class Int(int):
    pass


class Float(float):
    pass


class Items(list):
    pass


class Number:
    """Stands for an int, which may be what a function gives."""

    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value() if callable(self.value) else self.value

    def __float__(self):
        return float(self.__index__())


class Sequences(Refusing):
    def test_every_kind_of_sequence(self):
        for value in (
            [1, 2, 3],
            (1, 2, 3),
            range(1, 4),
            collections.deque([1, 2, 3]),
            array.array("i", [1, 2, 3]),
            bytearray([1, 2, 3]),
            memoryview(b"\1\2\3"),
            Sequence([1, 2, 3]),
            collections.UserList([1, 2, 3]),
        ):
            result = hpy_tests.as_ints(value)
            self.assertEqual(result, [1, 2, 3])
            self.assertIs(type(result), list)
        self.assertEqual(hpy_tests.as_ints([]), [])
        self.assertEqual(hpy_tests.as_ints(()), [])

    def test_items_of_every_kind(self):
        self.assertEqual(hpy_tests.as_strings(["a", "ü\0", "😀"]), ["a", "ü\0", "😀"])
        self.assertEqual(hpy_tests.as_pairs([("a", 1), ("b", 2.5)]), [("a", 1.0), ("b", 2.5)])
        self.assertEqual(hpy_tests.as_matrix([[1, 2], (3,), []]), [[1, 2], [3], []])
        self.assertEqual(hpy_tests.as_blobs([b"a", [98], ()]), [b"a", b"b", b""])
        self.assertEqual(hpy_tests.as_lists([[], [1]]), [(0, []), (1, [1])])
        objects = [object(), None, 5]
        for one, other in zip(hpy_tests.as_objects(objects), objects):
            self.assertIs(one, other)

    def test_long_ones(self):
        many = list(range(100000))
        self.assertEqual(hpy_tests.as_ints(many), many)
        self.assertEqual(hpy_tests.as_ints(tuple(many)), many)
        self.assertEqual(hpy_tests.as_ints(range(20000)), many[:20000])

    def test_what_is_no_sequence(self):
        for value, name in (
            ("123", "str"),
            (b"123", "bytes"),
            (5, "int"),
            (None, "None"),
            ({1: 2}, "dict"),
            ({1, 2}, "set"),
            (iter([1]), type(iter([])).__name__),
            ((number for number in [1]), "generator"),
            (types.MappingProxyType({}), "mappingproxy"),
            (collections.UserDict(), "UserDict"),
            (object(), "object"),
        ):
            message = "as_ints() argument 'value' must be sequence, not " + name
            self.refused(TypeError, message, hpy_tests.as_ints, value)

    def test_items_that_are_refused(self):
        self.refused(TypeError, "as_ints() argument 'value': [1] must be int, not str", hpy_tests.as_ints, [1, "2"])
        self.refused(TypeError, "as_lists() argument 'value': [1] must be list, not tuple", hpy_tests.as_lists, [[], ()])
        message = "as_matrix() argument 'value': [0][1]: int too large to convert to i32"
        self.refused(OverflowError, message, hpy_tests.as_matrix, [[1, 2**31]])
        with self.assertRaises(UnicodeEncodeError):
            hpy_tests.as_strings(["a", "\ud800"])

    def test_ints_of_every_kind_among_each_other(self):
        values = [0, 1, -1, 2**30 - 1, 2**30, -(2**30) - 1, 2**62, 2**63 - 1, -(2**63), True, Int(7), Number(-5), 9]
        expected = values[:-4] + [1, 7, -5, 9]
        for value in (values, tuple(values), Items(values)):
            self.assertEqual(hpy_tests.as_ints(value), expected)
        self.assertEqual(hpy_tests.as_unsigned_ints([0, 2**30, 2**64 - 1, Int(7), 3]), [0, 2**30, 2**64 - 1, 7, 3])
        message = "as_unsigned_ints() argument 'value': [1]: can't convert negative int to unsigned"
        self.refused(OverflowError, message, hpy_tests.as_unsigned_ints, (1, -1))

    def test_floats_of_every_kind_among_each_other(self):
        values = [0.5, -1.0, 3, True, Float(2.5), Number(-5), 1e300, float("-inf")]
        expected = [0.5, -1.0, 3.0, 1.0, 2.5, -5.0, 1e300, float("-inf")]
        for value in (values, tuple(values), Items(values)):
            self.assertEqual(hpy_tests.as_floats(value), expected)
        self.assertEqual(str(hpy_tests.as_floats([-0.0, float("nan")])), "[-0.0, nan]")
        message = "as_floats() argument 'value': [2] must be real number, not str"
        self.refused(TypeError, message, hpy_tests.as_floats, [0.5, 1, "2"])

    def test_lists_that_change_while_they_are_read(self):
        numbers = [1, None, 3, 4]

        def becoming(*items):
            def change():
                numbers[:] = items
                return 2

            numbers[:] = [1, Number(change), 3, 4]
            return numbers

        self.assertEqual(hpy_tests.as_ints(becoming()), [1, 2])
        self.assertEqual(hpy_tests.as_ints(becoming(1, 2)), [1, 2])
        self.assertEqual(hpy_tests.as_ints(becoming(7, 8, 2**40, 2**20, 5)), [1, 2, 2**40, 2**20, 5])

    def test_lengths_that_lie(self):
        for length in (0, 1, 2, 4, 1000, 2**31 - 1, 2**62):
            try:
                self.assertEqual(hpy_tests.as_ints(Sequence([1, 2, 3], length)), [1, 2, 3])
            except OverflowError:
                self.assertEqual(INTERPRETER, "graalpy")  # Its lengths have 32 bits.
        for length, error in ((-1, ValueError), (2**63, OverflowError), ("3", TypeError), (KeyError("mine"), KeyError)):
            with self.assertRaises(error):
                hpy_tests.as_ints(Sequence([1, 2, 3], length))

    def test_items_that_raise(self):
        class Raising(Sequence):
            def __getitem__(self, index):
                if index == 2:
                    raise KeyError("mine")
                return index

        with self.assertRaises(KeyError):
            hpy_tests.as_ints(Raising([0, 1, 2, 3]))

    def test_subclasses_of_list(self):
        class Items(list):
            def __iter__(self):
                return iter([9, 9])

            def __getitem__(self, index):
                return 8

        # Whether an interpreter asks the subclass is its own affair.
        self.assertIn(hpy_tests.as_ints(Items([1, 2])), ([1, 2], [8, 8]))

        class Liar(list):
            def __len__(self):
                return 1000

        self.assertEqual(hpy_tests.as_ints(Liar([1, 2])), [1, 2])

    def test_a_list_that_changes_meanwhile(self):
        items = []
        items[:] = [Changing(items.clear), 1, 2, 3]
        self.assertEqual(hpy_tests.as_ints(items), [0])
        items[:] = [1, Changing(items.pop), 2, 3]
        self.assertEqual(hpy_tests.as_ints(items), [1, 0, 2])
        items[:] = [Changing(lambda: items.append(7)), 1]
        self.assertIn(hpy_tests.as_ints(items), ([0, 1], [0, 1, 7]))


class Maps(Refusing):
    def test_values(self):
        self.assertEqual(hpy_tests.as_hash_map({"a": 1, "ü": 2}), {"a": 1, "ü": 2})
        self.assertEqual(hpy_tests.as_hash_map({}), {})
        result = hpy_tests.as_tree_map({3: [True], 1: [], 2: (False,)})
        self.assertEqual(list(result.items()), [(1, []), (2, [False]), (3, [True])])
        self.assertEqual(
            hpy_tests.as_map_of_maps({"a": {1: None}, "b": {2: "x"}, "c": {}}), {"a": {1: None}, "b": {2: "x"}, "c": {}}
        )
        many = {str(number): number for number in range(20000)}
        self.assertEqual(hpy_tests.as_hash_map(many), many)

    def test_keys_that_become_equal(self):
        class Key:
            def __index__(self):
                return 1

        self.assertEqual(list(hpy_tests.as_tree_map({Key(): [True], Key(): [False]})), [1])

    def test_subclasses(self):
        self.assertEqual(hpy_tests.as_hash_map(collections.OrderedDict(b=1, a=2)), dict(a=2, b=1))
        self.assertEqual(hpy_tests.as_hash_map(collections.Counter("abb")), dict(a=1, b=2))
        self.assertEqual(hpy_tests.as_hash_map(collections.defaultdict(int, a=1)), dict(a=1))

    def test_other_types(self):
        for value, name in (
            ([("a", 1)], "list"),
            (None, "None"),
            (types.MappingProxyType({}), "mappingproxy"),
            (collections.UserDict(), "UserDict"),
        ):
            message = "as_hash_map() argument 'value' must be dict, not " + name
            self.refused(TypeError, message, hpy_tests.as_hash_map, value)
        for function, value, message in (
            (hpy_tests.as_hash_map, {1: 1}, "key must be str, not int"),
            (hpy_tests.as_hash_map, {"a": "b"}, "a must be int, not str"),
            (hpy_tests.as_hash_map, {"a b": None}, '["a b"] must be int, not None'),
            (hpy_tests.as_tree_map, {7: [True, 1]}, "[7][1] must be bool, not int"),
            (hpy_tests.as_tree_map, {None: []}, "key must be int, not None"),
            (hpy_tests.as_matrix, [[1], [2, 3, "x"]], "[1][2] must be int, not str"),
            (hpy_tests.as_triple, (True, (1, "x"), None), "[1][1] must be real number, not str"),
        ):
            message = "%s() argument 'value': %s" % (function.__name__, message)
            self.refused(TypeError, message, function, value)
        with self.assertRaises(UnicodeEncodeError):
            hpy_tests.as_hash_map({"\ud800": 1})

    def test_a_dict_that_changes_meanwhile(self):
        values = {}
        values.update(a=Changing(values.clear), b=1)
        with self.assertRaises(RuntimeError) as caught:
            hpy_tests.as_hash_map(values)
        self.assertEqual(str(caught.exception), "dictionary changed during iteration")
        values.clear()
        values.update(a=Changing(lambda: values.update(c=3)), b=1)
        # Only where the keys are not listed first does it show.
        try:
            self.assertEqual(hpy_tests.as_hash_map(values), dict(a=0, b=1))
        except RuntimeError as error:
            self.assertEqual(str(error), "dictionary changed during iteration")
        values.clear()
        values.update(a=Changing(lambda: values.update(b=4)), b=1)
        self.assertEqual(hpy_tests.as_hash_map(values), dict(a=0, b=4))
