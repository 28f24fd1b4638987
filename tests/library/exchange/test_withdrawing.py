"""A taking in is taken back as one step; what people did since stays; doing it again gives the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.conftest import REPORT


def seen(library: Library) -> dict[str, Any]:
    """Everything a person sees."""
    found: dict[str, Any] = {}
    for contents in library.contents():
        for note in contents.annotations:
            found[note.id] = note, library.history(note.id)
    words = ("口径", "就业", "我的", "作废", "SUM", "回复")
    found["hits"] = {
        word: sorted(hit.annotation.id for hit in library.search(word) if hit.annotation is not None) for word in words
    }
    found["count"] = library.health().annotations
    return found


def text_of(library: Library, annotation_id: str) -> str:
    note = library.annotation(annotation_id)
    assert note is not None
    return note.text


def test_taken_back_it_is_as_before_and_brought_again_as_after(mine: Library, package: Path) -> None:
    before = seen(mine)
    exchange = mine.take_in(package, author="综合科").exchange
    after = seen(mine)
    assert after != before
    for _ in range(2):
        withdrawal = mine.withdraw_exchange(exchange)
        assert (len(withdrawal.annotations), len(withdrawal.left)) == (4, 0)
        assert withdrawal.reports == {REPORT}
        assert mine.exchanges()[0].undone
        assert seen(mine) == before
        assert len(mine.restore_exchange(exchange).annotations) == 4
        assert not mine.exchanges()[0].undone
        assert seen(mine) == after
    assert mine.health().ok


def test_a_change_to_one_of_ours_is_taken_back_too(mine: Library, other: Library, tmp_path: Path) -> None:
    (note,) = mine.contents()[0].annotations
    mine.export_package(tmp_path / "a", author="综合科")
    other.take_in(tmp_path / "a", author="办公室")
    other.edit_annotation(note.id, Edit(text="改过"), author="综合科")
    other.place_annotation(note.id, 3, Span(0, 2), author="办公室")
    other.export_package(tmp_path / "b", author="办公室")
    before = seen(mine)
    exchange = mine.take_in(tmp_path / "b", author="综合科").exchange
    after = seen(mine)
    assert (text_of(mine, note.id), after[note.id][0].item) == ("改过", 3)
    mine.withdraw_exchange(exchange)
    assert seen(mine) == before
    mine.restore_exchange(exchange)
    assert seen(mine) == after


def test_what_somebody_changed_since_is_left_alone(mine: Library, package: Path) -> None:
    exchange = mine.take_in(package, author="综合科").exchange
    (note,) = (one for one in mine.contents()[0].annotations if one.kind is AnnotationKind.RISK)
    mine.edit_annotation(note.id, Edit(tags=("跟进",)), author="综合科")
    kept = mine.annotation(note.id)
    withdrawal = mine.withdraw_exchange(exchange)
    assert withdrawal.left == (note.id,)
    assert len(withdrawal.annotations) == 3
    assert mine.annotation(note.id) == kept


def test_what_somebody_answered_since_is_left_alone_with_what_that_answers(mine: Library, package: Path) -> None:
    exchange = mine.take_in(package, author="综合科").exchange
    (answer,) = (one for one in mine.contents()[0].annotations if one.kind is AnnotationKind.ANSWER)
    mine.add_annotation(REPORT, None, None, kind=AnnotationKind.ANSWER, text="再答", author="综合科", answers=answer.id)
    assert set(mine.withdraw_exchange(exchange).left) == {answer.id, answer.answers}
    assert mine.annotation(answer.answers) is not None


def test_after_taking_back_the_same_file_brings_it_again(mine: Library, package: Path) -> None:
    first = mine.take_in(package, author="综合科")
    after = seen(mine)
    mine.withdraw_exchange(first.exchange)
    again = mine.take_in(package, author="综合科")
    assert again.preview.counts[Arrival.NEW] == 4
    assert again.exchange not in ("", first.exchange)
    assert seen(mine) == after
    mine.withdraw_exchange(again.exchange)
    assert len(seen(mine)) < len(after)


def test_a_later_taking_in_keeps_what_it_builds_on(mine: Library, other: Library, tmp_path: Path) -> None:
    note = other.add_annotation(REPORT, 1, None, kind=AnnotationKind.RISK, text="一", author="办公室")
    other.export_package(tmp_path / "a", author="办公室")
    first = mine.take_in(tmp_path / "a", author="综合科").exchange
    other.edit_annotation(note.id, Edit(text="二"), author="办公室")
    other.export_package(tmp_path / "b", author="办公室")
    second = mine.take_in(tmp_path / "b", author="综合科").exchange
    assert mine.withdraw_exchange(first).left == (note.id,)
    assert text_of(mine, note.id) == "二"
    mine.withdraw_exchange(second)
    assert text_of(mine, note.id) == "一"


def test_a_report_removed_meanwhile_does_not_stop_it(mine: Library, package: Path) -> None:
    before = seen(mine)
    exchange = mine.take_in(package, author="综合科").exchange
    mine.set_report_removed(REPORT, True)
    mine.withdraw_exchange(exchange)
    mine.set_report_removed(REPORT, False)
    assert seen(mine) == before


def test_an_unknown_taking_in_is_said(mine: Library) -> None:
    with pytest.raises(LibraryError, match="没有这次并入"):
        mine.withdraw_exchange("x")
