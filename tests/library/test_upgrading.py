"""A library of an earlier revision is copied, brought forward, and keeps all that was written in it.

``fixtures/library-0001.db`` and ``library-0002.db`` were written by the program at these revisions. Both hold two small
reports. The first has two worded indicators and three annotations: an edited one, a deleted one, an orphan. The second
has a decision, a correction, a verdict and six annotations: besides such ones one that was brought back, one about a
whole item, and one that came with the program. The later ones were made by ``fixtures/written.py``; what is in them
is told there, and looked for in ``test_upgrading_later``.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.briefing import Details, Form
from briefing.domain.decision import DecisionKind
from briefing.domain.revision import merge
from briefing.domain.search import HitKind
from briefing.domain.span import Span
from briefing.domain.verdict import Judgement
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.migrations import versions
from briefing.library.schema import HEAD, REVISIONS
from briefing.library.writing import Edit
from tests.library.test_schema import tables

FIXTURES = Path(__file__).parent / "fixtures"
FIRST, SECOND = FIXTURES / "library-0001.db", FIXTURES / "library-0002.db"
OLD = ("reports", "sections", "items", "figures", "annotations")
"""What no later revision changes."""

SETTLED = (
    "readings",
    "figure_corrections",
    "indicator_decisions",
    "decision_figures",
    "finding_verdicts",
    "record_history",
)
"""What the second revision added."""

SEEDED = "01a2010e-e210-7188-a6de-8bdc17b78328"
"""An annotation that the program brings, as the second fixture has it."""

ALL = sorted(FIXTURES.glob("library-*.db"))

each = pytest.mark.parametrize("fixture", ALL, ids=lambda path: path.stem)
older = pytest.mark.parametrize("fixture", [path for path in ALL if HEAD not in path.stem], ids=lambda path: path.stem)
both = pytest.mark.parametrize("fixture", [FIRST, SECOND], ids=lambda path: path.stem)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(FIRST, tmp_path / "older.db"))


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return Path(shutil.copy(SECOND, tmp_path / "older.db"))


def rows(path: Path, *tables: str) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def everything(path: Path) -> dict[str, list[Any]]:
    """All that a library holds, the search index apart."""
    return rows(path, *(name for kind, name in tables(path) if kind == "table"))


def test_there_is_a_library_of_every_revision_that_people_may_have() -> None:
    """Before a migration is added, ``fixtures/written.py`` has to be run at the revision that it leaves behind."""
    revisions = [path.stem.removeprefix("library-") for path in ALL]
    assert [revision for revision in REVISIONS[:-1] if revision not in revisions] == []
    migrations = sorted(path.name[:4] for path in Path(versions.__path__[0]).glob("[0-9]*.py"))
    assert tuple(migrations) == REVISIONS


@each
def test_each_is_what_it_says(fixture: Path) -> None:
    assert rows(fixture, "alembic_version") == {"alembic_version": [(fixture.stem.removeprefix("library-"),)]}
    assert fixture.stat().st_size < 400_000


@older
def test_it_is_copied_first_and_then_brought_forward(fixture: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fixture, tmp_path / "older.db"))
    with Library.open(path) as library:
        assert library.health().ok
        assert library.health().schema == HEAD
    revision = fixture.stem.removeprefix("library-")
    (backup,) = Backups(path).all()
    assert (backup.reason, backup.schema) == (BackupReason.UPGRADE, revision)
    copy = backup.path
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (revision,)
    assert everything(copy) == everything(fixture)


@each
def test_nothing_that_was_in_it_is_changed(fixture: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fixture, tmp_path / "older.db"))
    Library.open(path).close()
    assert rows(path, *OLD) == rows(fixture, *OLD)
    if fixture != FIRST:
        assert rows(path, *SETTLED) == rows(fixture, *SETTLED)


@each
def test_it_has_the_shape_of_a_new_library(fixture: Path, tmp_path: Path) -> None:
    path, new = Path(shutil.copy(fixture, tmp_path / "older.db")), tmp_path / "new.db"
    Library.open(path).close()
    Library.open(new, seed=False).close()
    assert tables(path) == tables(new)


@each
def test_it_is_searched_and_written_in_as_any_other(fixture: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fixture, tmp_path / "older.db"))
    with Library.open(path) as library:
        assert {hit.place.report_key for hit in library.search("农田")} == {"city-2024", "city-2026"}
        note = library.add_annotation(
            "city-2024", 1, Span(0, 4), kind=AnnotationKind.RISK, text="升级以后写的", author="办公室"
        )
        library.edit_annotation(note.id, Edit(text="升级以后改的"), author="办公室")
        made = library.add_briefing(Form.MEETING, Details("升级以后的简报"), (), author="办公室")
    with Library.open(path) as library:
        assert [hit.annotation.id for hit in library.search("升级以后") if hit.annotation] == [note.id]
        assert [one.action for one in library.history(note.id)] == ["add", "edit"]
        assert made in library.briefings()
        assert library.health().ok


@each
def test_a_second_opening_changes_nothing(fixture: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fixture, tmp_path / "older.db"))
    Library.open(path).close()
    before = everything(path)
    with Library.open(path) as library:
        assert library.health().ok
    assert everything(path) == before


@both
def test_every_line_of_history_became_a_revision(fixture: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(fixture, tmp_path / "older.db"))
    lines = [
        (annotation, at, author, action, json.loads(after))
        for _, annotation, at, author, action, _, after in rows(path, "annotation_history")["annotation_history"]
    ]
    with Library.open(path) as library:
        notes = [note for kept in library.contents() for note in kept.annotations]
        kept = library.revisions([note.id for note in notes])
    found = [
        (
            one.annotation,
            one.at.isoformat(timespec="microseconds"),
            one.author,
            one.action,
            {name: write.value for name, write in one.writes.items()},
        )
        for revisions in kept.values()
        for one in revisions
    ]
    assert sorted(found, key=lambda line: line[:2]) == sorted(lines, key=lambda line: line[:2])
    for note in notes:
        merged = merge(kept[note.id])
        assert merged.rivals == {}
        assert {"deleted": False, **merged.values} == {
            "kind": note.kind.value,
            "status": note.status.value,
            "title": note.title,
            "text": note.text,
            "deleted": note.deleted,
        }
        assert note.changed == max(one.at for one in kept[note.id])


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


def test_annotations_of_the_second_revision_are_there_as_they_were(second: Path) -> None:
    with Library.open(second) as library:
        notes = {note.title or note.text: note for kept in library.contents() for note in kept.annotations}
        assert len(notes) == 6
        edited, back, gone = notes["来源"], notes["删了又恢复"], notes["待删"]
        assert (edited.kind, edited.status) == (AnnotationKind.WORDING, AnnotationStatus.VERIFIED)
        assert [one.action for one in library.history(edited.id)] == ["add", "edit", "edit"]
        assert (back.deleted, back.quote, back.scope) == (False, "水浇地", Scope.PASSAGE)
        assert [one.action for one in library.history(back.id)] == ["add", "delete", "restore"]
        assert gone.deleted
        whole, lost = notes["整条由农业科负责。"], notes["何时动工？"]
        assert (whole.scope, whole.state, whole.item, whole.stretch) == (Scope.ITEM, AnchorState.EXACT, 1, None)
        assert (lost.state, lost.item, lost.quote) == (AnchorState.ORPHAN, None, "改造供水管网30公里")
        assert notes["随库的一条"].quote == "3万人以上"


def test_what_was_settled_in_the_second_revision_still_is(second: Path) -> None:
    with Library.open(second) as library:
        assert [(one.kind, one.author) for one in library.decisions()] == [(DecisionKind.SPLIT, "办公室")]
        assert "地区生产总值增速" not in [one.name for one in library.indicators()]
        (contents,) = [one for one in library.contents() if one.report.key == "city-2024"]
        assert [one.quantity.value for one in contents.figures if one.raw == "3.4万人"] == [Decimal("3.5")]
        ((_, verdict),) = library.findings()
        assert verdict is not None
        assert (verdict.judgement, verdict.note) == (Judgement.FAULTY, "句末多一个句号。")


def test_an_annotation_that_came_with_the_program_has_one_first_revision_everywhere(
    second: Path, library_file: Path
) -> None:
    with Library.open(second) as older, Library.open(library_file) as seeded:
        (migrated,), (fresh,) = older.revisions([SEEDED])[SEEDED], seeded.revisions([SEEDED])[SEEDED]
    assert migrated.id == fresh.id
    assert (migrated.author, migrated.action) == (fresh.author, fresh.action)


def test_annotations_of_a_removed_report_are_brought_forward_too(second: Path) -> None:
    with closing(sqlite3.connect(second)) as connection:
        connection.execute("UPDATE reports SET removed = 1 WHERE key = 'city-2024'")
        connection.commit()
    with Library.open(second) as library:
        assert [one.report.key for one in library.contents()] == ["city-2026"]
        library.set_report_removed("city-2024", False)
        (back,) = [one for one in library.contents() if one.report.key == "city-2024"]
        assert sorted(note.text for note in back.annotations) == ["与统计公报同口径。", "删了又恢复", "待删"]
        assert all(library.history(note.id) for note in back.annotations)


def test_a_deleted_annotation_whose_words_were_changed_afterwards_stays_deleted(second: Path) -> None:
    with closing(sqlite3.connect(second)) as connection:
        ((gone,),) = connection.execute("SELECT id FROM annotations WHERE deleted").fetchall()
        connection.execute("UPDATE annotations SET text = '改了' WHERE id = ?", [gone])
        line = (gone, "2026-04-02T04:00:00.000000+00:00", "综合科", "edit", '{"text": "待删"}', '{"text": "改了"}')
        connection.execute(
            "INSERT INTO annotation_history (annotation_id, at, author, action, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            line,
        )
        connection.commit()
    with Library.open(second) as library:
        merged = merge(library.revisions([gone])[gone])
    assert (merged.values["deleted"], merged.values["text"], merged.rivals) == (True, "改了", {})


@pytest.mark.parametrize("after", [None, "null", "{}"])
def test_a_line_of_history_that_says_nothing_is_kept_as_one(second: Path, after: str | None) -> None:
    with closing(sqlite3.connect(second)) as connection:
        connection.execute("UPDATE annotation_history SET after = ? WHERE action = 'restore'", [after])
        ((back,),) = connection.execute("SELECT annotation_id FROM annotation_history WHERE action = 'restore'")
        connection.commit()
    with Library.open(second) as library:
        assert [one.action for one in library.history(back)] == ["add", "delete", "restore"]
