"""Bytes of a text file become text."""

from __future__ import annotations

import codecs

from briefing.domain.errors import SourceError

# What office and web files begin with; a text report begins with none of them.
_SIGNATURES = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")


def decode(data: bytes, name: str) -> str:
    """Decode UTF-8 strictly, keeping a byte order mark and every line end. Raises SourceError for anything else."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise SourceError(f"“{name}”是 UTF-16 编码，请用记事本打开并另存为 UTF-8 后再导入。")
    if data.startswith(_SIGNATURES) or b"\x00" in data:
        raise SourceError(f"“{name}”不是文本文件，请把报告文字另存为 .txt（UTF-8）或 .docx 后再导入。")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        guess = "，像是 GBK 编码" if _is_gbk(data) else ""
        raise SourceError(
            f"“{name}”不是 UTF-8 编码{guess}，请用记事本打开并另存为 UTF-8 后再导入。", detail=str(error)
        ) from error


def _is_gbk(data: bytes) -> bool:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= char <= "\u9fff" for char in text)
