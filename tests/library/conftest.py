"""A library of one's own, and one with a small report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.library.library import Library
from tests.library.samples import harvest_figures, make_report


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", seed=False) as opened:
        yield opened


@pytest.fixture
def harvest(library: Library) -> Library:
    """A library that holds one small report."""
    report = make_report()
    library.add_report(report, harvest_figures(report))
    return library
