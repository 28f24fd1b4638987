"""Opens a file and decides whether it can be read as a report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from briefing.domain.errors import SourceError
from briefing.reading.sources.judge import refuse_unless_report
from briefing.reading.sources.text import decode

LARGEST = 20 * 1024 * 1024
SUFFIXES = (".txt", ".md", ".docx")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as text.

    ``text`` is the file decoded as UTF-8 with every code point kept, line ends and a byte order mark
    (U+FEFF, read as a blank) included: offsets into it are offsets into ``open(path, encoding="utf-8",
    newline="")``. For a Word file it is its paragraphs and table cells, one a line.
    ``sha256`` is the hex digest of the file's bytes, ``name`` its name without folder.
    """

    name: str
    text: str
    sha256: str


def load(path: Path) -> SourceFile:
    """Read a file. Raises SourceError, with a Chinese sentence and a way out, when it is not a readable report."""
    suffix = path.suffix.lower()
    data = _bytes_of(path)
    if suffix == ".docx":
        from briefing.reading.sources.word import text_of

        text = text_of(data, path.name)
    elif suffix in SUFFIXES:
        text = decode(data, path.name)
    else:
        raise SourceError(f"“{path.name}”的格式不支持，请另存为 .txt、.md 或 .docx 后再导入。")
    refuse_unless_report(text, path.name)
    return SourceFile(path.name, text, hashlib.sha256(data).hexdigest())


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(f"“{path.name}”是文件夹，请选择其中的报告文件。")
        size = path.stat().st_size
        if size > LARGEST:
            raise SourceError(f"“{path.name}”超过 20 MB，不像一篇报告，请只留下报告文字后再导入。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(f"找不到“{path.name}”，请确认文件没有被移动或删除后重新选择。", detail=str(error)) from error
    except PermissionError as error:
        raise SourceError(
            f"没有权限读取“{path.name}”，请把它复制到自己的文件夹后再导入。", detail=str(error)
        ) from error
    except (OSError, ValueError) as error:
        raise SourceError(
            f"读取“{path.name}”时出错，请检查磁盘或 U 盘后重试，或换一份副本。", detail=str(error)
        ) from error
    if not data.strip():
        raise SourceError(f"“{path.name}”是空文件，请选择有内容的报告。")
    return data
