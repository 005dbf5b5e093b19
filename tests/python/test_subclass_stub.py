"""The stub of a module that uses what HPy cannot do, and what a wrong one leads to."""

import os
import shutil
import tempfile
import unittest

import support

if support.DEBUG or os.environ.get("HPY_RS_DOOR"):
    raise unittest.SkipTest("its tests choose door and mode by themselves")

import hpy_test_subclasses

SOURCE = os.path.dirname(hpy_test_subclasses.__file__)
SHOW = "import hpy_test_subclasses as m; print(m.__hpy_rs_door__)"


@support.needs_stub
class Stub(unittest.TestCase):
    def run_code(self, path, door):
        return support.run_subprocess(SHOW, HPY="", HPY_RS_DOOR=door, PYTHONPATH=path)

    def refuses(self, pattern, path, door=""):
        done = self.run_code(path, door)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertRegex(done.stderr, "ImportError: " + pattern)

    def test_the_own_door_is_taken(self):
        for door in ("", "own"):
            done = self.run_code(SOURCE, door)
            self.assertEqual((done.stdout.strip(), done.returncode), ("own", 0), done.stderr)

    def test_hpy_is_refused(self):
        self.refuses("hpy_test_subclasses: it uses what HPy cannot do; unset HPY_RS_DOOR", SOURCE, "hpy")

    @unittest.skipUnless(support.HAS_HPY, "there is no HPy here")
    def test_a_wrong_stub(self):
        folder = tempfile.mkdtemp(prefix="stub-")
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        shutil.copy(hpy_test_subclasses.__file__, folder)
        with open(os.path.join(SOURCE, "hpy_test_subclasses.py")) as file:
            text = file.read()
        right = 'NAME, DOOR = "hpy_test_subclasses", "own"'
        self.assertEqual(text.count(right), 1)
        with open(os.path.join(folder, "hpy_test_subclasses.py"), "w") as file:
            file.write(text.replace(right, right.replace('"own"', "None")))
        self.refuses("class '[A-Z][a-z]+' has `subclass`, `dict` or `weakref`, .*with HPY_RS_DOOR=own", folder, "hpy")
        done = self.run_code(folder, "own")
        self.assertEqual((done.stdout.strip(), done.returncode), ("own", 0), done.stderr)


if __name__ == "__main__":
    unittest.main()
