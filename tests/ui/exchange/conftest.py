from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from briefing.ui.settings import WindowSettings
from briefing.ui.theme import Appearance
from tests.ui.driver import Person
from tests.ui.exchange.colleague import Away, Colleague

Employ = Callable[[str], Colleague]


@pytest.fixture
def employ(qapp: QApplication, seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Employ]:
    """Seats people of these names before computers of their own, with the two real reports on each."""
    people = []

    def one(name: str) -> Colleague:
        folder = tmp_path / name
        folder.mkdir()
        library = Path(shutil.copy(seeded, folder / "library.db"))
        settings = WindowSettings(folder / "window.ini")
        settings.author, settings.appearance = name, Appearance.LIGHT
        settings.save()
        people.append(Colleague(Person(qapp, library, folder / "window.ini").start(), name, monkeypatch))
        return people[-1]

    yield one
    for each in people:
        each.person.leave()


@pytest.fixture
def me(employ: Employ) -> Colleague:
    return employ("甲科")


@pytest.fixture
def other(seeded: Path, tmp_path: Path) -> Away:
    return Away(Path(shutil.copy(seeded, tmp_path / "other.db")), "乙科")
