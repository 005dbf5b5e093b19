"""Every feature of classes once."""

import asyncio
import gc
import sys
import unittest

import classes
from support import TestCase, enters_again, needs_threads, no_debug, readme_failures, skip_on


def collect():
    for _ in range(4):
        gc.collect()


class Properties(TestCase):
    def test_member(self):
        account = classes.Account("Ada", 5)
        account.owner = "Eve"
        self.assertEqual((account.owner, account.balance), ("Eve", 5))
        with self.assertRaises(AttributeError):
            account.balance = 7
        with self.assertRaises(TypeError):
            account.owner = 7

    def test_methods(self):
        account = classes.Account("Ada")
        self.assertIsNone(account.note)
        account.note = "hers"
        self.assertEqual(account.note, "hers")
        with self.assertRaisesRegex(ValueError, "^a note cannot be empty$"):
            account.note = ""
        del account.note
        self.assertIsNone(account.note)

    def test_borrowed(self):
        one, other = classes.Account("Ada", 5), classes.Account("Eve")
        one.transfer(other, 3)
        self.assertEqual((one.balance, other.balance), (2, 3))
        with self.assertRaisesRegex(ValueError, "^not enough money$"):
            one.transfer(other, 3)
        with self.assertRaises(OverflowError):
            one.transfer(other, -1)
        with self.assertRaisesRegex(OverflowError, "^too much money$"):
            one.transfer(classes.Account("Bank", 2**64 - 1), 1)
        with self.assertRaisesRegex(RuntimeError, "Already"):
            one.transfer(one, 1)
        self.assertEqual(one.balance, 2)


class OfTheClass(TestCase):
    def test_static_method(self):
        self.assertEqual(classes.Account.pennies(3), 300)
        self.assertEqual(classes.Account("Ada").pennies(euros=3), 300)

    @enters_again
    def test_class_method(self):
        account = classes.Account.with_gift("Ada")
        self.assertEqual(repr(account), 'Account("Ada", 1000)')

    def test_attribute(self):
        self.assertEqual(classes.Account.CURRENCY, "EUR")


class Operators(TestCase):
    def test_arithmetic(self):
        one = classes.Vector(1, 2)
        self.assertEqual(one + classes.Vector(3, 4), classes.Vector(4, 6))
        self.assertEqual(one * 3, classes.Vector(3, 6))
        self.assertEqual(3 * one, one * 3)
        self.assertEqual(-one, classes.Vector(-1, -2))
        self.assertEqual(pow(classes.Vector(2, 3), 2), classes.Vector(4, 9))
        self.assertEqual(pow(classes.Vector(2, 3), 2, 5), classes.Vector(4, 4))
        self.assertTrue(one)
        self.assertFalse(classes.Vector(0, 0))

    def test_errors(self):
        one = classes.Vector(1, 2)
        self.assertRaises(TypeError, lambda: one + 1)
        self.assertRaises(TypeError, lambda: one * "a")
        self.assertRaises(OverflowError, lambda: classes.Vector(2**63 - 1, 0) + one)

    def test_comparison(self):
        one, same, other = classes.Vector(1, 2), classes.Vector(1, 2), classes.Vector(1, 3)
        self.assertTrue(one == same and one != other and one < other and other >= one)
        self.assertEqual(len({one, same, other}), 2)
        self.assertFalse(one == (1, 2))
        self.assertRaises(TypeError, lambda: one < 1)

    def test_text(self):
        self.assertEqual((str(classes.Vector(1, 2)), repr(classes.Vector(1, 2))), ("<1, 2>", "Vector(1, 2)"))

    def test_frozen(self):
        with self.assertRaises(AttributeError):
            classes.Vector(1, 2).x = 5

    @unittest.skipIf(sys.version_info < (3, 10), "no match statement")
    def test_match(self):
        names = {"vector": classes.Vector(1, 2), "Vector": classes.Vector}
        exec("match vector:\n  case Vector(1, y):\n    found = y", names)
        self.assertEqual(names["found"], 2)


class Containers(TestCase):
    def test_mapping(self):
        table = classes.Table(b=2, a=1)
        table["c"] = 3
        del table["b"]
        self.assertEqual((len(table), "a" in table, "b" in table, table["c"]), (2, True, False, 3))
        self.assertRaises(KeyError, lambda: table["b"])
        self.assertEqual(list(table), ["a", "c"])
        self.assertEqual(dict(table), {"a": 1, "c": 3})

    def test_sequence(self):
        row = classes.Row(1, 2, 3)
        self.assertEqual((len(row), row[0], row[-1]), (3, 1, 3))
        self.assertRaises(IndexError, lambda: row[3])
        self.assertEqual(list(row), [1, 2, 3])
        self.assertEqual(list(row + classes.Row(4)), [1, 2, 3, 4])
        self.assertIn(2, row)

    def test_iteration(self):
        letters = classes.Letters("añ€")
        self.assertEqual(list(letters), ["a", "ñ", "€"])
        iterator = iter(letters)
        del letters
        collect()
        self.assertEqual(next(iterator), "a")
        self.assertIs(iter(iterator), iterator)
        self.assertEqual("".join(iterator), "ñ€")
        self.assertRaises(StopIteration, next, iterator)

    @unittest.skipIf(sys.version_info < (3, 9), "no GenericAlias")
    def test_generic(self):
        self.assertEqual(classes.Table[int].__args__, (int,))


class Enums(TestCase):
    def test_without_data(self):
        self.assertIs(classes.Color.RED.next(), classes.Color.GREEN)
        self.assertEqual(classes.Color.RED, 1)
        self.assertEqual(int(classes.Color.BLUE), 3)
        self.assertEqual(repr(classes.Color.RED), "Color.RED")
        self.assertEqual(len({classes.Color.RED, classes.Color.BLUE.next()}), 1)
        self.assertRaises(TypeError, classes.Color)

    def test_of_python(self):
        self.assertEqual([size.name for size in classes.Size], ["SMALL", "LARGE"])
        self.assertEqual(classes.Size.LARGE + 1, 21)
        self.assertNotEqual(classes.Planet.Mercury, 0)
        self.assertIs(classes.Planet["Venus"], classes.Planet.Venus)

    def test_with_data(self):
        circle, rectangle = classes.Shape.Circle(radius=2), classes.Shape.Rectangle(3, 4)
        self.assertEqual(circle.radius, 2.0)
        self.assertEqual((rectangle._0, rectangle[1], len(rectangle)), (3.0, 4.0, 2))
        self.assertEqual(classes.Shape.Circle(), classes.Shape.Circle(1))
        self.assertIsInstance(circle, classes.Shape)
        self.assertNotIsInstance(circle, classes.Shape.Rectangle)
        self.assertEqual(classes.area(rectangle), 12)
        self.assertEqual(classes.area(rectangle, classes.Size.LARGE), 1.2)
        self.assertEqual(classes.area(classes.Shape.Point()), 0)
        self.assertRaises(TypeError, classes.Shape)

    @unittest.skipIf(sys.version_info < (3, 10), "no match statement")
    def test_match(self):
        names = {"shape": classes.Shape.Rectangle(3, 4), "Shape": classes.Shape}
        exec("match shape:\n  case Shape.Circle():\n    found = 0\n  case Shape.Rectangle(x, y):\n    found = x, y", names)
        self.assertEqual(names["found"], (3, 4))


class Extending(TestCase):
    def test_both_values(self):
        dog = classes.Dog("Rex")
        self.assertEqual((dog.legs, dog.name, dog.bark(), dog.describe()), (4, "Rex", "Rex: woof", "has 4 legs"))
        self.assertEqual(dog.introduce(), "Rex has 4 legs")
        self.assertIsInstance(dog, classes.Animal)
        self.assertFalse(hasattr(classes.Animal(2), "bark"))

    def test_not_by_python(self):
        for base in (classes.Animal, classes.Dog):
            self.assertRaises(TypeError, type, "Sub", (base,), {})


class Attributes(TestCase):
    def test_made_when_asked_for(self):
        namespace = classes.Namespace()
        namespace.x = 5
        self.assertEqual(namespace.x, 5)
        del namespace.x
        with self.assertRaisesRegex(AttributeError, "^there is no x here$"):
            namespace.x
        self.assertRaises(TypeError, setattr, namespace, "x", "text")

    def test_descriptor(self):
        class Person:
            age = classes.Typed(int)

        person, other = Person(), Person()
        person.age, other.age = 30, 40
        self.assertEqual((person.age, other.age), (30, 40))
        with self.assertRaisesRegex(TypeError, "^age must be a 'int'$"):
            person.age = "old"
        self.assertIsInstance(Person.age, classes.Typed)


class References(TestCase):
    def test_members(self):
        last = classes.Node("last")
        first = classes.Node(1, last)
        self.assertIs(first.next, last)
        self.assertEqual([node.value for node in first.chain()], [1, "last"])
        first.value = [2]
        self.assertEqual(first.value, [2])
        first.next = None
        self.assertIsNone(first.next)
        self.assertRaises(TypeError, setattr, first, "next", 5)

    def test_chain_of_a_cycle(self):
        node = classes.Node(1)
        node.next = classes.Node(2, node)
        self.assertEqual([each.value for each in node.chain()], [1, 2])
        node.next = None

    @skip_on("graalpy", "its collector cannot be told to run")
    @skip_on("pypy", "its C API never asks for the fields of an object: cycles through them stay", door="own")
    def test_cycles_are_collected(self):
        collect()
        before = classes.nodes_alive()
        for _ in range(100):
            node = classes.Node(None)
            node.next = node.value = classes.Node(node, node)
        self.assertGreater(classes.nodes_alive(), before)
        del node
        collect()
        self.assertLessEqual(classes.nodes_alive(), before)


class Resources(TestCase):
    def test_with(self):
        before = classes.finished()
        with classes.Session() as session:
            self.assertTrue(session.is_open)
        self.assertFalse(session.is_open)
        with self.assertRaises(KeyError), classes.Session():
            raise KeyError("gets through")
        self.assertEqual(classes.finished(), before + 2)

    @skip_on("graalpy", "its HPy never calls `__del__`")
    def test_del(self):
        collect()
        before = classes.finished()
        for _ in range(10):
            classes.Session()
        collect()
        self.assertEqual(classes.finished(), before + 10)

    def test_own_thread(self):
        tally = classes.Tally()
        self.assertEqual((tally(), tally.shared()(), tally()), (1, 2, 3))

    @needs_threads
    @no_debug("it aborts when others call while a call waits", on="pypy")
    def test_another_thread(self):
        import threading

        tally, found = classes.Tally(), []

        def use():
            try:
                found.append(tally())
            except RuntimeError as error:
                found.append(str(error))

        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
        self.assertRegex(found[0], "^'Tally' is unsendable")
        self.assertEqual(tally(), 1)


class Asynchronous(TestCase):
    @skip_on("graalpy", "it takes StopAsyncIteration out of `__anext__` for an error, also in pure Python")
    def test_iteration(self):
        async def ticks():
            return [tick async for tick in classes.Ticker(3)]

        loop = asyncio.new_event_loop()
        try:
            self.assertEqual(loop.run_until_complete(ticks()), [0, 1, 2])
        finally:
            loop.close()


class Closures(TestCase):
    def test_function(self):
        triple = classes.multiplier(3)
        self.assertEqual((triple(2), triple(2, 5), triple()), (6, 30, 3))
        self.assertEqual(triple.__name__, "multiply")
        self.assertRaises(TypeError, triple, "a")

    @enters_again
    def test_property(self):
        temperature = classes.Temperature(100)
        self.assertEqual(temperature.fahrenheit, 212)
        temperature.fahrenheit = 32
        self.assertEqual(temperature.celsius, 0)


class Readme(TestCase):
    @enters_again
    def test_session(self):
        self.assertEqual(readme_failures(__file__), "")


if __name__ == "__main__":
    unittest.main()
