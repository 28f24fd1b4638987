"""What of reports, figures, indicators and annotations goes into the search index, and how a hit says where it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure
from briefing.domain.labels import caption, heading_label, section_label
from briefing.domain.place import Place
from briefing.domain.report import Item, Report, Section
from briefing.domain.search import HitKind
from briefing.library.grams import fold
from briefing.library.pinyin import initials
from briefing.library.reports import Kept
from briefing.library.search_index import Entry, rank
from briefing.library.tables import SectionRow

_TIES = 64
"""Annotations that may begin at one place before the next ones are ranked as if they began after it."""


def of_report(session: Session, kept: Kept) -> Iterator[Entry]:
    """A report's name, headings and items."""
    rows = session.execute(select(SectionRow.position, SectionRow.id).where(SectionRow.report_id == kept.id))
    sections = {row.position: row.id for row in rows}
    places = Places(kept.report)
    yield from _headings(kept, places, sections)
    for item in kept.report.items():
        yield Entry(
            number=rank(HitKind.ITEM, kept.report, kept.id, item.position),
            ref=kept.items[item.position],
            place=places.place(item.position),
            trail=places.trail(item.position),
            text=item.text,
        )


def of_figures(kept: Kept, figures: Iterable[tuple[int, Figure]]) -> Iterator[Entry]:
    """Figures of one report with their numbers."""
    places = Places(kept.report)
    offsets = _offsets(kept.report)
    for number, figure in figures:
        yield Entry(
            number=rank(HitKind.FIGURE, kept.report, kept.id, offsets[figure.item] + figure.text_span.start),
            ref=number,
            place=places.place(figure.item),
            trail=places.trail(figure.item),
            text=f"{figure.label} {figure.raw}",
            initials=_initials(figure.label),
        )


def of_indicators(kept: Kept, indicators: Iterable[tuple[int, Indicator]]) -> Iterator[Entry]:
    """Indicators with their numbers; ``kept`` is the report that holds their targets."""
    places = Places(kept.report)
    for number, indicator in indicators:
        yield Entry(
            number=rank(HitKind.INDICATOR, kept.report, kept.id, number),
            ref=number,
            place=places.place(indicator.target.item),
            trail=f"对照 · {indicator.theme}",
            text=indicator.name,
            initials=_initials(indicator.name),
        )


def of_annotations(kept: Kept, annotations: Iterable[tuple[int, Annotation]]) -> Iterator[Entry]:
    """Annotations of one report with their numbers; deleted ones are left out."""
    places = Places(kept.report)
    taken: set[int] = set()
    for number, note in annotations:
        if note.deleted:
            continue
        at = rank(HitKind.ANNOTATION, kept.report, kept.id, note.anchor.start * _TIES)
        while at in taken:
            at += 1
        taken.add(at)
        yield Entry(
            number=at,
            ref=number,
            place=places.place(note.item),
            trail=places.annotation_trail(note),
            text=annotation_words(note),
        )


def names_of(report: Report) -> dict[str, str]:
    """What the outline calls a report, its sections and its items, each with its initials."""
    names = {report.name}
    names |= {section.heading or heading_label(section) for section in report.sections()}
    names |= {caption(item) for item in report.items()}
    return {name: initials(name) for name in sorted(names)}


def annotation_words(note: Annotation) -> str:
    """What of an annotation is searched and shown: title and text."""
    return f"{note.title}：{note.text}" if note.title and note.text else note.title or note.text


def report_label(report: Report) -> str:
    """The year it speaks of, or its name when the document does not tell."""
    return report.name if report.year is None else str(report.year)


class Places:
    """Where the items of one report are, and how that is said in a row."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._found = {item.position: (section, item) for section in report.sections() for item in section.own_items()}

    def place(self, position: int | None) -> Place:
        """Where to go for the item; the report itself when there is none."""
        found = self._at(position)
        return Place(self._report.key) if found is None else Place(self._report.key, found[0].path, found[1].position)

    def trail(self, position: int | None) -> str:
        """``2026 · 8 坚持民生为大、共同富裕 · 第125行``."""
        found = self._at(position)
        if found is None:
            return report_label(self._report)
        return " · ".join((report_label(self._report), section_label(found[0]), f"第{found[1].line}行"))

    def annotation_trail(self, note: Annotation) -> str:
        """``口径 · 主要预期目标 · 新增城镇就业4.3万以上``: its kind, section and the words it is about."""
        found = self._at(note.item)
        if found is None:
            return " · ".join((note.kind.label, report_label(self._report)))
        return " · ".join((note.kind.label, section_label(found[0]), note.anchor.exact or found[1].text))

    def heading_trail(self, section: Section) -> str:
        """The report, the parts above the section, its number and its line."""
        above = [section_label(parent) for parent in self._report.ancestors(section) if parent.heading]
        number = [] if section.number is None else [f"第{section.number}节"]
        line = [] if section.line is None else [f"第{section.line}行"]
        return " · ".join([report_label(self._report), *above, *number, *line])

    def _at(self, position: int | None) -> tuple[Section, Item] | None:
        return None if position is None else self._found.get(position)


def _offsets(report: Report) -> dict[int, int]:
    """Where each item begins in the canonical text, by its position."""
    items = list(report.items())
    starts = accumulate((len(item.text) + 1 for item in items), initial=0)
    return {item.position: start for item, start in zip(items, starts, strict=False)}


def _headings(kept: Kept, places: Places, sections: dict[int, int]) -> Iterator[Entry]:
    report = kept.report
    yield Entry(
        number=rank(HitKind.HEADING, report, kept.id, 0),
        ref=0,
        place=Place(report.key),
        trail=report.title,
        text=report.name,
        initials=_initials(report.name),
    )
    for position, section in enumerate(report.sections()):
        if section.heading:
            yield Entry(
                number=rank(HitKind.HEADING, report, kept.id, position + 1),
                ref=sections[position],
                place=Place(report.key, section.path),
                trail=places.heading_trail(section),
                text=section.heading,
                initials=_initials(section.heading),
            )


def _initials(words: str) -> str:
    return initials(fold(words).text)
