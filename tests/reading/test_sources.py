"""A file becomes a source text, or a sentence a person can act on."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import docx
import pytest

from briefing.domain.errors import SourceError
from briefing.reading import load
from tests.reading.samples import RESULTS, TARGETS, seed

PASSAGE = (
    "全市地区生产总值完成2593.4亿元、增长2.6%，增速高于全省平均水平。"
    "能源工业增加值增长6.6%。固定资产投资总量突破千亿元、增长6.1%。"
)


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load(path)
    sentence = str(caught.value)
    assert sentence.endswith("。") and sentence.count("。") == 1, "one sentence"
    assert "，请" in sentence, "with a way out"
    return sentence


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_the_two_documents_are_read_byte_for_byte(name: str) -> None:
    path = seed(name)
    source = load(path)
    with path.open(encoding="utf-8", newline="") as stream:
        assert source.text == stream.read()
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.name == name


@pytest.mark.parametrize(
    "text",
    [
        PASSAGE,
        PASSAGE.replace("。", "。\r\n"),
        "\ufeff" + PASSAGE,
        PASSAGE + "\ufffd\u00a0\u200b１２３",
        "\n\n\n" + PASSAGE,
    ],
    ids=["one passage", "CRLF", "BOM", "odd characters", "blank lines first"],
)
def test_a_real_passage_passes_with_every_code_point_kept(tmp_path: Path, text: str) -> None:
    assert load(write(tmp_path, "报告.txt", text)).text == text


def test_markdown_is_read_like_text(tmp_path: Path) -> None:
    assert load(write(tmp_path, "报告.MD", "# 报告\n\n" + PASSAGE)).text.startswith("# 报告")


def test_a_word_file_gives_its_paragraphs_and_cells_as_lines(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("政府工作报告", level=0)
    document.add_heading("一、工作回顾", level=1)
    document.add_paragraph(PASSAGE)
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("指标", "数值"), ("地区生产总值增长", "2.6%")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = tmp_path / "报告.docx"
    document.save(str(path))
    lines = load(path).text.split("\n")
    assert lines[:3] == ["# 政府工作报告", "## 一、工作回顾", PASSAGE]
    assert lines[3:7] == ["指标", "数值", "地区生产总值增长", "2.6%"]


def test_a_merged_cell_is_read_once(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(PASSAGE)
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "合并的单元格"
    path = tmp_path / "报告.docx"
    document.save(str(path))
    assert load(path).text.count("合并的单元格") == 1


def test_missing(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.txt")


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "报告.txt"
    folder.mkdir()
    assert "文件夹" in refusal(folder)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the administrator of the machine may read every file"
)
def test_no_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "报告.txt", PASSAGE)
    path.chmod(0)
    assert "没有权限" in refusal(path)


@pytest.mark.parametrize("data", [b"", b"  \n\t\n", "\ufeff\u3000\n".encode()])
def test_empty(tmp_path: Path, data: bytes) -> None:
    assert "空文件" in (sentence := refusal(write(tmp_path, "报告.txt", data))) or "没有文字" in sentence


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"%PDF-1.7\n%", b"PK\x03\x04", PASSAGE.encode() + b"\x00"])
def test_binary(tmp_path: Path, data: bytes) -> None:
    assert "不是文本文件" in refusal(write(tmp_path, "报告.txt", data))


def test_gbk_is_named(tmp_path: Path) -> None:
    sentence = refusal(write(tmp_path, "报告.txt", PASSAGE.encode("gb18030")))
    assert "像是 GBK 编码" in sentence
    assert "另存为 UTF-8" in sentence


def test_utf16_is_named(tmp_path: Path) -> None:
    assert "UTF-16" in refusal(write(tmp_path, "报告.txt", PASSAGE.encode("utf-16")))


def test_neither_utf8_nor_gbk(tmp_path: Path) -> None:
    sentence = refusal(write(tmp_path, "报告.txt", b"\xff\xfa\x81\x20" * 40))
    assert "不是 UTF-8" in sentence
    assert "GBK" not in sentence


def test_over_twenty_megabytes(tmp_path: Path) -> None:
    assert "20 MB" in refusal(write(tmp_path, "报告.txt", b"a" * (20 * 1024 * 1024 + 1)))


@pytest.mark.parametrize("name", ["报告.pdf", "报告.xlsx", "报告"])
def test_a_kind_of_file_that_is_not_read(tmp_path: Path, name: str) -> None:
    assert "格式不支持" in refusal(write(tmp_path, name, PASSAGE))


def test_a_broken_word_file(tmp_path: Path) -> None:
    assert "打不开" in refusal(write(tmp_path, "报告.docx", b"PK\x03\x04 not a word file"))


@pytest.mark.parametrize(
    "text",
    [
        "The government reports that output grew by six per cent over the year. " * 20,
        "def main():\n    # 读取文件\n    return open('a.txt').read()\n" * 20,
        "year,value\n" + "\n".join(f"{year},{year * 3}" for year in range(1950, 2030)),
        "你好。",
        "张三李四王五赵六" * 60,
    ],
    ids=["English", "a program", "a table of digits", "a greeting", "a list of names"],
)
def test_text_that_is_no_report(tmp_path: Path, text: str) -> None:
    assert "不像一篇中文报告" in refusal(write(tmp_path, "报告.txt", text))
