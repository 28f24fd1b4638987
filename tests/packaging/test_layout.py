"""The project's shape: what lies at the top, how long modules get, and that the documents are untouched."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    ".ci",
    ".gitattributes",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "briefing",
    "packaging",
    "pyproject.toml",
    "resources",
    "seeds",
    "tests",
}
DOCUMENTS = {
    "000_1ff4209f0700c3b5.txt": "fa85ed746c89a4cff85e942abfe5f4c156ad98dde4e1e7b7e38068010c8c48e6",
    "002_6d1615fd0f93491f.txt": "2eb1496ab904eb619c88e42b7ffe062dfbd64af5f7609c555c05604db1333b8d",
}


def test_nothing_but_the_known_lies_at_the_top() -> None:
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()}
    here = {path.name for path in ROOT.iterdir() if path.name not in ignored and not path.match("*.egg-info")}
    assert here - {".git"} == TOP


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_documents_are_kept_byte_for_byte(name: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / "reports" / name).read_bytes()).hexdigest() == DOCUMENTS[name]


def test_no_other_documents_are_seeded() -> None:
    assert {path.name for path in (ROOT / "seeds" / "reports").iterdir()} == set(DOCUMENTS)


def test_no_module_has_two_subjects() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for folder in ("briefing", "packaging")
        for path in (ROOT / folder).rglob("*.py")
    }
    assert len(lengths) > 20
    assert {name: length for name, length in lengths.items() if length > 400} == {}
