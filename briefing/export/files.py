"""Putting a finished file in its place, whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from briefing.domain.errors import ExportError

_NO_ROOM = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_NO_PERMISSION = (errno.EACCES, errno.EPERM)


def check_folder(path: Path) -> None:
    """Raises ExportError when there is no folder to write ``path`` in, ``path`` is itself one, or a file there is
    marked as not to be written: a move would pass over that mark on some systems, and be refused on others.
    """
    try:
        if not path.parent.is_dir():
            raise ExportError(f"文件夹“{path.parent}”不存在，请换一个位置保存。")
        if path.is_dir():
            raise ExportError(f"“{path.name}”是一个文件夹，请换一个文件名。")
        if path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
            raise ExportError(f"“{path.name}”是只读的，没有改动它。请换一个文件名，或先去掉它的只读属性。")
    except OSError as error:
        raise ExportError(sentence_for(error, path), detail=repr(error)) from error


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside ``path``, then put it in its place in one move; an older file stays until then.

    Raises ExportError in a sentence when there is no permission, no room, or the old file is held by another program.
    """
    check_folder(path)
    beside = path.with_name(f".briefing-{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise ExportError(sentence_for(error, path), detail=repr(error)) from error


def sentence_for(error: OSError, path: Path) -> str:
    """Why the system would not write ``path``, and what to do about it."""
    if error.errno in _NO_ROOM:
        return f"磁盘空间不足，“{path.name}”没有写成。请清出空间，或换一个位置保存。"
    if error.errno == errno.EROFS:
        return f"“{path.parent}”是只读的，请换一个位置保存。"
    if error.errno in _NO_PERMISSION:
        return f"没有权限写入“{path}”，或该文件正在别的程序中打开。请关闭它，或换一个位置保存。"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长，请换一个短些的文件名。"
    return f"“{path.name}”没有写成，请换一个位置保存。"
