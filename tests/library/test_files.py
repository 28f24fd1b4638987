"""Backups, the check of a whole library, and where it lies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.library import Library
from briefing.library.location import default_path
from briefing.library.writing import Edit
from briefing.locate import Places


def test_a_backup_is_a_whole_library_while_the_other_stays_open(harvest: Library, tmp_path: Path) -> None:
    to = tmp_path / "备份 1.db"
    harvest.backup(to)
    with Library.open(to) as copy:
        assert copy.contents() == harvest.contents()
        assert copy.search("就业") == harvest.search("就业")
    assert not list(tmp_path.glob("*.part*"))


def test_a_backup_replaces_an_older_one(harvest: Library, tmp_path: Path) -> None:
    to = tmp_path / "copy.db"
    to.write_text("旧", encoding="utf-8")
    harvest.backup(to)
    with Library.open(to) as copy:
        assert copy.contents()


def test_a_backup_never_replaces_the_library_itself(harvest: Library) -> None:
    with pytest.raises(LibraryError, match="另取一个文件名"):
        harvest.backup(harvest.path)
    assert harvest.contents()


def test_a_backup_needs_its_folder(harvest: Library, tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="找不到文件夹"):
        harvest.backup(tmp_path / "没有" / "copy.db")


def test_a_backup_onto_a_folder_is_said(harvest: Library, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(LibraryError):
        harvest.backup(tmp_path / "folder")
    assert sorted(path.name for path in tmp_path.iterdir() if "library" not in path.name) == ["folder"]


def test_a_sound_library_is_counted(harvest: Library) -> None:
    note = harvest.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text="一", author="综合科")
    harvest.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text="二", author="综合科")
    harvest.edit_annotation(note.id, Edit(deleted=True), author="综合科")
    health = harvest.health()
    assert (health.ok, health.problems) == (True, ())
    assert (health.reports, health.items, health.figures, health.annotations) == (1, 4, 3, 1)
    assert health.items == harvest.contents()[0].report.item_count()
    assert health.size >= harvest.path.stat().st_size


def test_what_lost_its_owner_is_reported(harvest: Library) -> None:
    with closing(sqlite3.connect(harvest.path)) as other:
        other.execute("UPDATE figures SET item_id = 999")
        other.commit()
    health = harvest.health()
    assert not health.ok
    assert "3条记录" in health.problems[0]


def test_a_damaged_page_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, seed=False):
        pass
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE big (x TEXT)")
        connection.execute("INSERT INTO big VALUES (zeroblob(40000))")
        connection.commit()
    with Library.open(path) as library:
        data = bytearray(path.read_bytes())
        data[-8192:-4096] = b"\xa5" * 4096
        path.write_bytes(data)
        health = library.health()
    assert not health.ok
    assert "备份" in health.problems[0]


def test_the_usual_place_is_made_when_it_is_first_needed(tmp_path: Path) -> None:
    wanted = Places(tmp_path / "新" / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    path = default_path(wanted)
    assert path == wanted.library
    assert path.parent.is_dir()
    assert not path.exists()


def test_a_usual_place_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "blocked").touch()
    with pytest.raises(LibraryError, match="权限"):
        default_path(Places(tmp_path / "blocked" / "library.db", tmp_path / "window.ini", tmp_path / "logs"))
