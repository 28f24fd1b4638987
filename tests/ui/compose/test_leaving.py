"""A briefing leaves the program, and what left is kept."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from briefing.actions.annotating import EditAnnotation
from briefing.domain.briefing import Export
from briefing.export.preview import PagePreview
from briefing.library.writing import Edit
from briefing.ui.compose.picks import Pick
from briefing.ui.compose.records import ExportRecords
from tests.ui.compose.conftest import Composer


def exports(composer: Composer) -> tuple[Export, ...]:
    found: list[tuple[Export, ...]] = []
    composer.person.desk.store.read(lambda library: library.exports(composer.briefing.id), found.append)
    composer.person.settle()
    return found[0]


def test_a_pdf_is_written_and_recorded_with_the_digest_of_its_bytes(filled: Composer, tmp_path: Path) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "简报"))
    written = (tmp_path / "简报.pdf").read_bytes()
    assert written.startswith(b"%PDF")
    (record,) = exports(filled)
    assert record.sha256 == hashlib.sha256(written).hexdigest()
    assert (record.format, record.file_name, record.size) == ("pdf", "简报.pdf", len(written))
    assert record.contained == filled.briefing.entries
    assert "已导出到" in filled.person.sentence


@pytest.mark.parametrize(("name", "begins"), [("a.docx", b"PK"), ("a.md", b""), ("a.txt", b"")])
def test_other_formats_follow_from_the_name(filled: Composer, tmp_path: Path, name: str, begins: bytes) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / name))
    written = (tmp_path / name).read_bytes()
    assert written.startswith(begins)
    if name.endswith("docx"):
        assert zipfile.is_zipfile(tmp_path / name)
    else:
        assert "招商引资签约项目" in written.decode()


def test_a_briefing_without_tables_makes_no_workbook_and_says_so(filled: Composer, tmp_path: Path) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "a.xlsx"))
    assert not (tmp_path / "a.xlsx").exists()
    assert filled.person.sentence
    assert exports(filled) == ()


def test_a_record_is_saved_again_byte_for_byte_and_opens_for_printing(filled: Composer, tmp_path: Path) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "一.pdf"))
    filled.do(lambda: filled.entries.panel.changed.emit(filled.briefing.entries[0]))
    filled.do(lambda: filled.pane.add_wanted.emit("text"))
    (record,) = exports(filled)
    filled.do(lambda: filled.desk.briefing_exports.save_again_to(record, tmp_path / "二.pdf"))
    assert (tmp_path / "二.pdf").read_bytes() == (tmp_path / "一.pdf").read_bytes()
    again = PagePreview(filled.controller.typesetting.writer)
    assert again.open((tmp_path / "二.pdf").read_bytes()).pages == 1
    assert again.pdf == (tmp_path / "一.pdf").read_bytes()
    again.close()


def test_the_records_show_who_when_and_a_digest_to_copy(filled: Composer, tmp_path: Path) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "一.pdf"))
    filled.do(filled.desk.briefing_exports.show_records)
    (dialog,) = filled.person.window.findChildren(ExportRecords)
    model = dialog.model
    row = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert row[0] == "一.pdf" and row[2] == filled.controller.author and row[4].endswith("…")
    filled.person.press("复制校验值", dialog)
    (record,) = exports(filled)
    assert QGuiApplication.clipboard().text() == record.sha256
    dialog.accept()


def test_a_folder_that_is_gone_is_said_and_nothing_is_recorded(filled: Composer, tmp_path: Path) -> None:
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "gone" / "a.pdf"))
    assert "不存在" in filled.person.sentence
    assert exports(filled) == ()


def test_stopping_writes_nothing(filled: Composer, tmp_path: Path) -> None:
    filled.desk.briefing_exports.export_to(tmp_path / "a.pdf")
    filled.page.cancel_wanted.emit()
    filled.person.settle()
    assert not (tmp_path / "a.pdf").exists()
    assert exports(filled) == ()


def test_the_briefing_is_copied_as_text(filled: Composer) -> None:
    filled.do(filled.desk.briefing_exports.copy_text)
    assert "招商引资签约项目达到1000个" in QGuiApplication.clipboard().text()
    filled.do(filled.desk.briefing_exports.copy_markdown)
    assert "#" in QGuiApplication.clipboard().text()


def test_a_character_without_a_form_is_named_and_a_way_out_offered(filled: Composer, tmp_path: Path) -> None:
    filled.entries.choose(filled.entry("新标题").id)
    filled.entries.panel.edit()
    filled.entries.panel._editor.setPlainText("新\ue123标题")
    filled.do(filled.entries.panel.keep)
    filled.laid()
    filled.do(lambda: filled.desk.briefing_exports.export_to(tmp_path / "a.pdf"))
    assert "打印不出" in filled.person.sentence and not (tmp_path / "a.pdf").exists()
    filled.person.press("以“〓”代替", filled.person.window.notice)
    filled.person.settle()
    assert (tmp_path / "a.pdf").exists()


def test_an_empty_briefing_has_nothing_to_export(composer: Composer, tmp_path: Path) -> None:
    composer.desk.briefing_exports.export_to(tmp_path / "a.pdf")
    assert composer.person.sentence == "这份简报还没有内容。"


def test_an_entry_says_that_its_source_changed_after_the_last_export(composer: Composer, tmp_path: Path) -> None:
    """Also when the new words were accepted since: what lies on somebody's desk still says the old ones."""
    person = composer.person
    note = next(one for each in person.contents.values() for one in each.annotations if one.placed)
    composer.add(Pick(annotations=(note.id,)))
    composer.do(lambda: composer.desk.briefing_exports.export_to(tmp_path / "简报.pdf"))
    rows = composer.entries.entries
    assert rows.rows[0].standing == ""
    person.desk.store.submit(EditAnnotation(id=note.id, author=note.author, change=Edit(text="改过的话。")))
    person.until(lambda: rows.rows[0].standing == "原文已改动")
    composer.entries.choose(composer.briefing.entries[0].id)
    person.press("看新的", composer.entries.panel)
    person.press("换成新的", composer.entries.panel)
    person.until(lambda: rows.rows[0].standing == "上次导出后原文改过")
    assert "上次导出后原文改过" in rows.rows[0].spoken
    composer.do(lambda: composer.desk.briefing_exports.export_to(tmp_path / "又一份.pdf"))
    person.until(lambda: rows.rows[0].standing == "")
