"""One function and one class."""

import inspect
import unittest

import hello
from support import TestCase, readme_failures


class Function(TestCase):
    def test_greet(self):
        self.assertEqual(hello.greet("you"), "Hello, you!")
        self.assertEqual(hello.greet(), "Hello, world!")
        self.assertEqual(hello.greet(name="ü"), "Hello, ü!")

    def test_wrong_argument(self):
        with self.assertRaisesRegex(TypeError, "argument 'name'"):
            hello.greet(1)

    def test_doc(self):
        # GraalPy takes the signature for a part of it.
        self.assertRegex(inspect.getdoc(hello.greet), r"^(greet.*\n--\n\n)?Greets somebody\.$")
        self.assertEqual(hello.__doc__, "Greetings, from Rust.")


class Class(TestCase):
    def test_greeter(self):
        greeter = hello.Greeter("Salut")
        self.assertEqual(greeter.greet("toi"), "Salut, toi!")
        greeter.word = "Ciao"
        self.assertEqual(greeter.greet("tu"), "Ciao, tu!")
        self.assertEqual(greeter.count, 2)

    def test_read_only(self):
        greeter = hello.Greeter("Salut")
        with self.assertRaises(AttributeError):
            greeter.count = 5

    def test_names(self):
        self.assertEqual(hello.Greeter.__module__, "hello")
        self.assertRegex(repr(hello.Greeter("a")), r"^<hello\.Greeter object at ")


class Readme(TestCase):
    def test_session(self):
        self.assertEqual(readme_failures(__file__), "")


if __name__ == "__main__":
    unittest.main()
