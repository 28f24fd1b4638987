from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.library.library import Library
from briefing.ui.theme import Appearance, Theme
from briefing.ui.theme.style import apply
from tests.ui.driver import RESULTS, TARGETS, Person

Snapshot = tuple[tuple[ReportContents, ...], tuple[Indicator, ...]]


class Sit(Protocol):
    """Puts a person before the program, on the test's library and settings unless told otherwise."""

    def __call__(self, library: Path | None = None, *, size: tuple[int, int] | None = (1366, 768)) -> Person: ...


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.set_appearance(Appearance.LIGHT)
    apply(qapp, made)
    yield made
    qapp.setStyleSheet("")


@pytest.fixture(scope="session")
def snapshot(seeded: Path) -> Snapshot:
    """The two real reports, newest first, and the indicators that join them."""
    with Library.open(seeded) as library:
        return library.contents(), library.indicators()


@pytest.fixture(scope="session")
def reports(snapshot: Snapshot) -> tuple[ReportContents, ...]:
    return snapshot[0]


@pytest.fixture(scope="session")
def indicators(snapshot: Snapshot) -> tuple[Indicator, ...]:
    return snapshot[1]


@pytest.fixture(scope="session")
def targets(reports: tuple[ReportContents, ...]) -> ReportContents:
    return next(contents for contents in reports if contents.report.key == TARGETS)


@pytest.fixture(scope="session")
def results(reports: tuple[ReportContents, ...]) -> ReportContents:
    return next(contents for contents in reports if contents.report.key == RESULTS)


@pytest.fixture
def sit(qapp: QApplication, seeded: Path, tmp_path: Path) -> Iterator[Sit]:
    people: list[Person] = []

    def begin(library: Path | None = None, *, size: tuple[int, int] | None = (1366, 768)) -> Person:
        path = library or tmp_path / "library.db"
        if library is None and not path.exists():
            shutil.copy(seeded, path)
        person = Person(qapp, path, tmp_path / "window.ini")
        people.append(person)
        return person.start(size=size)

    yield begin
    for person in people:
        person.leave()


@pytest.fixture
def person(sit: Sit) -> Person:
    """A person before the program with the two real reports."""
    return sit()


@pytest.fixture
def dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[QDialog]]:
    """The dialogs that were opened: each stands before its window, but waits in no event loop for a hand."""
    shown: list[QDialog] = []

    def stay(dialog: QDialog) -> int:
        dialog.open()
        shown.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", stay)
    yield shown
    for dialog in shown:
        with suppress(RuntimeError):
            dialog.close()
