"""What is never torn apart by the end of a line or of a page."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.export.document import Block, Cell, Column, Document, Heading, Paragraph, Run, RunRole, Table
from briefing.export.pdf import PdfWriter
from tests.print import readback
from tests.print.pages import KINDS, SENTENCE, long_table, text, wide_table

MARKS = "①②③④⑤⑥⑦⑧⑨"


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of every page without its number."""
    return [
        [line for line in readback.lines(pdf, page) if not (line.startswith("—") and line.endswith("—"))]
        for page in range(len(readback.reader(pdf).pages))
    ]


def filling(lines: int) -> tuple[Block, ...]:
    return tuple(text("填") for _ in range(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(writer: PdfWriter, kind: str) -> None:
    for lines in range(15, 21):
        blocks = (*filling(lines), Heading("大标题", 1, 1), Heading("小标题", 2, 1), *KINDS[kind])
        for page in pages(writer.to_pdf(Document("标题", blocks=blocks))):
            assert not page[-1].endswith(("大标题", "小标题")), (kind, lines)


def test_a_heading_goes_along_onto_a_page_that_is_turned(writer: PdfWriter) -> None:
    blocks = (text("前文。"), Heading("大标题", 1, 1), Heading("小标题", 2, 1), wide_table(3), text("后文。"))
    first, second, third = pages(writer.to_pdf(Document("标题", blocks=blocks)))
    assert first == ["标题", "前文。"]
    assert second[:2] == ["一、大标题", "（一）小标题"]
    assert third == ["后文。"]


@pytest.mark.parametrize("lines", [0, 3, 6])
@pytest.mark.parametrize("wide", [False, True])
def test_a_row_of_a_table_is_never_split(writer: PdfWriter, lines: int, wide: bool) -> None:
    words = "很长的说明文字" * 4
    rows = tuple((Cell(f"首{n}"), Cell(f"起{n}甲{words * (1 + n % 3)}尾{n}乙")) for n in range(24))
    table = Table("长表", (Column("名称"), Column("说明")), rows, wide=wide)
    found = pages(writer.to_pdf(Document("标题", blocks=(*filling(lines), table))))
    assert len(found) > 2
    for n in range(24):
        beginning, end = (
            {at for at, page in enumerate(found) if word in "".join(page)} for word in (f"起{n}甲", f"尾{n}乙")
        )
        assert beginning == end
        assert len(beginning) == 1


def test_a_group_of_rows_never_ends_a_page_with_its_words(writer: PdfWriter) -> None:
    for lines in range(0, 12, 2):
        groups = tuple((at, f"第{at}组") for at in range(0, 40, 2))
        table = long_table(40, groups=groups)
        for page in pages(writer.to_pdf(Document("标题", blocks=(*filling(lines), table)))):
            assert not (page[-1].startswith("第") and page[-1].endswith("组"))


def test_no_line_holds_a_single_character_or_a_mark_alone(writer: PdfWriter) -> None:
    noted = tuple(text("字" * count + "。", source="来源。") for count in range(20, 90))
    plain = tuple(text("字" * count + "！”") for count in range(20, 90))
    short = tuple(text("字" * count, Run("6%", RunRole.FIGURE), "。") for count in range(20, 34))
    found = pages(writer.to_pdf(Document("标题", blocks=(*plain, *short, *noted))))
    assert len(found) > 10
    for page in found:
        for line in page:
            if set(line) <= {"字", "。", "！", "”", *MARKS}:
                assert line.count("字") >= 2, line


def test_a_mark_in_the_middle_of_a_paragraph_stays_with_its_word(writer: PdfWriter) -> None:
    blocks = tuple(text(Run("字" * count, footnote="来源。"), "后文") for count in range(20, 60))
    for page in pages(writer.to_pdf(Document("标题", blocks=blocks))):
        assert not any(line[0] in MARKS and "来源" not in line for line in page)


@pytest.mark.parametrize("kind", ["table", "chart", "callouts", "answer", "note"])
def test_what_fits_on_a_page_stays_on_one(writer: PdfWriter, kind: str) -> None:
    words = {"table": ("招商引资", "来源"), "chart": ("签约项目", "图1"), "callouts": ("地区生产总值", "4.3万")}
    words |= {"answer": ("问：", "来源"), "note": ("风险", "某某")}
    for lines in range(12, 21):
        found = [
            "".join(page) for page in pages(writer.to_pdf(Document("标题", blocks=(*filling(lines), *KINDS[kind]))))
        ]
        first, last = words[kind]
        assert any(first in page and last in page for page in found), (kind, lines)


def test_name_and_date_are_never_alone_on_a_page(writer: PdfWriter) -> None:
    for lines in range(14, 21):
        document = Document("标题", author="办公室", blocks=(*filling(lines), text(SENTENCE)))
        assert len(pages(writer.to_pdf(document))[-1]) > 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(sorted(KINDS)).flatmap(
            lambda kind: st.integers(1, 12).map(lambda lines: (kind, lines)),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_pages_break_well_whatever_follows_what(writer: PdfWriter, parts: list[tuple[str, int]]) -> None:
    blocks: list[Block] = []
    for n, (kind, lines) in enumerate(parts, 1):
        blocks += [
            Heading("标题句", 1, n),
            Paragraph((Run("字" * (27 * lines)),)),
            Heading("分标题句", 2, 1),
            *KINDS[kind],
        ]
    for page in pages(writer.to_pdf(Document("标题", blocks=tuple(blocks)))):
        assert not page[-1].endswith("标题句")
        assert not any(line == "字" for line in page)
