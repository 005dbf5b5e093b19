"""Context variables and capsules behind the own door, by the functions of hpy-sys: hpy-rs does not call them."""

import contextvars
import gc
import unittest

from support import DOOR, TestCase, skip_on

if DOOR != "own":
    raise unittest.SkipTest("the own door's functions")

import hpy_raw as m

#: What stands for a null that is no error.
NOTHING = NotImplemented


class Variables(TestCase):
    def test_a_value_in_and_out(self):
        variable, value = m.new_unset_variable(), object()
        token = m.set(variable, value)
        self.assertIs(m.get(variable), value)
        self.assertIs(m.get_or(variable, 1), value)
        self.assertIs(variable.get(), value)
        variable.reset(token)
        self.assertIs(m.get(variable), NOTHING)

    def test_of_python_code(self):
        variable = contextvars.ContextVar("of Python")
        token = variable.set(["in"])
        self.assertEqual(m.get(variable), ["in"])
        self.assertIs(m.set(variable, "out").var, variable)
        self.assertEqual(variable.get(), "out")
        variable.reset(token)

    def test_defaults(self):
        variable = m.new_variable("its own")
        self.assertIsInstance(variable, contextvars.ContextVar)
        self.assertEqual(m.get(variable), "its own")
        self.assertEqual(m.get_or(variable, "of the call"), "of the call")
        self.assertEqual(m.get_or(m.new_unset_variable(), "of the call"), "of the call")
        with self.assertRaises(LookupError):
            m.new_unset_variable().get()

    @skip_on("graalpy", "its context variables have no name")
    def test_a_name(self):
        self.assertEqual(m.new_unset_variable().name, "hpy_raw.variable")

    def test_each_context_has_its_own_value(self):
        variable = m.new_variable("outside")
        self.assertIsInstance(contextvars.copy_context().run(m.set, variable, "inside"), contextvars.Token)
        self.assertEqual(m.get(variable), "outside")

    def test_what_is_no_variable(self):
        for call in (lambda: m.get("v"), lambda: m.get_or("v", 1), lambda: m.set("v", 1)):
            with self.assertRaises(TypeError):
                call()


class Capsules(TestCase):
    def test_a_value_in_and_out(self):
        capsule = m.new_capsule(0)
        self.assertIn("capsule", type(capsule).__name__.lower())
        self.assertEqual((m.number(capsule), m.name(capsule), m.context(capsule)), (10, "hpy_raw.number", NOTHING))
        m.set_number(capsule, 1)
        m.set_context(capsule, 2)
        self.assertEqual((m.number(capsule), m.context(capsule)), (20, 30))

    def test_names(self):
        capsule = m.new_capsule(0)
        with self.assertRaises(ValueError):
            m.other_number(capsule)
        self.assertEqual(m.is_number(capsule), 1)
        m.rename(capsule)
        self.assertEqual((m.is_number(capsule), m.name(capsule), m.other_number(capsule)), (0, "hpy_raw.other", 10))
        with self.assertRaises(ValueError):
            m.number(capsule)

    def test_what_is_no_capsule(self):
        self.assertEqual(m.is_number(1), 0)
        set_number = lambda one: m.set_number(one, 0)
        set_context = lambda one: m.set_context(one, 0)
        for call in (m.number, m.name, m.context, m.watch, m.unwatch, m.rename, set_number, set_context):
            with self.assertRaisesRegex(ValueError, r"^(Py|H)\w+ called with invalid PyCapsule object$"):
                call("no capsule")

    def test_what_cannot_be_set_or_asked(self):
        capsule = m.new_capsule(0)
        set_to_null = lambda: m.set_number(capsule, 5)
        unknown = lambda: m.set_unknown(capsule)
        for call in (set_to_null, unknown, lambda: m.destructor(capsule), lambda: m.new_capsule(5)):
            with self.assertRaises(ValueError):
                call()
        self.assertEqual(m.number(capsule), 10)

    def test_destructors_without_functions(self):
        with self.assertRaisesRegex(ValueError, "^Invalid HPyCapsule destructor$"):
            m.new_incomplete_capsule(0)
        with self.assertRaisesRegex(ValueError, "^Invalid HPyCapsule destructor$"):
            m.watch_badly(m.new_capsule(0))


@skip_on("graalpy", "its capsules die when its collector comes to them")
class Destructors(TestCase):
    """What a destructor is told when its capsule dies: name, pointer and context."""

    def assertDead(self, *expected):
        for _ in range(4):
            gc.collect()
        told = iter(m.dead, NOTHING)
        self.assertEqual(list(told), list(expected))

    def test_is_called_once(self):
        m.new_watched_capsule(0)
        self.assertDead("hpy_raw.number 10 -1")
        self.assertDead()

    def test_is_told_what_was_set_last(self):
        capsule = m.new_watched_capsule(0)
        m.set_number(capsule, 1)
        m.set_context(capsule, 2)
        m.rename(capsule)
        self.assertDead()
        del capsule
        self.assertDead("hpy_raw.other 20 30")

    def test_can_be_set_and_taken_away(self):
        capsule = m.new_capsule(2)
        m.watch(capsule)
        del capsule
        self.assertDead("hpy_raw.number 30 -1")
        capsule = m.new_watched_capsule(2)
        m.unwatch(capsule)
        del capsule
        self.assertDead()

    def test_a_refused_one_leaves_the_old_one(self):
        capsule = m.new_watched_capsule(1)
        with self.assertRaises(ValueError):
            m.watch_badly(capsule)
        del capsule
        self.assertDead("hpy_raw.number 20 -1")


if __name__ == "__main__":
    unittest.main()
