"""Annotations by themselves, in the same preview: pages, file and paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog

from briefing.actions.annotating import AddAnnotation
from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import AnnotationKind
from briefing.domain.place import Place
from briefing.export.choices import PageChoices
from briefing.ui.preview.controller import MOST_ANNOTATIONS
from briefing.ui.preview.page import MOST_BOXES
from tests.ui.driver import RESULTS, TARGETS, visible
from tests.ui.preview.conftest import Desk
from tests.ui.preview.test_preview import pdf_text, words


def chosen(desk: Desk, kind: AnnotationKind) -> set[str]:
    return {note.id for each in desk.person.contents.values() for note in each.annotations if note.kind is kind}


def open_annotations(desk: Desk, ids: set[str], filtered: str = "") -> None:
    desk.person.desk.preview.open_annotations(ids, filtered)
    desk.wait()


def test_the_pages_hold_what_was_asked_for_and_the_file_the_same(desk: Desk, tmp_path: Path) -> None:
    open_annotations(desk, chosen(desk, AnnotationKind.SLIP), "勘误")
    assert desk.person.window.page is desk.page
    assert "批注 · 勘误" in words(desk)
    assert not visible(desk.page, QCheckBox)
    desk.export(tmp_path / "勘误")
    assert len(PdfReader(tmp_path / "勘误.pdf").pages) == desk.page.sheets.count
    text = pdf_text(tmp_path / "勘误.pdf")
    assert "共3条" in text
    assert "促销费（应为促消费）" in text
    assert "〔口径" not in text


def test_the_file_is_named_after_the_choice(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(*arguments: object) -> tuple[str, str]:
        asked.append(Path(str(arguments[2])).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    open_annotations(desk, chosen(desk, AnnotationKind.SLIP), "勘误/待核")
    desk.person.press("导出 PDF…")
    assert asked == ["批注 · 勘误 待核.pdf"]


def test_they_go_to_the_printer(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    open_annotations(desk, chosen(desk, AnnotationKind.SLIP))
    desk.person.press("打印…")
    desk.person.settle()
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == desk.page.sheets.count


def test_back_leads_where_the_caller_says(desk: Desk) -> None:
    left: list[str] = []
    preview = desk.person.desk.preview
    preview.open_annotations(chosen(desk, AnnotationKind.SLIP), left=lambda: left.append("返回"))
    desk.wait()
    QTest.keyClick(desk.person.focused(), Qt.Key.Key_Escape)
    assert left == ["返回"]


def test_a_place_opened_after_annotations_has_its_choices_again(desk: Desk) -> None:
    desk.person.go(Place(TARGETS, (2, 0), 19))
    open_annotations(desk, chosen(desk, AnnotationKind.SLIP))
    desk.person.press("返回")
    desk.open(Place(RESULTS, (0, 7)))
    assert visible(desk.page, QCheckBox)


def test_too_many_are_refused_in_a_sentence(desk: Desk) -> None:
    page = desk.person.window.page
    desk.person.desk.preview.open_annotations({str(n) for n in range(MOST_ANNOTATIONS + 1)})
    assert desk.person.sentence == ("一次最多打印 1000 条批注，现在选了 1001 条。请先筛选，或把它们导出为表格。")
    assert desk.person.window.page is page


def test_a_character_that_no_face_has_is_named_and_can_be_replaced(desk: Desk, tmp_path: Path) -> None:
    place = desk.person.place("精准务实抓招商")
    desk.person.desk.store.submit(
        AddAnnotation(
            report_key=TARGETS, kind=AnnotationKind.RISK, text="请办理\U000f0000", author="某某", item=place.item
        )
    )
    desk.person.settle()
    desk.person.desk.preview.open_annotations(chosen(desk, AnnotationKind.RISK))
    desk.person.settle()
    assert desk.person.sentence.startswith("“请办理”这一处有打印不出的字符：U+F0000。")
    assert desk.page.sheets.count == 0
    desk.person.press("以“〓”代替")
    desk.wait()
    assert desk.person.sentence == ""
    desk.export(tmp_path / "替.pdf")
    assert "请办理〓" in pdf_text(tmp_path / "替.pdf")


def test_a_page_with_more_annotations_than_anybody_ticks_says_where_to_choose(desk: Desk) -> None:
    desk.open(Place(TARGETS))
    note = desk.person.contents[TARGETS].annotations[0]
    many = tuple(replace(note, id=f"{n}") for n in range(MOST_BOXES + 1))
    desk.page.open_for("标题", many[:-1], PageChoices())
    assert len(visible(desk.page, QCheckBox)) == MOST_BOXES + 2
    desk.page.open_for("标题", many, PageChoices())
    assert len(visible(desk.page, QCheckBox)) == 2
    assert "批注太多，不能在这里逐条选。请先在“批注”页筛选，再从那里打印。" in words(desk)


def test_a_box_says_when_its_place_is_not_sure(desk: Desk) -> None:
    desk.open(Place(TARGETS))
    note = replace(desk.person.contents[TARGETS].annotations[0], state=AnchorState.ORPHAN, title="<b>标题")
    desk.page.open_for("标题", (replace(note, text="**粗** <b>"),), PageChoices())
    box = visible(desk.page, QCheckBox)[-1]
    assert "找不到）<b>标题" in box.accessibleName()
    assert box.toolTip() == "<qt>粗 &lt;b&gt;</qt>"
