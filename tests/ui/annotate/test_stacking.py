"""Where cards stand in the margin."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.ui.annotate.stacking import stack


def test_each_stands_at_the_height_of_its_passage_where_there_is_room() -> None:
    assert stack([10, 200, 500], [50, 50, 50], 10) == [10, 200, 500]


def test_what_finds_its_place_taken_stands_below() -> None:
    assert stack([10, 20, 200], [50, 50, 50], 10) == [10, 70, 200]


def test_what_has_no_height_of_its_own_follows_directly() -> None:
    assert stack([100, None, 130], [50, 30, 40], 10) == [100, 160, 200]


def test_the_chosen_one_stands_exactly_and_the_others_make_room() -> None:
    assert stack([10, 20, 30], [50, 50, 50], 10, fixed=1) == [-40, 20, 80]
    assert stack([10, 20, 30], [50, 50, 50], 10, fixed=2) == [-90, -30, 30]


def test_choosing_moves_nothing_that_has_room() -> None:
    wanted, heights = [10, 200, 500], [50, 50, 50]
    assert stack(wanted, heights, 10, fixed=1) == stack(wanted, heights, 10)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.integers(0, 400) | st.none(), st.integers(1, 120)), min_size=1, max_size=12), st.integers(0)
)
def test_nothing_lies_over_another(places: list[tuple[int | None, int]], choice: int) -> None:
    wanted, heights = [want for want, _ in places], [height for _, height in places]
    fixed = choice % len(places)
    tops = stack(wanted, heights, 10, fixed)
    assert all(tops[at] + heights[at] + 10 <= tops[at + 1] for at in range(len(tops) - 1))
    if wanted[fixed] is not None:
        assert tops[fixed] == wanted[fixed]
