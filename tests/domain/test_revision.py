"""What revisions come to: what replaced what decides, and no clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from briefing.domain.conflict import Offer, conflicts
from briefing.domain.revision import DELETED, TAG, Revision, Value, Write, heads, last_shared, merge, revise, versions

URGENT = TAG + "急"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def wrote(number: str, minute: int, *over: str, seen: tuple[str, ...] = (), **values: Value) -> Revision:
    """A revision of that id and time whose fields all replace these; ``tagged`` is a tag."""
    writes = {name if name != "tagged" else URGENT: Write(value, over) for name, value in values.items()}
    return Revision(number, "note", NOON + timedelta(minutes=minute), f"{number}的作者", "edit", writes, seen)


def test_who_wrote_over_another_stands_though_the_clock_says_earlier() -> None:
    first, second = wrote("a", 10, text="一"), wrote("b", -10, "a", text="二")
    assert merge([first, second]).values == {"text": "二"}
    assert [version.revision for version in versions([second, first])] == [first, second]


def test_what_two_wrote_apart_is_a_conflict_with_both_kept() -> None:
    base, mine, theirs = wrote("a", 0, text="原"), wrote("b", 1, "a", text="甲"), wrote("c", 2, "a", text="乙")
    for order in permutations([base, mine, theirs]):
        merged = merge(order)
        assert merged.values == {"text": "乙"}
        assert merged.rivals == {"text": (theirs, mine)}
        (conflict,) = conflicts(order)
        assert conflict.shared == "原"
        assert conflict.offers == (
            Offer("c", "c的作者", theirs.at, "乙"),
            Offer("b", "b的作者", mine.at, "甲"),
        )


def test_the_same_words_from_two_are_no_conflict() -> None:
    line = [wrote("a", 0, text="原"), wrote("b", 1, "a", text="改"), wrote("c", 2, "a", text="改")]
    assert merge(line).rivals == {}
    assert conflicts(line) == ()


def test_writing_a_field_settles_its_conflict() -> None:
    line = [wrote("a", 0, text="原"), wrote("b", 1, "a", text="甲"), wrote("c", 2, "a", text="乙")]
    chosen = revise(line, id="d", annotation="note", at=NOON, author="甲", action="choose", values={"text": "甲"})
    assert merge([*line, chosen]).values == {"text": "甲"}
    assert merge([*line, chosen]).rivals == {}


def test_the_last_shared_value_is_the_last_one_replaced_whatever_the_clocks_said() -> None:
    """The second writing was made on a computer whose clock was slow."""
    first, second = wrote("a", 60, text="一"), wrote("b", 0, "a", text="二")
    mine, theirs = wrote("c", 1, "b", text="甲"), wrote("d", 2, "b", text="乙")
    assert last_shared([first, second, mine, theirs], "text") == second


def test_a_deletion_hides_only_what_it_had_seen() -> None:
    base = wrote("a", 0, text="原")
    deletion = wrote("b", 1, seen=("a",), deleted=True)
    edit = wrote("c", 2, "a", text="补充")
    assert merge([base, deletion]).values[DELETED] is True
    disputed = merge([base, deletion, edit])
    assert (disputed.values[DELETED], disputed.values["text"]) == (False, "补充")
    assert set(disputed.rivals) == {DELETED}
    (conflict,) = conflicts([base, deletion, edit])
    assert {(offer.revision, offer.value) for offer in conflict.offers} == {("b", True), ("c", False)}


def test_what_was_deleted_in_knowledge_of_both_values_waits_for_no_choice_until_it_is_brought_back() -> None:
    line = [wrote("a", 0, text="原"), wrote("b", 1, "a", text="甲"), wrote("c", 2, "a", text="乙")]
    gone = revise(line, id="d", annotation="note", at=NOON, author="甲", action="delete", values={DELETED: True})
    assert merge([*line, gone]).values == {"text": "乙", DELETED: True}
    assert merge([*line, gone]).rivals == {}
    back = revise(
        [*line, gone], id="e", annotation="note", at=NOON, author="甲", action="restore", values={DELETED: False}
    )
    assert set(merge([*line, gone, back]).rivals) == {"text"}


def test_a_tag_that_one_set_and_another_took_away_is_set() -> None:
    base = wrote("a", 0, tagged=True)
    line = [base, wrote("b", 1, "a", tagged=False), wrote("c", 2, "a", tagged=True)]
    assert merge(line).values == {URGENT: True}
    assert merge(line).rivals == {}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_circle_that_no_program_writes_comes_to_the_same_in_any_order(order: tuple[int, ...]) -> None:
    circle = [wrote("a", 0, "c", text="一"), wrote("b", 1, "a", text="二"), wrote("c", 2, "b", text="三")]
    shuffled = [circle[number] for number in order]
    assert {one.id for one in heads(shuffled, "text")} == {"a", "b", "c"}
    assert merge(shuffled) == merge(circle)
    assert versions(shuffled) == versions(circle)
