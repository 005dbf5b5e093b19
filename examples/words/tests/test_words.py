"""Words counted in texts and files, by one thread and by many."""

import os
import pathlib
import tempfile
import unittest

import words
from support import TestCase, needs_threads, no_debug, readme_failures


class Functions(TestCase):
    def test_count(self):
        self.assertEqual(words.count("To be, or not to be!"), {"to": 2, "be": 2, "or": 1, "not": 1})
        self.assertEqual(words.count("  -- \n"), {})
        self.assertEqual(words.count("Ärger ärger"), {"ärger": 2})

    def test_count_one(self):
        self.assertEqual(words.count_one("a b a\tc\na.", "a"), 3)

    def test_wrong_types(self):
        self.assertRaises(TypeError, words.count, b"bytes")
        self.assertRaises(TypeError, words.count_one, "a")


class Counts(TestCase):
    def test_mapping(self):
        counts = words.Counts()
        counts.add("one two two")
        counts.add("Two")
        self.assertEqual((len(counts), counts["two"], "one" in counts, "x" in counts), (2, 3, True, False))
        with self.assertRaises(KeyError) as caught:
            counts["x"]
        self.assertEqual(caught.exception.args, ("x",))
        self.assertEqual(sorted(counts), ["one", "two"])
        self.assertEqual(dict(counts), {"one": 1, "two": 3})
        self.assertEqual(counts.most_common(), [("two", 3), ("one", 1)])
        self.assertEqual(counts.most_common(limit=1), [("two", 3)])

    def test_frozen(self):
        with self.assertRaises(TypeError):
            words.Counts()["a"] = 1


class Files(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.paths = []
        for number in range(10):
            self.paths.append(os.path.join(folder.name, "%d.txt" % number))
            with open(self.paths[-1], "w", encoding="utf-8") as file:
                file.write("word %s\n" % ("größer " * number) * 10)

    def test_any_number_of_threads(self):
        for threads in (0, 1, 2, 16):
            counts = words.Counts()
            counts.add_files(self.paths, threads=threads)
            self.assertEqual(dict(counts), {"word": 100, "größer": 450})

    def test_paths(self):
        counts = words.Counts()
        counts.add_files([pathlib.Path(self.paths[1])])
        counts.add_files((self.paths[2],))
        self.assertEqual(counts["größer"], 30)
        self.assertRaises(TypeError, counts.add_files, [1])

    def test_missing(self):
        counts = words.Counts()
        with self.assertRaises(FileNotFoundError):
            counts.add_files([*self.paths, "not there"])
        self.assertEqual(len(counts), 0)


class Threads(TestCase):
    @needs_threads
    @no_debug("it aborts when others call while a call waits")
    def test_one_object(self):
        import threading

        counts, text = words.Counts(), "one two two " * 2000
        threads = [threading.Thread(target=lambda: [counts.add(text) for _ in range(5)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(dict(counts), {"one": 40000, "two": 80000})


class Readme(TestCase):
    def test_session(self):
        self.assertEqual(readme_failures(__file__), "")


if __name__ == "__main__":
    unittest.main()
