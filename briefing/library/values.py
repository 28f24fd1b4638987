"""Anchors, attachments and dates as JSON keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from briefing.domain.anchor import Anchor
from briefing.domain.annotation import Attachment


def from_anchor(anchor: Anchor) -> dict[str, Any]:
    """Selectors as JSON keeps them."""
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
    }


def to_anchor(kept: Mapping[str, Any] | None) -> Anchor | None:
    """Selectors from what JSON keeps."""
    return None if not kept else Anchor(kept["exact"], kept["prefix"], kept["suffix"], kept["start"], kept["end"])


def from_attachment(attachment: Attachment) -> dict[str, Any]:
    """An attachment's name, type and size; its digest is the field it is kept under."""
    return {"name": attachment.name, "type": attachment.type, "size": attachment.size}


def to_attachment(sha256: str, kept: Mapping[str, Any]) -> Attachment:
    """An attachment from what JSON keeps."""
    return Attachment(sha256, kept["name"], kept["type"], kept["size"])


def to_date(kept: object) -> date | None:
    """A date from its ISO form; empty or nothing is none."""
    return date.fromisoformat(kept) if isinstance(kept, str) and kept else None
