"""A file for one CPython, or for CPython's stable ABI, is refused by the interpreters that it is not for."""

import os
import subprocess
import sys
import unittest

import hpy_tests as m
from support import ABI, FREE_THREADED

#: Says what it is, and what becomes of the file.
IMPORT = """
import importlib.machinery, importlib.util, sys, sysconfig
print(sys.implementation.name, "%d.%d" % sys.version_info[:2], bool(sysconfig.get_config_var("Py_GIL_DISABLED")))
loader = importlib.machinery.ExtensionFileLoader("hpy_tests", sys.argv[1])
try:
    importlib.util.module_from_spec(importlib.util.spec_from_loader("hpy_tests", loader))
except ImportError as error:
    print(error)
else:
    print("imported")
"""
#: What the module says, if the dynamic linker misses no function before that.
REFUSED = {
    "cpython": "was built for (another|a free-threaded build of) CPython, of version %d.%d$" % sys.version_info[:2],
    "abi3": "was built for CPython 3.9 or newer$|is for CPython's stable ABI, which a free-threaded build does not have: ",
}


def fits(name, version, is_free):
    major, minor = map(int, version.split("."))
    if ABI == "abi3":
        return name == "cpython" and (major, minor) >= (3, 9) and is_free == "False"
    return (name, (major, minor), is_free) == ("cpython", sys.version_info[:2], str(FREE_THREADED))


@unittest.skipIf(ABI == "universal", "the file is for every interpreter")
class Misplaced(unittest.TestCase):
    def test_elsewhere(self):
        pythons = os.environ.get("HPY_RS_PYTHONS")
        if not pythons:
            self.skipTest("no other interpreter was found")
        refusals = 0
        for python in pythons.split(os.pathsep):
            with self.subTest(python):
                refusals += self.check(python)
        if not refusals:
            self.skipTest("no other interpreter was found")

    def check(self, python):
        """Gives whether it was refused."""
        done = subprocess.run(
            [python, "-c", IMPORT, m.__file__],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            universal_newlines=True,
            timeout=600,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        what, outcome = done.stdout.splitlines()[:2]
        if fits(*what.split()):
            self.assertEqual(outcome, "imported", what)
            return False
        self.assertRegex(outcome, "undefined symbol: |" + REFUSED[ABI], what)
        return True
