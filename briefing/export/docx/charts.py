"""A chart spec as charts that Word edits: one for every axis, arranged as on the screen."""

from __future__ import annotations

from briefing.charts.colours import PRINT
from briefing.charts.office import Plot, plot_of, said_of
from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row
from briefing.export.docx.chart_book import workbook
from briefing.export.docx.chart_xml import Look, chart_element
from briefing.export.docx.drawings import chart_run
from briefing.export.docx.faces import Face
from briefing.export.docx.measures import TEXT_WIDTH, twips
from briefing.export.docx.package import Package
from briefing.export.docx.tables import edges, plain_table, table_cell
from briefing.export.docx.text import paragraph, stretch
from briefing.export.docx.xml import Element, el, on, val

_BAR, _ROW_GAP, _AXIS = 4.6, 2.8, 13.0
_TALLEST = 180.0
_ROOM = twips(TEXT_WIDTH)
_COMPARED = (42.0, 27.0, 27.0, 31.0, 29.0)
"""Millimetres for name, result, target, bars and difference."""


class Charts:
    """Puts charts into the package; hands out what stands in the text. ``count`` is the number of drawings so far."""

    def __init__(self, package: Package, latin: Face, face: Face) -> None:
        self._package = package
        self._latin = latin
        self._face = face
        self.count = 0

    def next_key(self) -> int:
        """A number for a drawing that no other has."""
        self.count += 1
        return self.count

    def elements(self, spec: ChartSpec, alt: str) -> list[Element]:
        """The legend, the charts, and in words what they leave out; caveats last."""
        made = [_legend(spec)] if spec.legend or spec.note else []
        if spec.arrangement is Arrangement.COMPARE:
            made += self._compared(spec, alt)
        elif spec.arrangement is Arrangement.MULTIPLES and len(spec.panels) > 1:
            made += self._side_by_side(spec, alt)
        else:
            made += self._stacked(spec, alt)
        large = spec.arrangement is Arrangement.DETAIL
        said = [words for panel in spec.panels for words in said_of(panel, differences=large)]
        if spec.arrangement is Arrangement.COMPARE:
            said = []
        below = [*said, spec.caption, *(f"口径：{caveat}" for caveat in spec.caveats)]
        return made + [paragraph("TableNote", [stretch(words)], on("w:keepNext")) for words in below if words]

    def _stacked(self, spec: ChartSpec, alt: str) -> list[Element]:
        made = []
        axis = spec.arrangement is Arrangement.ROWS
        for panel in spec.panels:
            if panel.title and (len(spec.panels) > 1 or not axis):
                title = f"{panel.title}（{panel.unit}）" if panel.unit else panel.title
                made.append(paragraph("TableHead", [stretch(title, on("w:b"))], on("w:keepNext")))
            plot = plot_of(panel, spec)
            if plot is not None:
                # A lone bar's name stands over it already.
                names = len(plot.categories) > 1 or axis
                look = Look(axis=axis, names=names, labels=True, width=TEXT_WIDTH)
                drawn = self._run(plot, look, alt, _height(plot, axis=axis))
                made.append(paragraph("Drawing", [drawn]))
        return made

    def _side_by_side(self, spec: ChartSpec, alt: str) -> list[Element]:
        across = 3 if len(spec.panels) % 3 == 0 else 2
        width = _ROOM // across
        rows = []
        for at in range(0, len(spec.panels), across):
            panels = spec.panels[at : at + across]
            cells = [table_cell(width, self._small(panel, spec, alt, TEXT_WIDTH / across - 3)) for panel in panels]
            cells += [table_cell(width, [paragraph("TableText", [])]) for _ in range(across - len(panels))]
            rows.append(el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), *cells))
        return [plain_table([width] * across, rows, edges=edges({"w:val": "nil"}, "top", "bottom", "insideH"))]

    def _small(self, panel: Panel, spec: ChartSpec, alt: str, width: float) -> list[Element]:
        title = f"{panel.title}（{panel.unit}）" if panel.unit else panel.title
        made = [paragraph("TableText", [stretch(title, on("w:b"))], on("w:keepNext"))]
        plot = plot_of(panel, spec)
        if plot is not None:
            look = Look(axis=False, names=len(plot.categories) > 1, labels=True, width=width)
            drawn = self._run(plot, look, alt, _height(plot, axis=False))
            made.append(paragraph("TableText", [drawn], on("w:keepNext")))
        return made

    def _compared(self, spec: ChartSpec, alt: str) -> list[Element]:
        named = {entry.kind: entry.words for entry in spec.legend}
        widths = [twips(part) for part in _COMPARED]
        heads = ["指标", named.get(Kind.RESULT, "实绩"), named.get(Kind.TARGET, "目标"), "", "差额（测算）"]
        sides = ["left", "right", "right", "left", "right"]
        cells = [
            table_cell(width, [paragraph("TableHead", [stretch(words)], val("w:jc", side), on("w:keepNext"))])
            for words, width, side in zip(heads, widths, sides, strict=True)
        ]
        rows = [el("w:tr", None, el("w:trPr", None, on("w:cantSplit"), on("w:tblHeader")), *cells)]
        group = ""
        for panel in spec.panels:
            if panel.group != group:
                group = panel.group
                head = paragraph("TableHead", [stretch(group, on("w:b"))], on("w:keepNext"))
                rows.append(el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), table_cell(_ROOM, [head], span=5)))
            rows += [self._compared_row(panel, row, spec, alt, widths) for row in panel.rows]
        return [plain_table(widths, rows)]

    def _compared_row(self, panel: Panel, row: Row, spec: ChartSpec, alt: str, widths: list[int]) -> Element:
        results = [bar for bar in row.bars if bar.kind is not Kind.TARGET]
        targets = [bar for bar in row.bars if bar.kind is Kind.TARGET]
        plot = plot_of(Panel(panel.unit, (row,), panel.title, panel.group, panel.whole), spec)
        drawn = [stretch(row.remark)] if row.remark else []
        if plot is not None:
            look = Look(axis=False, names=False, labels=False, width=_COMPARED[3] - 3)
            drawn = [self._run(plot, look, alt, 4.2 * len(plot.series) + 2)]
        texts = [
            [stretch(row.label or panel.title)],
            [stretch(_values(results, mark=bool(row.caveat)))],
            [stretch(_values(targets))],
            drawn,
            [stretch(row.difference.words if row.difference else "—")],
        ]
        sides = ["left", "right", "right", "left", "right"]
        cells = [
            table_cell(width, [paragraph("TableText", content, val("w:jc", side))])
            for content, width, side in zip(texts, widths, sides, strict=True)
        ]
        return el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), *cells)

    def _run(self, plot: Plot, look: Look, alt: str, height: float) -> Element:
        chart, external = chart_element(plot, look, self._latin, self._face)
        key = self.next_key()
        relation = self._package.add_chart(chart, workbook(plot), external)
        return chart_run(relation, key, f"图表 {key}", alt, look.width, height)


def _height(plot: Plot, *, axis: bool) -> float:
    """Millimetres for all its bars."""
    rows = len(plot.categories)
    return min(_TALLEST, rows * (len(plot.series) * _BAR + _ROW_GAP) + (_AXIS if axis else 2.0))


def _values(bars: list[Bar], *, mark: bool = False) -> str:
    said = "、".join(bar.words or bar.absent for bar in bars)
    return f"{said} ▲" if mark and said else said or "—"


_SWATCHES = {
    Kind.RESULT: {"w:val": "clear", "w:color": "auto", "w:fill": PRINT.result_fill.removeprefix("#")},
    Kind.TARGET: {"w:val": "diagStripe", "w:color": PRINT.target.removeprefix("#"), "w:fill": "FFFFFF"},
}


def _legend(spec: ChartSpec) -> Element:
    """What solid and hatched mean, as shaded blanks that print as the bars do."""
    content = []
    for entry in spec.legend:
        shade = _SWATCHES.get(entry.kind)
        dashed = {"w:val": "dashed", "w:sz": 6, "w:space": 0, "w:color": PRINT.computed_dash.removeprefix("#")}
        about = el("w:bdr", dashed) if shade is None else el("w:shd", shade)
        content += [stretch("　　", about), stretch(f" {entry.words}　　")]
    if spec.note:
        content.append(stretch(spec.note))
    spaced = el("w:spacing", {"w:before": 200, "w:after": 100})
    return paragraph("TableNote", content, val("w:jc", "center"), on("w:keepNext"), spaced)
