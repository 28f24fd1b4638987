"""Taking a colleague's file in: looked at first, a copy before, everything or nothing, and never twice."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.conftest import FILE, REPORT, open_at
from tests.library.exchange.packing import dump_of, items_of, members_of, with_notes
from tests.library.samples import HARVEST, make_report


def test_looking_changes_nothing(mine: Library, package: Path) -> None:
    before = dump_of(mine.path)
    preview = mine.preview_package(package)
    assert dump_of(mine.path) == before
    assert (preview.file_name, preview.author) == (package.name, "就业科")
    assert preview.made is not None
    assert preview.counts[Arrival.NEW] == len(preview.arriving) == 4
    (wording,) = (one for one in preview.arriving if one.kind is AnnotationKind.WORDING)
    assert (wording.text, wording.title, wording.here) == ("口径：**城镇**新增。", "就业", None)
    assert (wording.status, wording.state) == (AnnotationStatus.VERIFIED, AnchorState.EXACT)
    assert (wording.report, wording.quote) == (REPORT, "优化创业服务")
    assert [one.text for one in preview.arriving if one.deleted] == ["作废"]


def test_all_of_it_arrives(mine: Library, package: Path) -> None:
    report = mine.take_in(package, author="综合科", backup=lambda: "备份.db")
    assert (report.backup, report.preview.counts[Arrival.NEW]) == ("备份.db", 4)
    notes = {note.text: note for note in mine.contents()[0].annotations}
    wording, answer, risk = notes["口径：**城镇**新增。"], notes["已回复。"], notes["=SUM(A1) <b>粗</b> #set"]
    assert (wording.author, wording.tags, wording.item, wording.stretch) == ("就业科", ("重点",), 1, Span(0, 6))
    assert wording.placement is not None
    assert mine.attachment_content(wording.attachments[0].sha256) == FILE
    assert (answer.answers, answer.scope) == (wording.id, wording.scope)
    assert (risk.scope, risk.item) == (Scope.ITEM, 3)
    assert notes["作废"].deleted
    assert [version.action for version in mine.history(wording.id)] == ["add", "edit", "edit", "place"]
    assert [hit.annotation.id for hit in mine.search("就业") if hit.annotation and hit.annotation.id == wording.id]
    (exchange,) = mine.exchanges()
    assert (exchange.id, exchange.file_name, exchange.author) == (report.exchange, package.name, "综合科")
    assert exchange.counts == report.preview.counts
    assert mine.health().ok


def test_taking_it_in_again_changes_nothing_at_all(mine: Library, package: Path) -> None:
    mine.take_in(package, author="综合科")
    before = dump_of(mine.path)
    again = mine.take_in(package, author="综合科", backup=lambda: pytest.fail("a copy for nothing"))
    assert again.preview.counts[Arrival.UNCHANGED] == 4
    assert (again.exchange, again.backup) == ("", "")
    assert dump_of(mine.path) == before


def test_the_copy_is_made_before_and_without_it_nothing_happens(mine: Library, package: Path, tmp_path: Path) -> None:
    before = dump_of(mine.path)

    def copied() -> str:
        mine.backup(tmp_path / "copy.db")
        assert dump_of(tmp_path / "copy.db") == before
        return "copy.db"

    assert mine.take_in(package, author="综合科", backup=copied).backup == "copy.db"


def test_a_copy_that_fails_stops_it(mine: Library, package: Path, tmp_path: Path) -> None:
    before = dump_of(mine.path)

    def failing() -> str:
        mine.backup(tmp_path / "没有" / "x.db")
        return ""

    with pytest.raises(LibraryError):
        mine.take_in(package, author="综合科", backup=failing)
    assert dump_of(mine.path) == before


def test_a_failure_midway_leaves_nothing(mine: Library, package: Path) -> None:
    before = dump_of(mine.path)
    with pytest.raises(ZeroDivisionError), mine.atomic():
        mine.take_in(package, author="综合科")
        raise ZeroDivisionError
    assert dump_of(mine.path) == before


def passed_on(one: Library, other: Library, path: Path) -> dict[Arrival, int]:
    one.export_package(path, author="某科")
    return {arrival: n for arrival, n in other.take_in(path, author="某科").preview.counts.items() if n}


def test_an_edit_that_knew_the_other_is_a_change(mine: Library, other: Library, tmp_path: Path) -> None:
    (note,) = mine.contents()[0].annotations
    assert passed_on(mine, other, tmp_path / "a") == {Arrival.NEW: 1}
    other.edit_annotation(note.id, Edit(text="核过", tags=("核",)), author="综合科")
    other.export_package(tmp_path / "b", author="办公室")
    (arriving,) = mine.preview_package(tmp_path / "b").arriving
    assert (arriving.arrival, arriving.fields) == (Arrival.CHANGED, ("tag/核", "text"))
    assert (arriving.here, arriving.text) == ("我的进展", "核过")
    assert passed_on(other, mine, tmp_path / "b") == {Arrival.CHANGED: 1}
    assert mine.annotation(note.id) == other.annotation(note.id)


def test_edits_that_did_not_know_each_other_are_a_conflict_until_somebody_chooses(
    mine: Library, other: Library, tmp_path: Path
) -> None:
    (note,) = mine.contents()[0].annotations
    passed_on(mine, other, tmp_path / "a")
    mine.edit_annotation(note.id, Edit(text="甲说"), author="综合科")
    other.edit_annotation(note.id, Edit(text="乙说", status=AnnotationStatus.VERIFIED), author="办公室")
    other.export_package(tmp_path / "b", author="办公室")
    (arriving,) = mine.preview_package(tmp_path / "b").arriving
    assert (arriving.arrival, arriving.fields) == (Arrival.CONFLICTING, ("text",))
    assert {arriving.here, arriving.text} == {"甲说", "乙说"}
    passed_on(mine, other, tmp_path / "c")
    passed_on(other, mine, tmp_path / "b")
    here, there = mine.annotation(note.id), other.annotation(note.id)
    assert here == there
    assert here is not None
    assert (here.conflicts, here.status) == (("text",), AnnotationStatus.VERIFIED)
    mine.edit_annotation(note.id, Edit(text="甲说"), author="综合科", action="choose")
    assert passed_on(mine, other, tmp_path / "d") == {Arrival.CHANGED: 1}
    settled = other.annotation(note.id)
    assert settled is not None
    assert (settled.text, settled.conflicts) == ("甲说", ())


def test_a_deletion_that_did_not_know_an_edit_is_disputed(mine: Library, other: Library, tmp_path: Path) -> None:
    (note,) = mine.contents()[0].annotations
    passed_on(mine, other, tmp_path / "a")
    mine.edit_annotation(note.id, Edit(text="补充了要点"), author="综合科")
    other.edit_annotation(note.id, Edit(deleted=True), author="办公室", action="delete")
    assert passed_on(other, mine, tmp_path / "b") == {Arrival.CONFLICTING: 1}
    here = mine.annotation(note.id)
    assert here is not None
    assert (here.deleted, here.text, here.conflicts) == (False, "补充了要点", ("deleted",))


def test_a_file_that_comes_later_is_kept_though_the_words_are_known(
    mine: Library, other: Library, package: Path, tmp_path: Path
) -> None:
    bare = tmp_path / "无附件.jsonld"
    with open_at(Path(shutil.copy(other.path, tmp_path / "third.db")), 11) as third:
        third.take_in(package, author="综合科")
        third.export_linked(bare, author="综合科")
        (digest,) = {one.sha256 for note in third.contents()[0].annotations for one in note.attachments}
    other.take_in(bare, author="办公室")
    with pytest.raises(LibraryError):
        other.attachment_content(digest)
    counts = other.take_in(package, author="办公室").preview.counts
    assert (counts[Arrival.CHANGED], counts[Arrival.NEW]) == (1, 1)
    assert other.attachment_content(digest) == FILE


def lone(tmp_path: Path, name: str, **changes: object) -> Library:
    """A library with a report like the colleague's, apart from some of what it is known by."""
    library = open_at(tmp_path / f"{name}.db", 12)
    library.add_report(replace(make_report(), **changes), ())  # type: ignore[arg-type]
    return library


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "another-key"},
        {"sha256": "1" * 64},
        {"key": "another-key", "sha256": "1" * 64},
    ],
)
def test_the_report_is_known_by_digest_key_or_title(package: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    with lone(tmp_path, "x", **changes) as library:
        assert library.take_in(package, author="综合科").preview.counts[Arrival.NEW] == 4
        (contents,) = library.contents()
        assert {note.state for note in contents.annotations} == {AnchorState.EXACT}


@pytest.mark.parametrize("changes", [{"year": 2024}, {"title": "别的报告"}])
def test_another_year_or_title_is_another_report(package: Path, tmp_path: Path, changes: dict[str, object]) -> None:
    with lone(tmp_path, "x", key="k", sha256="1" * 64, file_name="别.txt", **changes) as library:
        before = dump_of(library.path)
        report = library.take_in(package, author="综合科")
        assert report.preview.counts[Arrival.REFUSED] == 4
        assert all("先读入这份报告" in one.reason and REPORT in one.reason for one in report.preview.arriving)
        assert all(one.text or one.deleted for one in report.preview.arriving)
        assert dump_of(library.path) == before


def test_a_removed_report_is_to_be_brought_back_first(mine: Library, package: Path) -> None:
    mine.set_report_removed(REPORT, True)
    assert all("先恢复这份报告" in one.reason for one in mine.preview_package(package).arriving)
    mine.set_report_removed(REPORT, False)
    assert mine.preview_package(package).counts[Arrival.NEW] == 4


def test_places_are_looked_for_in_the_text_that_is_here(package: Path, tmp_path: Path) -> None:
    """Another edition has the words elsewhere, or not at all; the position that came along decides nothing."""
    (heading, (first, second)), (other_heading, (_, last)) = HARVEST
    outline = ((heading, (second, f"说在前面。{first}")), (other_heading, (last,)))
    report = replace(make_report(outline=outline), sha256="2" * 64)
    with open_at(tmp_path / "x.db", 12) as library:
        library.add_report(report, ())
        preview = library.preview_package(package)
        library.take_in(package, author="综合科")
        notes = {note.kind: note for note in library.contents()[0].annotations if not note.deleted}
        moved, lost = notes[AnnotationKind.WORDING], notes[AnnotationKind.RISK]
    assert (moved.state, moved.item) == (AnchorState.MOVED, 2)
    assert moved.stretch is not None
    assert report.item_at(2) is not None
    assert moved.stretch.of(outline[0][1][1]) == "优化创业服务"
    assert (lost.state, lost.item) == (AnchorState.ORPHAN, None)
    assert {one.kind: one.state for one in preview.arriving if not one.deleted}[AnnotationKind.RISK] is lost.state


def test_the_selectors_stay_as_they_were_made_elsewhere(mine: Library, package: Path, tmp_path: Path) -> None:
    mine.take_in(package, author="综合科")
    mine.export_package(tmp_path / "再.bnotes", author="综合科")
    there = {one["id"]: one["target"].get("selector") for one in _items(package)}
    again = {one["id"]: one["target"].get("selector") for one in _items(tmp_path / "再.bnotes")}
    assert there.items() <= again.items()


def _items(path: Path) -> list[Any]:
    return items_of(members_of(path))


def test_a_seed_that_another_version_brought_otherwise_stays_as_it_is_here(
    library_file: Path, seeded: Path, tmp_path: Path
) -> None:
    """What came with the program is not a colleague's: an older version of it may have kept another time with it."""
    with Library.open(Path(shutil.copy(seeded, tmp_path / "there.db"))) as there:
        note = next(one for one in there.contents()[0].annotations)
        there.edit_annotation(note.id, Edit(status=AnnotationStatus.VERIFIED), author="办公室")
        there.export_package(tmp_path / "a", author="办公室", ids=[note.id])

    def older(items: list[dict[str, list[dict[str, object]]]]) -> None:
        (one,) = (one for one in items[0]["bnotes:revisions"] if one["action"] == "add")
        one["at"] = "2026-01-01T00:00:00Z"

    (tmp_path / "b").write_bytes(with_notes(members_of(tmp_path / "a"), older))
    with Library.open(library_file) as here:
        (arriving,) = here.take_in(tmp_path / "b", author="综合科").preview.arriving
        taken = here.annotation(note.id)
    assert (arriving.arrival, arriving.fields) == (Arrival.CHANGED, ("status",))
    assert taken is not None
    assert (taken.status, taken.text) == (AnnotationStatus.VERIFIED, note.text)
