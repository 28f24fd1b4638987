"""A library of one's own, and one with a small report: copies of files that are made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library.library import Library
from tests.library.samples import harvest_figures, make_report


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "library.db"
    Library.open(path, seed=False).close()
    return path


@pytest.fixture(scope="session")
def harvest_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harvest") / "library.db"
    report = make_report()
    with Library.open(path, seed=False) as library:
        library.add_report(report, harvest_figures(report))
    return path


@pytest.fixture
def library(tmp_path: Path, empty_file: Path) -> Iterator[Library]:
    with Library.open(Path(shutil.copy(empty_file, tmp_path / "library.db"))) as opened:
        yield opened


@pytest.fixture
def harvest(tmp_path: Path, harvest_file: Path) -> Iterator[Library]:
    """A library that holds one small report."""
    with Library.open(Path(shutil.copy(harvest_file, tmp_path / "library.db"))) as opened:
        yield opened
