"""What can go wrong with a library's file, each said in one sentence with a way out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from briefing.domain.errors import LibraryError


class LostError(LibraryError):
    """The file that was open is gone or cannot be reached: it must be opened anew before it is asked again."""


def lost(path: Path, detail: str = "") -> LostError:
    """The open file is no longer at its place: a stick was pulled out, or somebody moved, deleted or replaced it."""
    return LostError(
        f"资料库“{path.name}”不在原来的位置了，刚才的改动没有保存；请把U盘插回去或把文件放回原处，再存一次。",
        detail=detail,
    )


def not_a_database(path: Path) -> LibraryError:
    """The file holds something else, or too little."""
    return LibraryError(f"“{path.name}”不是资料库文件，请选择由本程序建立的资料库，或换一个新的文件名。")


def foreign(path: Path) -> LibraryError:
    """A sound database, but another program's."""
    return LibraryError(f"“{path.name}”是其他程序的数据库，没有改动它；请选择由本程序建立的资料库。")


def newer(path: Path, revision: str) -> LibraryError:
    """A later version of this program has written it."""
    return LibraryError(
        f"资料库“{path.name}”由更新版本的程序建立，没有改动它；请升级本程序后再打开。", detail=f"revision {revision!r}"
    )


def no_folder(path: Path) -> LibraryError:
    """The folder of the file does not exist."""
    return LibraryError(f"找不到文件夹“{path.parent}”，请先建好文件夹，或为资料库另选位置。")


def not_portable(folder: Path, detail: str = "") -> LibraryError:
    """The program's own folder, in which a portable one keeps everything, takes nothing."""
    return LibraryError(
        f"便携方式要把资料放在程序所在的“{folder}”里，但那里不能写入；请取消U盘的写保护，"
        "或把程序复制到可以写入的文件夹再打开。",
        detail=detail,
    )


def is_folder(path: Path) -> LibraryError:
    """The name stands for a folder."""
    return LibraryError(f"“{path}”是一个文件夹，请给出资料库文件的名称。")


def corrupt(path: Path, detail: str = "") -> LibraryError:
    """SQLite finds the file damaged."""
    return LibraryError(f"资料库“{path.name}”已损坏，没有改动它；请改用最近的备份，或换一个新的文件名。", detail=detail)


def onto_itself(path: Path) -> LibraryError:
    """A copy would replace the library it is made from."""
    return LibraryError(f"“{path.name}”就是正在使用的资料库，请为备份另取一个文件名。")


def read_only(path: Path, detail: str = "") -> LibraryError:
    """The file, its folder or its medium takes no changes."""
    return LibraryError(
        f"资料库“{path.name}”或它所在的文件夹是只读的，请取消只读属性，或把它复制到可写的文件夹再打开。", detail=detail
    )


def from_sqlite(error: sqlite3.Error, path: Path) -> LibraryError | None:
    """The sentence for what SQLite reports, or None when the fault is the program's own."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    detail = f"{getattr(error, 'sqlite_errorname', code)}: {error}"
    match code & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryError(f"资料库“{path.name}”正被另一个程序占用，请关闭那个程序或稍后再试。", detail=detail)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return read_only(path, detail)
        case sqlite3.SQLITE_CANTOPEN if path.exists() and not _may_write(path.parent):
            # It is not the file that cannot be opened, but its log that cannot be made beside it.
            return read_only(path, detail)
        case sqlite3.SQLITE_FULL:
            return LibraryError(f"磁盘空间不足，资料库“{path.name}”没有改动；请清理磁盘后再试。", detail=detail)
        case sqlite3.SQLITE_CANTOPEN:
            return LibraryError(f"打不开资料库“{path}”，请检查文件夹是否存在、是否有读写权限。", detail=detail)
        case sqlite3.SQLITE_IOERR:
            return LostError(
                f"读写资料库“{path.name}”时磁盘出错，请检查磁盘或U盘是否还连接着，然后再试。", detail=detail
            )
        case sqlite3.SQLITE_CORRUPT:
            return corrupt(path, detail)
        case sqlite3.SQLITE_NOTADB:
            return not_a_database(path)
    return None


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def from_system(error: OSError, path: Path) -> LibraryError:
    """The sentence for what the system reports when a file is read or written beside the library."""
    return LibraryError(
        f"无法读写“{path}”，请检查磁盘空间和文件夹的读写权限，或另选位置。", detail=f"{type(error).__name__}: {error}"
    )


@contextmanager
def known(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the file into a LibraryError; every other error passes unchanged."""
    try:
        yield
    except DBAPIError as error:
        told = from_sqlite(error.orig, path) if isinstance(error.orig, sqlite3.Error) else None
        if told is None:
            raise
        raise told from error
    except sqlite3.Error as error:
        told = from_sqlite(error, path)
        if told is None:
            raise
        raise told from error
