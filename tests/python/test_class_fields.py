"""Classes made of structs: every option, and what members show."""

import gc
import inspect
import pickle
import sys
import threading
import types
import unittest

import hpy_test_classes
from support import DOOR, INTERPRETER, TestCase, enters_again, needs_threads, skip_on


class Members(TestCase):
    def test_get_and_set(self):
        point = hpy_test_classes.Point(1.0, ypsilon=2)
        self.assertEqual((point.x, point.ypsilon), (1.0, 2.0))
        point.x = 3
        self.assertEqual(point.x, 3.0)
        self.assertIs(type(point.x), float)
        with self.assertRaises(TypeError):
            point.x = "text"
        self.assertEqual(point.x, 3.0)

    def test_only_what_is_asked_for(self):
        hidden = hpy_test_classes.hidden()
        self.assertEqual(hpy_test_classes.reveal(hidden), (1, 2, 3))
        hidden.write_only = 7
        self.assertEqual(hpy_test_classes.reveal(hidden), (7, 2, 3))
        with self.assertRaises(AttributeError):
            hidden.write_only
        with self.assertRaises(AttributeError):
            hidden.read_only = 8
        for name in ("secret", "gone"):
            self.assertFalse(hasattr(hidden, name))
            try:
                setattr(hidden, name, 1)  # Instances have a dict on PyPy and GraalPy.
            except AttributeError:
                pass
            else:
                self.assertNotEqual(INTERPRETER, "cpython")
        self.assertEqual(hpy_test_classes.reveal(hidden), (7, 2, 3))

    def test_deleting(self):
        point = hpy_test_classes.Point(1, 2)
        with self.assertRaises(AttributeError):
            del point.x
        self.assertEqual(point.x, 1)

    def test_optional_references(self):
        items = []
        hidden = hpy_test_classes.hidden(items)
        self.assertIs(hidden.optional, items)
        self.assertIs(hidden.kept, items)
        nothing = hpy_test_classes.hidden()
        self.assertIsNone(nothing.optional)
        self.assertIsNone(nothing.kept)

    def test_every_kind(self):
        point, item, table = hpy_test_classes.Point(1, 2), object(), {}
        kinds = hpy_test_classes.Kinds(1, "two", [3], point, None, item, table, item, None)
        self.assertEqual((kinds.byte, kinds.text, kinds.list, kinds.maybe), (1, "two", [3], None))
        self.assertEqual(kinds.point, point)
        self.assertIsNot(kinds.point, point)
        self.assertIs(kinds.any, item)
        self.assertIs(kinds.dict, table)
        self.assertIs(kinds.field, item)
        self.assertIsNone(kinds.next)

        kinds.byte, kinds.text, kinds.list, kinds.maybe = 255, "ü", (1, 2), 5
        self.assertEqual((kinds.byte, kinds.text, kinds.list, kinds.maybe), (255, "ü", [1, 2], 5))
        other = object()
        kinds.any, kinds.field, kinds.dict, kinds.next = other, other, {1: 2}, kinds
        self.assertIs(kinds.any, other)
        self.assertIs(kinds.field, other)
        self.assertEqual(kinds.dict, {1: 2})
        self.assertIs(kinds.next, kinds)
        kinds.field = kinds.next = None
        self.assertIsNone(kinds.field)
        self.assertIsNone(kinds.next)
        kinds.point = hpy_test_classes.Point(5, 6)
        self.assertEqual(kinds.point, hpy_test_classes.Point(5, 6))

    def test_numbers_and_others_in_turn(self):
        point = hpy_test_classes.Point(1, 2)
        last, kinds = [hpy_test_classes.Kinds(1, "", [], point, None, None, {}, 0, None) for _ in range(2)]
        kinds.next = last
        for number in [*range(20), -1, 10**6, 0.5, -0.5, True]:
            for thing in (number, [number]):
                kinds.field = thing
                self.assertEqual(kinds.field, thing)
                self.assertIs(kinds.next, last)

    def test_wrong_types(self):
        kinds = hpy_test_classes.Kinds(1, "", [], hpy_test_classes.Point(1, 2), None, 1, {}, 1, None)
        for name, value, error, message in (
            ("byte", 256, OverflowError, ": int too large to convert to u8"),
            ("byte", None, TypeError, " must be int, not None"),
            ("text", b"", TypeError, " must be str, not bytes"),
            ("list", ["a"], TypeError, r": \[0\] must be int, not str"),
            ("point", (1, 2), TypeError, " must be Point, not tuple"),
            ("dict", [], TypeError, " must be dict, not list"),
            ("next", 1, TypeError, " must be Kinds, not int"),
        ):
            with self.subTest(name=name, value=value):
                with self.assertRaisesRegex(error, "^attribute '%s'%s$" % (name, message)):
                    setattr(kinds, name, value)
        self.assertEqual((kinds.byte, kinds.text, kinds.dict, kinds.next), (1, "", {}, None))

    @enters_again
    def test_what_goes_away_may_set_members(self):
        point = hpy_test_classes.Point(1, 2)
        kinds = hpy_test_classes.Kinds(1, "", [], point, None, 1, {}, None, None)
        gone = []

        class Last:
            def __del__(self):
                kinds.byte = 7
                gone.append(kinds.byte)

        for empty in (None, 5):
            kinds.field = Last()
            kinds.field = empty
        if INTERPRETER != "graalpy":
            gc.collect()
            gc.collect()
            self.assertEqual(gone, [7, 7])

    def test_names(self):
        self.assertFalse(hasattr(hpy_test_classes.Point, "y"))
        name = hpy_test_classes.Renamed("Ada", None)
        self.assertEqual((name.firstName, name.last), ("Ada", None))
        self.assertFalse(hasattr(name, "first_name"))

    def test_docs(self):
        self.assertEqual(inspect.getdoc(hpy_test_classes.Point), "A point in the plane.")
        self.assertEqual(inspect.getdoc(hpy_test_classes.Point.x), "Along.")

    def test_tuples(self):
        pair = hpy_test_classes.Pair(1, "two", 3)
        self.assertEqual((pair.first, pair.second), (1, "two"))
        pair.first = 5
        self.assertEqual(pair.first, 5)
        self.assertFalse(hasattr(pair, "_2"))
        self.assertEqual(str(hpy_test_classes.Wrapped(7)), "7")
        self.assertIsInstance(hpy_test_classes.Unit(), hpy_test_classes.Unit)

    @enters_again
    def test_setting_while_borrowed(self):
        point = hpy_test_classes.Point(1, 2)
        for exclusively in (True, False):
            with self.assertRaisesRegex(RuntimeError, "Already borrowed"):
                hpy_test_classes.set_while_borrowed(point, exclusively)
        self.assertEqual(point.x, 1)
        point.x = 2
        self.assertEqual(point.x, 2)

    @enters_again
    def test_getting_while_borrowed(self):
        point = hpy_test_classes.Point(1, 2)
        for _ in range(2):
            with self.assertRaisesRegex(RuntimeError, "Already mutably borrowed"):
                hpy_test_classes.get_while_borrowed(point)
        point.x = 2
        self.assertEqual(point.x, 2)


class Keepers(TestCase):
    def test_containers_of_objects(self):
        one, other = object(), [1]
        keeper = hpy_test_classes.Keeper([one, other], {"a": other}, None, {1: [one]})
        self.assertEqual((keeper.all, keeper.by_name, keeper.perhaps), ([one, other], {"a": other}, None))
        self.assertIs(keeper.all[0], one)
        self.assertIs(keeper.by_name["a"], other)
        self.assertIs(keeper.sorted[1][0], one)
        self.assertIsNot(keeper.all, keeper.all)
        self.assertEqual(hpy_test_classes.Keeper([], {}, ["x"], {}).perhaps, ["x"])


class Constructors(TestCase):
    def test_from_fields(self):
        self.assertEqual(hpy_test_classes.Point(x=1, ypsilon=2), hpy_test_classes.Point(1, 2))
        self.assertEqual(hpy_test_classes.Renamed(firstName="a", last="b").last, "b")
        with self.assertRaisesRegex(TypeError, r"Point\.__new__\(\) missing 1 required positional argument: 'ypsilon'"):
            hpy_test_classes.Point(1)
        with self.assertRaisesRegex(TypeError, r"Point\.__new__\(\) takes 2 positional arguments but 3 were given"):
            hpy_test_classes.Point(1, 2, 3)
        with self.assertRaisesRegex(TypeError, "unexpected keyword argument 'y'"):
            hpy_test_classes.Point(1, y=2)
        with self.assertRaisesRegex(TypeError, "argument 'x'"):
            hpy_test_classes.Point("a", 2)
        with self.assertRaises(TypeError):
            hpy_test_classes.Unit(1)

    @unittest.skipIf(INTERPRETER != "cpython" or sys.version_info < (3, 10), "no signatures of classes")
    def test_signatures(self):
        self.assertEqual(str(inspect.signature(hpy_test_classes.Point)), "(x, ypsilon)")
        self.assertEqual(inspect.getdoc(hpy_test_classes.Point), "A point in the plane.")
        self.assertEqual(str(inspect.signature(hpy_test_classes.Unit)), "()")

    def test_without_one(self):
        for kind in (hpy_test_classes.Hidden, hpy_test_classes.Node, hpy_test_classes.Dog):
            with self.assertRaisesRegex(TypeError, r"cannot create 'hpy_test_classes\.%s' instances" % kind.__name__):
                kind()

    def test_not_subclassed(self):
        for kind in (hpy_test_classes.Point, hpy_test_classes.Pair):
            with self.assertRaises(TypeError):
                type("Sub", (kind,), {})

    def test_another_class(self):
        for kind in (hpy_test_classes.Pair, object, int):
            with self.assertRaises(TypeError):
                hpy_test_classes.Point.__new__(kind, 1, 2)


class Options(TestCase):
    def test_eq_and_ord(self):
        one, same, other = hpy_test_classes.Point(1, 2), hpy_test_classes.Point(1, 2), hpy_test_classes.Point(1, 3)
        self.assertTrue(one == same and not one != same)
        self.assertTrue(one != other and not one == other)
        self.assertTrue(one < other and one <= other and other > one and other >= one)
        self.assertTrue(one <= same and one >= same and not one < same and not one > same)
        nan = hpy_test_classes.Point(float("nan"), 0)
        self.assertFalse(nan == nan or nan < nan or nan >= nan)
        for foreign in (1, "a", None, (1.0, 2.0), hpy_test_classes.Pair(1, "", 1)):
            self.assertFalse(one == foreign)
            self.assertTrue(one != foreign)
            with self.assertRaises(TypeError):
                one < foreign

    def test_eq_without_hash(self):
        with self.assertRaises(TypeError):
            hash(hpy_test_classes.Point(1, 2))

    def test_no_eq(self):
        one, other = hpy_test_classes.Pair(1, "", 1), hpy_test_classes.Pair(1, "", 1)
        self.assertEqual(one, one)
        self.assertNotEqual(one, other)
        self.assertEqual(len({one, other}), 2)

    def test_hash(self):
        one, same, other = (hpy_test_classes.Renamed(*names) for names in (("a", "b"), ("a", "b"), ("a", None)))
        self.assertEqual(hash(one), hash(same))
        self.assertNotEqual(hash(one), hash(other))
        self.assertEqual(len({one, same, other}), 2)

    def test_str(self):
        self.assertEqual(str(hpy_test_classes.Point(1.5, 2)), "(1.5, 2.00) {}")
        self.assertEqual(str(hpy_test_classes.Renamed("Ada", "Lovelace")), "Ada Lovelace")
        self.assertEqual("%s" % hpy_test_classes.Renamed("Ada", None), "Ada -")

    @skip_on("graalpy", "its C API takes the first name for the module", door="own", before=(3, 11))
    def test_names_of_the_class(self):
        self.assertEqual(hpy_test_classes.Point.__module__, "hpy_test_classes")
        self.assertEqual(hpy_test_classes.Point.__qualname__, "Point")
        self.assertEqual(hpy_test_classes.Renamed.__module__, "some.where")
        self.assertEqual(hpy_test_classes.Renamed.__name__, "Renamed")
        self.assertFalse(hasattr(hpy_test_classes, "Name"))

    def test_match_args(self):
        self.assertEqual(hpy_test_classes.Point.__match_args__, ("x", "ypsilon"))
        self.assertFalse(hasattr(hpy_test_classes.Pair, "__match_args__"))

    @unittest.skipIf(sys.version_info < (3, 10), "no match statement")
    def test_match(self):
        code = "match point:\n  case Point(1.0, ypsilon=y):\n    found = y"
        names = {"point": hpy_test_classes.Point(1, 5), "Point": hpy_test_classes.Point}
        exec(code, names)
        self.assertEqual(names["found"], 5.0)

    @unittest.skipIf(sys.version_info < (3, 9), "no GenericAlias")
    def test_generic(self):
        alias = hpy_test_classes.Generic[int]
        self.assertIsInstance(alias, types.GenericAlias)
        self.assertEqual((alias.__origin__, alias.__args__), (hpy_test_classes.Generic, (int,)))
        with self.assertRaises(TypeError):
            hpy_test_classes.Point[int]

    def test_extends(self):
        dog = hpy_test_classes.dog("Rex")
        self.assertEqual((dog.name, dog.legs), ("Rex", 4))
        self.assertIsInstance(dog, hpy_test_classes.Animal)
        self.assertEqual(hpy_test_classes.Dog.__mro__, (hpy_test_classes.Dog, hpy_test_classes.Animal, object))
        self.assertEqual(hpy_test_classes.Animal.legs.__get__(dog), 4)
        with self.assertRaises(AttributeError):
            hpy_test_classes.Animal(4).name
        with self.assertRaises(TypeError):
            hpy_test_classes.Dog.name.__get__(hpy_test_classes.Animal(4))

    def test_unsendable_here(self):
        local = hpy_test_classes.Local(1, 2)
        self.assertEqual(local.number, 1)
        local.number = 5
        self.assertEqual(hpy_test_classes.local_sum(local), 7)

    @needs_threads
    def test_unsendable_elsewhere(self):
        local, found = hpy_test_classes.Local(1, 2), []

        def look():
            for use in (
                lambda: local.number,
                lambda: setattr(local, "number", 9),
                lambda: hpy_test_classes.local_sum(local),
            ):
                try:
                    found.append(use())
                except RuntimeError as error:
                    found.append(str(error))

        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        self.assertEqual(len(found), 3)
        for text in found:
            self.assertIn("unsendable", text)
        self.assertEqual(local.number, 1)

    @enters_again
    def test_extending_the_unsendable(self):
        nearer = hpy_test_classes.nearer(3)
        self.assertEqual((nearer.distance(), nearer.number), (3, 1))

        def look():
            for use in (nearer.distance, lambda: nearer.number):
                with self.assertRaisesRegex(RuntimeError, "^Already mutably borrowed$"):
                    use()
            self.assertEqual(hpy_test_classes.distance_of(nearer), 3)

        self.assertEqual(nearer.count_around(look), 3)
        self.assertEqual((nearer.distance(), nearer.number), (3, 3))

    @enters_again
    @needs_threads
    def test_extending_the_unsendable_elsewhere(self):
        nearer, found = hpy_test_classes.nearer(3), []

        def look():
            for use in (nearer.distance, lambda: nearer.number, lambda: hpy_test_classes.distance_of(nearer)):
                try:
                    found.append(use())
                except RuntimeError as error:
                    found.append(str(error))

        def look_from_elsewhere():
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()

        look_from_elsewhere()
        nearer.count_around(look_from_elsewhere)
        self.assertEqual(len(found), 6)
        for text in found:
            self.assertIn("unsendable", text)

    def test_copied_out(self):
        point = hpy_test_classes.Point(1, 2)
        self.assertEqual(hpy_test_classes.mirrored(point), hpy_test_classes.Point(2, 1))
        self.assertEqual(point, hpy_test_classes.Point(1, 2))

    def test_not_pickled(self):
        with self.assertRaises(TypeError):
            pickle.dumps(hpy_test_classes.Point(1, 2))


class Collected(TestCase):
    def test_nested_fields(self):
        item = object()
        for side, expected in ((0, [item, None]), (1, [item, None, item]), (2, [item, None, item, None])):
            node = hpy_test_classes.node(item, side)
            gc.collect()
            self.assertEqual(hpy_test_classes.node_objects(node), expected)

    def test_members_keep_their_objects(self):
        class Kept:
            pass

        kinds = hpy_test_classes.Kinds(1, "", [], hpy_test_classes.Point(1, 2), None, Kept(), {}, Kept(), None)
        gc.collect()
        self.assertIsInstance(kinds.any, Kept)
        self.assertIsInstance(kinds.field, Kept)

    @skip_on("graalpy", "its collector cannot be told to run")
    @skip_on("pypy", "its C API never asks for the fields of an object: cycles through them stay", door="own")
    def test_cycles_through_nested_fields(self):
        before = hpy_test_classes.nodes_alive()
        for side in (0, 1, 2):
            for _ in range(10):
                cycle = []
                cycle.append(hpy_test_classes.node(cycle, side))
        self.assertGreater(hpy_test_classes.nodes_alive(), before)
        del cycle
        for _ in range(5):
            gc.collect()
        self.assertEqual(hpy_test_classes.nodes_alive(), before)


if __name__ == "__main__":
    unittest.main()
