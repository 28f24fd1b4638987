"""The version stands in one place, and the changes of that version are written down."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

from briefing import __version__

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^## (\S+) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)


def test_the_newest_changes_are_those_of_this_version() -> None:
    versions = HEADING.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert versions[0][0] == __version__
    days = [date.fromisoformat(day) for _, day in versions]
    assert days == sorted(days, reverse=True)


def test_what_is_built_takes_the_version_from_the_program() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    assert "version" not in project["project"]
    assert project["tool"]["hatch"]["version"]["path"] == "briefing/__init__.py"
    for path in (ROOT / "packaging").rglob("*"):
        if path.suffix in {".py", ".spec", ".iss", ".xml", ".in", ".desktop"}:
            assert __version__ not in path.read_text(encoding="utf-8"), path
