"""What the build hook for wheels makes of a library: `cargo xtask test` runs it where hatchling is. Libraries are C's here, of a
few symbols each."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

from hatch_build import look

#: What a library for every interpreter exports, one for CPython alone, and one that was built without its own door.
BOTH, OWN, HPY = ("HPyInit_one", "PyInit_one"), ("PyInit_one",), ("HPyInit_one",)

#: What the stable ABI has, and what it has not.
STABLE, UNSTABLE = "PyLong_AsLong", "PyUnicode_New"


class Look(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def compile(self, name, source, *options):
        library = self.folder / name
        command = [os.environ.get("CC", "cc"), "-shared", "-fPIC", "-nostdlib", "-x", "c", "-", "-o", str(library)]
        subprocess.run([*command, *options], input=source, universal_newlines=True, check=True)
        return library

    def library(self, exported=OWN, wanted=(), *options):
        calls = " ".join("%s();" % name for name in wanted)
        source = ["void %s(void);" % name for name in wanted]
        source += ["void %s(void) { %s }" % (name, calls) for name in exported]
        return self.compile("libone.so", "\n".join(source), *options)

    def refuses(self, pattern, abi, library):
        with self.assertRaises(SystemExit) as caught:
            look(library, abi)
        self.assertRegex(str(caught.exception), pattern)

    def test_what_was_asked_for(self):
        for abi, exported, wanted, door in (
            ("universal", BOTH, (), None),
            ("universal", HPY, (), "hpy"),
            ("abi3", OWN, (STABLE,), None),
            ("cpython", OWN, (STABLE, UNSTABLE), None),
        ):
            with self.subTest(abi):
                self.assertEqual(look(self.library(exported, wanted), abi), (["one"], door))

    def test_a_file_for_cpython_is_not_universal(self):
        self.refuses("is not universal, .* it wants PyLong_AsLong", "universal", self.library(BOTH, (STABLE,)))
        self.refuses("is not universal, .* it wants no HPy", "universal", self.library(OWN))

    def test_a_universal_file_is_not_for_cpython(self):
        for abi in ("abi3", "cpython"):
            self.refuses("is universal: hpy-rs's feature %s did not reach it" % abi, abi, self.library(BOTH))

    def test_one_for_one_cpython_is_not_for_all(self):
        self.refuses("the stable ABI of 3.9 has no PyUnicode_New", "abi3", self.library(OWN, (STABLE, UNSTABLE)))

    def test_one_for_all_is_not_what_one_cpython_is_to_have(self):
        self.refuses("keeps to the stable ABI: a dependency asks for", "cpython", self.library(OWN, (STABLE,)))

    def test_one_with_a_python_of_its_own(self):
        self.compile("libpython3.99.so", "", "-Wl,-soname,libpython3.99.so.1.0")
        linked = "-Wl,--no-as-needed", "-L%s" % self.folder, "-lpython3.99"
        for abi in ("abi3", "cpython"):
            wanted = (STABLE,) if abi == "abi3" else (STABLE, UNSTABLE)
            self.refuses("loads libpython3.99.so.1.0: .* embed is for tests", abi, self.library(OWN, wanted, *linked))

    def test_no_module(self):
        self.refuses("has no module", "universal", self.library(("another",)))


if __name__ == "__main__":
    unittest.main()
