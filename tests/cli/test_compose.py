"""``briefing compose``, ``briefing export --briefing`` and ``briefing briefings``."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from briefing.library.library import Library
from tests.cli.conftest import Run, one_line
from tests.print.readback import text as printed_text

TITLE = "2026年主要目标任务简报"
FILE = """
title = "招商引资简报"

[[entry]]
kind = "item"
report = "changzhi-2026"
quote = "精准务实抓招商。"
whole = true

[[entry]]
kind = "comparison"
indicators = ["招商签约项目数"]
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "招商.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "md", "txt"])
def test_a_file_becomes_a_briefing_of_any_kind_and_nothing_is_kept(
    run: Run, source: Path, tmp_path: Path, suffix: str
) -> None:
    to = tmp_path / f"简报.{suffix}"
    status, out, err = run("compose", "--from", source, "--to", to, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert (told["file"], told["format"], told["complaints"]) == (str(to.resolve()), suffix, [])
    if suffix == "pdf":
        said = printed_text(to.read_bytes())
    elif suffix == "docx":
        with zipfile.ZipFile(to) as archive:
            said = archive.read("word/document.xml").decode("utf-8")
    elif suffix == "xlsx":
        book = load_workbook(to)
        said = " ".join(str(value) for sheet in book for row in sheet.values for value in row)
    else:
        said = to.read_text(encoding="utf-8")
    assert "招商签约项目数" in said and "498" in said
    answer = json.loads(run("briefings", "--json")[1])
    assert [one["title"] for one in answer["briefings"]] == [TITLE]


def test_a_kept_one_is_in_the_library_with_its_export(run: Run, source: Path, tmp_path: Path) -> None:
    to = tmp_path / "简报.md"
    status, out, _ = run("compose", "--from", source, "--to", to, "--keep", "--author", "综合科", "--json")
    assert status == 0
    key = json.loads(out)["briefing"]
    made = next(one for one in json.loads(run("briefings", "--json")[1])["briefings"] if one["key"] == key)
    assert (made["title"], made["author"], [entry["kind"] for entry in made["entries"]]) == (
        "招商引资简报", "综合科", ["条目", "对照表"],
    )  # fmt: skip
    (export,) = made["exports"]
    assert (export["file"], export["format"], export["author"]) == ("简报.md", "md", "综合科")
    assert export["sha256"] == hashlib.sha256(to.read_bytes()).hexdigest()


@pytest.mark.parametrize("by_title", [True, False])
def test_a_briefing_of_the_library_is_exported_and_can_be_had_again(
    run: Run, library_file: Path, tmp_path: Path, by_title: bool
) -> None:
    key = json.loads(run("outline", "--json")[1])["briefings"][0]["key"]
    to = tmp_path / "简报.txt"
    status, out, err = run("export", "--briefing", TITLE if by_title else key, "--to", to)
    assert (status, out, err) == (0, f"{to.resolve()}\n", "")
    with Library.open(library_file) as library:
        (export,) = library.exports(key)
        assert library.export_content(export.id) == to.read_bytes()
        assert [entry.id for entry in export.contained] == [entry.id for entry in library.briefing(key).entries]
    assert hashlib.sha256(to.read_bytes()).hexdigest() in run("briefings")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("compose", "--from", "没有.toml", "--to", "x.pdf"),
        ("compose", "--from", "SOURCE", "--to", "x.ppt"),
        ("compose", "--from", "SOURCE", "--to", "没有这个文件夹/x.pdf"),
        ("compose", "--from", "WRONG", "--to", "x.pdf"),
        ("compose", "--from", "BYTES", "--to", "x.pdf"),
        ("export", "--briefing", "没有这份", "--to", "x.pdf"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_leaves_nothing(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    wrong, data = tmp_path / "wrong.toml", tmp_path / "bytes.toml"
    wrong.write_text(FILE.replace("招商签约项目数", "幸福指数"), encoding="utf-8")
    data.write_bytes(b"\xff\xfe\x00")
    named = {"SOURCE": source, "WRONG": wrong, "BYTES": data}
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    status, out, err = run(*(named.get(word, word) for word in arguments))
    assert (status, out) == (1, "")
    assert one_line(err)
    assert sorted(tmp_path.iterdir()) == before


def test_an_export_that_cannot_be_written_is_not_recorded_and_the_old_file_stays(run: Run, tmp_path: Path) -> None:
    to = tmp_path / "简报.txt"
    to.write_text("旧", encoding="utf-8")
    to.chmod(0o444)
    status, _, err = run("export", "--briefing", TITLE, "--to", to)
    assert status == 1 and one_line(err)
    assert to.read_text(encoding="utf-8") == "旧"
    assert json.loads(run("briefings", "--json")[1])["briefings"][0]["exports"] == []


def test_either_a_report_or_a_briefing_is_exported(run: Run) -> None:
    assert run("export", "--to", "x.pdf")[0] == 2
    assert run("export", "--report", "a", "--briefing", "b", "--to", "x.pdf")[0] == 2
