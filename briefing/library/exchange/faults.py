"""What can be wrong with a file of annotations, each said in one sentence with a way out."""

from __future__ import annotations

from pathlib import Path

from briefing.domain.annotation import ATTACHMENT_LIMIT
from briefing.domain.errors import LibraryError
from briefing.library.exchange.limits import MEBIBYTE


def missing(path: Path) -> LibraryError:
    """There is no such file."""
    return LibraryError(f"找不到“{path.name}”，没有并入任何批注；请检查U盘是否还插着、文件是否已移走。")


def not_a_file(path: Path) -> LibraryError:
    """A folder, or something else that is no file."""
    return LibraryError(f"“{path.name}”不是文件，没有并入任何批注；请选择同事导出的 .bnotes 文件。")


def unreadable(path: Path, error: OSError) -> LibraryError:
    """The system does not let it be read."""
    return LibraryError(
        f"读不了“{path.name}”，没有并入任何批注；请检查读取权限和U盘，或把它复制到本机再试。",
        detail=f"{type(error).__name__}: {error}",
    )


def not_ours(path: Path, detail: str = "") -> LibraryError:
    """Something else than annotations."""
    return LibraryError(f"“{path.name}”不是批注文件，没有并入任何批注；请选择同事导出的 .bnotes 文件。", detail=detail)


def damaged(path: Path, detail: str) -> LibraryError:
    """Truncated, or its checksums do not agree."""
    return LibraryError(f"“{path.name}”不完整或已损坏，没有并入任何批注；请向同事再要一份。", detail=detail)


def suspicious(path: Path, detail: str) -> LibraryError:
    """A package as this program never writes one: names that lead elsewhere, links, hidden or encrypted parts."""
    return LibraryError(
        f"“{path.name}”里有批注包不该有的内容，没有打开，也没有并入任何批注；请让同事用本程序重新导出。", detail=detail
    )


def too_large(path: Path, detail: str) -> LibraryError:
    """More than is read."""
    return LibraryError(f"“{path.name}”展开后过大，没有打开，也没有并入任何批注；请让同事分几次导出。", detail=detail)


def large_attachment(path: Path, detail: str) -> LibraryError:
    """An attachment of a size that is not kept."""
    limit = ATTACHMENT_LIMIT // MEBIBYTE
    return LibraryError(
        f"“{path.name}”里有超过{limit} MB的附件，没有并入任何批注；请让同事去掉或压缩这个附件后重新导出。",
        detail=detail,
    )


def newer(path: Path, version: object) -> LibraryError:
    """A later version of this program has written it."""
    return LibraryError(
        f"“{path.name}”由更新版本的程序导出，没有并入任何批注；请升级本程序后再试。", detail=f"version {version!r}"
    )


def too_much_to_write(what: str, limit: int) -> LibraryError:
    """An export that could not be read again."""
    return LibraryError(f"要导出的{what}超过{limit // MEBIBYTE} MB，没有写出文件；请分几次导出，每次选一部分批注。")


def not_written(path: Path, error: OSError) -> LibraryError:
    """The place does not allow it."""
    return LibraryError(
        f"“{path.name}”没有写成；请检查磁盘空间、U盘和文件夹的写入权限，或换一个位置保存。",
        detail=f"{type(error).__name__}: {error}",
    )


def no_folder(path: Path) -> LibraryError:
    """The folder to write in is not there, or the name is a folder's."""
    return LibraryError(f"“{path}”不能作为文件保存，请换一个已有的文件夹和一个文件名。")
