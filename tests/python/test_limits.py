"""How much an interpreter is asked for: arguments, keywords, memory. Each probe has a process of its own."""

import unittest

from probes import Probing
from support import DEBUG, DOOR, FREE_THREADED, INTERPRETER, TestCase, enters_again, needs_threads, no_debug, no_sanitizer, skip_on

#: In hpy's debug mode a call goes through hpy, which copies the arguments to the stack, so our trampolines refuse more.
MOST = 16384

few_arguments = skip_on("graalpy", "its HPy ends the process at 4,097 arguments", door="hpy")


class Arguments(Probing, TestCase):
    #: As many as an interpreter must survive. PyPy's debug mode takes quadratic time, that of the own door a record for each.
    MANY = 20000 if DEBUG and INTERPRETER == "pypy" else 200000 if DEBUG and DOOR == "own" else 2000000

    def expected(self, count):
        return "TypeError" if INTERPRETER == "cpython" and DOOR == "hpy" and DEBUG and count > MOST else str(count)

    @few_arguments
    def test_very_many(self):
        for function in ("count_args", "count_tuple", "count_all"):
            with self.subTest(function):
                code = "finish(outcome(lambda: m.%s(*[None] * %d)).strip('(').split(',')[0])" % (function, self.MANY)
                self.expect(self.expected(self.MANY), code)

    @few_arguments
    def test_as_many_as_are_taken(self):
        for count in (MOST - 1, MOST, MOST + 1):
            with self.subTest(count):
                self.expect(self.expected(count), "finish(outcome(lambda: m.count_args(*[None] * %d)))" % count)

    @few_arguments
    def test_too_many_for_a_function_that_takes_three(self):
        code = "finish(outcome(lambda: m.take_three(*[None] * %d)))"
        self.expect("TypeError", code % self.MANY)

    @few_arguments
    @needs_threads
    def test_on_a_small_stack(self):
        code = """
            import threading
            threading.stack_size(256 * 1024)
            said = []
            def work():
                said.append(outcome(lambda: m.count_args(*[None] * %d)))
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            finish(*said)
        """
        self.expect(str(MOST), code % MOST)

    def test_calls_with_very_many(self):
        """From Rust to Python."""
        many = 4000 if INTERPRETER == "graalpy" else self.MANY
        code = """
            many = (None,) * %d
            print(outcome(m.apply_tuple, lambda *args: len(args), many), flush=True)
            print(outcome(m.apply_dict, lambda *args: len(args), many, {}), flush=True)
            finish(outcome(m.apply_method, [], "append", many))
        """
        probe = self.expect("TypeError", code % many)
        self.assertEqual(probe.output.split(), [str(many), str(many), "TypeError"])

    @few_arguments
    def test_very_many_keywords(self):
        code = """
            keywords = {"k%d" % number: number for number in range(10000)}
            counts = [outcome(lambda: take(**keywords)) for take in (m.count_all, m.count_map)]
            finish(*counts, outcome(lambda: m.take_three(1, **keywords)))
        """
        self.expect("(0, 10000) (0, 10000) TypeError", code)

    @few_arguments
    def test_more_keywords_than_are_taken(self):
        keywords = "{'k%%d' %% number: number for number in range(%d)}"
        for count in (MOST, MOST + 1, 2 * MOST):
            expected = "TypeError" if self.expected(count) == "TypeError" else "(0, %d)" % count
            if DEBUG and INTERPRETER == "pypy" and count > 20000:
                continue
            with self.subTest(count):
                self.expect(expected, "finish(outcome(lambda: m.count_all(**%s)))" % (keywords % count))


class Collector(Probing, TestCase):
    @no_debug("it aborts when the collector runs while a tuple is built", on="cpython", before=(3, 12))
    @enters_again
    def test_finds_no_list_with_empty_places(self):
        code = """
            def look(phase, info):
                for thing in gc.get_objects():
                    if type(thing) is list:
                        for item in thing:
                            pass
            if hasattr(gc, "callbacks") and hasattr(gc, "set_threshold"):
                gc.callbacks.append(look)
                gc.set_threshold(1)
            grid = m.make_grid(100)
            if hasattr(gc, "callbacks"):
                gc.callbacks.clear()
            finish(len(grid))
        """
        self.expect("100", code)

    @unittest.skipUnless(INTERPRETER == "cpython", "nobody can find the list")
    def test_finds_a_list_and_changes_it(self):
        code = """
            LENGTH = 100003
            def made_while(change, index):
                def look(now):
                    if now != index:
                        return
                    for thing in gc.get_objects():
                        if type(thing) is list and len(thing) in (LENGTH, index) and thing[1] == 1 and thing[30] == 30:
                            found.append(index)
                            assert None not in thing and thing[-1] == len(thing) - 1
                            change(thing)
                return m.make_list_with_calls(LENGTH, look)
            def shorten(thing):
                del thing[50:]
            def empty(thing):
                thing.clear()
            def prolong(thing):
                thing.append("more")
            def begin_again(thing):
                thing[:] = ["new"]
            def sort(thing):
                thing.sort(reverse=True)
            found = []
            for change in (shorten, empty, prolong, begin_again, sort):
                for index in (40, 70000, 100000):
                    made = made_while(change, index)
                    in_place, appended = list(range(LENGTH)), list(range(index))
                    change(in_place)
                    change(appended)
                    appended.extend(range(index, LENGTH))
                    assert made == in_place or made == appended, (change, index, len(made))
                    del made, in_place, appended
            finish("fine", len(found))
        """
        self.expect("fine 15", code)


class Keywords(Probing, TestCase):
    def test_that_are_no_text(self):
        code = """
            said = outcome(lambda: m.take_three(1, **{1: 2})), outcome(lambda: m.count_all(**{1: 2}))
            finish(*said, outcome(m.apply_dict, lambda **keywords: 1, (), {1: 2}))
        """
        self.expect("TypeError TypeError TypeError", code)

    @enters_again
    def test_that_are_no_text_passed_on(self):
        self.expect("TypeError", "finish(outcome(m.apply_dict, m.take_three, (), {1: 2}))")

    def test_tricks(self):
        code = """
            class Name(str):
                def __eq__(self, other): raise KeyError
                __len__ = __getitem__ = encode = __eq__
                def __hash__(self): return hash("a")
            assert outcome(lambda: m.take_three(1, a=2)) == "TypeError"
            assert outcome(lambda: m.take_three(1, b=2, **{"b": 3})) == "TypeError"
            assert outcome(lambda: m.take_three(**{"\\ud800": 1})) == "TypeError"
            assert outcome(lambda: m.take_three(1, **{"a\\0": 1})) == "TypeError"
            assert outcome(lambda: m.take_three(1, **{"": 1})) == "TypeError"
            assert outcome(lambda: m.take_three(1, **{"k" * 10**6: 1})) == "TypeError"
            assert outcome(lambda: m.count_map(1, **{"\\ud800": 1})) == "UnicodeEncodeError"
            assert outcome(lambda: m.count_map(1, **{"a": 1})) == "(1, 1)"
            assert outcome(lambda: m.count_all(**{"\\ud800": 1})) == "(0, 1)"
            print(outcome(lambda: m.take_three(**{Name("a"): 1})), flush=True)
            print(outcome(lambda: m.count_all(**{Name("a"): 1})), flush=True)
            finish("done")
        """
        self.expect("done", code)


@skip_on("graalpy", "Java needs the memory")
@no_debug("it makes lists item by item, and tells nobody that memory ran out", on="pypy")
class Memory(Probing, TestCase):
    """With little memory; what does not fit is a MemoryError. Rust's own containers would end the process."""

    LIMIT = """
        import resource
        def limited(function, *args):
            used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + %d, resource.RLIM_INFINITY))
            try:
                return outcome(function, *args)
            finally:
                resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    """

    def check(self, code, megabytes=200):
        self.expect("MemoryError", [self.LIMIT % (megabytes * 1024 * 1024), code])

    @no_debug("it copies contents without a look at whether there is memory")
    def test_texts(self):
        self.check("""
        text = "x" * (400 * 1024 * 1024)
        finish(limited(m.take_string, text))
        """)

    @no_debug("it copies contents without a look at whether there is memory")
    @skip_on("pypy", "its C API makes a copy of its own", door="own")
    def test_copies_of_texts(self):
        for lossy, said in ((False, "MemoryError"), (True, "1")):
            with self.subTest(lossy=lossy):
                code = """
                text = "x" * (400 * 1024 * 1024)
                finish(limited(m.length_of_copy, text, %s))
                """
                self.expect(said, [self.LIMIT % (200 * 1024 * 1024), code % lossy])

    @no_debug("it copies contents without a look at whether there is memory")
    @skip_on("pypy", "its C API does not survive the end of memory where an exception is taken out")
    def test_names(self):
        """Of what Python code chooses: there is room for no copy, or for one and no message with it."""
        uses = (
            ("m.get_attr, m, text", "AttributeError"),
            ("m.import_module, text", "ModuleNotFoundError"),
            ("lambda: m.add(1, **{text: 2})", "TypeError"),
            ("m.take_i64, type(text, (), {})()", "TypeError"),
        )
        for use, otherwise in uses:
            for megabytes in (200, 600):
                with self.subTest(use, megabytes=megabytes):
                    code = """
                    text = "x" * (400 * 1024 * 1024)
                    finish(limited(%s))
                    """
                    said = ("MemoryError", otherwise)
                    self.expect(said, [self.LIMIT % (megabytes * 1024 * 1024), code % use])

    def test_items_that_take_much_room(self):
        """A list that says that it has many is not believed."""
        code = """
        many = [None] * 100000
        finish(limited(m.take_large, many))
        """
        self.expect("TypeError", [self.LIMIT % (100 * 1024 * 1024), code])

    @no_debug("it copies contents without a look at whether there is memory")
    def test_bytes(self):
        self.check("""
        content = bytes(400 * 1024 * 1024)
        finish(limited(m.take_byte_vec, content))
        """)

    @no_debug("its C API does not survive the end of memory", on="pypy", door="own")
    def test_sequences(self):
        self.check("""
        finish(limited(m.take_int_vec, range(10**18)))
        """, 20 if DEBUG else 200)

    @no_debug("what it notes of handles ends the process where there is no memory for it", on="cpython", door="own")
    @skip_on("pypy", "its C API does not survive the end of memory", door="own")
    def test_sets_and_maps(self):
        items, pairs = "set(range(2000000))", "{str(i): i for i in range(500000)}"
        functions = [("as_hash_set", items), ("as_brown_set", items)]
        functions += [(function, pairs) for function in ("take_map", "as_index_map", "as_brown_map")]
        for function, made in functions:
            with self.subTest(function):
                self.check("""
                many = %s
                finish(limited(m.%s, many))
                """ % (made, function), 20)

    @no_debug("it copies contents without a look at whether there is memory")
    @skip_on("pypy", "its C API does not survive the end of memory", door="own")
    @no_sanitizer("it keeps memory that was freed")
    def test_large_ints(self):
        """Of 100 megabytes: first Python has no room for the bytes, then Rust for the number, then Python for the result.

        A free-threaded CPython keeps what it needed to make the number, so there the result has room.
        """
        for megabytes in (50, 150) if FREE_THREADED else (50, 150, 250):
            with self.subTest(megabytes):
                self.check("""
                number = 1 << 8 * 100 * 1024 * 1024
                finish(limited(m.as_big_int, number))
                """, megabytes)

    @no_debug("it copies contents without a look at whether there is memory")
    @skip_on("pypy", "its C API does not survive the end of memory", door="own")
    def test_bytes_of_a_crate(self):
        self.check("""
        content = bytes(400 * 1024 * 1024)
        finish(limited(m.as_shared_bytes, content))
        """)

    @no_debug("it keeps a record of each of them, or copies them to the stack", door=None)
    @unittest.skipUnless(INTERPRETER == "cpython", "others copy arguments by themselves")
    def test_arguments_from_a_tuple(self):
        self.check("""
        many = (None,) * (50 * 1024 * 1024)
        finish(limited(m.apply_tuple, max, many))
        """)

    @unittest.skipUnless(INTERPRETER == "cpython", "others copy arguments by themselves")
    def test_arguments_of_an_instance(self):
        # The first limit is less than one copy takes, the second less than two.
        for made, megabytes in (("Scale(2)", 200), ("Counting()", 600)):
            with self.subTest(made):
                code = """
                from hpy_test_classes import Counting, Scale
                called, many = %s, (None,) * (50 * 1024 * 1024)
                finish(limited(lambda: called(*many, more=1)))
                """
                self.check(code % made, megabytes)

    @unittest.skipUnless(INTERPRETER == "cpython", "others copy arguments by themselves")
    @no_debug("it keeps a record of each of them", door=None)
    def test_arguments_that_are_converted(self):
        self.check("""
        many = (1,) * (10 * 1024 * 1024)
        finish(limited(lambda: m.args_and_keyword(*many)))
        """, 30)

    @no_debug("it keeps a record of each of them", door=None)
    @skip_on("pypy", "its C API does not survive the end of memory", door="own")
    def test_tuples(self):
        self.check("""
        many = [None] * (50 * 1024 * 1024)
        finish(limited(m.list_to_tuple, many))
        """)

    @skip_on("pypy", "its C API does not survive the end of memory", door="own")
    def test_lists(self):
        self.check("""
        finish(limited(m.make_list, 10**9))
        """)


if __name__ == "__main__":
    unittest.main()
