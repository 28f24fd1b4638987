from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from briefing.domain.errors import ExportError
from briefing.export import files
from briefing.export.document import Document, Paragraph, Run
from briefing.export.pdf import PdfWriter
from briefing.export.steps import ExportCancelled

PAGE = Document("标题", blocks=(Paragraph((Run("正文。"),)),))


def test_a_file_is_written_and_nothing_beside_it(writer: PdfWriter, tmp_path: Path) -> None:
    path = tmp_path / "简报 一.pdf"
    writer.write(PAGE, path)
    assert path.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [path]


def test_an_older_file_is_replaced(writer: PdfWriter, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    writer.write(PAGE, path)
    assert path.read_bytes().startswith(b"%PDF-")


def test_an_older_file_outlives_a_failure(writer: PdfWriter, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(ExportError):
        writer.write(Document("😀"), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(writer: PdfWriter, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"文件夹“.*没有这里”不存在，请换一个位置保存。"):
        writer.write(PAGE, tmp_path / "没有这里" / "a.pdf")


def test_a_folder_is_no_file(writer: PdfWriter, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(ExportError, match=r"“a\.pdf”是一个文件夹"):
        writer.write(PAGE, tmp_path / "a.pdf")


def test_a_name_beyond_what_disks_take_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="文件名太长"):
        files.replace_file(tmp_path / ("长" * 200 + ".pdf"), b"")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs /proc, where nobody can make files")
def test_a_place_that_takes_no_files_is_said_in_a_sentence() -> None:
    with pytest.raises(ExportError, match="请") as refusal:
        files.replace_file(Path("/proc/a.pdf"), b"x")
    assert refusal.value.detail


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission_is_said_in_a_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ExportError, match="没有权限写入"):
            files.replace_file(tmp_path / "a.pdf", b"x")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有权限写入"),
        (errno.EROFS, "是只读的"),
        (errno.EIO, "没有写成"),
    ],
)
def test_every_refusal_of_the_system_has_a_sentence_with_a_way_out(code: int, words: str) -> None:
    sentence = files.sentence_for(OSError(code, "system"), Path("a.pdf"))
    assert words in sentence
    assert sentence.endswith("。")
    assert "请" in sentence


def test_progress_rises_and_ends_at_one(writer: PdfWriter, tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    writer.write(PAGE, tmp_path / "a.pdf", progress=lambda done, name: told.append((done, name)))
    assert [name for _, name in told] == ["查找字体", "排版", "写入文件", "完成"]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == 1.0


@pytest.mark.parametrize("answers", [0, 1, 2, 3])
def test_stopping_at_any_step_writes_nothing(writer: PdfWriter, tmp_path: Path, answers: int) -> None:
    asked = iter([False] * answers)
    with pytest.raises(ExportCancelled):
        writer.write(PAGE, tmp_path / "a.pdf", cancelled=lambda: next(asked, True))
    assert list(tmp_path.iterdir()) == []
