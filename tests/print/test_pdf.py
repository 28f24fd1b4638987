from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from briefing.export.compose import page_for
from briefing.export.document import Align, Caveat, Cell, Column, Document, Heading, PageBreak, Paragraph, Run, Table
from briefing.export.pdf import PdfWriter
from tests.print import readback, samples
from tests.print.readback import MM
from tests.print.samples import CONTENTS, INDICATORS


@pytest.fixture(scope="module")
def item(writer: PdfWriter) -> bytes:
    page = page_for(
        samples.ITEM,
        CONTENTS,
        INDICATORS,
        annotations=(samples.NOTE,),
        charts=samples.CHARTS,
        author="市政府办公室",
        on=date(2026, 1, 9),
    )
    return writer.to_pdf(page)


@pytest.fixture(scope="module")
def report(writer: PdfWriter) -> bytes:
    return writer.to_pdf(page_for(samples.WHOLE, CONTENTS, INDICATORS, charts=samples.CHARTS))


def test_the_sheet_is_a4(item: bytes) -> None:
    for page in readback.reader(item).pages:
        assert float(page.mediabox.width) == pytest.approx(210 * MM, abs=0.1)
        assert float(page.mediabox.height) == pytest.approx(297 * MM, abs=0.1)


def test_all_words_copy_right_and_in_order(item: bytes) -> None:
    text = readback.text(item)
    passages = [
        "精准务实抓招商",
        "来源：《奋楫争先拼出“十五五”开局昂扬气象——政府工作报告解读（下）》第6行",
        "精准务实抓招商。全年招商引资签约项目达到1000个，签约金额2000亿元以上，签约项目当年开工率达到80%以上。",
        "表1目标与实绩指标2026年目标2024年实绩差额（测算）签约项目1000个502个①+498个",
        "≥2000亿元1500亿元①≥+500亿元",
        "①口径有别：2024年实绩句在“主动承接东部地区产业转移”之下，口径可能只是承接转移。",
        "图1招商引资实绩与目标",
        "〔口径·已核〕签约与到位的区别所批：“签约金额2000亿元”签约金额为协议金额，不等于到位资金。",
        "某某，2026年1月8日",
        "市政府办公室2026年1月9日",
    ]
    at = 0
    for passage in passages:
        assert passage in text[at:]
        at = text.index(passage, at)


def test_no_character_is_swapped_for_one_that_only_looks_alike(item: bytes, report: bytes) -> None:
    for char in readback.text(item) + readback.text(report):
        assert not 0x2E80 <= ord(char) <= 0x2FDF, f"radical {char!r}"
        assert not 0xF900 <= ord(char) <= 0xFAFF, f"compatibility ideograph {char!r}"


def test_the_file_names_its_title_author_and_language(item: bytes) -> None:
    read = readback.reader(item)
    assert read.metadata is not None
    assert read.metadata.title == "精准务实抓招商"
    assert read.metadata.author == "市政府办公室"
    assert readback.root(item)["/Lang"] == "zh-CN"
    assert readback.root(item)["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - a PDF boolean


def test_the_file_declares_both_standards(item: bytes) -> None:
    metadata = readback.root(item)["/Metadata"].get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_headings_become_bookmarks(report: bytes) -> None:
    assert readback.bookmarks(report) == [
        (0, "一、主要预期目标"),
        (0, "二、今年重点抓好11个方面工作"),
        (1, "（一）坚持内需主导、投资拉动，推动经济平稳运行"),
        (1, "（二）全面加强政府自身建设"),
        (0, "三、数据表"),
    ]


def test_the_structure_is_tagged(report: bytes) -> None:
    root = readback.root(report)
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    kinds = [str(tag["/S"]) for tag in readback.tags(report)]
    assert {"/Title", "/H1", "/H2", "/P", "/Table", "/Caption", "/THead", "/TH", "/TD", "/Figure"} <= set(kinds)
    assert kinds.count("/Table") == 2


def test_every_chart_has_its_alternative_text(report: bytes) -> None:
    figures = [tag for tag in readback.tags(report) if tag["/S"] == "/Figure"]
    assert [figure["/Alt"] for figure in figures] == [samples.ALT]


def test_every_font_is_embedded_and_only_its_used_characters_are(item: bytes) -> None:
    fonts = readback.fonts(item)
    assert fonts
    for name, embedded in fonts.items():
        assert embedded, name
        assert name[7] == "+", f"{name} is not a subset"
    assert len(item) < 200_000


def test_tables_repeat_their_header_on_every_page(writer: PdfWriter) -> None:
    columns = (Column("指标", grow=True), Column("数值", Align.RIGHT), Column("单位"))
    rows = tuple((Cell(f"第{n}项指标"), Cell(str(n)), Cell("个")) for n in range(1, 102))
    pdf = writer.to_pdf(Document("附表", blocks=(Table("全部指标", columns, rows),)))
    pages = [readback.lines(pdf, n) for n in range(len(readback.reader(pdf).pages))]
    assert len(pages) > 2
    for lines in pages:
        assert "指标数值单位" in lines
    assert [line for lines in pages for line in lines if line.endswith("个")] == [
        f"第{n}项指标{n}个" for n in range(1, 102)
    ]


def test_a_short_table_stays_whole(writer: PdfWriter) -> None:
    filling = tuple(Paragraph((Run("正文。" * 9),)) for _ in range(16))
    table = Table("短表", (Column("指标"),), tuple((Cell(f"第{n}行"),) for n in range(6)))
    pdf = writer.to_pdf(Document("标题", blocks=(*filling, table)))
    assert not any("短表" in line or line.startswith("第") for line in readback.lines(pdf, 0))
    assert readback.lines(pdf, 1)[:2] == ["表1短表", "指标"]


def test_a_computed_value_says_so_even_where_its_column_does_not(writer: PdfWriter) -> None:
    table = Table("数据", (Column("2024年实绩"),), ((Cell("20 + 3.4 = 23.4", "万亩", computed=True),),))
    assert "20+3.4=23.4万亩（测算）" in readback.text(writer.to_pdf(Document("标题", blocks=(table,))))


def test_a_caveat_is_marked_in_words(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(Document("标题", blocks=(Caveat("两年统计范围不同。"),)))
    assert "口径说明两年统计范围不同。" in readback.text(pdf)


def test_a_source_becomes_a_footnote(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(Document("标题", blocks=(Paragraph((Run("正文。"),), source="《报告》第6行。"),)))
    assert readback.lines(pdf)[1:3] == ["正文。①", "①《报告》第6行。"]


def test_a_page_break_breaks_the_page(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(Document("标题", blocks=(Paragraph((Run("甲"),)), PageBreak(), Paragraph((Run("乙"),)))))
    assert [readback.lines(pdf, n)[-2] for n in (0, 1)] == ["甲", "乙"]


def test_headings_that_skip_a_level_still_make_a_valid_structure(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(
        Document("标题", blocks=(Heading("小标题", 3, 1), Heading("大标题", 1, 1), Heading("小", 4, 2)))
    )
    assert readback.bookmarks(pdf) == [(0, "1.小标题"), (0, "一、大标题"), (1, "（2）小")]


def test_a_document_with_nothing_in_it_still_prints(writer: PdfWriter) -> None:
    pdf = writer.to_pdf(Document(""))
    read = readback.reader(pdf)
    assert read.metadata is not None
    assert read.metadata.title == "简报"
    assert len(read.pages) == 1


def test_the_same_document_makes_the_same_pages(writer: PdfWriter) -> None:
    page = page_for(samples.ITEM, CONTENTS, INDICATORS, charts=samples.CHARTS)
    first, second = writer.render(page, 72), writer.render(page, 72)
    assert first.images == second.images


def test_page_images_are_the_pages(writer: PdfWriter) -> None:
    page = page_for(samples.WHOLE, CONTENTS, INDICATORS)
    made = writer.render(page, 72)
    assert len(made.images) == len(readback.reader(made.pdf).pages) > 1
    for image in made.images:
        assert image.startswith(b"\x89PNG")
        width, height = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
        assert (width, height) == (595, 842)
    assert writer.to_png(page, 72) == list(made.images)
    assert writer.to_pdf(page)[:5] == b"%PDF-"


def test_an_untagged_file_has_no_tags(writer: PdfWriter) -> None:
    root = readback.root(writer.to_pdf(Document("标题"), tagged=False))
    assert "/StructTreeRoot" not in root


def test_using_the_layer_does_not_load_the_typesetter_before_it_is_needed() -> None:
    program = (
        "import sys, briefing.export, briefing.export.preview, briefing.export.compose\n"
        "from briefing.export.fonts import FontShelf\n"
        "briefing.export.preview.PagePreview(briefing.export.pdf.PdfWriter(FontShelf()))\n"
        "print(sorted({'typst', 'pypdfium2', 'PySide6'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, encoding="utf-8")
    assert run.stdout.strip() == "[]"


def test_a_long_report_is_one_document_of_many_pages(writer: PdfWriter) -> None:
    blocks = tuple(Paragraph((Run("全市经济总量进入全国二十个革命老区重点城市前列。" * 10),)) for _ in range(40))
    pdf = writer.to_pdf(Document("长报告", blocks=blocks))
    assert len(readback.reader(pdf).pages) == 17
