"""Classes of Python that derive from classes of Rust."""

import copy
import pickle
import sys
import unittest

from support import INTERPRETER, CountingTestCase, door_of, needs_own_door, skip_on

needs_own_door()

import hpy_test_subclasses
from hpy_test_subclasses import (
    Account, Final, Finalized, Frozen, NoNew, Node, Registry, Savings, Sequence, Thin, alive, both_twice, owner_of,
)  # fmt: skip

#: Nobody asks for the fields of an object there.
cycles_stay = skip_on("pypy", "its C API never asks for fields: cycles stay")
#: It cannot see what objects of its own and objects of extensions refer to among each other.
cycles_of_both_stay = skip_on("graalpy", "cycles through objects of Python stay")

#: What GraalPy's tests of finalizers fail with when this is so no longer.
NEVER_CALLED = "GraalPy is known never to call a `__del__` of Python, and now it does"

#: The first base decides there how a class is made.
OLD_PYPY = INTERPRETER == "pypy" and sys.pypy_version_info < (8,)


class Saver(Account):
    """With a constructor, methods and a `__dict__`."""

    def __new__(cls, owner, balance=0, goal=None):
        return super().__new__(cls, owner, balance)

    def __init__(self, owner, balance=0, goal=None):
        super().__init__()
        self.goal = goal

    def deposit(self, amount):
        return super().deposit(amount) * 10


class Slotted(Thin):
    __slots__ = ("left",)


class Bare(Account):
    __slots__ = ()


class Plain:
    def greet(self):
        return "hello " + self.owner


class Mixed(Plain, Account):
    pass


class MixedLast(Account, Plain):
    pass


class Counting(CountingTestCase):
    alive = staticmethod(alive)


class Derived(Counting):
    def test_own_door(self):
        self.assertEqual(door_of(hpy_test_subclasses), "own")

    def test_instances(self):
        saver = Saver("ann", 3, goal="boat")
        self.assertIs(type(saver), Saver)
        self.assertIsInstance(saver, Account)
        self.assertEqual((saver.owner, saver.balance, saver.goal), ("ann", 3, "boat"))
        self.assertEqual(saver.deposit(2), 50)
        self.assertEqual(saver.balance, 5)
        self.assertEqual(repr(saver), 'Saver("ann")')
        self.assertEqual(saver.__dict__, {"goal": "boat"})
        saver.owner = "eve"
        self.assertEqual((owner_of(saver), len(saver), saver + saver), ("eve", 3, 10))
        self.assertEqual(Saver.currency(), "EUR")
        self.assertIs(type(Saver.of_nobody()), Saver)
        del saver
        self.assertAllGone()

    def test_keywords(self):
        for kind in (Account, Bare, MixedLast):
            for account in (kind(owner="ann", balance=3), kind("ann", balance=3), kind.__new__(kind, balance=3, owner="ann")):
                self.assertIs(type(account), kind)
                self.assertEqual((account.owner, account.balance), ("ann", 3))
            with self.assertRaisesRegex(TypeError, r"an unexpected keyword argument 'other'$"):
                kind("ann", other=3)

    def test_constructors_raise(self):
        with self.assertRaisesRegex(ValueError, "no debts"):
            Saver("ann", -1)
        with self.assertRaisesRegex(TypeError, r"Account.__new__\(\) got an unexpected keyword argument 'goal'"):
            type("S", (Account,), {})("ann", goal=3)
        with self.assertRaises(TypeError):
            type("S", (NoNew,), {})()

    @skip_on("graalpy", "23 makes no `__slots__` in what derives from a class of its C API's", door=None, before=(3, 11))
    def test_slots(self):
        slotted = Slotted(3)
        slotted.left = [4]
        slotted.number = 5
        self.assertEqual((slotted.number, slotted.left), (5, [4]))
        bare = Bare("x", 4)
        self.assertEqual(bare.deposit(1), 5)
        if INTERPRETER != "pypy":  # There every instance has a `__dict__`.
            with self.assertRaises(AttributeError):
                slotted.other = 1
            with self.assertRaises(AttributeError):
                bare.other = 1

    def test_mixins(self):
        for kind in (MixedLast,) if OLD_PYPY else (Mixed, MixedLast):
            mixed = kind("bob", 2)
            self.assertEqual((mixed.greet(), mixed.deposit(3), owner_of(mixed)), ("hello bob", 5, "bob"))
        del mixed
        self.assertAllGone()

    @unittest.skipUnless(OLD_PYPY, "it works there")
    def test_mixins_in_front(self):
        with self.assertRaises(TypeError):
            Mixed("bob", 2)
        for make in (Mixed, lambda: object.__new__(Mixed)):
            mixed = make()
            for use in (lambda: mixed.balance, lambda: mixed.deposit(1), lambda: owner_of(mixed), lambda: len(mixed)):
                with self.assertRaises(TypeError):
                    use()

    def test_subclasses_of_subclasses(self):
        class Deeper(Saver):
            def deposit(self, amount):
                return super().deposit(amount) + 1

        deeper = Deeper("ann")
        self.assertEqual((deeper.deposit(1), deeper.balance), (11, 1))
        del deeper
        self.assertAllGone()

    def test_extended_class(self):
        class Mine(Savings):
            pass

        mine = Mine("ann", 200, 0.5)
        self.assertEqual((mine.interest(), mine.rate, mine.balance, owner_of(mine)), (100.0, 0.5, 200, "ann"))
        self.assertEqual(Savings("x", 2, 0.5).interest(), 1.0)
        del mine
        self.assertAllGone()

    def test_values(self):
        class Point(Frozen):
            pass

        self.assertEqual(Point(3), Frozen(3))
        self.assertEqual(hash(Point(3)), hash(Frozen(3)))
        self.assertEqual({Point(3): 1}[Frozen(3)], 1)
        self.assertEqual(Point(number=4).number, 4)

    def test_slots_of_rust(self):
        class Mine(Sequence):
            pass

        mine = Mine()
        self.assertEqual((len(mine), mine[0], mine[2], list(mine), mine(4)), (3, 0, 2, [0, 1, 2], 5))
        self.assertTrue(None in mine and 3 not in mine)

        class Longer(Sequence):
            def __len__(self):
                return super().__len__() + 1

        self.assertEqual(len(Longer()), 4)

    def test_calls(self):
        class Mine(Sequence):
            pass

        class Other(Sequence):
            def __call__(self, number, *, more=0):
                return super().__call__(number=number) * 10 + more

        base, mine, other = Sequence(), Mine(), Other()
        for _ in range(3):
            self.assertEqual((base(4), mine(4), mine(number=4), other(4), other(4, more=1)), (5, 5, 5, 50, 51))
            self.assertRaises(TypeError, mine)
            self.assertRaises(TypeError, other, 4, 1)
        mine.__class__ = Other
        self.assertEqual([mine(4) for _ in range(3)], [50] * 3)
        Other.__call__ = lambda self, number: number
        self.assertEqual([(mine(4), other(4)) for _ in range(3)], [(4, 4)] * 3)
        del Other.__call__
        self.assertEqual([(mine(4), other(4), base(4)) for _ in range(3)], [(5, 5, 5)] * 3)

    def test_borrowing(self):
        saver = Saver("ann", 1)
        with self.assertRaisesRegex(RuntimeError, "Already mutably borrowed"):
            both_twice(saver, saver)
        with self.assertRaisesRegex(RuntimeError, "Already mutably borrowed"):
            saver.deposit_result_of(lambda: saver.balance)
        self.assertEqual(both_twice(saver, Saver("eve", 4)), 5)
        self.assertEqual(saver.deposit_result_of(lambda: 1), 6)

    def test_init_subclass(self):
        class Labelled(Registry, label="mine"):
            pass

        self.assertEqual(Labelled.label, "mine")
        self.assertEqual(type("Other", (Registry,), {}).label, None)
        with self.assertRaisesRegex(TypeError, "not this one"):

            class Refused(Registry, label="refused"):
                pass


class Refusals(Counting):
    def test_final_classes(self):
        for bases in ((Final,), (Account, Final)):
            with self.assertRaises(TypeError):
                type("S", bases, {})()

    def test_constructors_of_other_classes(self):
        for of, other in ((Account, Savings), (Account, Final), (Account, Node), (Savings, Account), (Account, int)):
            with self.assertRaises(TypeError):
                of.__new__(other, "ann")
            if other is not Final:
                with self.assertRaises(TypeError):
                    of.__new__(type("S", (other,), {}), "ann")
        self.assertIs(type(Account.__new__(Saver, "ann")), Saver)

    def test_two_natives(self):
        # PyPy makes such a class; the value is that of one of them.
        try:
            both = type("Both", (Account, Node), {})("ann")
        except TypeError:
            return
        self.assertEqual(both.balance, 0)
        with self.assertRaises(TypeError):
            both.check()

    def test_pickling(self):
        for make in (copy.copy, copy.deepcopy, pickle.dumps):
            with self.assertRaisesRegex(TypeError, "cannot pickle 'Saver' object"):
                make(Saver("ann"))

        class Copied(Saver):
            def __reduce__(self):
                return (Copied, (self.owner, self.balance, self.goal))

        twin = copy.copy(Copied("ann", 3, goal=4))
        self.assertEqual((type(twin), twin.owner, twin.balance, twin.goal), (Copied, "ann", 3, 4))


class Gone(Counting):
    def test_finalizers(self):
        seen = []

        class Loud(Finalized):
            def __del__(self):
                seen.append("python")
                super().__del__()

        for kind, calls in ((Finalized, []), (type("Quiet", (Finalized,), {}), []), (Loud, ["python"])):
            with self.subTest(kind=kind):
                before = Finalized.finalized()
                kind()
                self.settle()
                if INTERPRETER == "graalpy" and kind is Loud:
                    self.assertEqual(seen, [], NEVER_CALLED)
                    continue
                self.assertEqual(Finalized.finalized(), before + 1)
                self.assertEqual(seen, calls)
        self.assertAllGone()

    def test_resurrected(self):
        kept = []

        class Phoenix(Account):
            def __del__(self):
                kept.append(self)

        Phoenix("ann", 3)
        self.settle()
        if INTERPRETER == "graalpy":
            self.assertEqual(kept, [], NEVER_CALLED)
            return
        self.assertEqual((kept[0].owner, kept[0].deposit(1)), ("ann", 4))
        del kept[:]
        self.assertAllGone()

    @cycles_stay
    @cycles_of_both_stay
    def test_cycles(self):
        class Linked(Node):
            pass

        for _ in range(100):
            one, two = Linked(), Node()
            one.next, two.next = two, one
            self_made = Linked()
            self_made.next = [self_made]
        del one, two, self_made
        self.assertAllGone()

    @cycles_of_both_stay
    def test_cycles_through_a_dict(self):
        class Linked(Account):
            pass

        for _ in range(100):
            linked = Linked("ann")
            linked.me = [linked]
        del linked
        self.assertAllGone()

    @skip_on("pypy", "its C API never asks for fields: of a chain one object goes with each collection")
    @skip_on("graalpy", "24 lets one object of a chain go with each collection", since=(3, 11), before=(3, 12))
    def test_chains(self):
        class Linked(Node):
            pass

        first = None
        for _ in range(20000 if INTERPRETER == "cpython" else 200):
            node = Linked()
            node.next, first = first, node
        del node, first
        self.assertAllGone()


if __name__ == "__main__":
    unittest.main()
