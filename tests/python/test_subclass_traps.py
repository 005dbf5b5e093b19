"""What Python code can do to classes of Rust that extend builtin ones, to get an object without a value."""

import sys
import unittest

from builtin_subclasses import Counting, dicts, lists, no_numbers, numbers, sets
from support import INTERPRETER, skip_on

#: Each class, the builtin one below it, a way to make one, and what needs its value.
CLASSES = [
    ("Celsius", float, lambda kind: kind(1), lambda object: object.place),
    ("Noted", str, lambda kind: kind("x", note=1), lambda object: object.note),
    ("Items", list, lambda kind: kind([1]), lambda object: object.held),
    ("Table", dict, lambda kind: kind({1: 1}), lambda object: object.missed),
    ("Numbers", set, lambda kind: kind([1]), lambda object: object.largest),
    ("Fixed", frozenset, lambda kind: kind([1]), lambda object: object.name),
]
CLASSES = [
    (getattr(module, name), builtin, make, use)
    for name, builtin, make, use in CLASSES
    for module in (numbers, lists, dicts, sets)
    if hasattr(module, name)
]


#: What gives a new object of one of those, by the builtin class below it.
RESULTS = [
    ("float", lambda one, kind: (+one, abs(one), one + one, one * 2, kind.fromhex("0x1p3"), one.conjugate(), one.real)),
    ("str", lambda one, kind: (one + one, one * 2, one[:], one.upper(), one.strip(), one.replace("x", "y"), one.join("ab"))),
    ("list", lambda one, kind: (one + one, one * 2, one[:], one.copy(), sorted(one))),
    ("dict", lambda one, kind: (one.copy(), kind.fromkeys("ab"), kind.fromkeys(one, 3))),
    ("dict", lambda one, kind: (one | one,) if sys.version_info >= (3, 9) else ()),
    ("set", lambda one, kind: (one | one, one & one, one - one, one ^ one, one.copy(), one.union(one), one.difference("a"))),
    ("frozenset", lambda one, kind: (one | one, one & one, one - one, one ^ one, one.copy(), one.intersection(one))),
]

#: What needs the value of one of those that has a member of the name.
OF_THEIR_OWN = [
    ("place", lambda one: one.place),
    ("place", lambda one: numbers.place_of(one)),
    ("go", lambda one: one.go("x")),
    ("note", lambda one: one.note),
    ("note", lambda one: type(one).note.__set__(one, 1)),
    ("check", lambda one: one.check()),
    ("held", lambda one: one.held),
    ("held", lambda one: type(one).held.__set__(one, 1)),
    ("add", lambda one: one.add(1)),
    ("missed", lambda one: one.missed),
    ("__missing__", lambda one: one[5]),
    ("__missing__", lambda one: one.__missing__(5)),
    ("largest", lambda one: one.largest),
    ("put", lambda one: one.put(1)),
    ("name", lambda one: one.name),
]


@unittest.skipUnless(numbers, no_numbers)
class Traps(Counting):
    def test_made_by_the_builtin_class(self):
        for kind, builtin, _, use in CLASSES:
            try:
                made = builtin.__new__(kind)
            except TypeError:
                continue
            with self.assertRaisesRegex(TypeError, "has no value"):
                use(made)

    def test_all_that_needs_a_value(self):
        made, refused = None, 0
        for kind, builtin, _, _ in CLASSES:
            for derived in (kind, type("Derived", (kind,), {})) if kind.__flags__ & 1024 else (kind,):
                try:
                    made = builtin.__new__(derived)
                except TypeError:
                    continue  # CPython lets nobody, nor does GraalPy 25.
                for name, use in OF_THEIR_OWN:
                    if name in kind.__dict__:
                        with self.assertRaisesRegex(TypeError, "has no value", msg=(derived, name)):
                            use(made)
                        refused += 1
                made = None
        self.assertAllGone()
        lets_it_be_made = INTERPRETER == "pypy" or INTERPRETER == "graalpy" and sys.version_info < (3, 12)
        self.assertEqual(refused > 0, lets_it_be_made)

    def test_what_the_builtin_class_makes_of_it(self):
        made = [0, 0]
        for kind, builtin, make, use in CLASSES:
            for name, results in RESULTS:
                if name != builtin.__name__:
                    continue
                for result in results(make(kind), kind):
                    # It is one of the builtin class, or was made by this one.
                    made[isinstance(result, kind)] += 1
                    if isinstance(result, kind):
                        use(result)
        result = None
        self.assertGreater(made[0], 10)
        self.assertGreater(made[1], 0)
        self.assertAllGone()

    def test_methods_by_hand(self):
        for kind, builtin, _, use in CLASSES:
            with self.assertRaises(TypeError):
                kind.__new__(builtin)
            with self.assertRaises(TypeError):
                kind.__new__(object)
        with self.assertRaises(TypeError):
            numbers.Celsius.fahrenheit(1.5)
        with self.assertRaises(TypeError):
            numbers.place_of(1.5)

    def test_initialised_again(self):
        for kind, builtin, make, use in CLASSES:
            made = make(kind)
            before = use(made)
            made.__init__()
            builtin.__init__(made)
            self.assertEqual(use(made), before)

    def test_two_of_them(self):
        for kind, _, _, use in CLASSES:
            for other, _, make, use_other in CLASSES:
                if kind is other:
                    continue
                try:
                    made = make(type("Both", (kind, other), {}))
                except TypeError:
                    continue
                for use_one in (use, use_other):
                    try:
                        use_one(made)
                    except (TypeError, AttributeError):
                        pass

    @skip_on("graalpy", "25 lets an object have the class of any other")
    def test_of_another_class(self):
        for kind, _, make, use in CLASSES:
            for other, _, _, use_other in CLASSES:
                made = make(kind)
                before = use(made)
                try:
                    made.__class__ = other
                except TypeError:
                    self.assertEqual(use(made), before)
                    continue
                try:
                    use_other(made)
                except (TypeError, AttributeError):
                    pass
        made = None
        self.assertAllGone()


if __name__ == "__main__":
    unittest.main()
