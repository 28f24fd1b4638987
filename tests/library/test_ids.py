"""Identifiers: UUIDv7, in the order they were made."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from briefing.library.ids import IdMaker


def test_an_id_is_a_uuid_of_version_seven_with_its_time_in_front() -> None:
    made = UUID(IdMaker(lambda: 1_767_225_600_123 * 1_000_000)())
    assert (made.version, made.variant) == (7, "specified in RFC 4122")
    assert made.int >> 80 == 1_767_225_600_123


@given(st.lists(st.integers(0, 3_000_000_000_000), min_size=1, max_size=50))
def test_ids_grow_whatever_the_clock_does(milliseconds: list[int]) -> None:
    ticks = iter([tick * 1_000_000 for tick in milliseconds])
    make = IdMaker(lambda: next(ticks))
    made = [make() for _ in milliseconds]
    assert made == sorted(set(made))
    assert all(UUID(one).version == 7 for one in made)


def test_two_makers_do_not_agree() -> None:
    assert IdMaker(lambda: 0)() != IdMaker(lambda: 0)()
