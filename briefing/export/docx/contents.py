"""A table of contents: a field of Word's own, what it says filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.export.docx.sections import complex_field, field_end, field_start, run
from briefing.export.docx.text import paragraph, stretch
from briefing.export.docx.xml import Element, el


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with the bookmark it bears, and the page it is on as far as that is known."""

    label: str
    level: int
    bookmark: str
    page: int | None = None


def contents_elements(entries: Sequence[Entry], *about: Element) -> list[Element]:
    """目录 and an entry for every heading, each leading to it; ``about`` goes with the first paragraph."""
    made = [paragraph("TOCHeading", [stretch("目　录")], *about)]
    if not entries:
        return made
    levels = max(entry.level for entry in entries)
    for at, entry in enumerate(entries):
        number = "" if entry.page is None else str(entry.page)
        page = complex_field(f"PAGEREF {entry.bookmark} \\h", run(number))
        link = el(
            "w:hyperlink",
            {"w:anchor": entry.bookmark, "w:history": "1"},
            stretch(" ".join(entry.label.split())),
            el("w:r", None, el("w:tab")),
            *page,
        )
        content = [link]
        if at == 0:
            content = [*field_start(f'TOC \\o "1-{levels}" \\h \\z \\u'), link]
        if at == len(entries) - 1:
            content.append(field_end())
        made.append(paragraph(f"TOC{entry.level}", content))
    return made


def bookmarked(content: Sequence[Element], name: str, key: int) -> list[Element]:
    """Content that can be referred to by name."""
    start = el("w:bookmarkStart", {"w:id": key, "w:name": name})
    return [start, *content, el("w:bookmarkEnd", {"w:id": key})]
