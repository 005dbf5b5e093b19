"""Methods of classes: constructors, properties, static and class methods, and values of classes as arguments."""

import inspect
import sys
import unittest

import hpy_test_classes
from hpy_test_classes import Account, Sparbuch as Savings
from support import DOOR, INTERPRETER, TestCase, no_debug, skip_on

cannot_delete = skip_on("graalpy", "it cannot delete properties", door="hpy")


def reenters(test):
    for interpreter in ("pypy", "graalpy"):
        test = no_debug("it aborts when a callback re-enters an extension", on=interpreter)(test)
    return test


class Constructors(TestCase):
    def test_arguments_are_bound_as_those_of_functions(self):
        account = Account("Ada", note="n")
        self.assertEqual((account.owner, account.balance, account.note), ("Ada", 0, "n"))
        self.assertEqual(Account(balance=3, owner="Ada").balance, 3)

    def test_errors_name_the_constructor(self):
        with self.assertRaisesRegex(TypeError, r"^Account\.__new__\(\) missing 1 required positional argument: 'owner'$"):
            Account()
        with self.assertRaisesRegex(TypeError, r"^Account\.__new__\(\) argument 'balance' must be int, not str$"):
            Account("Ada", "1")
        with self.assertRaisesRegex(ValueError, "^too much$"):
            Account("Ada", 1001)


    def test_of_a_class_that_extends(self):
        savings = Savings("Ada", 2.5)
        self.assertIsInstance(savings, Account)
        self.assertEqual((savings.owner, savings.rate, savings.balance), ("Ada", 2.5, 0))
        self.assertEqual(savings.pay_in(200), 200)
        self.assertEqual(savings.interest(), 5.0)
        self.assertEqual(hpy_test_classes.balance_of(savings), 200)
        with self.assertRaisesRegex(ValueError, "^negative$"):
            Savings("Ada", -1.0)
        with self.assertRaisesRegex(TypeError, r"^Sparbuch\.__new__\(\) missing 1 required positional argument: 'percent'$"):
            Savings("Ada")
        with self.assertRaisesRegex(TypeError, r"^Sparbuch\.after\(\) argument 'years' must be int, not str$"):
            savings.after("x")
        with self.assertRaises(TypeError):
            Savings.interest(Account("Ada"))

    def test_doc_text(self):
        self.assertEqual(Account.__doc__, "Somebody's money.")
        self.assertFalse(hpy_test_classes.Pair.__doc__)
        if INTERPRETER == "cpython":
            self.assertIsNone(hpy_test_classes.Pair.__doc__)
        if INTERPRETER == "cpython" and DOOR == "own":
            self.assertEqual(hpy_test_classes.Pair.__text_signature__, "(first, second, _2)")


class Methods(TestCase):
    def test_without_parameters(self):
        self.assertEqual(Account("Ada", 7).total(), 7)
        with self.assertRaises(TypeError):
            Account("Ada").total(1)

    def test_one_positional_parameter(self):
        account = Account("Ada", 7)
        self.assertEqual(account.pay_in(3), 10)
        self.assertEqual(account.total(), 10)
        with self.assertRaisesRegex(TypeError, r"^Account\.pay_in\(\) argument 'amount' must be int, not str$"):
            account.pay_in("3")

    def test_all_kinds_of_parameters(self):
        account = Account("Ada")
        self.assertEqual(account.describe(1), "Ada 1 1000 0 None []")
        self.assertEqual(account.describe(1, 2, 3, 4, c="x", z=1, y=2), "Ada 1 2 2 'x' [(\"y\", 2), (\"z\", 1)]")
        with self.assertRaisesRegex(TypeError, r"^Account\.describe\(\) missing 1 required positional argument: 'a'$"):
            account.describe(b=1)

    def test_names(self):
        account = Account("Ada")
        self.assertEqual(account.borrowed_name(), "Ada")
        self.assertEqual(account.type(), "account")
        self.assertFalse(hasattr(account, "name_of_the_owner"))
        self.assertEqual(account.old(), 3)

    def test_conditions(self):
        self.assertEqual(Account("Ada").chosen(), 1)
        self.assertFalse(hasattr(Account, "never"))

    def test_every_receiver(self):
        account = Account("Ada", 5)
        self.assertEqual(account.as_handle(), "Ada")
        self.assertIs(account.as_owned_handle(), account)
        self.assertIs(account.as_borrowed(), account)
        self.assertEqual(account.as_guard(), 5)
        self.assertEqual(account.as_exclusive_guard(2), 7)
        self.assertEqual(account.as_exclusive_guard(amount=2), 9)
        self.assertIs(account.guard_returned(), account)
        self.assertIs(account.exclusive_guard_returned(), account)
        self.assertEqual(account.pair_of_guard(), (10, 10))
        self.assertEqual(account.in_exclusive_guard(), 10)
        self.assertEqual(account.as_exclusive_guard(-1), 9)  # Nothing is borrowed any more.

    def test_setters_name_the_attribute(self):
        account = Account("Ada", 5)
        with self.assertRaisesRegex(TypeError, "^attribute 'note' must be str, not int$"):
            account.note = 1
        with self.assertRaisesRegex(TypeError, "^attribute 'overdraft' must be int, not str$"):
            account.overdraft = "x"

    def test_on_the_class(self):
        self.assertEqual(Account.total(Account("Ada", 2)), 2)
        for other in (1, None, hpy_test_classes.Number(1)):
            with self.assertRaises(TypeError):
                Account.total(other)

    @unittest.skipIf(DOOR == "own" and getattr(sys, "pypy_version_info", (8,)) < (8,), "methods have no doc text")
    def test_doc_texts(self):
        self.assertEqual(Account.total.__doc__, "The balance.\n\nIn pennies.")
        self.assertEqual(Account.sum.__doc__, "The sum.")
        if INTERPRETER != "graalpy":  # Whose bound methods of functions have none.
            self.assertEqual(Account.round.__doc__, "An account with a round sum.")

    def test_signatures(self):
        if INTERPRETER == "cpython":
            self.assertEqual(str(inspect.signature(Account.total)), "(self, /)")
            self.assertEqual(str(inspect.signature(Account.pay_in)), "(self, amount, /)")
            self.assertEqual(str(inspect.signature(Account.sum)), "(a, b)")
            self.assertEqual(str(inspect.signature(Account.round)), "(owner, *, thousands=1)")
            self.assertEqual(str(inspect.signature(Account("Ada").describe)), "(a, b=Ellipsis, *rest, c=None, **others)")
        if INTERPRETER == "cpython" and sys.version_info >= (3, 10):
            self.assertEqual(str(inspect.signature(Account)), "(owner, balance=0, *, note=None)")
            self.assertEqual(str(inspect.signature(Savings)), "(whose, percent)")


class Values(TestCase):
    """Values of classes as arguments: `&T`, `&mut T`, and options of them."""

    def test_of_functions(self):
        one, other = Account("Ada", 10), Account("Bob")
        self.assertIsNone(hpy_test_classes.move_money(one, other, 4))
        self.assertEqual((one.balance, other.balance), (6, 4))
        self.assertEqual(hpy_test_classes.poorest(one), 6)
        self.assertEqual(hpy_test_classes.poorest(one, other), 4)
        self.assertEqual(hpy_test_classes.poorest(one, None), 6)
        self.assertEqual(hpy_test_classes.balance_of(one), 6)
        self.assertEqual(hpy_test_classes.empty_account(), -1)
        self.assertEqual(hpy_test_classes.empty_account(None), -1)
        self.assertEqual(hpy_test_classes.empty_account(one), 6)
        self.assertEqual(one.balance, 0)

    def test_of_methods(self):
        one, other = Account("Ada", 10), Account("Bob")
        one.transfer(other, 3)
        self.assertEqual((one.balance, other.balance), (7, 3))
        self.assertEqual(one.richest(), 7)
        self.assertEqual(other.richest(one), 7)

    def test_wrong_types(self):
        with self.assertRaisesRegex(TypeError, r"^balance_of\(\) argument 'account' must be Account, not int$"):
            hpy_test_classes.balance_of(1)
        with self.assertRaisesRegex(TypeError, r"^balance_of\(\) argument 'account' must be Account, not None"):
            hpy_test_classes.balance_of(None)
        with self.assertRaisesRegex(TypeError, r"^Account.transfer\(\) argument 'to' must be Account, not Number$"):
            Account("Ada").transfer(hpy_test_classes.Number(1), 1)

    def test_the_same_object_cannot_be_changed_twice_at_once(self):
        account = Account("Ada", 10)
        for change in (lambda: account.transfer(account, 1), lambda: hpy_test_classes.move_money(account, account, 1)):
            with self.assertRaisesRegex(RuntimeError, "^Already borrowed$"):
                change()
        self.assertEqual(hpy_test_classes.poorest(account, account), 10)
        self.assertEqual(account.balance, 10)


class Properties(TestCase):
    @cannot_delete
    def test_get_set_and_delete(self):
        account = Account("Ada")
        self.assertIsNone(account.note)
        account.note = "a"
        self.assertEqual(account.note, "a")
        del account.note
        self.assertIsNone(account.note)

    def test_errors_leave_it(self):
        account = Account("Ada", note="a")
        with self.assertRaisesRegex(ValueError, "^empty$"):
            account.note = ""
        with self.assertRaisesRegex(TypeError, "int"):
            account.note = 1
        self.assertEqual(account.note, "a")

    @cannot_delete
    def test_what_is_not_there(self):
        account = Account("Ada", 4)
        with self.assertRaises(AttributeError):
            account.owner = "Bob"
        with self.assertRaises(AttributeError):
            del account.owner
        with self.assertRaises(AttributeError):
            del account.balance
        with self.assertRaises(AttributeError):
            account.gone = 1
        with self.assertRaises(AttributeError):
            account.overdraft
        self.assertEqual((account.owner, account.balance), ("Ada", 4))

    @cannot_delete
    def test_parts(self):
        account = Account("Ada", 4)
        account.overdraft = 3
        self.assertEqual(account.balance, -3)
        del account.gone
        self.assertEqual(account.balance, 0)
        account.balance = 9
        self.assertEqual(account.total(), 9)

    def test_doc_text(self):
        self.assertEqual(Account.note.__doc__, "What it is about.")


class OfTheClass(TestCase):
    def test_static_methods(self):
        for owner in (Account, Account("Ada")):
            self.assertEqual(owner.limit(), 1000)
            self.assertEqual(owner.doubled(4), 8)
            self.assertEqual(owner.count([Account("a"), Account("b")], 1, 2), 4)
            self.assertEqual(owner.sum(b=1, a=2), 3)
        with self.assertRaisesRegex(TypeError, r"^Account\.doubled\(\) argument 'value' must be int, not str$"):
            Account.doubled("x")

    @reenters
    def test_class_methods(self):
        for owner in (Account, Account("Ada")):
            self.assertEqual(owner.class_name(), "Account")
            self.assertEqual(owner.positional(1), (1, 2))
            self.assertEqual(owner.positional(1, 3), (1, 3))
            account = owner.round("Bob")
            self.assertEqual((account.owner, account.balance), ("Bob", 1000))
            self.assertEqual(owner.round("Bob", thousands=0).balance, 0)
            self.assertEqual(owner.round(thousands=0, owner="Cy").owner, "Cy")

    def test_class_methods_count_their_own_arguments(self):
        with self.assertRaisesRegex(TypeError, r"^Account\.class_name\(\) takes 0 positional arguments but 1 was given$"):
            Account.class_name(1)
        with self.assertRaisesRegex(TypeError, r"takes from 1 to 2 positional arguments but 3 were given$"):
            Account.positional(1, 2, 3)
        with self.assertRaisesRegex(TypeError, r"^Account\.round\(\) missing 1 required positional argument: 'owner'$"):
            Account.round(thousands=1)

    def test_attributes(self):
        self.assertEqual(Account.CURRENCY, "EUR")
        self.assertEqual(Account.RATE, 0.5)
        self.assertEqual(Account.origin, (0, 0))
        self.assertEqual(Account.NUMBERS, [1, 2])
        self.assertIs(Account.NUMBERS, Account("Ada").NUMBERS)
        self.assertFalse(hasattr(Account, "INTEREST"))
        self.assertFalse(hasattr(Account, "LIMIT"))


if __name__ == "__main__":
    unittest.main()
