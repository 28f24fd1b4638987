"""What follows a setting at once: pages and their faces, new briefings, backups, the printer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from briefing.export.fonts import FaceRole
from briefing.export.printing import prefer, set_up
from briefing.library.backups import BackupReason, default_folder
from briefing.preferences.catalogue import (
    APPEARANCE,
    BACKUP_FOLDER,
    COLOUR,
    CONFIDENTIALITY,
    COPIES,
    EARLIER_FOLDERS,
    FACES,
    PRINTER,
    RECIPIENTS,
    SIDES,
)
from briefing.preferences.setting import Page
from briefing.preferences.values import Preferences
from briefing.ui.preferences.page import SettingsPage
from tests.ui.driver import Person, visible


@pytest.fixture(scope="module")
def sitting(qapp: QApplication, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    folder = tmp_path_factory.mktemp("following")
    made = Person(qapp, Path(shutil.copy(seeded, folder / "library.db")), folder / "window.ini")
    yield made.start()
    made.leave()


@pytest.fixture
def person(sitting: Person) -> Iterator[Person]:
    yield sitting
    sitting.program._settings.chosen.put(Preferences().having(APPEARANCE, "light"))
    sitting.window.activateWindow()
    sitting.go(None)


def opened(person: Person, page: Page) -> SettingsPage:
    person.desk.preferences.open(page)
    person.settle()
    found = person.window.page
    assert isinstance(found, SettingsPage)
    return found


def said(page: SettingsPage, key: str) -> str:
    return " ".join(label.text() for label in visible(page.rows[key], QLabel))


def test_faces_are_offered_sampled_and_taken_at_once_by_the_pages(person: Person) -> None:
    body, kai = FACES[0], FACES[1]
    page = opened(person, Page.FACES)
    (choice,) = visible(page.rows[body.key], QComboBox)
    offered = [choice.itemText(at) for at in range(choice.count())]
    assert offered[0].startswith("自动（")
    assert {"Noto Sans SC", "Noto Serif SC"} <= set(offered)
    assert "Libertinus Serif" not in offered

    def sample() -> object:
        return next(one.pixmap().toImage() for one in visible(page.rows[body.key], QLabel) if not one.pixmap().isNull())

    before = sample()
    at = offered.index("Noto Sans SC")
    choice.setCurrentIndex(at)
    choice.activated.emit(at)
    person.settle()
    assert sample() != before
    assert "“Noto Sans SC”不是公文标准的仿宋字体" in said(page, body.key)
    person.desk.preferences.change(kai, "没有的字体")
    person.settle()
    assert "这台电脑上没有“没有的字体”" in said(page, kai.key)
    shelf = person.desk.compose.shelf
    assert {one.role: one.used for one in shelf.choices}[FaceRole.BODY] == "Noto Sans SC"

    person.open("新增城镇就业4.3万")
    person.shortcut("preview")
    person.settle()
    shown = [label.text() for label in visible(person.window.preview_page, QLabel)]
    assert any("没有的字体" in words for words in shown)
    person.press("打印字体", person.window.preview_page)
    person.settle()
    assert isinstance(person.window.page, SettingsPage)
    assert person.window.page.page is Page.FACES


def test_new_briefings_have_what_was_set_and_old_ones_keep_their_own(person: Person) -> None:
    store, compose = person.desk.store, person.desk.compose
    old = {one.id: one.details for one in store.briefings}
    assert old
    person.desk.preferences.change(CONFIDENTIALITY, "内部")
    person.desk.preferences.change(RECIPIENTS, "市政府常务会议")
    person.shortcut("new_briefing")
    person.settle()
    assert compose.current is not None
    assert (compose.current.details.confidentiality, compose.current.details.recipients) == ("内部", "市政府常务会议")
    assert {one.id: one.details for one in store.briefings if one.id in old} == old


def test_backups_go_to_the_folder_chosen_once_it_can_hold_them(person: Person, tmp_path: Path) -> None:
    preferences, settings = person.desk.preferences, person.program._settings
    stick, other = tmp_path / "U盘", tmp_path / "二号盘"
    preferences.choose_folder(stick)
    person.settle()
    assert "找不到" in person.sentence
    assert settings.chosen.of(BACKUP_FOLDER) == ""
    stick.mkdir()
    page = opened(person, Page.BACKUP)
    preferences.choose_folder(stick)
    person.settle()
    assert settings.chosen.of(BACKUP_FOLDER) == str(stick)
    assert str(stick) in said(page, BACKUP_FOLDER.key)
    assert "同一块硬盘" in said(page, BACKUP_FOLDER.key)
    person.press("立即备份", page)
    person.settle()
    (made,) = stick.rglob("*.db")
    assert person.sentence == f"已备份：{made.name}"
    other.mkdir()
    preferences.choose_folder(other)
    person.settle()
    assert settings.chosen.of(EARLIER_FOLDERS) == (str(stick),)
    other.rmdir()
    opened(person, Page.BACKUP)
    assert "现在找不到这个文件夹" in said(page, BACKUP_FOLDER.key)
    person.desk.backups.make_due()
    person.settle()
    (daily,) = default_folder(person.library).glob(f"*{BackupReason.DAILY}*")
    assert person.sentence == f"备份文件夹“{other}”现在不能用，备份先放在资料库旁边：{daily.name}。"
    person.desk.preferences.reset((BACKUP_FOLDER,))
    assert settings.chosen.of(EARLIER_FOLDERS) == (str(other), str(stick))


def test_printers_are_looked_for_and_one_that_is_gone_is_told(person: Person) -> None:
    person.desk.preferences.change(PRINTER, "三楼彩色打印机")
    page = opened(person, Page.PRINT)
    (choice,) = visible(page.rows[PRINTER.key], QComboBox)
    assert choice.itemText(0) == "系统默认"
    assert choice.currentText() == "三楼彩色打印机（没有找到）"
    assert "没有找到" in said(page, PRINTER.key)


def test_the_printer_is_set_up_before_its_dialog(qapp: QApplication) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    usual = printer.printerName()
    set_up(printer, title="题目", duplex=False)
    assert prefer(printer, Preferences()) == ""
    assert (printer.copyCount(), printer.colorMode()) == (1, QPrinter.ColorMode.Color)
    chosen = Preferences().having(COPIES, 3).having(COLOUR, "grey").having(SIDES, "double").having(PRINTER, "没有")
    assert prefer(printer, chosen) == "没有"
    assert printer.printerName() == usual
    assert (printer.copyCount(), printer.colorMode()) == (3, QPrinter.ColorMode.GrayScale)
