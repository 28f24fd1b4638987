"""Fields that two people wrote without knowing of each other, as a person must see them to choose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from briefing.domain.revision import DELETED, Revision, Value, last_shared, merge


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the competing values: who wrote it, and when. ``revision`` is the id of the revision that did."""

    revision: str
    author: str
    at: datetime
    value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field with its competing values, newest first, and the last value both sides knew (None: there is none).

    The field ``deleted`` has True for who deleted it, and False for who wrote something else meanwhile.
    """

    field: str
    shared: Value
    offers: tuple[Offer, ...]


def conflicts(revisions: Collection[Revision]) -> tuple[Conflict, ...]:
    """What a person must settle about the annotation of these revisions, in the order of the fields' names."""
    merged = merge(revisions)
    found = []
    for name, rivals in sorted(merged.rivals.items()):
        shared = last_shared(revisions, name)
        offers: dict[str, Offer] = {}
        for one in rivals:
            value = one.writes[name].value if name in one.writes else False
            offers.setdefault(repr(value) if name != DELETED else one.id, Offer(one.id, one.author, one.at, value))
        found.append(Conflict(name, None if shared is None else shared.writes[name].value, tuple(offers.values())))
    return tuple(found)
