"""A document as the Typst template takes it: JSON and the charts' SVG, nothing of it markup."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from briefing.export.document import Chart, Document, MarginNote
from briefing.export.fonts import FaceRole, FontChoice
from briefing.export.numbering import chinese_date
from briefing.export.titles import broken_at, title_lines
from briefing.export.typst_blocks import Blocks, short

UNTITLED = "简报"
"""The title of a file whose document has none; a reader's window and PDF/UA ask for one."""

_TITLE_LINE, _LARGE_TITLE_LINE = 19.0, 14.0
_KAI_LINE, _SMALL_LINE = 27.0, 30.0
_LARGE_KAI_LINE, _LARGE_SMALL_LINE = 19.0, 23.0
"""How many characters a centred line under the title takes: of the body's size and of the smaller one."""


def files_for(document: Document, faces: tuple[FontChoice, ...], *, crowded: Collection[str] = ()) -> dict[str, bytes]:
    """The files that the template reads: ``data.json`` and ``chart-1.svg`` onwards, by name.

    ``crowded`` are the keys of the remarks for which the margin had no room; they become footnotes.
    """
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    files = {f"chart-{n}.svg": chart.svg.encode("utf-8", "replace") for n, chart in enumerate(charts, 1)}
    data = _document(document, crowded) | {"faces": {choice.role.value: _face(choice) for choice in faces}}
    return files | {"data.json": json.dumps(data, ensure_ascii=False).encode("utf-8")}


def _document(document: Document, crowded: Collection[str]) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    day, large = document.date, document.large
    fullest = _LARGE_TITLE_LINE if large else _TITLE_LINE
    title = broken_at(document.title, document.title_breaks) or title_lines(document.title, fullest)
    below = title_lines(document.subtitle, _LARGE_KAI_LINE if large else _KAI_LINE)
    source = title_lines(document.source_line, _LARGE_SMALL_LINE if large else _SMALL_LINE)
    addressee = document.addressee.strip().rstrip("：:")
    return {
        "title": " ".join(document.title.split()) or UNTITLED,
        "title_lines": [line for line in title if line],
        "subtitle_lines": [line for line in below if line],
        "source_lines": [line for line in source if line],
        "confidentiality": document.confidentiality,
        "facts": [fact for fact in document.facts if any(fact)],
        "addressee": f"{addressee}：" if addressee else "",
        "author": document.author,
        "date": "" if day is None else chinese_date(day),
        "day": None if day is None else [day.year, day.month, day.day],
        "lang": language or "zh",
        "region": region or None,
        "listing": document.listing,
        "remarked": any(isinstance(block, MarginNote) for block in document.blocks),
        "duplex": document.duplex,
        "large": large,
        "blocks": Blocks(document, crowded).data(),
        "whole": short(replace(document, blocks=())),
    }


def _face(choice: FontChoice) -> dict[str, Any]:
    # The Latin face comes first of all: with Chinese families behind it in its list, they would set the Chinese too.
    rest = () if choice.role is FaceRole.LATIN else choice.rest
    return {
        "families": [name for name in (choice.used, *rest) if name],
        "bold": choice.has_bold,
        "dark": choice.dark,
    }
