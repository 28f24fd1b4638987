"""GB/T 9704-2012: the type area, the 22 lines of 28 characters, the page numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.export.document import Cell, Column, Document, Heading, Note, Notes, Paragraph, Run, Table
from briefing.export.pdf import PdfWriter
from tests.print import readback
from tests.print.pages import CAVEAT, KINDS, SENTENCE, briefing, long_table, text
from tests.print.readback import MM

PITCH = (225 * MM - 22 * 156 * MM / 28) / 21 + 156 * MM / 28
CELL = 156 * MM / 28
PLAIN = "全市经济总量进入全国二十个革命老区重点城市前列经济综合竞争力位居中部城市前列"


@pytest.fixture(scope="module")
def text_pages(writer: PdfWriter) -> bytes:
    """Pages full of plain text; the second is nothing but text."""
    return writer.to_pdf(Document("标题", blocks=(Paragraph((Run(PLAIN * 60),)),)))


def body(pdf: bytes, page: int) -> list[readback.Piece]:
    return [piece for piece in readback.pieces(pdf, page) if piece.size == pytest.approx(CELL, abs=0.05)]


def test_a_page_holds_22_lines_of_28_characters(text_pages: bytes) -> None:
    lines = readback.lines(text_pages, 1)[:-1]
    assert len(lines) == 22
    assert {len(line) for line in lines} == {28}


def test_lines_stand_one_pitch_apart(text_pages: bytes) -> None:
    heights = sorted({round(piece.y, 2) for piece in body(text_pages, 1)}, reverse=True)
    assert len(heights) == 22
    for above, below in pairwise(heights):
        assert above - below == pytest.approx(29.62, abs=0.02)


def test_lines_run_from_the_binding_margin_across_156_mm(text_pages: bytes) -> None:
    odd, even = body(text_pages, 2), body(text_pages, 1)
    assert min(piece.x for piece in odd) == pytest.approx(28 * MM, abs=0.1)
    assert min(piece.x for piece in even) == pytest.approx(26 * MM, abs=0.1)
    for piece in odd[1:5]:
        assert len(piece.text) == 28
        assert piece.x + 28 * CELL == pytest.approx(184 * MM, abs=0.1)


def test_the_first_line_begins_37_mm_from_the_top(text_pages: bytes) -> None:
    top = max(piece.y for piece in body(text_pages, 1))
    assert 297 * MM - top == pytest.approx(37 * MM + 0.88 * CELL, abs=0.1)


def test_paragraphs_are_indented_by_two_characters(text_pages: bytes) -> None:
    assert body(text_pages, 0)[0].x == pytest.approx(28 * MM + 2 * CELL, abs=0.1)


def test_page_numbers_stand_on_the_outer_side_between_dashes(text_pages: bytes) -> None:
    for page, side in ((0, "right"), (1, "left"), (2, "right")):
        number = [piece for piece in readback.pieces(text_pages, page) if piece.size == pytest.approx(14, abs=0.05)]
        assert "".join(piece.text for piece in number).replace(" ", "") == f"—{page + 1}—"
        if side == "left":
            assert number[0].x == pytest.approx(26 * MM + 14, abs=0.2)
        else:
            assert 150 * MM < number[0].x < 184 * MM - 14
        assert 297 * MM - number[0].y == pytest.approx((37 + 225 + 7) * MM, abs=6)


def test_the_title_is_centred_and_of_22_points(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(Document("关于2026年主要预期目标和招商引资工作的简报"))
    title = [piece for piece in readback.pieces(pdf) if piece.size == pytest.approx(22, abs=0.05)]
    assert "".join(piece.text for piece in title) == "关于2026年主要预期目标和招商引资工作的简报"
    last = title[-1]
    assert last.x + len(last.text) * 11 == pytest.approx((28 + 78) * MM, abs=1)


def test_text_after_a_table_or_a_note_stands_on_the_grid_again(writer: PdfWriter) -> None:
    table = Table("数据", (Column("指标"),), ((Cell("甲"),), (Cell("乙"),)), ("口径有别。",))
    note = Notes((Note("口径", "已核", "两年口径不同。", "口径"),))
    blocks = (
        Heading("一级", 1, 1),
        Paragraph((Run("正文"),)),
        table,
        Paragraph((Run("正文"),)),
        note,
        Heading("二级", 2, 1),
    )
    pdf = writer.to_pdf(
        Document("标题", "副题", source_line="来源：《报告》", blocks=(*blocks, Paragraph((Run("正文"),))))
    )
    first = 297 * MM - 37 * MM - 0.88 * CELL
    placed = [piece for piece in body(pdf, 0) if piece.text in ("正文", "一级", "二级")]
    assert len(placed) >= 3
    for piece in placed:
        steps = (first - piece.y) / PITCH
        assert steps == pytest.approx(round(steps), abs=0.02), piece


def off_the_grid(pdf: bytes) -> list[tuple[int, readback.Piece]]:
    """The pieces in the body's size that stand between two lines of the grid, with their pages."""
    first = 297 * MM - 37 * MM - 0.88 * CELL
    found = []
    for page, sheet in enumerate(readback.reader(pdf).pages):
        if sheet.mediabox.width < sheet.mediabox.height:
            for piece in body(pdf, page):
                steps = (first - piece.y) / PITCH
                if abs(steps - round(steps)) > 0.02:
                    found.append((page, piece))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_text_after_every_kind_of_block_stands_on_the_grid_again(writer: PdfWriter, kind: str) -> None:
    for lines in (1, 7, 16):
        blocks = (*(text("正文。") for _ in range(lines)), *KINDS[kind], text(SENTENCE))
        document = Document(
            "标题", blocks=blocks * 3, confidentiality="秘密", addressee="各部门", facts=(("会议", "会"),)
        )
        assert off_the_grid(writer.to_pdf(document)) == []


def test_a_whole_briefing_stands_on_the_grid(writer: PdfWriter) -> None:
    found = off_the_grid(writer.to_pdf(briefing()))
    assert [piece.text for _, piece in found] == ["（供市政府常务会议参阅）"]


def test_text_after_long_tables_and_long_notes_stands_on_the_grid(writer: PdfWriter) -> None:
    parts = tuple((long_table(11 + n, footnote=CAVEAT), text(SENTENCE), _long_note(), text(SENTENCE)) for n in range(5))
    assert off_the_grid(writer.to_pdf(Document("标题", blocks=tuple(block for part in parts for block in part)))) == []


def _long_note() -> Notes:
    return Notes((Note("风险", "草稿", SENTENCE * 14, "提示"),))


def test_a_figure_is_never_broken_over_two_lines(writer: PdfWriter) -> None:
    from briefing.export.document import RunRole

    for before in range(20, 28):
        runs = (Run("字" * before), Run("123456亿元", RunRole.FIGURE), Run("以上。"))
        lines = readback.lines(writer.to_pdf(Document("标题", blocks=(Paragraph(runs),))))
        assert any("123456亿元" in line for line in lines)
