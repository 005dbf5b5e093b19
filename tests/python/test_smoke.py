"""A bit of everything, in under two seconds: what runs on interpreters that do not run all tests."""

import hpy_tests
import hpy_tests_shapes
from support import DOOR, TestCase, door_of


class Smoke(TestCase):
    def test_modules(self):
        from hpy_tests_shapes.round import circle

        self.assertEqual(door_of(hpy_tests), DOOR)
        self.assertEqual(hpy_tests.__name__, "hpy_tests")
        self.assertEqual(hpy_tests.module_name(), "hpy_tests")
        self.assertEqual(hpy_tests_shapes.TAU, 6.0)
        self.assertEqual((hpy_tests_shapes.area(), hpy_tests_shapes.round.area()), ("area of shapes", "area of round"))
        self.assertEqual(circle(1.5, times=2), (1.5, 2))
        with self.assertRaises(ImportError) as caught:
            import hpy_tests_twice  # noqa: F401
        self.assertIn("'doubled'", str(caught.exception))

    def test_every_calling_convention(self):
        item = object()
        self.assertEqual(hpy_tests.answer(), 42)
        self.assertIs(hpy_tests.identity(item), item)
        self.assertEqual(hpy_tests.weighted(1, 2), 21)
        self.assertEqual(hpy_tests.add(1, b=2), 3)
        self.assertEqual(hpy_tests.everything(0, 1, 2, 3, d=4, x=5), (0, 1, 2, [3], 4, None, dict(x=5)))
        for call, message in (
            (lambda: hpy_tests.add(1), "add() missing 1 required positional argument: 'b'"),
            (lambda: hpy_tests.add(1, 2, 3), "add() takes 2 positional arguments but 3 were given"),
            (lambda: hpy_tests.add(1, 2, b=3), "add() got multiple values for argument 'b'"),
            (lambda: hpy_tests.add(1, c=3), "add() got an unexpected keyword argument 'c'"),
            (lambda: hpy_tests.add(1, "x"), "add() argument 'b' must be int, not str"),
            (lambda: hpy_tests.weighted(1), "weighted() missing 1 required positional argument: 'second'"),
        ):
            with self.assertRaises(TypeError) as caught:
                call()
            self.assertEqual(str(caught.exception), message)

    def test_conversions(self):
        for value in (0, -1, 2**63 - 1, -(2**63)):
            self.assertEqual(hpy_tests.as_i64(value), value)
        self.assertEqual(hpy_tests.as_u64(2**64 - 1), 2**64 - 1)
        for call in (lambda: hpy_tests.as_i64(2**63), lambda: hpy_tests.as_u8(256), lambda: hpy_tests.as_u64(-1)):
            with self.assertRaises(OverflowError):
                call()
        self.assertEqual(hpy_tests.as_f64(1.5), 1.5)
        text = "größe\0" + "😀"  # GraalPy 23 misreads a literal with both an escape and such a character.
        self.assertEqual(hpy_tests.as_str(text), text)
        self.assertEqual(hpy_tests.as_bytes(b"a\0b"), b"a\0b")
        self.assertEqual(hpy_tests.as_triple((True, (1, 2), None)), (True, (1, 2.0), None))
        self.assertEqual(hpy_tests.as_map_of_maps({"a": {1: None}}), {"a": {1: None}})
        with self.assertRaises(UnicodeEncodeError):
            hpy_tests.as_str("\ud800")

    def test_objects(self):
        text = "to be or not to be"
        self.assertEqual(hpy_tests.count_words(text), {"to": 2, "be": 2, "or": 1, "not": 1})
        self.assertEqual(hpy_tests.count_words(text, least=2), {"to": 2, "be": 2})
        self.assertEqual(hpy_tests.sum_by(len, ["a", "bc"]), 3)
        self.assertEqual(hpy_tests.sum_by(str.upper, iter("ab"), "x"), "xAB")
        with self.assertRaises(ZeroDivisionError):
            hpy_tests.sum_by(lambda x: 1 // x, [1, 0])
        self.assertEqual(hpy_tests.call_many(lambda *args: len(args)), 8)
        self.assertEqual(hpy_tests.binary("//", -7, 2), -4)
        self.assertEqual(hpy_tests.compare_all(1, 2), [True, True, False, True, False, False])
        self.assertEqual(hpy_tests.list_of_range(100), list(range(100)))

    def test_errors(self):
        for how, kind in (("created", hpy_tests.SmokeError), ("builtin", KeyError), ("std", ValueError)):
            with self.assertRaises(kind) as caught:
                hpy_tests.smoke_fail(how)
            if how != "std":
                self.assertEqual(caught.exception.args, (how,))

    def test_a_panic(self):
        with self.assertRaises(Exception) as caught:
            hpy_tests.smoke_fail("in panic")
        self.assertEqual(type(caught.exception).__name__, "PanicException")
        self.assertEqual(str(caught.exception), "in panic")

    def test_kept_objects(self):
        item = object()
        hpy_tests.set_global(item)
        self.assertIs(hpy_tests.get_global(), item)
        hpy_tests.set_global(None)
        self.assertEqual(hpy_tests.keep(item), 1)
        self.assertIs(hpy_tests.kept_at(0), item)
        self.assertEqual(hpy_tests.forget_all(), 1)
