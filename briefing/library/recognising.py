"""What a file is that a person opens: told by its first bytes, by its name only where these leave it open.

Nothing heavy is imported here: a start with a file asks before the window is shown.
"""

from __future__ import annotations

import re
import struct
from enum import StrEnum
from pathlib import Path

from briefing.domain.errors import LibraryError

SUFFIX = ".briefing"
"""Of library files that people name; the usual library has another, since nobody sees it."""

NOTES = (".bnotes", ".jsonld")
REPORTS = (".txt", ".md", ".docx")
LIBRARIES = (SUFFIX, ".db")

_ENOUGH = 4096
_SQLITE = b"SQLite format 3\0"
_OURS, _MARK_AT = 0x4272_6966, 68
"""The application id as ``connection`` writes it, and where it stands (sqlite.org/fileformat.html, section 1.3)."""

_ZIP = b"PK\3\4"
_FIRST_NAME = struct.Struct("<26xHH")
"""Length of the name and of the extra field in a zip's first local header; the name follows."""

_PACKED_NOTES = ("annotations.json", "manifest.json", "attachments/")
_PACKED_OFFICE = ("[Content_Types].xml", "_rels/", "word/", "docProps/", "customXml/")
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*\{\s*\")")
_BACKUP = re.compile(r"-\d{8}-\d{6}[+-]\d{4}(-\d+)?-")
"""The time in the name of a backup, as ``backups`` gives it."""


class FileKind(StrEnum):
    """What can be done with a file: take annotations in, read a report, open a library, look at a backup of one."""

    NOTES = "notes"
    REPORT = "report"
    LIBRARY = "library"
    BACKUP = "backup"


def recognise(path: Path) -> FileKind:
    """What a file is, as far as its beginning tells; it is not read through.

    Raises LibraryError for one that is gone, empty, unreadable, no file, or of no kind that can be opened.
    """
    head = _head(path)
    name = path.suffix.lower()
    if head.startswith(_SQLITE):
        if not _is_marked(head) and not _is_library_with_a_log(path):
            raise LibraryError(f"“{path.name}”是其他程序的数据库，没有改动它；请选择由本程序建立的资料库。")
        return FileKind.BACKUP if is_backup(path) else FileKind.LIBRARY
    if head.startswith(_ZIP):
        first = _first_name(head)
        if first.startswith(_PACKED_NOTES):
            return FileKind.NOTES
        if first.startswith(_PACKED_OFFICE):
            return FileKind.REPORT
    if name in NOTES or _JSON.match(head):
        return FileKind.NOTES
    if name in REPORTS:
        return FileKind.REPORT
    if name in LIBRARIES:
        raise LibraryError(f"“{path.name}”不是资料库文件，可能没有复制完整；请再复制一次，或改用备份。")
    raise LibraryError(
        f"简报台打不开“{path.name}”；能打开的是批注包（.bnotes）、资料库（{SUFFIX}）和报告，"
        "报告请另存为 .txt、.md 或 .docx。"
    )


def names_library(path: Path) -> bool:
    """Whether a window is to be opened on this file: a library, and no backup, which must stay as it is."""
    try:
        return _is_marked(_head(path)) and not is_backup(path)
    except LibraryError:
        return False


def is_backup(path: Path) -> bool:
    """Whether a library's file is a backup that the program made, by its name, or lies in a folder of backups."""
    return bool(_BACKUP.search(path.stem)) or path.absolute().parent.name.endswith("-backups")


def _head(path: Path) -> bytes:
    try:
        if not path.exists():
            raise LibraryError(f"找不到“{path.name}”，它可能被移走或删除了，或者U盘已经拔出；请找到它再打开。")
        if not path.is_file():
            raise LibraryError(f"“{path.name}”不是文件，请打开其中的批注包、报告或资料库。")
        with path.open("rb") as file:
            head = file.read(_ENOUGH)
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"读不了“{path.name}”，请检查读取权限和U盘的连接，或把它复制到自己的文件夹再打开。",
            detail=f"{type(error).__name__}: {error}",
        ) from error
    if not head:
        raise LibraryError(f"“{path.name}”是空文件，可能没有复制完整；请再复制一次。")
    return head


def _is_marked(head: bytes) -> bool:
    return head.startswith(_SQLITE) and int.from_bytes(head[_MARK_AT : _MARK_AT + 4], "big") == _OURS


def _is_library_with_a_log(path: Path) -> bool:
    """After an unclean end the mark may still stand in the log beside the file."""
    if not path.with_name(f"{path.name}-wal").exists():
        return False
    from briefing.library.connection import look

    try:
        return look(path).revision is not None
    except LibraryError:
        return False


def _first_name(head: bytes) -> str:
    if len(head) < _FIRST_NAME.size:
        return ""
    length, _ = _FIRST_NAME.unpack_from(head)
    return head[_FIRST_NAME.size : _FIRST_NAME.size + length].decode("utf-8", "replace")
