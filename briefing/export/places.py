"""Where on the pages the entries of a briefing stand."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_POINTS_PER_MM = 72 / 25.4
_HEAD, _FOOT = 37.0, 262.0
_TURNED_HEAD, _TURNED_FOOT = 28.0, 182.0
"""The ends of the type area, in millimetres from the top of an upright and of a turned sheet."""

_ASCENT, _DESCENT = 0.88, 0.12
"""How far a line reaches above and below its baseline, as a share of its letters' size."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The stretch of a page, counted from 0, on which (a part of) an entry stands.

    ``top`` and ``bottom`` are millimetres from the top of the sheet as it is shown: one that is turned is 210 mm high.
    """

    entry: str
    page: int
    top: float
    bottom: float


def marks_of(
    found: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]], turned: Iterable[int] = ()
) -> tuple[Mark, ...]:
    """The marks of every entry, in order, one for each page that it stands on.

    ``found`` are the template's marks with their positions, ``turned`` the pages, from 0, that lie on their side.
    """
    begun: dict[str, tuple[int, float]] = {}
    sideways = frozenset(turned)
    marks: list[Mark] = []
    for value, position in found:
        page, height = int(position["page"]) - 1, _points(position["y"]) / _POINTS_PER_MM
        line = float(value["line"]) / _POINTS_PER_MM
        if value["side"] == "top":
            begun[value["id"]] = page, height - _ASCENT * line
        elif value["id"] in begun:
            first, top = begun.pop(value["id"])
            marks += _pages(value["id"], first, top, page, height + _DESCENT * line, sideways)
    return tuple(marks)


def excess_of(found: Iterable[tuple[float, Mapping[str, Any]]]) -> int:
    """By how many lines a text goes beyond its first page; 0 when it fits."""
    for pitch, position in found:
        page, height = int(position["page"]), _points(position["y"])
        if page > 1:
            lines = round((_FOOT - _HEAD) * _POINTS_PER_MM / pitch)
            return (page - 2) * lines + max(1, math.ceil((height - _HEAD * _POINTS_PER_MM) / pitch - 0.01))
    return 0


def _pages(entry: str, first: int, top: float, last: int, bottom: float, sideways: frozenset[int]) -> list[Mark]:
    found = []
    for page in range(first, last + 1):
        head, foot = (_TURNED_HEAD, _TURNED_FOOT) if page in sideways else (_HEAD, _FOOT)
        begin, end = (top if page == first else head), (bottom if page == last else foot)
        found.append(Mark(entry, page, begin, max(begin, end)))
    return found


def _points(length: str) -> float:
    """Typst says ``46.58pt``."""
    return float(length.removesuffix("pt"))
