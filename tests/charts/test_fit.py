"""Words that fit, and axes one can read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.charts.fit import elide, fraction, ticks, wrap
from briefing.charts.metrics import estimate

WORDS = st.text(alphabet="地区生产总值增长，。（）“”Abc 0123.%-…", max_size=80)


@given(WORDS, st.floats(0, 400), st.sampled_from([13.0, 15.0]), st.integers(1, 4))
def test_lines_fit_their_room(words: str, room: float, size: float, most: int) -> None:
    lines = wrap(words, room, size, False, estimate, most)
    assert 1 <= len(lines) <= most
    assert all(estimate(line, size, False) <= room + 1e-6 for line in lines if line)


@given(st.text(alphabet="地区生产总值增长，。“”Abc0123.%", max_size=60), st.floats(60, 400))
def test_nothing_is_lost_where_there_are_lines_enough(words: str, room: float) -> None:
    assert "".join(wrap(words, room, 15, False, estimate, 100)) == words


@given(WORDS, st.floats(0, 300))
def test_elided_words_say_so(words: str, room: float) -> None:
    shown = elide(words, room, 15, False, estimate)
    assert shown == words or shown == "" or (shown.endswith("…") and words.startswith(shown[:-1]))


def test_a_label_breaks_into_lines_of_near_length_and_keeps_numbers_whole() -> None:
    assert wrap("社会消费品零售总额", 90, 15, False, estimate, 2) == ("社会消费品", "零售总额")
    assert wrap("景区1374公里贯通", 80, 15, False, estimate, 2) == ("景区1374", "公里贯通")


def test_no_line_begins_with_a_comma_or_ends_with_an_opening_quote() -> None:
    text = "目标是全年招商，实绩句在“主动承接东部地区产业转移”之下，可能只是承接转移。"
    for room in range(80, 400, 7):
        for line in wrap(text, float(room), 14, False, estimate, 50):
            assert line[0] not in "，。”"
            assert line[-1] != "“"


@pytest.mark.parametrize(
    ("high", "expected"),
    [
        ("6.1", "0 2 4 6"),
        ("35.4", "0 10 20 30"),
        ("502", "0 200 400"),
        ("0.03", "0 0.01 0.02 0.03"),
        ("100", "0 20 40 60 80 100"),
    ],
)
def test_axes_carry_round_numbers(high: str, expected: str) -> None:
    shown = [
        format(tick, "f").rstrip("0").rstrip(".") if "." in format(tick, "f") else format(tick, "f")
        for tick in ticks(Decimal(0), Decimal(high))
    ]
    assert [Decimal(one) for one in shown] == [Decimal(one) for one in expected.split()]


def test_things_that_are_counted_are_not_halved() -> None:
    assert ticks(Decimal(0), Decimal(2), counted=True) == tuple(map(Decimal, range(3)))


@given(st.decimals(0, 10**15, allow_nan=False, places=6), st.decimals(0, 10**15, allow_nan=False, places=6))
def test_ticks_lie_on_the_axis_with_zero_among_them(below: Decimal, above: Decimal) -> None:
    found = ticks(-below, above)
    assert 0 in found
    assert len(found) <= 12
    assert all(-below <= tick <= above for tick in found)
    assert list(found) == sorted(found)


def test_lengths_do_not_overflow() -> None:
    huge = Decimal("1e400")
    assert fraction(huge / 2, Decimal(0), huge) == 0.5
