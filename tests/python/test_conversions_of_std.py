"""`FromPy` and `IntoPy` of paths, spans and points of time, and addresses: classes of Python's own library."""

import datetime
import ipaddress
import os
import pathlib

import hpy_tests
from support import Refusing, TestCase

UTC = datetime.timezone.utc


class Paths(Refusing):
    def test_round_trip(self):
        class Own:
            def __fspath__(self):
                return "own/path"

        for value, expected in (
            ("a/b", "a/b"),
            (b"a/b", "a/b"),
            (pathlib.Path("/x/\u00e9"), "/x/\u00e9"),
            (os.fsdecode(b"odd\xff"), os.fsdecode(b"odd\xff")),
            (Own(), "own/path"),
        ):
            self.assertEqual(hpy_tests.as_path(value), pathlib.Path(expected))
            self.assertEqual(hpy_tests.as_os_string(value), expected)

    def test_refusals(self):
        class Failing:
            def __fspath__(self):
                raise KeyError("path")

        for function in (hpy_tests.as_path, hpy_tests.as_os_string):
            for wrong in (5, None, ["a"]):
                found = "None" if wrong is None else type(wrong).__name__
                message = "%s() argument 'value' must be str, bytes or os.PathLike object, not %s"
                self.refused(TypeError, message % (function.__name__, found), function, wrong)
            with self.assertRaises(KeyError):
                function(Failing())


class Spans(Refusing):
    def test_round_trip(self):
        for value in (
            datetime.timedelta(),
            datetime.timedelta(microseconds=1),
            datetime.timedelta(days=3, hours=4, microseconds=999999),
            datetime.timedelta.max,
        ):
            self.assertEqual(hpy_tests.as_duration(value), value)

    def test_what_only_rust_can_say(self):
        self.assertEqual(hpy_tests.duration(1, 999), datetime.timedelta(seconds=1))
        self.assertEqual(hpy_tests.duration(0, 1999), datetime.timedelta(microseconds=1))
        with self.assertRaises(OverflowError):
            hpy_tests.duration(2**63, 0)

    def test_refusals(self):
        self.refused(
            ValueError,
            "as_duration() argument 'value': can't convert negative timedelta to Duration",
            hpy_tests.as_duration,
            datetime.timedelta(microseconds=-1),
        )
        self.refused(
            TypeError,
            "as_duration() argument 'value' must be datetime.timedelta, not int",
            hpy_tests.as_duration,
            3,
        )

    def test_attributes_that_lie(self):
        class Lying(datetime.timedelta):
            days = 2**62

        self.refused(
            OverflowError,
            "as_duration() argument 'value': timedelta too large to convert to Duration",
            hpy_tests.as_duration,
            Lying(),
        )

        class Failing(datetime.timedelta):
            @property
            def seconds(self):
                raise KeyError("seconds")

        with self.assertRaises(KeyError):
            hpy_tests.as_duration(Failing())


class Times(Refusing):
    def test_round_trip(self):
        east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
        for value in (
            datetime.datetime(1970, 1, 1, tzinfo=UTC),
            datetime.datetime(2026, 11, 28, 12, 30, 15, 123456, tzinfo=UTC),
            datetime.datetime(2026, 11, 28, 12, 30, 15, 123456, tzinfo=east),
            datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
            datetime.datetime(1900, 2, 3, 4, 5, 6, 7, tzinfo=UTC),
            datetime.datetime.max.replace(tzinfo=UTC),
            datetime.datetime.min.replace(tzinfo=UTC),
        ):
            result = hpy_tests.as_system_time(value)
            self.assertEqual(result, value)
            self.assertIs(result.tzinfo, UTC)

    def test_what_only_rust_can_say(self):
        self.assertEqual(hpy_tests.before_epoch(1999), datetime.datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC))

    def test_refusals(self):
        self.refused(
            TypeError,
            "as_system_time() argument 'value' must be datetime.datetime, not date",
            hpy_tests.as_system_time,
            datetime.date(2026, 11, 28),
        )
        with self.assertRaises(TypeError) as caught:
            hpy_tests.as_system_time(datetime.datetime(2026, 11, 28))
        # GraalPy 23 has words of its own.
        self.assertRegex(str(caught.exception), "offset-naive|mix naive and timezone-aware")


class Addresses(Refusing):
    def test_round_trip(self):
        for function, value in (
            (hpy_tests.as_ipv4, ipaddress.IPv4Address("0.0.0.1")),
            (hpy_tests.as_ipv4, ipaddress.IPv4Address("255.255.255.255")),
            (hpy_tests.as_ipv6, ipaddress.IPv6Address("::1")),
            (hpy_tests.as_ipv6, ipaddress.IPv6Address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")),
        ):
            for form in (value, str(value)):
                for convert in (function, hpy_tests.as_ip):
                    result = convert(form)
                    self.assertEqual(result, value)
                    self.assertIs(type(result), type(value))

    def test_refusals(self):
        self.refused(
            TypeError,
            "as_ipv4() argument 'value' must be ipaddress.IPv4Address or str, not int",
            hpy_tests.as_ipv4,
            1,
        )
        for function in (hpy_tests.as_ip, hpy_tests.as_ipv4, hpy_tests.as_ipv6):
            with self.assertRaises(ValueError) as caught:
                function("256.0.0.1")
            self.assertIn("argument 'value': invalid IP", str(caught.exception))
        with self.assertRaises(TypeError):
            hpy_tests.as_ipv4(ipaddress.IPv6Address("::1"))
        with self.assertRaises(TypeError):
            hpy_tests.as_ipv6(ipaddress.IPv4Address("0.0.0.1"))
        with self.assertRaises(TypeError):
            hpy_tests.as_ip(b"\x01\x02\x03\x04")


class NotZero(Refusing):
    def test_round_trip(self):
        for value in (1, 255):
            self.assertEqual(hpy_tests.as_nonzero_u8(value), value)
        for value in (-(2**127), -1, 1, 2**127 - 1):
            self.assertEqual(hpy_tests.as_nonzero_i128(value), value)

    def test_refusals(self):
        for function in (hpy_tests.as_nonzero_u8, hpy_tests.as_nonzero_i128):
            self.refused(ValueError, "%s() argument 'value': must not be 0" % function.__name__, function, 0)
        self.refused(
            OverflowError,
            "as_nonzero_u8() argument 'value': int too large to convert to u8",
            hpy_tests.as_nonzero_u8,
            256,
        )
        self.refused(TypeError, "as_nonzero_u8() argument 'value' must be int, not str", hpy_tests.as_nonzero_u8, "1")
