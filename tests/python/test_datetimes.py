"""Dates, times and time zones as handles."""

import datetime
import itertools

import hpy_tests
from probes import Probing
from support import TestCase

UTC = datetime.timezone.utc
EAST = datetime.timezone(datetime.timedelta(hours=5, minutes=30))


class Own(datetime.tzinfo):
    def utcoffset(self, time):
        return datetime.timedelta(minutes=-7)


def outcome(function, *args):
    """What a call gives, or what it raises and with which words."""
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error)


class Made(TestCase):
    def test_dates(self):
        for parts in ((1, 1, 1), (2024, 2, 29), (9999, 12, 31)):
            made = hpy_tests.new_date(parts)
            self.assertIs(type(made), datetime.date)
            self.assertEqual(made, datetime.date(*parts))
        for parts in ((0, 1, 1), (2023, 2, 29), (10000, 1, 1), (2024, 13, 1), (2**31 - 1, 1, 1), (-(2**31), 255, 255)):
            with self.assertRaises(ValueError) as caught:
                hpy_tests.new_date(parts)
            self.assertEqual((ValueError, str(caught.exception)), outcome(datetime.date, *parts))

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
        wrong = [(24, 0, 0, 0), (0, 60, 0, 0), (0, 0, 60, 0), (255, 255, 255, 0)]
        for parts in [*wrong, *((0, 0, 0, many) for many in (10**6, 2**31 - 1, 2**31, 2**32 - 1))]:
            for zone in (None, UTC):
                said = outcome(datetime.time, *parts, zone)
                self.assertIsInstance(said, tuple)
                self.assertEqual(outcome(hpy_tests.new_time, parts, zone), said)
                said = outcome(datetime.datetime, 2024, 1, 1, *parts, zone)
                self.assertEqual(outcome(hpy_tests.new_datetime, (2024, 1, 1), parts, zone), said)
        with self.assertRaises(TypeError) as caught:
            hpy_tests.new_time((0, 0, 0, 0), "UTC")
        self.assertIn("must be datetime.tzinfo, not str", str(caught.exception))

    def test_spans_and_zones(self):
        for parts in ((0, 0, 0), (-1, 5, 7), (3, -7, 10**6 + 1), (10**8, 1, 1)):
            self.assertEqual(hpy_tests.new_delta(*parts), datetime.timedelta(*parts))
        with self.assertRaises(OverflowError):
            hpy_tests.new_delta(10**9, 0, 0)
        days = (-(2**31), -(10**9), -999999999, -1, 0, 999999999, 10**9, 2**31 - 1)
        seconds = (-(2**31), -86401, -86400, -1, 0, 86399, 86400, 2**31 - 1)
        microseconds = (-(2**31), -(10**6), -1, 0, 999999, 10**6, 2**31 - 1)
        for parts in itertools.product(days, seconds, microseconds):
            self.assertEqual(outcome(hpy_tests.new_delta, *parts), outcome(datetime.timedelta, *parts))
        self.assertIs(type(hpy_tests.new_delta(1, 2, 3)), datetime.timedelta)
        self.assertIs(hpy_tests.utc_zone(), UTC)
        self.assertEqual(hpy_tests.fixed_zone(datetime.timedelta(hours=5, minutes=30)), EAST)
        with self.assertRaises(ValueError):
            hpy_tests.fixed_zone(datetime.timedelta(days=1))

        class Delta(datetime.timedelta):
            pass

        moment = datetime.timedelta(microseconds=1)
        for offset in (datetime.timedelta(1), datetime.timedelta(-1), datetime.timedelta(0), moment, Delta(hours=1)):
            for offset in (offset, offset - moment, offset + moment):
                self.assertEqual(outcome(hpy_tests.fixed_zone, offset), outcome(datetime.timezone, offset))

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

    def test_an_import_that_is_interrupted(self):
        code = """
            class Interrupting:
                def find_spec(self, name, path=None, target=None):
                    if name == "datetime":
                        raise KeyboardInterrupt
            sys.modules.pop("datetime", None)
            sys.meta_path.insert(0, Interrupting())
            said = outcome(m.date_parts, 5)
            del sys.meta_path[0]
            import datetime
            finish(said, m.date_parts(datetime.date(2024, 2, 29)))
        """
        self.expect("KeyboardInterrupt (2024, 2, 29)", code)

    USE = """
            zone = m.fixed_zone(m.new_delta(0, 3600, 0))
            point = m.new_datetime((2024, 2, 29), (1, 2, 3, 4), zone)
            assert m.new_date((2024, 2, 29)) == datetime.date(2024, 2, 29)
            assert point == datetime.datetime(2024, 2, 29, 1, 2, 3, 4, zone), point
            assert m.datetime_parts(point) == ((2024, 2, 29), (1, 2, 3, 4), False, zone)
            assert m.time_parts(m.new_time((1, 2, 3, 4), None)) == ((1, 2, 3, 4), False, None)
            assert m.delta_parts(m.new_delta(1, 2, -3)) == (1, 1, 999997)
            assert outcome(m.new_date, (2024, 13, 1)) == "ValueError"
            assert outcome(m.new_delta, 10**9, 0, 0) == "OverflowError"
    """
    CAPSULES = """
            import datetime
            places = [datetime]
            try:
                import _datetime
                places.append(_datetime)
            except ImportError:
                pass
            def drop():
                return [vars(place).pop("datetime_CAPI", None) for place in places][0]
    """

    def test_without_what_the_module_has_for_c(self):
        """A capsule, which goes with its memory if Python code deletes it."""
        self.expect("done", [self.CAPSULES, "drop()", self.USE, "finish('done')"])
        self.expect("done", [self.CAPSULES, self.USE, "drop(); gc.collect(); junk = [bytes(120)] * 99", self.USE, "finish('done')"])

    def test_a_capsule_that_goes_when_it_is_found(self):
        code = """
            import types
            kept, capsule = datetime, [drop()]
            class Module(types.ModuleType):
                def __getattr__(self, name):
                    return capsule.pop() if name == "datetime_CAPI" and capsule else getattr(kept, name)
            sys.modules["datetime"] = Module("datetime")
        """
        self.expect("done", [self.CAPSULES, code, self.USE, "finish('done')"])

    def test_something_else_in_the_place_of_the_capsule(self):
        for other in ("5", "None", "getattr(__import__('_socket'), 'CAPI', None)", "datetime.date"):
            code = "drop(); datetime.datetime_CAPI = " + other
            self.expect("done", [self.CAPSULES, code, self.USE, "finish('done')"])

    def test_classes_of_python_in_the_place_of_all(self):
        code = """
            sys.modules.pop("datetime")
            sys.modules["_datetime"] = None
            capsule = drop()
            import datetime
            assert type(datetime.date) is type and datetime.date is not places[0].date or sys.implementation.name != "cpython"
            datetime.datetime_CAPI = capsule
        """
        self.expect("done", [self.CAPSULES, code, self.USE, "finish('done')"])

    def test_one_class_of_python_among_those_of_c(self):
        code = """
            class date:
                def __init__(self, *parts):
                    self.year, self.month, self.day = parts
            kept, datetime.date = datetime.date, date
            made = m.new_date((2024, 13, 1))
            finish(type(made) is date, *m.date_parts(made), outcome(m.date_parts, kept(2024, 2, 29)))
        """
        self.expect("True 2024 13 1 TypeError", [self.CAPSULES, code])


class Read(TestCase):
    def test_parts(self):
        point = datetime.datetime(2024, 2, 29, 23, 1, 2, 3, EAST, fold=1)
        self.assertEqual(hpy_tests.date_parts(datetime.date(2024, 2, 29)), (2024, 2, 29))
        self.assertEqual(hpy_tests.date_parts(point), (2024, 2, 29))
        self.assertEqual(hpy_tests.datetime_parts(point), ((2024, 2, 29), (23, 1, 2, 3), True, EAST))
        self.assertEqual(hpy_tests.time_parts(point.timetz()), ((23, 1, 2, 3), True, EAST))
        self.assertEqual(hpy_tests.time_parts(datetime.time()), ((0, 0, 0, 0), False, None))
        self.assertEqual(hpy_tests.delta_parts(datetime.timedelta(microseconds=-1)), (-1, 86399, 999999))

    def test_limits(self):
        for day in (datetime.date.min, datetime.date(256, 12, 31), datetime.date.max):
            self.assertEqual(hpy_tests.date_parts(day), (day.year, day.month, day.day))
        for zone in (None, UTC, EAST, Own()):
            for time in (datetime.time.min, datetime.time(0, 0, 0, 65536), datetime.time(0, 0, 0, 256), datetime.time.max):
                for fold in (0, 1):
                    parts = (time.hour, time.minute, time.second, time.microsecond), bool(fold), zone
                    time = time.replace(tzinfo=zone, fold=fold)
                    self.assertEqual(hpy_tests.time_parts(time), parts)
                    for day in (datetime.date.min, datetime.date.max):
                        point = datetime.datetime.combine(day, time)
                        self.assertEqual(hpy_tests.datetime_parts(point), ((day.year, day.month, day.day), *parts))
        for delta in (datetime.timedelta.min, datetime.timedelta.max, datetime.timedelta(-1, 86399, 999999)):
            self.assertEqual(hpy_tests.delta_parts(delta), (delta.days, delta.seconds, delta.microseconds))

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

        class Day(datetime.date):
            year = day = 7

        class Time(datetime.time):
            second = 8
            fold = True

        class Delta(datetime.timedelta):
            seconds = 9

        self.assertEqual(hpy_tests.date_parts(Day(2024, 2, 29)), (7, 2, 7))
        self.assertEqual(hpy_tests.time_parts(Time(1, 2, 3, 4, UTC)), ((1, 2, 8, 4), True, UTC))
        self.assertEqual(hpy_tests.delta_parts(Delta(1, 2, 3)), (1, 9, 3))
