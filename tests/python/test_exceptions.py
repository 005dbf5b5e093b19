"""Exception types: the interpreter's, created ones, and what errors of other Rust code become."""

import builtins
import errno
import os
import pickle
import tempfile
import unittest

import hpy_tests as m
from exceptions_of_tests import Special, failing
from support import TestCase

#: These take five arguments; raised with a text they become a TypeError, as in C.
WITH_MORE_ARGUMENTS = ("UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError")


def raised(call, *args):
    """The exception that a call raises, or gives."""
    try:
        return call(*args)
    except BaseException as error:
        return error


class Builtin(TestCase):
    def test_all_constants(self):
        names = m.builtin_exceptions()
        self.assertEqual(len(names), 64)
        for name in names:
            kind = getattr(builtins, name)
            with self.subTest(name):
                self.assertIs(m.builtin_exception(name), kind)
                if name in WITH_MORE_ARGUMENTS:
                    # Twice: on PyPy the error escapes the `except` for which the object is made.
                    self.assertIs(type(raised(raised, m.raise_builtin, name, "text")), TypeError)
                    continue
                error = raised(m.raise_builtin, name, "a text")
                self.assertIs(type(error), kind)
                self.assertEqual(error.args, ("a text",))
                self.assertIsNone(error.__cause__)
                self.assertIsNone(error.__context__)
                self.assertTrue(m.is_builtin_exception(error, name))
                self.assertTrue(m.is_builtin_exception(error, "BaseException"))
                self.assertFalse(m.is_builtin_exception(3, name))

    def test_aliases(self):
        self.assertIs(m.builtin_exception("OSError"), IOError)

    def test_the_handled_exception_is_the_context(self):
        try:
            raise Special("handled")
        except Special as handled:
            error = raised(m.raise_builtin, "ValueError", "x")
            self.assertIs(error.__context__, handled)

    def test_texts(self):
        for text in ("", "é", "\U0001f600", "nul\0inside", "a" * 300, "é" * 300, "%s %d {}", "\n", "\0", "ab\0é"):
            with self.subTest(text[:9]):
                self.assertEqual(raised(m.raise_builtin, "ValueError", text).args, (text,))

    def test_a_long_text(self):
        length = 10 * 1024 * 1024
        error = raised(m.raise_long, length)
        self.assertIs(type(error), ValueError)
        self.assertEqual(len(error.args[0]), length)
        self.assertEqual(error.args[0][-3:], "xxx")

    def test_key_error_shows_the_repr_of_its_text(self):
        self.assertEqual(str(raised(m.raise_builtin, "KeyError", "k")), "'k'")

    def test_stop_iteration_has_its_value(self):
        self.assertEqual(raised(m.raise_builtin, "StopIteration", "v").value, "v")

    def test_system_exit_has_its_code(self):
        self.assertEqual(raised(m.raise_builtin, "SystemExit", "c").code, "c")


class Created(TestCase):
    def test_types(self):
        self.assertEqual(m.DegenerateError.__name__, "DegenerateError")
        self.assertEqual(m.DegenerateError.__module__, "hpy_tests")
        self.assertEqual(m.DegenerateError.__doc__, "A shape without area.")
        self.assertEqual(m.DegenerateError.__bases__, (ValueError,))
        self.assertEqual(m.VeryDegenerateError.__bases__, (m.DegenerateError,))
        self.assertEqual(m.VeryDegenerateError.__doc__, "Not even a line.")
        self.assertEqual(m.UndocumentedError.__bases__, (Exception,))

    def test_of_a_module_in_a_package(self):
        kind = m.DottedError
        self.assertEqual((kind.__module__, kind.__name__), ("hpy_tests._core.errors", "DottedError"))
        self.assertEqual((kind.__doc__, str(kind("text"))), ("Of a module in a package.", "text"))

    def test_doc_left_out(self):
        self.assertIn(m.UndocumentedError.__doc__, (None, ""))

    def test_raised(self):
        for name in ("DegenerateError", "UndocumentedError", "VeryDegenerateError"):
            for text in ("text", "nul\0 é"):
                with self.subTest(name, text=text):
                    error = raised(m.raise_created, name, text)
                    self.assertIs(type(error), getattr(m, name))
                    self.assertEqual(error.args, (text,))

    def test_seen_from_rust(self):
        self.assertEqual(m.created_of(m.DegenerateError()), (True, False, False))
        self.assertEqual(m.created_of(m.VeryDegenerateError()), (True, False, True))
        self.assertEqual(m.created_of(ValueError()), (False, False, False))
        self.assertEqual(m.created_of(m.DegenerateError), (False, False, False))

    def test_subclass_in_python(self):
        class Sub(m.DegenerateError):
            pass

        self.assertEqual(m.created_of(Sub(1)), (True, False, False))
        with self.assertRaises(Sub):
            m.raise_value(Sub(2))

    def test_pickle(self):
        copy = pickle.loads(pickle.dumps(m.VeryDegenerateError("a", 2)))
        self.assertIs(type(copy), m.VeryDegenerateError)
        self.assertEqual(copy.args, ("a", 2))

    def test_one_type_for_the_module_and_for_rust(self):
        self.assertIs(type(raised(m.raise_created, "DegenerateError", "")), m.DegenerateError)

    def test_a_deleted_name_changes_nothing(self):
        kind = m.DegenerateError
        del m.DegenerateError
        try:
            self.assertIs(type(raised(m.raise_created, "DegenerateError", "")), kind)
        finally:
            m.DegenerateError = kind


class OsErrors(TestCase):
    def test_number_chooses_the_subclass(self):
        for code in sorted(errno.errorcode):
            with self.subTest(errno.errorcode[code]):
                error = raised(m.raise_os_error, code)
                self.assertIs(type(error), type(OSError(code, "x")))
                self.assertEqual(error.errno, code)
                self.assertEqual(error.strerror, os.strerror(code))
                self.assertEqual(len(error.args), 2)

    def test_numbers_that_are_none(self):
        for code in (0, -1, 99999, 2**31 - 1, -(2**31)):
            with self.subTest(code):
                error = raised(m.raise_os_error, code)
                self.assertIs(type(error), OSError)
                self.assertEqual(error.errno, code)

    def test_real_ones(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "file")
            with open(path, "w") as file:
                file.write("content")
            self.assertEqual(m.read_file(path), "content")
            self.assertIs(type(raised(m.read_file, folder)), IsADirectoryError)
            self.assertIs(type(raised(m.read_file, path + "/below")), NotADirectoryError)
            self.assertIs(type(raised(m.read_file, path + ".none")), FileNotFoundError)
            with open(path, "wb") as file:
                file.write(b"\xff")
            error = raised(m.read_file, path)
            self.assertEqual((type(error), error.errno), (OSError, None))
        self.assertIs(type(raised(m.read_file, "with\0nul")), OSError)

    def test_kinds_without_a_number(self):
        expected = {
            "NotFound": FileNotFoundError,
            "PermissionDenied": PermissionError,
            "ConnectionRefused": ConnectionRefusedError,
            "ConnectionReset": ConnectionResetError,
            "ConnectionAborted": ConnectionAbortedError,
            "BrokenPipe": BrokenPipeError,
            "AlreadyExists": FileExistsError,
            "WouldBlock": BlockingIOError,
            "NotADirectory": NotADirectoryError,
            "IsADirectory": IsADirectoryError,
            "TimedOut": TimeoutError,
            "Interrupted": InterruptedError,
            "OutOfMemory": MemoryError,
            "Other": OSError,
        }
        for kind, exception in expected.items():
            with self.subTest(kind):
                error = raised(m.raise_io_kind, kind)
                self.assertIs(type(error), exception)
                self.assertEqual(error.args, ("from a kind",))

    def test_an_exception_in_an_io_error_comes_out_as_it_went_in(self):
        special = Special()
        self.assertIs(raised(m.through_io_error, failing(special)), special)


class StdErrors(TestCase):
    def test_types_and_texts(self):
        expected = {
            "ParseIntError": (ValueError, "invalid digit found in string"),
            "ParseFloatError": (ValueError, "invalid float literal"),
            "TryFromIntError": (OverflowError, "out of range integral type conversion attempted"),
            "ParseBoolError": (ValueError, "provided string was not `true` or `false`"),
            "Utf8Error": (ValueError, "invalid utf-8 sequence of 1 bytes from index 0"),
            "FromUtf8Error": (ValueError, "invalid utf-8 sequence of 1 bytes from index 0"),
            "FromUtf16Error": (ValueError, "invalid utf-16: lone surrogate found"),
            "ParseCharError": (ValueError, "too many characters in string"),
            "CharTryFromError": (ValueError, "converted integer out of range for `char`"),
            "AddrParseError": (ValueError, "invalid IP address syntax"),
            "NulError": (ValueError, "nul byte found in provided data at position: 1"),
            "TryFromSliceError": (ValueError, "could not convert slice to array"),
            "TryReserveError": (MemoryError, None),
            "fmt::Error": (RuntimeError, None),
        }
        for which, (exception, text) in expected.items():
            with self.subTest(which):
                error = raised(m.raise_std_error, which)
                self.assertIs(type(error), exception)
                if text is not None:
                    self.assertEqual(str(error), text)


if __name__ == "__main__":
    unittest.main()
