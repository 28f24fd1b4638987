"""The small pieces of charts: colours, lines, type, and what refers to cells of the embedded workbook."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefing.charts.colours import PRINT
from briefing.domain.quantity import plain
from briefing.export.docx.faces import Face
from briefing.export.docx.xml import Element, el, words


def val_c(tag: str, value: str | int) -> Element:
    """An element of charts that is all ``val``."""
    return el(tag, {"val": value})


def flag(tag: str, value: int) -> Element:
    """A switch."""
    return val_c(tag, value)


def colour_of(value: str) -> Element:
    """A colour written ``#RRGGBB``."""
    return el("a:srgbClr", {"val": value.removeprefix("#")})


def line(colour: str, width: int, *, dashed: bool = False) -> Element:
    """The line of an edge, its width in English metric units."""
    dash = [el("a:prstDash", {"val": "dash"})] if dashed else []
    return el("a:ln", {"w": width}, el("a:solidFill", None, colour_of(colour)), *dash)


def nothing_drawn() -> Element:
    """Neither ground nor edge."""
    return el("c:spPr", None, el("a:noFill"), el("a:ln", None, el("a:noFill")))


def paper() -> Element:
    """A ground of paper."""
    return el("c:spPr", None, el("a:solidFill", None, colour_of(PRINT.paper)))


def type_of(size: int, colour: str, latin: Face, face: Face, *, bold: bool = False) -> Element:
    """The type of words, its size in hundredths of a point; bold ones are never broken over lines."""
    about = el(
        "a:defRPr",
        {"sz": size, "b": int(bold)},
        el("a:solidFill", None, colour_of(colour)),
        el("a:latin", {"typeface": latin.name}),
        el("a:ea", {"typeface": face.name}),
    )
    line = el("a:p", None, el("a:pPr", None, about), el("a:endParaRPr", {"lang": "zh-CN"}))
    return el("c:txPr", None, el("a:bodyPr", {"wrap": "none"} if bold else None), line)


def text_reference(where: str, texts: Sequence[str]) -> Element:
    """Texts and the cells of the workbook that hold them."""
    points = [el("c:pt", {"idx": at}, words("c:v", text)) for at, text in enumerate(texts)]
    return el(
        "c:strRef", None, words("c:f", where), el("c:strCache", None, val_c("c:ptCount", len(texts)), *points)
    )  # fmt: skip


def numbers(where: str, values: Sequence[Decimal | None]) -> Element:
    """Numbers and the cells of the workbook that hold them; None leaves a gap."""
    points = [
        el("c:pt", {"idx": at}, words("c:v", plain(value))) for at, value in enumerate(values) if value is not None
    ]
    cache = el("c:numCache", None, words("c:formatCode", "General"), val_c("c:ptCount", len(values)), *points)
    return el("c:numRef", None, words("c:f", where), cache)
