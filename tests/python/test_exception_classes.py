"""Exceptions with a value of Rust."""

import copy
import pickle
import sys
import traceback
import unittest
import weakref

from support import INTERPRETER, CountingTestCase, TestCase, needs_own_door, skip_on

if INTERPRETER == "graalpy" and sys.version_info < (3, 11):
    raise unittest.SkipTest("GraalPy 23 never frees an instance of a class that extends an exception")

needs_own_door()

import hpy_test_exceptions as m
from hpy_test_exceptions import Coded, Detailed, Fatal, Holding, Refused, Silent, alive

try:
    import hpy_test_os_exceptions as others
    from hpy_test_os_exceptions import Ended, EndedOtherwise, FileRefused
except ImportError:
    Ended = FileRefused = None

#: Those with attributes of their own.
needs_attributes = unittest.skipIf(INTERPRETER == "graalpy", "it cannot make instances of classes that extend such an exception")


class Mine(Refused):
    """With a constructor of Python's, an `__init__` that does not call on, and a `__dict__`."""

    def __new__(cls, code, more=None):
        return super().__new__(cls, code)

    def __init__(self, code, more=None):
        self.more = more


class Counting(CountingTestCase):
    alive = staticmethod(alive)


class Raised(Counting):
    def test_by_python(self):
        with self.assertRaises(ValueError) as caught:
            raise Refused(404, "gone")
        error = caught.exception
        self.assertIs(type(error), Refused)
        self.assertEqual((error.code, error.args, error.doubled()), (404, (404, "gone"), 808))
        self.assertEqual((str(error), repr(error)), ("(404, 'gone')", "Refused(404, 'gone')"))
        error.code = 5
        self.assertEqual((error.code, m.code_of(error)), (5, 5))
        del error, caught
        self.assertAllGone()

    def test_the_class_alone(self):
        with self.assertRaisesRegex(TypeError, "missing 1 required positional argument: 'code'"):
            raise Refused
        with self.assertRaisesRegex(RuntimeError, "no such reason"):
            raise Refused(1, "never")

    def test_keywords(self):
        error = Refused(code=3)
        self.assertEqual((error.code, error.args), (3, ()))
        error = Refused(3, reason="x")
        self.assertEqual((error.code, error.args), (3, (3,)))

    def test_by_rust(self):
        try:
            m.raise_refused(4)
        except ValueError as caught:
            self.assertEqual((type(caught), caught.code, caught.args), (Refused, 4, ("refused by Rust", 4)))
            lines = traceback.format_exception(type(caught), caught, caught.__traceback__)
        self.assertIn("raise_refused", "".join(lines))
        self.assertTrue(lines[-1].startswith("hpy_test_exceptions.Refused: ('refused by Rust', 4)"), lines[-1])
        made = m.make_refused(6)
        self.assertEqual((made.code, made.args, str(made)), (6, (), ""))
        del made
        self.assertAllGone()

    def test_caught_by_rust(self):
        # On PyPy an exception that was caught by Rust, and that a frame of its traceback refers to, stays.
        def fail(make, *args):
            def run():
                raise make(*args)

            return run

        self.assertEqual(m.catch_code(fail(Refused, 7)), 7)
        self.assertEqual(m.catch_code(fail(Mine, 8)), 8)
        self.assertEqual(m.catch_code(fail(Detailed, 9, "x")), 9)
        self.assertIsNone(m.catch_code(int))
        with self.assertRaises(KeyError):
            m.catch_code(fail(KeyError, 1))
        self.assertAllGone()

    def test_raised_again(self):
        error = Refused(3)

        def fail():
            raise error

        try:
            m.raise_again(fail)
        except Refused as caught:
            self.assertIs(caught, error)
        names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        self.assertIn("fail", names)

    def test_chained(self):
        with self.assertRaises(KeyError) as caught:
            m.chain(lambda: 1 / 0)
        error = caught.exception
        self.assertIs(type(error), Silent)
        self.assertEqual((error.number, error.args), (7, ("no key",)))
        self.assertIs(type(error.__cause__), ZeroDivisionError)
        try:
            try:
                raise Refused(1)
            except Refused as first:
                raise Refused(2) from first
        except Refused as second:
            self.assertEqual((second.code, second.__cause__.code, second.__context__.code), (2, 1, 1))
        del error, caught
        self.assertAllGone()

    def test_attributes_of_exceptions(self):
        error = Refused(1)
        error.note = "x"
        self.assertEqual(error.__dict__["note"], "x")
        if sys.version_info >= (3, 11) and INTERPRETER != "graalpy":
            error.add_note("seen")
            self.assertEqual(error.__notes__, ["seen"])
        self.assertIs(error.with_traceback(None), error)
        error.args = ("other",)
        self.assertEqual(str(error), "other")


class Classes(Counting):
    def test_bases(self):
        self.assertEqual(Refused.__mro__[1:3], (ValueError, Exception))
        self.assertEqual(Detailed.__mro__[1:3], (Refused, ValueError))
        self.assertTrue(issubclass(Silent, KeyError))

    def test_extended(self):
        error = Detailed(1, "much")
        self.assertEqual((error.code, error.detail, error.doubled(), error.args), (1, "much", 2, (1, "much")))

    def test_made_of_fields(self):
        error = Fatal("x", level=3)
        self.assertEqual((error.reason, error.level, str(error), error.args), ("x", 3, "fatal: x", ("x",)))

    def test_init_of_its_own(self):
        self.assertEqual(Coded(3).args, ("code 3",))

    def test_subclasses(self):
        error = Mine(3, more=[4])
        self.assertEqual((error.code, error.more, error.args), (3, [4], (3,)))

        class Calling(Refused):
            def __init__(self, code):
                super().__init__("text", code)

        self.assertEqual(Calling(5).args, ("text", 5))
        with self.assertRaises(TypeError):
            type("S", (Fatal,), {})
        del error
        self.assertAllGone()

    def test_no_constructor(self):
        with self.assertRaisesRegex(TypeError, "cannot create 'hpy_test_exceptions.Silent' instances"):
            Silent(3)

    def test_weak_references(self):
        error = m.Weak()
        reference = weakref.ref(error)
        self.assertIs(reference(), error)
        del error
        self.settle()
        self.assertIsNone(reference())

    def test_copied_and_pickled(self):
        for twin in (copy.copy(Refused(3, "x")), pickle.loads(pickle.dumps(Refused(3, "x")))):
            self.assertEqual((type(twin), twin.code, twin.args), (Refused, 3, (3, "x")))

    def test_other_objects(self):
        for other in (3, None, ValueError(1), Fatal("x", 1), object()):
            for call in (lambda: Refused.doubled(other), lambda: Refused.__init__(other, 1), lambda: m.code_of(other)):
                with self.assertRaises(TypeError):
                    call()
        for of, other in ((Refused, Detailed), (Refused, ValueError), (Refused, int), (Detailed, Refused)):
            with self.assertRaises(TypeError):
                of.__new__(other, 1, "x")


class Gone(Counting):
    def test_with_traceback(self):
        def fail(number):
            local = [number]
            error = Refused(number)
            local.append(error)
            raise error

        for number in range(50):
            try:
                fail(number)
            except Refused:
                pass
        if INTERPRETER != "graalpy":  # There the frames of a traceback are objects of Python.
            self.assertAllGone()

    @skip_on("pypy", "its C API never asks for fields: cycles stay")
    @skip_on("graalpy", "cycles through objects of Python stay")
    def test_cycles(self):
        for _ in range(100):
            error = Holding(None)
            error.held = [error]
            try:
                raise error
            except Holding as caught:
                caught.__context__ = ValueError(caught)
                caught.me = caught
            self.assertTrue(error.check())
        del error
        self.assertAllGone()

    @skip_on("graalpy", "24 keeps an exception that was caught", since=(3, 11), before=(3, 12))
    def test_many(self):
        for number in range(1000):
            try:
                m.raise_refused(number)
            except Refused:
                pass
        self.assertAllGone()

    @skip_on("graalpy", "an exception that was caught by name stays")
    def test_many_caught_by_name(self):
        for number in range(1000):
            try:
                m.raise_refused(number)
            except Refused as error:
                self.assertEqual(error.code, number)
        self.assertAllGone()


def returned(error):
    """What `yield from` gives of an iterator that raises `error`."""

    class Raising:
        def __iter__(self):
            return self

        def __next__(self):
            raise error

    def all_of(items):
        return (yield from items)

    with unittest.TestCase().assertRaises(StopIteration) as caught:
        next(all_of(Raising()))
    return caught.exception.value


@needs_attributes
class Initialised(CountingTestCase):
    """As the `__init__` of what they extend does it."""

    @staticmethod
    def alive():
        return others.alive()

    def test_status(self):
        with self.assertRaises(SystemExit) as caught:
            others.quit(3)
        error = caught.exception
        self.assertEqual((error.code, error.args, error.reason), (3, (3,), "enough"))
        self.assertEqual(others.Quit("x").code, "x")

    def test_value_of_an_end(self):
        value = [7]
        for error in (others.make_ended(value), Ended(value), Ended(value, 8)):
            self.assertIs(error.value, value)
            self.assertIs(error.args[0], value)
            self.assertIs(returned(error), value)
            self.assertTrue(error.check())
        for error in (others.make_ended_at_once(), others.ended(), Ended()):
            self.assertIsNone(error.value)
            self.assertEqual(error.args, ())
            self.assertIsNone(returned(error))
        del error
        if INTERPRETER == "cpython":  # On PyPy an exception that was caught, and that a frame refers to, stays.
            self.assertAllGone()

    @skip_on("pypy", "there it is `__init__` that keeps the value")
    def test_value_without_the_init_of_its_own_kind(self):
        class Silent(Ended):
            def __init__(self, value):
                pass

        for error in (EndedOtherwise(7), Silent(7), Ended.__new__(Ended, 7)):
            self.assertEqual((error.value, returned(error)), (7, 7))

    def test_fields(self):
        error = others.make_undecoded("bad")
        self.assertEqual((error.encoding, error.object, error.start, error.end), ("utf-8", b"a\xff", 1, 2))
        self.assertEqual((error.reason, error.line, len(error.args)), ("bad", 3, 5))
        self.assertEqual(str(error), "'utf-8' codec can't decode byte 0xff in position 1: bad")

    def test_refused(self):
        for make in (lambda: others.make_undecoded(3), others.make_undecoded_at_once):
            self.assertRaises(TypeError, make)
        self.assertAllGone()


class OfTheSystem(TestCase):
    @needs_attributes
    def test_fields_of_its_own(self):
        error = FileRefused(2, "no such file", attempts=3)
        self.assertEqual((error.errno, error.strerror, error.attempts), (2, "no such file", 3))
        self.assertEqual((str(error), error.args), ("[Errno 2] no such file", (2, "no such file")))
        self.assertTrue(error.check())
        self.assertEqual(FileRefused("x", 3).errno, "x")

    @unittest.skipIf(INTERPRETER != "graalpy", "it works there")
    def test_refused(self):
        self.assertIsNone(FileRefused)
        with self.assertRaisesRegex(ImportError, "GraalPy cannot make instances"):
            import hpy_test_os_exceptions  # noqa: F401


if __name__ == "__main__":
    unittest.main()
