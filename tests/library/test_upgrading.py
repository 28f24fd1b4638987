"""A library of the first revision is copied, brought forward, and keeps all that was written in it.

``fixtures/library-0001.db`` was written by the program at that revision: two small reports, two indicators, and three
annotations: an edited one, a deleted one, an orphan.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.annotation import AnnotationStatus
from briefing.domain.decision import DecisionKind
from briefing.domain.search import HitKind
from briefing.domain.span import Span
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.schema import HEAD

FIXTURE = Path(__file__).parent / "fixtures" / "library-0001.db"
OLD = ("reports", "sections", "items", "figures", "annotations")
"""What no later revision changes."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIXTURE, tmp_path / "older.db"))


def rows(path: Path, *tables: str) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def test_it_is_copied_first_and_then_brought_forward(path: Path) -> None:
    with Library.open(path) as library:
        assert library.health().ok
        assert library.health().schema == HEAD
    (backup,) = Backups(path).all()
    assert (backup.reason, backup.schema, backup.reports, backup.annotations) == (BackupReason.UPGRADE, "0001", 2, 2)
    copy = backup.path
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert rows(copy, *OLD) == rows(FIXTURE, *OLD)


def test_nothing_that_was_in_it_is_changed(path: Path) -> None:
    Library.open(path).close()
    assert rows(path, *OLD) == rows(FIXTURE, *OLD)


def test_every_annotation_is_there_as_it_was(path: Path) -> None:
    with Library.open(path) as library:
        notes = {note.title or note.text: note for kept in library.contents() for note in kept.annotations}
        edited, gone, lost = notes["来源"], notes["待删"], notes["何时动工？"]
        assert (edited.text, edited.status, edited.item) == ("与统计公报同口径。", AnnotationStatus.VERIFIED, 0)
        assert (edited.stretch, edited.author) == (Span(0, 8), "综合科")
        added, changed = library.history(edited.id)
        assert (added.action, added.before, added.after["text"]) == ("add", None, "统计公报同口径。")
        assert (changed.action, changed.author, changed.after["status"]) == ("edit", "办公室", "verified")
        assert changed.values["text"] == "与统计公报同口径。"
        assert (gone.deleted, gone.item) == (True, 1)
        assert (lost.item, lost.anchor.exact) == (None, "新建高标准农田")
        assert [hit.text for hit in library.search("统计公报")] == ["来源：与统计公报同口径。"]


def test_the_indicators_keep_their_wording(path: Path) -> None:
    with Library.open(path) as library:
        worded = {one.name: one for one in library.indicators()}
        farmland = worded["新建高标准农田和水浇地"]
        assert [figure.raw for figure in farmland.results] == ["20万亩", "3.4万亩"]
        assert farmland.caveat == "2026年目标是两项合计，2024年的两项相加后才可比。"
        assert "地区生产总值增速" in worded
        decisions = library.decisions()
        assert [(one.kind, one.author, one.orphan) for one in decisions] == [
            (DecisionKind.REWORD, "随库批注", False)
        ] * 2
        assert [hit.text for hit in library.search("农田") if hit.kind is HitKind.INDICATOR] == [farmland.name]


def test_reports_of_a_version_that_did_not_say_so_can_be_read_again(path: Path) -> None:
    with Library.open(path) as library:
        notes = [kept.annotations for kept in library.contents()]
        assert library.read_by_others() == ("city-2024", "city-2026")
        for key in library.read_by_others():
            library.reread(key)
        assert library.read_by_others() == ()
        after = [kept.annotations for kept in library.contents()]
        assert [[(one.id, one.text, one.deleted) for one in of_report] for of_report in after] == [
            [(one.id, one.text, one.deleted) for one in of_report] for of_report in notes
        ]


def test_seeds_and_an_older_library_name_the_same_decision_alike(path: Path, library_file: Path) -> None:
    with Library.open(path) as older, Library.open(library_file) as seeded:
        known = {one.id: one.wording.name for one in seeded.decisions()}
        assert {known[one.id] for one in older.decisions()} == {"地区生产总值增速", "新建高标准农田和水浇地"}
