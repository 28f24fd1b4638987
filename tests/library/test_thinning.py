"""Which backups stay: a rule on times alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from briefing.library.thinning import DAILY, MONTHLY, RECENT, RECENT_AT_MOST, WEEKLY, kept

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 18, 15, 0, tzinfo=CHINA)

ages = st.integers(0, 800 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
many = st.lists(ages, max_size=120).map(lambda found: [NOW - age for age in found])


def days(*numbers: int) -> list[datetime]:
    return [NOW - timedelta(days=number) for number in numbers]


def test_all_of_the_last_day_stay_up_to_a_sensible_number() -> None:
    hourly = [NOW - timedelta(minutes=30 * number) for number in range(10)]
    assert kept(hourly, NOW) == frozenset(hourly)
    crowd = [NOW - timedelta(minutes=number) for number in range(200)]
    assert kept(crowd, NOW) == frozenset(crowd[:RECENT_AT_MOST])


def test_one_a_day_for_two_weeks_then_one_a_week_then_one_a_month() -> None:
    twice_a_day = [time - timedelta(hours=part) for time in days(*range(400)) for part in (0, 6)]
    stay = kept(twice_a_day, NOW)
    daily = {time for time in stay if NOW - time <= DAILY and NOW - time > RECENT}
    assert daily == set(days(*range(2, 15)))
    older = {time for time in stay if DAILY < NOW - time <= WEEKLY}
    sundays = {time for time in days(*range(15, 62)) if time.isoweekday() == 7}
    month_ends = {time for time in days(*range(15, 62)) if (time + timedelta(days=1)).day == 1}
    assert older == sundays | month_ends
    oldest = {time for time in stay if NOW - time > WEEKLY}
    assert oldest == {time for time in days(*range(62, 367)) if (time + timedelta(days=1)).day == 1}


def test_the_last_one_stays_however_old() -> None:
    ancient = NOW - timedelta(days=5000)
    assert kept([ancient, ancient - timedelta(days=1)], NOW) == {ancient}
    assert kept([], NOW) == frozenset()


def test_what_a_wrong_clock_dated_in_the_future_stays() -> None:
    times = [NOW + timedelta(days=900), NOW + timedelta(days=901), NOW - timedelta(days=900)]
    assert kept(times, NOW) == frozenset(times[:2])


def test_a_day_is_that_of_the_persons_clock() -> None:
    """23:30 UTC is the next morning in China."""
    early, late = datetime(2026, 3, 9, 23, 30, tzinfo=UTC), datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    assert kept([early, late], NOW) == {late}
    assert kept([early, late], NOW.astimezone(UTC)) == {early, late}


@given(many)
def test_nothing_is_invented_and_the_newest_stays(times: list[datetime]) -> None:
    stay = kept(times, NOW)
    assert stay <= frozenset(times)
    assert not times or max(times) in stay


@given(many)
def test_thinning_again_removes_nothing_more(times: list[datetime]) -> None:
    once = kept(times, NOW)
    assert kept(once, NOW) == once


@given(many)
def test_every_period_that_had_a_backup_keeps_one(times: list[datetime]) -> None:
    stay = kept(times, NOW)
    for time in times:
        age = NOW - time
        if age <= DAILY:
            assert any(other.date() == time.date() for other in stay)
        if age <= WEEKLY:
            assert any(other.isocalendar()[:2] == time.isocalendar()[:2] for other in stay)
        if age <= MONTHLY:
            assert any((other.year, other.month) == (time.year, time.month) for other in stay)


@given(many, st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_thinning_often_keeps_what_thinning_once_would(times: list[datetime], steps: list[int]) -> None:
    """The periods are the calendar's, so what goes today is never what would be wanted tomorrow."""
    now, left = NOW, frozenset(times)
    for step in steps:
        now += timedelta(days=step)
        left = kept(left, now)
    for time in kept(times, now):
        assert any((other.year, other.month) == (time.year, time.month) for other in left)


@given(many)
def test_how_many_stay_is_bounded(times: list[datetime]) -> None:
    assert len(kept(times, NOW)) <= RECENT_AT_MOST + 15 + 10 + 14
