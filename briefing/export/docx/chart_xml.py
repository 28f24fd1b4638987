"""A clustered bar chart in DrawingML, as Word, WPS and LibreOffice draw and edit it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from briefing.charts.colours import PRINT
from briefing.charts.office import Plot, Point, Series
from briefing.charts.spec import Kind
from briefing.domain.quantity import plain
from briefing.export.docx.faces import Face
from briefing.export.docx.widths import text_width
from briefing.export.docx.xml import Element, el, root, words
from briefing.export.number_formats import format_of

SHEET = "Sheet1"
_POINT = 25.4 / 72
_HATCHES = {Kind.TARGET: "wdUpDiag", Kind.COMPUTED: "ltUpDiag"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a plot is drawn: ``axis`` draws its values below it, ``names`` the categories, ``labels`` the values beside
    the bars; ``width`` is in millimetres, ``size`` that of the type in hundredths of a point.
    """

    axis: bool
    names: bool
    labels: bool
    width: float
    size: int = 1050

    def share(self, texts: Iterable[str]) -> float:
        """How much of the width the longest of these texts takes, a blank on either side."""
        longest = max((text_width(text) for text in texts), default=0.0)
        return (longest + 1.2) * self.size / 100 * _POINT / self.width


def chart_element(plot: Plot, look: Look, latin: Face, face: Face) -> tuple[Element, Element]:
    """The part of a chart, and the element in it that is to name the embedded workbook."""
    external = el("c:externalData", None, _flag("c:autoUpdate", 0))
    bars = el(
        "c:barChart",
        None,
        val_c("c:barDir", "bar"),
        val_c("c:grouping", "clustered"),
        _flag("c:varyColors", 0),
        *(_series(plot, at, look, latin, face) for at in range(len(plot.series))),
        val_c("c:gapWidth", 55 if len(plot.series) > 1 else 70),
        val_c("c:overlap", -12),
        val_c("c:axId", 111_111_111),
        val_c("c:axId", 222_222_222),
    )
    area = el("c:plotArea", None, el("c:layout"), bars, _names(plot, look), _values(plot, look), _nothing_drawn())
    chart = el(
        "c:chart",
        None,
        _flag("c:autoTitleDeleted", 1),
        area,
        _flag("c:plotVisOnly", 1),
        val_c("c:dispBlanksAs", "gap"),
    )
    made = root(
        "c:chartSpace",
        ("c", "a", "r"),
        _flag("c:date1904", 0),
        val_c("c:lang", "zh-CN"),
        _flag("c:roundedCorners", 0),
        chart,
        _nothing_drawn(),
        _type(look.size, PRINT.ink, latin, face),
        external,
    )
    return made, external


def val_c(tag: str, value: str | int) -> Element:
    """An element of charts that is all ``val``."""
    return el(tag, {"val": value})


def _flag(tag: str, value: int) -> Element:
    return val_c(tag, value)


def _series(plot: Plot, at: int, look: Look, latin: Face, face: Face) -> Element:
    series = plot.series[at]
    column, last = chr(ord("B") + at), len(plot.categories) + 1
    reaches = [point.reach for point in series.points]
    return el(
        "c:ser",
        None,
        val_c("c:idx", at),
        val_c("c:order", at),
        el("c:tx", None, _text_reference(f"{SHEET}!${column}$1", [series.name])),
        _fill(series.kind, dashed=False),
        _flag("c:invertIfNegative", 0),
        *(_dashed_point(series, n) for n, point in enumerate(series.points) if point.computed),
        _labels(series, look, latin, face) if look.labels else None,
        _reaches(reaches, plot, at, last) if any(reaches) else None,
        el("c:cat", None, _text_reference(f"{SHEET}!$A$2:$A${last}", plot.categories)),
        el("c:val", None, _numbers(f"{SHEET}!${column}$2:${column}${last}", [p.value for p in series.points])),
    )


def _dashed_point(series: Series, at: int) -> Element:
    return el(
        "c:dPt",
        None,
        val_c("c:idx", at),
        _flag("c:invertIfNegative", 0),
        _flag("c:bubble3D", 0),
        _fill(series.kind, dashed=True),
    )


def _fill(kind: Kind, *, dashed: bool) -> Element:
    colour = PRINT.result_fill if kind is Kind.RESULT else PRINT.target if kind is Kind.TARGET else PRINT.computed
    edge = _line(PRINT.computed if dashed else colour, 15_875 if dashed else 9_525, dashed=dashed)
    if kind is Kind.RESULT:
        return el("c:spPr", None, el("a:solidFill", None, _colour(colour)), edge)
    pattern = el(
        "a:pattFill",
        {"prst": _HATCHES[kind]},
        el("a:fgClr", None, _colour(colour)),
        el("a:bgClr", None, _colour(PRINT.paper)),
    )
    return el("c:spPr", None, pattern, edge)


def _labels(series: Series, look: Look, latin: Face, face: Face) -> Element:
    colour = PRINT.result if series.kind is Kind.RESULT else PRINT.target
    colour = PRINT.computed if series.kind is Kind.COMPUTED else colour
    own = [_label(at, point, look, colour, latin, face) for at, point in enumerate(series.points)]
    return el(
        "c:dLbls",
        None,
        *(label for label in own if label is not None),
        _nothing_drawn(),
        _type(look.size, colour, latin, face, bold=True),
        val_c("c:dLblPos", "outEnd"),
        *_shown(value=True),
    )


def _label(at: int, point: Point, look: Look, colour: str, latin: Face, face: Face) -> Element | None:
    """The words beside a bar: the value in a format that carries its sign and unit, so that it can be edited."""
    if point.value is None:
        return None
    code = format_of(point.words, point.value)
    said: list[Element] = []
    if code is None:
        line = el("a:p", None, el("a:r", None, el("a:rPr", {"lang": "zh-CN"}), words("a:t", point.words)))
        said.append(el("c:tx", None, el("c:rich", None, el("a:bodyPr"), line)))
    else:
        said.append(el("c:numFmt", {"formatCode": code, "sourceLinked": 0}))
    return el(
        "c:dLbl",
        None,
        val_c("c:idx", at),
        *said,
        # On the dashed line, words need a clear ground.
        _paper() if point.reach else _nothing_drawn(),
        _type(look.size, colour, latin, face, bold=True),
        val_c("c:dLblPos", "outEnd"),
        *_shown(value=True),
    )


def _shown(*, value: bool) -> list[Element]:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return [_flag(f"c:show{name}", int(value and name == "Val")) for name in names]


def _reaches(reaches: list[Decimal], plot: Plot, at: int, last: int) -> Element:
    column = chr(ord("B") + len(plot.series) + at)
    return el(
        "c:errBars",
        None,
        val_c("c:errBarType", "plus"),
        val_c("c:errValType", "cust"),
        _flag("c:noEndCap", 1),
        el("c:plus", None, _numbers(f"{SHEET}!${column}$2:${column}${last}", list(reaches))),
        el("c:spPr", None, _line(PRINT.computed_dash, 12_700, dashed=True)),
    )


def _names(plot: Plot, look: Look) -> Element:
    """The axis of categories, the first at the top."""
    return el(
        "c:catAx",
        None,
        val_c("c:axId", 111_111_111),
        el("c:scaling", None, val_c("c:orientation", "maxMin")),
        _flag("c:delete", 0 if look.names else 1),
        val_c("c:axPos", "l"),
        el("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        val_c("c:majorTickMark", "none"),
        val_c("c:minorTickMark", "none"),
        val_c("c:tickLblPos", "low"),
        el("c:spPr", None, _line(PRINT.field, 9_525)),
        val_c("c:crossAx", 222_222_222),
        val_c("c:crosses", "autoZero"),
        _flag("c:auto", 0),
        val_c("c:lblAlgn", "ctr"),
        val_c("c:lblOffset", 100),
        _flag("c:noMultiLvlLbl", 1),
    )


def _values(plot: Plot, look: Look) -> Element:
    """The axis of values, from zero, or from below it where something is negative."""
    # Room for the words behind the longest bar, else they would be broken over lines.
    far = plot.high * Decimal("1.02")
    if look.labels:
        labels = look.share(point.words for series in plot.series for point in series.points)
        names = min(0.4, look.share(plot.categories)) if look.names else 0.0
        far = plot.high / Decimal(str(round(max(0.3, 1 - labels / (1 - names)), 3)))
    ends = [val_c("c:orientation", "minMax")]
    if plot.high > 0:
        ends.append(val_c("c:max", _round_up(far)))
    if plot.low >= 0:
        ends.append(val_c("c:min", 0))
    lines = el("c:majorGridlines", None, el("c:spPr", None, _line(PRINT.line, 6_350))) if look.axis else None
    return el(
        "c:valAx",
        None,
        val_c("c:axId", 222_222_222),
        el("c:scaling", None, *ends),
        _flag("c:delete", 0 if look.axis else 1),
        val_c("c:axPos", "b"),
        lines,
        _unit_title(plot.unit, look) if look.axis and plot.unit else None,
        el("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        val_c("c:majorTickMark", "none"),
        val_c("c:minorTickMark", "none"),
        val_c("c:tickLblPos", "nextTo"),
        el("c:spPr", None, el("a:ln", None, el("a:noFill"))),
        val_c("c:crossAx", 111_111_111),
        val_c("c:crosses", "max"),
        val_c("c:crossBetween", "between"),
    )


def _round_up(value: Decimal) -> str:
    """To two digits, so that the axis ends at a round number."""
    step = Decimal(10) ** (value.adjusted() - 1)
    return plain(-(-value // step) * step)


def _unit_title(unit: str, look: Look) -> Element:
    about = el("a:rPr", {"lang": "zh-CN", "sz": look.size, "b": 0})
    line = el("a:p", None, el("a:r", None, about, words("a:t", f"单位：{unit}")))
    return el(
        "c:title",
        None,
        el("c:tx", None, el("c:rich", None, el("a:bodyPr"), line)),
        _flag("c:overlay", 0),
    )


def _line(colour: str, width: int, *, dashed: bool = False) -> Element:
    dash = [el("a:prstDash", {"val": "dash"})] if dashed else []
    return el("a:ln", {"w": width}, el("a:solidFill", None, _colour(colour)), *dash)


def _colour(value: str) -> Element:
    return el("a:srgbClr", {"val": value.removeprefix("#")})


def _nothing_drawn() -> Element:
    return el("c:spPr", None, el("a:noFill"), el("a:ln", None, el("a:noFill")))


def _paper() -> Element:
    return el("c:spPr", None, el("a:solidFill", None, _colour(PRINT.paper)))


def _type(size: int, colour: str, latin: Face, face: Face, *, bold: bool = False) -> Element:
    about = el(
        "a:defRPr",
        {"sz": size, "b": int(bold)},
        el("a:solidFill", None, _colour(colour)),
        el("a:latin", {"typeface": latin.name}),
        el("a:ea", {"typeface": face.name}),
    )
    line = el("a:p", None, el("a:pPr", None, about), el("a:endParaRPr", {"lang": "zh-CN"}))
    return el("c:txPr", None, el("a:bodyPr", {"wrap": "none"} if bold else None), line)


def _text_reference(where: str, texts: tuple[str, ...] | list[str]) -> Element:
    points = [el("c:pt", {"idx": at}, words("c:v", text)) for at, text in enumerate(texts)]
    return el(
        "c:strRef", None, words("c:f", where), el("c:strCache", None, val_c("c:ptCount", len(texts)), *points)
    )  # fmt: skip


def _numbers(where: str, values: list[Decimal | None] | list[Decimal]) -> Element:
    points = [
        el("c:pt", {"idx": at}, words("c:v", plain(value))) for at, value in enumerate(values) if value is not None
    ]
    cache = el("c:numCache", None, words("c:formatCode", "General"), val_c("c:ptCount", len(values)), *points)
    return el("c:numRef", None, words("c:f", where), cache)
