"""Whoever hands files to whom, in whatever order and however often: all come to the same, and nothing is lost."""

from __future__ import annotations

from copy import deepcopy
from itertools import permutations

from hypothesis import HealthCheck, given, settings

from briefing.domain.conflict import conflicts
from briefing.domain.exchange import Arrival
from briefing.domain.revision import CONTENT, DELETED, Revision, heads, last_shared, merge, versions
from tests.library.exchange.histories import PEOPLE, Act, Person, World, acts

many = settings(max_examples=205, deadline=None, suppress_health_check=list(HealthCheck))


def state(person: Person) -> dict[str, object]:
    """Everything that a person can see of the annotations on a computer."""
    return {
        number: (
            one.author, one.created, one.anchor, one.answers,
            merge(one.revisions), conflicts(one.revisions), versions(one.revisions),
        )
        for number, one in person.notes.items()
    }  # fmt: skip


def united(world: World, order: tuple[int, ...]) -> Person:
    """A fourth computer that takes in everybody's file in this order."""
    fourth = Person("丁")
    for who in order:
        fourth.take(world.people[who].hand_over())
    return fourth


@many
@given(acts)
def test_three_people_in_any_order_end_alike_and_nothing_is_lost(history: list[Act]) -> None:
    world = World().live(history)
    written = {
        (one.id, one.writes["text"].value)
        for revisions in world.everything().values()
        for one in revisions
        if "text" in one.writes
    }
    states = []
    for order in permutations(range(len(PEOPLE))):
        fourth = united(world, order)
        states.append(state(fourth))
        kept = {
            (each.id, each.writes["text"].value)
            for one in fourth.notes.values()
            for each in one.revisions
            if "text" in each.writes
        }
        assert kept == written
    assert all(one == states[0] for one in states)


@many
@given(acts)
def test_handing_round_until_all_have_all_ends_alike(history: list[Act]) -> None:
    world = World().live(history)
    for giver, taker in ((0, 1), (1, 2), (2, 0), (0, 1)):
        world.people[taker].take(world.people[giver].hand_over())
    first, *others = [state(person) for person in world.people]
    assert all(other == first for other in others)
    for person in world.people:
        before = deepcopy(person.notes)
        weighed = [each for other in world.people for each in person.take(other.hand_over())]
        assert {each.arrival for each in weighed} <= {Arrival.UNCHANGED}
        assert all(not each.brought for each in weighed)
        assert person.notes == before


@many
@given(acts)
def test_what_stands_is_what_nobody_wrote_over_knowingly(history: list[Act]) -> None:
    world = World().live(history)
    for revisions in world.everything().values():
        merged = merge(list(revisions))
        found = conflicts(list(revisions))
        for name in {name for one in revisions for name in one.writes}:
            standing = world.standing(revisions, name)
            assert {one.id for one in heads(revisions, name)} == standing
            _last_shared_is_last(world, list(revisions), name)
        _deletion_hides_nothing_unread(world, list(revisions))
        for conflict in found:
            if conflict.field != DELETED:
                offered = [offer.value for offer in conflict.offers]
                assert len(offered) > 1
                assert {repr(one.writes[conflict.field].value) for one in heads(revisions, conflict.field)} == {
                    repr(value) for value in offered
                }
        assert set(merged.rivals) == {conflict.field for conflict in found}


@many
@given(acts)
def test_a_history_tells_what_was_replaced_before_what_replaced_it(history: list[Act]) -> None:
    world = World().live(history)
    for revisions in world.everything().values():
        line = versions(list(revisions))
        assert {one.revision.id for one in line} == {one.id for one in revisions}
        places = {one.revision.id: place for place, one in enumerate(line)}
        for one in revisions:
            for write in one.writes.values():
                assert all(places[other] < places[one.id] for other in write.over)
        assert line[-1].values == merge(list(revisions)).values


@many
@given(acts)
def test_choosing_settles_for_everybody(history: list[Act]) -> None:
    world = World().live(history)
    fourth = united(world, (0, 1, 2))
    world.people.append(fourth)
    for which, number in enumerate(sorted(fourth.notes)):
        if merge(fourth.notes[number].revisions).rivals:
            world.live([(3, "choose", which, 0, -500)])
        assert not merge(fourth.notes[number].revisions).rivals
    for person in world.people[:3]:
        person.take(fourth.hand_over())
        assert state(person) == state(fourth)


def _last_shared_is_last(world: World, revisions: list[Revision], name: str) -> None:
    """What all rivals knew, and nobody among those who wrote what all knew had written over."""
    rivals = heads(revisions, name)
    writers = {one.id for one in revisions if name in one.writes}
    shared = set.intersection(*(world.seen_by[one.id] & writers for one in rivals))
    found = last_shared(revisions, name)
    assert (found is None) == (not shared)
    if found is not None:
        assert found.id in shared
        assert not any(found.id in world.seen_by[other] for other in shared)


def _deletion_hides_nothing_unread(world: World, revisions: list[Revision]) -> None:
    merged = merge(revisions)
    deletions = [one for one in heads(revisions, DELETED) if one.writes[DELETED].value]
    unread = [
        one
        for name in CONTENT
        for one in heads(revisions, name)
        if any(one.id != deletion.id and one.id not in world.seen_by[deletion.id] for deletion in deletions)
    ]
    undisputed = bool(deletions) and len({one.writes[DELETED].value for one in heads(revisions, DELETED)}) == 1
    assert bool(merged.values.get(DELETED, False)) == (undisputed and not unread)
    assert (DELETED in merged.rivals) == bool(deletions and (unread or not undisputed))
