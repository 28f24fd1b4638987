"""The preview: the pages as they will be printed, what goes on them, and the ways out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QLabel, QProgressBar, QPushButton

from briefing.domain.place import Place
from tests.ui.driver import RESULTS, TARGETS, visible
from tests.ui.preview.conftest import Desk


def pdf_text(path: Path) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def words(desk: Desk) -> list[str]:
    return [label.text() for label in visible(desk.page, QLabel)]


@pytest.mark.parametrize(
    ("place", "title", "holds"),
    [
        (Place(TARGETS), "2026 工作报告解读（下）", "奋楫争先"),
        (Place(RESULTS, (0, 7)), "8 坚守初心、聚力民生，社会事业取得新进步", "4.7"),
        (Place(TARGETS, (2, 0), 19), "精准务实抓招商", "签约金额"),
    ],
    ids=["report", "section", "item"],
)
def test_pages_for_what_is_open_and_the_same_in_the_file(
    desk: Desk, tmp_path: Path, place: Place, title: str, holds: str
) -> None:
    desk.open(place)
    assert desk.person.window.page is desk.page
    assert title in words(desk)
    count = desk.page.sheets.count
    assert f"第 1 页，共 {count} 页" in words(desk)
    assert any(text.startswith("预览与打印一致。所用字体：") for text in words(desk))
    desk.export(tmp_path / "一页.pdf")
    assert len(PdfReader(tmp_path / "一页.pdf").pages) == count
    assert holds in pdf_text(tmp_path / "一页.pdf")
    assert desk.person.sentence == f"已导出到 {tmp_path / '一页.pdf'}"


def test_ticking_an_annotation_puts_it_on_the_page(desk: Desk, tmp_path: Path) -> None:
    desk.open(desk.person.place("新增城镇就业4.3万"))
    slip = next(
        note
        for note in desk.person.contents[TARGETS].annotations
        if note.item == desk.person.place("新增城镇就业4.3万").item and note.kind == "slip"
    )
    desk.export(tmp_path / "without.pdf")
    assert "".join(slip.text.split())[:12] not in pdf_text(tmp_path / "without.pdf")
    desk.tick("勘误", True)
    desk.export(tmp_path / "with.pdf")
    text = pdf_text(tmp_path / "with.pdf")
    assert "".join(slip.text.split())[:12] in text
    assert "待核" in text


def test_table_and_chart_can_be_left_out(desk: Desk, tmp_path: Path) -> None:
    desk.open(desk.person.place("精准务实抓招商"))
    desk.export(tmp_path / "all.pdf")
    desk.tick("数据表", False)
    desk.tick("图", False)
    desk.export(tmp_path / "plain.pdf")
    whole, plain = pdf_text(tmp_path / "all.pdf"), pdf_text(tmp_path / "plain.pdf")
    assert "签约金额2000亿元以上" in plain.replace("，", "")
    assert "1500" in whole
    assert "1500" not in plain


def test_all_or_none_at_once(desk: Desk) -> None:
    desk.open(desk.person.place("新增城镇就业4.3万"))
    desk.person.press("全选")
    desk.person.until(lambda: len(desk.page.choices.annotations) == 2)
    desk.person.press("全不选")
    desk.person.settle()
    assert desk.page.choices.annotations == frozenset()
    desk.person.until(lambda: not desk.person.program.tasks.busy)


def test_back_returns_to_the_place_with_the_tree(desk: Desk) -> None:
    place = desk.person.place("精准务实抓招商")
    desk.open(place)
    assert not desk.person.window.left.isVisible()
    QTest.keyClick(desk.person.focused(), Qt.Key.Key_Escape)
    desk.person.settle()
    assert desk.person.heading == "精准务实抓招商"
    assert desk.person.window.left.isVisible()
    assert desk.person.program.navigator.place == place


def test_a_file_name_gets_its_ending_and_the_folder_is_remembered(desk: Desk, tmp_path: Path) -> None:
    desk.open(Place(TARGETS, (2, 0), 19))
    desk.export(tmp_path / "招商1.2")
    assert (tmp_path / "招商1.2.pdf").read_bytes().startswith(b"%PDF")
    asked: list[str] = []

    def ask(*arguments: object) -> tuple[str, str]:
        asked.append(str(arguments[2]))
        return "", ""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getSaveFileName", ask)
        desk.person.press("导出 PDF…")
    assert asked == [str(tmp_path / "精准务实抓招商.pdf")]


@pytest.mark.parametrize("target", ["没有的文件夹/一页.pdf", "文件.txt/一页.pdf"])
def test_a_folder_that_can_not_be_written_is_said_in_a_sentence(desk: Desk, tmp_path: Path, target: str) -> None:
    (tmp_path / "文件.txt").write_text("占着这个名字", encoding="utf-8")
    before = sorted(tmp_path.rglob("*.txt"))
    desk.open(Place(TARGETS, (2, 0), 19))
    desk.export(tmp_path / target)
    sentence = desk.person.sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "Error" not in sentence
    assert sorted(tmp_path.rglob("*.txt")) == before
    assert not list(tmp_path.rglob("*.pdf"))
    assert desk.page.sheets.count > 0


def test_stopping_leaves_the_program_at_work(desk: Desk) -> None:
    desk.person.go(Place(TARGETS))
    desk.person.shortcut("preview")
    (stop,) = [b for b in visible(desk.page, QPushButton) if b.text() == "停止"]
    assert visible(desk.page, QProgressBar)
    stop.click()
    desk.person.settle()
    assert "已停止。" in words(desk)
    assert not visible(desk.page, QProgressBar)
    assert desk.page.sheets.count == 0
    desk.person.press("返回")
    desk.open(Place(TARGETS, (2, 0), 19))
    assert desk.page.sheets.count > 0


def test_only_the_last_of_two_previews_is_shown(desk: Desk) -> None:
    desk.person.go(Place(TARGETS))
    desk.person.shortcut("preview")
    desk.person.press("返回")
    desk.open(Place(TARGETS, (2, 0), 19))
    assert "精准务实抓招商" in words(desk)
    assert desk.page.sheets.count < 4


def test_pages_are_seen_whole_or_as_wide_as_reads_well(desk: Desk) -> None:
    desk.open(Place(RESULTS, (0, 7)))
    wide = desk.page.sheets.widget().height()
    desk.person.press("按整页看")
    desk.person.settle()
    assert desk.page.sheets.widget().height() < wide
    bar = desk.page.sheets.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert f"第 {desk.page.sheets.count} 页，共 {desk.page.sheets.count} 页" in words(desk)
    desk.person.press("按页宽看")
    desk.person.settle()
    assert desk.page.sheets.widget().height() == wide


def test_pages_go_to_the_printer_as_they_were_previewed(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog is the system's: here it is answered at once, with a printer that prints into a file."""
    paper = tmp_path / "paper.pdf"
    offered: list[tuple[int, int]] = []

    def answer(dialog: QPrintDialog) -> int:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(paper))
        offered.append((dialog.minPage(), dialog.maxPage()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    desk.open(Place(TARGETS, (2, 0), 19))
    desk.person.press("打印…")
    desk.person.settle()
    pages = PdfReader(paper).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}
    assert len(pages) == desk.page.sheets.count
    assert offered == [(1, len(pages))]
    assert "已送往打印机。" in words(desk)


def test_a_printer_that_is_not_wanted_after_all_gets_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    desk.open(Place(TARGETS, (2, 0), 19))
    desk.person.press("打印…")
    desk.person.settle()
    assert "已送往打印机。" not in words(desk)
    assert desk.person.sentence == ""


def test_boxes_are_named_in_full_for_screen_readers(desk: Desk) -> None:
    desk.open(desk.person.place("新增城镇就业4.3万"))
    boxes = visible(desk.page, QCheckBox)
    assert len(boxes) == 4
    for box in boxes:
        assert box.accessibleName() or box.text()
        assert len(box.accessibleName() or box.text()) >= len(box.text().rstrip("…"))
