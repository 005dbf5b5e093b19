"""Dates and times of the crates chrono and chrono-tz."""

import datetime
import unittest
from datetime import date, time, timedelta, timezone

import hpy_tests
from support import TestCase

try:
    import zoneinfo

    PARIS = zoneinfo.ZoneInfo("Europe/Paris")
except (ImportError, KeyError):
    PARIS = None

EAST = timezone(timedelta(hours=5, minutes=30))


class Switching(datetime.tzinfo):
    """A zone whose clocks are an hour ahead of UTC, and in the year 2020 two."""

    def utcoffset(self, when):
        return None if when is None else timedelta(hours=2 if when.year == 2020 else 1)

    def dst(self, when):
        return None


class Dates(TestCase):
    def test_dates(self):
        self.assertEqual(hpy_tests.next_day(date(2024, 2, 28)), date(2024, 2, 29))
        self.assertIs(type(hpy_tests.next_day(datetime.datetime(2023, 12, 31, 23))), date)
        self.assertEqual(hpy_tests.next_day(datetime.datetime(2023, 12, 31, 23)), date(2024, 1, 1))
        self.assertEqual(hpy_tests.next_day(date.min), date(1, 1, 2))
        with self.assertRaises(ValueError):
            hpy_tests.next_day(date.max)

    def test_times(self):
        self.assertEqual(hpy_tests.later_that_day(time(1, 2, 3, 4), timedelta(hours=1)), time(2, 2, 3, 4))
        self.assertEqual(hpy_tests.later_that_day(time.max, timedelta(microseconds=1)), time.min)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.later_that_day(time(1, tzinfo=EAST), timedelta(0))
        self.assertEqual(str(caught.exception), "later_that_day() argument 'time': expected a time without tzinfo")

    def test_of_other_types(self):
        for use, expected in ((hpy_tests.next_day, "date"), (hpy_tests.in_greenwich, "datetime")):
            for thing in (None, 5, "2024-02-29", time(1), timedelta(1)):
                with self.assertRaises(TypeError) as caught:
                    use(thing)
                self.assertIn("must be datetime.%s, not " % expected, str(caught.exception))


class Moments(TestCase):
    def test_without_a_zone(self):
        moment = datetime.datetime(2024, 2, 28, 23, 59, 59, 999999)
        self.assertEqual(hpy_tests.later(moment, timedelta(microseconds=1)), datetime.datetime(2024, 2, 29))
        with self.assertRaises(TypeError) as caught:
            hpy_tests.later(moment.replace(tzinfo=EAST), timedelta(0))
        self.assertEqual(str(caught.exception), "later() argument 'time': expected a datetime without tzinfo")

    def test_with_a_zone(self):
        moment = datetime.datetime(2024, 2, 28, 1, 2, 3, 4, EAST)
        seen = hpy_tests.later_there(moment, timedelta(days=1))
        self.assertEqual((seen, seen.utcoffset()), (moment + timedelta(days=1), EAST.utcoffset(None)))
        seen = hpy_tests.in_greenwich(moment)
        self.assertEqual(seen, moment)
        self.assertIs(seen.tzinfo, timezone.utc)
        for use in (hpy_tests.in_greenwich, lambda moment: hpy_tests.later_there(moment, timedelta(0))):
            with self.assertRaises(TypeError) as caught:
                use(moment.replace(tzinfo=None))
            self.assertIn("() argument 'time': expected a datetime with non-None tzinfo", str(caught.exception))

    def test_with_a_zone_that_changes(self):
        for year, hours in ((2019, 1), (2020, 2)):
            moment = datetime.datetime(year, 7, 1, 12, tzinfo=Switching())
            seen = hpy_tests.later_there(moment, timedelta(0))
            self.assertEqual((seen, seen.hour, seen.utcoffset()), (moment, 12, timedelta(hours=hours)))

    def test_at_the_ends(self):
        for moment in (datetime.datetime.min, datetime.datetime.max):
            for zone in (timezone.utc, EAST):
                moment = moment.replace(tzinfo=zone)
                self.assertEqual(hpy_tests.later_there(moment, timedelta(0)), moment)
        with self.assertRaises(ValueError):
            hpy_tests.in_greenwich(datetime.datetime.min.replace(tzinfo=EAST))


class Spans(TestCase):
    def test_back(self):
        deltas = [timedelta(1, 2, 3), timedelta(microseconds=1), timedelta(999999999)]
        for delta in deltas + [-delta for delta in deltas] + [timedelta(0)]:
            self.assertEqual(hpy_tests.back(delta), -delta)
        with self.assertRaises(OverflowError):
            hpy_tests.back(timedelta.max)

    def test_too_much(self):
        for what in ("date", "datetime"):
            self.assertRaises(ValueError, hpy_tests.beyond, what)
        for what in ("longest", "longest back"):
            self.assertRaises(OverflowError, hpy_tests.beyond, what)

    def test_too_fine(self):
        self.assertEqual(hpy_tests.beyond("nanoseconds"), timedelta(microseconds=1))
        self.assertEqual(hpy_tests.beyond("leap second"), time(23, 59, 59, 500000))


class Zones(TestCase):
    def test_offsets(self):
        for zone in (timezone.utc, EAST, timezone(timedelta(hours=-5)), timezone(timedelta(seconds=1))):
            self.assertEqual(hpy_tests.same_offset(zone), zone)

    def test_offsets_that_are_none(self):
        with self.assertRaises(TypeError) as caught:
            hpy_tests.same_offset(Switching())
        self.assertEqual(str(caught.exception), "same_offset() argument 'offset': expected a tzinfo with a fixed offset")
        with self.assertRaises(ValueError):
            hpy_tests.same_offset(timezone(timedelta(microseconds=1)))
        with self.assertRaises(TypeError):
            hpy_tests.same_offset(timedelta(1))

    def test_utc(self):
        self.assertIs(hpy_tests.same_utc(timezone.utc), timezone.utc)
        with self.assertRaises(ValueError):
            hpy_tests.same_utc(EAST)


@unittest.skipIf(PARIS is None, "there is no zoneinfo here, or it knows no zones")
class Places(TestCase):
    def test_zones(self):
        for name in ("Europe/Paris", "America/New_York", "UTC"):
            zone = hpy_tests.same_place(zoneinfo.ZoneInfo(name))
            self.assertIsInstance(zone, zoneinfo.ZoneInfo)
            self.assertEqual(zone.key, name)

    def test_moments(self):
        for month, expected in ((1, "2024-01-01 12:00:00 CET"), (7, "2024-07-01 12:00:00 CEST")):
            moment = datetime.datetime(2024, month, 1, 12, tzinfo=PARIS)
            self.assertEqual(hpy_tests.time_there(moment), (expected, moment))

    def test_where_clocks_are_put_back(self):
        for fold, zone in enumerate(("CEST", "CET")):
            moment = datetime.datetime(2024, 10, 27, 2, 30, tzinfo=PARIS, fold=fold)
            text, seen = hpy_tests.time_there(moment)
            self.assertEqual(text, "2024-10-27 02:30:00 " + zone)
            self.assertEqual(seen.astimezone(timezone.utc), moment.astimezone(timezone.utc))

    def test_refusals(self):
        class Named(datetime.tzinfo):
            def utcoffset(self, when):
                return timedelta(0)

        for zone, error in ((timezone.utc, TypeError), (5, TypeError), (None, TypeError), (Named(), TypeError)):
            self.assertRaises(error, hpy_tests.same_place, zone)
        for key, error in (("No/Where", ValueError), ("", ValueError), ("\0", ValueError), (5, TypeError), (None, TypeError)):
            Named.key = key
            self.assertRaises(error, hpy_tests.same_place, Named())
            self.assertRaises(error, hpy_tests.time_there, datetime.datetime(2024, 1, 1, tzinfo=Named()))
        with self.assertRaises(TypeError) as caught:
            hpy_tests.time_there(datetime.datetime(2024, 1, 1))
        self.assertEqual(
            str(caught.exception), "time_there() argument 'time': expected a datetime with non-None tzinfo"
        )
