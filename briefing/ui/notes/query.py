"""What of the annotations is let through, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus, overdue
from briefing.domain.shown import shown


class Order(StrEnum):
    """How rows follow each other, and what they are grouped by."""

    ITEM = "item"
    TIME = "time"
    STATUS = "status"
    DUE = "due"


class Position(StrEnum):
    """How an annotation stands to the text; what was moved with its words counts as unchanged."""

    SAME = "same"
    ASKED = "asked"
    LOST = "lost"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return {Position.SAME: AnchorState.EXACT, Position.ASKED: AnchorState.SUGGESTED}.get(
            self, AnchorState.ORPHAN
        ).label


class Period(StrEnum):
    """Since when something was changed."""

    ALL = "all"
    TODAY = "today"
    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> int:
        """How many days back it reaches, today included; 0 for any number."""
        return {Period.ALL: 0, Period.TODAY: 1, Period.WEEK: 7, Period.MONTH: 30}[self]


class Term(StrEnum):
    """Whether something is to be done by a date, and whether that has passed."""

    ALL = "all"
    ANY = "any"
    AHEAD = "ahead"
    PAST = "past"


class Entry(NamedTuple):
    """An annotation as the list keeps it: ready to be searched and sorted.

    ``folded`` holds its words in one letter case, ``at`` its place in the library's order of reading, ``group`` the
    number of its section there.
    """

    note: Annotation
    folded: str
    at: tuple[int, int, int]
    group: int

    @property
    def id(self) -> str:
        """The annotation's id."""
        return self.note.id


@dataclass(frozen=True, slots=True)
class Filter:
    """What is let through. None and empty words mean everything; ``deleted`` asks for what was deleted instead."""

    kind: AnnotationKind | None = None
    words: str = ""
    statuses: frozenset[AnnotationStatus] = frozenset(AnnotationStatus)
    positions: frozenset[Position] = frozenset(Position)
    author: str = ""
    tag: str = ""
    period: Period = Period.ALL
    term: Term = Term.ALL
    conflicts: bool = False
    deleted: bool = False

    @property
    def narrows(self) -> bool:
        """Whether it keeps anything back that is of its sort."""
        return self != Filter(deleted=self.deleted)

    def sift(self, entries: Sequence[Entry], today: date) -> Sequence[Entry]:
        """Those of the entries that it lets through. Each condition is one pass over what is left, and words come
        first: over 20,000 annotations a call for each would be too slow to type against.
        """
        left: Sequence[Entry] = entries
        for word in self.words.casefold().split():
            narrow, wide = word.translate(_NARROW), shown(word)
            if narrow == wide:
                left = [entry for entry in left if word in entry[1]]
            else:
                left = [entry for entry in left if narrow in entry[1] or wide in entry[1]]
        if self.kind is not None:
            left = [entry for entry in left if entry[0].kind is self.kind]
        if self.statuses != frozenset(AnnotationStatus):
            left = [entry for entry in left if entry[0].status in self.statuses]
        if self.positions != frozenset(Position):
            left = [entry for entry in left if position_of(entry[0]) in self.positions]
        if self.author:
            left = [entry for entry in left if entry[0].author == self.author]
        if self.tag:
            left = [entry for entry in left if self.tag in entry[0].tags]
        if self.conflicts:
            left = [entry for entry in left if entry[0].conflicts]
        if self.period.days:
            since = midnight(today - timedelta(days=self.period.days - 1))
            left = [entry for entry in left if entry[0].changed >= since]
        match self.term:
            case Term.ANY:
                left = [entry for entry in left if entry[0].due is not None]
            case Term.AHEAD:
                left = [entry for entry in left if entry[0].due is not None and not overdue(entry[0], today)]
            case Term.PAST:
                left = [entry for entry in left if overdue(entry[0], today)]
        return left


_NARROW = str.maketrans("，；：（）", ",;:()")


def position_of(note: Annotation) -> Position:
    """How an annotation stands to the text."""
    if note.state is AnchorState.SUGGESTED:
        return Position.ASKED
    return Position.LOST if note.state is AnchorState.ORPHAN else Position.SAME


def waits(note: Annotation) -> bool:
    """Whether somebody has to look at it: to check it, to say where it belongs, to settle it."""
    asked = note.status is AnnotationStatus.PENDING or note.state is AnchorState.SUGGESTED
    return not note.deleted and (asked or bool(note.conflicts))


def midnight(day: date) -> datetime:
    """When a day begins here, in UTC, as annotations keep their times."""
    return datetime(day.year, day.month, day.day).astimezone().astimezone(UTC)
