from __future__ import annotations

from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from briefing.export.document import Document, Heading, PageBreak, Paragraph, Run, Table
from briefing.export.docx import DocxWriter
from briefing.export.docx.faces import faces_of
from briefing.export.fonts import FaceRole, FontChoice
from tests.export.docx.readback import Word, attributes, one, style_of, text_of
from tests.export.docx.samples import full_document, long_table, plain_document, wide_table


def test_the_page_is_that_of_the_standard(plain: Word) -> None:
    section = plain.document.sections[0]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    for found, wanted in (
        (section.top_margin, 37), (section.left_margin, 28), (section.right_margin, 26), (section.bottom_margin, 35),
    ):  # fmt: skip
        assert abs(found - Mm(wanted)) < Mm(0.05)
    grid = attributes(one(plain.body, "sectPr/docGrid"))
    assert grid == {"type": "lines", "linePitch": "579"}


def test_margins_are_mirrored_for_both_sides_only(writer: DocxWriter, plain: Word) -> None:
    assert plain.xml("settings.xml").find(qn("w:mirrorMargins")) is not None
    single = Word(writer.to_docx(replace(plain_document(), duplex=False)))
    assert single.xml("settings.xml").find(qn("w:mirrorMargins")) is None


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(plain: Word) -> None:
    assert plain.document.settings.odd_and_even_pages_header_footer
    section = plain.document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        element = footer._element
        assert text_of(element) == "— 1 —"
        assert element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")).strip() == "PAGE"
        assert element.find(f".//{qn('w:jc')}").get(qn("w:val")) == side


def test_the_title_breaks_where_a_person_broke_it(full: Word, plain: Word) -> None:
    assert full.texts("Title") == ["2026年主要\n目标任务和重点\n工作推进落实情况简报"]
    assert plain.texts("Title")[0].count("\n") == 1


def test_what_surrounds_the_text_stands_in_its_place(full: Word) -> None:
    assert full.texts("Confidentiality") == ["内部资料"]
    assert full.texts("Addressee") == ["市政府常务会议："]
    assert full.texts("UnderTitle") == ["来源：政府工作报告", "会议：市政府常务会议", "时间：2026年1月12日"]
    assert full.texts("Signature") == ["市政府办公室", "2026年1月9日"]


def test_headings_are_words_own_with_their_numbers_as_text(plain: Word) -> None:
    first = plain.document.paragraphs[[p.style.name for p in plain.document.paragraphs].index("Heading 1")]
    assert first.text == "一、坚持内需主导、投资拉动之1"
    assert first.style.paragraph_format.keep_with_next
    assert "（一）精准务实抓招商" in plain.texts("Heading2")


def test_all_four_levels_are_set_as_the_standard_has_them(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("四级", blocks=tuple(Heading("标题", level, 1) for level in range(1, 5)))))
    assert [text_of(p) for p in word.body if style_of(p).startswith("Heading")] == [
        "一、标题", "（一）标题", "1.标题", "（1）标题",
    ]  # fmt: skip
    styles = {s.get(qn("w:styleId")): s for s in word.xml("styles.xml").findall(qn("w:style"))}
    faces = [one(styles[f"Heading{n}"], "rPr/rFonts").get(qn("w:eastAsia")) for n in range(1, 5)]
    assert faces == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]
    bold = [one(styles[f"Heading{n}"], "rPr/b").get(qn("w:val")) for n in range(1, 5)]
    assert bold == ["0", "0", None, "0"]
    assert [attributes(one(styles[f"Heading{n}"], "pPr/outlineLvl"))["val"] for n in range(1, 5)] == list("0123")


def test_body_text_is_three_hao_indented_two_characters(plain: Word) -> None:
    styles = {s.get(qn("w:styleId")): s for s in plain.xml("styles.xml").findall(qn("w:style"))}
    indent = attributes(one(styles["BodyText"], "pPr/ind"))
    assert (indent["firstLineChars"], indent["firstLine"]) == ("200", "640")
    defaults = one(plain.xml("styles.xml"), "docDefaults/rPrDefault/rPr")
    assert one(defaults, "sz").get(qn("w:val")) == "32"
    assert attributes(one(defaults, "lang")) == {"val": "zh-CN", "eastAsia": "zh-CN"}
    assert one(styles["Normal"], "pPr/widowControl").get(qn("w:val")) is None


def test_figures_and_leads_are_styles_that_are_bold(plain: Word) -> None:
    runs = [run for p in plain.document.paragraphs for run in p.runs]
    assert {run.text for run in runs if run.style.name == "数据"} == {"1000个", "2000亿元以上"}
    assert all(run.style.font.bold for run in runs if run.style.name in ("数据", "领起"))


def test_sources_are_real_footnotes_in_their_order(plain: Word) -> None:
    notes = plain.xml("footnotes.xml")
    kinds = [note.get(qn("w:type")) for note in notes][:2]
    assert kinds == ["separator", "continuationSeparator"]
    said = {note.get(qn("w:id")): text_of(note).strip() for note in notes}
    marks = [mark.get(qn("w:id")) for mark in plain.body.iter(qn("w:footnoteReference"))]
    assert [said[mark] for mark in marks] == [f"2026 工作报告解读（下）第{n}行" for n in (1, 3, 5, 7, 9, 11)]
    assert attributes(one(plain.body, "sectPr/footnotePr/numFmt"))["val"] == "decimalEnclosedCircleChinese"


def test_a_cell_and_a_stretch_have_footnotes_too(full: Word) -> None:
    said = [text_of(note).strip() for note in full.xml("footnotes.xml")]
    assert "脚注之一。" in said
    assert said.count("见附注。") == 2


def test_a_table_repeats_its_heading_and_splits_no_row(plain: Word) -> None:
    table = next(t for t in plain.document.tables if t.cell(0, 0).text == "指标")
    rows = table._tbl.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True] + [False] * 40
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert [cell.text for cell in table.rows[2].cells] == ["指标2", "≥20亿元", "16亿元①", "+4亿元（测算）"]
    assert plain.texts("TableNote")[:2] == ["① 口径不同：只可参考。", "测算：差额为目标减实绩。"]


def test_a_heading_row_that_would_fill_pages_is_not_repeated(writer: DocxWriter) -> None:
    table = long_table(2)
    long = replace(table, columns=(replace(table.columns[0], heading="字" * 700), *table.columns[1:]))
    word = Word(writer.to_docx(Document("长", blocks=(long,))))
    assert list(word.body.iter(qn("w:tblHeader"))) == []


def test_captions_count_themselves(full: Word) -> None:
    fields = [f.get(qn("w:instr")).strip() for f in full.body.iter(qn("w:fldSimple"))]
    assert fields.count("SEQ 表 \\* ARABIC") == 2
    assert fields.count("SEQ 图 \\* ARABIC") == 6
    captions = full.texts("Caption")
    assert captions[0] == "表1　目标与实绩"
    assert "表2　各县区任务" in captions
    assert captions[-1].startswith("图6　")


def test_a_caption_stays_with_its_table(plain: Word) -> None:
    caption = next(p for p in plain.paragraphs("Caption") if text_of(p).startswith("表1"))
    assert one(caption, "pPr/keepNext") is not None


def test_a_wide_table_has_a_turned_page_of_its_own(full: Word) -> None:
    sizes = [(s.orientation, s.page_width > s.page_height) for s in full.document.sections]
    assert [turned for _, turned in sizes] == [False, True, False]
    assert full.texts("TableUnit") == ["单位：万亩"]
    table = next(t for t in full.document.tables if len(t.columns) == 8)
    assert [row.cells[0].text for row in table.rows][1:] == ["平川县区", "新建高标准农田", "山区县区", "新建高标准农田"]


def test_wide_tables_that_follow_each_other_share_the_turned_pages(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("宽", author="办公室", blocks=(wide_table(), wide_table()))))
    assert [s.page_width > s.page_height for s in word.document.sections] == [False, True, False]


def test_a_wide_table_at_an_end_leaves_no_empty_page(writer: DocxWriter) -> None:
    last = Word(writer.to_docx(Document("宽", blocks=(wide_table(),))))
    assert [s.page_width > s.page_height for s in last.document.sections] == [False, True]
    first = Word(writer.to_docx(Document("", blocks=(wide_table(), Paragraph((Run("后"),))))))
    assert [s.page_width > s.page_height for s in first.document.sections] == [True, False]


def test_contents_are_a_field_filled_with_the_pages_given(writer: DocxWriter) -> None:
    document = full_document()
    count = sum(isinstance(block, Heading) for block in document.blocks)
    word = Word(writer.to_docx(document, pages=range(2, 2 + count)))
    entries = [text_of(p) for level in "12" for p in word.paragraphs(f"TOC{level}")]
    assert "一、坚持内需主导、投资拉动之1\t2" in entries
    assert f"九、图表\t{count + 1}" in entries
    assert len(entries) == count
    codes = [code.text.strip() for code in word.body.iter(qn("w:instrText"))]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    anchors = {link.get(qn("w:anchor")) for link in word.body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in word.body.iter(qn("w:bookmarkStart"))}
    assert anchors == marks
    assert word.xml("settings.xml").find(qn("w:updateFields")) is None
    kinds = [f.get(qn("w:fldCharType")) for f in word.body.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == count + 1


def test_contents_without_pages_are_left_to_word(full: Word) -> None:
    assert full.xml("settings.xml").find(qn("w:updateFields")) is not None
    assert "九、图表\t" in full.texts("TOC1")


def test_a_page_break_begins_the_next_paragraph_on_a_new_page(writer: DocxWriter) -> None:
    blocks = (Paragraph((Run("前"),)), PageBreak(), PageBreak(), Heading("后"), Paragraph((Run("末"),)), PageBreak())
    word = Word(writer.to_docx(Document("分页", blocks=blocks)))
    marked = (p for p in word.body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None)
    broken = [text_of(p) for p in marked]
    assert broken == ["后"]


def test_lists_are_words_own_and_count_anew(full: Word) -> None:
    found = {text_of(p): p.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for p in full.paragraphs("ListParagraph")}
    assert attributes(one(found["第一条之下"], "ilvl"))["val"] == "1"
    first, second, again = (attributes(one(found[t], "numId"))["val"] for t in ("先做", "后做", "另起一表"))
    assert first == second != again
    assert found["※ 自拟标记"] is None
    bullets = {attributes(one(found[t], "numId"))["val"] for t in ("第一条", "第一条之下")}
    assert len(bullets) == 1
    assert bullets.isdisjoint({first, again})


def test_a_remark_in_the_margin_is_a_frame_at_the_outer_edge(full: Word) -> None:
    note = full.paragraphs("MarginNote")[0]
    frame = attributes(one(note, "pPr/framePr"))
    assert (frame["hAnchor"], frame["xAlign"]) == ("page", "outside")
    assert text_of(note) == "会前再核一次签约数。"


def test_annotations_stand_in_styles_of_their_own(plain: Word) -> None:
    assert plain.texts("NoteHead") == ["〔问答·已核〕怎么完成"] * 2
    assert plain.texts("Quote")[0].startswith("第60行　“签约项目")
    assert "（文中含测算数，非报告原文。）" in plain.texts("NoteText")
    assert plain.texts("NoteMeta")[:2] == ["来源：商务局", "王某，2026年1月9日"]


def test_an_answer_is_a_card(full: Word) -> None:
    assert full.texts("Question") == ["问　签约金额为什么不可比？"]
    assert full.texts("Answer")[:2] == ["答　口径不同。", "2024年承接转移"]
    assert full.texts("AnswerMeta") == ["第60行", "状态：已核　来源：商务局"]


def test_a_listing_says_on_top_where_one_is(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(replace(plain_document(), listing=True)))
    section = word.document.sections[0]
    assert section.different_first_page_header_footer
    assert text_of(section.header._element).startswith("2026年主要目标任务")
    assert text_of(section.first_page_header._element) == ""
    assert text_of(section.first_page_footer._element) == "— 1 —"


def test_a_page_in_large_type_leaves_the_grid(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(replace(plain_document(), large=True)))
    assert one(word.body, "sectPr").find(qn("w:docGrid")) is None
    assert one(word.xml("styles.xml"), "docDefaults/rPrDefault/rPr/sz").get(qn("w:val")) == "44"


def test_the_file_says_whose_it_is(plain: Word) -> None:
    properties = plain.document.core_properties
    assert properties.title == plain_document().title
    assert (properties.author, properties.language) == ("市政府办公室", "zh-CN")
    assert properties.created is not None
    assert f"{properties.created:%Y-%m-%d}" == "2026-01-09"


@pytest.mark.parametrize(
    ("used", "name", "instead"),
    [
        ("FangSong", "仿宋", ""),
        ("FZFangSong-Z02", "FZFangSong-Z02", ""),
        ("FandolFang R", "仿宋_GB2312", "FandolFang R"),
    ],
)
def test_faces_are_named_as_offices_know_them(used: str, name: str, instead: str) -> None:
    choice = FontChoice(FaceRole.BODY, (used,), used, (), (), 400)
    found = faces_of((choice,))[FaceRole.BODY]
    assert (found.name, found.instead) == (name, instead)


def test_a_table_on_a_new_page_takes_its_caption_along(writer: DocxWriter) -> None:
    table = Table("小表", long_table(1).columns, long_table(1).rows)
    word = Word(writer.to_docx(Document("分页", blocks=(Paragraph((Run("前"),)), PageBreak(), table))))
    assert one(word.paragraphs("Caption")[0], "pPr/pageBreakBefore") is not None
