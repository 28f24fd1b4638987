"""Annotations as JSON-LD after the W3C model, with our own terms beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import AnnotationKind
from briefing.domain.revision import ATTACHMENT, TAG, Revision, Value, merge
from briefing.library.exchange.terms import (
    CONTEXT,
    IDS,
    MOTIVATIONS,
    POSITION,
    PREFIX,
    QUOTE,
    SHA256_URN,
    UUID_URN,
)
from briefing.library.exchange.values import Carried, Described


def collection_record(carried: Iterable[Carried], made: datetime, author: str, *, history: bool = True) -> Any:
    """Annotations as an AnnotationCollection of one page; without ``history``, as they are now and nothing before."""
    items = [annotation_record(one, history=history) for one in sorted(carried, key=lambda one: one.id)]
    name = f"{moment(made)}/{author}/{'/'.join(item['id'] for item in items)}"
    return {
        "@context": CONTEXT,
        "id": f"{UUID_URN}{uuid5(IDS, name)}",
        "type": "AnnotationCollection",
        "label": "批注",
        "creator": _person(author),
        "created": moment(made),
        "total": len(items),
        "first": {
            "id": f"{UUID_URN}{uuid5(IDS, f'{name}/1')}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def annotation_record(carried: Carried, *, history: bool = True) -> dict[str, Any]:
    """One annotation."""
    values = merge(carried.revisions).values
    kind = AnnotationKind(str(values["kind"]))
    record: dict[str, Any] = {
        "id": UUID_URN + carried.id,
        "type": "Annotation",
        "motivation": MOTIVATIONS[kind],
        "creator": _person(carried.author),
        "created": moment(carried.created),
        "modified": moment(max(one.at for one in carried.revisions)),
        "dcterms:title": values.get("title", ""),
        "body": _bodies(values),
        "target": _target(carried),
        PREFIX + "kind": kind.value,
        PREFIX + "status": values.get("status"),
        PREFIX + "scope": carried.scope.value,
        PREFIX + "source": carried.source,
        PREFIX + "computed": carried.computed,
        PREFIX + "due": values.get("due"),
        PREFIX + "answers": UUID_URN + carried.answers if carried.answers else None,
        PREFIX + "edition": SHA256_URN + carried.edition,
        PREFIX + "placement": values.get("placement"),
    }
    if history:
        record[PREFIX + "revisions"] = [revision_record(one) for one in sorted(carried.revisions, key=lambda r: r.id)]
    return record


def revision_record(one: Revision) -> dict[str, Any]:
    """One revision, as it is."""
    return {
        "id": one.id,
        "at": moment(one.at),
        "author": one.author,
        "action": one.action,
        "writes": {name: {"value": write.value, "over": list(write.over)} for name, write in one.writes.items()},
        "seen": list(one.seen),
    }


def report_record(report: Described) -> dict[str, Any]:
    """A report by what another library may know it by."""
    return {
        "id": SHA256_URN + report.sha256,
        "type": "Text",
        "language": "zh",
        "dcterms:title": report.title,
        PREFIX + "key": report.key,
        PREFIX + "year": report.year,
        PREFIX + "region": report.region,
        PREFIX + "name": report.name,
        PREFIX + "fileName": report.file_name,
    }


def moment(at: datetime) -> str:
    """A time in UTC, to the microsecond."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def dump(record: Any, *, indent: int | None = None) -> bytes:
    """JSON, always the same for the same record."""
    separators = (",", ":") if indent is None else None
    words = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=indent, separators=separators)
    return words.encode("utf-8", errors="replace") + b"\n"


def _person(name: str) -> dict[str, str]:
    return {"type": "Person", "name": name}


def _bodies(values: Mapping[str, Value]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [
        {"type": "TextualBody", "value": values.get("text", ""), "format": "text/markdown", "language": "zh"}
    ]
    for name, value in sorted(values.items()):
        if name.startswith(TAG) and value:
            found.append({"type": "TextualBody", "value": name.removeprefix(TAG), "purpose": "tagging"})
        elif name.startswith(ATTACHMENT) and isinstance(value, Mapping):
            found.append(
                {
                    "id": SHA256_URN + name.removeprefix(ATTACHMENT),
                    "format": value["type"],
                    "dcterms:title": value["name"],
                    PREFIX + "size": value["size"],
                }
            )
    return found


def _target(carried: Carried) -> dict[str, Any]:
    target: dict[str, Any] = {"type": "SpecificResource", "source": report_record(carried.report)}
    if carried.scope is not Scope.REPORT:
        target["selector"] = _selectors(carried.anchor)
    return target


def _selectors(anchor: Anchor) -> list[dict[str, Any]]:
    return [
        {"type": QUOTE, "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix},
        {"type": POSITION, "start": anchor.start, "end": anchor.end},
    ]
