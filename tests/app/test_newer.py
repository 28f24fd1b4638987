"""A library of a later version of the program is refused with a sentence, and stays byte for byte as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from briefing.cli import main
from tests.ui.conftest import Sit
from tests.ui.driver import visible


@pytest.fixture
def newer(library_file: Path) -> Path:
    """One with a revision that nobody here has heard of, tables that we have not, and without some that we have."""
    with closing(sqlite3.connect(library_file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '2031-seats'")
        connection.execute("CREATE TABLE seats (id INTEGER PRIMARY KEY, room TEXT NOT NULL)")
        connection.execute("ALTER TABLE annotations RENAME TO remarks")
        connection.commit()
    return library_file


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name.startswith("library")}


def test_in_the_window(sit: Sit, newer: Path) -> None:
    before = files(newer.parent)
    person = sit(newer)
    assert "由更新版本的程序建立" in person.sentence
    assert "升级本程序" in person.sentence
    assert person.sentence.count("。") == 1
    page = person.window.start_page
    assert person.window.page is page
    assert person.sentence in [label.text() for label in visible(page, QLabel)]
    for name in ("import", "take_in", "write", "check"):
        assert not person.window.menus.actions[name].isEnabled()
    person.leave()
    assert files(newer.parent) == before


@pytest.mark.parametrize(
    "command", [["outline"], ["search", "就业"], ["library", "check"], ["annotations", "list"], ["briefings"]]
)
def test_on_the_command_line(newer: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    before = files(newer.parent)
    verb, *rest = command
    assert main(["--library", str(newer), verb, *rest]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "由更新版本的程序建立" in said.err
    assert said.err.count("\n") == 1
    assert files(newer.parent) == before
