"""A library with one small report, and its door."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.actions.door import Door
from briefing.library.library import Library
from tests.library.samples import harvest_figures, make_report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "library.db"
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), harvest_figures(make_report()))
    return path


@pytest.fixture
def door(path: Path) -> Iterator[Door]:
    opened = Door(path)
    yield opened
    opened.close()
