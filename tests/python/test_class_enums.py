"""Classes made of enums: singletons, variants that are classes, enums of Python's own."""

import enum
import gc
import inspect
import pickle
import sys
import unittest

import hpy_test_classes
from support import INTERPRETER, TestCase

class Simple(TestCase):
    def test_singletons(self):
        color = hpy_test_classes.Color
        self.assertIs(color.RED, color.RED)
        self.assertIs(hpy_test_classes.next_color(color.RED), color.Verde)
        self.assertIs(hpy_test_classes.next_color(color.Verde), color.BLUE)
        self.assertIs(hpy_test_classes.next_color(color.BLUE), color.RED)
        self.assertIs(type(color.RED), color)
        self.assertIs(hpy_test_classes.plain(True), hpy_test_classes.Bare.Two)
        for name in ("Red", "Green", "GREEN", "GONE"):
            self.assertFalse(hasattr(color, name))

    def test_no_constructor(self):
        for kind in (hpy_test_classes.Color, hpy_test_classes.Bare):
            with self.assertRaisesRegex(TypeError, "cannot create 'hpy_test_classes.%s' instances" % kind.__name__):
                kind()

    def test_repr_and_int(self):
        self.assertEqual(repr(hpy_test_classes.Color.RED), "Color.RED")
        self.assertEqual(repr(hpy_test_classes.Color.Verde), "Color.Verde")
        self.assertEqual(repr(hpy_test_classes.Bare.Two), "Bare.Two")
        self.assertEqual([int(color) for color in (hpy_test_classes.Color.RED, hpy_test_classes.Color.Verde)], [3, 4])
        self.assertEqual(int(hpy_test_classes.Color.BLUE), 200)
        self.assertEqual(int(hpy_test_classes.Sign.Minus), -1)
        self.assertEqual((int(hpy_test_classes.Bare.One), int(hpy_test_classes.Bare.Two)), (0, 1))

    def test_repr_and_int_of_its_own(self):
        self.assertEqual((repr(hpy_test_classes.Loud.Once), int(hpy_test_classes.Loud.Twice)), ("!", 20))

    def test_str(self):
        self.assertEqual(str(hpy_test_classes.Color.Verde), "green")
        self.assertEqual(str(hpy_test_classes.Bare.One), "Bare.One")

    def test_eq_and_ord(self):
        red, blue = hpy_test_classes.Color.RED, hpy_test_classes.Color.BLUE
        self.assertTrue(red == red and red != blue and red < blue and blue >= red)
        self.assertFalse(red != red or red == blue or red > blue)
        self.assertTrue(hpy_test_classes.Equal.This == hpy_test_classes.Equal.This != hpy_test_classes.Equal.That)
        self.assertFalse(hpy_test_classes.Equal.This == 0)
        self.assertNotEqual(hpy_test_classes.Bare.One, 0)

    def test_eq_int(self):
        self.assertTrue(hpy_test_classes.Color.RED == 3 and 3 == hpy_test_classes.Color.RED)
        self.assertTrue(hpy_test_classes.Color.RED != 4 and not hpy_test_classes.Color.RED != 3)
        self.assertEqual(hpy_test_classes.Sign.Minus, -1)
        self.assertTrue(hpy_test_classes.Sign.Minus == hpy_test_classes.Sign.Minus != hpy_test_classes.Sign.Plus)
        for foreign in (2 ** 100, 3.0, "3", None, hpy_test_classes.Bare.One):
            self.assertFalse(hpy_test_classes.Color.RED == foreign)
            self.assertTrue(hpy_test_classes.Color.RED != foreign)
        with self.assertRaises(TypeError):
            hpy_test_classes.Color.RED < 4
        for error, answer in ((TypeError, False), (OverflowError, False), (KeyError, None), (KeyboardInterrupt, None)):
            class Number:
                def __index__(self):
                    raise error

            if answer is None:
                with self.assertRaises(error):
                    hpy_test_classes.Color.RED == Number()
            else:
                self.assertIs(hpy_test_classes.Color.RED == Number(), answer)
        with self.assertRaises(TypeError):
            hpy_test_classes.Sign.Minus < hpy_test_classes.Sign.Plus

    def test_hash(self):
        colors = {hpy_test_classes.Color.RED: 1, hpy_test_classes.Color.BLUE: 2}
        self.assertEqual(colors[hpy_test_classes.next_color(hpy_test_classes.Color.BLUE)], 1)
        self.assertEqual(len({hpy_test_classes.Bare.One, hpy_test_classes.Bare.Two, hpy_test_classes.Bare.One}), 2)
        with self.assertRaises(TypeError):
            hash(hpy_test_classes.Sign.Zero)

    def test_other_values(self):
        for foreign in (3, "Red", None, hpy_test_classes.Bare.One):
            with self.assertRaises(TypeError):
                hpy_test_classes.next_color(foreign)

    def test_doc(self):
        self.assertEqual(inspect.getdoc(hpy_test_classes.Color), "Colors.")


class Complex(TestCase):
    def test_variants_are_classes(self):
        shape = hpy_test_classes.Shape
        for name in ("Circle", "Rect", "Segment", "Empty", "Nothing"):
            variant = getattr(shape, name)
            self.assertTrue(issubclass(variant, shape))
            self.assertEqual(variant.__name__, name)
        for index, kind in enumerate((shape.Circle, shape.Rect, shape.Segment, shape.Empty, shape.Nothing)):
            self.assertIs(type(hpy_test_classes.make_shape(index)), kind)
            self.assertIsInstance(hpy_test_classes.make_shape(index), shape)
        self.assertEqual(inspect.getdoc(shape.Circle), "Round.")
        self.assertEqual(inspect.getdoc(shape), "Shapes.")

    def test_the_enum_itself(self):
        with self.assertRaisesRegex(TypeError, "cannot create 'hpy_test_classes.Shape' instances"):
            hpy_test_classes.Shape()
        with self.assertRaises(TypeError):
            type("Sub", (hpy_test_classes.Shape,), {})
        with self.assertRaises(TypeError):
            type("Sub", (hpy_test_classes.Shape.Circle,), {})

    def test_constructors(self):
        shape = hpy_test_classes.Shape
        debug = hpy_test_classes.shape_debug
        self.assertEqual(debug(shape.Circle()), "Circle { radius: 1.0, filled: true }")
        self.assertEqual(debug(shape.Circle(2, solid=False)), "Circle { radius: 2.0, filled: false }")
        self.assertEqual(debug(shape.Rect(1, 2, 3)), "Rectangle(1.0, [2.0, 3.0])")
        self.assertEqual(debug(shape.Rect(1)), "Rectangle(1.0, [])")
        self.assertEqual(debug(shape.Segment(1, _1="a")), 'Segment(1, "a")')
        self.assertEqual(debug(shape.Empty()), "Empty")
        self.assertEqual(debug(shape.Nothing()), "Nothing")
        with self.assertRaisesRegex(TypeError, r"Shape\.Segment\.__new__\(\) missing 1 required"):
            shape.Segment(1)
        with self.assertRaises(TypeError):
            shape.Circle(1, False)
        with self.assertRaises(TypeError):
            shape.Nothing(1)
        with self.assertRaisesRegex(TypeError, "argument 'radius'"):
            shape.Circle("a")

    @unittest.skipIf(INTERPRETER != "cpython" or sys.version_info < (3, 10), "no signatures of classes")
    def test_signatures(self):
        shape = hpy_test_classes.Shape
        self.assertEqual(str(inspect.signature(shape.Circle)), "(radius=1.0, *, solid=True)")
        self.assertEqual(str(inspect.signature(shape.Rect)), "(_0, /, *_1)")
        self.assertEqual(inspect.getdoc(shape.Circle), "Round.")

    def test_constructors_of_other_classes(self):
        shape = hpy_test_classes.Shape
        for kind in (shape, shape.Rect, object):
            with self.assertRaises(TypeError):
                shape.Circle.__new__(kind)

    def test_members(self):
        circle = hpy_test_classes.Shape.Circle(2.5)
        self.assertEqual((circle.radius, circle.solid), (2.5, True))
        self.assertEqual(inspect.getdoc(hpy_test_classes.Shape.Circle.radius), "From the middle.")
        with self.assertRaises(AttributeError):
            circle.radius = 1.0
        self.assertFalse(hasattr(hpy_test_classes.Shape.Nothing(), "radius"))
        segment = hpy_test_classes.Shape.Segment(1, "a")
        self.assertEqual((segment._0, segment._1), (1, "a"))
        with self.assertRaises(TypeError):
            hpy_test_classes.Shape.Circle.radius.__get__(segment)

    def test_tuples(self):
        segment = hpy_test_classes.Shape.Segment(1, "a")
        self.assertEqual(len(segment), 2)
        self.assertEqual((segment[0], segment[1], segment[-1], segment[-2]), (1, "a", "a", 1))
        self.assertEqual(tuple(segment), (1, "a"))
        first, second = segment
        self.assertEqual((first, second), (1, "a"))
        for index in (2, -3, 10 ** 6, -(10 ** 6)):
            with self.assertRaises(IndexError):
                segment[index]
        with self.assertRaises(TypeError):
            segment["a"]
        with self.assertRaises(TypeError):
            len(hpy_test_classes.Shape.Circle())

    def test_match_args(self):
        shape = hpy_test_classes.Shape
        self.assertEqual(shape.Circle.__match_args__, ("radius", "solid"))
        self.assertEqual(shape.Segment.__match_args__, ("_0", "_1"))
        self.assertEqual(shape.Nothing.__match_args__, ())

    @unittest.skipIf(sys.version_info < (3, 10), "no match statement")
    def test_match(self):
        code = """
def area(shape):
    match shape:
        case Shape.Circle(radius, solid=True):
            return 3 * radius * radius
        case Shape.Rect(width, [height, *_]):
            return width * height
        case Shape.Nothing():
            return 0
    return None
"""
        names = {"Shape": hpy_test_classes.Shape}
        exec(code, names)
        area = names["area"]
        self.assertEqual(area(hpy_test_classes.Shape.Circle(2)), 12)
        self.assertIsNone(area(hpy_test_classes.Shape.Circle(2, solid=False)))
        self.assertEqual(area(hpy_test_classes.Shape.Rect(2, 3)), 6)
        self.assertEqual(area(hpy_test_classes.Shape.Nothing()), 0)
        self.assertIsNone(area(hpy_test_classes.Shape.Empty()))

    def test_eq(self):
        shape = hpy_test_classes.Shape
        self.assertEqual(shape.Circle(1), shape.Circle(1.0))
        self.assertNotEqual(shape.Circle(1), shape.Circle(2))
        self.assertNotEqual(shape.Circle(1), shape.Rect(1))
        self.assertNotEqual(shape.Circle(1), 1)
        self.assertEqual(shape.Nothing(), hpy_test_classes.make_shape(4))

    def test_fields(self):
        tree = hpy_test_classes.Tree
        item = object()
        leaf = tree.Leaf(item)
        self.assertIs(leaf.value, item)
        branch = tree.Branch(leaf, None)
        gc.collect()
        self.assertIs(branch[0], leaf)
        self.assertIsNone(branch._1)
        self.assertIs(branch._0.value, item)
        with self.assertRaises(TypeError):
            tree.Branch(1, None)

    def test_other_values(self):
        for foreign in (1, None, hpy_test_classes.Shape, hpy_test_classes.Color.RED):
            with self.assertRaises(TypeError):
                hpy_test_classes.shape_debug(foreign)


class OfPython(TestCase):
    def test_classes(self):
        way, grade = hpy_test_classes.Way, hpy_test_classes.Grade
        self.assertTrue(issubclass(way, enum.Enum) and not issubclass(way, int))
        self.assertTrue(issubclass(grade, enum.IntEnum))
        self.assertEqual([member.name for member in way], ["NORTH", "Down", "EAST"])
        self.assertEqual([member.value for member in way], [0, 7, 8])
        self.assertEqual([(member.name, member.value) for member in grade], [("Low", -1), ("High", 0)])
        self.assertEqual((way.__module__, way.__qualname__), ("hpy_test_classes", "Way"))
        self.assertEqual(grade.__module__, "somewhere")
        self.assertEqual(inspect.getdoc(way), "A way to go.")

    def test_conversions(self):
        way, grade = hpy_test_classes.Way, hpy_test_classes.Grade
        self.assertIs(hpy_test_classes.turn(way.NORTH), way.EAST)
        self.assertIs(hpy_test_classes.turn(way.EAST), way.Down)
        self.assertIsNone(hpy_test_classes.turn(way.Down))
        self.assertIs(hpy_test_classes.level(None), grade.Low)
        self.assertIs(hpy_test_classes.level(grade.Low), grade.High)

    def test_other_values(self):
        for foreign in (0, 7, "NORTH", hpy_test_classes.Way, hpy_test_classes.Grade.Low, None):
            with self.assertRaisesRegex(TypeError, r"argument 'way' must be Way, not "):
                hpy_test_classes.turn(foreign)

    def test_pickled(self):
        self.assertIs(pickle.loads(pickle.dumps(hpy_test_classes.Way.Down)), hpy_test_classes.Way.Down)


if __name__ == "__main__":
    unittest.main()
