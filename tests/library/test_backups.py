"""Backups of a library: made whole, named by time and reason, listed with what is in them, thinned with care."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.backups import Backup, BackupReason, Backups, default_folder
from briefing.library.library import Library
from briefing.library.schema import HEAD
from briefing.library.writing import Edit

START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backups(harvest: Library, clock: Clock) -> Iterator[Backups]:
    """Of a library that stays open meanwhile."""
    yield Backups(harvest.path, clock=clock)


def write(library: Library, text: str) -> str:
    return library.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text=text, author="综合科").id


def names(backups: Backups) -> list[str]:
    return sorted(path.name for path in backups.folder.iterdir())


def test_a_backup_of_a_library_in_use_holds_everything_that_is_committed(harvest: Library, backups: Backups) -> None:
    write(harvest, "一")
    harvest.edit_annotation(write(harvest, "二"), Edit(deleted=True), author="综合科")
    made = backups.make(BackupReason.MANUAL)
    assert (made.reports, made.annotations, made.sound, made.schema) == (1, 1, True, HEAD)
    assert made.size == made.path.stat().st_size > 0
    assert made.last_change == max(note.changed for note in harvest.contents()[0].annotations)
    before = made.path.read_bytes()
    with Library.open(Path(shutil.copy(made.path, made.path.with_name("copy.db")))) as copy:
        assert copy.contents() == harvest.contents()
    assert made.path.read_bytes() == before


def test_it_lies_beside_the_library_under_a_name_that_sorts_by_time_and_says_why(
    harvest: Library, backups: Backups, clock: Clock
) -> None:
    assert backups.folder == harvest.path.with_name("library-backups") == default_folder(harvest.path)
    made = []
    for reason in BackupReason:
        made.append(backups.make(reason))
        clock.pass_by(hours=7)
    assert [one.path.name for one in made] == names(backups)
    for one, reason in zip(made, BackupReason, strict=True):
        assert one.path.name.endswith(f"-{reason.label}.db")
        assert one.reason is reason
    assert made[0].made == START
    assert [one.path for one in backups.all()] == [one.path for one in reversed(made)]


def test_two_in_one_second_are_two_files(backups: Backups) -> None:
    made = [backups.make(BackupReason.MANUAL) for _ in range(3)]
    assert len({one.path for one in made}) == 3
    assert [one.path for one in backups.all()] == [one.path for one in reversed(made)]


def test_another_folder_will_do(harvest: Library, tmp_path: Path) -> None:
    (tmp_path / "U盘").mkdir()
    elsewhere = Backups(harvest.path, tmp_path / "U盘" / "备份")
    made = elsewhere.make(BackupReason.MANUAL)
    assert made.path.parent == tmp_path / "U盘" / "备份"
    assert not default_folder(harvest.path).exists()


def test_looking_at_backups_changes_nothing_and_leaves_nothing_beside_them(backups: Backups) -> None:
    made = backups.make(BackupReason.MANUAL)
    before = made.path.read_bytes()
    assert [(one.sound, one.annotations) for one in Backups(backups.folder.parent / "library.db").all()] == [(True, 0)]
    assert names(backups) == [made.path.name]
    assert made.path.read_bytes() == before


def test_no_folder_is_no_backups(tmp_path: Path) -> None:
    assert Backups(tmp_path / "library.db").all() == ()
    assert Backups(tmp_path / "library.db").thin() == ()
    assert Backups(tmp_path / "library.db").due(START)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(harvest: Library, backups: Backups) -> None:
    backups.folder.write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match="无法读写"):
        backups.make(BackupReason.DAILY)
    with pytest.raises(LibraryError):
        backups.all()
    assert harvest.contents()


def test_a_library_that_is_damaged_gets_no_backup_that_looks_whole(tmp_path: Path, harvest_file: Path) -> None:
    path = Path(shutil.copy(harvest_file, tmp_path / "library.db"))
    damage(path)
    backups = Backups(path)
    with pytest.raises(LibraryError, match="备份没有做成"):
        backups.make(BackupReason.DAILY)
    assert names(backups) == []
    before = path.read_bytes()
    as_it_is = backups.keep(BackupReason.RESTORE)
    assert not as_it_is.sound
    assert as_it_is.path.read_bytes() == before


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)


def spoil(backups: Backups) -> list[Path]:
    """Files that lie in the folder and are no backups: damaged, another program's, words, and things of no interest."""
    damaged = backups.make(BackupReason.DAILY).path
    damage(damaged)
    music = backups.folder / "library-20200101-000000+0000-每日.db"
    with closing(sqlite3.connect(music)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()
    letter = backups.folder / "通知.db"
    letter.write_text("这是一份会议通知。" * 40, encoding="utf-8")
    (backups.folder / "说明.txt").write_text("不要删", encoding="utf-8")
    (backups.folder / "folder.db").mkdir()
    return [damaged, music, letter]


def test_what_is_no_backup_is_listed_with_a_sentence_and_never_removed(backups: Backups, clock: Clock) -> None:
    bad = spoil(backups)
    good = backups.make(BackupReason.DAILY)
    before = names(backups)
    found = {one.path: one for one in backups.all()}
    assert set(found) == {*bad, good.path}
    for path in bad:
        assert not found[path].sound
        assert found[path].problem.endswith("。")
    assert (found[good.path].sound, found[good.path].problem) == (True, "")
    clock.pass_by(days=4000)
    backups.make(BackupReason.DAILY)
    assert backups.thin() == (good.path,)
    assert set(before) - set(names(backups)) == {good.path.name}


def test_a_damaged_backup_does_not_push_a_sound_one_out(backups: Backups, clock: Clock) -> None:
    sound = backups.make(BackupReason.DAILY)
    clock.pass_by(hours=2)
    damage(backups.make(BackupReason.DAILY).path)
    clock.pass_by(days=40)
    backups.make(BackupReason.DAILY)
    assert backups.thin() == ()
    assert sound.path.exists()


def test_a_backup_that_somebody_put_there_counts_as_made_by_hand(
    backups: Backups, clock: Clock, harvest_file: Path
) -> None:
    backups.make(BackupReason.DAILY)
    put = Path(shutil.copy(harvest_file, backups.folder / "去年的.db"))
    os.utime(put, (START.timestamp() - 86400 * 900,) * 2)
    found = {one.path: one for one in backups.all()}[put]
    assert (found.reason, found.sound, found.reports) == (BackupReason.MANUAL, True, 1)
    assert found.made == START - timedelta(days=900)
    clock.pass_by(days=900)
    backups.thin()
    assert put.exists()


def test_thinning_leaves_what_was_made_by_hand(backups: Backups, clock: Clock) -> None:
    by_hand, by_itself = [], []
    for _ in range(12):
        by_hand.append(backups.make(BackupReason.MANUAL))
        by_itself.append(backups.make(BackupReason.DAILY))
        clock.pass_by(hours=5)
    clock.pass_by(days=30)
    last = backups.make(BackupReason.DAILY)
    gone = backups.thin()
    left = {one.path for one in backups.all()}
    assert {one.path for one in by_hand} <= left
    assert last.path in left
    assert set(gone) == {one.path for one in by_itself} - left
    assert 0 < len(left & {one.path for one in by_itself}) < 4
    assert backups.thin() == ()


def test_a_day_without_its_backup_is_due(backups: Backups, clock: Clock) -> None:
    noon = START.astimezone().replace(hour=12)
    clock.now = noon
    assert backups.due(noon)
    backups.make(BackupReason.MANUAL)
    assert backups.due(noon)
    backups.make(BackupReason.DAILY)
    assert not backups.due(noon)
    assert not backups.due((noon + timedelta(hours=11)).astimezone(UTC))
    assert backups.due(noon + timedelta(hours=13))


def test_a_backup_is_a_value(backups: Backups) -> None:
    made = backups.make(BackupReason.MANUAL)
    assert made == Backup(made.path, START, BackupReason.MANUAL, made.size, 1, 0, None, HEAD)
