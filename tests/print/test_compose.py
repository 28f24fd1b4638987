from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Measure
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.export.compose import page_for
from briefing.export.document import (
    Block,
    Callouts,
    Card,
    Cell,
    Chart,
    Document,
    Heading,
    Notes,
    Paragraph,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from tests.print import samples
from tests.print.samples import CONTENTS, EARLIER_CONTENTS, INDICATORS


def of_kind(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def table(document: Document, at: int = 0) -> Table:
    found = of_kind(document, Table)[at]
    assert isinstance(found, Table)
    return found


def words(found: Table) -> list[list[str]]:
    return [[cell.text + cell.unit for cell in row] for row in found.rows]


class TestAnItem:
    page = page_for(samples.ITEM, CONTENTS, INDICATORS, annotations=(samples.NOTE,), charts=samples.CHARTS)

    def test_is_titled_with_its_short_caption(self) -> None:
        assert self.page.title == "精准务实抓招商"

    def test_says_where_it_comes_from(self) -> None:
        assert self.page.source_line == "来源：《奋楫争先 拼出“十五五”开局昂扬气象——政府工作报告解读（下）》第6行"
        assert self.page.subtitle == "今年重点抓好11个方面工作 · 1 坚持内需主导、投资拉动，推动经济平稳运行"

    def test_stands_in_full_with_lead_and_figures_marked(self) -> None:
        assert self.page.blocks[0] == Paragraph(
            (
                Run("精准务实抓招商。", RunRole.LEAD),
                Run("全年招商引资签约项目达到"),
                Run("1000个", RunRole.FIGURE),
                Run("，签约金额"),
                Run("2000亿元", RunRole.FIGURE),
                Run("以上，签约项目当年开工率达到"),
                Run("80%", RunRole.FIGURE),
                Run("以上。"),
            )
        )

    def test_has_its_targets_beside_the_results_with_the_difference_computed(self) -> None:
        found = table(self.page)
        assert [column.heading for column in found.columns] == ["指标", "2026年目标", "2024年实绩", "差额（测算）"]
        assert words(found) == [
            ["签约项目", "1000个", "502个", "+498个"],
            ["签约金额", "≥2000亿元", "1500亿元", "≥+500亿元"],
            ["当年开工率", "≥80%", "80%", "≥0个百分点"],
        ]
        assert all(row[3].computed and not row[1].computed and not row[2].computed for row in found.rows)

    def test_carries_its_caveat_in_words_under_the_table(self) -> None:
        found = table(self.page)
        assert found.notes == ("口径有别：2024年实绩句在“主动承接东部地区产业转移”之下，口径可能只是承接转移。",)
        assert [row[2].mark for row in found.rows] == [1, 1, 0]

    def test_says_how_differences_were_computed_and_that_two_years_lie_between(self) -> None:
        assert table(self.page).remark == "测算：差额为目标减实绩，目标的界限随差额保留；2024年到2026年相隔2年。"

    def test_has_its_charts_with_their_alternative_text(self) -> None:
        assert of_kind(self.page, Chart) == [Chart(samples.CHART, samples.ALT, "招商引资实绩与目标")]

    def test_has_the_chosen_annotations_last(self) -> None:
        heading, notes = self.page.blocks[-2:]
        assert heading == Heading("批注")
        assert isinstance(notes, Notes)
        (note,) = notes.entries
        assert (note.kind, note.status, note.title) == ("口径", "已核", "签约与到位的区别")
        assert note.text == "签约金额为协议金额，不等于到位资金。"
        assert (note.author, note.date) == ("某某", date(2026, 1, 8))
        assert note.about == "“签约金额2000亿元”"

    def test_has_no_annotation_that_nobody_chose_and_none_that_is_deleted(self) -> None:
        deleted = replace(samples.NOTE, deleted=True)
        for chosen in ((), (deleted,)):
            page = page_for(samples.ITEM, CONTENTS, INDICATORS, annotations=chosen)
            assert not of_kind(page, Notes)
            assert not of_kind(page, Heading)

    def test_can_go_without_tables(self) -> None:
        assert not of_kind(page_for(samples.ITEM, CONTENTS, INDICATORS, tables=False), Table)

    def test_is_signed_and_dated_only_when_told(self) -> None:
        assert (self.page.author, self.page.date) == ("", None)
        signed = page_for(samples.ITEM, CONTENTS, (), author="市政府办公室", on=date(2026, 1, 9))
        assert (signed.author, signed.date) == ("市政府办公室", date(2026, 1, 9))


def test_an_item_of_the_earlier_report_is_paired_the_same_way() -> None:
    page = page_for(samples.EARLIER_ITEM, EARLIER_CONTENTS, INDICATORS)
    assert words(table(page))[0] == ["签约项目", "1000个", "502个", "+498个"]


def test_figures_without_a_pair_are_told_with_unit_bound_and_measure() -> None:
    page = page_for(samples.SECTION, CONTENTS, ())
    found = table(page)
    assert [column.heading for column in found.columns] == ["指标", "数值", "单位", "界限", "口径", "出处"]
    assert words(found)[:3] == [
        ["省重点工程", "110", "个", "", "个数", "第5行"],
        ["重大项目", "135", "个", "", "个数", "第5行"],
        ["重大项目投资", "10", "亿元", "以上", "总量", "第5行"],
    ]


def test_what_one_report_does_not_give_is_said_in_words() -> None:
    page = page_for(samples.ITEM, CONTENTS, INDICATORS[:2])
    assert words(table(page))[2] == ["签约项目当年开工率", "≥80%", "未载", "—"]


def test_figures_without_a_pair_get_their_own_table_where_they_are_the_more() -> None:
    page = page_for(samples.SECTION, CONTENTS, INDICATORS[:1])
    assert [found.caption for found in of_kind(page, Table) if isinstance(found, Table)] == ["目标与实绩", "其他数据"]
    assert [len(table(page, n).rows) for n in (0, 1)] == [1, 5]


def test_what_may_not_be_subtracted_says_why_and_computes_nothing() -> None:
    apart = Indicator(
        "signed", "签约项目", "", (samples.SIGNED_2024,), samples.SIGNED, Terms.NOT_SUBTRACTABLE, "标准改了", "标准不同"
    )
    found = table(page_for(samples.ITEM, CONTENTS, (apart,)))
    assert found.rows[0][3] == Cell("标准不同", mark=1)
    assert found.notes == ("不可相减：标准改了",)


def test_a_summed_result_shows_its_parts_and_says_it_is_computed() -> None:
    summed = Indicator("sum", "签约", "", (samples.SIGNED_2024, samples.SIGNED_2024), samples.SIGNED, Terms.SAME)
    assert table(page_for(samples.ITEM, CONTENTS, (summed,))).rows[0][2] == Cell(
        "502 + 502 = 1004", "个", computed=True
    )


class TestASection:
    page = page_for(samples.SECTION, CONTENTS, INDICATORS, annotations=(samples.NOTE,), charts=samples.CHARTS)

    def test_is_titled_with_its_heading_and_numbered_by_its_report(self) -> None:
        assert self.page.title == "坚持内需主导、投资拉动，推动经济平稳运行"
        assert self.page.subtitle == "今年重点抓好11个方面工作 · 第1项"
        assert self.page.source_line.endswith("》第5行起")

    def test_has_its_items_as_numbered_paragraphs(self) -> None:
        items = [block for block in self.page.blocks if isinstance(block, Paragraph)]
        assert [item.number for item in items] == [1, 2]
        assert items[0].text == (
            "持续发力上项目。继续开展重大项目建设年活动，全力抓好110个省重点工程、"
            "135个投资10亿元以上的重大项目开工建设。"
        )

    def test_leads_every_row_of_its_table_back_to_a_line(self) -> None:
        found = table(self.page)
        assert [row[-1].text for row in found.rows] == ["第5行", "第5行", "第5行", "第6行", "第6行", "第6行"]

    def test_says_which_line_an_annotation_is_about(self) -> None:
        (notes,) = of_kind(self.page, Notes)
        assert isinstance(notes, Notes)
        assert notes.entries[0].about == "第6行“签约金额2000亿元”"


class TestAReport:
    page = page_for(samples.WHOLE, CONTENTS, INDICATORS, annotations=(samples.NOTE,), charts=samples.CHARTS)

    def test_begins_with_its_headline_figures_as_the_source_words_them(self) -> None:
        assert self.page.title == "奋楫争先 拼出“十五五”开局昂扬气象"
        assert self.page.subtitle == "——政府工作报告解读（下）"
        assert self.page.blocks[:3] == (
            Heading("主要预期目标", 1, 1),
            Callouts((Card("地区生产总值增长", "6%", "左右"), Card("新增城镇就业", "4.3万", "以上"))),
            Paragraph((Run("约束性指标不折不扣完成省下达的目标任务。"),)),
        )

    def test_numbers_parts_and_sections(self) -> None:
        headings = [block.label for block in self.page.blocks if isinstance(block, Heading)]
        assert headings == [
            "一、主要预期目标",
            "二、今年重点抓好11个方面工作",
            "（一）坚持内需主导、投资拉动，推动经济平稳运行",
            "（二）全面加强政府自身建设",
            "三、批注",
            "四、数据表",
        ]

    def test_holds_every_item_once(self) -> None:
        paragraphs = [block.text for block in self.page.blocks if isinstance(block, Paragraph)]
        assert len(paragraphs) == 6
        assert len(set(paragraphs)) == 6

    def test_ends_with_its_file_and_its_credits(self) -> None:
        assert self.page.blocks[-1] == SourceLine("2026.txt；文字整理：某某")


@pytest.mark.parametrize(
    "place",
    [Place("another-report"), Place(samples.REPORT.key, (9,)), Place(samples.REPORT.key, (), 99)],
)
def test_a_place_that_the_report_does_not_have_is_an_error(place: Place) -> None:
    with pytest.raises(LookupError):
        page_for(place, CONTENTS, ())


def test_a_card_is_never_labelled_with_a_word_that_names_nothing() -> None:
    item = samples.REPORT.item_at(0)
    assert item is not None
    twice = replace(item, text="地区生产总值完成2593亿元增长6%", breaks=())
    level = replace(samples.GDP, raw="2593亿元", text_span=Span(8, 14), measure=Measure.LEVEL)
    growth = replace(samples.GDP, text_span=Span(16, 18), cues=())
    part = replace(samples.REPORT.parts[0], items=(twice,))
    contents = replace(CONTENTS, report=replace(samples.REPORT, parts=(part,)), figures=(level, growth))
    (cards,) = of_kind(page_for(samples.WHOLE, contents, ()), Callouts)
    assert cards == Callouts((Card("地区生产总值完成", "2593亿元"), Card("地区生产总值增长", "6%")))


def test_a_callout_whose_words_go_on_after_its_figure_stays_a_sentence() -> None:
    item = samples.REPORT.item_at(0)
    assert item is not None
    longer = replace(item, text=item.text + "，高于全省")
    part = replace(samples.REPORT.parts[0], items=(longer,))
    contents = replace(CONTENTS, report=replace(samples.REPORT, parts=(part,)), figures=(samples.GDP,))
    page = page_for(samples.WHOLE, contents, ())
    assert not of_kind(page, Callouts)
    assert "地区生产总值增长6%左右，高于全省" in [p.text for p in page.blocks if isinstance(p, Paragraph)]
