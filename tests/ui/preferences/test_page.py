"""设置 in the real window: found, changed at once, told apart from the default, taken back, handed on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from briefing.preferences import file
from briefing.preferences.catalogue import (
    APPEARANCE,
    AUTHOR,
    BACKUP_DAYS,
    COLOUR,
    CONFIDENTIALITY,
    COPIES,
    SCALE,
    SETTINGS,
    START,
)
from briefing.preferences.setting import Page, Setting
from briefing.preferences.values import Preferences
from briefing.ui.preferences.handing import HandingOut
from briefing.ui.preferences.page import SettingsPage
from briefing.ui.preferences.rows import SettingRow, marked
from briefing.ui.theme import Appearance
from tests.ui.conftest import Sit
from tests.ui.driver import Person, visible

Key = Qt.Key


@pytest.fixture(scope="module")
def sitting(qapp: QApplication, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """One window for all tests that only set things."""
    folder = tmp_path_factory.mktemp("settings")
    made = Person(qapp, Path(shutil.copy(seeded, folder / "library.db")), folder / "window.ini")
    yield made.start()
    made.leave()


@pytest.fixture
def person(sitting: Person) -> Iterator[Person]:
    """A person before the program, with nothing set but the light theme."""
    yield sitting
    path = sitting.settings_file.with_name("settings.json")
    if path.is_dir():
        path.rmdir()
    sitting.window.notice.hide()
    chosen = sitting.program.desk._settings.chosen if sitting.program.desk else None
    assert chosen is not None
    chosen.put(Preferences().having(APPEARANCE, "light"))
    sitting.window.activateWindow()
    sitting.go(None)


def opened(person: Person, page: Page = Page.GENERAL) -> SettingsPage:
    person.desk.preferences.open(page)
    person.settle()
    found = person.window.page
    assert isinstance(found, SettingsPage)
    return found


def row(page: SettingsPage, setting: Setting[Any]) -> SettingRow:
    return page.rows[setting.key]


def inside(one: QWidget, kind: type[QWidget]) -> Any:
    return visible(one, kind)[0]


def seek(person: Person, page: SettingsPage, words: str) -> None:
    page.focus_search()
    person.type(words)
    person.settle()


def kept(person: Person) -> Any:
    path = person.settings_file.with_name("settings.json")
    return json.loads(path.read_text(encoding="utf-8"))["settings"]


def words(root: QWidget) -> str:
    return " ".join(label.text() for label in visible(root, QLabel))


def test_it_opens_with_its_key_in_the_window_and_esc_leads_back(person: Person) -> None:
    person.open("精准务实抓招商")
    person.shortcut("settings")
    person.settle()
    page = person.window.page
    assert isinstance(page, SettingsPage)
    assert isinstance(person.focused(), QLineEdit)
    assert set(page.rows) == {AUTHOR.key, START.key}
    person.keys(person.focused(), Key.Key_Escape)
    person.settle()
    assert person.heading == "精准务实抓招商"


def test_every_page_shows_its_settings_with_the_values_in_force(person: Person) -> None:
    page = opened(person)
    shown = []
    for one in Page:
        shown += list(opened(person, one).rows)
        assert f"{one.label} " in f"{words(page)} "
    assert shown == [one.key for one in SETTINGS]


def test_a_name_is_kept_as_it_is_written_and_annotations_are_written_under_it(person: Person) -> None:
    page = opened(person)
    line = inside(row(page, AUTHOR), QLineEdit)
    line.setFocus()
    person.type("综合科")
    person.keys(line, Key.Key_Return)
    assert person.desk.annotate.author == "综合科"
    assert kept(person)[AUTHOR.key] == "综合科"
    line.selectAll()
    person.type("商务科")
    person.keys(line, Key.Key_Escape)
    person.settle()
    assert person.desk.annotate.author == "商务科"
    assert {"综合科", "商务科"} <= person.desk.annotate.names
    offered = inside(row(opened(person), AUTHOR), QComboBox)
    assert {offered.itemText(at) for at in range(offered.count())} >= {"综合科", "商务科"}


def test_text_size_and_appearance_change_at_once_and_keep_step_with_the_menu(person: Person) -> None:
    page = opened(person, Page.LOOK)
    sizes = inside(row(page, SCALE), QComboBox)
    sizes.setFocus()
    person.keys(sizes, Key.Key_Down)
    person.settle()
    assert person.program.theme.scale == 1.1
    assert kept(person)[SCALE.key] == 110
    assert row(page, SCALE).isAncestorOf(person.focused())
    person.press("外观：深色", row(page, APPEARANCE))
    person.settle()
    assert person.program.theme.colours.dark
    assert person.window.menus.actions["appearance-dark"].isChecked()
    person.window.menus.actions["appearance-light"].trigger()
    person.shortcut("larger")
    person.settle()
    (chosen,) = [b for b in visible(row(page, APPEARANCE), QPushButton) if b.isChecked()]
    assert chosen.text() == "浅色"
    assert inside(row(page, SCALE), QComboBox).currentText() == "125%"
    assert (kept(person)[SCALE.key], kept(person)[APPEARANCE.key]) == (125, "light")


def test_what_differs_is_marked_and_goes_back_by_itself(person: Person) -> None:
    page = opened(person, Page.PRINT)
    assert "已改动" not in words(row(page, COPIES))
    person.press("份数：增加", row(page, COPIES))
    assert kept(person)[COPIES.key] == 2
    assert "已改动" in words(row(page, COPIES))
    person.press("份数：恢复默认", row(page, COPIES))
    assert inside(row(page, COPIES), QSpinBox).value() == 1
    assert "已改动" not in words(row(page, COPIES))
    assert COPIES.key not in kept(person)
    assert person.sentence == "已恢复默认：份数。"
    person.press("撤销")
    assert kept(person)[COPIES.key] == 2


def test_a_page_is_reset_as_a_whole_and_that_can_be_taken_back(person: Person) -> None:
    change = person.desk.preferences.change
    page = opened(person, Page.PRINT)
    reset = next(b for b in visible(page, QPushButton) if b.text() == "恢复本页默认")
    assert not reset.isEnabled()
    change(COPIES, 3)
    change(COLOUR, "grey")
    change(BACKUP_DAYS, 30)
    assert reset.isEnabled()
    person.press("恢复本页默认")
    assert person.sentence == "已恢复默认：颜色、份数。"
    assert kept(person) == {APPEARANCE.key: "light", BACKUP_DAYS.key: 30}
    change(BACKUP_DAYS, 60)
    person.press("撤销")
    assert kept(person) == {APPEARANCE.key: "light", COPIES.key: 3, COLOUR.key: "grey", BACKUP_DAYS.key: 60}


def test_a_search_finds_settings_of_all_pages_and_marks_the_words(person: Person) -> None:
    page = opened(person)
    seek(person, page, "灰度")
    assert list(page.rows) == [COLOUR.key]
    assert "<b><u>灰度</u></b>" in words(page)
    person.keys(person.focused(), Key.Key_Return)
    assert row(page, COLOUR).isAncestorOf(person.focused())
    person.press("颜色：灰度")
    assert kept(person)[COLOUR.key] == "grey"
    page.focus_search()
    person.type("xyzxyz")
    person.settle()
    assert "没有找到“xyzxyz”" in words(page)
    person.keys(person.focused(), Key.Key_Escape)
    person.settle()
    assert set(page.rows) == {AUTHOR.key, START.key}
    seek(person, page, "wzdx")
    assert list(page.rows) == [SCALE.key]


@pytest.mark.parametrize(
    ("text", "sought", "shown"),
    [
        ("只用于以后", ["以后"], "只用于<b><u>以后</u></b>"),
        ("a<b & A", ["a"], "<b><u>a</u></b>&lt;b &amp; <b><u>A</u></b>"),
        ("双面双面", ["双面", "双"], "<b><u>双面</u></b><b><u>双面</u></b>"),
        ("无", [""], "无"),
    ],
)
def test_hits_are_marked_and_nothing_else_becomes_markup(text: str, sought: list[str], shown: str) -> None:
    assert marked(text, sought) == shown


def test_the_keyboard_reaches_the_pages_and_everything_on_them(person: Person) -> None:
    page = opened(person)
    person.keys(person.focused(), Key.Key_Tab)
    assert person.focused().accessibleName() == "设置的各页"
    person.keys(person.focused(), Key.Key_End)
    person.settle()
    assert page.page is Page.PRINT
    met = []
    for _ in range(14):
        person.keys(person.focused(), Key.Key_Tab)
        met.append(person.focused().accessibleName())
    assert {"打印机", "双面：按版式", "颜色：随打印机", "份数", "份数：增加", "返回", "导入设置…", "导出设置…"} <= set(
        met
    )
    assert all(met)


def test_the_wheel_scrolls_past_a_choice(person: Person) -> None:
    page = opened(person, Page.LOOK)
    sizes = inside(row(page, SCALE), QComboBox)
    turn = QWheelEvent(
        QPointF(4, 4), QPointF(sizes.mapToGlobal(QPoint(4, 4))), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(sizes, turn)
    assert sizes.currentText() == "100%"


def test_settings_go_to_a_file_without_the_name_unless_it_is_ticked(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    person.desk.preferences.change(AUTHOR, "综合科 张三")
    person.desk.preferences.change(COPIES, 4)
    monkeypatch.setattr(
        "briefing.ui.preferences.controller.QFileDialog.getSaveFileName", lambda *_: (str(tmp_path / "我的"), "")
    )
    opened(person)
    for ticked in (False, True):
        person.press("导出设置…")
        (dialog,) = visible(person.window, HandingOut)
        (name,) = [box for box in visible(dialog, QCheckBox) if "张三" in box.text()]
        name.setChecked(ticked)
        person.press("选择位置…", dialog)
        person.settle()
        text = (tmp_path / "我的.json").read_text(encoding="utf-8")
        assert ("张三" in text) is ticked
        assert json.loads(text)["settings"][COPIES.key] == 4
        assert person.sentence == f"设置已导出到 {tmp_path / '我的.json'}"


def test_a_file_is_taken_in_at_once_told_and_taken_back(
    person: Person, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "同事的.json"
    theirs = Preferences().having(SCALE, 125).having(CONFIDENTIALITY, "内部").having(APPEARANCE, "dark")
    file.hand_out(source, theirs)
    told = json.loads(source.read_text(encoding="utf-8"))
    told["settings"] |= {"print.copies": 1000, "later.one": True}
    source.write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setattr("briefing.ui.preferences.controller.QFileDialog.getOpenFileName", lambda *_: (str(source), ""))
    person.desk.preferences.change(AUTHOR, "综合科")
    opened(person)
    person.press("导入设置…")
    person.settle()
    assert "已导入，改了 3 项：文字大小、外观、新简报的密级。" in person.sentence
    assert "有 2 项不适用于这个版本，没有采用：份数、later.one。" in person.sentence
    assert (person.program.theme.scale, person.program.theme.appearance) == (1.25, Appearance.DARK)
    assert person.desk.annotate.author == "综合科"
    person.press("撤销")
    person.settle()
    assert (person.program.theme.scale, person.program.theme.appearance) == (1.0, Appearance.LIGHT)
    source.write_text("{}", encoding="utf-8")
    person.press("导入设置…")
    assert "不是简报台的设置文件" in person.sentence


def test_what_cannot_be_kept_is_said_and_holds_until_the_end(person: Person) -> None:
    path = person.settings_file.with_name("settings.json")
    path.unlink()
    path.mkdir()
    page = opened(person, Page.PRINT)
    person.press("份数：增加", row(page, COPIES))
    assert "设置没有存下" in person.sentence
    assert inside(row(page, COPIES), QSpinBox).value() == 2


def test_the_start_is_where_one_left_or_the_first_page(sit: Sit) -> None:
    first = sit()
    first.open("精准务实抓招商")
    first.desk.preferences.change(START, "home")
    first.leave()
    second = sit()
    assert second.window.page is second.window.start_page
    second.open("精准务实抓招商")
    second.desk.preferences.change(START, "last")
    second.leave()
    assert sit().heading == "精准务实抓招商"


def test_what_an_earlier_version_kept_among_the_windows_memory_is_taken_over(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text(
        "[text]\nscale=1.25\n[theme]\nappearance=dark\n[author]\nname=综合科\n", encoding="utf-8"
    )
    person = sit()
    assert person.program.theme.scale == 1.25
    assert person.desk.annotate.author == "综合科"
    assert kept(person) == {SCALE.key: 125, APPEARANCE.key: "dark", AUTHOR.key: "综合科"}
    person.leave()
    assert "scale" not in (tmp_path / "window.ini").read_text(encoding="utf-8")
    assert "综合科" in person.desk.annotate.names
