"""Text is data: written as it is, or refused in a sentence that says where."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row
from briefing.domain.errors import ExportError
from briefing.export.document import (
    Answer,
    Block,
    Callouts,
    Card,
    Caveat,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    ListEntry,
    MarginNote,
    Note,
    Notes,
    Paragraph,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from briefing.export.docx import DocxWriter
from briefing.export.steps import ExportCancelled
from tests.export.docx.readback import Word, text_of
from tests.export.docx.samples import body_text, full_document, plain_document

_NASTY = ("#", "$x$", "\\", "<w:p/>", "&amp;", "]]>", "=cmd|' /C calc'!A0", "😀", "㙍𠮷", "{ PAGE }", "%s", "'\"")
_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40) | st.sampled_from(_NASTY)


def _everywhere(text: str) -> Document:
    """The text in every place that takes one."""
    bar = Bar(text, Kind.RESULT, "亿元", Decimal(5), text)
    spec = ChartSpec(text, Arrangement.COMPARE, (Panel("亿元", (Row(text, (bar,)),), text, text),), "说明" + text)
    cell = Cell(text, text, True, 1, text)
    blocks: tuple[Block, ...] = (
        Heading(text, 2, 1),
        Paragraph((Run(text, RunRole.FIGURE, text), Run(text)), 1, text),
        ListEntry((Run(text),), text),
        Table(text, (Column(text, unit=text),), ((cell,),), (text,), text, text, True, ((0, text),)),
        Chart("<svg/>", text, text, spec=spec),
        Notes((Note(text, text, text, text, text, source=text, about=text, tags=(text,), remark=text),)),
        Answer(text, text, text, text, text),
        MarginNote(text),
        Caveat(text),
        SourceLine(text),
        Callouts((Card(text, text, text),)),
    )  # fmt: skip
    return Document(text, text, text, None, text, blocks, confidentiality=text, addressee=text, facts=((text, text),))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TEXT)
def test_any_text_is_written_as_it_is_or_refused(writer: DocxWriter, text: str) -> None:
    try:
        word = Word(writer.to_docx(_everywhere(text)))
    except ExportError as refused:
        assert "Word 文件容不下" in str(refused)
        return
    said = "".join(text_of(word.body).split())
    wanted = "".join(text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\ufeff", "").split())
    assert said.count(wanted) >= 15
    for _, part in word.every_part():
        assert part is not None


@pytest.mark.parametrize("text", _NASTY)
def test_what_looks_like_markup_stays_text(writer: DocxWriter, text: str) -> None:
    word = Word(writer.to_docx(Document("标题", blocks=(Paragraph((Run(text),)), Heading(text)))))
    assert word.texts("BodyText") == [text]
    assert word.texts("Heading1") == [text]


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\x00", "U+0000"),
        ("\x0b\x1f", "U+001F"),
        ("\ud800", "U+D800"),
        ("\ufffe", "U+FFFE"),
        ("\u202e", "U+202E"),
    ],
)
def test_what_no_word_file_holds_is_refused_with_its_place(writer: DocxWriter, char: str, name: str) -> None:
    document = Document("标题", blocks=(Paragraph((Run(f"签约项目{char}达到1000个"),)),))
    with pytest.raises(ExportError) as refused:
        writer.to_docx(document)
    assert name in str(refused.value)
    assert "签约项目" in str(refused.value)


def test_a_chart_that_cannot_be_written_is_refused_too(writer: DocxWriter) -> None:
    bar = Bar("实绩", Kind.RESULT, "个", Decimal(1), "1\x01")
    spec = ChartSpec("图", Arrangement.ROWS, (Panel("个", (Row("项目", (bar,)),)),), "说明")
    with pytest.raises(ExportError, match=r"图表“招商”里.*U\+0001"):
        writer.to_docx(Document("标题", blocks=(Chart("<svg/>", "说明", "招商", spec=spec),)))


def test_line_ends_break_lines(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("标题", blocks=(Paragraph((Run("一\r\n二\r三\t四"),)),))))
    assert word.texts("BodyText") == ["一\n二\n三\t四"]


def test_blanks_at_the_edges_are_kept(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("标题", blocks=(Paragraph((Run("  前  后 "),)),))))
    assert word.texts("BodyText") == ["  前  后 "]


def test_a_document_without_a_word_is_a_page(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("")))
    assert text_of(word.body) == ""
    assert word.document.core_properties.title == "简报"


def test_500_blocks_and_a_long_note_are_all_there(writer: DocxWriter) -> None:
    note = Note("背景", "已核", "长" * 10_000)
    word = Word(writer.to_docx(Document("长简报", blocks=(*body_text(360), Notes((note,))))))
    assert len(word.texts("BodyText")) == 360
    assert len(word.texts("Heading1")) == len(word.texts("Heading2")) == 90
    assert "长" * 10_000 in word.texts("NoteText")


def test_the_same_document_makes_the_same_bytes(writer: DocxWriter) -> None:
    document = replace(full_document(), blocks=full_document().blocks[-3:])
    assert writer.to_docx(document) == writer.to_docx(document)


def test_writing_tells_its_steps_and_replaces_the_old_file(writer: DocxWriter, tmp_path: Path) -> None:
    path = tmp_path / "简报.docx"
    path.write_bytes(b"old")
    told: list[tuple[float, str]] = []
    writer.write(plain_document(), path, progress=lambda done, name: told.append((done, name)))
    assert Word(path.read_bytes()).texts("Confidentiality") == ["内部资料"]
    assert told[-1] == (1.0, "完成")
    assert [name for _, name in told] == ["查找字体", "编排文字", "写入文件", "完成"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["简报.docx"]


def test_a_person_can_stop_it_and_the_old_file_stays(writer: DocxWriter, tmp_path: Path) -> None:
    path = tmp_path / "简报.docx"
    path.write_bytes(b"old")
    asked = iter([False, False, False, True])
    with pytest.raises(ExportCancelled):
        writer.write(plain_document(), path, cancelled=lambda: next(asked))
    assert path.read_bytes() == b"old"


def test_a_place_that_is_none_is_said(writer: DocxWriter, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="不存在"):
        writer.write(plain_document(), tmp_path / "无" / "简报.docx")
