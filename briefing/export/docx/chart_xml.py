"""A clustered bar chart in DrawingML, as Word, WPS and LibreOffice draw and edit it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from briefing.charts.colours import PRINT
from briefing.charts.office import Plot, Point, Series
from briefing.charts.spec import Kind
from briefing.domain.quantity import plain
from briefing.export.docx.drawing_ml import (
    colour_of,
    flag,
    line,
    nothing_drawn,
    numbers,
    paper,
    text_reference,
    type_of,
    val_c,
)
from briefing.export.docx.faces import Face
from briefing.export.docx.xml import Element, el, root, words
from briefing.export.lettering import text_width
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
    external = el("c:externalData", None, flag("c:autoUpdate", 0))
    bars = el(
        "c:barChart",
        None,
        val_c("c:barDir", "bar"),
        val_c("c:grouping", "clustered"),
        flag("c:varyColors", 0),
        *(_series(plot, at, look, latin, face) for at in range(len(plot.series))),
        val_c("c:gapWidth", 55 if len(plot.series) > 1 else 70),
        val_c("c:overlap", -12),
        val_c("c:axId", 111_111_111),
        val_c("c:axId", 222_222_222),
    )
    area = el("c:plotArea", None, el("c:layout"), bars, _names(plot, look), _values(plot, look), nothing_drawn())
    chart = el(
        "c:chart",
        None,
        flag("c:autoTitleDeleted", 1),
        area,
        flag("c:plotVisOnly", 1),
        val_c("c:dispBlanksAs", "gap"),
    )
    made = root(
        "c:chartSpace",
        ("c", "a", "r"),
        flag("c:date1904", 0),
        val_c("c:lang", "zh-CN"),
        flag("c:roundedCorners", 0),
        chart,
        nothing_drawn(),
        type_of(look.size, PRINT.ink, latin, face),
        external,
    )
    return made, external


def _series(plot: Plot, at: int, look: Look, latin: Face, face: Face) -> Element:
    series = plot.series[at]
    column, last = get_column_letter(2 + at), len(plot.categories) + 1
    reaches = [point.reach for point in series.points]
    return el(
        "c:ser",
        None,
        val_c("c:idx", at),
        val_c("c:order", at),
        el("c:tx", None, text_reference(f"{SHEET}!${column}$1", [series.name])),
        _fill(series.kind, dashed=False),
        flag("c:invertIfNegative", 0),
        *(_dashed_point(series, n) for n, point in enumerate(series.points) if point.computed),
        _labels(series, look, latin, face) if look.labels else None,
        _reaches(reaches, plot, at, last) if any(reaches) else None,
        el("c:cat", None, text_reference(f"{SHEET}!$A$2:$A${last}", plot.categories)),
        el("c:val", None, numbers(f"{SHEET}!${column}$2:${column}${last}", [p.value for p in series.points])),
    )


def _dashed_point(series: Series, at: int) -> Element:
    return el(
        "c:dPt",
        None,
        val_c("c:idx", at),
        flag("c:invertIfNegative", 0),
        flag("c:bubble3D", 0),
        _fill(series.kind, dashed=True),
    )


def _fill(kind: Kind, *, dashed: bool) -> Element:
    colour = PRINT.result_fill if kind is Kind.RESULT else PRINT.target if kind is Kind.TARGET else PRINT.computed
    edge = line(PRINT.computed if dashed else colour, 15_875 if dashed else 9_525, dashed=dashed)
    if kind is Kind.RESULT:
        return el("c:spPr", None, el("a:solidFill", None, colour_of(colour)), edge)
    pattern = el(
        "a:pattFill",
        {"prst": _HATCHES[kind]},
        el("a:fgClr", None, colour_of(colour)),
        el("a:bgClr", None, colour_of(PRINT.paper)),
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
        nothing_drawn(),
        type_of(look.size, colour, latin, face, bold=True),
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
        rich = el("a:p", None, el("a:r", None, el("a:rPr", {"lang": "zh-CN"}), words("a:t", point.words)))
        said.append(el("c:tx", None, el("c:rich", None, el("a:bodyPr"), rich)))
    else:
        said.append(el("c:numFmt", {"formatCode": code, "sourceLinked": 0}))
    return el(
        "c:dLbl",
        None,
        val_c("c:idx", at),
        *said,
        # On the dashed line, words need a clear ground.
        paper() if point.reach else nothing_drawn(),
        type_of(look.size, colour, latin, face, bold=True),
        val_c("c:dLblPos", "outEnd"),
        *_shown(value=True),
    )


def _shown(*, value: bool) -> list[Element]:
    names = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
    return [flag(f"c:show{name}", int(value and name == "Val")) for name in names]


def _reaches(reaches: list[Decimal], plot: Plot, at: int, last: int) -> Element:
    column = get_column_letter(2 + len(plot.series) + at)
    return el(
        "c:errBars",
        None,
        val_c("c:errBarType", "plus"),
        val_c("c:errValType", "cust"),
        flag("c:noEndCap", 1),
        el("c:plus", None, numbers(f"{SHEET}!${column}$2:${column}${last}", list(reaches))),
        el("c:spPr", None, line(PRINT.computed_dash, 12_700, dashed=True)),
    )


def _names(plot: Plot, look: Look) -> Element:
    """The axis of categories, the first at the top."""
    return el(
        "c:catAx",
        None,
        val_c("c:axId", 111_111_111),
        el("c:scaling", None, val_c("c:orientation", "maxMin")),
        flag("c:delete", 0 if look.names else 1),
        val_c("c:axPos", "l"),
        el("c:numFmt", {"formatCode": "General", "sourceLinked": 0}),
        val_c("c:majorTickMark", "none"),
        val_c("c:minorTickMark", "none"),
        val_c("c:tickLblPos", "low"),
        el("c:spPr", None, line(PRINT.field, 9_525)),
        val_c("c:crossAx", 222_222_222),
        val_c("c:crosses", "autoZero"),
        flag("c:auto", 0),
        val_c("c:lblAlgn", "ctr"),
        val_c("c:lblOffset", 100),
        flag("c:noMultiLvlLbl", 1),
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
    lines = el("c:majorGridlines", None, el("c:spPr", None, line(PRINT.line, 6_350))) if look.axis else None
    return el(
        "c:valAx",
        None,
        val_c("c:axId", 222_222_222),
        el("c:scaling", None, *ends),
        flag("c:delete", 0 if look.axis else 1),
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
    title = el("a:p", None, el("a:r", None, about, words("a:t", f"单位：{unit}")))
    return el(
        "c:title",
        None,
        el("c:tx", None, el("c:rich", None, el("a:bodyPr"), title)),
        flag("c:overlay", 0),
    )
