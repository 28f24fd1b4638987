"""What is shown to a room, and in which order: decided without a window."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from briefing.charts.geometry import lay_out
from briefing.charts.metrics import estimate
from briefing.charts.spec import Kind
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Content,
    Details,
    Entry,
    FigureTable,
    Form,
    FreeText,
    HeadingText,
)
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.export.selection import charts_of
from briefing.export.show.figures import near
from briefing.export.show.layout import MARGIN, lay_slide
from briefing.export.show.slide import HEIGHT, SMALLEST, Slide, Stage
from briefing.export.show.slides import CHANGED, Subject, slides_of
from briefing.library.library import Library

Snapshot = tuple[tuple[ReportContents, ...], tuple[Indicator, ...]]
TARGETS, RESULTS = "changzhi-2026", "changzhi-2024"
WIDE, SQUARE = Stage(), Stage.of(1024, 768)


@pytest.fixture(scope="module")
def snapshot(seeded: Path) -> Snapshot:
    with Library.open(seeded) as library:
        return library.contents(), library.indicators()


def contents_of(snapshot: Snapshot, key: str) -> ReportContents:
    return next(each for each in snapshot[0] if each.report.key == key)


def shown_of(subject: Subject, snapshot: Snapshot, stage: Stage = WIDE) -> tuple[Slide, ...]:
    return slides_of(subject, *snapshot, stage)


def briefing_of(*contents: Content, title: str = "2026年主要目标任务简报") -> Briefing:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    entries = tuple(Entry(f"e{number}", content) for number, content in enumerate(contents))
    details = Details(title, meeting="市政府常务会议", on=date(2026, 3, 2), presenter="发展改革委")
    return Briefing("b", Form.MEETING, details, entries, "测试", now, now)


def every_subject(snapshot: Snapshot) -> Iterator[Subject]:
    library, indicators = snapshot
    yield indicators
    for contents in library:
        report = contents.report
        yield Place(report.key)
        for section in report.sections():
            yield Place(report.key, section.path)
        for item in report.items():
            yield Place(report.key, report.section_of(item).path, item.position)
    refs = tuple(figure.ref for contents in library for figure in contents.figures)
    yield briefing_of(FigureTable(refs), ComparisonTable(), *(ChartPick(Place(c.report.key)) for c in library))


# Order


def test_a_report_shows_its_headline_figures_and_then_its_charts(snapshot: Snapshot) -> None:
    slides = shown_of(Place(TARGETS), snapshot)

    assert [slide.title for slide in slides] == [
        "地区生产总值增长",
        "固定资产投资增长",
        "社会消费品零售总额增长",
        "一般公共预算收入增长",
        "居民消费价格增长",
        "新增城镇就业",
        "约束性指标",
        "预期增速",
    ]
    assert slides[-1].chart is not None and all(slide.chart is None for slide in slides[:-1])


def test_a_headline_says_number_unit_bound_year_and_where_it_stands(snapshot: Snapshot) -> None:
    jobs = shown_of(Place(TARGETS), snapshot)[5]

    assert jobs.figure is not None and jobs.beside is not None
    assert (jobs.figure.sign, jobs.figure.number, jobs.figure.unit) == ("≥", "4.3", "万")
    assert (jobs.figure.label, jobs.figure.kind) == ("2026 目标", Kind.TARGET)
    assert (jobs.beside.words, jobs.beside.kind) == ("2024 实绩 4.7万人", Kind.RESULT)
    assert jobs.quotes[0].source == "来源：2026 工作报告解读（下），原文第 42 行"
    assert "4.3万" in jobs.quotes[0].words


def test_what_the_other_report_does_not_tell_is_said_in_words(snapshot: Snapshot) -> None:
    beside = shown_of(Place(TARGETS), snapshot)[3].beside

    assert beside is not None and beside.absent == "2024 解读未载" and not beside.number


def test_an_item_shows_each_of_its_figures_and_then_its_charts(snapshot: Snapshot) -> None:
    contents = contents_of(snapshot, TARGETS)
    item = next(item for item in contents.report.items() if "招商引资签约项目达到" in item.text)
    place = Place(TARGETS, contents.report.section_of(item).path, item.position)
    slides = shown_of(place, snapshot)

    numbers = [(s.figure.number, s.figure.unit) for s in slides if s.figure is not None]
    assert numbers == [("1000", "个"), ("2000", "亿元"), ("80", "%")]
    (spec,) = charts_of(place, contents, *snapshot)
    drawn = [slide.chart for slide in slides if slide.chart is not None]
    assert [bar for chart in drawn for bar in chart.bars()] == list(spec.bars())


def test_indicators_come_one_by_one_with_the_difference_marked_as_computed(snapshot: Snapshot) -> None:
    indicators = snapshot[1]
    slides = shown_of(indicators, snapshot)

    assert [slide.about for slide in slides] == [indicator.key for indicator in indicators]
    for slide, indicator in zip(slides, indicators, strict=True):
        computed = [value for value in slide.values if value.label == "差额（测算）"]
        assert bool(computed) == (indicator.difference is not None)
        assert all(value.kind is Kind.COMPUTED for value in computed)
        assert (indicator.difference is not None) == slide.computed.startswith("测算：")
        if indicator.terms is not Terms.SAME:
            assert indicator.caveat in slide.caveats
        if indicator.terms is Terms.NOT_SUBTRACTABLE:
            assert slide.chart is None and slide.remark.endswith("不可相减")


def test_a_sum_is_written_out_and_marked_as_computed(snapshot: Snapshot) -> None:
    fields = next(s for s in shown_of(snapshot[1], snapshot) if "高标准农田" in s.title)

    assert fields.values[0].kind is Kind.COMPUTED
    assert fields.values[0].words == "2024 实绩（测算：20 + 3.4） 23.4万亩"


def test_a_briefing_shows_title_headings_tables_comparisons_and_charts_in_order(snapshot: Snapshot) -> None:
    contents = contents_of(snapshot, TARGETS)
    key = snapshot[1][0].key
    briefing = briefing_of(
        HeadingText("主要预期目标"),
        FreeText("不演示的话"),
        FigureTable((contents.figures[0].ref,), caption="预期目标表"),
        HeadingText("经济", 2),
        ChartPick(indicators=(key,)),
        HeadingText("重点工作"),
        ChartPick(Place(TARGETS), caption="预期增速图"),
        ComparisonTable((key,)),
    )
    slides = shown_of(briefing, snapshot)

    assert [(slide.over, slide.title) for slide in slides] == [
        ("", "2026年主要目标任务简报"),
        ("", "主要预期目标"),
        ("主要预期目标", "预期目标表"),
        ("主要预期目标", "经济"),
        ("主要预期目标 › 经济", snapshot[1][0].name),
        ("", "重点工作"),
        ("重点工作", "预期增速图"),
        ("重点工作", "实绩与目标对照"),
    ]
    assert "市政府常务会议　2026年3月2日" in slides[0].words


def test_a_table_of_figures_sets_what_is_paired_on_one_line(snapshot: Snapshot) -> None:
    indicator = next(i for i in snapshot[1] if i.name == "招商签约金额")
    both = FigureTable((indicator.target.ref, indicator.results[0].ref))
    slide = shown_of(briefing_of(both), snapshot)[-1]

    assert slide.table is not None
    (line,) = slide.table.lines
    assert slide.table.columns == ("2024 实绩", "2026 目标", "差额（测算）")
    assert [cell.words for cell in line.cells if cell] == [
        "2024 实绩 1500亿元",
        "2026 目标 ≥2000亿元",
        "差额（测算） ≥+500亿元",
    ]
    assert any(indicator.caveat in words for words in slide.caveats)


def test_an_entry_can_leave_results_and_differences_out(snapshot: Snapshot) -> None:
    indicator = next(i for i in snapshot[1] if i.name == "招商签约金额")
    briefing = briefing_of(FigureTable((indicator.target.ref,)))
    (entry,) = briefing.entries
    plain = replace(entry, options=replace(entry.options, results=False, difference=False))
    slide = shown_of(replace(briefing, entries=(plain,)), snapshot)[-1]

    assert slide.table is not None and slide.table.columns == ("2026 目标",)


def test_what_changed_since_it_was_put_in_is_said(snapshot: Snapshot) -> None:
    briefing = briefing_of(ComparisonTable((snapshot[1][0].key,)))
    (entry,) = briefing.entries
    old = replace(briefing, entries=(replace(entry, seen="从前的话"),))

    assert CHANGED in shown_of(old, snapshot)[-1].caveats
    assert CHANGED not in shown_of(briefing, snapshot)[-1].caveats


def test_there_is_nothing_to_show_of_what_says_nothing(snapshot: Snapshot) -> None:
    assert shown_of(Place("missing"), snapshot) == ()
    assert shown_of((), snapshot) == ()
    assert shown_of(briefing_of(), snapshot) == ()
    assert shown_of(briefing_of(FreeText("只有文字")), snapshot) == ()


# Room


@pytest.mark.parametrize("stage", [WIDE, SQUARE], ids=["16:9", "4:3"])
def test_every_slide_of_both_reports_fits_its_stage(snapshot: Snapshot, stage: Stage) -> None:
    count = 0
    for subject in every_subject(snapshot):
        for slide in shown_of(subject, snapshot, stage):
            laid = lay_slide(slide, stage, estimate, estimate)
            texts = (*laid.said.texts(), *laid.quoted.texts())
            for number, text in enumerate(texts):
                assert text.rect.x >= MARGIN - 1 and text.rect.right <= stage.width - MARGIN / 2, (slide.title, text)
                assert text.rect.y >= 0 and text.rect.bottom <= stage.height - 24, (slide.title, text)
                assert text.size >= SMALLEST
                meets = [other for other in texts[number + 1 :] if _meets(text.rect, other.rect)]
                assert not meets, (slide.title, text.words, meets[0].words)
            if slide.chart is not None:
                scene = lay_out(slide.chart, laid.room.w / slide.scale, estimate, notes=False)
                assert scene.height * slide.scale <= laid.room.h, slide.title
                assert slide.scale * min(text.size for text in scene.texts()) >= SMALLEST
            count += 1
    assert count > 300


def _meets(one: object, other: object) -> bool:
    """Whether letters meet: a line's box has air above and below its letters."""
    from briefing.charts.scene import Rect

    assert isinstance(one, Rect) and isinstance(other, Rect)

    def letters(rect: Rect) -> Rect:
        return Rect(rect.x + 0.5, rect.y + rect.h * 0.12, rect.w - 1, rect.h * 0.76)

    return letters(one).overlaps(letters(other))


def test_the_smallest_letters_are_a_fortieth_of_the_screen() -> None:
    for width, height in ((1366, 768), (1920, 1080), (3840, 2160), (1024, 768), (2560, 1080)):
        stage = Stage.of(width, height)
        assert stage.unit(width, height) * SMALLEST >= height / 40 - 1e-6
        assert stage.height == HEIGHT


def test_the_parts_of_a_long_chart_hold_all_its_rows_on_one_axis(snapshot: Snapshot) -> None:
    contents = contents_of(snapshot, RESULTS)
    (spec,) = charts_of(Place(RESULTS), contents, *snapshot)
    parts = [slide for slide in shown_of(Place(RESULTS), snapshot) if slide.chart is not None]

    assert len(parts) > 1
    assert [slide.title for slide in parts] == [f"各项增速（{n}/{len(parts)}）" for n in range(1, len(parts) + 1)]
    assert [bar for slide in parts if slide.chart for bar in slide.chart.bars()] == list(spec.bars())
    ends = {(p.title, p.whole) for slide in parts if slide.chart for p in slide.chart.panels}
    assert len(ends) == len({title for title, _ in ends})
    assert len({slide.scale for slide in parts}) == 1


def test_a_table_of_all_figures_is_cut_into_slides_and_loses_nothing(snapshot: Snapshot) -> None:
    contents = contents_of(snapshot, RESULTS)
    alone = [f for f in contents.figures if all(f.ref not in [r.ref for r in i.results] for i in snapshot[1])]
    slides = shown_of(briefing_of(FigureTable(tuple(figure.ref for figure in alone))), snapshot)[1:]

    lines = [line for slide in slides if slide.table for line in slide.table.lines]
    assert len(slides) > 5 and len(lines) == len(alone)
    for slide in slides:
        assert slide.table is not None
        assert {note for line in slide.table.lines for note in line.notes} == set(slide.caveats)


def test_caveats_too_long_for_a_foot_follow_on_slides_of_their_own(snapshot: Snapshot) -> None:
    indicator = snapshot[1][0]
    caveat = "".join(f"第{number}处两年口径不同，引用前须核实。" for number in range(40))
    wordy = replace(indicator, terms=Terms.CAVEAT, caveat=caveat)
    slides = shown_of((wordy,), snapshot)

    assert slides[0].about == wordy.key and not slides[0].caveats
    assert all(slide.title.startswith(f"{indicator.name}：说明") for slide in slides[1:])
    assert "".join(words for slide in slides[1:] for words in slide.words) == caveat
    for slide in slides[1:]:
        said = lay_slide(slide, SQUARE, estimate, estimate).said
        assert all(not text.whole and text.rect.bottom <= HEIGHT for text in said.texts())
        assert sum(len(text.words) for text in said.texts()) >= len(slide.words[0])


def test_a_long_sentence_is_cut_before_the_clause_of_its_figure() -> None:
    sentence = "承办系列活动，出台若干措施，新增企业20家，中欧班列首发，开通国际货运包机航线，进出口总额增长16.6%。"

    cut = near(sentence, "16.6%", 30)
    assert cut.startswith("…") and "进出口总额增长16.6%" in cut and len(cut) < len(sentence)
    assert near(sentence, "16.6%", 200) == sentence
    assert near("很短，增长6%。", "6%", 50) == "很短，增长6%。"


def test_all_that_is_shown_is_said_in_words(snapshot: Snapshot) -> None:
    for slide in (*shown_of(Place(TARGETS), snapshot), *shown_of(snapshot[1], snapshot)):
        assert slide.title in slide.spoken
        assert all(value.words in slide.spoken for value in slide.values)
        assert all(caveat.rstrip("。") in slide.spoken for caveat in slide.caveats)


def test_slides_are_decided_without_qt() -> None:
    code = "import sys, briefing.export.show.slides as s; sys.exit(any(m.startswith('PySide6') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
