"""Revisions: what people did to an annotation, kept for good, and what it comes to.

An annotation is the set of its revisions. Each revision says which fields it wrote and, for each, whose values it
replaced. Two computers that exchange annotations unite their sets; that is the same in any order and any number of
times. A field that two people wrote without knowing of each other then has two values that nobody replaced: a
conflict, with both kept until a person chooses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Value = str | bool | Mapping[str, Any] | None
"""What a field can hold, as JSON keeps it."""

TAG, ATTACHMENT = "tag/", "attachment/"
"""Fields of these names hold one tag (whether it is set) or one attachment (its name, type and size, or None)."""

CONTENT = ("kind", "title", "text", "due", "placement")
"""What a deletion must have seen: written elsewhere at the same time, these are not to vanish unread."""

DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Write:
    """A field's new value, and the ids of the revisions whose values of it are replaced."""

    value: Value
    over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of one annotation: who, when, what. ``id`` is a UUIDv7 and its identity on every computer.

    ``seen`` is filled for a deletion: the ids of all revisions whose values stood when it was made.
    """

    id: str
    annotation: str
    at: datetime
    author: str
    action: str
    writes: Mapping[str, Write]
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a set of revisions comes to.

    ``rivals`` names the fields on which a person must choose, each with the revisions that wrote competing values,
    newest first; ``values`` holds the newest of them meanwhile, and an annotation whose deletion is disputed is there.
    One that was deleted in knowledge of everything has none.
    """

    values: Mapping[str, Value]
    rivals: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """One line of an annotation's history with everything it held then. ``before`` is None for its first line."""

    revision: Revision
    values: Mapping[str, Value]
    before: Mapping[str, Value] | None

    @property
    def at(self) -> datetime:
        """When."""
        return self.revision.at

    @property
    def author(self) -> str:
        """Who."""
        return self.revision.author

    @property
    def action(self) -> str:
        """What was done: add, edit, delete, restore, place, choose."""
        return self.revision.action

    @property
    def after(self) -> dict[str, Value]:
        """What was written."""
        return {name: write.value for name, write in self.revision.writes.items()}


def heads(revisions: Iterable[Revision], name: str) -> tuple[Revision, ...]:
    """The revisions whose value of the field nobody has replaced, newest first.

    Revisions that replace each other in a circle, as no program writes them, all stand.
    """
    writers = [one for one in revisions if name in one.writes]
    replaced = {other for one in writers for other in one.writes[name].over if other != one.id}
    standing = [one for one in writers if one.id not in replaced] or writers
    return tuple(sorted(standing, key=_age, reverse=True))


def merge(revisions: Collection[Revision]) -> Merged:
    """What the revisions come to; the same for the same set, whatever its order."""
    writers: dict[str, list[Revision]] = {}
    for one in revisions:
        for name in one.writes:
            writers.setdefault(name, []).append(one)
    standing = {name: heads(writers[name], name) for name in sorted(writers)}
    values: dict[str, Value] = {}
    rivals: dict[str, tuple[Revision, ...]] = {}
    for name, found in standing.items():
        offered = [one.writes[name].value for one in found]
        if name.startswith((TAG, ATTACHMENT)):
            values[name] = next((value for value in offered if value), offered[0])
            continue
        values[name] = offered[0]
        if any(value != offered[0] for value in offered):
            rivals[name] = found
    unseen = _unseen(standing) if values.get(DELETED) or DELETED in rivals else ()
    if DELETED in rivals:
        values[DELETED] = False
    elif unseen:
        values[DELETED] = False
        rivals[DELETED] = tuple(sorted({one.id: one for one in (*standing[DELETED], *unseen)}.values(), key=_age))[::-1]
    if values.get(DELETED):
        # Whoever deleted it knew of both values: there is nothing left to choose until it is brought back.
        rivals = {}
    return Merged(values, rivals)


def revise(
    known: Collection[Revision],
    *,
    id: str,  # noqa: A002 (the field's own name)
    annotation: str,
    at: datetime,
    author: str,
    action: str,
    values: Mapping[str, Value],
) -> Revision:
    """The revision that writes these values over whatever stands, rivals included."""
    writes = {name: Write(value, tuple(one.id for one in heads(known, name))) for name, value in values.items()}
    seen: set[str] = set()
    if DELETED in values:
        names = {name for one in known for name in one.writes}
        seen = {one.id for name in names for one in heads(known, name)}
    return Revision(id, annotation, at, author, action, writes, tuple(sorted(seen)))


def last_shared(revisions: Collection[Revision], name: str) -> Revision | None:
    """The last value of the field that all its rivals know of and replaced; None when they have none in common.

    Last is what no other of these has replaced, whatever the clocks said.
    """
    by_id = {one.id: one for one in revisions if name in one.writes}
    shared: set[str] | None = None
    for one in heads(revisions, name):
        known = _behind(one, name, by_id)
        shared = known if shared is None else shared & known
    return next(iter(heads((by_id[each] for each in shared or ()), name)), None)


def versions(revisions: Collection[Revision]) -> tuple[Version, ...]:
    """The history, oldest first; what was replaced comes before what replaced it, whatever the clocks said."""
    line = _in_order(revisions)
    found = []
    before: Mapping[str, Value] | None = None
    for number, one in enumerate(line, 1):
        values = merge(line[:number]).values
        old = None if before is None else {name: before.get(name) for name in one.writes}
        found.append(Version(one, values, old))
        before = values
    return tuple(found)


def _unseen(standing: Mapping[str, tuple[Revision, ...]]) -> tuple[Revision, ...]:
    """Content that stands and that a deletion did not know of."""
    deletions = [one for one in standing[DELETED] if one.writes[DELETED].value]
    return tuple(
        one
        for name in CONTENT
        for one in standing.get(name, ())
        if any(one.id != deletion.id and one.id not in deletion.seen for deletion in deletions)
    )


def _behind(one: Revision, name: str, by_id: Mapping[str, Revision]) -> set[str]:
    """All that a revision's value of the field replaced, near and far."""
    found: set[str] = set()
    ahead = list(one.writes[name].over)
    while ahead:
        each = ahead.pop()
        if each in by_id and each not in found:
            found.add(each)
            ahead.extend(by_id[each].writes[name].over)
    return found


def _in_order(revisions: Collection[Revision]) -> list[Revision]:
    waiting = sorted(revisions, key=_age)
    left = {one.id for one in waiting}
    line: list[Revision] = []
    while waiting:
        ready = next((one for one in waiting if not left & (_parents(one) - {one.id})), waiting[0])
        waiting.remove(ready)
        left.discard(ready.id)
        line.append(ready)
    return line


def _parents(one: Revision) -> set[str]:
    return {other for write in one.writes.values() for other in write.over}


def _age(one: Revision) -> tuple[datetime, str]:
    return one.at, one.id
