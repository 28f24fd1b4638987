"""A file that a person opens is told by what is in it; its name decides only where that leaves it open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from briefing.domain.errors import LibraryError
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.recognising import FileKind, is_backup, names_library, recognise

REPORT = "# 某市2026年政府工作报告\n\n" + "全市地区生产总值增长百分之五，新增城镇就业三万人，群众生活持续改善。\n" * 3


def package(path: Path, empty_file: Path) -> None:
    with Library.open(Path(shutil.copy(empty_file, path.with_name("mine.db"))), seed=False) as library:
        library.export_package(path, author="综合科")


def linked(path: Path, empty_file: Path) -> None:
    with Library.open(Path(shutil.copy(empty_file, path.with_name("mine.db"))), seed=False) as library:
        library.export_linked(path, author="综合科")


def text(path: Path, _: Path) -> None:
    path.write_text(REPORT, encoding="utf-8")


def bracketed(path: Path, _: Path) -> None:
    path.write_text("[目录](#一)\n\n" + REPORT, encoding="utf-8")


def word(path: Path, _: Path) -> None:
    document = docx.Document()
    document.add_paragraph(REPORT)
    document.save(str(path))


def library(path: Path, empty_file: Path) -> None:
    shutil.copy(empty_file, path)


NOTES, READ, KEPT = FileKind.NOTES, FileKind.REPORT, FileKind.LIBRARY


@pytest.mark.parametrize(
    ("name", "make", "kind"),
    [
        ("同事的批注.bnotes", package, NOTES),
        ("同事的批注.zip", package, NOTES),
        ("改了名.docx", package, NOTES),
        ("批注.jsonld", linked, NOTES),
        ("批注.json", linked, NOTES),
        ("报告.TXT", text, READ),
        ("报告.md", bracketed, READ),
        ("报告.docx", word, READ),
        ("改了名.bnotes", word, READ),
        ("市政府.briefing", library, KEPT),
        ("library.db", library, KEPT),
        ("资料库", library, KEPT),
        ("改了名.txt", library, KEPT),
    ],
)
def test_what_is_in_it_counts(
    tmp_path: Path, empty_file: Path, name: str, make: Callable[[Path, Path], None], kind: FileKind
) -> None:
    path = tmp_path / name
    make(path, empty_file)
    before = path.read_bytes()
    assert recognise(path) is kind
    assert names_library(path) is (kind is KEPT)
    assert path.read_bytes() == before


def test_a_backup_is_told_by_the_name_it_was_given_and_by_its_folder(tmp_path: Path, empty_file: Path) -> None:
    path = Path(shutil.copy(empty_file, tmp_path / "library.db"))
    backups = Backups(path, clock=lambda: datetime(2026, 3, 1, tzinfo=UTC))
    for made in (backups.make(BackupReason.DAILY), backups.make(BackupReason.MANUAL), backups.make(BackupReason.DAILY)):
        carried = Path(shutil.copy(made.path, tmp_path / made.path.name))
        renamed = Path(shutil.copy(made.path, backups.folder / "年前的.briefing"))
        for one in (made.path, carried, renamed):
            assert recognise(one) is FileKind.BACKUP
            assert not names_library(one)
    assert not is_backup(path)


def gone(path: Path) -> None:
    assert not path.exists()


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def empty(path: Path) -> None:
    path.touch()


def songs(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")
        connection.commit()


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("照片/一.jpg", b"x")


def half(path: Path) -> None:
    path.write_bytes(b"SQLite")


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        ("没有.bnotes", gone, "找不到"),
        ("文件夹.bnotes", folder, "不是文件"),
        pytest.param("管道.txt", pipe, "不是文件", marks=pytest.mark.skipif(os.name == "nt", reason="no pipes")),
        pytest.param("圈.txt", loop, "读不了|找不到", marks=pytest.mark.skipif(os.name == "nt", reason="no links")),
        ("空的.txt", empty, "空文件"),
        ("歌.db", songs, "其他程序的数据库"),
        ("照片.png", picture, "打不开"),
        ("照片.zip", archive, "打不开"),
        ("没拷完.briefing", half, "不是资料库文件"),
    ],
)
def test_anything_else_gets_a_sentence(tmp_path: Path, name: str, make: Callable[[Path], None], says: str) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(LibraryError, match=says) as refused:
        recognise(path)
    sentence = str(refused.value)
    assert sentence.endswith("。") and sentence.count("。") == 1
    assert not names_library(path)


def test_a_library_is_told_when_its_mark_still_stands_in_the_log(tmp_path: Path, empty_file: Path) -> None:
    """As it is after a first start that was cut off: nothing has been folded into the file yet."""
    path, left = tmp_path / "library.db", tmp_path / "left.briefing"
    with Library.open(path, seed=False):
        for log in ("", "-wal"):
            shutil.copy(f"{path}{log}", f"{left}{log}")
    assert recognise(left) is FileKind.LIBRARY
