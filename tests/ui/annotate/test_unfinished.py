"""What is being written is kept as it is typed: through leaving, closing, and a process that is killed."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from briefing.domain.annotation import AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.span import Span
from briefing.domain.unfinished import Unfinished
from briefing.library.library import Library
from tests.ui.annotate.conftest import Margin
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, place_of

Key = Qt.Key
BARE = "改造升级传统产业"
CLEAN = "多措并举促销费"

TYPING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from briefing.app import Program, application
from briefing.domain.place import Place
from briefing.ui.settings import WindowSettings

app = application(sys.argv[:1])
program = Program(app, Path(sys.argv[1]), WindowSettings(Path(sys.argv[2])))
count = 0

def begin():
    program.navigator.go(Place.parse(sys.argv[3]))
    program.desk.annotate.write()
    timer.start(20)

def type_on():
    global count
    count += 1
    QTest.keyClicks(app.focusWidget(), f"{count} ")
    sys.stdout.write(f"{count}\\n")
    sys.stdout.flush()

timer = QTimer()
timer.timeout.connect(type_on)
program.when_ready(begin)
program.window.show()
app.exec()
"""


def test_what_was_typed_is_there_after_the_process_was_killed(sit: Sit, seeded: Path, tmp_path: Path) -> None:
    library = Path(shutil.copy(seeded, tmp_path / "library.db"))
    with Library.open(library) as opened:
        contents = opened.report(TARGETS)
        assert contents is not None
        place = place_of(contents, BARE)
    arguments = [sys.executable, "-c", TYPING, str(library), str(tmp_path / "other.ini"), str(place)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        # 120 keystrokes at 20 ms: what is older than the pause between two keepings has to be there.
        typed = [int(next(process.stdout)) for _ in range(120)][-1]
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    person = sit(library)
    margin = Margin(person)
    assert person.sentence == "上次有 1 条没写完的批注。"
    person.press("继续写")
    person.settle()
    assert person.window.item_page.item is not None
    assert person.window.item_page.item.position == place.item
    assert margin.field.hasFocus()
    numbers = [int(word) for word in margin.field.toPlainText().split()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= typed - 60


def test_everything_that_stood_in_the_editor_stands_there_again(sit: Sit, seeded: Path, tmp_path: Path) -> None:
    library = Path(shutil.copy(seeded, tmp_path / "library.db"))
    with Library.open(library) as opened:
        contents = opened.report(TARGETS)
        assert contents is not None
        file = opened.keep_attachment("清单.txt", b"1")
        left = Unfinished(
            opened.new_annotation_id(), place_of(contents, BARE), Span(0, 8), AnnotationKind.PROGRESS,
            AnnotationStatus.PENDING, "写到一半", "综合科", datetime.now(UTC), tags=("工业",),
            due=date(2026, 6, 30), attachments=(file,),
        )  # fmt: skip
        opened.keep_unfinished(left)
    person = sit(library)
    margin = Margin(person)
    margin.open(CLEAN)
    assert not margin.writing()
    margin.open(BARE)
    assert margin.writing()
    assert not margin.field.hasFocus(), "walking the tree must not lead into the editor"
    assert margin.field.textCursor().atEnd()
    assert margin.says("原文 8 字")
    margin.field.setFocus()
    margin.save()
    (note,) = margin.kept(BARE)
    assert (note.id, note.kind, note.status, note.text) == (left.id, left.kind, left.status, left.text)
    assert (note.stretch, note.tags, note.due) == (left.stretch, left.tags, left.due)
    assert note.attachments == (Attachment(file.sha256, "清单.txt", file.type, 1),)
    assert margin.begun() == ()


def test_keeping_is_no_step_and_reads_nothing_anew(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    person.shortcut("write")
    read: list[bool] = []
    person.desk.store.loaded.connect(lambda: read.append(True))
    margin.type("还在写")
    person.until(lambda: bool(person.desk.annotate.keeper.all))
    assert [one.text for one in margin.begun()] == ["还在写"]
    assert read == []
    assert not person.window.menus.actions["undo"].isEnabled()


def test_giving_up_and_an_emptied_editor_leave_nothing_behind(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    person.shortcut("write")
    margin.type("不要了")
    person.until(lambda: bool(person.desk.annotate.keeper.all))
    person.keys(margin.field, Key.Key_Escape, Key.Key_Escape)
    assert margin.begun() == ()
    person.shortcut("write")
    margin.type("也不要了")
    margin.open(CLEAN)
    assert len(margin.begun()) == 1
    margin.open(BARE)
    margin.field.clear()
    margin.open(CLEAN)
    assert margin.begun() == ()
    margin.open(BARE)
    assert not margin.writing()


def test_words_that_could_not_be_saved_can_be_given_up_for_good(
    margin: Margin, logged_warnings: list[logging.LogRecord]
) -> None:
    person = margin.person
    margin.open(BARE)
    person.shortcut("write")
    margin.type("写不进去")
    with closing(sqlite3.connect(person.library)) as file:
        file.execute("CREATE TRIGGER full BEFORE INSERT ON annotations BEGIN SELECT RAISE(ABORT, 'no room'); END")
        margin.save()
        assert margin.writing()
        assert bool(person.desk.annotate.retry)
        file.execute("DROP TRIGGER full")
        file.commit()
    person.keys(margin.field, Key.Key_Escape, Key.Key_Escape)
    assert not margin.writing()
    assert not person.desk.annotate.retry
    assert margin.begun() == ()
    logged_warnings.clear()


def test_several_begun_notes_do_not_mix(margin: Margin) -> None:
    person = margin.person
    for words in (BARE, CLEAN):
        margin.open(words)
        person.shortcut("write")
        margin.type(f"写在{words}")
    for words in (BARE, CLEAN):
        margin.open(words)
        assert margin.field.toPlainText() == f"写在{words}"
    assert len(margin.begun()) == 2


def test_a_change_whose_note_was_deleted_meanwhile_is_kept_as_a_note_of_its_own(margin: Margin) -> None:
    from briefing.actions.annotating import DeleteAnnotation

    margin.open(CLEAN)
    (note,) = margin.kept(CLEAN)
    margin.edit(note)
    margin.type("补一句")
    margin.open(BARE)
    margin.do(DeleteAnnotation(id=note.id, author=note.author))
    margin.open(CLEAN)
    assert margin.field.toPlainText() == note.text + "补一句"
    margin.field.setFocus()
    margin.save()
    (kept,) = margin.kept(CLEAN)
    assert (kept.text, kept.id == note.id) == (note.text + "补一句", False)


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_larger_text_leaves_all_that_was_entered(margin: Margin, scale: float) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("还没写完")
    margin.person.press("类别：进展")
    margin.person.press("填写标签、期限、附件")
    margin.person.type("招商 ")
    margin.person.program.theme.set_scale(scale)
    margin.person.settle()
    editor = margin.pane.editor
    assert editor is not None
    now = editor.contents
    assert (now.text, now.kind, now.tags) == ("还没写完", AnnotationKind.PROGRESS, ("招商",))
    assert isinstance(margin.field, QPlainTextEdit)
