"""The modules with classes of Rust that extend builtin ones, as far as a runtime lets them be imported."""

import sys

from support import INTERPRETER, CountingTestCase, needs_own_door, skip_on

needs_own_door()

OLD_GRAALPY = INTERPRETER == "graalpy" and sys.version_info < (3, 11)


def imported(name):
    """The module, or why it is not to be had."""
    try:
        return __import__(name), ""
    except ImportError as error:
        return None, str(error)


numbers, no_numbers = imported("hpy_test_builtin_bases")
lists, no_lists = imported("hpy_test_lists")
dicts, no_dicts = imported("hpy_test_dicts")
sets, no_sets = imported("hpy_test_sets")
zones, no_zones = imported("hpy_test_zones")
lengths, no_lengths = imported("hpy_test_lengths")


class Counting(CountingTestCase):
    @staticmethod
    def alive():
        return numbers.alive()


cycles_stay = skip_on("pypy", "its C API never asks for fields: cycles stay")
