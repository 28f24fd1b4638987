"""What people had put in libraries of the third and fourth revision is there after they were brought forward.

``fixtures/written.py`` tells what that is, and made them: ``library-0003.db`` with the program as it was just before
briefings could be kept, ``library-0004.db`` with the first that keeps them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.briefing import FreeText, HeadingText, ItemQuote, NotePick
from briefing.domain.conflict import conflicts
from briefing.domain.decision import DecisionKind
from briefing.domain.exchange import Arrival
from briefing.domain.search import HitKind
from briefing.domain.verdict import Judgement
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.fixtures.written import ATTACHED, EXPORTED, RESULTS, TARGETS
from tests.library.test_upgrading import FIXTURES

THIRD, FOURTH = FIXTURES / "library-0003.db", FIXTURES / "library-0004.db"


@pytest.fixture(params=[THIRD, FOURTH], ids=["0003", "0004"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    with Library.open(Path(shutil.copy(request.param, tmp_path / "older.db")), seed=False) as opened:
        yield opened


def test_annotations_with_their_revisions_tags_files_and_answers(library: Library) -> None:
    notes = {note.text: note for kept in library.contents() for note in kept.annotations}
    assert len(notes) == 7
    asked, answer, whole = notes["含新建和改造吗？"], notes["只含新建。"], notes["整份报告"]
    assert (asked.title, asked.quote, asked.status) == ("口径", "高标准农田", AnnotationStatus.VERIFIED)
    assert (asked.tags, asked.due) == (("农业", "重点"), date(2026, 5, 1))
    assert library.attachment_content(asked.attachments[0].sha256) == ATTACHED
    assert [one.action for one in library.history(asked.id)] == ["add", "edit", "edit"]
    assert [one.author for one in library.history(asked.id)] == ["办公室", "办公室", "综合科"]
    assert (answer.answers, answer.author) == (asked.id, "农业科")
    assert (whole.scope, notes["待删"].deleted) == (Scope.SECTION, True)


def test_where_a_person_placed_one_and_what_a_corrected_edition_left_without_a_place(library: Library) -> None:
    notes = {note.text: note for kept in library.contents() for note in kept.annotations}
    placed, lost = notes["挪过的一条"], notes["何时动工？"]
    assert placed.placement is not None
    assert (placed.item, placed.scope) == (1, Scope.ITEM)
    assert (lost.state, lost.item, lost.kind) == (AnchorState.ORPHAN, None, AnnotationKind.PROGRESS)
    (targets,) = [kept.report for kept in library.contents() if kept.report.key == TARGETS]
    assert "办好其他民生实事" in targets.source_text


def test_what_was_taken_in_and_the_conflict_that_came_of_it(library: Library) -> None:
    assert [one.file_name for one in sorted(library.exchanges(), key=lambda one: one.at)] == [
        "one.bnotes",
        "two.bnotes",
    ]
    assert sum(one.counts[Arrival.NEW] for one in library.exchanges()) == 1
    (note,) = [one for kept in library.contents() for one in kept.annotations if one.title == "来源"]
    (conflict,) = conflicts(library.revisions([note.id])[note.id])
    assert {offer.value for offer in conflict.offers} == {"口径：以年报为准。", "口径：与统计公报一致。"}
    assert conflict.shared == "口径同统计公报。"
    library.settle_conflict(note.id, Edit(text="口径：与统计公报一致。"), author=note.author)
    assert conflicts(library.revisions([note.id])[note.id]) == ()


def test_what_was_settled_and_what_was_begun(library: Library) -> None:
    assert [(one.kind, one.author) for one in library.decisions()] == [(DecisionKind.REWORD, "办公室")]
    assert [one.caveat for one in library.indicators() if one.name == "经济增长"] == ["口径以公报为准。"]
    assert [figure.raw for figure in library.removed_figures(RESULTS)] == ["3.4万亩"]
    ((finding, verdict),) = [one for one in library.findings(TARGETS) if one[1] is not None]
    assert verdict is not None
    assert (verdict.judgement, verdict.note, finding.key) == (Judgement.FAULTY, "句末多一个句号。", verdict.finding)
    (begun,) = library.unfinished()
    assert (begun.text, begun.author, begun.place.report_key) == ("还没写完", "综合科", RESULTS)


def test_all_of_it_is_found_by_searching(library: Library) -> None:
    for words, kind in (("新建和改造", HitKind.ANNOTATION), ("农田", HitKind.ITEM), ("经济增长", HitKind.INDICATOR)):
        assert [hit for hit in library.search(words) if hit.kind is kind], words


def test_a_briefing_its_entries_and_what_was_exported_of_it(tmp_path: Path) -> None:
    with Library.open(Path(shutil.copy(FOURTH, tmp_path / "older.db")), seed=False) as library:
        (briefing,) = library.briefings()
        assert (briefing.details.title, briefing.author) == ("关于经济的简报", "办公室")
        assert [type(entry.content) for entry in briefing.entries] == [ItemQuote, HeadingText, NotePick, FreeText]
        assert [change.action for change in library.briefing_history(briefing.id)] == ["add", "edit"]
        (export,) = library.exports(briefing.id)
        assert library.export_content(export.id) == EXPORTED
        assert len(export.contained) == 4
