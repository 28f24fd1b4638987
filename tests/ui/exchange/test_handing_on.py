"""Handing annotations on: which ones, what for, and where the file is."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QRadioButton

from briefing.domain.place import Place
from tests.ui.driver import TARGETS, visible
from tests.ui.exchange.colleague import Away, Colleague


def offered(me: Colleague) -> dict[str, bool]:
    """What can be chosen, and whether it is."""
    page = me.person.window.export_page
    return {one.text(): one.isChecked() for one in visible(page, QRadioButton)}


def test_what_is_handed_on_can_be_taken_in(me: Colleague, other: Away, tmp_path: Path) -> None:
    for number, (form, suffix) in enumerate((("给同事并入", ".bnotes"), ("按国际标准交换", ".jsonld"))):
        note = me.write(f"第{number}条。")
        me.hand_on(tmp_path / "甲科", form)
        path = tmp_path / f"甲科{suffix}"
        assert str(path) in me.person.sentence
        assert [one.text() for one in visible(me.person.window.notice, QPushButton)] == ["打开文件夹", "知道了"]
        other.take_in(path)
        assert other.text_of(note) == f"第{number}条。"


def test_tables_have_a_row_for_each_annotation(me: Colleague, tmp_path: Path) -> None:
    me.write("=1+1")
    count = sum(1 for one in me.person.contents.values() for note in one.annotations if not note.deleted)
    me.hand_on(tmp_path / "表.csv", "给其他系统")
    with (tmp_path / "表.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == count + 1
    assert f"已导出 {count} 条批注" in me.person.sentence
    me.hand_on(tmp_path / "表.xlsx", "看表格")
    sheet = load_workbook(tmp_path / "表.xlsx").active
    assert sheet is not None
    assert sheet.max_row == count + 1


def test_a_selection_or_the_report_in_hand_can_be_handed_on_alone(me: Colleague, tmp_path: Path) -> None:
    me.person.go(Place(TARGETS))
    notes = [note.id for note in me.notes][:3]
    me.person.desk.handing_on.export(notes)
    me.person.settle()
    first, second, third, *_ = offered(me).items()
    assert first == ("列表中选出的　3 条", True)
    own = sum(1 for note in me.notes if not note.deleted)
    assert second == (f"《{me.person.contents[TARGETS].report.name}》的　{own} 条", False)
    assert third[0].startswith("全部")
    path = tmp_path / "选.csv"
    page = me.person.window.export_page
    portion = page.portion
    assert portion is not None
    me.person.desk.handing_on.export_to(path, portion, ".csv")
    me.person.settle()
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 4


def test_a_place_that_cannot_be_written_gets_a_sentence(
    me: Colleague, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form in ("给同事并入", "看表格", "给其他系统", "按国际标准交换"):
        me.hand_on(tmp_path / "没有这个文件夹" / "甲科", form)
        assert me.person.sentence.endswith("。")
        assert "已导出" not in me.person.sentence
        assert "内部出了错" not in me.person.sentence
    assert list(tmp_path.glob("没有*")) == []


def test_the_keyboard_is_enough(me: Colleague, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(*given: str) -> tuple[str, str]:
        asked.append(given[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    me.front()
    me.person.shortcut("hand_on")
    assert isinstance(me.person.focused(), QRadioButton)
    me.person.keys(me.person.focused(), Qt.Key.Key_Return)
    assert asked[0].endswith(".bnotes")
    assert "甲科" in asked[0]
    me.person.keys(me.person.focused(), Qt.Key.Key_Escape)
    me.person.settle()
    assert me.person.window.page is not me.person.window.export_page
