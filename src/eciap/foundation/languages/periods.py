"""Dates as people know them: a year, a month, a day, from-to, or still going on (a part of EDTF, ISO 8601-2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_POINT = re.compile(r"([12][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
OPEN = ".."


class NotAPeriod(ValueError):
    """Raised for a text that is no date, month, year or range of them."""


@dataclass(frozen=True)
class Point:
    """A day, a month or a year.

    >>> str(Point(2012, 6))
    '2012-06'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Point:
        """Read `2012`, `2012-06` or `2012-06-27`; years from 1000 to 2999, so that a slip of the finger is noticed.

        Raises:
            NotAPeriod: for anything else, an impossible day included.

        """
        match = _POINT.fullmatch(text)
        if not match:
            raise NotAPeriod(text)
        month, day = (int(part) if part else None for part in match.groups()[1:])
        point = cls(int(match[1]), month, day)
        try:
            _ = point.first_day
        except ValueError as impossible:
            raise NotAPeriod(text) from impossible
        return point

    @property
    def first_day(self) -> date:
        """The first day that this may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def __str__(self) -> str:
        """As in ISO 8601, with the precision that is known."""
        return "-".join(f"{part:02}" for part in (self.year, self.month, self.day) if part is not None)


@dataclass(frozen=True)
class Period:
    """From a point to another, to the same, or on.

    >>> Period.parse("2012-02-26/2012-02-28").ends
    Point(year=2012, month=2, day=28)
    >>> Period.parse("2015/..").is_open
    True
    """

    begins: Point
    ends: Point | None

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a point, `from/to` or `from/..`.

        Raises:
            NotAPeriod: for anything else, an end before its beginning included.

        """
        first, slash, last = text.strip().partition("/")
        begins = Point.parse(first)
        if slash and last == OPEN:
            return cls(begins, None)
        ends = Point.parse(last) if slash else begins
        if ends.first_day < begins.first_day:
            raise NotAPeriod(text)
        return cls(begins, ends)

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.ends is None

    @property
    def is_point(self) -> bool:
        """Whether it begins and ends at the same point."""
        return self.ends == self.begins

    def __str__(self) -> str:
        """As it is stored; texts of periods sort by their beginning."""
        if self.is_point:
            return str(self.begins)
        return f"{self.begins}/{self.ends or OPEN}"
