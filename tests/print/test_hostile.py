"""Text is data: what stands in a report or an annotation is printed as it is, or refused in a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.errors import ExportError
from briefing.export.document import (
    Align,
    Answer,
    Block,
    Callouts,
    Card,
    Caveat,
    Cell,
    Chart,
    Column,
    Contents,
    Document,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    Note,
    Notes,
    Paragraph,
    Passage,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from briefing.export.pdf import PdfWriter
from briefing.export.printable import UnprintableError
from tests.print import readback, samples

MARKUP = [
    "#pagebreak()",
    "$x^2$",
    "\\n\\u{41}",
    "<b>粗</b>",
    "=cmd|' /C calc'!A0",
    "*粗* _斜_ `码`",
    "@引用 ~ // 注 /* */",
]


def _note(text: str) -> Note:
    return Note(
        text,
        text,
        text,
        text,
        text,
        None,
        text,
        text,
        True,
        tags=(text,),
        attachments=(text,),
        passage=Passage(text, text, text, text),
        remark=text,
    )


def everywhere(text: str) -> Document:
    """A document with the text in every place that takes one."""
    blocks: tuple[Block, ...] = (
        Heading(text, 1, 1),
        Paragraph((Run(text, RunRole.LEAD), Run(text), Run(text, RunRole.FIGURE)), 1, text),
        Callouts((Card(text, text, text),)),
        Table(text, (Column(text, Align.RIGHT, text),), ((Cell(text, text, True, 1),),), (text,), text),
        Notes((_note(text), replace(_note(text), depth=9))),
        Caveat(text),
        SourceLine(text),
        Chart(samples.CHART, text or "图", text),
        EntryMark("entry"),
        Contents(),
        ListEntry((Run(text, RunRole.STRONG, text), Run(text)), "•"),
        ListEntry((Run(text),), text[:9], 1),
        MarginNote(text),
        Answer(text, text, text, text, text),
        Table(text, (Column(text, unit=text),), ((Cell(text, text, footnote=text),),), unit=text, groups=((0, text),)),
        MarginNote(text),
        Table(text, (Column(text),), ((Cell(text, text, footnote=text),),), unit=text, wide=True, groups=((0, text),)),
    )
    return Document(
        text,
        text,
        text,
        None,
        text,
        blocks,
        confidentiality=text,
        addressee=text,
        facts=((text, text),),
        title_breaks=(1, 3),
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_is_printed_as_it_stands(writer: PdfWriter, text: str) -> None:
    printed = readback.text(writer.to_pdf(everywhere(text)))
    assert printed.count("".join(text.split())) >= 40


def test_a_file_name_in_the_text_opens_no_file(writer: PdfWriter) -> None:
    assert "#read" in readback.text(writer.to_pdf(everywhere('#read("data.json")')))


@pytest.mark.parametrize("text", ["", " ", "\n", "\t\n\t"])
def test_empty_texts_print_an_empty_page(writer: PdfWriter, text: str) -> None:
    assert readback.reader(writer.to_pdf(everywhere(text))).pages


def test_empty_blocks_print(writer: PdfWriter) -> None:
    blocks: tuple[Block, ...] = (
        Paragraph(()),
        Callouts(()),
        Notes(()),
        Table("", (Column(""),), ()),
        Table("", (Column(""),), (), wide=False, groups=((0, ""),)),
        ListEntry(()),
        Answer("", ""),
        MarginNote(""),
        Contents(),
        EntryMark(""),
    )
    assert len(readback.reader(writer.to_pdf(Document("标题", blocks=blocks))).pages) == 1


@pytest.mark.parametrize("unit", ["字", "word ", "3.14"])
def test_a_paragraph_of_10_000_characters_loses_none_and_stays_on_the_sheet(writer: PdfWriter, unit: str) -> None:
    text = (unit * 10_000)[:10_000]
    pdf = writer.to_pdf(Document("标题", blocks=(Paragraph((Run(text),)),)))
    printed = "".join(
        line for page in range(len(readback.reader(pdf).pages)) for line in readback.lines(pdf, page)[:-1]
    )
    assert printed == "标题" + "".join(text.split())
    for page in range(len(readback.reader(pdf).pages)):
        for piece in readback.pieces(pdf, page):
            assert piece.x <= 184 * readback.MM


@pytest.mark.parametrize(("unit", "count"), [("字", 1700), ("x", 400)])
def test_a_text_beyond_all_measure_stays_on_the_sheets_wherever_it_stands(
    writer: PdfWriter, unit: str, count: int
) -> None:
    pdf = writer.to_pdf(everywhere(unit * count))
    assert readback.text(pdf).count(unit) >= count * 20
    for page in range(len(readback.reader(pdf).pages)):
        sheet = readback.reader(pdf).pages[page].mediabox
        right = 37 if sheet.width > sheet.height else 26
        for piece in readback.pieces(pdf, page):
            assert 20 * readback.MM < piece.y < float(sheet.height) - 25 * readback.MM
            # What stands in the outer margin is small.
            assert piece.x < float(sheet.width) - (right - 2) * readback.MM or piece.size < 10.1


def test_every_kind_of_line_end_ends_a_line(writer: PdfWriter) -> None:
    text = "一\r\n二\r三\n四\u2028五\x0b六\x85七"
    pdf = writer.to_pdf(Document("标题", blocks=(Paragraph((Run(text),)),)))
    assert readback.lines(pdf)[1:-1] == list("一二三四五六七")


@pytest.mark.parametrize("rare", ["㙍", "镕", "〇", "①㊿", "≥≤±×÷−‰℃㎡µΩ", "“”‘’—…·", "é ñ ü"])
def test_rare_characters_that_a_face_has_are_printed(writer: PdfWriter, rare: str) -> None:
    assert "".join(rare.split()) in readback.text(writer.to_pdf(Document("标题", blocks=(Paragraph((Run(rare),)),))))


@pytest.mark.parametrize(
    ("char", "named"),
    [
        ("😀", "“😀”（U+1F600）"),
        ("𠮷", "“𠮷”（U+20BB7）"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\ud842", "U+D842"),
        ("\ufffe", "U+FFFE"),
        ("\ue5e5", "U+E5E5"),
        ("\u202e", "U+202E"),
    ],
)
def test_a_character_without_a_form_is_refused_by_name_and_place(writer: PdfWriter, char: str, named: str) -> None:
    document = Document("标题", blocks=(Paragraph((Run(f"签约项目由{char}先生负责"),)),))
    for attempt in (writer.to_pdf, writer.to_png):
        with pytest.raises(UnprintableError) as refusal:
            attempt(document)
        assert str(refusal.value).startswith("“签约项目由")
        assert f"有打印不出的字符：{named}。" in str(refusal.value)
        assert refusal.value.characters == (char,)


@pytest.mark.parametrize("kind", ["paragraph", "answer", "cell", "margin", "footnote", "chart"])
def test_a_refusal_names_the_entry_of_a_briefing(writer: PdfWriter, kind: str) -> None:
    words = "由😀先生负责"
    block: dict[str, Block] = {
        "paragraph": Paragraph((Run(words),)),
        "answer": Answer("谁负责？", words),
        "cell": Table("表", (Column("人"),), ((Cell(words),),)),
        "margin": MarginNote(words),
        "footnote": Paragraph((Run("正文", footnote=words),)),
        "chart": Chart(samples.CHART.replace("签约", "😀"), "图", "招商"),
    }
    blocks = (EntryMark("one"), Paragraph((Run("好。"),)), EntryMark("two"), EntryMark("three"), block[kind])
    with pytest.raises(UnprintableError) as refusal:
        writer.to_pdf(Document("标题", blocks=blocks))
    assert refusal.value.entry == "three"
    assert str(refusal.value).startswith("第3项图表“招商”里" if kind == "chart" else "第3项“由先生负责”这一处")


def test_a_chart_that_is_no_drawing_names_its_entry(writer: PdfWriter) -> None:
    charts = (Chart(samples.CHART, "好图", "好图"), EntryMark("one"), Chart("<svg", "坏图", "坏图"))
    with pytest.raises(ExportError, match=r"^第1项图表“坏图”画不出来"):
        writer.to_pdf(Document("标题", blocks=charts))


def test_ids_of_entries_are_not_printed_and_may_be_anything(writer: PdfWriter) -> None:
    made = writer.render(Document("标题", blocks=(EntryMark("\u202e<#😀"), Paragraph((Run("好。"),)))), None)
    assert [mark.entry for mark in made.marks] == ["\u202e<#😀"]
    assert readback.text(made.pdf) == "标题好。—1—"


def test_500_entries_are_printed_each(writer: PdfWriter) -> None:
    blocks: list[Block] = []
    for n in range(500):
        blocks += [
            EntryMark(f"entry-{n}"),
            MarginNote(f"旁注{n}"),
            Paragraph((Run(f"第{n}条。"),), source=f"来源{n}。"),
        ]
    made = writer.render(Document("标题", blocks=tuple(blocks)), None)
    said = readback.text(made.pdf)
    assert all(f"第{n}条。" in said and f"来源{n}。" in said and f"旁注{n}" in said for n in range(500))
    assert {mark.entry for mark in made.marks} == {f"entry-{n}" for n in range(500)}


@pytest.mark.parametrize("kind", ["answer", "list", "note", "cell", "footnote"])
def test_10_000_characters_are_printed_wherever_they_stand(writer: PdfWriter, kind: str) -> None:
    words = "字" * 10_000
    block: dict[str, Block] = {
        "answer": Answer("问题", words),
        "list": ListEntry((Run(words),)),
        "note": Notes((Note("风险", "草稿", words),)),
        "cell": Table("表", (Column("说明"),), ((Cell(words),),)),
        "footnote": Paragraph((Run("正文。"),), source=words),
    }
    pdf = writer.to_pdf(Document("标题", blocks=(block[kind],)))
    assert readback.text(pdf).count("字") == 10_000
    for page in range(len(readback.reader(pdf).pages)):
        assert all(20 * readback.MM < piece.y < 262 * readback.MM for piece in readback.pieces(pdf, page))


def test_a_refused_title_is_called_the_title(writer: PdfWriter) -> None:
    with pytest.raises(UnprintableError, match=r"^标题里有打印不出的字符：“😀”"):
        writer.to_pdf(Document("好😀"))


def test_an_untagged_file_shows_where_characters_are_missing(writer: PdfWriter) -> None:
    document = Document("标题", blocks=(Paragraph((Run("由😀和\x00及\ud842先生负责，😀"),)),))
    pdf = writer.to_pdf(document, tagged=False)
    assert "由〓和〓及〓先生负责，〓" in readback.text(pdf)
    assert set(writer.render(document, 72, tagged=False).missing) == {"😀", "\x00", "\ud842"}


def test_a_chart_with_a_character_without_a_face_is_named(writer: PdfWriter) -> None:
    document = Document("标题", blocks=(Chart(samples.CHART.replace("签约", "😀"), "图", "招商"),))
    with pytest.raises(UnprintableError, match=r"^图表“招商”里有打印不出的字符：“😀”"):
        writer.to_pdf(document)
    assert "〓项目" in readback.text(writer.to_pdf(document, tagged=False))


def test_a_byte_order_mark_is_left_out(writer: PdfWriter) -> None:
    assert "签约项目" in readback.text(writer.to_pdf(Document("标题", blocks=(Paragraph((Run("签约\ufeff项目"),)),))))


def test_a_chart_that_is_no_drawing_is_a_known_error(writer: PdfWriter) -> None:
    with pytest.raises(ExportError, match=r"图表.*画不出来"):
        writer.to_pdf(Document("标题", blocks=(Chart("<svg", "坏图"),)))


def test_a_chart_that_names_a_file_is_a_known_error(writer: PdfWriter) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<image xlink:href="/etc/hostname" width="9" height="9"/></svg>'
    )
    with pytest.raises(ExportError, match=r"图表.*画不出来"):
        writer.to_pdf(Document("标题", blocks=(Chart(svg, "外链"),)))


def test_a_mark_that_no_face_has_does_not_take_the_digit_below_it_along(writer: PdfWriter) -> None:
    document = everywhere("0ั")
    with pytest.raises(UnprintableError) as refusal:
        writer.to_pdf(document)
    assert refusal.value.characters == ("ั",)
    writer.to_pdf(document, tagged=False)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_any_text_is_printed_or_refused_in_a_sentence(writer: PdfWriter, text: str) -> None:
    document = everywhere(text)
    try:
        writer.to_pdf(document)
    except UnprintableError as refusal:
        assert refusal.characters
        assert str(refusal).endswith("。")
        writer.to_pdf(document, tagged=False)
