"""Our own annotations out of JSON-LD, every value looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.revision import ATTACHMENT, DELETED, TAG, Revision, Value, Write
from briefing.library.exchange import checking as check
from briefing.library.exchange.limits import FIELDS_LIMIT, LINKS_LIMIT, REVISIONS_LIMIT
from briefing.library.exchange.terms import POSITION, PREFIX, QUOTE, SHA256_URN, UUID_URN
from briefing.library.exchange.values import Carried, Described
from briefing.library.values import from_anchor, from_attachment
from briefing.library.writing import proper_tags

ACTIONS = frozenset({"add", "edit", "delete", "restore", "place", "choose"})
"""What is ever said to have been done to an annotation."""

_NEEDED = ("kind", "status", "title", "text")


def is_ours(record: object) -> bool:
    """Whether a record tells its revisions, as only this program writes them."""
    return isinstance(record, dict) and PREFIX + "revisions" in record


def carried_of(record: object) -> Carried:
    """One annotation with its revisions. Raises Refusal for anything that is not as we write it."""
    kept = check.mapping(record, "annotation")
    number = _named(kept.get("id"), "id")
    revisions = _revisions(kept.get(PREFIX + "revisions"), number)
    scope = check.word(Scope, kept.get(PREFIX + "scope"), "scope")
    target = check.mapping(kept.get("target"), "target")
    answers = kept.get(PREFIX + "answers")
    return Carried(
        id=number,
        author=check.line(check.mapping(kept.get("creator"), "creator").get("name"), "creator"),
        created=check.moment(kept.get("created"), "created"),
        report=described(target.get("source")),
        anchor=_anchor(target.get("selector"), scope),
        scope=scope,
        edition=check.digest(_without(kept.get(PREFIX + "edition"), SHA256_URN, "edition"), "edition"),
        source=check.text(kept.get(PREFIX + "source"), "source"),
        computed=check.flag(kept.get(PREFIX + "computed"), "computed"),
        answers="" if answers is None else _named(answers, "answers"),
        revisions=revisions,
    )


def described(record: object) -> Described:
    """A report as we describe it."""
    kept = check.mapping(record, "report")
    year = kept.get(PREFIX + "year")
    return Described(
        title=check.text(kept.get("dcterms:title"), "title"),
        sha256=check.digest(_without(kept.get("id"), SHA256_URN, "report"), "report"),
        key=check.line(kept.get(PREFIX + "key"), "key", empty=True),
        year=None if year is None else check.count(year, "year", 9999),
        region=check.line(kept.get(PREFIX + "region"), "region", empty=True),
        name=check.text(kept.get(PREFIX + "name"), "name"),
        file_name=check.text(kept.get(PREFIX + "fileName"), "fileName"),
    )


def in_circle(revisions: Collection[Revision]) -> bool:
    """Whether some of them replaced or saw each other in a circle, as nobody can have."""
    ids = {one.id for one in revisions}
    before = {one.id: {other for other in _links(one) if other in ids} for one in revisions}
    after: dict[str, list[str]] = {}
    for one, others in before.items():
        for other in others:
            after.setdefault(other, []).append(one)
    left = {one: len(others) for one, others in before.items()}
    free = [one for one, number in left.items() if not number]
    passed = 0
    while free:
        one = free.pop()
        passed += 1
        for later in after.get(one, ()):
            left[later] -= 1
            if not left[later]:
                free.append(later)
    return passed < len(ids)


def _links(one: Revision) -> set[str]:
    return {*one.seen, *(other for write in one.writes.values() for other in write.over)}


def _revisions(value: object, annotation: str) -> tuple[Revision, ...]:
    records = check.sequence(value, "revisions")
    if not 0 < len(records) <= REVISIONS_LIMIT:
        check.refuse(f"{len(records)} revisions")
    found = tuple(_revision(record, annotation) for record in records)
    fields = {name for one in found for name in one.writes}
    if len({one.id for one in found}) < len(found):
        check.refuse("a revision twice")
    if len(fields) > FIELDS_LIMIT:
        check.refuse("too many fields")
    if not fields.issuperset(_NEEDED):
        check.refuse("an annotation that says nothing")
    if in_circle(found):
        check.refuse("revisions in a circle")
    return found


def _revision(record: object, annotation: str) -> Revision:
    kept = check.mapping(record, "revision")
    if set(kept) != {"id", "at", "author", "action", "writes", "seen"}:
        check.refuse("a revision with other parts", check.NEWER)
    action = check.line(kept["action"], "action")
    if action not in ACTIONS:
        check.refuse(f"action {action[:20]!r}", check.NEWER)
    writes = check.mapping(kept["writes"], "writes")
    if not 0 < len(writes) <= FIELDS_LIMIT:
        check.refuse(f"{len(writes)} writes")
    return Revision(
        id=check.uuid(kept["id"], "revision"),
        annotation=annotation,
        at=check.moment(kept["at"], "at"),
        author=check.line(kept["author"], "author"),
        action=action,
        writes={name: _write(name, write) for name, write in writes.items()},
        seen=_ids(kept["seen"], "seen"),
    )


def _write(name: str, record: object) -> Write:
    kept = check.mapping(record, "write")
    if set(kept) != {"value", "over"}:
        check.refuse("a write with other parts", check.NEWER)
    return Write(value_of(name, kept["value"]), _ids(kept["over"], "over"))


def value_of(name: str, value: object) -> Value:
    """A field's value. Raises Refusal for a field that this version does not know and for a value it cannot have."""
    if name.startswith(TAG):
        tag = check.line(name.removeprefix(TAG), "tag")
        return check.flag(value, "tag") if proper_tags([tag]) == (tag,) else check.refuse(f"tag {tag!r}")
    if name.startswith(ATTACHMENT):
        digest = check.digest(name.removeprefix(ATTACHMENT), "attachment")
        return None if value is None else from_attachment(check.attachment(digest, value, "attachment"))
    known = _FIELDS.get(name)
    if known is None:
        check.refuse(f"field {name[:40]!r}", check.NEWER)
    return known(value)


_FIELDS: Mapping[str, Callable[[object], Value]] = {
    "kind": lambda value: check.word(AnnotationKind, value, "kind").value,
    "status": lambda value: check.word(AnnotationStatus, value, "status").value,
    "title": lambda value: check.text(value, "title"),
    "text": lambda value: check.text(value, "text"),
    "due": lambda value: None if value is None else check.day(value, "due"),
    "placement": lambda value: None if value is None else from_anchor(check.anchor(value, "placement")),
    DELETED: lambda value: check.flag(value, DELETED),
}


def _ids(value: object, what: str) -> tuple[str, ...]:
    records = check.sequence(value, what)
    if len(records) > LINKS_LIMIT:
        check.refuse(f"{len(records)} in {what}")
    return tuple(check.uuid(record, what) for record in records)


def _named(value: object, what: str) -> str:
    return check.uuid(_without(value, UUID_URN, what), what)


def _without(value: object, prefix: str, what: str) -> str:
    words = check.text(value, what)
    return words.removeprefix(prefix) if words.startswith(prefix) else check.refuse(f"{what} is no {prefix}")


def _anchor(value: object, scope: Scope) -> Anchor:
    if scope is Scope.REPORT:
        return Anchor("", "", "", 0, 0)
    parts: dict[str, Any] = {}
    for record in check.sequence(value, "selector"):
        selector = check.mapping(record, "selector")
        match selector.get("type"):
            case kind if kind == QUOTE:
                parts |= {name: selector.get(name) for name in ("exact", "prefix", "suffix")}
            case kind if kind == POSITION:
                parts |= {name: selector.get(name) for name in ("start", "end")}
    return check.anchor(parts, "selector")
