"""A file that is taken away, a disk that is full: said, nothing counted as kept that is not, and well again after."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.backups import BackupReason, Backups
from briefing.library.faults import LostError
from briefing.library.library import Library
from briefing.library.restoring import restore
from tests.library.samples import harvest_figures, make_report
from tests.library.stick import fill, mounted, pull, put, write_protect

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from being taken away")


def write(library: Library, text: str) -> None:
    library.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text=text, author="综合科")


def texts(path: Path) -> list[str]:
    with Library.open(path) as library:
        assert library.health().ok
        return [note.text for contents in library.contents() for note in contents.annotations]


@pytest.fixture
def path(tmp_path: Path, harvest_file: Path) -> Path:
    return Path(shutil.copy(harvest_file, tmp_path / "library.db"))


def test_nothing_is_kept_in_a_file_that_was_deleted(path: Path) -> None:
    with Library.open(path) as library:
        write(library, "一")
        path.unlink()
        with pytest.raises(LostError, match="没有保存") as said:
            write(library, "二")
        assert not path.exists()
    assert str(said.value).count("。") == 1


def test_a_file_that_comes_back_to_its_place_takes_changes_again(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        write(library, "一")
        path.rename(tmp_path / "elsewhere.db")
        with pytest.raises(LostError):
            write(library, "二")
        (tmp_path / "elsewhere.db").rename(path)
        write(library, "三")
    assert texts(path) == ["一", "三"]


def test_another_file_in_its_place_gets_nothing(path: Path, harvest_file: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        path.rename(tmp_path / "elsewhere.db")
        shutil.copy(harvest_file, path)
        with pytest.raises(LostError):
            write(library, "一")
    assert texts(path) == []


def test_a_log_that_was_deleted_is_noticed_too(path: Path) -> None:
    """Commits go to the log first: without a name it would be gone when the program ends."""
    with Library.open(path) as library:
        path.with_name("library.db-wal").unlink()
        with pytest.raises(LostError):
            write(library, "一")
    assert texts(path) == []


def test_taken_away_in_the_midst_of_a_change_is_not_kept(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        with pytest.raises(LostError), library.atomic():
            write(library, "一")
            path.rename(tmp_path / "elsewhere.db")
        (tmp_path / "elsewhere.db").rename(path)
        assert library.contents()[0].annotations == ()


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path, "2m") as place:
        yield place


def full(path: Path) -> None:
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), harvest_figures(make_report()))


def test_a_stick_that_is_pulled_out_and_put_back(stick: Path) -> None:
    path = stick / "library.db"
    full(path)
    with Library.open(path) as library:
        write(library, "一")
        pull(stick)
        with pytest.raises(LostError, match="U盘"):
            write(library, "二")
        put(stick)
        write(library, "三")
    assert texts(path) == ["一", "三"]


def test_a_full_disk_is_said_and_once_there_is_room_the_same_library_takes_it(stick: Path) -> None:
    path = stick / "library.db"
    full(path)
    with Library.open(path) as library:
        write(library, "一")
        ballast = fill(stick)
        with pytest.raises(LibraryError, match="磁盘空间不足") as said:
            write(library, "二" * 200_000)
        assert not isinstance(said.value, LostError)
        ballast.unlink()
        write(library, "三")
    assert texts(path) == ["一", "三"]


def test_a_full_disk_refuses_a_backup_and_leaves_no_half_of_one(stick: Path) -> None:
    path = stick / "library.db"
    full(path)
    fill(stick, leave=65536)
    with Library.open(path), pytest.raises(LibraryError, match="磁盘空间不足"):
        Backups(path).make(BackupReason.DAILY)
    assert list((stick / "library-backups").iterdir()) == []


def test_a_medium_that_is_read_only_is_said(stick: Path) -> None:
    path = stick / "library.db"
    full(path)
    before = path.read_bytes()
    write_protect(stick, True)
    with pytest.raises(LibraryError, match="只读"):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_full_disk_refuses_to_go_back_and_leaves_the_library_as_it_was(stick: Path, tmp_path: Path) -> None:
    path = stick / "library.db"
    full(path)
    backup = Backups(path, tmp_path / "backups").make(BackupReason.MANUAL)
    with Library.open(path) as library:
        write(library, "一")
    # Room enough for the copy of the present, not for what is to come.
    fill(stick, leave=path.stat().st_size + 65536)
    with pytest.raises(LibraryError, match="磁盘空间不足"):
        restore(path, backup.path)
    assert texts(path) == ["一"]
    assert sorted(one.name for one in stick.iterdir()) == ["ballast", "library-backups", "library.db"]
