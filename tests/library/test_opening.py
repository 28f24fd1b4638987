"""Opening a library: made when it is missing, refused in one sentence when it is none, and then left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from briefing.domain.errors import LibraryError
from briefing.library.connection import APPLICATION_ID
from briefing.library.library import Library
from briefing.library.schema import HEAD
from tests.library.samples import harvest_figures, make_report

NOBODY = 65534


def full(path: Path) -> None:
    """A library with a report, closed."""
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), harvest_figures(make_report()))


def words(path: Path) -> None:
    path.write_bytes("这是一份会议通知。".encode() * 100)


def short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def other_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


def other_program_marked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006675")
        connection.commit()


def newer(path: Path) -> None:
    full(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def newer_with_other_tables(path: Path) -> None:
    full(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'a1b2c3 of a later year'")
        connection.execute("CREATE TABLE meetings (id INTEGER PRIMARY KEY, room TEXT NOT NULL)")
        connection.execute("ALTER TABLE annotations ADD COLUMN mood TEXT")
        connection.execute("DROP TABLE search_entries")
        connection.commit()


def damaged(path: Path) -> None:
    full(path)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    path.write_bytes(data)


def cut_off(path: Path) -> None:
    full(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 3])


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (words, "不是资料库文件"),
        (short, "不是资料库文件"),
        (other_program, "其他程序"),
        (other_program_marked, "其他程序"),
        (newer, "升级本程序"),
        (newer_with_other_tables, "升级本程序"),
        (damaged, "已损坏"),
        (cut_off, "已损坏"),
    ],
)
def test_what_is_no_library_of_ours_gets_a_sentence_and_stays_as_it_was(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "资料.db"
    make(path)
    before, beside = path.read_bytes(), sorted(tmp_path.iterdir())
    with pytest.raises(LibraryError, match=says) as refused:
        Library.open(path)
    assert is_one_sentence(str(refused.value))
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside


def is_one_sentence(text: str) -> bool:
    return text.endswith("。") and text.count("。") == 1 and "\n" not in text


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="找不到文件夹"):
        Library.open(tmp_path / "没有" / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match="文件夹"):
        Library.open(tmp_path)


def test_a_file_without_bytes_becomes_a_library(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    path.touch()
    with Library.open(path, seed=False) as library:
        assert library.health().ok
    assert path.read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("name", ["库.db", "a b.db", "50%.db", "what?.db", "no#1.db", "a&mode=ro.db", "x%20y.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "我的 资料 %41"
    folder.mkdir()
    for _ in range(2):
        with Library.open(folder / name, seed=False) as library:
            assert library.health().ok
    assert [path.name for path in folder.iterdir()] == [name]


def test_a_relative_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Library.open(Path("library.db"), seed=False) as library:
        assert library.health().ok
    assert (tmp_path / "library.db").exists()


def test_the_file_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    full(path)
    assert path.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big")


def test_what_was_written_before_the_power_failed_is_there(tmp_path: Path) -> None:
    path, copy = tmp_path / "library.db", tmp_path / "copy.db"
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), ())
        for tail in ("", "-wal"):
            shutil.copyfile(f"{path}{tail}", f"{copy}{tail}")
    with Library.open(copy) as library:
        assert [contents.report.key for contents in library.contents()] == ["harvest-2025"]


def test_making_a_library_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "catalog.toml").write_text("report = 3", encoding="utf-8")
    monkeypatch.setattr("briefing.library.library.data_folder", lambda _: seeds)
    with pytest.raises(TypeError):
        Library.open(tmp_path / "library.db")
    assert [path.name for path in tmp_path.iterdir()] == ["seeds"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may reach (pytest's own are closed to others)."""
    folder = Path(tempfile.mkdtemp(prefix="briefing-library-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Permissions do not bind root, so root steps down for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are not those of POSIX")
@pytest.mark.parametrize("folder_too", [True, False])
def test_a_read_only_library_is_said_and_stays_as_it_was(open_folder: Path, folder_too: bool) -> None:
    path = open_folder / "library.db"
    full(path)
    before = path.read_bytes()
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    if not folder_too:
        open_folder.chmod(0o777)
    else:
        open_folder.chmod(0o555)
    with as_ordinary_user(), pytest.raises(LibraryError, match=r"只读|权限") as refused:
        Library.open(path, patience=0.1)
    assert is_one_sentence(str(refused.value))
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are not those of POSIX")
def test_a_library_cannot_be_made_in_a_read_only_folder(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    with as_ordinary_user(), pytest.raises(LibraryError, match="权限"):
        Library.open(open_folder / "library.db")
    assert list(open_folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are not those of POSIX")
def test_a_library_that_may_not_be_read_is_said(open_folder: Path) -> None:
    path = open_folder / "library.db"
    full(path)
    path.chmod(0)
    with as_ordinary_user(), pytest.raises(LibraryError, match="权限"):
        Library.open(path)


def test_a_library_that_another_program_holds_is_said(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    full(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryError, match="占用"):
            Library.open(path, patience=0.05)
        other.execute("ROLLBACK")
    with Library.open(path) as library:
        assert library.contents()


def test_a_change_that_another_program_blocks_is_said_and_can_be_made_later(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    full(path)
    with Library.open(path, patience=0.05) as library:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(LibraryError, match="占用"):
                library.set_report_removed("harvest-2025", True)
            assert [contents.report.key for contents in library.contents()] == ["harvest-2025"]
        assert library.set_report_removed("harvest-2025", True)


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    full(path)
    with Library.open(path) as library:
        long = make_report("long", outline=(("长", ("一" * 200_000,)),))
        with library.atomic():
            # The honest stand-in for a full disk: SQLite is given no more pages than it has.
            pages = path.stat().st_size // 4096
            library._changing.connection().exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[union-attr]
        with pytest.raises(LibraryError, match="磁盘空间不足"):
            library.add_report(long, ())
        assert [contents.report.key for contents in library.contents()] == ["harvest-2025"]


def test_a_library_serves_a_thread_that_did_not_open_it(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = tmp_path / "library.db"
    full(path)
    with ThreadPoolExecutor(1) as worker:
        library = worker.submit(Library.open, path).result()
        assert library.contents()
        worker.submit(library.close).result()


@pytest.mark.parametrize("state", ["new", "kept"])
def test_neither_making_nor_opening_a_library_imports_what_only_migrations_need(tmp_path: Path, state: str) -> None:
    path = tmp_path / "library.db"
    if state == "kept":
        full(path)
    program = (
        "import sys; from pathlib import Path; from briefing.library.library import Library\n"
        "with Library.open(Path(sys.argv[1]), seed=False) as library: library.contents(); library.search('jy 业')\n"
        "print([n for n in ('alembic', 'mako', 'pypinyin', 'PySide6', 'briefing.reading') if n in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-W", "error", "-c", program, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).resolve().parents[2],
        check=False,
    )
    assert (told.stdout.strip(), told.stderr) == ("[]", "")


def test_the_stamp_of_a_new_library_is_todays(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", seed=False) as library:
        assert library.health().schema == HEAD
