"""All annotations of the library, prepared once, so that every key typed into the filter is answered at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus, overdue
from briefing.domain.contents import ReportContents
from briefing.domain.labels import section_label
from briefing.domain.report import Report
from briefing.domain.shown import shown
from briefing.ui.notes.query import Entry, Filter, Order, Position, midnight


class Heading(NamedTuple):
    """A row above others: what they have in common, how many they are, and of which report, where that tells."""

    words: str
    size: int
    report: str = ""


Row = Heading | Entry

STATUS_ORDER = (
    AnnotationStatus.PENDING,
    AnnotationStatus.DRAFT,
    AnnotationStatus.VERIFIED,
    AnnotationStatus.REJECTED,
)
"""By status, what somebody has to look at comes first."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each; deleted ones count in ``deleted`` alone."""

    whole: int = 0
    kinds: Counter[AnnotationKind] = field(default_factory=Counter)
    statuses: Counter[AnnotationStatus] = field(default_factory=Counter)
    positions: Counter[Position] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    tags: Counter[str] = field(default_factory=Counter)
    conflicts: int = 0
    due: int = 0
    past: int = 0
    deleted: int = 0


class _Chapter(NamedTuple):
    """One report's entries; it is used again while the library gives the same report and annotations."""

    contents: ReportContents
    entries: tuple[Entry, ...]
    names: tuple[str, ...]


class _Group(NamedTuple):
    """A heading with all that stands under it, deleted ones apart."""

    words: str
    report: str
    living: tuple[Entry, ...]
    deleted: tuple[Entry, ...]


class Catalogue:
    """The annotations of these reports in the order of reading. ``before`` lends what is still so."""

    def __init__(self, library: Sequence[ReportContents] = (), before: Catalogue | None = None) -> None:
        old = {} if before is None else {one.contents.report.key: one for one in before._chapters}
        self._chapters: tuple[_Chapter, ...] = tuple(
            _chapter(contents, old.get(contents.report.key)) for contents in library
        )
        self._orders: dict[tuple[Order, date], tuple[_Group, ...]] = {}
        self._counts: tuple[date, Counts] | None = None
        self._where: dict[str, Entry] | None = None

    def contents_of(self, note: Annotation) -> ReportContents | None:
        """The report an annotation belongs to."""
        return next((one.contents for one in self._chapters if one.contents.report.key == note.report_key), None)

    def find(self, note_id: str) -> Entry | None:
        """The entry of that annotation, deleted or not."""
        if self._where is None:
            self._where = {entry[0].id: entry for chapter in self._chapters for entry in chapter.entries}
        return self._where.get(note_id)

    def counts(self, today: date) -> Counts:
        """How many there are of each, in one pass."""
        if self._counts is None or self._counts[0] != today:
            self._counts = today, _count([e[0] for chapter in self._chapters for e in chapter.entries], today)
        return self._counts[1]

    def warm(self, today: date) -> None:
        """Sort them in every order there is, so that none has to be waited for later."""
        for order in Order:
            self._grouped(order, today)

    def rows(self, chosen: Filter, order: Order, today: date, keep: str = "") -> tuple[Row, ...]:
        """What the filter lets through, under headings; the annotation of the id ``keep`` is there in any case."""
        found: list[Row] = []
        kept = self.find(keep) if keep else None
        for words, report, living, deleted in self._grouped(order, today):
            entries = deleted if chosen.deleted else living
            let = chosen.sift(entries, today)
            if kept is not None and kept in entries and kept not in let:
                lets = {entry.note.id for entry in (*let, kept)}
                let = [entry for entry in entries if entry.note.id in lets]
            if let:
                found.append(Heading(words, len(let), report))
                found += let
        return tuple(found)

    def _grouped(self, order: Order, today: date) -> tuple[_Group, ...]:
        """All entries in that order under their headings, worked out once a day."""
        if (order, today) not in self._orders:
            groups: list[_Group] = []
            if order is Order.ITEM:
                named = len(self._chapters) > 1
                for one in self._chapters:
                    report = shown(one.contents.report.name) if named else ""
                    for number, members in groupby(one.entries, key=itemgetter(3)):
                        groups.append(_group(one.names[number], report, members))
            else:
                every = [entry for chapter in self._chapters for entry in chapter.entries]
                names, number_of, sort = _grouping(order, today)
                every.sort(key=sort, reverse=order is Order.TIME)
                parts: list[list[Entry]] = [[] for _ in names]
                for entry in every:
                    parts[number_of(entry.note)].append(entry)
                groups = [_group(name, "", part) for name, part in zip(names, parts, strict=True)]
            self._orders = {kept: made for kept, made in self._orders.items() if kept[1] == today}
            self._orders[order, today] = tuple(groups)
        return self._orders[order, today]


def _chapter(contents: ReportContents, old: _Chapter | None) -> _Chapter:
    """A report's annotations in the order of its text; those without a place stand at its end."""
    if old is not None and old.contents.report is contents.report and old.contents.annotations is contents.annotations:
        return old
    names, of_item, of_path = _groups_of(contents.report)
    known = {entry.note.id: entry for entry in old.entries} if old and old.contents.report is contents.report else {}
    last = len(names) - 1
    made = []
    for note in contents.annotations:
        same = known.get(note.id)
        if same is not None and same.note is note:
            made.append(same)
            continue
        if note.state is AnchorState.ORPHAN:
            group = last
        elif note.item is not None:
            group = of_item.get(note.item, last)
        else:
            group = of_path.get(note.section or (), last)
        stretch = note.stretch
        at = (group, -1 if note.item is None else note.item, stretch.start if stretch else 1 << 30)
        made.append(Entry(note, _folded(note), at, group))
    made.sort(key=_reading)
    return _Chapter(contents, tuple(made), names)


def _reading(entry: Entry) -> tuple[Any, ...]:
    """The order of reading; what answers something follows it."""
    return entry.at, entry.note.created, entry.note.id


def _folded(note: Annotation) -> str:
    tags = " ".join(note.tags)
    return f"{note.quote}\n{note.title}\n{note.text}\n{tags}\n{note.author}".casefold()


def _groups_of(report: Report) -> tuple[tuple[str, ...], dict[int, int], dict[tuple[int, ...], int]]:
    """Names of the groups of a report: itself, its sections, and what has no place; and which group is whose."""
    names = ["整份报告"]
    of_item: dict[int, int] = {}
    of_path: dict[tuple[int, ...], int] = {(): 0}
    for section in report.sections():
        of_path[section.path] = len(names)
        of_item.update((item.position, len(names)) for item in section.own_items())
        names.append(shown(section_label(section)))
    return (*names, "原文里找不到的"), of_item, of_path


def _group(words: str, report: str, members: Iterable[Entry]) -> _Group:
    every = tuple(members)
    living = tuple(entry for entry in every if not entry[0].deleted)
    return _Group(words, report, living, tuple(entry for entry in every if entry[0].deleted))


def _grouping(order: Order, today: date) -> tuple[tuple[str, ...], Callable[[Annotation], int], Callable[[Entry], Any]]:
    """The headings of an order, which of them an annotation stands under, and what entries are sorted by."""
    if order is Order.STATUS:
        place = {str(status): number for number, status in enumerate(STATUS_ORDER)}
        names = tuple(status.label for status in STATUS_ORDER)
        return names, lambda note: place[str(note.status)], lambda entry: 0
    if order is Order.DUE:
        names = ("已过期", "未到期", "已办完", "没有期限")
        return names, lambda note: _term(note, today), lambda entry: entry[0].due or date.max
    edges = [midnight(today - timedelta(days=days)) for days in (0, 1, 6, 29)]

    def age(note: Annotation) -> int:
        changed = note.changed
        for number, edge in enumerate(edges):
            if changed >= edge:
                return number
        return len(edges)

    return ("今天", "昨天", "近 7 天", "近 30 天", "更早"), age, lambda entry: entry[0].changed


def _term(note: Annotation, today: date) -> int:
    if note.due is None:
        return 3
    if overdue(note, today):
        return 0
    return 1 if note.due >= today else 2


def _count(notes: list[Annotation], today: date) -> Counts:
    """Names are counted as plain words: an enumeration's members are hashed by Python, twenty times as slowly."""
    living = [note for note in notes if not note.deleted]
    kinds = Counter(str(note.kind) for note in living)
    statuses = Counter(str(note.status) for note in living)
    states = Counter(str(note.state) for note in living)
    asked, lost = states[str(AnchorState.SUGGESTED)], states[str(AnchorState.ORPHAN)]
    due = [note for note in living if note.due is not None]
    return Counts(
        len(living),
        Counter({kind: kinds[str(kind)] for kind in AnnotationKind if kinds[str(kind)]}),
        Counter({status: statuses[str(status)] for status in AnnotationStatus}),
        Counter({Position.SAME: len(living) - asked - lost, Position.ASKED: asked, Position.LOST: lost}),
        Counter(note.author for note in living),
        Counter(tag for note in living if note.tags for tag in note.tags),
        sum(1 for note in living if note.conflicts),
        len(due),
        sum(1 for note in due if overdue(note, today)),
        len(notes) - len(living),
    )
