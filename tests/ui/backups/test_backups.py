"""资料库备份 in the real window: what there is, one made by hand, going back to one, the one of each day."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.ui.backups import controller
from briefing.ui.backups.dialog import BackupsDialog
from briefing.ui.backups.table import NOTES, REASON, WHEN
from briefing.ui.theme import Appearance
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person, visible

Key = Qt.Key
pytestmark = pytest.mark.usefixtures("dialogs")


def window_of(person: Person) -> BackupsDialog:
    person.window.menus.actions["backups"].trigger()
    person.settle()
    (dialog,) = [d for d in person.window.findChildren(BackupsDialog) if d.isVisible()]
    return dialog


def rows(dialog: BackupsDialog) -> list[list[str]]:
    model = dialog.table.model()
    return [[str(model.index(row, column).data()) for column in (REASON, NOTES)] for row in range(model.rowCount())]


def words(dialog: BackupsDialog) -> str:
    return " ".join(label.text() for label in visible(dialog, QLabel))


def write(person: Person, text: str) -> None:
    person.desk.store.submit(
        AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text=text, author="综合科")
    )
    person.settle()


def texts(person: Person) -> list[str]:
    return [note.text for note in person.contents[TARGETS].annotations if not note.deleted]


def test_without_any_it_says_what_to_do(person: Person) -> None:
    dialog = window_of(person)
    assert "还没有备份" in words(dialog)
    enabled = {b.text(): b.isEnabled() for b in visible(dialog, QPushButton)}
    assert enabled == {"打开备份文件夹": True, "立即备份": True, "恢复到这一份…": False, "关闭": True, "另选位置": True}
    assert not Backups(person.library).folder.exists()


def test_one_made_by_hand_is_listed_and_chosen(person: Person) -> None:
    Backups(person.library, clock=lambda: datetime.now(UTC) - timedelta(days=1)).make(BackupReason.DAILY)
    write(person, "新写的")
    dialog = window_of(person)
    assert [row[0] for row in rows(dialog)] == ["每日"]
    before = rows(dialog)[0][1]
    person.press("立即备份", dialog)
    assert dialog.sentence == "正在备份……"
    person.settle()
    assert [row[0] for row in rows(dialog)] == ["手动", "每日"]
    assert int(rows(dialog)[0][1]) == int(before) + 1
    assert dialog.sentence.startswith("已备份：")
    current = dialog.table.current
    assert current is not None
    assert current.reason is BackupReason.MANUAL
    assert f"{current.reports} 份报告、{current.annotations} 条批注" in words(dialog)


def test_going_back_asks_first_and_then_shows_everything_as_it_was(person: Person) -> None:
    write(person, "那时就有")
    Backups(person.library).make(BackupReason.MANUAL)
    write(person, "后来写的")
    person.open("精准务实抓招商")
    dialog = window_of(person)
    person.press("恢复到这一份…", dialog)
    assert "现在的内容先自动备份一份" in dialog.sentence
    assert {b.text() for b in visible(dialog, QPushButton)} == {"恢复", "不恢复"}
    person.press("不恢复", dialog)
    assert dialog.sentence == ""
    assert "后来写的" in texts(person)

    person.press("恢复到这一份…", dialog)
    person.press("恢复", dialog)
    person.settle()
    assert texts(person).count("那时就有") == 1
    assert "后来写的" not in texts(person)
    assert not person.window.findChildren(BackupsDialog)
    assert person.heading == "精准务实抓招商"
    assert person.sentence.startswith("已恢复到 ")
    assert not person.window.menus.actions["undo"].isEnabled()

    person.press("换回恢复前的内容", person.window.notice)
    person.settle()
    assert {"那时就有", "后来写的"} <= set(texts(person))


def test_what_is_half_written_comes_along_when_going_back(person: Person) -> None:
    Backups(person.library).make(BackupReason.MANUAL)
    person.open("改造升级传统产业")
    person.shortcut("write")
    person.type("写了一半的话")
    dialog = window_of(person)
    person.press("恢复到这一份…", dialog)
    person.press("恢复", dialog)
    person.settle()
    begun = person.desk.door.read(lambda library: library.unfinished()).result(timeout=30)
    assert [one.text for one in begun] == ["写了一半的话"]


def test_a_page_of_a_report_that_was_not_there_then_gives_way_to_the_first(sit: Sit, tmp_path: Path) -> None:
    empty = tmp_path / "空.db"
    Library.open(empty, seed=False).close()
    person = sit()
    folder = Backups(person.library).folder
    folder.mkdir()
    shutil.copy(empty, folder / "空.db")
    person.open("精准务实抓招商")
    dialog = window_of(person)
    person.press("恢复到这一份…", dialog)
    person.press("恢复", dialog)
    person.settle()
    assert person.window.page is person.window.start_page
    assert person.rows() == []
    assert "资料库里还没有报告" in [label.text() for label in visible(person.window.start_page, QLabel)]


def test_a_backup_that_is_damaged_is_marked_and_cannot_be_chosen(person: Person) -> None:
    backups = Backups(person.library)
    bad = backups.make(BackupReason.DAILY).path
    bad.write_text("这不是资料库。" * 50, encoding="utf-8")
    dialog = window_of(person)
    assert rows(dialog) == [["不能恢复", "—"]]
    assert "不是完好的备份" in words(dialog)
    assert not next(b for b in visible(dialog, QPushButton) if b.text() == "恢复到这一份…").isEnabled()
    assert bad.exists()


def test_a_backup_that_vanishes_meanwhile_is_said_and_nothing_changes(person: Person) -> None:
    made = Backups(person.library).make(BackupReason.MANUAL)
    write(person, "还在")
    dialog = window_of(person)
    person.press("恢复到这一份…", dialog)
    made.path.unlink()
    person.press("恢复", dialog)
    person.settle()
    assert dialog.sentence.endswith("。")
    assert "恢复……" not in dialog.sentence
    assert "还在" in texts(person)
    write(person, "还能写")
    assert "还能写" in texts(person)


def test_a_folder_that_cannot_be_written_is_said(person: Person) -> None:
    Backups(person.library).folder.write_text("", encoding="utf-8")
    dialog = window_of(person)
    assert "无法读写" in dialog.sentence
    person.press("立即备份", dialog)
    person.settle()
    assert "无法读写" in dialog.sentence
    assert next(b for b in visible(dialog, QPushButton) if b.text() == "立即备份").isEnabled()


def test_keys_alone_choose_and_go_back(person: Person) -> None:
    backups = Backups(person.library, clock=lambda: datetime(2026, 1, 5, 9, tzinfo=UTC))
    first = backups.make(BackupReason.MANUAL)
    write(person, "后来写的")
    Backups(person.library).make(BackupReason.MANUAL)
    dialog = window_of(person)
    dialog.activateWindow()
    person.until(lambda: dialog.table.hasFocus())
    QTest.keyClick(dialog.table, Key.Key_Down)
    assert dialog.table.current is not None
    assert dialog.table.current.path == first.path
    reached = []
    for _ in range(4):
        QTest.keyClick(person.focused(), Key.Key_Tab)
        reached.append(person.focused().accessibleName())
    assert reached == ["打开备份文件夹", "立即备份", "恢复到这一份…", "关闭"]
    QTest.keyClick(person.focused(), Key.Key_Backtab)
    QTest.keyClick(person.focused(), Key.Key_Space)
    assert person.focused().accessibleName() == "不恢复"
    QTest.keyClick(person.focused(), Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.table.hasFocus()


def test_it_is_read_out(person: Person) -> None:
    Backups(person.library).make(BackupReason.MANUAL)
    dialog = window_of(person)
    assert dialog.table.accessibleName() == "备份"
    index = dialog.table.model().index(0, WHEN)
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert "手动" in spoken
    assert "份报告" in spoken
    assert all(b.accessibleName() for b in dialog.findChildren(QPushButton))


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
def test_it_stands_on_the_smallest_screen_at_any_size_of_text(person: Person, appearance: Appearance) -> None:
    Backups(person.library).make(BackupReason.MANUAL)
    person.program.theme.set_appearance(appearance)
    person.program.theme.set_scale(1.25)
    person.settle()
    dialog = window_of(person)
    assert dialog.width() <= 1366
    assert dialog.height() <= 728
    background = dialog.grab().toImage().pixelColor(3, 3)
    assert (background.lightness() < 80) == (appearance is Appearance.DARK)


def test_todays_backup_is_made_once_and_without_a_word(person: Person) -> None:
    backups = Backups(person.library)
    assert backups.all() == ()
    for _ in range(3):
        person.desk.backups.make_due()
        person.settle()
    assert [one.reason for one in backups.all()] == [BackupReason.DAILY]
    assert person.sentence == ""


def test_todays_backup_thins_the_older_ones(person: Person) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=1000)
    old = [
        Backups(person.library, clock=lambda time=long_ago + timedelta(days=day): time).make(BackupReason.DAILY)  # type: ignore[misc]
        for day in range(2)
    ]
    person.desk.backups.make_due()
    person.settle()
    left = {one.path for one in Backups(person.library).all()}
    assert left & {one.path for one in old} == set()
    assert len(left) == 1


def test_a_daily_backup_that_fails_is_said_once_and_nothing_stops(person: Person) -> None:
    Backups(person.library).folder.write_text("", encoding="utf-8")
    person.desk.backups.make_due()
    person.settle()
    assert person.sentence.startswith("今天的自动备份没有做成：")
    person.window.notice.hide()
    person.desk.backups.make_due()
    person.settle()
    assert person.sentence == ""
    write(person, "照常写")
    assert "照常写" in texts(person)


def test_a_program_that_is_told_to_makes_the_days_backup_some_time_after_it_is_ready(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "FIRST_MS", 0)
    person = sit()
    assert Backups(person.library).all() == ()
    person.desk.backups.begin_daily()
    person.until(lambda: Backups(person.library).folder.exists())
    person.settle()
    assert [one.reason for one in Backups(person.library).all()] == [BackupReason.DAILY]
