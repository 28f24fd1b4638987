"""使用说明, 关于, 诊断, 看原文."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from briefing import __version__
from briefing.doctor import Finding, Level, report_of
from briefing.domain.contents import ReportContents
from briefing.library.backups import BackupReason, Backups
from briefing.ui.help.about import AboutDialog
from briefing.ui.help.doctor import DoctorDialog
from briefing.ui.help.screen import input_method, look_at_screen
from briefing.ui.help.source import SourceDialog
from briefing.ui.theme import Theme
from tests.ui.driver import Person, item_of, visible


def text_of(dialog: QDialog) -> QPlainTextEdit:
    return dialog.findChildren(QPlainTextEdit)[0]


class TestAbout:
    @pytest.fixture
    def dialog(self, theme: Theme, qtbot: QtBot) -> AboutDialog:
        dialog = AboutDialog(theme)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    def test_it_names_the_version(self, dialog: AboutDialog) -> None:
        assert any(__version__ in label.text() for label in visible(dialog, QLabel))

    def test_every_component_has_a_version_or_a_name_and_a_licence(self, dialog: AboutDialog) -> None:
        (components,) = visible(dialog, QListWidget)
        lines = [components.item(row).text() for row in range(components.count())]
        assert len(lines) > 25
        for line in lines:
            name, _, licence = line.partition("　")
            assert name
            assert licence.strip(), line
        packages = {line.split(" ")[0] for line in lines}
        # What the program asks for, and what that needs in turn.
        assert {"PySide6_Essentials", "numpy", "openpyxl", "et_xmlfile", "lxml", "MarkupSafe", "mdurl"} <= packages
        assert {"Python", "Qt", "SQLite", "Libertinus", "Noto"} <= packages

    def test_choosing_one_shows_its_licence_in_full(self, dialog: AboutDialog) -> None:
        (components,) = visible(dialog, QListWidget)
        shown = []
        for row in range(components.count()):
            components.setCurrentRow(row)
            text = text_of(dialog).toPlainText()
            assert text.startswith(components.item(row).text())
            assert len(text) > len(components.item(row).text()) + 200
            shown.append(text)
        assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in shown)
        assert any("SIL OPEN FONT LICENSE" in text for text in shown)
        assert any("PYTHON SOFTWARE FOUNDATION LICENSE" in text for text in shown)


def test_no_two_commands_share_a_key(person: Person) -> None:
    keys = [s.toString() for action in person.window.menus.actions.values() for s in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


FINDINGS = (
    Finding("版本", "Python", "3.11"),
    Finding("资料库", "状态", "完好"),
    Finding("字体", "仿宋", "Noto Serif SC", "装上“仿宋_GB2312”更好。", hint=True),
    Finding("资料库", "问题", "索引缺一行", "请用备份替换资料库文件。"),
)


def doctor(theme: Theme, qtbot: QtBot, findings: tuple[Finding, ...] = FINDINGS) -> DoctorDialog:
    dialog = DoctorDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show_findings(findings)
    dialog.show()
    return dialog


def words_of(dialog: QDialog) -> list[str]:
    return [label.text() for label in visible(dialog, QLabel)]


def test_what_is_to_be_done_stands_first_and_is_marked_in_words(theme: Theme, qtbot: QtBot) -> None:
    words = words_of(doctor(theme, qtbot))
    assert words[0] == "有 1 处要处理"
    order = [
        "要处理",
        "资料库 · 问题",
        "请用备份替换资料库文件。",
        "可以改进",
        "字体 · 仿宋",
        "版本",
        "Python",
        "资料库",
        "完好",
    ]
    assert [words.index(one) for one in order] == sorted(words.index(one) for one in order)


def test_what_is_to_be_done_is_reached_and_read_out_with_the_keyboard(theme: Theme, qtbot: QtBot) -> None:
    dialog = doctor(theme, qtbot)
    names = [w.accessibleName() for w in visible(dialog, QWidget) if w.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert names == [
        "资料库，问题：索引缺一行。请用备份替换资料库文件。",
        "字体，仿宋：Noto Serif SC。装上“仿宋_GB2312”更好。",
    ]


@pytest.mark.parametrize(
    ("findings", "verdict"), [(FINDINGS[:2], "一切正常"), (FINDINGS[:3], "没有故障，有 1 处可以改进")]
)
def test_it_says_when_nothing_is_wrong(theme: Theme, qtbot: QtBot, findings: tuple[Finding, ...], verdict: str) -> None:
    assert words_of(doctor(theme, qtbot, findings))[0] == verdict


def test_what_was_found_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    dialog = doctor(theme, qtbot)
    next(b for b in visible(dialog, QPushButton) if b.text() == "复制").click()
    assert QGuiApplication.clipboard().text() == report_of(FINDINGS)


def test_it_can_be_looked_into_again_and_saved(person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDialog, "exec", QDialog.show)
    person.window.menus.actions["doctor"].trigger()
    (dialog,) = person.window.findChildren(DoctorDialog)
    assert words_of(dialog)[0] == "正在检查……"
    assert not any(b.isEnabled() for b in visible(dialog, QPushButton) if b.text() in ("重新检查", "复制", "保存…"))
    person.settle()
    assert "备份 · 份数" in words_of(dialog)
    Backups(person.library).make(BackupReason.MANUAL)
    person.press("重新检查", dialog)
    person.settle()
    assert "备份 · 份数" not in words_of(dialog)
    to = tmp_path / "诊断"
    monkeypatch.setattr("briefing.ui.help.text_file.QFileDialog.getSaveFileName", lambda *_: (str(to), ""))
    person.press("保存…", dialog)
    person.settle()
    assert to.with_suffix(".txt").read_text(encoding="utf-8-sig") == dialog.text
    assert "界面\n　Qt：" in dialog.text
    assert "已存为“诊断.txt”。" in words_of(dialog)
    (tmp_path / "文件").touch()
    to = tmp_path / "文件" / "诊断"
    person.press("保存…", dialog)
    person.settle()
    assert any("请换一个位置保存" in words for words in words_of(dialog))
    dialog.close()


def test_it_hangs_in_the_menu_of_help(person: Person) -> None:
    menus = {menu.title(): [action.text() for action in menu.actions()] for menu in person.window.findChildren(QMenu)}
    assert [words for words in menus["帮助"] if words] == ["使用说明", "诊断…", "关于简报台"]
    assert not any("诊断" in words for words in menus["工具"])


@pytest.mark.skipif(sys.platform == "win32", reason="there the system brings it")
@pytest.mark.parametrize(
    ("platform", "variables", "level"),
    [
        ("xcb", {"QT_IM_MODULE": "ibus"}, Level.FINE),
        ("xcb", {"QT_IM_MODULES": "wayland;ibus"}, Level.FINE),
        ("xcb", {"QT_IM_MODULE": "fcitx"}, Level.FAULT),
        ("xcb", {}, Level.HINT),
        ("wayland", {}, Level.FINE),
        ("wayland", {"QT_IM_MODULE": "fcitx5"}, Level.FAULT),
        ("offscreen", {"QT_IM_MODULE": "fcitx"}, Level.FINE),
        ("windows", {}, Level.FINE),
    ],
)
def test_whether_chinese_can_be_typed(platform: str, variables: dict[str, str], level: Level) -> None:
    found = input_method(platform, variables, ("compose", "ibus", "qtvirtualkeyboard"))
    assert found.level is level
    assert "QT_IM_MODULE=ibus" in found.advice or level is Level.FINE


def test_a_plugin_for_fcitx_is_found(theme: Theme) -> None:
    assert input_method("xcb", {"QT_IM_MODULE": "fcitx"}, ("fcitx5",)).level is Level.FINE
    assert {"Qt", "屏幕", "文字大小", "外观", "输入法"} <= {one.name for one in look_at_screen(theme)}


@pytest.mark.parametrize("words", ["精准务实抓招商", "锚定建设“两区两城两高地”", "新增城镇就业4.3万"])
def test_the_source_is_shown_as_it_is_with_the_items_words_marked(
    theme: Theme, qtbot: QtBot, targets: ReportContents, words: str
) -> None:
    item = item_of(targets, words)
    dialog = SourceDialog(theme, targets.report, item)
    qtbot.addWidget(dialog)
    text = text_of(dialog)
    source = targets.report.source_text
    assert text.toPlainText() == source.replace("\r\n", "\n")
    marks = [mark.cursor.selectedText() for mark in text.extraSelections()]  # type: ignore[attr-defined]
    assert "".join(marks) == item.text
    assert text.textCursor().blockNumber() + 1 == item.line


def test_the_source_of_a_whole_report_is_shown_from_its_beginning(
    theme: Theme, qtbot: QtBot, results: ReportContents
) -> None:
    dialog = SourceDialog(theme, results.report, None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert text_of(dialog).extraSelections() == []
    assert any(results.report.file_name in label.text() for label in visible(dialog, QLabel))


@pytest.mark.parametrize(
    ("command", "kind"), [("doctor", DoctorDialog), ("about", AboutDialog), ("source", SourceDialog)]
)
def test_the_menu_opens_each_and_it_can_be_closed(
    person: Person, dialogs: list[QDialog], command: str, kind: type[QDialog]
) -> None:
    person.open("精准务实抓招商")
    person.window.menus.actions[command].trigger()
    person.settle()
    (dialog,) = dialogs
    assert isinstance(dialog, kind)
    next(b for b in visible(dialog, QPushButton) if b.text() == "关闭").click()
    assert not dialog.isVisible()
