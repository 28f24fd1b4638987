"""Backups in a folder that a person chose: one for each library, beside it where that cannot be had, nothing lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.domain.errors import LibraryError
from briefing.library.backup_places import MOST_EARLIER, backups_for, choosing, folder_in, objection, same_disk
from briefing.library.backups import BackupReason, default_folder
from briefing.library.library import Library
from briefing.library.restoring import restore
from briefing.locate import PORTABLE_FOLDER, Places
from briefing.preferences.catalogue import BACKUP_DAYS, BACKUP_FOLDER, EARLIER_FOLDERS
from briefing.preferences.values import Preferences

NOW = datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘 一"
    folder.mkdir()
    return folder


def to(folder: Path) -> Preferences:
    return choosing(Preferences(), str(folder))


def at(days: float) -> Callable[[], datetime]:
    return lambda: NOW - timedelta(days=days)


def test_by_itself_they_lie_beside_the_library(library_file: Path, places: Places) -> None:
    backups = backups_for(library_file, Preferences(), places)
    assert backups.folder == default_folder(library_file)
    assert not backups.unreachable


def test_a_chosen_folder_takes_them_in_a_folder_of_the_librarys_own(
    library_file: Path, places: Places, stick: Path
) -> None:
    backups = backups_for(library_file, to(stick), places)
    made = backups.make(BackupReason.MANUAL)
    assert made.path.parent.parent == stick
    assert not backups.astray(made)
    assert backups.all() == (made,)
    assert not default_folder(library_file).exists()


def test_libraries_of_one_name_do_not_meet(library_file: Path, places: Places, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    other = Path(shutil.copy(library_file, tmp_path / "b" / library_file.name))
    old = backups_for(library_file, to(stick), places, clock=at(400))
    kept = (
        old.make(BackupReason.DAILY),
        backups_for(library_file, to(stick), places, clock=at(300)).make(BackupReason.DAILY),
    )
    backups_for(other, to(stick), places, clock=at(0)).make(BackupReason.DAILY)
    assert backups_for(other, to(stick), places, clock=at(0)).thin() == ()
    assert all(one.path.exists() for one in kept)
    assert len(backups_for(other, to(stick), places).all()) == 1


def test_a_stick_that_is_not_in_leaves_them_beside_the_library(library_file: Path, places: Places, stick: Path) -> None:
    stick.rmdir()
    backups = backups_for(library_file, to(stick), places, clock=at(0))
    assert backups.unreachable
    made = backups.make(BackupReason.DAILY)
    assert made.path.parent == default_folder(library_file)
    assert backups.astray(made)
    assert not stick.exists()
    assert not backups.due(NOW)
    stick.mkdir()
    again = backups.make(BackupReason.MANUAL)
    assert again.path.parent.parent == stick
    assert set(backups.all()) == {made, again}


def test_a_folder_that_is_a_file_is_gone_round_as_well(library_file: Path, places: Places, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    backups = backups_for(library_file, to(tmp_path / "file"), places)
    assert backups.astray(backups.make(BackupReason.MERGE))
    assert len(backups.all()) == 1


def test_what_cannot_be_copied_anywhere_is_said(places: Places, stick: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no library" * 100)
    backups = backups_for(broken, to(stick), places)
    with pytest.raises(LibraryError):
        backups.make(BackupReason.MANUAL)
    assert backups.all() == ()
    kept = backups.keep(BackupReason.RESTORE)
    assert kept.path.read_bytes() == broken.read_bytes()
    assert kept.path.parent.parent == stick


def test_what_lies_in_the_folder_of_before_is_still_listed_and_not_thinned(
    library_file: Path, places: Places, stick: Path, tmp_path: Path
) -> None:
    first = [
        backups_for(library_file, to(stick), places, clock=at(days)).make(BackupReason.DAILY) for days in (500, 450)
    ]
    (tmp_path / "二").mkdir()
    moved = choosing(to(stick), str(tmp_path / "二"))
    backups = backups_for(library_file, moved, places, clock=at(0))
    new = backups.make(BackupReason.DAILY)
    assert backups.all() == (new, *reversed(first))
    assert backups.thin() == ()
    home = choosing(moved, "")
    assert home.of(BACKUP_FOLDER) == ""
    assert home.of(EARLIER_FOLDERS) == (str(tmp_path / "二"), str(stick))
    assert set(backups_for(library_file, home, places).all()) == {new, *first}
    back = choosing(home, str(stick))
    assert back.of(EARLIER_FOLDERS) == (str(tmp_path / "二"),)


def test_only_the_last_folders_are_remembered(tmp_path: Path) -> None:
    chosen = Preferences()
    for number in range(20):
        chosen = choosing(chosen, str(tmp_path / str(number)))
    assert len(chosen.of(EARLIER_FOLDERS)) == MOST_EARLIER
    assert chosen.of(EARLIER_FOLDERS)[0] == str(tmp_path / "18")


@pytest.mark.parametrize(("days", "left"), [(7, 11), (30, 26)])
def test_one_a_day_is_kept_as_long_as_it_was_set(library_file: Path, places: Places, days: int, left: int) -> None:
    chosen = Preferences().having(BACKUP_DAYS, days)
    for ago in range(25, -1, -1):
        backups_for(library_file, chosen, places, clock=at(ago)).make(BackupReason.DAILY)
    backups_for(library_file, chosen, places, clock=at(0)).thin()
    assert len(backups_for(library_file, chosen, places).all()) == left


def test_a_stick_may_be_called_otherwise_tomorrow(tmp_path: Path, library_file: Path) -> None:
    def on(name: str) -> Places:
        own = tmp_path / name / "Briefing" / PORTABLE_FOLDER
        return Places(own / "library.db", own / "window.ini", own / "logs", portable=True)

    today, tomorrow = on("E"), on("F")
    today.library.parent.mkdir(parents=True)
    shutil.copy(library_file, today.library)
    folder = today.library.parent / "备份"
    folder.mkdir()
    chosen = choosing(Preferences(), today.remembered(folder))
    assert str(tmp_path) not in chosen.of(BACKUP_FOLDER)
    made = backups_for(today.library, chosen, today).make(BackupReason.MANUAL)
    (tmp_path / "E").rename(tmp_path / "F")
    (found,) = backups_for(tomorrow.library, chosen, tomorrow).all()
    assert found.path.name == made.path.name
    assert found.path.is_relative_to(tmp_path / "F")
    assert tomorrow.recalled(tomorrow.remembered(tmp_path / "elsewhere")) == tmp_path / "elsewhere"


def test_what_cannot_hold_backups_is_refused_with_a_sentence(library_file: Path, stick: Path, tmp_path: Path) -> None:
    assert objection(stick, library_file) == ""
    assert list(stick.iterdir()) == []
    assert "找不到" in objection(tmp_path / "没有", library_file)
    default_folder(library_file).mkdir()
    assert "自动" in objection(default_folder(library_file), library_file)
    assert "程序自己" in objection(stick, library_file, tmp_path)
    assert same_disk(stick, library_file)
    assert not same_disk(tmp_path / "没有", library_file)


def test_a_restored_library_and_an_upgraded_one_are_kept_there_too(
    library_file: Path, places: Places, stick: Path, tmp_path: Path
) -> None:
    backups = backups_for(library_file, to(stick), places)
    made = backups.make(BackupReason.MANUAL)
    before = restore(library_file, made.path, backups)
    assert before is not None
    assert before.path.parent == folder_in(stick, library_file, places)
    older = Path(shutil.copy(Path(__file__).parent / "fixtures" / "library-0002.db", tmp_path / "older.db"))
    upgraded = backups_for(older, to(stick), places)
    Library.open(older, backups=upgraded).close()
    assert [(one.reason, one.path.parent.parent) for one in upgraded.all()] == [(BackupReason.UPGRADE, stick)]
