"""Annotations on the page of their place: each with what it is about, its state and its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from briefing.domain.anchor import AnchorState, Scope, anchor_of_report, anchor_of_section
from briefing.domain.annotation import Annotation, Attachment
from briefing.domain.contents import ReportContents
from briefing.export.compose import page_for
from briefing.export.document import Document, Heading, Note, Notes, Passage
from briefing.export.notes import notes_of
from briefing.export.pdf import PdfWriter
from briefing.export.selection import annotations_of
from tests.print import readback, samples

SECTION = samples.REPORT.parts[1].sections[0]
ORPHAN = replace(samples.NOTE, id="失", state=AnchorState.ORPHAN, item=None, stretch=None)
SUGGESTED = replace(samples.NOTE, id="疑", state=AnchorState.SUGGESTED)
ABOUT_SECTION = replace(
    samples.NOTE, id="章", scope=Scope.SECTION, item=None, stretch=None, section=(1, 0),
    anchor=anchor_of_section(samples.REPORT, SECTION),
)  # fmt: skip
ABOUT_REPORT = replace(
    samples.NOTE, id="报", scope=Scope.REPORT, item=None, stretch=None, anchor=anchor_of_report()
)  # fmt: skip


def printed(*notes: Annotation, located: bool = True) -> tuple[Note, ...]:
    contents = replace(samples.CONTENTS, annotations=notes)
    blocks = notes_of(notes, contents, located=located)
    return tuple(entry for block in blocks if isinstance(block, Notes) for entry in block.entries)


def holding(*notes: Annotation) -> ReportContents:
    return replace(samples.CONTENTS, annotations=notes)


def pdf_of(writer: PdfWriter, *notes: Annotation) -> bytes:
    return writer.to_pdf(Document("标题", blocks=notes_of(notes, holding(*notes), located=True)))


def test_an_annotation_on_a_whole_item_names_it_where_several_are_printed() -> None:
    whole = replace(samples.NOTE, stretch=None)
    assert printed(whole)[0].about == "第6行“精准务实抓招商”"
    assert printed(whole, located=False)[0].about == ""


def test_the_date_of_an_annotation_is_the_day_it_was_last_changed() -> None:
    (note,) = printed(replace(samples.NOTE, changed=datetime(2026, 3, 2, 4, tzinfo=UTC)))
    assert str(note.date) == "2026-03-02"


def test_annotations_without_a_sure_place_stand_apart_with_the_words_they_were_made_on() -> None:
    blocks = notes_of((ORPHAN, samples.NOTE, SUGGESTED), holding(ORPHAN, samples.NOTE, SUGGESTED), located=True)
    assert [block.text if isinstance(block, Heading) else len(block.entries) for block in blocks
            if isinstance(block, Heading | Notes)] == ["批注", 1, "位置待确认", 1, "原文中已找不到", 1]  # fmt: skip
    _, suggested, orphan = printed(ORPHAN, samples.NOTE, SUGGESTED)
    kept = Passage(
        "签约金额2000亿元", "精准务实抓招商。全年招商引资签约项目达到1000个，", "以上，签约项目当年开工率达到80%以上。"
    )
    assert (suggested.passage, orphan.passage) == (kept, kept)
    assert (suggested.about, orphan.about) == ("", "")
    assert suggested.remark == "（位置待确认，可能在第6行。）"
    assert orphan.remark == "（原文中已找不到。）"


def test_an_orphan_keeps_the_words_that_a_person_last_confirmed() -> None:
    item = samples.REPORT.item_at(4)
    assert item is not None
    confirmed = replace(ORPHAN, placement=samples.annotation(4, "重大项目建设年活动", "").anchor)
    (note,) = printed(confirmed)
    assert note.passage is not None
    assert note.passage.words == "重大项目建设年活动"


def test_tags_date_and_attachments_are_said(writer: PdfWriter) -> None:
    full = replace(
        samples.NOTE,
        tags=("招商", "重点"),
        due=date(2026, 3, 1),
        attachments=(Attachment("0" * 64, "协议.pdf", "application/pdf", 1),),
        source="市统计局",
        computed=True,
        conflicts=("text",),
    )
    assert (
        "签约金额为协议金额，不等于到位资金。（文中含测算数，非报告原文。）（有改动冲突尚未取舍。）"
        "标签：招商、重点期限：2026年3月1日附件：协议.pdf来源：市统计局某某，2026年1月8日"
    ) in readback.text(pdf_of(writer, full))


def test_answers_stand_below_what_they_answer(writer: PdfWriter) -> None:
    later = samples.NOTE.created + timedelta(hours=1)
    answer = replace(samples.NOTE, id="答", answers=samples.NOTE.id, created=later, title="答", text="已核实。")
    other = samples.annotation(4, "重大项目", "另一条。", id="另", title="另")
    assert [(note.title, note.depth) for note in printed(answer, samples.NOTE, other)] == [
        ("另", 0),
        ("签约与到位的区别", 0),
        ("答", 1),
    ]
    pdf = pdf_of(writer, answer, samples.NOTE, other)
    left = {piece.text.strip(): piece.x for piece in readback.pieces(pdf)}
    assert left["已核实。"] == pytest.approx(left["另一条。"] + 2 * 14, abs=0.5)


def test_an_answer_printed_without_what_it_answers_says_whom() -> None:
    answer = replace(samples.NOTE, id="答", answers=samples.NOTE.id)
    contents = holding(samples.NOTE, answer)
    (notes,) = [block for block in notes_of((answer,), contents, located=True) if isinstance(block, Notes)]
    assert notes.entries[0].remark == "（答复“某某：签约与到位的区别”，所答的一条未印出。）"


class TestMarkdown:
    TEXT = "**要点**如下：\n\n- 协议金额\n- 到位资金\n  1. 内资\n  2. 外资\n\n3. 其三\n\n以上\n为准"

    def test_bold_and_lists_are_set_as_such(self, writer: PdfWriter) -> None:
        text = readback.text(pdf_of(writer, replace(samples.NOTE, text=self.TEXT)))
        assert "要点如下：•协议金额•到位资金1.内资2.外资3.其三以上为准" in text
        assert "**" not in text

    def test_lists_are_tagged_as_lists(self, writer: PdfWriter) -> None:
        pdf = pdf_of(writer, replace(samples.NOTE, text=self.TEXT))
        kinds = [str(tag["/S"]) for tag in readback.tags(pdf)]
        assert kinds.count("/L") == 3
        assert kinds.count("/LI") == kinds.count("/Lbl") == kinds.count("/LBody") == 5

    def test_what_is_no_markdown_stands_as_typed(self, writer: PdfWriter) -> None:
        for text in ("# 标题", '$x$ #read("a")', "<b>粗</b>", "[字](http://a.cn)", "`码` ![](x)", "*斜*", "> 引"):
            assert "".join(text.split()) in readback.text(pdf_of(writer, replace(samples.NOTE, text=text)))

    @pytest.mark.parametrize("text", ["-", "2026.", "- - - - - - - - - - - - 深", "1. \n2. ", "**", "- \n\n段"])
    def test_nothing_typed_is_left_out(self, writer: PdfWriter, text: str) -> None:
        shown = readback.text(pdf_of(writer, replace(samples.NOTE, text=text))).replace("•", "-")
        assert "".join(text.split()) in shown

    @pytest.mark.parametrize(
        ("unit", "length"),
        [("字", 10_000), ("字\n", 500), ("- 字\n", 1_200), ("1. 字\n", 1_200), ("**字** ", 3_000)],
    )
    def test_a_long_note_runs_over_pages_and_stays_on_them(self, writer: PdfWriter, unit: str, length: int) -> None:
        text = (unit * length)[:length]
        pdf = pdf_of(writer, replace(samples.NOTE, title="", text=text))
        assert readback.text(pdf).count("字") == text.count("字")
        for page in range(len(readback.reader(pdf).pages)):
            for piece in readback.pieces(pdf, page):
                assert 20 * readback.MM < piece.y < 262 * readback.MM
                assert piece.x < 186 * readback.MM


class TestSectionsAndReports:
    CONTENTS = holding(ABOUT_REPORT, ABOUT_SECTION, samples.NOTE, SUGGESTED, ORPHAN)

    def test_a_place_offers_what_is_about_it_and_what_is_on_it(self) -> None:
        offered = {
            place: [note.id for note in annotations_of(place, self.CONTENTS)]
            for place in (samples.WHOLE, samples.SECTION, samples.ITEM)
        }
        assert offered[samples.WHOLE] == ["报", "章", samples.NOTE.id, "疑", "失"]
        assert offered[samples.SECTION] == ["章", samples.NOTE.id, "疑"]
        assert offered[samples.ITEM] == [samples.NOTE.id, "疑"]

    def test_they_say_how_much_they_are_about(self) -> None:
        page = page_for(samples.WHOLE, self.CONTENTS, (), annotations=self.CONTENTS.annotations)
        (placed, _, _) = [block for block in page.blocks if isinstance(block, Notes)]
        assert [note.about for note in placed.entries] == [
            "整份报告",
            "整章“1 坚持内需主导、投资拉动，推动经济平稳运行”",
            "第6行“签约金额2000亿元”",
        ]
