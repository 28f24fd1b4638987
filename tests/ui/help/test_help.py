"""使用说明, 关于, 诊断, 看原文."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from briefing import __version__
from briefing.doctor import Finding
from briefing.domain.contents import ReportContents
from briefing.ui.help.about import PACKAGES, AboutDialog, licence_of
from briefing.ui.help.doctor import DoctorDialog, report_of
from briefing.ui.help.source import SourceDialog
from briefing.ui.theme import Theme
from tests.ui.driver import Person, item_of, visible


def text_of(dialog: QDialog) -> QPlainTextEdit:
    return dialog.findChildren(QPlainTextEdit)[0]


def test_about_names_versions_and_a_licence_for_everything(theme: Theme, qtbot: QtBot) -> None:
    dialog = AboutDialog(theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert any(__version__ in label.text() for label in visible(dialog, QLabel))
    lines = text_of(dialog).toPlainText().splitlines()
    for line in lines:
        name, _, licence = line.partition("　")
        assert name
        assert licence.strip(), line
    assert len(lines) == len(PACKAGES) + 3


def test_a_package_that_is_not_there_is_left_out() -> None:
    assert licence_of("no-such-package-at-all") == ""


def test_no_two_commands_share_a_key(person: Person) -> None:
    keys = [s.toString() for action in person.window.menus.actions.values() for s in action.shortcuts()]
    assert sorted(keys) == sorted(set(keys))


def test_findings_are_told_topic_by_topic_with_what_to_do(theme: Theme, qtbot: QtBot) -> None:
    findings = (
        Finding("版本", "Python", "3.11"),
        Finding("资料库", "状态", "完好"),
        Finding("资料库", "问题", "索引缺一行", "请用备份替换资料库文件。"),
    )
    dialog = DoctorDialog(theme, findings)
    qtbot.addWidget(dialog)
    dialog.show()
    assert text_of(dialog).toPlainText() == report_of(findings)
    assert "→ 请用备份替换资料库文件。" in report_of(findings)
    assert any("有 1 处建议" in label.text() for label in visible(dialog, QLabel))
    next(b for b in visible(dialog, QPushButton) if b.text() == "复制").click()
    assert QGuiApplication.clipboard().text() == report_of(findings)
    well = DoctorDialog(theme, findings[:2])
    qtbot.addWidget(well)
    well.show()
    assert any(label.text() == "一切正常。" for label in visible(well, QLabel))


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
    person: Person, monkeypatch: pytest.MonkeyPatch, command: str, kind: type[QDialog]
) -> None:
    """A dialog's own event loop would wait for a hand: here it is only shown."""
    shown: list[QDialog] = []

    def stay(dialog: QDialog) -> int:
        dialog.show()
        shown.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", stay)
    person.open("精准务实抓招商")
    person.window.menus.actions[command].trigger()
    person.settle()
    (dialog,) = shown
    assert isinstance(dialog, kind)
    next(b for b in visible(dialog, QPushButton) if b.text() == "关闭").click()
    assert not dialog.isVisible()
