"""Annotations as a document of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents
from briefing.export.annotations_document import annotations_document
from briefing.export.document import Heading, Notes, Paragraph
from briefing.export.pdf import PdfWriter
from briefing.export.printable import UnprintableError
from tests.print import readback, samples
from tests.print.test_notes import ABOUT_REPORT, ABOUT_SECTION, ORPHAN, SUGGESTED

EVERY = (ABOUT_REPORT, ABOUT_SECTION, samples.NOTE, SUGGESTED, ORPHAN)
EARLIER = replace(
    samples.NOTE, id="旧", report_key=samples.EARLIER.key, item=0, stretch=None, title="旧报告的一条"
)  # fmt: skip


def holding(*notes: Annotation) -> ReportContents:
    return replace(samples.CONTENTS, annotations=notes)


def ids(*notes: Annotation) -> set[str]:
    return {note.id for note in notes}


class TestOneOfTwoReports:
    library = (holding(*EVERY), replace(samples.EARLIER_CONTENTS, annotations=(EARLIER,)))
    document = annotations_document(library, ids(*EVERY, EARLIER), filtered="待核 · 口径", on=date(2026, 1, 9))

    def test_is_titled_and_says_what_was_chosen(self) -> None:
        assert (self.document.title, self.document.subtitle) == ("批注", "待核 · 口径")
        assert self.document.source_line == "共6条，位置待确认1条，原文中已找不到1条"

    def test_runs_report_after_report_and_section_after_section_with_the_lost_last(self) -> None:
        said = [
            block.label if isinstance(block, Heading) else [note.title for note in block.entries]
            for block in self.document.blocks
            if isinstance(block, Heading | Notes)
        ]
        title = samples.NOTE.title
        assert said == [
            "一、2026 工作报告解读（下）",
            [title],
            "今年重点抓好11个方面工作 · 1 坚持内需主导、投资拉动，推动经济平稳运行",
            [title, title],
            "二、攻坚克难 高质量发展扎实推进",
            "八个方面工作成效 · 1 深化改革、扩大开放，内生动力得到新增强",
            ["旧报告的一条"],
            "三、位置待确认",
            "2026 工作报告解读（下）",
            [title],
            "四、原文中已找不到",
            "2026 工作报告解读（下）",
            [title],
        ]

    def test_quotes_the_words_with_their_line(self, writer: PdfWriter) -> None:
        text = readback.text(writer.to_pdf(self.document))
        for words in (
            "整份报告〔口径·已核〕",
            "第5行起，整章〔口径·已核〕",
            "第6行“签约金额2000亿元”〔口径·已核〕签约与到位的区别签约金额为协议金额，不等于到位资金。某某，2026年1月8日",
            "第1行，整条“主动承接东部地区产业转移",
            "……精准务实抓招商。全年招商引资签约项目达到1000个，“签约金额2000亿元”以上，签约项目当年开工率达到80%以上。……",
        ):
            assert words in text


def test_words_that_several_notes_are_about_are_quoted_once() -> None:
    second = replace(samples.NOTE, id="二", created=samples.NOTE.created + timedelta(hours=1))
    other = samples.annotation(5, "1000个", "另一处。", id="三")
    document = annotations_document((holding(samples.NOTE, second, other),), ids(samples.NOTE, second, other))
    (notes,) = [block for block in document.blocks if isinstance(block, Notes)]
    quoted = [note.passage.words if note.passage else None for note in notes.entries]
    assert quoted == ["1000个", "签约金额2000亿元", None]


def test_a_long_passage_in_place_is_cut_and_one_that_is_lost_is_not() -> None:
    text = "第一句很长" * 60
    report = replace(samples.REPORT, parts=(replace(samples.REPORT.parts[0], items=(
        replace(samples.REPORT.parts[0].items[0], text=text),)),))  # fmt: skip
    placed = replace(samples.NOTE, item=0, stretch=None)
    lost = replace(ORPHAN, anchor=replace(ORPHAN.anchor, exact=text))
    contents = ReportContents(report, (), (placed, lost))
    document = annotations_document((contents,), ids(placed, lost))
    first, last = (block.entries[0].passage for block in document.blocks if isinstance(block, Notes))
    assert first is not None
    assert last is not None
    assert len(first.words) == 120
    assert first.words.endswith("…")
    assert last.words == text


@pytest.mark.parametrize("chosen", [set(), {"没有这一条"}])
def test_nothing_chosen_is_said(chosen: set[str]) -> None:
    (only,) = annotations_document((holding(*EVERY),), chosen).blocks
    assert isinstance(only, Paragraph)
    assert only.text == "没有选中批注。"


@pytest.fixture(scope="module")
def long(writer: PdfWriter) -> bytes:
    """200 notes of many lengths in every section."""
    items = [item for item in samples.REPORT.items() if item.text]
    notes = []
    for n in range(200):
        item = items[n % len(items)]
        text = "签约金额为协议金额，不等于到位资金。" * (n % 13 + 1) + "\n\n- 一\n- 二" * (n % 3)
        changes = {"state": AnchorState.ORPHAN, "item": None, "stretch": None} if n % 20 == 19 else {}
        notes.append(samples.annotation(item.position, item.text[:6], text, id=f"{n}", title=f"第{n}条。", **changes))
    return writer.to_pdf(annotations_document((holding(*notes),), ids(*notes)))


def test_every_one_of_200_is_printed_once(long: bytes) -> None:
    text = readback.text(long)
    for n in range(200):
        assert text.count(f"〔口径·已核〕第{n}条。") == 1


def test_every_page_but_the_first_says_on_top_where_it_is(long: bytes) -> None:
    pages = [readback.lines(long, n) for n in range(len(readback.reader(long).pages))]
    assert len(pages) > 20
    assert pages[0][0] == "批注"
    for lines in pages[1:]:
        assert lines[0].startswith("批注·")
        assert "2026工作报告解读（下）" in lines[0] or "原文中已找不到" in lines[0]


def test_no_heading_and_no_quotation_stands_alone_at_the_foot(long: bytes) -> None:
    for page in range(len(readback.reader(long).pages)):
        last = readback.lines(long, page)[-2]
        assert "工作报告解读" not in last
        assert not last.startswith(("第", "〔"))
        assert "主要预期目标" not in last


def test_headings_are_bookmarks_and_running_heads_are_not_read_aloud(long: bytes) -> None:
    marks = readback.bookmarks(long)
    assert marks[0] == (0, "一、2026工作报告解读（下）")
    assert marks[-1] == (0, "二、原文中已找不到")
    kinds = [str(tag["/S"]) for tag in readback.tags(long)]
    assert kinds.count("/H1") == 2
    assert kinds.count("/H2") == len(marks) - 2


def test_a_character_that_no_face_has_is_named_with_its_place(writer: PdfWriter) -> None:
    note = replace(samples.NOTE, text="**请**办理😀")
    document = annotations_document((holding(note),), ids(note))
    with pytest.raises(UnprintableError, match="“😀”（U\\+1F600）"):
        writer.to_pdf(document)
    assert "请办理〓" in readback.text(writer.to_pdf(document, tagged=False))
