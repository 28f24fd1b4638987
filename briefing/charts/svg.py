"""The print painter: a chart as SVG text, written from the same scene as the one on the screen."""

from __future__ import annotations

import re
from html import escape

from briefing.charts.colours import PRINT, ChartColours
from briefing.charts.geometry import lay_out
from briefing.charts.metrics import estimate
from briefing.charts.scene import Align, Paint, Scene, Shape, Stroke, Text
from briefing.charts.spec import ChartSpec

PIXEL = 0.8 * 25.4 / 72
"""Millimetres a pixel of the design takes in print: 15 px labels become 12 pt (小四), 13 px ones 10.4 pt (五号)."""

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ANCHORS = {Align.START: "start", Align.MIDDLE: "middle", Align.END: "end"}
_STROKE = 0.045
"""Width of the outline that makes bold, over the size of the text."""
_HATCH = 5.0 * 2**0.5
"""Along an edge, for lines 5 px apart at 45°."""


def to_svg(
    spec: ChartSpec,
    *,
    width_mm: float,
    fonts: tuple[str, ...],
    colours: ChartColours = PRINT,
    heading: bool = False,
    notes: bool = True,
    pixel_mm: float = PIXEL,
    embolden: bool = True,
) -> str:
    """The chart as an SVG document ``width_mm`` wide, its height following.

    ``fonts`` are family names, first choice first. ``heading`` adds the title (a printed figure has its caption),
    ``notes`` the caption and the caveats. ``pixel_mm`` is the size of the design's pixel.
    ``embolden`` makes bold by an outline, since most Chinese faces have no bold one. All words are escaped.
    """
    scene = lay_out(spec, width_mm / pixel_mm, estimate, heading=heading, notes=notes)
    return write_svg(scene, spec, fonts=fonts, colours=colours, pixel_mm=pixel_mm, embolden=embolden)


def write_svg(
    scene: Scene,
    spec: ChartSpec,
    *,
    fonts: tuple[str, ...],
    colours: ChartColours,
    pixel_mm: float,
    embolden: bool,
) -> str:
    """A scene as an SVG document."""
    family = f'"{escape(", ".join(_family(name) for name in fonts) or "sans-serif")}"'
    size = f'width="{_n(scene.width * pixel_mm)}mm" height="{_n(scene.height * pixel_mm)}mm"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_n(scene.width)} {_n(scene.height)}"'
        f' font-family={family} role="img">',
        f"<title>{_text(spec.title)}</title>",
        f"<desc>{_text(spec.alt)}</desc>",
    ]
    for index, primitive in enumerate(scene.primitives):
        if isinstance(primitive, Text):
            lines.append(_words(primitive, colours, embolden))
        elif isinstance(primitive, Stroke):
            lines.append(_stroke(primitive, colours))
        else:
            lines.extend(_shape(primitive, colours, index))
    lines.append("</svg>")
    return "\n".join(lines)


def _words(text: Text, colours: ChartColours, embolden: bool) -> str:
    colour = getattr(colours, text.tone.value)
    weight = ' font-weight="700"' if text.bold else ""
    if text.bold and embolden:
        weight = f' stroke="{colour}" stroke-width="{_n(text.size * _STROKE)}"'
    anchor = "" if text.align is Align.START else f' text-anchor="{_ANCHORS[text.align]}"'
    return (
        f'<text x="{_n(text.anchor)}" y="{_n(text.baseline)}" font-size="{_n(text.size)}"{weight}{anchor}'
        f' fill="{colour}">{_text(text.words)}</text>'
    )


def _stroke(stroke: Stroke, colours: ChartColours) -> str:
    points = " ".join(f"{_n(x)},{_n(y)}" for x, y in stroke.points)
    colour = getattr(colours, stroke.tone.value)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{_n(stroke.width)}"/>'


def _shape(shape: Shape, colours: ChartColours, index: int) -> list[str]:
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points) + "Z"
    match shape.paint:
        case Paint.RESULT:
            return [f'<path d="{path}" fill="{colours.result_fill}"/>']
        case Paint.CAVEAT:
            return [f'<path d="{path}" fill="{colours.caveat_mark}"/>']
        case Paint.PAPER:
            return [f'<path d="{path}" fill="{colours.paper}"/>']
        case Paint.RESULT_REACH:
            return [f'<path d="{path}" fill="{colours.result_tint}" stroke="{colours.result_fill}"/>']
        case Paint.TARGET_REACH:
            return [f'<path d="{path}" fill="{colours.target_tint}" stroke="{colours.target}"/>']
        case Paint.DASHED:
            edge = f'stroke="{colours.computed_dash}" stroke-dasharray="3 3"'
            return [f'<path d="{path}" fill="none" {edge}/>']
        case Paint.TARGET:
            return _hatched(shape, path, colours, index)


def _hatched(shape: Shape, path: str, colours: ChartColours, index: int) -> list[str]:
    """Tint, the hatch as lines clipped to the outline (patterns print badly), and the outline."""
    bounds = shape.bounds
    lines, x = [], bounds.x - bounds.x % _HATCH
    while x < bounds.right + bounds.h:
        lines.append(f"M{_n(x - bounds.h)} {_n(bounds.bottom)}L{_n(x)} {_n(bounds.y)}")
        x += _HATCH
    clip = f"h{index}"
    return [
        f'<clipPath id="{clip}"><path d="{path}"/></clipPath>',
        f'<path d="{path}" fill="{colours.target_tint}"/>',
        f'<path d="{"".join(lines)}" clip-path="url(#{clip})" fill="none" stroke="{colours.target}"'
        ' stroke-width="1.5"/>',
        f'<path d="{path}" fill="none" stroke="{colours.target}"/>',
    ]


def _n(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _text(words: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", words))


def _family(name: str) -> str:
    if name in ("serif", "sans-serif", "monospace"):
        return name
    return "'" + _ILLEGAL.sub("", name).replace("\\", "").replace("'", "") + "'"
