"""Which backups are kept as time passes: many of the last day, then one a day, one a week, one a month."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

RECENT = timedelta(hours=24)
RECENT_AT_MOST = 20
"""Of the last 24 hours the newest so many are kept; a person who makes more than that wants the latest."""

DAILY = timedelta(days=14)
WEEKLY = timedelta(days=61)
MONTHLY = timedelta(days=366)

_Period = tuple[int, ...]


def _rules(daily: timedelta) -> tuple[tuple[timedelta, Callable[[datetime], _Period]], ...]:
    """How far back each rule reaches, and the calendar period of which it keeps the newest."""
    return (
        (daily, lambda time: (time.year, time.month, time.day)),
        (WEEKLY, lambda time: tuple(time.isocalendar()[:2])),
        (MONTHLY, lambda time: (time.year, time.month)),
    )


def kept(times: Iterable[datetime], now: datetime, daily: timedelta = DAILY) -> frozenset[datetime]:
    """The times of the backups to keep. All are aware; days, weeks and months are those of ``now``'s time zone.
    ``daily`` is how far back one a day stays.

    Calendar periods, not distances from today, so that what is kept today is still the right choice tomorrow. The
    newest of all is always kept, however old, and so is what a wrong clock dated in the future.
    """
    everything = sorted(set(times), reverse=True)
    found = {time for time in everything if time > now} | set(everything[:1])
    past = [time for time in everything if time <= now]
    found.update([time for time in past if now - time <= RECENT][:RECENT_AT_MOST])
    for reach, period in _rules(daily):
        seen: set[_Period] = set()
        for time in past:
            which = period(time.astimezone(now.tzinfo))
            if which not in seen:
                seen.add(which)
                if now - time <= reach:
                    found.add(time)
    return frozenset(found)
