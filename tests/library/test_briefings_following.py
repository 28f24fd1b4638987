"""What briefings are about is followed: corrected figures, edited annotations, corrected editions, removed reports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count
from pathlib import Path

import pytest

from briefing.domain.briefing import Briefing, ChartPick, ComparisonTable, Details, Entry, FigureTable, Form, ItemQuote
from briefing.domain.briefing_changes import adopted, as_printed, changed_since, kept, overtaken, renewed
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Freshness, Sources
from briefing.domain.correction import FigureFields
from briefing.domain.place import Place
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.reading.sources import SourceFile

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"
SIGNING = "精准务实抓招商。全年招商引资签约项目达到1000个,签约金额2000亿元以上,签约项目当年开工率达到80%以上。"
NEW = "全年招商引资签约项目达到1000个"


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    with Library.open(library_file) as opened:
        yield opened


def sources(library: Library) -> Sources:
    return Sources(library.contents(), library.indicators())


def signing(library: Library) -> Place:
    """The item on attracting investment."""
    contents = library.report(TARGETS)
    assert contents is not None
    item = next(item for item in contents.report.items() if item.text == SIGNING)
    return Place(TARGETS, contents.report.section_of(item).path, item.position)


def put(library: Library, *make: Callable[[EntryMaker], Entry | None]) -> Briefing:
    numbers = count(1)
    maker = EntryMaker(sources(library), lambda: f"entry-{next(numbers)}")
    entries = [one for build in make if (one := build(maker)) is not None]
    assert len(entries) == len(make)
    assert all(sources(library).freshness(entry) is Freshness.CURRENT for entry in entries)
    return library.add_briefing(Form.MEETING, Details("简报"), tuple(entries), author="办公室")


def states(library: Library, briefing: Briefing) -> list[Freshness]:
    today = sources(library)
    return [today.freshness(entry) for entry in library.briefing(briefing.id).entries]


def edition(library: Library, key: str, change: Callable[[str], str]) -> SourceFile:
    contents = library.report(key)
    assert contents is not None
    text = change(contents.report.source_text)
    assert text != contents.report.source_text
    return SourceFile("更正版.txt", text, hashlib.sha256(text.encode()).hexdigest())


def pair(library: Library, name: str) -> str:
    return next(one.key for one in library.indicators() if one.name == name)


def everything(library: Library) -> Briefing:
    place = signing(library)
    return put(
        library,
        lambda make: make.item(place),
        lambda make: make.table(place),
        lambda make: make.comparison((pair(library, "招商签约项目数"),)),
        lambda make: make.chart(place, 0),
        lambda make: make.chart_of((pair(library, "招商签约金额"),)),
    )


def test_a_corrected_result_is_told_of_the_table_of_its_target_and_the_new_value_accepted(library: Library) -> None:
    briefing = everything(library)
    result = next(one for one in library.indicators() if one.name == "招商签约项目数").results[0]
    fields = replace(FigureFields.of(result), value=Decimal(520))
    library.correct_figure(result.ref, fields, author="统计科")
    current, changed = Freshness.CURRENT, Freshness.CHANGED
    assert states(library, briefing) == [current, changed, changed, changed, current]
    today = sources(library)
    table = renewed(briefing.entries[1], today)
    assert today.freshness(table) is current
    assert "520个" in table.seen
    assert "502个" in briefing.entries[1].seen


def test_an_edited_annotation_is_told_and_ones_own_wording_of_it_is_said_to_be_overtaken(library: Library) -> None:
    note = next(iter(sources(library).annotations.values()))
    briefing = put(library, lambda make: make.note(note.id))
    entry = replace(briefing.entries[0], wording="自己的说法")
    assert not overtaken(entry, sources(library))
    library.edit_annotation(note.id, Edit(text="改过的内容"), author="综合科")
    today = sources(library)
    assert today.freshness(entry) is Freshness.CHANGED
    assert overtaken(entry, today)
    accepted = renewed(entry, today)
    assert (accepted.wording, today.freshness(accepted)) == ("自己的说法", Freshness.CURRENT)
    assert accepted.seen.endswith("改过的内容")
    assert adopted(entry, today).wording is None


def test_everything_follows_into_an_edition_that_only_moves_it(library: Library) -> None:
    briefing = everything(library)
    moved = edition(
        library, TARGETS, lambda text: text.replace("- 多措并举促销费", "- 新添一条,讲消费。\n- 多措并举促销费")
    )
    library.replace_report(TARGETS, moved)
    after = library.briefing(briefing.id)
    assert states(library, briefing) == [Freshness.CURRENT] * 5
    assert after.changed == briefing.changed
    assert [entry.seen for entry in after.entries] == [entry.seen for entry in briefing.entries]
    place = signing(library)
    quote, table, comparison, chart = (entry.content for entry in after.entries[:4])
    assert isinstance(quote, ItemQuote) and isinstance(table, FigureTable)
    assert isinstance(comparison, ComparisonTable) and isinstance(chart, ChartPick)
    assert chart.place == place
    assert len(sources(library).figures_at(place)) == 3
    assert table.figures == tuple(figure.ref for figure in sources(library).figures_at(place))
    assert [line.action for line in library.briefing_history(briefing.id)] == ["add", "carry"]


def test_going_back_to_the_old_edition_brings_everything_back(library: Library) -> None:
    briefing = everything(library)
    moved = edition(library, TARGETS, lambda text: text.replace(SIGNING, SIGNING.replace("1000个", "1200个")))
    old = library.replace_report(TARGETS, moved)
    assert Freshness.CURRENT not in states(library, briefing)[:4]
    library.replace_report(TARGETS, old)
    assert library.briefing(briefing.id).entries == briefing.entries
    assert states(library, briefing) == [Freshness.CURRENT] * 5


def test_a_number_corrected_in_a_new_edition_stays_in_its_table_and_is_told(library: Library) -> None:
    briefing = everything(library)
    moved = edition(library, TARGETS, lambda text: text.replace(NEW, NEW.replace("1000", "1200")))
    library.replace_report(TARGETS, moved)
    unsure, changed = Freshness.UNSURE, Freshness.CHANGED
    assert states(library, briefing)[:4] == [unsure, changed, changed, changed]
    today = sources(library)
    quote, table, comparison = library.briefing(briefing.id).entries[:3]
    assert "1200个" in renewed(table, today).seen
    assert "1200个" in renewed(comparison, today).seen
    # Where the words are no longer surely found, there is nothing to accept without a person's look.
    assert renewed(quote, today) == quote
    assert kept(quote).wording == SIGNING


def test_what_a_removed_report_said_is_gone_and_comes_back_with_it(library: Library) -> None:
    briefing = everything(library)
    library.set_report_removed(TARGETS, True)
    assert states(library, briefing) == [Freshness.GONE] * 5
    assert renewed(briefing.entries[0], sources(library)) == briefing.entries[0]
    library.set_report_removed(TARGETS, False)
    assert states(library, briefing) == [Freshness.CURRENT] * 5


def test_a_deleted_annotation_is_gone(library: Library) -> None:
    note = next(iter(sources(library).annotations.values()))
    briefing = put(library, lambda make: make.note(note.id))
    library.edit_annotation(note.id, Edit(deleted=True), author="综合科")
    assert states(library, briefing) == [Freshness.GONE]


def test_figures_taken_out_leave_a_table_when_that_is_accepted(library: Library) -> None:
    briefing = everything(library)
    figure = next(one for one in sources(library).figures_at(signing(library)) if one.raw == "80%")
    library.remove_figure(figure.ref, author="统计科")
    today = sources(library)
    assert today.freshness(briefing.entries[1]) is Freshness.CHANGED
    table = renewed(briefing.entries[1], today)
    assert isinstance(table.content, FigureTable)
    assert len(table.content.figures) == 2
    assert today.freshness(table) is Freshness.CURRENT


def test_since_an_export_everything_that_differs_is_told(library: Library) -> None:
    briefing = everything(library)
    printed = as_printed(briefing, sources(library))
    export = library.record_export(briefing.id, "pdf", "简报.pdf", b"%PDF", author="办公室", contained=printed)
    assert not changed_since(export, briefing, sources(library))
    result = next(one for one in library.indicators() if one.name == "招商签约项目数").results[0]
    library.correct_figure(result.ref, replace(FigureFields.of(result), value=Decimal(520)), author="统计科")
    numbers = count(1)
    extra = EntryMaker(sources(library), lambda: f"new-{next(numbers)}").text("后加的话")
    first, second, *rest = briefing.entries
    now = replace(briefing, entries=(second, replace(first, wording="改写"), *rest[:-1], extra))
    since = changed_since(library.exports(briefing.id)[0], now, sources(library))
    assert since.added == ("new-1",)
    assert since.removed == (rest[-1].id,)
    assert since.edited == (first.id,)
    assert since.moved
    assert since.sources == (second.id, rest[0].id, rest[1].id)


def test_an_edition_that_only_moves_what_was_exported_is_no_difference(library: Library) -> None:
    briefing = everything(library)
    printed = as_printed(briefing, sources(library))
    export = library.record_export(briefing.id, "pdf", "简报.pdf", b"%PDF", author="办公室", contained=printed)
    moved = edition(
        library, TARGETS, lambda text: text.replace("- 多措并举促销费", "- 新添一条,讲消费。\n- 多措并举促销费")
    )
    library.replace_report(TARGETS, moved)
    assert not changed_since(export, library.briefing(briefing.id), sources(library))
