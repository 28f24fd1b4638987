"""Starts: a briefing of each form fills itself from a selection, and invents nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Details,
    Entry,
    FigureTable,
    Form,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
)
from briefing.domain.briefing_sources import Freshness, Sources
from briefing.domain.place import Place
from briefing.export.briefing.document import composed
from briefing.export.briefing.starts import Selection, offers, start
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.library.library import Library
from tests.print.readback import reader

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"
NOTHING = Sources((), ())


@pytest.fixture(scope="module")
def sources(seeded: Path) -> Iterator[Sources]:
    with Library.open(seeded) as library:
        yield Sources(library.contents(), library.indicators())


def begin(form: Form, sources: Sources, selection: Selection | None = None) -> tuple[str, tuple[Entry, ...]]:
    numbers = count(1)
    details, entries = start(form, selection or Selection(), sources, lambda: f"e{next(numbers)}")
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(sources.freshness(entry) is Freshness.CURRENT for entry in entries)
    return details.title, entries


def kinds(entries: tuple[Entry, ...]) -> list[type]:
    return [type(entry.content) for entry in entries]


def words(entries: tuple[Entry, ...], kind: type[HeadingText] | type[FreeText]) -> list[str]:
    return [entry.content.text for entry in entries if isinstance(entry.content, kind)]


def signing(sources: Sources) -> Place:
    report = sources.library[TARGETS].report
    item = next(item for item in report.items() if item.text.startswith("精准务实抓招商"))
    return Place(TARGETS, report.section_of(item).path, item.position)


def test_an_empty_page_offers_what_the_library_holds(sources: Sources) -> None:
    assert [(offer.title, offer.line, offer.form) for offer in offers(sources)] == [
        ("主要预期目标", "2026 年 7 条，6 个数据，附 2024 实绩和一幅图", Form.MEETING),
        ("实绩与目标对照表", "19 项指标，附口径说明", Form.COMPARISON),
        ("问答口径", "8 条问答，8 条待核", Form.ANSWERS),
        ("汇报提纲", "进展、问题、原因、下一步，有原文的先填上", Form.OUTLINE),
        ("一页纸", "大字一页，主要数据一张表", Form.ONE_PAGE),
        ("只放标题", "条目、数据表、图和批注以后再加", Form.BLANK),
    ]


def test_an_empty_library_offers_an_empty_briefing_and_every_form_begins_without_a_fault() -> None:
    assert [offer.form for offer in offers(NOTHING)] == [Form.BLANK]
    for form in Form:
        _, entries = begin(form, NOTHING)
        assert all(isinstance(entry.content, (HeadingText, FreeText)) for entry in entries)


def test_a_meeting_begins_with_the_expected_targets_their_table_and_their_chart(sources: Sources) -> None:
    title, entries = begin(Form.MEETING, sources)
    assert title == "2026年主要预期目标简报"
    assert kinds(entries) == [HeadingText, *[ItemQuote] * 7, FigureTable, ChartPick]
    table, chart = entries[-2].content, entries[-1].content
    assert isinstance(table, FigureTable) and isinstance(chart, ChartPick)
    assert (len(table.figures), table.caption) == (6, "主要预期目标与2024年实绩")
    assert (chart.place, chart.number) == (Place(TARGETS), 0)


def test_a_selection_fills_a_meeting_with_its_places_indicators_and_annotations(sources: Sources) -> None:
    note = next(note for note in sources.annotations.values() if note.kind is AnnotationKind.QUESTION)
    indicator = next(iter(sources.indicators))
    selection = Selection((signing(sources),), (indicator,), (note.id,))
    title, entries = begin(Form.MEETING, sources, selection)
    assert title == "2026年精准务实抓招商简报"
    assert kinds(entries) == [
        HeadingText, ItemQuote, FigureTable, ChartPick, HeadingText, ComparisonTable, ChartPick, HeadingText, ItemQuote,
        NotePick,
    ]  # fmt: skip


def test_an_outline_sorts_what_is_known_and_marks_what_is_to_be_written(sources: Sources) -> None:
    _, entries = begin(Form.OUTLINE, sources, Selection((signing(sources),)))
    assert words(entries, HeadingText) == ["进展", "问题", "原因", "下一步"]
    headings = [number for number, entry in enumerate(entries) if isinstance(entry.content, HeadingText)]
    progress, problems, _, steps = (entries[at + 1 :] for at in headings)
    assert isinstance(progress[0].content, ItemQuote) and progress[0].content.report_key == RESULTS
    assert isinstance(problems[0].content, NotePick)
    assert isinstance(steps[0].content, ItemQuote) and steps[0].content.report_key == TARGETS
    for text in words(entries, FreeText):
        assert text.startswith("（待写：") and text.endswith("）")
        assert not re.search("[0-9]", text)


def test_a_comparison_is_one_table_and_charts_and_names_its_years(sources: Sources) -> None:
    title, entries = begin(Form.COMPARISON, sources)
    assert title == "2026年目标与2024年实绩对照表"
    assert kinds(entries) == [ComparisonTable, ChartPick]
    chosen = tuple(sources.indicators)[:2]
    _, entries = begin(Form.COMPARISON, sources, Selection(indicators=chosen))
    assert entries[0].content == ComparisonTable(chosen)


def test_answers_are_the_questions_of_the_selection_else_all_of_them(sources: Sources) -> None:
    assert len(begin(Form.ANSWERS, sources)[1]) == 8
    _, entries = begin(Form.ANSWERS, sources, Selection((signing(sources),)))
    notes = [entry.content for entry in entries]
    assert all(isinstance(note, NotePick) for note in notes)
    assert [sources.annotations[note.annotation].title for note in notes if isinstance(note, NotePick)] == [
        "招商引资签约项目"
    ]


def test_one_page_holds_the_headline_and_one_short_table(sources: Sources) -> None:
    _, entries = begin(Form.ONE_PAGE, sources)
    assert kinds(entries) == [*[ItemQuote] * 7, ComparisonTable]
    table = entries[-1].content
    assert isinstance(table, ComparisonTable) and 0 < len(table.indicators) <= 6
    day = datetime(2026, 1, 9, tzinfo=UTC)
    briefing = Briefing("b", Form.ONE_PAGE, Details("2026年主要预期目标要点"), entries, "办公室", day, day)
    shelf = FontShelf(system=False)
    document = composed(briefing, sources, shelf.families(FaceRole.HEI)).document
    assert document.large
    assert len(reader(PdfWriter(shelf).to_pdf(document)).pages) == 1


def test_a_blank_start_is_empty(sources: Sources) -> None:
    assert begin(Form.BLANK, sources) == ("", ())


def test_what_is_no_longer_there_is_left_out_of_a_selection(sources: Sources) -> None:
    selection = Selection((Place("gone"), Place(TARGETS, (9, 9)), signing(sources)), ("gone",), ("gone",))
    for form in Form:
        begin(form, sources, selection)
    assert begin(Form.MEETING, sources, selection)[1] == begin(Form.MEETING, sources, Selection((signing(sources),)))[1]
