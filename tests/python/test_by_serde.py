"""Values that serde converts to plain Python objects and back."""

import array
import collections
import enum
import json
import math
import threading
import types

import hpy_tests as m
from by_serde import Interrupting, LyingLength, Record, Row, Serde
from probes import Probing
from support import INTERPRETER, enters_again, needs_threads, no_sanitizer

ADA = {"name": "Ada", "age": 36, "e-mail": None, "friends": []}


def person(name="Ada", age=36, **others):
    return dict(ADA, name=name, age=age, **others)


def nested(depth, wrap=lambda inner: [inner], inner=None):
    for _ in range(depth):
        inner = wrap(inner)
    return inner


class RoundTrips(Serde):
    def test_numbers(self):
        self.round_trip(m.serde_bool, True, False)
        self.round_trip(m.serde_i8, -128, 0, 127)
        self.round_trip(m.serde_i64, -(1 << 63), -1, 0, (1 << 63) - 1)
        self.round_trip(m.serde_u64, 0, (1 << 63) - 1, 1 << 63, (1 << 64) - 1)
        self.round_trip(m.serde_i128, -(1 << 127), -(1 << 63) - 1, 0, 1 << 63, 1 << 64, (1 << 127) - 1)
        self.round_trip(m.serde_u128, 0, 1 << 64, 1 << 127, (1 << 128) - 1)
        self.round_trip(m.serde_f64, 0.0, -0.0, 1.5, 1e308, math.inf, -math.inf)
        self.round_trip(m.serde_f32, 0.0, 1.5, -math.inf)
        self.assertTrue(math.isnan(m.serde_f64(math.nan)))
        self.same(m.serde_f64(1), 1.0)
        self.same(m.serde_i64(True), 1)

    def test_texts(self):
        self.round_trip(m.serde_text, "", "a", "é", "\0", "\U0010ffff", "x" * 100000)
        self.round_trip(m.serde_char, "a", "é", "\0", "\U0010ffff")

    def test_bytes(self):
        self.round_trip(m.serde_blob, b"", b"abc", bytes(range(256)))
        for kind in (bytearray, memoryview, list, tuple):
            self.same(m.serde_blob(kind(b"abc")), b"abc")
        for kind in (bytes, bytearray, memoryview, list, tuple, lambda content: array.array("B", content)):
            self.same(m.serde_byte_list(kind(b"abc")), [97, 98, 99])

    def test_options(self):
        self.round_trip(m.serde_option, None, 5)

    def test_tuples(self):
        self.round_trip(m.serde_tuple, (1, "a", True), (1, None, False))
        self.round_trip(m.serde_array, (1, 2, 65535))
        self.round_trip(m.serde_pair, (1, "a"))
        self.same(m.serde_pair([1, "a"]), (1, "a"))
        self.same(m.serde_pair(Row(1, "a")), (1, "a"))

    def test_units(self):
        self.round_trip(m.serde_unit, None)
        self.round_trip(m.serde_meters, 1.5)

    def test_sequences(self):
        for kind in (list, tuple, set, frozenset, collections.deque, lambda items: array.array("l", items)):
            self.same(m.serde_set(kind([1, 2, 3])), [1, 2, 3])
        self.same(m.serde_set(range(3)), [0, 1, 2])
        self.same(m.serde_set(Row(1, 2)), [1, 2])
        self.same(m.serde_set(LyingLength([1, 2])), [1, 2])

    def test_structs(self):
        self.round_trip(m.serde_person, ADA, person("Grace", 5, friends=[ADA, person("Alan")]))
        self.same(m.serde_person({"age": 36, "name": "Ada"}), ADA)
        self.same(m.serde_person({"age": 36, "name": "Ada", "unknown": object()}), ADA)
        self.round_trip(m.serde_strict, {"level": -1})
        self.round_trip(m.serde_flat, {"level": 1}, {"level": 1, "a": [1.5, None, {"b": True}], "c": "d"})

    def test_maps(self):
        self.round_trip(m.serde_map, {}, {"a": [1, 2]}, {"b": []})
        self.same(m.serde_map({str(key): [key] for key in range(3000)})["2999"], [2999])
        self.round_trip(m.serde_map_of_ints, {-1: "a", 1: "b"})
        self.round_trip(m.serde_map_of_pairs, {(1, True): 5, (2, False): 6})
        self.round_trip(m.serde_map_of_suits, {"hearts": 1, "spades": 2})

    def test_mappings(self):
        for kind in (Record, collections.OrderedDict, collections.UserDict):
            self.same(m.serde_person(kind(name="Ada", age=36)), ADA)
        self.same(m.serde_person(types.MappingProxyType(ADA)), ADA)
        self.same(m.serde_person(collections.ChainMap({"name": "Ada"}, {"age": 36})), ADA)
        self.same(m.serde_shape(Record(Circle=1.5)), {"Circle": 1.5})

    def test_enums(self):
        self.round_trip(m.serde_suit, "hearts", "spades")
        shapes = ["Nothing", {"Circle": 1.5}, {"Line": (1.0, 2.0)}, {"Box": {"width": 1, "height": 2}}]
        self.round_trip(m.serde_shape, *shapes)
        self.same(m.serde_shape({"Nothing": None}), "Nothing")
        self.same(m.serde_shape({"Line": [1, 2.5]}), {"Line": (1.0, 2.5)})
        inside = [{"kind": "Nothing"}, {"kind": "Circle", "radius": 1.5}, dict({"kind": "Person"}, **ADA)]
        self.round_trip(m.serde_inside, *inside)
        self.round_trip(m.serde_beside, {"kind": "Nothing"}, *({"kind": kind, "data": data} for shape in shapes[1:] for kind, data in shape.items()))
        self.round_trip(m.serde_untagged, 5, -5, 5.5, "a", b"\xff", {"x": 1.5, "y": 2.5}, [], [1, "a", [b"\xff", [2.5]]])

    def test_enums_of_python(self):
        """Those that are texts or numbers, too."""
        self.same(m.serde_suit(enum.Enum("Suit", {"HEARTS": "hearts"}, type=str).HEARTS), "hearts")
        self.same(m.serde_i64(enum.IntEnum("Number", {"SIX": 6}).SIX), 6)
        self.refused(TypeError, "serde_suit() argument 'value' must be str or mapping, not Suit", m.serde_suit, enum.Enum("Suit", {"A": "hearts"}).A)

    def test_anything(self):
        self.round_trip(m.serde_value, None, True, 0, -5, 1 << 63, (1 << 64) - 1, -(1 << 63), 1.5, "a", [], {}, {"a": [1, {"b": None}]})
        self.same(m.serde_value((1, {2})), [1, [2]])
        self.same(m.serde_value(Record(a=Row(1))), {"a": [1]})
        self.same(m.serde_value(array.array("d", [0.5])), [0.5])

        class Index:
            def __index__(self):
                return 7

        self.same(m.serde_value([Index()]), [7])

    def test_ignored(self):
        for value in (None, object(), nested(5000), Interrupting()):
            self.assertIs(m.serde_ignored(value), True)

    def test_in_functions(self):
        self.assertEqual(m.serde_birthday({"name": "Ada", "age": 36})["age"], 37)
        self.assertEqual(m.serde_birthday(times=2, person=ADA)["age"], 38)
        self.assertEqual(m.serde_names([ADA, person("Alan")]), ["Ada", "Alan"])
        self.refused(OverflowError, "too old", m.serde_birthday, person(age=255))
        self.refused(TypeError, "serde_birthday() argument 'times' must be int, not str", m.serde_birthday, ADA, "1")

    def test_numbers_by_their_texts(self):
        for number in (0, -1, 1 << 200, 1.5, -2e100):
            self.same(m.serde_number(repr(number)), [number])
        self.assertRaises(ValueError, m.serde_number, "no number")
        self.assertRaises(ValueError, m.serde_number, "1e")


class Refusals(Serde):
    def wrong(self, function, value, message, error=TypeError):
        with self.subTest(function=function.__name__, value=value):
            self.refused(error, "%s() argument 'value'%s" % (function.__name__, message), function, value)

    def test_types(self):
        self.wrong(m.serde_bool, 1, " must be bool, not int")
        self.wrong(m.serde_i64, "1", " must be int, not str")
        self.wrong(m.serde_i64, 1.0, " must be int, not float")
        self.wrong(m.serde_f64, "1", " must be real number, not str")
        self.wrong(m.serde_text, 1, " must be str, not int")
        self.wrong(m.serde_text, b"a", " must be str, not bytes")
        self.wrong(m.serde_char, "ab", ": expected a character, but string of length 2 found")
        self.wrong(m.serde_blob, "a", " must be a bytes-like object, not str")
        self.wrong(m.serde_option, "a", " must be int, not str")
        self.wrong(m.serde_unit, 0, " must be None, not int")
        self.wrong(m.serde_meters, "a", " must be real number, not str")
        self.wrong(m.serde_suit, 1, " must be str or mapping, not int")
        for wrong, found in ((None, "None"), ("abc", "str"), ({1: 1}, "dict"), (object(), "object"), (iter([1]), type(iter([])).__name__)):
            self.wrong(m.serde_set, wrong, " must be sequence, not " + found)
        for wrong, found in ((None, "None"), ("abc", "str"), ([], "list"), ((), "tuple"), ({1}, "set"), (dict, "type")):
            self.wrong(m.serde_person, wrong, " must be mapping, not " + found)
        plain = " must be plain data (None, bool, int, float, str, bytes, a sequence or a mapping), not "
        for wrong, found in ((object(), "object"), (1j, "complex"), (len, type(len).__name__), (dict, "type")):
            self.wrong(m.serde_value, wrong, plain + found)
        self.wrong(m.serde_value, b"a", " must be any valid JSON value, not bytes")

    def test_ranges(self):
        self.wrong(m.serde_i8, 128, ": int too large to convert to i8", OverflowError)
        self.wrong(m.serde_i8, -129, ": int too small to convert to i8", OverflowError)
        self.wrong(m.serde_u64, -1, ": can't convert negative int to unsigned", OverflowError)
        self.wrong(m.serde_u64, 1 << 64, ": int too large to convert to u64", OverflowError)
        self.wrong(m.serde_i128, 1 << 127, ": int too large to convert to i128", OverflowError)
        self.wrong(m.serde_value, 1 << 128, ": int too large to convert to i128", OverflowError)
        self.wrong(m.serde_value, -(1 << 127) - 1, ": int too small to convert to i128", OverflowError)

    def test_lengths(self):
        for wrong, length in (((), 0), ((1,), 1), ([1, "a", 2], 3), (Row(1), 1), ({1}, 1)):
            self.wrong(m.serde_pair, wrong, ": expected a sequence of length 2, got one of length %d" % length, ValueError)
        self.wrong(m.serde_array, [1, 2], ": expected a sequence of length 3, got one of length 2", ValueError)

        class Short(Row):
            def __len__(self):
                return 3

        self.wrong(m.serde_array, Short(1, 2), ": invalid length 2, expected an array of length 3", ValueError)

    def test_fields(self):
        self.wrong(m.serde_person, {"name": "Ada"}, ": missing field `age`", ValueError)
        self.wrong(m.serde_strict, {"level": 1, "more": 2}, ": unknown field `more`, expected `level`", ValueError)
        self.wrong(m.serde_person, {1: 2}, ": key must be str, not int")
        self.wrong(m.serde_person, {"name": "Ada", "age": 1, ("a",): 2}, ": key must be str, not tuple")

    def test_variants(self):
        known = "expected one of `Nothing`, `Circle`, `Line`, `Box`"
        self.wrong(m.serde_shape, "Oval", ": unknown variant `Oval`, " + known, ValueError)
        self.wrong(m.serde_shape, {"Oval": 1}, ": unknown variant `Oval`, " + known, ValueError)
        self.wrong(m.serde_shape, "Circle", " must be a mapping of 'Circle' to its data, not str")
        self.wrong(m.serde_shape, "Box", " must be a mapping of 'Box' to its data, not str")
        self.wrong(m.serde_shape, {"Nothing": 1}, ": Nothing must be None, not int")
        self.wrong(m.serde_shape, {1: 2}, ": key must be str, not int")
        for wrong in ({}, {"Circle": 1, "Line": 2}):
            self.wrong(m.serde_shape, wrong, ": expected a mapping of one name of a variant to its data", ValueError)
        self.wrong(m.serde_inside, {"radius": 1}, ": missing field `kind`", ValueError)
        self.wrong(m.serde_inside, {"kind": "Circle", "radius": "a"}, " must be f64, not str")
        self.wrong(m.serde_untagged, None, ": data did not match any variant of untagged enum Untagged", ValueError)

    def test_places(self):
        friends = [ADA, {"name": "Alan", "age": 1, "friends": [person(age="old")]}]
        self.wrong(m.serde_person, person(name=5), ": name must be str, not int")
        self.wrong(m.serde_person, person(friends=friends), ": friends[1].friends[0].age must be int, not str")
        friends[1]["friends"] = [person(age=256)]
        self.wrong(m.serde_person, person(friends=friends), ": friends[1].friends[0].age: int too large to convert to u8", OverflowError)
        friends[1]["friends"] = [{"name": "Grace"}]
        self.wrong(m.serde_person, person(friends=friends), ": friends[1].friends[0]: missing field `age`", ValueError)
        friends[1]["friends"] = [{5: 6}]
        self.wrong(m.serde_person, person(friends=friends), ": friends[1].friends[0]: key must be str, not int")
        self.wrong(m.serde_person, {"name": "Ada", "age": 1, "e-mail": 5}, ': ["e-mail"] must be str, not int')
        self.wrong(m.serde_map, {"a": [1, 2, "3"]}, ": a[2] must be int, not str")
        self.wrong(m.serde_map, {'"': [""]}, ': ["\\""][0] must be int, not str')
        self.wrong(m.serde_map, {"": [""]}, ': [""][0] must be int, not str')
        self.wrong(m.serde_map, {"x" * 65: [""]}, ": [str][0] must be int, not str")
        self.wrong(m.serde_map_of_ints, {5: "ab"}, ": [5]: expected a character, but string of length 2 found")
        self.wrong(m.serde_map_of_ints, {"a": "b"}, ": key must be int, not str")
        self.wrong(m.serde_map_of_ints, {1 << 64: "b"}, ": key: int too large to convert to i64", OverflowError)
        self.wrong(m.serde_map_of_pairs, {(1, True): "a"}, ": [tuple] must be int, not str")
        self.wrong(m.serde_shape, {"Box": {"width": "a", "height": 1}}, ": Box.width must be int, not str")
        self.wrong(m.serde_shape, {"Line": [1, 2, 3]}, ": Line: expected a sequence of length 2, got one of length 3", ValueError)
        self.wrong(m.serde_value, [[object()]], ": [0][0] must be plain data (None, bool, int, float, str, bytes, a sequence or a mapping), not object")
        self.refused(TypeError, "[1].name must be str, not int", m.serde_names, [ADA, person(name=1)])

    def test_keys_that_python_does_not_take(self):
        with self.assertRaisesRegex(TypeError, "unhashable|must be hashable"):
            m.serde_map_of_lists({(1, 2): 3})

    def test_errors_of_types(self):
        self.wrong(m.serde_picky, {"a": "this"}, ": a: this is not good enough", ValueError)
        self.refused(ValueError, "nothing to say", m.serde_wrong, "refusal")
        self.assertEqual(m.serde_wrong("many items"), [[]])
        self.assertEqual(m.serde_wrong("few items"), [list(range(3000))])
        self.refused(RuntimeError, "the value of a map came before its key", m.serde_wrong, "value first")
        self.refused(RuntimeError, "the value was asked for before its key", m.serde_hasty, {"a": 1})

    def test_lone_surrogates(self):
        for function, value in ((m.serde_text, "\ud800"), (m.serde_value, ["\ud800"]), (m.serde_person, {"\ud800": 1}), (m.serde_map, {"\ud800": 5})):
            self.assertRaises(UnicodeEncodeError, function, value)


class Hints(Serde):
    def test_lengths_are_told(self):
        for value in ([1, 2, 3], (1, 2, 3), {1, 2, 3}, {1: 2, 3: 4, 5: 6}):
            self.assertEqual(m.serde_hints(value), (3, 3))

    def test_lengths_that_lie_are_not_believed(self):
        self.assertEqual(m.serde_hints(LyingLength([1, 2])), (1024, 2))
        self.assertEqual(m.serde_hints(list(range(5000))), (1024, 5000))
        self.assertEqual(m.serde_hints(dict.fromkeys(range(5000))), (1024, 5000))


class Depth(Probing, Serde):
    """The recursion of data ends in RecursionError, however much of the stack a type takes."""

    def too_deep(self, function, value, doing="reading a Python object"):
        with self.subTest(function=function.__name__):
            with self.assertRaisesRegex(RecursionError, "^maximum recursion depth exceeded while %s" % doing):
                function(value)

    @no_sanitizer("it makes levels that take more of the stack")
    def test_within_the_limit(self):
        tree = nested(300, lambda inner: {"branches": [inner]}, {"branches": []})
        self.assertEqual(json.dumps(m.serde_tree(tree)), json.dumps(tree))
        chain = nested(400, lambda inner: {"next": inner}, {"next": None})
        self.assertEqual(m.serde_dumps(m.serde_chain(chain)), m.serde_dumps(chain))
        for function, depth in ((m.serde_copied, 350), (m.serde_loaded, 100), (m.serde_value, 128)):
            self.assertEqual(json.dumps(function(nested(depth))), json.dumps(nested(depth)))
        self.assertEqual(m.serde_loads("[" * 100 + "]" * 100), nested(99, inner=[]))

    def test_lists_in_themselves(self):
        knot = []
        knot.append(knot)
        branches = {"branches": []}
        branches["branches"].append(branches)
        chain = {}
        chain["next"] = chain
        for _ in range(3):
            for function in (m.serde_value, m.serde_untagged, m.serde_dumps):
                self.too_deep(function, knot)
            self.too_deep(m.serde_copied, knot, "")
            self.too_deep(m.serde_loaded, knot, "")
            self.too_deep(m.serde_tree, branches)
            self.too_deep(m.serde_chain, chain)

    def test_mappings_that_give_themselves(self):
        class Endless:
            def keys(self):
                return ["next"]

            def __getitem__(self, key):
                return self

        for function in (m.serde_value, m.serde_chain, m.serde_dumps):
            self.too_deep(function, Endless())

    def test_values_of_rust(self):
        self.assertEqual(m.serde_nested(600), nested(600, inner=[]))
        self.too_deep(m.serde_nested, 100000, "making a Python object")
        self.too_deep(m.serde_wrong, "endless", "making a Python object")

    def test_types_that_take_the_same_object_again(self):
        self.assertIsNone(m.serde_endless(None))
        self.too_deep(m.serde_endless, 5)

    def test_types_that_take_much_stack(self):
        self.assertEqual(m.serde_fat(nested(10, inner=[])), nested(10, inner=[]))
        knot = []
        knot.append(knot)
        self.too_deep(m.serde_fat, knot)
        self.too_deep(m.serde_fat_of_rust, 900, "making a Python object")
        self.assertEqual(m.serde_fat(nested(10, inner=[])), nested(10, inner=[]))

    def test_data_that_are_kept_first(self):
        code = """
            def nested(depth):
                return [nested(depth - 1)] if depth > 1 else []
            finish(outcome(m.serde_kept, nested(100)), outcome(m.serde_kept, nested(700)))
        """
        self.expect("100 RecursionError", code)

    @needs_threads
    def test_on_a_small_stack(self):
        code = """
            import threading
            knot, said = [], []
            knot.append(knot)
            threading.stack_size(256 * 1024)
            thread = threading.Thread(target=lambda: said.append(outcome(m.serde_fat, knot)))
            thread.start()
            thread.join()
            finish(*said)
        """
        self.expect("RecursionError", code)

    @needs_threads
    def test_on_another_thread(self):
        knot, said = [], []
        knot.append(knot)

        def work():
            for function in (m.serde_value, m.serde_fat, m.serde_dumps):
                try:
                    function(knot)
                except RecursionError:
                    said.append(function.__name__)

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        self.assertEqual(said, ["serde_value", "serde_fat", "serde_dumps"])

    @enters_again
    def test_through_python_again(self):
        code = """
            class Again:
                def keys(self): return ["next"]
                def __getitem__(self, key): return m.serde_chain(self)
            for _ in range(5):
                assert outcome(m.serde_chain, Again()) == "RecursionError"
            finish(m.serde_chain({"next": None}))
        """
        self.expect("{'next': None}", code)


class Formats(Probing, Serde):
    VALUES = [None, True, 5, -5, 1 << 63, 1.5, "a\u20ac", [], [1, [2, "b"]], {}, {"a": {"b": [None, 0.5]}}]

    def test_dump(self):
        for value in self.VALUES:
            self.same(json.loads(m.serde_dumps(value)), value)
        self.assertEqual(m.serde_dumps((1, {2}, Row(3))), "[1,[2],[3]]")
        self.assertEqual(m.serde_dumps(Record(a=1)), '{"a":1}')
        self.assertEqual(m.serde_dumps({1: 2, True: 3}), '{"1":3}')
        self.assertEqual(m.serde_dumps(b"ab"), "[97,98]")
        self.assertEqual(m.serde_dumps(bytearray(b"ab")), "[97,98]")
        self.assertEqual(m.serde_dumps(math.nan), "null")

    def test_lengths_that_lie_are_told_to_no_format(self):
        code = """
            def long(base):
                return type("Long", (base,), {"__len__": lambda self: 1 << 40})
            class Sequence:
                __len__ = long(list).__len__
                def __getitem__(self, index):
                    return [1, 2][index]
            said = [outcome(m.serde_dumps_by_value, long(base)([1])) for base in (list, set, frozenset)]
            tuples = "RuntimeError", "IndexError", "MemoryError", "OverflowError"
            assert outcome(m.serde_dumps_by_value, long(tuple)([1])) in tuples
            finish(*said, outcome(m.serde_dumps_by_value, Sequence()))
        """
        said = "RuntimeError RuntimeError RuntimeError RuntimeError"
        # GraalPy 25 refuses lengths of more than 31 bits itself.
        self.expect((said, said.replace("Runtime", "Overflow")) if INTERPRETER == "graalpy" else said, code)
        many = list(range(3000))
        for value in (many, tuple(many), set(many), type("Plain", (list,), {})(many)):
            self.assertEqual(json.loads(m.serde_dumps_by_value(value)), many)

    def test_load(self):
        for value in self.VALUES:
            self.same(m.serde_loads(json.dumps(value)), value)
        self.same(m.serde_loads('{"a": 1, "a": 2}'), {"a": 2})

    def test_copies(self):
        for value in [*self.VALUES, b"a", -(1 << 127), (1 << 128) - 1]:
            self.same(m.serde_copied(value), value)
            self.same(m.serde_loaded(value), value)

    def test_refusals(self):
        plain = "expected plain data (None, bool, int, float, str, bytes, a sequence or a mapping), not object"
        for function in (m.serde_dumps, m.serde_copied):
            self.refused(TypeError, plain, function, [object()])
        self.refused(ValueError, "key must be a string", m.serde_dumps, {(1, 2): 3})
        self.refused(OverflowError, "int too large to convert to i128", m.serde_dumps, [1 << 200])
        self.assertRaises(UnicodeEncodeError, m.serde_dumps, {"\ud800": 1})
        self.refused(ValueError, "EOF while parsing a value at line 1 column 3", m.serde_loads, "[1,")
        self.refused(RuntimeError, "a collection changed while it was dumped", m.serde_dumps, LyingLength([1]))
