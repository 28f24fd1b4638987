"""How annotations stand, counted for the tree."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import AnnotationStatus
from briefing.ui.outline.model import Column, OutlineModel
from briefing.ui.outline.node import report_nodes
from briefing.ui.outline.standing import NOTHING, Standing, standings, summed
from tests.ui.notes.made import contents, note

DONE = AnnotationStatus.VERIFIED


def test_each_place_counts_its_annotations_by_status() -> None:
    found = standings([note(1, item=2), note(2, item=2, status=DONE), note(3, item=2, deleted=True), note(4, item=5)])
    assert found == {2: Standing(2, pending=1, verified=1), 5: Standing(1, pending=1)}


def test_what_a_person_has_to_decide_is_counted_whatever_its_status() -> None:
    asked = note(1, item=2, status=DONE, state=AnchorState.SUGGESTED)
    rival = note(2, item=2, status=DONE, conflicts=("text",))
    found = standings([asked, rival])[2]
    assert (found.asked, found.conflicts, found.decides) == (1, 1, True)
    assert not standings([note(3)])[0].decides


def test_words_name_what_there_is() -> None:
    assert Standing(6, pending=2, verified=3, draft=1, conflicts=1).words == "草稿 1 · 待核 2 · 已核 3 · 冲突 1"
    assert NOTHING.words == ""


def test_sums_add_every_count() -> None:
    assert summed([Standing(1, pending=1), NOTHING, Standing(2, verified=2, lost=1)]) == Standing(
        3, pending=1, verified=2, lost=1
    )


def test_annotations_about_sections_and_reports_and_lost_ones_count_above_the_items() -> None:
    (node,) = report_nodes([contents(
        note(1, item=0),
        note(2, item=None, scope=Scope.SECTION, section=(1,)),
        note(3, item=None, scope=Scope.REPORT),
        note(4, item=None, state=AnchorState.ORPHAN),
    )])  # fmt: skip
    assert [child.notes for child in node.children] == [1, 1, 0]
    assert (node.notes, node.standing.lost) == (4, 1)


def test_the_tree_tells_how_they_stand(qapp: object) -> None:
    model = OutlineModel()
    model.set_contents((contents(note(1, item=0), note(2, item=0, status=DONE)),))
    index = model.index(0, Column.NOTES)
    words = "2 条批注（待核 1 · 已核 1）"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == words
    assert words in str(model.index(0, Column.LABEL).data(Qt.ItemDataRole.AccessibleTextRole))


def test_words_of_a_report_that_is_the_same_are_used_again_with_other_counts() -> None:
    one = contents(note(1, item=0))
    (node,) = report_nodes([one])
    two = replace(one, annotations=(note(1, item=0), note(2, item=5)))
    (again,) = report_nodes([two], [(one, node)])
    assert again == report_nodes([two])[0]
    assert again.children[2] == node.children[2]
    assert report_nodes([one], [(one, node)])[0] is node
