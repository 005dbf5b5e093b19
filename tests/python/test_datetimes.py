"""Dates, times and time zones as handles."""

import datetime

import hpy_tests
from probes import Probing
from support import TestCase

UTC = datetime.timezone.utc
EAST = datetime.timezone(datetime.timedelta(hours=5, minutes=30))


class Own(datetime.tzinfo):
    def utcoffset(self, time):
        return datetime.timedelta(minutes=-7)


class Made(TestCase):
    def test_dates(self):
        for parts in ((1, 1, 1), (2024, 2, 29), (9999, 12, 31)):
            made = hpy_tests.new_date(parts)
            self.assertIs(type(made), datetime.date)
            self.assertEqual(made, datetime.date(*parts))
        for parts in ((0, 1, 1), (2023, 2, 29), (10000, 1, 1), (2024, 13, 1)):
            with self.assertRaises(ValueError):
                hpy_tests.new_date(parts)

    def test_times(self):
        for zone in (None, UTC, EAST, Own()):
            made = hpy_tests.new_time((23, 59, 58, 999999), zone)
            self.assertIs(type(made), datetime.time)
            self.assertEqual(made, datetime.time(23, 59, 58, 999999, zone))
            self.assertIs(made.tzinfo, zone)
            made = hpy_tests.new_datetime((2024, 2, 29), (1, 2, 3, 4), zone)
            self.assertIs(type(made), datetime.datetime)
            self.assertEqual(made, datetime.datetime(2024, 2, 29, 1, 2, 3, 4, zone))
            self.assertIs(made.tzinfo, zone)
        for parts in ((24, 0, 0, 0), (0, 60, 0, 0), (0, 0, 60, 0), (0, 0, 0, 1000000)):
            with self.assertRaises(ValueError):
                hpy_tests.new_time(parts, None)
            with self.assertRaises(ValueError):
                hpy_tests.new_datetime((2024, 1, 1), parts, None)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.new_time((0, 0, 0, 0), "UTC")
        self.assertIn("must be datetime.tzinfo, not str", str(caught.exception))

    def test_spans_and_zones(self):
        for parts in ((0, 0, 0), (-1, 5, 7), (3, -7, 10**6 + 1), (10**8, 1, 1)):
            self.assertEqual(hpy_tests.new_delta(*parts), datetime.timedelta(*parts))
        with self.assertRaises(OverflowError):
            hpy_tests.new_delta(10**9, 0, 0)
        self.assertIs(hpy_tests.utc_zone(), UTC)
        self.assertEqual(hpy_tests.fixed_zone(datetime.timedelta(hours=5, minutes=30)), EAST)
        with self.assertRaises(ValueError):
            hpy_tests.fixed_zone(datetime.timedelta(days=1))

    def test_places(self):
        try:
            import zoneinfo
        except ImportError:
            self.assertRaises(ImportError, hpy_tests.zone_of_place, "Europe/Paris")
            return
        if "Europe/Paris" in zoneinfo.available_timezones():
            self.assertIs(hpy_tests.zone_of_place("Europe/Paris"), zoneinfo.ZoneInfo("Europe/Paris"))
        self.assertRaises(zoneinfo.ZoneInfoNotFoundError, hpy_tests.zone_of_place, "No/Where")


class Replaced(Probing, TestCase):
    def test_another_class_in_the_place_of_one(self):
        """As libraries for tests put one there, which stop the clock."""
        code = """
            import datetime
            date, point = datetime.date, datetime.datetime
            class Date(date): pass
            class Point(point): pass
            datetime.date, datetime.datetime = Date, Point
            made = m.new_date((2024, 2, 29)), m.new_datetime((2024, 2, 29), (1, 2, 3, 4), None)
            datetime.date, datetime.datetime = date, point
            assert [type(one) for one in made] == [date, point], made
            finish(*m.date_parts(date(2024, 2, 29)), *m.datetime_parts(Point(2024, 2, 29))[0])
        """
        self.expect("2024 2 29 2024 2 29", code)


class Read(TestCase):
    def test_parts(self):
        point = datetime.datetime(2024, 2, 29, 23, 1, 2, 3, EAST, fold=1)
        self.assertEqual(hpy_tests.date_parts(datetime.date(2024, 2, 29)), (2024, 2, 29))
        self.assertEqual(hpy_tests.date_parts(point), (2024, 2, 29))
        self.assertEqual(hpy_tests.datetime_parts(point), ((2024, 2, 29), (23, 1, 2, 3), True, EAST))
        self.assertEqual(hpy_tests.time_parts(point.timetz()), ((23, 1, 2, 3), True, EAST))
        self.assertEqual(hpy_tests.time_parts(datetime.time()), ((0, 0, 0, 0), False, None))
        self.assertEqual(hpy_tests.delta_parts(datetime.timedelta(microseconds=-1)), (-1, 86399, 999999))

    def test_other_objects(self):
        with self.assertRaises(TypeError) as caught:
            hpy_tests.datetime_parts(datetime.date(2024, 1, 1))
        self.assertIn("must be datetime.datetime, not ", str(caught.exception))
        for read in (hpy_tests.date_parts, hpy_tests.time_parts, hpy_tests.delta_parts):
            with self.assertRaises(TypeError):
                read(5)

    def test_subclasses_that_lie(self):
        class Liar(datetime.datetime):
            @property
            def month(self):
                return -1

            @property
            def tzinfo(self):
                return "zone"

        with self.assertRaises(OverflowError):
            hpy_tests.date_parts(Liar(2024, 1, 1))
        Liar.month = 1
        with self.assertRaises(TypeError):
            hpy_tests.datetime_parts(Liar(2024, 1, 1))
