"""Reading another report into the library from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.ui.driver import Person

Make = Callable[[Path], Path]

LINES = (
    "2025年政府工作报告",
    "——2025年1月10日在某县第十七届人民代表大会第五次会议上",
    "一、2024年工作回顾",
    "过去一年，全县地区生产总值完成120.5亿元，增长5.2%。",
    "（一）经济运行稳中有进",
    "固定资产投资增长8.1%，社会消费品零售总额增长4.3%。",
    "新增城镇就业3200人，城镇登记失业率3.1%。",
    "（二）民生保障持续改善",
    "新建改建学校12所，新增学位3600个。",
    "二、2025年重点工作",
    "（一）扩大有效投资",
    "实施重点项目110个，完成投资90亿元以上。",
)


def written(path: Path) -> Path:
    path.write_text("\n\n".join(LINES) + "\n", encoding="utf-8")
    return path


def typed(path: Path) -> Path:
    document = docx.Document()
    document.add_heading(LINES[0], 0)
    for line in LINES[1:]:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def front(person: Person) -> QWidget:
    return person.window.page


def read_in(person: Person, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a file; the dialog is the system's."""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    person.shortcut("import")
    person.settle()


@pytest.mark.parametrize("make", [written, typed])
def test_a_report_that_is_read_in_stands_in_the_tree_and_can_be_taken_back(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    before = person.rows()
    path = make(tmp_path / ("某县.docx" if make is typed else "某县.txt"))
    read_in(person, path, monkeypatch)
    assert person.sentence == "报告已读入资料库。"
    assert front(person) is person.window.report_page
    place = person.program.navigator.place
    assert place is not None
    contents = person.contents[place.report_key]
    found = {figure.quantity.words for figure in contents.figures}
    assert {"120.5亿元", "5.2%", "3200人", "110个", "≥90亿元"} <= found
    assert len(person.tree.model().index(0, 0).siblingAtRow(2).data() or "") > 0
    person.press("撤销", person.window.notice)
    person.settle()
    assert [row for row in person.rows() if row in before][: len(before)] == before
    assert place.report_key not in person.contents
    assert front(person) is person.window.start_page
    person.shortcut("redo")
    person.settle()
    assert place.report_key in person.contents


def test_what_was_read_in_is_found_by_searching(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in(person, written(tmp_path / "某县.txt"), monkeypatch)
    place = person.program.navigator.place
    assert place is not None
    hits = person.desk.door.read(lambda library: library.search("新增学位")).result(timeout=30)
    assert {hit.place.report_key for hit in hits} == {place.report_key}


def test_the_same_report_twice_is_said(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "某县.txt")
    read_in(person, path, monkeypatch)
    read_in(person, path, monkeypatch)
    assert "已经在资料库里" in person.sentence
    assert len(person.contents) == 3


def missing(folder: Path) -> Path:
    return folder / "没有.txt"


def empty(folder: Path) -> Path:
    path = folder / "空.txt"
    path.touch()
    return path


def binary(folder: Path) -> Path:
    path = folder / "图.txt"
    path.write_bytes(bytes(range(256)) * 40)
    return path


def old_encoding(folder: Path) -> Path:
    path = folder / "旧编码.txt"
    path.write_bytes("\n\n".join(LINES).encode("gbk"))
    return path


def english(folder: Path) -> Path:
    path = folder / "letter.txt"
    path.write_text("Dear all,\n\nthe meeting is on Monday at 9 am in room 302.\n\nBest\n" * 3, encoding="utf-8")
    return path


def broken_word(folder: Path) -> Path:
    path = folder / "坏.docx"
    path.write_bytes(b"PK\x03\x04" + b"0" * 200)
    return path


def a_folder(folder: Path) -> Path:
    path = folder / "文件夹.txt"
    path.mkdir()
    return path


@pytest.mark.parametrize("make", [missing, empty, binary, old_encoding, english, broken_word, a_folder])
def test_a_file_that_is_no_report_gets_a_sentence_and_changes_nothing(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Make
) -> None:
    person.open("精准务实抓招商")
    before, rows = person.contents, person.rows()
    read_in(person, make(tmp_path), monkeypatch)
    sentence = person.sentence
    assert sentence.endswith("。"), sentence
    assert sentence.count("。") == 1
    assert "Traceback" not in sentence
    assert "Error" not in sentence
    assert "内部出了错" not in sentence
    assert person.contents == before
    assert person.rows() == rows
    assert person.heading == "精准务实抓招商"
    assert not person.window.menus.actions["undo"].isEnabled()


def test_a_dialog_that_is_left_changes_nothing(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    person.shortcut("import")
    person.settle()
    assert person.sentence == ""
    assert len(person.contents) == 2
