"""The same powers without a screen: exact verbs, shapes and exit statuses, for people and for other tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from briefing import __version__
from briefing.cli import main
from briefing.domain.report import Report
from briefing.library.library import Library
from briefing.locate import data_folder
from tests.cli.conftest import Run, one_line
from tests.library.ruined import a_letter, damaged, from_the_future

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
TARGETS, RESULTS = "changzhi-2026", "changzhi-2024"
FIELDS = {
    "start", "end", "raw", "value", "unit", "base_value", "base_unit", "bound", "measure", "subject", "nature", "year",
}  # fmt: skip
"""The fields of the labelling guide."""


def seed(name: str) -> Path:
    return data_folder("seeds") / "reports" / name


# outline


def test_outline_is_the_careful_readers(run: Run) -> None:
    status, out, err = run("outline", "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert set(answer) == {"reports", "briefings"}
    assert [one["title"] for one in answer["briefings"]] == ["2026年主要目标任务简报"]
    gold = {entry["file"]: entry for entry in json.loads((GOLD / "outline.json").read_text(encoding="utf-8"))}
    assert [report["key"] for report in answer["reports"]] == [TARGETS, RESULTS]
    for report in answer["reports"]:
        assert {name: value for name, value in report.items() if name != "key"} == gold[report["file"]]


def test_outline_can_be_read(run: Run) -> None:
    status, out, _ = run("outline")
    assert status == 0
    lines = out.splitlines()
    assert lines[0] == f"{TARGETS}  2026 工作报告解读（下）"
    assert any(line.strip() == "精准务实抓招商" for line in lines)


# figures


@pytest.mark.parametrize("name", ["000_1ff4209f0700c3b5.txt", "002_6d1615fd0f93491f.txt"])
def test_figures_are_json_lines_with_the_fields_of_the_guide(run: Run, name: str) -> None:
    status, out, err = run("figures", seed(name))
    assert (status, err) == (0, "")
    with seed(name).open(encoding="utf-8", newline="") as file:
        text = file.read()
    records = [json.loads(line) for line in out.splitlines()]
    assert records
    for record in records:
        assert set(record) >= FIELDS
        assert text[record["start"] : record["end"]] == record["raw"]
        assert isinstance(record["value"], str)
        assert 0 <= record["confidence"] <= 1
    labelled = {"start", "end", "raw"}
    lines = (GOLD / f"{name[:3]}.jsonl").read_text(encoding="utf-8").splitlines()
    gold = {tuple(json.loads(line)[key] for key in sorted(labelled)) for line in lines}
    found = {tuple(record[key] for key in sorted(labelled)) for record in records}
    assert len(gold & found) >= 0.9 * len(gold)


def test_figures_need_no_library(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("figures", seed("002_6d1615fd0f93491f.txt"), "--json", library=tmp_path / "no" / "none.db")
    assert status == 0
    assert json.loads(out.splitlines()[0])["unit"]
    assert not (tmp_path / "no").exists()


def missing(folder: Path) -> Path:
    return folder / "没有.txt"


def empty(folder: Path) -> Path:
    (folder / "空.txt").touch()
    return folder / "空.txt"


def binary(folder: Path) -> Path:
    (folder / "图.txt").write_bytes(bytes(range(256)) * 40)
    return folder / "图.txt"


def old_encoding(folder: Path) -> Path:
    (folder / "旧编码.txt").write_bytes("一、过去一年的工作\n地区生产总值增长6%。\n".encode("gbk") * 20)
    return folder / "旧编码.txt"


def english(folder: Path) -> Path:
    words = "Dear all,\n\nthe meeting is on Monday at 9 am in room 302.\n\nBest\n" * 3
    (folder / "letter.txt").write_text(words, encoding="utf-8")
    return folder / "letter.txt"


def a_folder(folder: Path) -> Path:
    (folder / "一个文件夹").mkdir()
    return folder / "一个文件夹"


@pytest.mark.parametrize("make", [missing, empty, binary, old_encoding, english, a_folder])
def test_a_file_that_is_no_report_is_said_in_one_line(run: Run, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    status, out, err = run("figures", make(tmp_path))
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert "Error" not in err


# search


def test_search_as_records(run: Run) -> None:
    status, out, err = run("search", "就业", "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert answer["words"] == "就业"
    kinds = {hit["kind"] for hit in answer["hits"]}
    assert kinds == {"indicator", "heading", "figure", "item", "annotation"} & kinds
    assert {"indicator", "item", "annotation"} <= kinds
    for hit in answer["hits"]:
        assert set(hit) == {
            "kind", "report", "section", "item", "text", "marks", "trail", "figures", "annotation", "indicator",
        }  # fmt: skip
        assert all(hit["text"][start:end] == "就业" for start, end in hit["marks"])
        assert hit["report"] in (TARGETS, RESULTS)
        for figure in hit["figures"]:
            assert set(figure) == {"report", "start", "end", "subject", "words"}


def test_several_words_are_one_search_and_each_must_stand_there(run: Run) -> None:
    _, out, _ = run("search", "招商", "签约", "--json")
    answer = json.loads(out)
    assert answer["words"] == "招商 签约"
    assert answer["hits"]
    assert all("签约" in hit["text"] or hit["figures"] for hit in answer["hits"] if hit["kind"] == "item")


def test_search_can_be_read(run: Run) -> None:
    status, out, _ = run("search", "jy")
    assert status == 0
    assert "就业" in out


@pytest.mark.parametrize("words", ["没有这样的词", "'; DROP TABLE report; --", '"', "*", "%", "\\", "🚄"])
def test_nothing_found_is_no_failure(run: Run, words: str) -> None:
    status, out, err = run("search", words)
    assert status == 0
    assert (out == "") == (err != "")
    status, out, err = run("search", words, "--json")
    assert (status, err) == (0, "")
    assert json.loads(out)["words"] == words


# export


def test_export_writes_a_report_and_a_section(run: Run, tmp_path: Path) -> None:
    whole, part = tmp_path / "整份.pdf", tmp_path / "第八章.pdf"
    status, out, err = run("export", "--report", TARGETS, "--to", whole)
    assert (status, out.strip(), err) == (0, str(whole), "")
    status, out, _ = run("export", "--report", TARGETS, "--section", "8", "--to", part, "--json")
    assert status == 0
    assert json.loads(out)["file"] == str(part)
    assert len(PdfReader(whole).pages) > len(PdfReader(part).pages) > 0
    text = "".join("".join(page.extract_text() for page in PdfReader(part).pages).split())
    assert "坚持民生为大" in text
    assert "新增技能人才1.2万人" in text
    assert "抓招商" not in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--report", "nobody"), f"现有：{TARGETS}、{RESULTS}"),
        (("--report", TARGETS, "--section", "12"), "没有第 12 章"),
        (("--report", TARGETS, "--section", "-1"), "没有第 -1 章"),
    ],
)
def test_what_the_library_does_not_have_is_said_with_what_it_has(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = run("export", *arguments, "--to", tmp_path / "x.pdf")
    assert (status, out) == (1, "")
    assert one_line(err)
    assert says in err
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("target", ["没有的文件夹/x.pdf", "文件/x.pdf", "文件夹"])
def test_a_place_that_can_not_be_written_is_said(run: Run, tmp_path: Path, target: str) -> None:
    (tmp_path / "文件").touch()
    (tmp_path / "文件夹").mkdir()
    before = sorted(tmp_path.rglob("*"))
    status, out, err = run("export", "--report", TARGETS, "--section", "10", "--to", tmp_path / target)
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert sorted(tmp_path.rglob("*")) == before


# doctor, and calls


def test_doctor_names_versions_places_faces_and_the_librarys_health(run: Run, library_file: Path) -> None:
    status, out, err = run("doctor", "--json")
    assert (status, err) == (0, "")
    findings = json.loads(out)
    assert all(set(finding) == {"topic", "name", "value", "advice", "level"} for finding in findings)
    values = {(finding["topic"], finding["name"]): finding["value"] for finding in findings}
    assert values["版本", "简报台"] == __version__
    assert values["位置", "资料库"] == str(library_file)
    assert values["资料库", "状态"] == "完好"
    assert (values["资料库", "报告"], values["资料库", "条目"]) == ("2", "98")
    status, out, _ = run("doctor")
    assert status == 0
    assert "资料库：" in out


def test_doctor_makes_no_library(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("doctor", "--json", library=tmp_path / "none.db")
    assert status == 0
    assert {"还没有建立"} <= {finding["value"] for finding in json.loads(out)}
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("verb", [("outline",), ("search", "就业"), ("export", "--report", TARGETS, "--to", "x.pdf")])
def test_the_library_can_be_named_before_and_after_the_verb(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, verb: tuple[str, ...]
) -> None:
    (tmp_path / "字.db").write_text("不是资料库", encoding="utf-8")
    option = ["--library", str(tmp_path / "字.db")]
    complaints = []
    for call in ([*option, *verb], [*verb, *option], ["--library", str(tmp_path / "else.db"), *verb, *option]):
        assert main(call) == 1
        complaints.append(capsys.readouterr().err)
    assert len(set(complaints)) == 1
    assert "字.db" in complaints[0] or "资料库" in complaints[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["字.db"]


@pytest.mark.parametrize(
    "call",
    [["figures"], ["search"], ["export"], ["export", "--report", TARGETS], ["nonsense"], ["outline", "--nonsense"],
     ["export", "--report", TARGETS, "--section", "eight", "--to", "x.pdf"]],
)  # fmt: skip
def test_a_wrong_call_is_two(run: Run, call: list[str]) -> None:
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert "briefing" in err


def test_help_and_version(run: Run) -> None:
    status, out, _ = run("--version")
    assert (status, out.strip()) == (0, f"briefing {__version__}")
    status, out, _ = run("--help")
    assert status == 0
    for verb in ("outline", "figures", "search", "export", "doctor"):
        assert verb in out


# Libraries that can not be used, and libraries left alone.


@pytest.mark.parametrize("spoil", [from_the_future, damaged, a_letter])
@pytest.mark.parametrize("verb", [("outline", "--json"), ("search", "就业"), ("export", "--report", TARGETS, "--to")])
def test_a_library_that_can_not_be_used_is_said_and_left_as_it_was(
    run: Run, library_file: Path, tmp_path: Path, spoil: Callable[[Path], None], verb: tuple[str, ...]
) -> None:
    spoil(library_file)
    before, beside = library_file.read_bytes(), sorted(tmp_path.iterdir())
    status, out, err = run(*verb, *((tmp_path / "x.pdf",) if verb[-1] == "--to" else ()))
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert library_file.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == beside


def test_looking_leaves_the_library_byte_for_byte(run: Run, library_file: Path, tmp_path: Path) -> None:
    before = library_file.read_bytes()
    for call in (
        ("outline", "--json"),
        ("search", "就业"),
        ("doctor",),
        ("export", "--report", RESULTS, "--section", "8", "--to", tmp_path / "x.pdf"),
        ("figures", seed("002_6d1615fd0f93491f.txt")),
    ):
        assert run(*call)[0] == 0
    assert library_file.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.db", "x.pdf"]


def test_the_first_call_makes_and_fills_the_library(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("outline", "--json", library=tmp_path / "新.db")
    assert status == 0
    assert len(json.loads(out)["reports"]) == 2
    with Library.open(tmp_path / "新.db") as library:
        reports: list[Report] = [contents.report for contents in library.contents()]
    assert [report.key for report in reports] == [TARGETS, RESULTS]


# As a program of its own.


def program(*arguments: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefing", *(str(argument) for argument in arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, check=False)


@pytest.mark.parametrize("variables", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}])
def test_chinese_is_printed_whatever_the_console(library_file: Path, tmp_path: Path, variables: dict[str, str]) -> None:
    answer = program("--library", library_file, "search", "就业", cwd=tmp_path, **variables)
    assert answer.returncode == 0, answer.stderr.decode()
    assert "就业" in answer.stdout.decode("utf-8")
    answer = program("figures", tmp_path / "没有.txt", cwd=tmp_path, **variables)
    assert answer.returncode == 1
    assert one_line(answer.stderr.decode("utf-8"))


def test_a_reader_that_has_seen_enough_is_no_failure(library_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefing", "--library", str(library_file), "outline", "--json"]
    reading, writing = os.pipe()
    os.close(reading)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, cwd=tmp_path, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_the_demonstration_does_the_main_job_and_says_where(tmp_path: Path) -> None:
    answer = program("--library", tmp_path / "资料.db", "demonstrate", "--to", tmp_path / "样 张", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr.decode()
    paths = [Path(line) for line in answer.stdout.decode("utf-8").splitlines()]
    assert [path.name for path in paths] == ["资料.db", f"{TARGETS}.pdf", f"{RESULTS}.pdf", "window.png", "search.png"]
    assert all(path.is_file() for path in paths)
    for path in paths[1:3]:
        assert len(PdfReader(path).pages) > 1
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths[3:])


def test_a_demonstration_that_can_not_be_written_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    status, out, err = run("demonstrate", "--to", tmp_path / "文件" / "里面")
    assert (status, out) == (1, "")
    assert one_line(err), err


def test_records_are_what_json_can_say(run: Run) -> None:
    def plain(value: Any) -> bool:
        if isinstance(value, dict):
            return all(isinstance(key, str) and plain(part) for key, part in value.items())
        if isinstance(value, list):
            return all(plain(part) for part in value)
        return value is None or isinstance(value, str | int | float | bool)

    assert plain(json.loads(run("outline", "--json")[1]))
    assert plain(json.loads(run("search", "就业", "--json")[1]))
