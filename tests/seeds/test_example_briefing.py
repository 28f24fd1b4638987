"""The finished briefing that the program brings: made of the two reports alone, once in every library."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    FigureTable,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
)
from briefing.domain.briefing_sources import Freshness, Sources
from briefing.export.briefing.document import composed
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.library.briefing_seeding import example_files, example_id, read_example
from briefing.library.library import Library
from tests.print.readback import reader
from tests.print.readback import text as printed_text

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMPUTED = re.compile(r"测算：([0-9.]+) − ([0-9.]+) = (−?[0-9.]+)")


@pytest.fixture(scope="module")
def sources(seeded: Library) -> Sources:
    return Sources(seeded.contents(), seeded.indicators())


@pytest.fixture(scope="module")
def example(seeded: Library) -> Briefing:
    (made,) = seeded.briefings()
    return made


def test_it_has_the_same_ids_in_every_library_and_is_up_to_date(
    example: Briefing, sources: Sources, folder: Path
) -> None:
    (path,) = example_files(folder)
    assert example.id == example_id(path)
    assert example.name == "2026年主要目标任务简报"
    ids = [entry.id for entry in example.entries]
    assert len({str(UUID(one)) for one in ids}) == len(ids)
    assert read_example(path, sources).entries == example.entries
    assert {sources.freshness(entry) for entry in example.entries} == {Freshness.CURRENT}


def test_it_holds_comparisons_charts_questions_background_and_wording(example: Briefing, sources: Sources) -> None:
    contents = [entry.content for entry in example.entries]
    counted = {kind: sum(isinstance(one, kind) for one in contents) for kind in
               (HeadingText, ItemQuote, FigureTable, ComparisonTable, ChartPick, NotePick)}  # fmt: skip
    assert all(number >= 2 for number in counted.values()), counted
    kinds = {sources.annotations[one.annotation].kind for one in contents if isinstance(one, NotePick)}
    assert {AnnotationKind.QUESTION, AnnotationKind.BACKGROUND, AnnotationKind.WORDING} <= kinds


def test_every_number_of_its_own_words_stands_in_the_reports_or_is_computed_and_says_so(
    example: Briefing, sources: Sources
) -> None:
    told = set()
    for contents in sources.library.values():
        told |= set(_NUMBER.findall(contents.report.source_text))
        told |= {str(contents.report.year), str(len(sources.indicators))}
    checked = 0
    for entry in example.entries:
        match entry.content:
            case FreeText(text) | HeadingText(text):
                pass
            case ComparisonTable(caption=text) | FigureTable(caption=text) | ChartPick(caption=text):
                pass
            case _:
                continue
        computed = set()
        for first, second, result in _COMPUTED.findall(text):
            assert {first, second} <= told
            assert Decimal(first) - Decimal(second) == Decimal(result.replace("−", "-"))
            computed.add(result.lstrip("−"))
            checked += 1
        assert set(_NUMBER.findall(text)) <= told | computed, text
    assert checked >= 2


def test_what_its_words_say_of_the_indicators_is_so(example: Briefing, sources: Sources) -> None:
    words = "".join(entry.content.text for entry in example.entries if isinstance(entry.content, FreeText))
    by_name = {one.name: one for one in sources.indicators.values()}
    lower = [one.name for one in by_name.values() if one.theme == "经济运行" and one.direction.value == "lower"]
    assert lower == ["固定资产投资增速"] and "固定资产投资的目标下限比2024年实绩低0.1个百分点" in words
    apart = [one.name for one in by_name.values() if one.terms.value == "not_subtractable"]
    assert len(apart) == 3 and "标明“不可相减”的三项" in words
    assert all(by_name[name].direction.value == "higher" for name in ("精品示范村", "提档升级村"))
    energy = [one for one in by_name.values() if any(word in one.name for word in ("煤", "能源", "矿", "充电"))]
    assert energy == [] and "以上目标2024年解读都没有载明实绩" in words


def test_it_prints_on_eight_pages_or_more_and_nothing_of_it_is_complained_of(
    example: Briefing, sources: Sources
) -> None:
    shelf = FontShelf(system=False)
    made = composed(example, sources, shelf.families(FaceRole.HEI))
    assert made.complaints == ()
    pdf = PdfWriter(shelf).to_pdf(made.document)
    assert len(reader(pdf).pages) >= 8
    text = printed_text(pdf)
    for words in ("2026年主要目标任务简报", "不可相减", "测算", "口径有别", "待核", "2024年到2026年相隔2年"):
        assert words in text


def test_an_upgraded_library_gets_it_once_and_a_removed_one_stays_removed(tmp_path: Path) -> None:
    library_file = tmp_path / "library.db"
    with Library.open(library_file) as library:
        (example,) = library.briefings()
        library.change_briefing(example.id, lambda of: replace(of, removed=True), author="办公室")
    with Library.open(library_file) as library:
        assert [one.removed for one in library.briefings()] == [True]
    # A library of the time before there were examples.
    with closing(sqlite3.connect(library_file)) as connection, connection:
        connection.execute("DELETE FROM meta WHERE name = 'briefings_brought'")
        connection.execute("DELETE FROM briefing_entries")
        connection.execute("DELETE FROM briefings")
    with Library.open(library_file) as library:
        assert [one.entries for one in library.briefings()] == [example.entries]
    with Library.open(library_file) as library:
        assert len(library.briefings()) == 1


def test_a_library_without_the_two_reports_gets_none(tmp_path: Path) -> None:
    Library.open(tmp_path / "library.db", seed=False).close()
    with Library.open(tmp_path / "library.db") as library:
        assert library.briefings() == ()
