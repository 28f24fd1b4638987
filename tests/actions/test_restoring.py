"""Through the door: one window at a time, back to a backup, and a library that went away and came back."""

from __future__ import annotations

import shutil
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

import pytest

from briefing.actions.annotating import AddAnnotation
from briefing.actions.command import Changes
from briefing.actions.door import Door
from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.backups import BackupReason, Backups
from briefing.library.faults import LostError
from briefing.library.library import Library
from briefing.library.occupancy import OccupiedError
from briefing.library.schema import HEAD

T = TypeVar("T")
FIXTURE = Path(__file__).parents[1] / "library" / "fixtures" / "library-0001.db"


def wait(future: Future[T]) -> T:
    return future.result(timeout=30)


def add(text: str) -> AddAnnotation:
    return AddAnnotation(report_key="harvest-2025", item=1, kind=AnnotationKind.RISK, text=text, author="综合科")


def texts(door: Door) -> list[str]:
    contents = wait(door.read(Library.contents))
    return sorted(note.text for one in contents for note in one.annotations)


def test_going_back_shows_what_was_then_and_keeps_what_was_now(door: Door, path: Path) -> None:
    wait(door.submit(add("一")))
    backup = Backups(path).make(BackupReason.MANUAL)
    wait(door.submit(add("二")))
    wait(door.undo())
    wait(door.submit(add("三")))
    heard: list[Changes] = []
    door.listen(heard.append)
    before = wait(door.restore(backup.path))
    assert texts(door) == ["一"]
    assert (door.undo_name, door.redo_name) == (None, None)
    assert heard == [Changes(everything=True)]
    assert before is not None
    assert (before.reason, before.annotations) == (BackupReason.RESTORE, 2)
    wait(door.submit(add("四")))
    wait(door.restore(before.path))
    assert texts(door) == ["一", "三", "二"]


def test_what_was_asked_for_before_is_done_before_and_what_comes_after_after(door: Door, path: Path) -> None:
    wait(door.opened)
    backup = Backups(path).make(BackupReason.MANUAL)
    early, restored, late = door.submit(add("前")), door.restore(backup.path), door.submit(add("后"))
    before = wait(restored)
    assert early.done()
    wait(late)
    assert before is not None
    assert before.annotations == 1
    assert texts(door) == ["后"]


def test_a_backup_of_an_older_program_is_brought_forward(door: Door) -> None:
    wait(door.restore(FIXTURE))
    assert wait(door.read(Library.health)).schema == HEAD
    assert wait(door.read(Library.health)).reports == 2


def test_a_restoring_that_fails_leaves_the_library_open_with_all_that_can_be_undone(
    door: Door, path: Path, tmp_path: Path
) -> None:
    wait(door.submit(add("一")))
    heard: list[Changes] = []
    door.listen(heard.append)
    bad = tmp_path / "坏.db"
    bad.write_text("这不是资料库。" * 50, encoding="utf-8")
    with pytest.raises(LibraryError, match="不是资料库"):
        wait(door.restore(bad))
    assert texts(door) == ["一"]
    assert heard == []
    assert door.undo_name == "写批注"
    wait(door.submit(add("二")))
    wait(door.undo())
    wait(door.undo())
    assert [note.deleted for note in wait(door.read(Library.contents))[0].annotations] == [True, True]


def test_a_backup_that_does_not_open_in_its_place_gives_the_old_library_back(
    door: Door, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(door.submit(add("一")))
    older = Path(shutil.copy(FIXTURE, path.with_name("旧.db")))

    def refuse(*_: object) -> None:
        raise LibraryError("升级不成。")

    monkeypatch.setattr("briefing.library.schema.upgrade", refuse)
    with pytest.raises(LibraryError, match="升级不成"):
        wait(door.restore(older))
    assert texts(door) == ["一"]
    wait(door.submit(add("二")))
    assert texts(door) == ["一", "二"]


def test_a_damaged_library_can_be_replaced(path: Path) -> None:
    with Library.open(path) as library:
        add("一").apply(library)
    backup = Backups(path).make(BackupReason.MANUAL)
    path.write_text("这不是资料库。" * 50, encoding="utf-8")
    door = Door(path)
    with pytest.raises(LibraryError):
        wait(door.opened)
    with pytest.raises(LibraryError):
        wait(door.submit(add("二")))
    with pytest.raises(LibraryError, match="不是资料库"):
        wait(door.restore(path.with_name("没有.db")))
    assert door.held
    before = wait(door.restore(backup.path))
    assert before is not None
    assert not before.sound
    assert texts(door) == ["一"]
    door.close()


def test_a_second_door_is_refused_and_changes_nothing(door: Door, path: Path) -> None:
    wait(door.opened)
    second = Door(path)
    assert door.held
    backup = Backups(path).make(BackupReason.MANUAL)
    futures: list[Future[object]] = [second.opened, second.submit(add("二")), second.restore(backup.path)]  # type: ignore[list-item]
    for future in futures:
        with pytest.raises(OccupiedError, match="另一个简报台窗口"):
            wait(future)
    assert [second.held] == [False]
    assert texts(door) == []
    door.close()
    wait(second.open_again())
    assert second.held
    wait(second.submit(add("二")))
    assert texts(second) == ["二"]
    second.close()


def test_closing_a_door_that_was_refused_leaves_the_others_lock_alone(door: Door, path: Path) -> None:
    wait(door.opened)
    second = Door(path)
    with pytest.raises(OccupiedError):
        wait(second.opened)
    second.close()
    third = Door(path)
    with pytest.raises(OccupiedError):
        wait(third.opened)
    third.close()


def test_reading_beside_a_door_is_free(door: Door, path: Path) -> None:
    wait(door.submit(add("一")))
    with Library.open(path) as beside:
        assert [note.text for note in beside.contents()[0].annotations] == ["一"]


def test_opening_again_what_is_open_does_nothing(door: Door) -> None:
    wait(door.submit(add("一")))
    wait(door.open_again())
    assert door.undo_name == "写批注"


def test_a_door_that_is_closed_leaves_only_the_library(door: Door, path: Path) -> None:
    wait(door.submit(add("一")))
    door.close()
    assert [one.name for one in path.parent.iterdir()] == ["library.db"]


def test_a_library_that_was_taken_away_takes_changes_again_once_it_is_back(door: Door, path: Path) -> None:
    wait(door.submit(add("一")))
    heard: list[Changes] = []
    door.listen(heard.append)
    for log in ("", "-wal", "-shm"):
        path.with_name(f"library.db{log}").rename(path.with_name(f"away.db{log}"))
    for _ in range(2):
        with pytest.raises(LostError, match="U盘"):
            wait(door.submit(add("二")))
    assert not path.exists()
    for log in ("", "-wal", "-shm"):
        path.with_name(f"away.db{log}").rename(path.with_name(f"library.db{log}"))
    wait(door.submit(add("二")))
    assert texts(door) == ["一", "二"]
    assert Changes(everything=True) in heard
    assert wait(door.read(Library.health)).ok


def test_another_library_put_in_its_place_is_opened_as_what_it_is(door: Door, path: Path) -> None:
    wait(door.submit(add("一")))
    copy = Backups(path).make(BackupReason.MANUAL)
    wait(door.submit(add("二")))
    for log in ("", "-wal", "-shm"):
        path.with_name(f"library.db{log}").unlink()
    with pytest.raises(LostError):
        wait(door.submit(add("三")))
    shutil.copy(copy.path, path)
    wait(door.submit(add("三")))
    assert texts(door) == ["一", "三"]
    assert wait(door.read(Library.health)).ok
