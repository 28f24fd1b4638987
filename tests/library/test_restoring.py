"""Going back to a backup: the present state is kept first, and what goes wrong leaves the library as it was."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.backups import BackupReason, Backups
from briefing.library.files import logs_of
from briefing.library.library import Library
from briefing.library.occupancy import Occupancy, OccupiedError
from briefing.library.restoring import restore
from briefing.library.schema import HEAD

FIXTURE = Path(__file__).parent / "fixtures" / "library-0001.db"


@pytest.fixture
def path(tmp_path: Path, harvest_file: Path) -> Path:
    return Path(shutil.copy(harvest_file, tmp_path / "library.db"))


def write(path: Path, *texts: str) -> None:
    with Library.open(path) as library:
        for text in texts:
            library.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text=text, author="综合科")


def texts(path: Path) -> list[str]:
    with Library.open(path) as library:
        assert library.health().ok
        return [note.text for contents in library.contents() for note in contents.annotations]


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)


def test_what_was_then_is_back_and_what_is_now_is_kept(path: Path) -> None:
    write(path, "一")
    backup = Backups(path).make(BackupReason.MANUAL)
    write(path, "二")
    before = restore(path, backup.path)
    assert texts(path) == ["一"]
    assert before is not None
    assert (before.reason, before.annotations, before.sound) == (BackupReason.RESTORE, 2, True)
    restore(path, before.path)
    assert sorted(texts(path)) == ["一", "二"]


def test_nothing_is_left_beside_it(path: Path, tmp_path: Path) -> None:
    backup = Backups(path).make(BackupReason.MANUAL)
    restore(path, backup.path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["library-backups", "library.db"]
    assert len(list((tmp_path / "library-backups").iterdir())) == 2


def test_an_older_backup_is_brought_to_todays_shape(path: Path) -> None:
    old = Path(shutil.copy(FIXTURE, path.with_name("旧.db")))
    restore(path, old)
    with Library.open(path) as library:
        assert library.health().schema == HEAD
        assert [contents.report.key for contents in library.contents()] == ["city-2026", "city-2024"]
    assert old.read_bytes() == FIXTURE.read_bytes()
    assert {one.reason for one in Backups(path).all()} == {BackupReason.RESTORE, BackupReason.UPGRADE}


def damaged(path: Path) -> None:
    damage(path)


def no_database(path: Path) -> None:
    path.write_text("这不是资料库。" * 50, encoding="utf-8")


def gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [damaged, no_database])
def test_it_works_for_a_library_that_does_not_open_and_its_bytes_are_kept(
    path: Path, spoil: Callable[[Path], None]
) -> None:
    write(path, "一")
    backup = Backups(path).make(BackupReason.MANUAL)
    spoil(path)
    bytes_before = path.read_bytes()
    before = restore(path, backup.path)
    assert texts(path) == ["一"]
    assert before is not None
    assert not before.sound
    assert before.path.read_bytes() == bytes_before


def test_it_works_where_the_library_is_gone(path: Path) -> None:
    write(path, "一")
    backup = Backups(path).make(BackupReason.MANUAL)
    gone(path)
    assert restore(path, backup.path) is None
    assert texts(path) == ["一"]


def test_what_a_crash_left_in_the_log_is_kept_and_not_read_into_the_restored(path: Path, tmp_path: Path) -> None:
    backup = Backups(path).make(BackupReason.MANUAL)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with Library.open(path) as library:
        library.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text="刚写", author="综合科")
        for one in (path, *logs_of(path)):
            if one.exists() and not one.name.endswith("-shm"):
                shutil.copy(one, crashed / one.name)
    there = crashed / "library.db"
    assert (crashed / "library.db-wal").stat().st_size > 0
    before = restore(there, backup.path)
    assert texts(there) == []
    assert before is not None
    assert before.annotations == 1


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (damaged, "损坏"),
        (no_database, "不是资料库"),
        (gone, "不是资料库"),
        (newer, "升级本程序"),
        (foreign, "其他程序"),
    ],
)
def test_what_is_no_backup_is_refused_before_anything_is_touched(
    path: Path, spoil: Callable[[Path], None], says: str
) -> None:
    write(path, "一")
    backup = Backups(path).make(BackupReason.MANUAL)
    spoil(backup.path)
    before = path.read_bytes()
    with pytest.raises(LibraryError, match=says):
        restore(path, backup.path)
    assert path.read_bytes() == before
    assert [one.reason for one in Backups(path).all() if one.reason is BackupReason.RESTORE] == []


def test_the_library_is_no_backup_of_itself(path: Path) -> None:
    with pytest.raises(LibraryError, match="正在使用"):
        restore(path, path)


def test_a_present_that_cannot_be_kept_is_not_replaced(path: Path, tmp_path: Path) -> None:
    backup = Backups(path, tmp_path / "elsewhere").make(BackupReason.MANUAL)
    write(path, "一")
    (tmp_path / "library-backups").write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match="无法读写"):
        restore(path, backup.path)
    assert texts(path) == ["一"]


def test_a_backup_that_does_not_open_in_its_new_place_gives_the_old_library_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = Backups(path).make(BackupReason.MANUAL)
    write(path, "一")

    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("升级不成。")

    with monkeypatch.context() as patched:
        patched.setattr("briefing.library.restoring.Library.open", refuse)
        with pytest.raises(LibraryError, match="升级不成"):
            restore(path, backup.path)
    assert texts(path) == ["一"]


def test_a_damaged_library_comes_back_byte_for_byte_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = Backups(path).make(BackupReason.MANUAL)
    damage(path)
    before = path.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("升级不成。")

    monkeypatch.setattr("briefing.library.restoring.Library.open", refuse)
    with pytest.raises(LibraryError):
        restore(path, backup.path)
    assert path.read_bytes() == before


def test_a_library_that_a_window_has_is_left_alone(path: Path) -> None:
    backup = Backups(path).make(BackupReason.MANUAL)
    write(path, "一")
    window = Occupancy(path)
    with pytest.raises(OccupiedError):
        restore(path, backup.path)
    window.release()
    assert texts(path) == ["一"]
    assert len(Backups(path).all()) == 1
