"""Reading a report again: what the program made is made anew, and nothing that a person wrote is lost.

A reader that was worse is simulated by writing into the file what it would have read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.domain.annotation import Annotation, AnnotationKind
from briefing.domain.correction import FigureFields
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef, Trust
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.reading.figures import read_figures
from briefing.reading.outline import read_report
from briefing.reading.sources import load

TEXT = """# 某市2026年政府工作报告解读

## 2026年重点工作

#### 1 稳住经济

- 2026年,地区生产总值增长6%左右,新增城镇就业3万人以上。
- 新建高标准农田和水浇地18万亩。扎实办好民生实事,优化创业服务。

#### 2 强化项目支撑

- 招商引资签约项目1000个,签约金额2000亿元以上。
"""
KEY = "city"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "某市.txt").write_text(TEXT, encoding="utf-8")
    report = read_report(load(tmp_path / "某市.txt"), key=KEY)
    with Library.open(tmp_path / "library.db", seed=False) as library:
        library.add_report(report, read_figures(report))
    return tmp_path / "library.db"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    with Library.open(path) as opened:
        yield opened


def execute(path: Path, *statements: str) -> None:
    """Change the file behind the library's back, and let another one write the search index anew."""
    with closing(sqlite3.connect(path)) as connection:
        for statement in (*statements, "DELETE FROM meta WHERE name = 'search_version'"):
            connection.execute(statement)
        connection.commit()
    Library.open(path).close()


def figures(library: Library) -> dict[str, Figure]:
    contents = library.report(KEY)
    assert contents is not None
    return {figure.raw: figure for figure in contents.figures}


def note(library: Library, item: int, stretch: Span | None, text: str = "记") -> Annotation:
    return library.add_annotation(KEY, item, stretch, kind=AnnotationKind.BACKGROUND, text=text, author="综合科")


def fields(figure: Figure, **change: object) -> FigureFields:
    return replace(FigureFields.of(figure), **change)  # type: ignore[arg-type]


def test_reading_again_what_was_read_alike_changes_nothing(library: Library) -> None:
    note(library, 0, Span(0, 5))
    library.correct_figure(figures(library)["6%"].ref, fields(figures(library)["6%"], year=2025), author="统计科")
    before = library.contents()
    assert not library.reread(KEY)
    assert library.contents() == before


def test_the_version_that_read_a_report_is_kept(path: Path, library: Library) -> None:
    assert library.read_by_others() == ()
    execute(path, "UPDATE readings SET program = '0.0.1'")
    assert library.read_by_others() == (KEY,)
    library.reread(KEY)
    assert library.read_by_others() == ()


def test_a_better_reader_replaces_what_was_read(path: Path, library: Library) -> None:
    good = library.contents()
    execute(
        path,
        "UPDATE figures SET subject = '增长', value = '60', year = NULL WHERE raw = '6%'",
        "DELETE FROM figures WHERE raw = '1000个'",
        "UPDATE reports SET title = '旧题'",
    )
    assert library.contents() != good
    assert library.reread(KEY)
    assert library.contents() == good
    assert next(hit.text for hit in library.search("签约项目")).endswith("1000个")
    assert library.health().ok


def test_corrections_hold_after_another_reading(path: Path, library: Library) -> None:
    growth, jobs = figures(library)["6%"], figures(library)["3万人"]
    library.correct_figure(growth.ref, fields(growth, value=Decimal("6.5")), author="统计科")
    library.confirm_figure(jobs.ref, author="统计科")
    library.remove_figure(figures(library)["1000个"].ref, author="统计科")
    before = library.contents()
    execute(path, "UPDATE figures SET subject = '另读', unit = '个', base_unit = '个' WHERE raw IN ('6%', '3万人')")
    after = figures(library)
    assert (after["6%"].subject, after["6%"].quantity.value) == ("另读", Decimal("6.5"))
    assert after["6%"].before == "数值 6"
    assert (after["3万人"].subject, after["3万人"].quantity.unit) == (jobs.subject, "万人")
    assert (after["3万人"].trust, after["3万人"].before) == (Trust.CONFIRMED, "单位 个；主体 另读")
    assert library.reread(KEY)
    assert library.contents() == before
    assert [figure.raw for figure in library.removed_figures(KEY)] == ["1000个"]
    assert library.orphan_corrections() == ()


def test_what_the_reader_has_learned_to_read_stays_a_persons_word(path: Path, library: Library) -> None:
    growth = figures(library)["6%"]
    execute(path, "UPDATE figures SET year = NULL WHERE raw = '6%'")
    library.correct_figure(growth.ref, fields(growth), author="统计科")
    assert figures(library)["6%"].trust is Trust.CORRECTED
    library.reread(KEY)
    after = figures(library)["6%"]
    assert (after.trust, after.before, after.year) == (Trust.CONFIRMED, "", 2026)


def test_an_added_figure_stays_and_becomes_the_readers_own(path: Path, library: Library) -> None:
    ref = figures(library)["18万亩"].ref
    held = figures(library)["18万亩"]
    execute(path, "DELETE FROM figures WHERE raw IN ('18万亩', '1000个')")
    library.add_figure(KEY, held.item, held.text_span, fields(held, subject="我写的"), author="统计科")
    marked = Span(15, 20)
    other, _ = library.add_figure(KEY, held.item, marked, fields(held, subject="另一个"), author="统计科")
    before = {raw: figure for raw, figure in figures(library).items() if figure.trust is Trust.ADDED}
    assert library.reread(KEY)
    after = figures(library)
    assert {raw: figure for raw, figure in after.items() if figure.trust is Trust.ADDED} == {
        raw: replace(figure, cues=after[raw].cues) for raw, figure in before.items()
    }
    assert after["18万亩"].ref == ref
    assert "1000个" in after
    assert library.figure(other) in after.values()
    assert not library.reread(KEY)


def test_what_a_person_added_goes_before_what_is_read_across_it(path: Path, library: Library) -> None:
    held = figures(library)["3万人"]
    execute(path, "DELETE FROM figures WHERE raw = '3万人'")
    wide = Span(held.text_span.start - 2, held.text_span.end)
    library.add_figure(KEY, held.item, wide, fields(held), author="统计科")
    assert library.reread(KEY)
    assert "就业3万人" in figures(library)
    assert "3万人" not in figures(library)
    assert [(one.raw, one.trust) for one in library.removed_figures(KEY)] == [("3万人", Trust.READ)]


def test_a_correction_without_its_figure_is_listed(path: Path, library: Library) -> None:
    """The worse reader saw ``3万``; what was said of that cannot be said of ``3万人`` without guessing."""
    execute(path, "UPDATE figures SET raw = '3万', \"end\" = \"end\" - 1, text_end = text_end - 1 WHERE raw = '3万人'")
    read = figures(library)["3万"]
    library.correct_figure(read.ref, fields(read, unit="万户"), author="统计科")
    before = library.corrections(KEY)
    library.reread(KEY)
    assert figures(library)["3万人"].trust is Trust.READ
    (orphan,) = library.orphan_corrections()
    assert orphan == replace(before[0], figure=None)
    assert orphan.anchor.raw == "3万"
    assert [line.action for line in library.record_history(orphan.id)] == ["correct"]


def test_an_orphan_comes_back_when_its_figure_is_read_again(path: Path, library: Library) -> None:
    jobs = figures(library)["3万人"]
    library.correct_figure(jobs.ref, fields(jobs, unit="万户"), author="统计科")
    before = library.contents()
    execute(path, "UPDATE figure_corrections SET figure_id = NULL", "UPDATE figures SET year = 1999")
    assert [orphan.anchor.raw for orphan in library.orphan_corrections()] == ["3万人"]
    library.reread(KEY)
    assert library.orphan_corrections() == ()
    assert library.contents() == before


def test_annotations_go_with_their_words_when_the_outline_is_read_otherwise(path: Path, library: Library) -> None:
    """The worse reader took the two sections for one and left the first item out."""
    contents = library.report(KEY)
    assert contents is not None
    items = {item.position: item.text for item in contents.report.items()}
    execute(
        path,
        "DELETE FROM figures",
        "DELETE FROM items WHERE position = 0",
        "UPDATE items SET position = position - 1",
    )
    whole = note(library, 0, None, "整条")
    words = note(library, 0, Span(9, 13), "几个字")
    last = note(library, 1, Span(4, 8), "下一节")
    gone = note(library, 1, None, "已删")
    assert library.reread(KEY)
    after = library.report(KEY)
    assert after is not None
    assert {item.position: item.text for item in after.report.items()} == items
    found = {one.text: (one.item, one.stretch) for one in after.annotations}
    assert found == {
        "整条": (1, None),
        "几个字": (1, Span(9, 13)),
        "下一节": (2, Span(4, 8)),
        "已删": (2, None),
    }
    for before in (whole, words, last, gone):
        kept = library.annotation(before.id)
        assert kept is not None
        assert (kept.anchor, kept.text, kept.created) == (before.anchor, before.text, before.created)
        assert len(library.history(before.id)) == 1
    assert {hit.text for hit in library.search("几个字")} == {"几个字"}


def test_an_annotation_whose_words_are_no_longer_shown_is_listed(path: Path, library: Library) -> None:
    """The worse reader took a line of layout for text."""
    with closing(sqlite3.connect(path)) as connection:
        (source,) = connection.execute("SELECT source_text FROM reports").fetchone()
        at = source.index("- 2026年,地区")
        text = source[at : source.index("\n", at)]
        connection.execute(
            "UPDATE items SET text = ?, pieces = ? WHERE position = 0", (text, f"[[{at}, {at + len(text)}]]")
        )
        connection.execute("UPDATE figures SET text_start = text_start + 2, text_end = text_end + 2 WHERE item_id = 1")
        connection.commit()
    lost = note(library, 0, Span(0, 2), "破折号")
    kept = note(library, 0, Span(2, 7), "年份")
    assert library.reread(KEY)
    contents = library.report(KEY)
    assert contents is not None
    assert {one.id: one.item for one in contents.annotations} == {lost.id: None, kept.id: 0}
    assert {one.text: one.stretch for one in contents.annotations} == {"破折号": None, "年份": Span(0, 5)}


def test_an_unknown_report_is_said(library: Library) -> None:
    with pytest.raises(LibraryError, match="没有这份报告"):
        library.reread("no-report")
    assert library.figure(FigureRef("no-report", 0, 1)) is None


def test_a_seeded_library_reads_again_alike(library_file: Path) -> None:
    with Library.open(library_file) as library:
        before, indicators = library.contents(), library.indicators()
        assert [library.reread(contents.report.key) for contents in before] == [False, False]
        execute(
            library_file,
            "DELETE FROM figures WHERE id % 2 = 0 AND id NOT IN (SELECT figure_id FROM decision_figures)"
            " AND id NOT IN (SELECT figure_id FROM indicator_figures)",
        )
        assert [library.reread(contents.report.key) for contents in before] == [True, True]
        assert library.contents() == before
        assert library.indicators() == indicators
        assert library.health().ok
