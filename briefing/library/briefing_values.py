"""Entries and details of briefings as JSON keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from briefing.domain.briefing import (
    ChartPick,
    ComparisonTable,
    Content,
    Details,
    Entry,
    EntryOptions,
    FigureTable,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
    Paper,
)
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.library.values import from_anchor, to_anchor, to_date
from briefing.library.words import whole


def from_entry(entry: Entry) -> dict[str, Any]:
    """An entry, its id included."""
    return {
        "id": entry.id,
        "content": _from_content(entry.content),
        "wording": None if entry.wording is None else whole(entry.wording),
        "options": asdict(entry.options),
        "seen": whole(entry.seen),
    }


def to_entry(kept: Mapping[str, Any]) -> Entry:
    """An entry from what JSON keeps. Raises ValueError for a kind that this version does not know."""
    return Entry(
        kept["id"], _to_content(kept["content"]), kept["wording"], EntryOptions(**kept["options"]), kept["seen"]
    )


def from_details(details: Details) -> dict[str, Any]:
    """Details of a briefing."""
    kept = {name: whole(value) if isinstance(value, str) else value for name, value in asdict(details).items()}
    return kept | {"on": details.on.isoformat() if details.on else None, "title_breaks": list(details.title_breaks)}


def to_details(kept: Mapping[str, Any]) -> Details:
    """Details from what JSON keeps."""
    return Details(**{**kept, "on": to_date(kept["on"]), "title_breaks": tuple(kept["title_breaks"])})


def from_paper(paper: Paper) -> dict[str, Any]:
    """How pages are laid out."""
    return asdict(paper)


def to_paper(kept: Mapping[str, Any]) -> Paper:
    """How pages are laid out, from what JSON keeps."""
    return Paper(**kept)


def _from_content(content: Content) -> dict[str, Any]:
    match content:
        case HeadingText(text, level):
            return {"kind": "heading", "text": whole(text), "level": level}
        case ItemQuote(report_key, anchor, is_whole):
            return {"kind": "item", "report": report_key, "anchor": from_anchor(anchor), "whole": is_whole}
        case FigureTable(figures, caption):
            refs = [[ref.report_key, ref.start, ref.end] for ref in figures]
            return {"kind": "figures", "figures": refs, "caption": whole(caption)}
        case ComparisonTable(indicators, caption):
            return {"kind": "comparison", "indicators": list(indicators), "caption": whole(caption)}
        case ChartPick(place, indicators, number, caption):
            return {
                "kind": "chart",
                "place": None if place is None else str(place),
                "indicators": list(indicators),
                "number": number,
                "caption": whole(caption),
            }
        case NotePick(annotation):
            return {"kind": "annotation", "annotation": annotation}
        case FreeText(text):
            return {"kind": "text", "text": whole(text)}
        case PageEnd():
            return {"kind": "break"}


def _to_content(kept: Mapping[str, Any]) -> Content:
    match kept["kind"]:
        case "heading":
            return HeadingText(kept["text"], kept["level"])
        case "item":
            anchor = to_anchor(kept["anchor"])
            assert anchor is not None
            return ItemQuote(kept["report"], anchor, kept["whole"])
        case "figures":
            return FigureTable(tuple(FigureRef(*ref) for ref in kept["figures"]), kept["caption"])
        case "comparison":
            return ComparisonTable(tuple(kept["indicators"]), kept["caption"])
        case "chart":
            place = None if kept["place"] is None else Place.parse(kept["place"])
            return ChartPick(place, tuple(kept["indicators"]), kept["number"], kept["caption"])
        case "annotation":
            return NotePick(kept["annotation"])
        case "text":
            return FreeText(kept["text"])
        case "break":
            return PageEnd()
    raise ValueError(f"no such entry: {kept['kind']}")
