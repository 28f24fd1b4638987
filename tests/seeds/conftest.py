"""One seeded library for all tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.domain.contents import ReportContents
from briefing.library.library import Library


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("seeded") / "library.db") as library:
        yield library


@pytest.fixture(scope="session")
def contents(seeded: Library) -> dict[str, ReportContents]:
    return {contents.report.key: contents for contents in seeded.contents()}


@pytest.fixture(scope="session")
def folder() -> Path:
    from briefing.locate import data_folder

    return data_folder("seeds")
