"""Briefings: what is put together for one meeting, from reports, comparisons, annotations and one's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from briefing.domain.anchor import Anchor
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place


class Form(StrEnum):
    """What kind of paper it is; it decides how it begins and how its pages look."""

    MEETING = "meeting"
    OUTLINE = "outline"
    COMPARISON = "comparison"
    ANSWERS = "answers"
    ONE_PAGE = "one_page"
    BLANK = "blank"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _FORMS[self]


_FORMS = {
    Form.MEETING: "会议简报",
    Form.OUTLINE: "汇报提纲",
    Form.COMPARISON: "指标对照表",
    Form.ANSWERS: "问答口径",
    Form.ONE_PAGE: "一页纸",
    Form.BLANK: "空白简报",
}


@dataclass(frozen=True, slots=True)
class HeadingText:
    """A heading of level 1 to 4 (GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1））."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class ItemQuote:
    """An item of a report, or the sentence of it that is needed; ``whole`` says which. Found again by its anchor."""

    report_key: str
    anchor: Anchor
    whole: bool = True


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A table of figures, beside them what indicators pair them with."""

    figures: tuple[FigureRef, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """Indicators with results, targets and differences: those of these keys, or all when there are none."""

    indicators: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class ChartPick:
    """The charts of a place, or of indicators. ``number`` picks one of the place's charts, counted from 0."""

    place: Place | None = None
    indicators: tuple[str, ...] = ()
    number: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class NotePick:
    """An annotation. As an answer card it prints its words under 问 and 答."""

    annotation: str


@dataclass(frozen=True, slots=True)
class FreeText:
    """One's own words, in the Markdown of annotations (``domain.markup``)."""

    text: str


@dataclass(frozen=True, slots=True)
class PageEnd:
    """What follows begins a new page."""


Content: TypeAlias = HeadingText | ItemQuote | FigureTable | ComparisonTable | ChartPick | NotePick | FreeText | PageEnd


@dataclass(frozen=True, slots=True)
class EntryOptions:
    """What goes with an entry. ``sources`` prints its source and caveats as footnotes, ``margin`` in the margin."""

    new_page: bool = False
    results: bool = True
    difference: bool = True
    sources: bool = True
    margin: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of a briefing.

    ``wording`` replaces the source's words in this briefing alone; the source keeps its own. ``seen`` is what the
    source said (in words, a line a value) when it was put in or last accepted, so that a change can be told.
    """

    id: str
    content: Content
    wording: str | None = None
    options: EntryOptions = EntryOptions()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What stands on a briefing's first page besides its contents. ``confidentiality`` (密级) is a label only.

    ``title_breaks`` are the places in the title where a person breaks it; none leaves that to the program.
    """

    title: str
    subtitle: str = ""
    meeting: str = ""
    on: date | None = None
    place: str = ""
    presenter: str = ""
    recipients: str = ""
    confidentiality: str = ""
    title_breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """How its pages are laid out. ``duplex`` mirrors the margins; ``contents`` prints a table of contents."""

    duplex: bool = True
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Briefing:
    """An ordered composition for one meeting. ``id`` is a UUIDv7, or a seed's key made into one; times are aware."""

    id: str
    form: Form
    details: Details
    entries: tuple[Entry, ...]
    author: str
    created: datetime
    changed: datetime
    paper: Paper = Paper()
    removed: bool = False

    @property
    def name(self) -> str:
        """What lists call it."""
        return self.details.title or "未命名简报"

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of that id, or None."""
        return next((one for one in self.entries if one.id == entry_id), None)

    def inserted(self, entries: Iterable[Entry], before: str | None) -> Briefing:
        """With these put before the entry of that id, or at the end when there is none such."""
        at = next((number for number, one in enumerate(self.entries) if one.id == before), len(self.entries))
        return replace(self, entries=(*self.entries[:at], *entries, *self.entries[at:]))

    def without(self, ids: Iterable[str]) -> Briefing:
        """Without the entries of these ids."""
        gone = set(ids)
        return replace(self, entries=tuple(one for one in self.entries if one.id not in gone))

    def moved(self, ids: Iterable[str], before: str | None) -> Briefing:
        """With these entries, in the order they stand in, put before the entry of that id, or at the end."""
        wanted = set(ids)
        taken = [one for one in self.entries if one.id in wanted]
        while before in wanted:
            before = self._after(before)
        return self.without(wanted).inserted(taken, before)

    def with_entry(self, entry: Entry) -> Briefing:
        """With that entry in the place of the one of its id."""
        return replace(self, entries=tuple(entry if one.id == entry.id else one for one in self.entries))

    def copied(self, *, new_id: Callable[[], str], author: str, now: datetime, title: str) -> Briefing:
        """A briefing of its own with the same contents, for the next meeting: without a date."""
        return replace(
            self,
            id=new_id(),
            details=replace(self.details, title=title, on=None),
            entries=tuple(replace(one, id=new_id()) for one in self.entries),
            author=author,
            created=now,
            changed=now,
            removed=False,
        )

    def _after(self, entry_id: str | None) -> str | None:
        ids = [one.id for one in self.entries]
        at = ids.index(entry_id) + 1 if entry_id in ids else len(ids)
        return ids[at] if at < len(ids) else None


@dataclass(frozen=True, slots=True)
class Export:
    """One time a briefing left the program: when, by whom, as what, and the digest of the file's bytes.

    ``contained`` are the briefing's entries as they were then, ``seen`` included.
    """

    id: str
    briefing: str
    at: datetime
    author: str
    format: str
    file_name: str
    sha256: str
    size: int
    contained: tuple[Entry, ...]
