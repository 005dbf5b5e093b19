"""Dates and times of the crates jiff and time."""

import datetime
import unittest
from datetime import date, time, timedelta, timezone

import hpy_tests as m
import support

try:
    import zoneinfo

    PARIS = zoneinfo.ZoneInfo("Europe/Paris")
except (ImportError, KeyError):
    PARIS = None

UTC = timezone.utc
EAST = timezone(timedelta(hours=5, minutes=30))
WEST = timezone(timedelta(hours=-8))

needs_places = unittest.skipIf(PARIS is None, "there is no zoneinfo here, or it knows no zones")


class Switching(datetime.tzinfo):
    """A zone whose clocks are an hour ahead of UTC, and in the year 2020 two."""

    def utcoffset(self, when):
        return None if when is None else timedelta(hours=2 if when.year == 2020 else 1)

    def dst(self, when):
        return None


class Refusing(support.Refusing):
    def refused(self, error, message, function, *args):
        super().refused(error, "%s() argument %s" % (function.__name__, message), function, *args)


class Dates(Refusing):
    def test_dates(self):
        for function in (m.as_jiff_date, m.as_jiff_week_date, m.as_time_date):
            for day in (date.min, date(2024, 2, 29), date(2023, 12, 31), date.max):
                self.assertEqual(function(day), day)
            self.assertIs(type(function(datetime.datetime(2024, 1, 2, 3))), date)
            for wrong, found in ((None, "None"), ("2024-01-01", "str"), (time(1), "datetime.time")):
                self.refused(TypeError, "'value' must be datetime.date, not %s" % found.split(".")[-1], function, wrong)

    def test_years_that_python_does_not_know(self):
        for function in (m.jiff_new_year, m.time_new_year):
            self.assertEqual(function(2024), date(2024, 1, 1))
            for year in (0, -1):
                self.assertRaises(ValueError, function, year)

    def test_times(self):
        for function in (m.as_jiff_time, m.as_time_time):
            for moment in (time.min, time(1, 2, 3, 4), time.max):
                self.assertEqual(function(moment), moment)
            self.refused(TypeError, "'value': expected a time without tzinfo", function, time(1, tzinfo=UTC))
            self.refused(TypeError, "'value' must be datetime.time, not date", function, date(2024, 1, 1))


class Moments(Refusing):
    WITHOUT = (m.as_jiff_datetime, m.as_time_datetime)
    WITH = (m.as_jiff_timestamp, m.as_jiff_zoned, m.as_time_offset_datetime, m.as_time_utc_datetime)

    def test_without_a_zone(self):
        for function in self.WITHOUT:
            for moment in (datetime.datetime.min, datetime.datetime(2024, 2, 29, 1, 2, 3, 4), datetime.datetime.max):
                self.assertEqual(function(moment), moment)
            moment = datetime.datetime(2024, 1, 1, tzinfo=UTC)
            self.refused(TypeError, "'value': expected a datetime without tzinfo", function, moment)
            self.refused(TypeError, "'value' must be datetime.datetime, not date", function, date(2024, 1, 1))

    def test_with_a_zone(self):
        for function in self.WITH:
            for zone in (UTC, EAST, WEST):
                for year in (1, 1969, 2024, 9998):
                    moment = datetime.datetime(year, 2, 3, 4, 5, 6, 7, zone)
                    self.assertEqual(function(moment), moment)
                    keeps = function in (m.as_jiff_zoned, m.as_time_offset_datetime)
                    self.assertEqual(function(moment).utcoffset(), moment.utcoffset() if keeps else timedelta(0))
            moment = datetime.datetime(2024, 1, 1)
            self.refused(TypeError, "'value': expected a datetime with non-None tzinfo", function, moment)
            self.refused(TypeError, "'value' must be datetime.datetime, not time", function, time(1, tzinfo=UTC))
        self.assertIs(m.as_jiff_timestamp(moment.replace(tzinfo=EAST)).tzinfo, UTC)
        self.assertIs(m.as_time_utc_datetime(moment.replace(tzinfo=EAST)).tzinfo, UTC)

    def test_with_a_zone_that_changes(self):
        for function in (m.as_jiff_timestamp, m.as_time_offset_datetime, m.as_time_utc_datetime):
            for year in (2019, 2020):
                moment = datetime.datetime(year, 7, 1, 12, tzinfo=Switching())
                self.assertEqual(function(moment), moment)
        moment = datetime.datetime(2020, 7, 1, 12, tzinfo=Switching())
        self.assertEqual(m.as_time_offset_datetime(moment).utcoffset(), timedelta(hours=2))
        self.refused(TypeError, "'value': expected a tzinfo with a fixed offset", m.as_jiff_zoned, moment)

    def test_at_the_ends(self):
        for end, zone in ((datetime.datetime.min, WEST), (datetime.datetime.max, EAST)):
            moment = end.replace(tzinfo=zone)
            self.assertEqual(m.as_time_offset_datetime(moment), moment)
            self.assertEqual(m.as_time_utc_datetime(moment), moment)
            self.assertEqual(m.as_jiff_zoned(end.replace(tzinfo=WEST, year=2000)).utcoffset(), timedelta(hours=-8))
        for end, zone in ((datetime.datetime.min, EAST), (datetime.datetime.max, WEST)):
            for function in (m.as_jiff_timestamp, m.as_time_utc_datetime):
                self.assertRaises((ValueError, OverflowError), function, end.replace(tzinfo=zone))


@needs_places
class Places(Refusing):
    def test_zones(self):
        for name in ("Europe/Paris", "America/New_York", "Asia/Kolkata"):
            zone = m.as_jiff_zone(zoneinfo.ZoneInfo(name))
            self.assertIsInstance(zone, zoneinfo.ZoneInfo)
            self.assertEqual(zone.key, name)
        self.assertIs(m.as_jiff_zone(zoneinfo.ZoneInfo("UTC")), UTC)

    def test_moments(self):
        for month in (1, 7):
            moment = datetime.datetime(2024, month, 1, 12, tzinfo=PARIS)
            seen = m.as_jiff_zoned(moment)
            self.assertEqual((seen, seen.tzinfo.key, seen.hour), (moment, "Europe/Paris", 12))
            self.assertEqual(m.jiff_zoned_text(moment)[-14:], "[Europe/Paris]")
        self.assertEqual(m.jiff_moment(1720000000, PARIS).isoformat(), "2024-07-03T11:46:40+02:00")

    def test_where_clocks_are_put_back(self):
        for fold in (0, 1):
            moment = datetime.datetime(2024, 10, 27, 2, 30, tzinfo=PARIS, fold=fold)
            seen = m.as_jiff_zoned(moment)
            self.assertEqual((seen.hour, seen.fold, seen.utcoffset()), (2, fold, moment.utcoffset()))
            for function in (m.as_jiff_timestamp, m.as_time_offset_datetime):
                self.assertEqual(function(moment).astimezone(UTC), moment.astimezone(UTC))

    def test_where_clocks_are_put_forward(self):
        for fold in (0, 1):
            moment = datetime.datetime(2024, 3, 31, 2, 30, tzinfo=PARIS, fold=fold)
            self.assertEqual(m.as_jiff_zoned(moment).astimezone(UTC), moment.astimezone(UTC))

    def test_names_that_are_none(self):
        class Named(datetime.tzinfo):
            def utcoffset(self, when):
                return timedelta(hours=1)

        for key, error in (("No/Where", ValueError), ("../../etc/passwd", ValueError), ("\0", ValueError), (5, TypeError), ("", ValueError)):
            Named.key = key
            self.assertRaises(error, m.as_jiff_zone, Named())
        Named.key = None
        self.assertEqual(m.as_jiff_zone(Named()), timezone(timedelta(hours=1)))


class Spans(Refusing):
    def test_round_trip(self):
        spans = [timedelta(0), timedelta(1, 2, 3), timedelta(microseconds=1), timedelta(seconds=-1), timedelta(-1, 1, 1)]
        spans += [timedelta.min, timedelta.max, timedelta(999999999)]
        for function in (m.as_jiff_duration, m.as_time_duration):
            for span in spans:
                self.assertEqual(function(span), span)
            for wrong, found in ((None, "None"), (5, "int"), (time(1), "time")):
                self.refused(TypeError, "'value' must be datetime.timedelta, not " + found, function, wrong)

    def test_what_only_rust_can_say(self):
        for function in (m.jiff_duration, m.time_duration):
            self.assertEqual(function(1, 1999), timedelta(seconds=1, microseconds=1))
            self.assertEqual(function(-1, -1999), timedelta(seconds=-1, microseconds=-1))
            for seconds in (2**63 - 1, -(2**63), 86400 * 10**9):
                self.assertRaises(OverflowError, function, seconds, 0)

    def test_units(self):
        self.assertEqual(m.jiff_span_text(timedelta(hours=1, seconds=5)), "PT3605S")
        self.assertEqual(m.jiff_span_text(timedelta(seconds=-5)), "-PT5S")

    def test_parts_that_lie(self):
        class Lying(timedelta):
            days = seconds = property(lambda self: 2**31 - 1)
            microseconds = property(lambda self: 2**32 - 1)

        for function in (m.as_jiff_duration, m.as_time_duration, m.jiff_span_text):
            self.assertRaises((OverflowError, ValueError), function, Lying())


class Zones(Refusing):
    def test_offsets(self):
        for function in (m.as_jiff_offset, m.as_jiff_zone, m.as_time_offset):
            for zone in (UTC, EAST, WEST, timezone(timedelta(seconds=1)), timezone(timedelta(hours=-23, minutes=-59))):
                self.assertEqual(function(zone), zone)
            self.assertIs(function(UTC), UTC)
            self.refused(TypeError, "'value': expected a tzinfo with a fixed offset", function, Switching())
            message = "'value': expected an offset from UTC of whole seconds, of less than a day"
            self.refused(ValueError, message, function, timezone(timedelta(microseconds=1)))
            self.refused(TypeError, "'value' must be datetime.tzinfo, not timedelta", function, timedelta(1))

    def test_offsets_that_lie(self):
        class Lying(datetime.tzinfo):
            def utcoffset(self, when):
                return self.lie

        for lie, error in ((timedelta(1), ValueError), (timedelta.max, ValueError), (5, TypeError), ("x", TypeError)):
            Lying.lie = lie
            for function in (m.as_jiff_offset, m.as_jiff_zone, m.as_time_offset):
                self.assertRaises(error, function, Lying())
