"""Charts and pictures in the line of a paragraph, with the words for those who cannot see them."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from briefing.export.docx.measures import EMU, TEXT_WIDTH
from briefing.export.docx.xml import Element, el
from briefing.export.typesetter import drawing_png

if TYPE_CHECKING:
    import typst

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_TALLEST = 190.0
PICTURE_PPI = 300


def chart_run(relation: str, key: int, name: str, alt: str, width: float, height: float) -> Element:
    """A run that shows a chart, ``width`` by ``height`` millimetres."""
    made = el("c:chart", {"r:id": relation})
    return _inline(el("a:graphicData", {"uri": _CHART}, made), key, name, alt, width, height)


def picture_run(relation: str, key: int, name: str, alt: str, width: float, height: float) -> Element:
    """A run that shows a picture, ``width`` by ``height`` millimetres."""
    about = el(
        "pic:nvPicPr", None, el("pic:cNvPr", {"id": key, "name": name, "descr": alt}), el("pic:cNvPicPr")
    )  # fmt: skip
    fill = el("pic:blipFill", None, el("a:blip", {"r:embed": relation}), el("a:stretch", None, el("a:fillRect")))
    size = {"cx": round(width * EMU), "cy": round(height * EMU)}
    frame = el("a:xfrm", None, el("a:off", {"x": 0, "y": 0}), el("a:ext", size))
    shape = el("pic:spPr", None, frame, el("a:prstGeom", {"prst": "rect"}, el("a:avLst")))
    made = el("pic:pic", None, about, fill, shape)
    return _inline(el("a:graphicData", {"uri": _PICTURE}, made), key, name, alt, width, height)


def _inline(data: Element, key: int, name: str, alt: str, width: float, height: float) -> Element:
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", {"cx": round(width * EMU), "cy": round(height * EMU)}),
        el("wp:effectExtent", {"l": 0, "t": 0, "r": 0, "b": 0}),
        el("wp:docPr", {"id": key, "name": name, "descr": alt}),
        el("wp:cNvGraphicFramePr"),
        el("a:graphic", None, data),
    )
    return el("w:r", None, el("w:drawing", None, inline))


def picture_of(svg: str, fonts: typst.Fonts) -> tuple[bytes, float, float]:
    """A drawing as a PNG image, drawn by the typesetter, with its width and height in millimetres, at most the type
    area's. Raises ExportError for one that cannot be drawn.
    """
    png = drawing_png(svg, fonts, PICTURE_PPI)
    across, down = struct.unpack(">II", png[16:24])
    width, height = across * 25.4 / PICTURE_PPI, down * 25.4 / PICTURE_PPI
    scale = min(1.0, TEXT_WIDTH / width, _TALLEST / height)
    return png, width * scale, height * scale
