"""What an annotation of a file would do to what is here: nothing of it knows SQL or files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from uuid import uuid5

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import SEED_AUTHOR, AnnotationKind, AnnotationStatus
from briefing.domain.exchange import Arrival
from briefing.domain.revision import TAG, Merged, Revision, Value, Write, heads, merge
from briefing.library.exchange import checking as check
from briefing.library.exchange.decoding import in_circle
from briefing.library.exchange.encoding import dump, revision_record
from briefing.library.exchange.terms import IDS
from briefing.library.exchange.values import Carried, Given

CLASH = "这条批注与资料库里的编号相同而内容对不上，没有收；请向写它的人核实，再重新导出。"


@dataclass(frozen=True, slots=True)
class Here:
    """An annotation as it is kept here: what was fixed when it was made, and its revisions.

    ``withdrawn`` names those of its revisions that count for nothing since a taking in was undone.
    """

    author: str
    report_key: str
    anchor: Anchor
    scope: Scope
    answers: str
    revisions: tuple[Revision, ...]
    withdrawn: frozenset[str] = frozenset()

    @property
    def counting(self) -> tuple[Revision, ...]:
        """The revisions that count."""
        return tuple(one for one in self.revisions if one.id not in self.withdrawn)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What taking an annotation in comes to.

    ``new`` are revisions that are not here, ``back`` the ids of withdrawn ones that count again. ``theirs`` is what the
    file holds, ``before`` what stands here (None for a new one), ``after`` what would stand. ``fields`` names what
    differs or is in conflict.
    """

    arrival: Arrival
    new: tuple[Revision, ...]
    back: tuple[str, ...]
    theirs: Merged
    before: Merged | None
    after: Merged
    fields: tuple[str, ...] = ()

    @property
    def brought(self) -> tuple[str, ...]:
        """The ids of all that would count and does not yet."""
        return (*(one.id for one in self.new), *self.back)


def weigh(carried: Carried, here: Here | None, owners: Mapping[str, str]) -> Weighed:
    """Unite an annotation of a file with what is here. ``owners`` says whose the revisions are that are here, by id.

    Raises Refusal when the same ids stand for something else here than there.
    """
    if here is not None and not _same_annotation(carried, here):
        check.refuse("another annotation of that id", CLASH)
    known = {one.id: one for one in here.revisions} if here is not None else {}
    arriving = carried.revisions if carried.given is None else _told(carried, carried.given, here)
    for one in arriving:
        if owners.get(one.id, carried.id) != carried.id:
            check.refuse(f"revision {one.id} is another annotation's", CLASH)
        mine = known.get(one.id)
        if mine is not None and mine != one and not mine.author == one.author == SEED_AUTHOR:
            check.refuse(f"revision {one.id} differs", CLASH)
    new = tuple(one for one in arriving if one.id not in known)
    withdrawn = here.withdrawn if here is not None else frozenset()
    back = tuple(one.id for one in arriving if one.id in withdrawn)
    counting = here.counting if here is not None else ()
    united = (*counting, *(known[number] for number in back), *new)
    if new and in_circle(united):
        check.refuse("revisions in a circle with ours", CLASH)
    before = merge(counting) if counting else None
    after = merge(united) if united else merge(arriving)
    theirs = merge(arriving) if carried.given is None else _overlaid(after, arriving)
    arrival, fields = _arrival(before, after, bool(new or back))
    return Weighed(arrival, new, back, theirs, before, after, fields)


def _overlaid(after: Merged, told: Collection[Revision]) -> Merged:
    """What would stand, with the words of a file that tells no history in place of those they compete with."""
    last = max(told, key=lambda one: one.at, default=None)
    said = {} if last is None else {name: write.value for name, write in last.writes.items()}
    return Merged({**after.values, **said}, after.rivals)


def told_id(one: Revision) -> str:
    """The id of a revision that stands for a state another program wrote: it follows from all that it says."""
    record = revision_record(one) | {"id": "", "annotation": one.annotation}
    return str(uuid5(IDS, dump(record).decode("utf-8")))


def _same_annotation(carried: Carried, here: Here) -> bool:
    if carried.given is not None:
        # Its selectors are written as the other program likes; ours stay as they were first taken in.
        return True
    if carried.author == here.author == SEED_AUTHOR:
        # What came with the program may have been read a little otherwise by another version of it.
        return True
    theirs = carried.author, carried.anchor, carried.scope, carried.answers
    return theirs == (here.author, here.anchor, here.scope, here.answers)


def _arrival(before: Merged | None, after: Merged, brings: bool) -> tuple[Arrival, tuple[str, ...]]:
    if before is None:
        return Arrival.NEW, tuple(sorted(after.rivals))
    if not brings:
        return Arrival.UNCHANGED, ()
    disputed = [name for name, rivals in after.rivals.items() if rivals != before.rivals.get(name)]
    if disputed:
        return Arrival.CONFLICTING, tuple(sorted(disputed))
    names = {*before.values, *after.values}
    changed = [name for name in names if before.values.get(name) != after.values.get(name)]
    return Arrival.CHANGED, tuple(sorted(changed))


def _told(carried: Carried, given: Given, here: Here | None) -> tuple[Revision, ...]:
    """The state another program tells, as a revision that is the same wherever the same file meets the same past.

    The states told before are known by their ids. A later one is an edit of these; what people wrote here stands beside
    it for them to compare. Nothing, when something later is known already. Where the annotation was first written by
    this program, only what nobody ever wrote here is something new.
    """
    counting = here.counting if here is not None else ()
    told = [one for one in (here.revisions if here is not None else ()) if one.id == told_id(one)]
    if any(one.at > given.at for one in told if one in counting):
        return ()
    past = [one for one in told if one.at < given.at]
    before = merge(past).values
    said = _values(given)
    if counting and not any(one.action == "add" for one in told):
        wanted = {name: value for name, value in said.items() if not _ever(counting, name, value)}
    else:
        gone = [name for name, value in before.items() if name.startswith(TAG) and value and name not in said]
        said = (_UNTOLD if not past else {}) | said | dict.fromkeys(gone, False)
        wanted = {name: value for name, value in said.items() if name not in before or before[name] != value}
    if not wanted:
        return tuple(past)
    writes = {name: Write(value, tuple(sorted(one.id for one in heads(past, name)))) for name, value in wanted.items()}
    action = "add" if set(_UNTOLD) <= set(writes) else "edit"
    made = Revision("", carried.id, given.at, given.author, action, writes)
    return (*past, replace(made, id=told_id(made)))


_UNTOLD: dict[str, Value] = {
    "kind": AnnotationKind.BACKGROUND.value,
    "status": AnnotationStatus.DRAFT.value,
    "title": "",
    "text": "",
}
"""What a program leaves open that has no word for it."""


def _values(given: Given) -> dict[str, Value]:
    found: dict[str, Value] = {"text": given.text}
    if given.kind is not None:
        found["kind"] = given.kind.value
    if given.status is not None:
        found["status"] = given.status.value
    if given.title is not None:
        found["title"] = given.title
    return found | {TAG + tag: True for tag in given.tags}


def _ever(known: Collection[Revision], name: str, value: Value) -> bool:
    return any(name in one.writes and one.writes[name].value == value for one in known)
