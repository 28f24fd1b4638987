"""Sections of a Word file: the page of GB/T 9704-2012, its page numbers, and pages that are turned."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.export.docx.measures import LINE, twips
from briefing.export.docx.xml import Element, el, on, root, val, words

_TOP, _INSIDE, _OUTSIDE, _BOTTOM = 37.0, 28.0, 26.0, 35.0
_LONG, _SHORT = 16_838, 11_906
_FOOTER = twips(22.6)
"""From the sheet's edge to the foot of the page number, so that its line stands 7 mm below the type area (7.5)."""
_HEADER = twips(27.0)


@dataclass(frozen=True, slots=True)
class Edges:
    """The ids of what stands at the head and the foot of pages; ``odd`` and ``even`` are footers."""

    odd: str
    even: str
    header_odd: str = ""
    header_even: str = ""
    blank: str = ""


def section(edges: Edges, *, turned: bool = False, continues: bool = True, large: bool = False) -> Element:
    """The properties of a section that begins a page; a ``turned`` one lies on its side."""
    wide, high = (_LONG, _SHORT) if turned else (_SHORT, _LONG)
    top, right, bottom, left = (_INSIDE, _TOP, _OUTSIDE, _BOTTOM) if turned else (_TOP, _OUTSIDE, _BOTTOM, _INSIDE)
    size: dict[str, str | int] = {"w:w": wide, "w:h": high}
    if turned:
        size["w:orient"] = "landscape"
    margins = {
        "w:top": twips(top), "w:right": twips(right), "w:bottom": twips(bottom), "w:left": twips(left),
        "w:header": twips(15) if turned else _HEADER, "w:footer": twips(12) if turned else _FOOTER, "w:gutter": 0,
    }  # fmt: skip
    found = [
        ("header", "default", edges.header_odd),
        ("header", "even", edges.header_even),
        ("header", "first", edges.blank if not continues else ""),
        ("footer", "default", edges.odd),
        ("footer", "even", edges.even),
        ("footer", "first", edges.odd if edges.blank and not continues else ""),
    ]
    grid = None if large else el("w:docGrid", {"w:type": "lines", "w:linePitch": LINE})
    return el(
        "w:sectPr",
        None,
        *(el(f"w:{kind}Reference", {"w:type": when, "r:id": key}) for kind, when, key in found if key),
        # ① begins anew on every page: Word has no circled number beyond ten.
        el("w:footnotePr", None, val("w:numFmt", "decimalEnclosedCircleChinese"), val("w:numRestart", "eachPage")),
        val("w:type", "nextPage"),
        el("w:pgSz", size),
        el("w:pgMar", margins),
        on("w:titlePg") if edges.blank and not continues else None,
        grid,
    )


def footer(*, right: bool) -> Element:
    """— 1 —, one character in from the right edge of odd pages, from the left edge of even ones."""
    side = {"w:rightChars": 100, "w:right": 280} if right else {"w:leftChars": 100, "w:left": 280}
    about = el(
        "w:pPr", None, val("w:pStyle", "Footer"), el("w:ind", side), val("w:jc", "right" if right else "left")
    )  # fmt: skip
    return root("w:ftr", ("w", "r"), el("w:p", None, about, run("— "), field("PAGE", "1"), run(" —")))


def header(title: str, *, headings: bool) -> Element:
    """The title, and with ``headings`` the heading of the first level that a page stands under, as Word finds it."""
    about = el("w:pPr", None, val("w:pStyle", "Header"))
    parts = [run(title)]
    if headings:
        parts += [run(" · "), *complex_field('STYLEREF "heading 1"', run(""))]
    return root("w:hdr", ("w", "r"), el("w:p", None, about, *parts))


def blank_header() -> Element:
    """Of the first page, which has its title instead."""
    return root("w:hdr", ("w", "r"), el("w:p", None, el("w:pPr", None, val("w:pStyle", "Header"))))


def run(text: str, *about: Element) -> Element:
    """A stretch of text without line ends."""
    return el("w:r", None, el("w:rPr", None, *about) if about else None, words("w:t", text))


def field(instruction: str, result: str) -> Element:
    """A field with what it says now."""
    return el("w:fldSimple", {"w:instr": f" {instruction} "}, run(result))


def complex_field(instruction: str, *result: Element) -> list[Element]:
    """A field whose result may span elements."""
    return [*field_start(instruction), *result, field_end()]


def field_start(instruction: str) -> list[Element]:
    """The beginning of a field, up to its result."""
    code = words("w:instrText", f" {instruction} ")
    return [
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "begin"})),
        el("w:r", None, code),
        el("w:r", None, el("w:fldChar", {"w:fldCharType": "separate"})),
    ]


def field_end() -> Element:
    """The end of a field."""
    return el("w:r", None, el("w:fldChar", {"w:fldCharType": "end"}))
