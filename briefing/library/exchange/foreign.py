"""Other programs' annotations, and our own written without their history: what they say now, as far as we have words.

Whatever they do not say (a kind, a status, a time) is filled in the same way every time, so that taking in the same
file again brings nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.library.exchange import checking as check
from briefing.library.exchange.encoding import dump
from briefing.library.exchange.limits import NAME_LIMIT, OFFSET_LIMIT
from briefing.library.exchange.terms import IDS, KINDS, POSITION, PREFIX, QUOTE, UUID_URN
from briefing.library.exchange.values import Carried, Described, Given
from briefing.library.words import whole
from briefing.library.writing import proper_tags

E = TypeVar("E", bound=StrEnum)

UNSIGNED = "未署名"
UNTIMED = datetime(1970, 1, 1, tzinfo=UTC)

_TITLES = ("dcterms:title", "dc:title", "title", "label")
_SHA256 = re.compile(r"(?:urn:)?sha-?256:([0-9a-f]{64})\Z", re.IGNORECASE)
_DEPTH = 4


def given_of(record: object) -> Carried:
    """One annotation of another program. Raises Refusal for what is none."""
    kept = check.mapping(record, "annotation")
    kind = kept.get("type", kept.get("@type"))
    if "Annotation" not in (kind if isinstance(kind, list) else [kind]):
        check.refuse("no Annotation")
    target, answers = _target(kept)
    scope, anchor = _place(kept, target)
    author = _person(kept.get("creator"))
    created = check.loose_moment(kept.get("created")) or check.loose_moment(kept.get("modified")) or UNTIMED
    return Carried(
        id=_id(kept.get("id", kept.get("@id")), kept),
        author=author,
        created=created,
        report=_report(target),
        anchor=anchor,
        scope=scope,
        source=_words(kept.get(PREFIX + "source")),
        computed=kept.get(PREFIX + "computed") is True,
        answers=answers,
        given=Given(
            at=check.loose_moment(kept.get("modified")) or created,
            author=author,
            kind=_kind(kept),
            title=_titled(kept) or None,
            text=_text(kept),
            tags=_tags(kept),
            status=_known(AnnotationStatus, kept.get(PREFIX + "status")),
        ),
    )


def id_of_iri(iri: str) -> str:
    """The UUID that an IRI is or, for any other, always becomes."""
    try:
        return str(UUID(iri.removeprefix(UUID_URN)))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, iri))


def _id(value: object, record: Mapping[str, Any]) -> str:
    if isinstance(value, str) and value:
        return id_of_iri(whole(value))
    # Without a name it is what it is about, whose and since when; with no time even that, its words say which it is.
    parts = [record.get(name) for name in ("target", "creator", "created")]
    named = parts if record.get("created") else [*parts, record.get("body"), record.get("bodyValue")]
    return str(uuid5(IDS, whole(dump(named).decode("utf-8"))))


def _target(record: Mapping[str, Any]) -> tuple[Mapping[str, Any], str]:
    """What it is about, and the id of the annotation it answers, if any."""
    answers = record.get(PREFIX + "answers")
    answered = id_of_iri(whole(answers)) if isinstance(answers, str) and answers else ""
    value = record.get("target")
    first: Mapping[str, Any] | None = None
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str) and each.startswith(UUID_URN):
            answered = answered or id_of_iri(each)
        elif isinstance(each, str):
            first = first or {"source": each}
        elif isinstance(each, dict):
            first = first or each
    if first is None:
        check.refuse("no target")
    return first, answered


def _place(record: Mapping[str, Any], target: Mapping[str, Any]) -> tuple[Scope, Anchor]:
    quote: Mapping[str, Any] = {}
    position: Mapping[str, Any] = {}
    for selector in _selectors(target.get("selector"), 0):
        if selector.get("type") == QUOTE and not quote:
            quote = selector
        elif selector.get("type") == POSITION and not position:
            position = selector
    exact, prefix, suffix = (_words(quote.get(name)) for name in ("exact", "prefix", "suffix"))
    scope = _known(Scope, record.get(PREFIX + "scope"))
    if scope is Scope.REPORT or (scope is None and not exact):
        return Scope.REPORT, Anchor("", "", "", 0, 0)
    start, end = (_offset(position.get(name)) for name in ("start", "end"))
    if start is None or end is None or start > end:
        # No position is no hint; an empty stretch can never be taken for the quote itself.
        start = end = 0
    return scope or Scope.PASSAGE, Anchor(exact, prefix, suffix, start, end)


def _selectors(value: object, depth: int) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            found.append(each)
            if depth < _DEPTH:
                found += _selectors(each.get("refinedBy"), depth + 1)
    return found


def _report(target: Mapping[str, Any]) -> Described:
    source = target.get("source", target.get("id", target.get("@id")))
    kept: Mapping[str, Any] = source if isinstance(source, dict) else {}
    iri = _words(kept.get("id", kept.get("@id")) if kept else source)
    known = _SHA256.match(iri)
    year = kept.get(PREFIX + "year")
    return Described(
        title=_titled(kept) or ("" if known else iri),
        sha256=known.group(1).lower() if known else "",
        key=_words(kept.get(PREFIX + "key")),
        year=year if isinstance(year, int) and not isinstance(year, bool) and 0 <= year <= 9999 else None,
        region=_words(kept.get(PREFIX + "region")),
        file_name=_words(kept.get(PREFIX + "fileName")) or _file_name(iri),
    )


def _file_name(iri: str) -> str:
    try:
        path = urlsplit(iri).path
    except ValueError:
        return ""
    return whole(unquote(path.rsplit("/", 1)[-1]))


def _person(value: object) -> str:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            each = next((each[name] for name in ("name", "nickname", "nick", "id") if each.get(name)), None)
        words = _words(each).removeprefix("acct:").strip()[:NAME_LIMIT]
        if words:
            return "".join(sign for sign in words if check.plain(sign)) or UNSIGNED
    return UNSIGNED


def _kind(record: Mapping[str, Any]) -> AnnotationKind | None:
    known = _known(AnnotationKind, record.get(PREFIX + "kind"))
    if known is not None:
        return known
    motivation = record.get("motivation")
    words = motivation if isinstance(motivation, list) else [motivation]
    return next((KINDS[each] for each in words if isinstance(each, str) and each in KINDS), None)


def _bodies(record: Mapping[str, Any]) -> list[Any]:
    body = record.get("body", record.get("bodyValue"))
    return body if isinstance(body, list) else [body]


def _text(record: Mapping[str, Any]) -> str:
    parts = []
    for each in _bodies(record):
        if isinstance(each, dict):
            parts.append("" if _tagging(each) else _words(each.get("value")))
        else:
            parts.append(_words(each))
    return "\n\n".join(part for part in parts if part)


def _tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    words = [_words(each.get("value")) for each in _bodies(record) if isinstance(each, dict) and _tagging(each)]
    return tuple(tag for tag in proper_tags(words) if check.plain(tag))


def _tagging(body: Mapping[str, Any]) -> bool:
    purpose = body.get("purpose")
    return "tagging" in (purpose if isinstance(purpose, list) else [purpose])


def _titled(record: Mapping[str, Any]) -> str:
    """A title, which may come as a list or with its language."""
    for name in _TITLES:
        value = record.get(name)
        for each in value if isinstance(value, list) else [value]:
            words = _words(each.get("value", each.get("@value")) if isinstance(each, dict) else each).strip()
            if words:
                return words
    return ""


def _known(kind: type[E], value: object) -> E | None:
    return next((one for one in kind if one.value == value), None)


def _words(value: object) -> str:
    return whole(value) if isinstance(value, str) else ""


def _offset(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= OFFSET_LIMIT else None
