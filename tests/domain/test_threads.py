"""Annotations with their answers below them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.anchor import Anchor
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.threads import threads


def note(name: str, answers: str = "", minute: int = 0) -> Annotation:
    at = datetime(2026, 3, 1, 9, minute, tzinfo=UTC)
    return Annotation(
        name, "r", AnnotationKind.BACKGROUND, AnnotationStatus.DRAFT, "", name, "综合科", at, at,
        Anchor("", "", "", 0, 0), 0, None, answers=answers,
    )  # fmt: skip


def test_answers_stand_below_what_they_answer_in_the_order_of_their_making() -> None:
    notes = [note("b"), note("a"), note("late", "a", 5), note("early", "a", 3), note("deep", "early", 9)]
    found = threads(notes)
    assert [thread.head.id for thread in found] == ["b", "a"]
    assert [(reply.note.id, reply.depth) for reply in found[1].replies] == [("early", 1), ("deep", 2), ("late", 1)]


def test_an_answer_to_what_is_not_there_stands_alone() -> None:
    assert [thread.head.id for thread in threads([note("answer", "gone")])] == ["answer"]


def test_answers_in_a_circle_are_not_lost() -> None:
    (thread,) = threads([note("a", "b"), note("b", "a")])
    assert [one.id for one in thread.notes] == ["a", "b"]


@settings(max_examples=100)
@given(st.lists(st.sampled_from("abcdef-"), min_size=6, max_size=6))
def test_every_note_stands_exactly_once(answers: list[str]) -> None:
    notes = [note(name, answer) for name, answer in zip("abcdef", answers, strict=True)]
    assert sorted(one.id for thread in threads(notes) for one in thread.notes) == sorted("abcdef")
