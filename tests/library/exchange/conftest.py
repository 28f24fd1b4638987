"""A colleague's package, and libraries to take it in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.packing import Members, members_of

REPORT = "harvest-2025"
FILE = "会议纪要".encode()


def clock(start: datetime) -> Iterator[datetime]:
    while True:
        start += timedelta(minutes=1)
        yield start


def open_at(path: Path, hour: int) -> Library:
    """A library whose clock begins at that hour."""
    times = clock(datetime(2026, 3, 1, hour, tzinfo=UTC))
    return Library.open(path, seed=False, clock=lambda: next(times))


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory, harvest_file: Path) -> Path:
    """Four annotations: with a history and a file, about an item, an answer, a deleted one. Never to be changed."""
    folder = tmp_path_factory.mktemp("colleague")
    with open_at(Path(shutil.copy(harvest_file, folder / "library.db")), 8) as library:
        attached = library.keep_attachment("纪要.txt", FILE)
        first = library.add_annotation(
            REPORT, 1, Span(7, 13), kind=AnnotationKind.WORDING, text="口径：城镇新增。", author="就业科", title="就业",
            tags=("重点",), due=date(2026, 5, 1), attachments=(attached,),
        )  # fmt: skip
        library.edit_annotation(first.id, Edit(text="口径：**城镇**新增。"), author="就业科")
        library.edit_annotation(first.id, Edit(status=AnnotationStatus.VERIFIED), author="办公室")
        library.place_annotation(first.id, 1, Span(0, 6), author="办公室")
        library.add_annotation(
            REPORT, 3, None, kind=AnnotationKind.RISK, text="=SUM(A1) <b>粗</b> #set", author="投资科"
        )
        library.add_annotation(
            REPORT, None, None, kind=AnnotationKind.ANSWER, text="已回复。", author="办公室", answers=first.id
        )
        gone = library.add_annotation(REPORT, None, None, kind=AnnotationKind.BACKGROUND, text="作废", author="投资科")
        library.edit_annotation(gone.id, Edit(deleted=True), author="投资科", action="delete")
        library.export_package(folder / "同事的批注.bnotes", author="就业科")
    return folder / "同事的批注.bnotes"


@pytest.fixture(scope="session")
def members(package: Path) -> Members:
    """The files in the package."""
    return members_of(package)


@pytest.fixture
def mine(tmp_path: Path, harvest_file: Path) -> Iterator[Library]:
    """A library of one's own, with the same report and one annotation."""
    with open_at(Path(shutil.copy(harvest_file, tmp_path / "library.db")), 9) as library:
        library.add_annotation(REPORT, 1, Span(7, 13), kind=AnnotationKind.PROGRESS, text="我的进展", author="综合科")
        yield library


@pytest.fixture
def other(tmp_path: Path, harvest_file: Path) -> Iterator[Library]:
    """Another one, empty apart from the report."""
    with open_at(Path(shutil.copy(harvest_file, tmp_path / "other.db")), 10) as library:
        yield library
