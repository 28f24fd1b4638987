"""``briefing annotations``: what colleagues hand each other, without a screen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from briefing.domain.annotation import AnnotationKind
from briefing.library.library import Library

TARGETS = "changzhi-2026"


def run(capsys: pytest.CaptureFixture[str], library: Path, *arguments: str | Path, status: int = 0) -> str:
    capsys.readouterr()
    try:
        left: int | str | None = main(["--library", str(library), "annotations", *(str(one) for one in arguments)])
    except SystemExit as exit_:
        left = exit_.code
    said = capsys.readouterr()
    assert left == status, said.err
    return said.out if status == 0 else said.err


def answer(capsys: pytest.CaptureFixture[str], library: Path, *arguments: str | Path) -> Any:
    return json.loads(run(capsys, library, *arguments, "--json"))


@pytest.fixture
def colleague(seeded: Path, tmp_path: Path) -> Path:
    """A colleague's library, with one annotation of the colleague's own."""
    path = Path(shutil.copy(seeded, tmp_path / "colleague.db"))
    with Library.open(path) as library:
        library.add_annotation(TARGETS, 5, None, kind=AnnotationKind.WORDING, text="以文件为准", author="同事")
    return path


def test_they_are_listed_by_report_kind_and_status(capsys: pytest.CaptureFixture[str], colleague: Path) -> None:
    everything = answer(capsys, colleague, "list")["annotations"]
    drafts = answer(capsys, colleague, "list", "--report", TARGETS, "--kind", "口径", "--status", "draft")
    (own,) = drafts["annotations"]
    assert (own["text"], own["author"], own["report"], own["item"]) == ("以文件为准", "同事", TARGETS, 5)
    assert (own["scope"], own["state"], own["tags"], own["due"], own["answers"]) == ("item", "exact", [], None, None)
    assert len(everything) > len(answer(capsys, colleague, "list", "--kind", "wording")["annotations"]) > 1
    lines = run(capsys, colleague, "list", "--status", "草稿")
    assert "[口径·草稿]" in lines
    assert "以文件为准" in lines


def test_out_looked_at_in_and_in_again(
    capsys: pytest.CaptureFixture[str], colleague: Path, library_file: Path, tmp_path: Path
) -> None:
    package = tmp_path / "同事的批注.bnotes"
    written = answer(capsys, colleague, "export", "--to", package, "--author", "同事")
    before = library_file.read_bytes()
    looked = answer(capsys, library_file, "import", package, "--dry-run")
    assert library_file.read_bytes() == before
    assert (looked["counts"]["new"], looked["author"], looked["dry_run"]) == (1, "同事", True)
    assert (looked["exchange"], looked["backup"]) == ("", "")
    assert len(looked["annotations"]) == written["annotations"]
    (new,) = (one for one in looked["annotations"] if one["arrival"] == "new")
    assert (new["text"], new["here"], new["state"], new["reason"]) == ("以文件为准", None, "exact", None)
    taken = answer(capsys, library_file, "import", package, "--author", "本科")
    assert taken["counts"] == looked["counts"]
    with Library.open(Path(taken["backup"])) as copy:
        assert copy.annotation(new["id"]) is None
    with Library.open(library_file) as library:
        assert library.annotation(new["id"]) is not None
        assert [exchange.author for exchange in library.exchanges()] == ["本科"]
    assert "没有新内容" in run(capsys, library_file, "import", package)
    assert "相同" in run(capsys, library_file, "import", package, "--dry-run")


def test_a_few_or_those_of_a_report_as_linked_data(
    capsys: pytest.CaptureFixture[str], colleague: Path, tmp_path: Path
) -> None:
    (own,) = answer(capsys, colleague, "list", "--status", "draft")["annotations"]
    for options, count in (((own["id"],), 1), (("--report", TARGETS), 46), (("--without-history",), 81)):
        to = tmp_path / "批注.jsonld"
        assert answer(capsys, colleague, "export", "--to", to, *options)["annotations"] == count
        collection = json.loads(to.read_text(encoding="utf-8"))
        assert collection["total"] == count
        assert all(("bnotes:revisions" in item) == (options != ("--without-history",))
                   for item in collection["first"]["items"])  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("export", "--to", "x.txt"), "扩展名"),
        (("export", "--to", "x.bnotes", "no-such-id"), "没有批注“no-such-id”"),
        (("export", "--to", "x.bnotes", "--report", "nix"), "没有报告“nix”"),
        (("export", "--to", "没有/x.bnotes"), "换一个"),
        (("list", "--report", "nix"), "没有报告“nix”"),
        (("import", "没有.bnotes"), "找不到"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str],
    library_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    complaint = run(capsys, library_file, *arguments, status=1)
    assert words in complaint
    assert complaint.startswith("briefing: ")
    assert complaint.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.db"]


@pytest.mark.parametrize("arguments", [(), ("list", "--kind", "poem"), ("export",), ("import",), ("sing",)])
def test_a_wrong_call_is_two(
    capsys: pytest.CaptureFixture[str], library_file: Path, arguments: tuple[str, ...]
) -> None:
    assert "briefing annotations" in run(capsys, library_file, *arguments, status=2)
