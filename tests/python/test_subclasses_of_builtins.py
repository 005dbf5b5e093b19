"""Classes of Rust that extend builtin ones without items: `float`, `str` and `tzinfo`."""

import copy
import datetime
import pickle
import struct
import sys
import unittest
import weakref

from builtin_subclasses import (
    OLD_GRAALPY, Counting, cycles_stay, lengths, no_dicts, no_lengths, no_lists, no_numbers, no_sets,
    no_zones, numbers, zones,
)  # fmt: skip
from support import INTERPRETER, TestCase, skip_on


class Refused(TestCase):
    def test_where_the_runtime_has_no_place_for_a_value(self):
        never = "GraalPy 23 never frees an instance of a class that extends one of Python's own"
        no_place = "GraalPy has no place for a value in instances of a class that extends a container"
        expected = ("",) * 5
        if INTERPRETER == "graalpy":
            expected = (never,) * 5 if OLD_GRAALPY else ("",) + (no_place,) * 4
        for found, told in zip((no_numbers, no_lists, no_dicts, no_sets, no_zones), expected):
            self.assertEqual(told in found and bool(found), bool(told), found)

    def test_a_length_that_is_asked_for_too_early(self):
        told = "PyPy 7.3 asks a class that extends str for its length"
        is_refused = INTERPRETER == "pypy" and sys.pypy_version_info < (8,)
        self.assertEqual(told in no_lengths, is_refused, no_lengths)


@unittest.skipUnless(lengths, no_lengths)
class Lengths(TestCase):
    def test_a_length_of_its_own(self):
        padded = lengths.Padded("abc")
        self.assertEqual((len(padded), str.__len__(padded), padded, padded + "d"), (6, 3, "abc", "abcd"))

        class More(lengths.Padded):
            def __len__(self):
                return super().__len__() + 1

        self.assertEqual((len(More("abc")), More("abc")), (7, "abc"))


@unittest.skipUnless(numbers, no_numbers)
class Floats(Counting):
    def test_it_is_a_float(self):
        warm = numbers.Celsius(21.5, place="Rome")
        self.assertEqual((warm, warm + 1, float(warm), warm.place), (21.5, 22.5, 21.5, "Rome"))
        self.assertEqual((isinstance(warm, float), type(warm + 1), numbers.Celsius.__mro__[1]), (True, float, float))
        self.assertEqual((repr(warm), hash(warm), warm < 22), ("21.5", hash(21.5), True))
        self.assertAlmostEqual(warm.fahrenheit(), 70.7)
        warm.go("Oslo")
        self.assertEqual((numbers.place_of(warm), warm), ("Oslo", 21.5))
        del warm
        self.assertAllGone()

    def test_what_it_is_made_of(self):
        self.assertEqual(numbers.Celsius("3"), 3)
        with self.assertRaises(ValueError):
            numbers.Celsius("warm")
        with self.assertRaisesRegex(ValueError, "no such place"):
            numbers.Celsius(1, place="nowhere")
        with self.assertRaisesRegex(TypeError, "takes 1 positional argument"):
            numbers.Celsius(1, 2)
        with self.assertRaisesRegex(TypeError, "missing 1 required positional argument"):
            numbers.Celsius()
        self.assertAllGone()

    def test_by_rust(self):
        self.assertEqual((numbers.celsius(3.5), numbers.celsius(3.5).place), (3.5, "Rust"))
        self.assertEqual((numbers.freezing(), numbers.freezing().place), (0, "pole"))
        with self.assertRaises(ValueError):
            numbers.wrong_celsius()
        self.assertAllGone()

    def test_extended_in_rust(self):
        found = numbers.Measured(5, error=0.1)
        self.assertEqual((found, found.place, found.error, numbers.place_of(found)), (5, "lab", 0.1, "lab"))
        del found
        self.assertAllGone()

    def test_extended_in_python(self):
        class Mine(numbers.Celsius):
            def __new__(cls, degrees, colour):
                return super().__new__(cls, degrees, place=colour)

            def __init__(self, degrees, colour):
                self.colour = colour

        mine = Mine(4, "red")
        self.assertEqual((mine, mine.place, mine.colour, mine.fahrenheit()), (4, "red", "red", 39.2))
        mine.go("x")
        del mine
        self.assertAllGone()

    def test_many(self):
        made = [numbers.Celsius(number) for number in range(2000)]
        self.assertEqual(sum(made), sum(range(2000)))
        del made
        self.assertAllGone()

    @unittest.skipUnless(INTERPRETER == "cpython", "looks at memory where CPython has it")
    def test_a_number_that_looks_like_a_header(self):
        try:
            import ctypes
        except ImportError:
            self.skipTest("no ctypes")
        warm = numbers.Celsius(1, place="Rome")
        # Behind the number is the struct, which begins with the address of its class.
        (class_,) = struct.unpack("n", ctypes.string_at(id(warm) + float.__basicsize__, struct.calcsize("n")))
        forged = numbers.Celsius(struct.unpack("d", struct.pack("n", class_))[0], place="forged")
        self.assertEqual((forged.place, numbers.place_of(forged)), ("forged", "forged"))
        forged.go("away")
        self.assertEqual(forged.place, "away")

    def test_copied_and_pickled(self):
        for use in (copy.copy, copy.deepcopy, pickle.dumps):
            with self.assertRaisesRegex(TypeError, "cannot pickle 'Celsius' object"):
                use(numbers.Celsius(1))


@unittest.skipUnless(numbers, no_numbers)
class Texts(Counting):
    def test_it_is_a_text(self):
        text = numbers.Noted("word", note=7)
        self.assertEqual((text, text + "s", len(text), text.note), ("word", "words", 4, 7))
        self.assertEqual(({"word": 1}[text], isinstance(text, str), text.check()), (1, True, True))
        text.more = 8
        self.assertEqual((text.more, str(text), "%s" % text), (8, "word", "word"))
        self.assertEqual((numbers.Noted("ä€𝄞", note=1), numbers.Noted(note=1)), ("ä€𝄞", ""))
        del text
        self.assertAllGone()

    def test_weak_references(self):
        text = numbers.Noted("word", note=None)
        reference = weakref.ref(text)
        self.assertIs(reference(), text)
        del text
        self.settle()
        self.assertIsNone(reference())

    @cycles_stay
    @skip_on("graalpy", "cycles through objects of Python stay")
    def test_cycles(self):
        text = numbers.Noted("word", note=None)
        text.note = [text]
        del text
        self.assertAllGone()


@unittest.skipUnless(zones, no_zones)
class Zones(Counting):
    def test_it_is_a_time_zone(self):
        zone = zones.Zone(5400)
        then = datetime.datetime(2024, 2, 29, 6, tzinfo=zone)
        self.assertEqual((isinstance(zone, datetime.tzinfo), zones.Zone.__mro__[1]), (True, datetime.tzinfo))
        self.assertEqual((then.utcoffset(), then.dst(), then.tzname()), (datetime.timedelta(minutes=90), None, "+5400"))
        utc = then.astimezone(datetime.timezone.utc)
        self.assertEqual((utc.hour, utc.minute, then == utc, hash(then) == hash(utc)), (4, 30, True, True))
        with self.assertRaises(TypeError):
            zones.Zone("x")
        del zone, then, utc
        self.assertAllGone()

    def test_by_rust(self):
        self.assertEqual(zones.morning(-3600).isoformat(), "2024-02-29T06:00:00-01:00")
        for seconds in range(2000):
            zones.morning(seconds)
        self.assertAllGone()

    def test_extended_in_python(self):
        class Named(zones.Zone):
            def __new__(cls, seconds, name):
                return super().__new__(cls, seconds)

            def __init__(self, seconds, name):
                self.name = name

            def tzname(self, time):
                return self.name

        then = datetime.datetime(2024, 2, 29, tzinfo=Named(60, "here"))
        self.assertEqual((then.tzname(), then.utcoffset().total_seconds()), ("here", 60))
        del then
        self.assertAllGone()

    def test_without_a_value(self):
        with self.assertRaises(TypeError):
            datetime.tzinfo.__new__(zones.Zone).tzname(None)


if __name__ == "__main__":
    unittest.main()
