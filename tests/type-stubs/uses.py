"""Code that uses modules by their stubs. What is wrong in it has a comment, which mypy misses where nothing is wrong."""

import decimal
from typing import Any, assert_type

import classes
import hpy_test_stubs
import plugins
import words
from hpy_test_stubs import Base, Failure, Kind, Level, Operand, Record, Rows, Shape, Table, inner

# Functions.
assert_type(hpy_test_stubs.numbers(1, 2, 3, 4), tuple[int, int, float])
assert_type(hpy_test_stubs.all_kinds(1, c=0.5, d=True, x=1), tuple[int, int | None])
hpy_test_stubs.all_kinds(a=1, d=True)  # type: ignore[call-arg]
hpy_test_stubs.all_kinds(1)  # type: ignore[call-arg]
assert_type(hpy_test_stubs.overridden([1], "x", hpy_test_stubs.WorseError()), list[decimal.Decimal])
hpy_test_stubs.overridden([1], "z")  # type: ignore[arg-type]
hpy_test_stubs.standard(1, 2, 3)  # type: ignore[arg-type]
assert_type(words.count("a b"), dict[str, int])
assert_type(hpy_test_stubs.doubled(hpy_test_stubs.also), int)

# Conversions.
assert_type(hpy_test_stubs.celsius("anything"), float)
assert_type(hpy_test_stubs.readings([{"low": 1, "high": 2}]), list[dict[str, int]])
assert_type(hpy_test_stubs.tree([1, [2]]), int | list[Any])

# Classes.
assert_type(Record("a", 1, None).more, list[int] | None)
Record(1, 1, None)  # type: ignore[arg-type]
Record("a", 1, None).name = "b"  # type: ignore[misc]
assert_type(Operand(1) + Operand(2), Operand)
assert_type(1 + Operand(2), Operand)
1.5 + Operand(2)  # type: ignore[operator]
assert_type(-Operand(1) < Operand(2), bool)
assert_type(Rows() * 2, Rows)
for step in Table():
    assert_type(step, str)
hash(Operand(1))
assert_type(classes.Account("a").transfer(classes.Account("b"), 1), None)
with classes.Session() as session:
    assert_type(session, classes.Session)


class OfBase(Base):
    def more(self) -> int:
        return self.size


class OfFilter(plugins.Filter):
    def apply(self, item: object) -> object:
        raise plugins.Rejected("all", level=1)


class OfFinal(Record): ...  # type: ignore[misc]


class OfTwo(Base, plugins.Filter): ...  # type: ignore[misc]


try:
    raise Failure(1)
except OSError as error:
    assert_type(error, OSError)

# Enums.
assert_type(Kind.One, Kind)
assert_type(hpy_test_stubs.level_of(Level.Low), tuple[Level, Kind])
assert_type(Shape.unit(), Shape.round_one)
assert_type(Shape.Kind(Kind.One)._0, Kind)
assert_type(Shape.Kind(Kind.One).kind(), Kind)


def matched(shape: Shape) -> None:
    match shape:
        case Shape.round_one(radius, fill):
            assert_type(radius, float)
            assert_type(fill, Kind | None)
        case Shape.path(lengths):
            assert_type(lengths, list[float])


# Modules inside, and what is awaited.
assert_type(inner.outer(Base(), Record("a", 1, None)), tuple[Record, int])
assert_type(inner.innermost.outermost(Record("a", 1, None)), inner.Own | None)
inner.StubError is hpy_test_stubs.StubError


async def awaited(ticker: classes.Ticker) -> None:
    async for tick in ticker:
        assert_type(tick, int)
