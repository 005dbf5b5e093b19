"""Two modules in one process, one by its own door, the other by HPy: what one makes the other takes for any object of Python."""

import unittest

import support
from support import HAS_HPY, TestCase, run_subprocess

if support.ABI != "universal" or not HAS_HPY:
    raise unittest.SkipTest("there is one door here")

BOTH = """
import gc, os, sys, weakref

def load(door, *names):
    os.environ["HPY_RS_DOOR"] = door
    modules = [__import__(name) for name in names]
    assert {module.__hpy_rs_door__ for module in modules} == {door}, door
    return modules

FIRST, SECOND = %r
m, shapes = load(FIRST, "hpy_tests", "hpy_tests_shapes")
c, = load(SECOND, "hpy_test_classes")
"""

SWAPPED = [("own", "hpy"), ("hpy", "own")]


@support.skip_on("graalpy", "one door a process is enough to start")
class Both(TestCase):
    def check(self, code):
        for doors in SWAPPED:
            with self.subTest(doors=doors):
                done = run_subprocess(BOTH % (doors,) + code, HPY="")
                self.assertEqual((done.returncode, done.stdout.split()[-1:]), (0, ["fine"]), done.stderr)

    def test_functions_and_classes(self):
        self.check("""
assert (m.add(1, 2), shapes.area()) == (3, "area of shapes")
points = [c.Point(x, 1.0) for x in range(1000)]
assert m.add(len(points), 1) == 1001
assert [point.x for point in points] == list(range(1000))
account = c.Account("ann")
assert c.balance_of(account) == 0
print("fine")
""")

    def test_objects_of_one_are_any_objects_to_the_other(self):
        self.check("""
scale = c.Scale(3)
assert [m.call_one(scale, number) for number in range(4)] == [0, 3, 6, 9]
assert c.Giving()(lambda one: m.call_one(c.Scale(2), 4)) == 8
for wrong in (c.Point(1, 2), c.Scale):
    try:
        m.add(wrong, 1)
    except TypeError as error:
        said = str(error)
    assert "add() argument 'a'" in said, said
print("fine")
""")

    def test_errors_of_one_in_the_other(self):
        self.check("""
def fail(*arguments):
    c.Adder(-1)

try:
    m.call_without(fail)
except ValueError as error:
    assert str(error) == "negative"
    print("fine")
""")

    def test_what_goes_and_when(self):
        self.check("""
before = c.nodes_alive()
held = [c.node(object(), 1) for _ in range(100)]
assert c.nodes_alive() > before
kept = m.call_one(tuple, held)
assert kept == tuple(held)
del held, kept
gc.collect()
gc.collect()
assert c.nodes_alive() == before, c.nodes_alive()
print("fine")
""")


if __name__ == "__main__":
    unittest.main()
