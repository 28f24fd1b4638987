"""Figure tables: target beside result where an indicator pairs them, else what each figure says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, Nature
from briefing.domain.shown import shown
from briefing.export.document import Align, Cell, Column, Table

ABSENT = "未载"
"""Said where a report gives no such value; never a zero and never left blank."""

_BOUND_WORDS = {
    Bound.EXACT: "",
    Bound.AT_LEAST: "以上",
    Bound.AT_MOST: "以内",
    Bound.ABOUT: "左右",
    Bound.OVER: "超过",
    Bound.UNDER: "不足",
    Bound.RANGE: "区间",
}


def figure_tables(
    figures: Sequence[Figure],
    indicators: Iterable[Indicator],
    items: Mapping[int, Item],
    *,
    sourced: bool,
) -> tuple[Table, ...]:
    """The tables of these figures, none when there are none.

    ``items`` holds the items the figures stand in, by position. With ``sourced`` a last column names each figure's
    line in the source. Figures that no indicator pairs join the paired ones while they are the fewer, else they get
    a table of their own.
    """
    paired = _pairs(figures, indicators)
    alone = [figure for figure in figures if figure.ref not in paired]
    rows = list({indicator.key: indicator for indicator in paired.values()}.values())
    if not rows:
        return (_plain_table("数据", figures, items, sourced=sourced),) if figures else ()
    if len(alone) <= len(rows):
        return (_pair_table(figures, paired, items, sourced=sourced),)
    together = [figure for figure in figures if figure.ref in paired]
    return (
        _pair_table(together, paired, items, sourced=sourced),
        _plain_table("其他数据", alone, items, sourced=sourced),
    )


def pair_table(indicators: Sequence[Indicator]) -> Table:
    """Indicators in their order, a row each: target, result, difference, and below them what restricts these."""
    notes: list[str] = []
    rows = [_pair_row(indicator, _mark(indicator, notes)) for indicator in indicators]
    return _framed(indicators, rows, notes, sourced=False)


def _pairs(figures: Sequence[Figure], indicators: Iterable[Indicator]) -> dict[FigureRef, Indicator]:
    """The indicator of each figure that has one."""
    present = {figure.ref for figure in figures}
    found: dict[FigureRef, Indicator] = {}
    for indicator in indicators:
        for figure in (indicator.target, *indicator.results):
            if figure.ref in present:
                found.setdefault(figure.ref, indicator)
    return found


def _pair_table(
    figures: Sequence[Figure], paired: Mapping[FigureRef, Indicator], items: Mapping[int, Item], *, sourced: bool
) -> Table:
    notes: list[str] = []
    rows = []
    done: set[str] = set()
    chosen = [paired[figure.ref] for figure in figures if figure.ref in paired]
    for figure in figures:
        indicator = paired.get(figure.ref)
        if indicator is None:
            row = _lone_row(figure)
        elif indicator.key in done:
            continue
        else:
            done.add(indicator.key)
            row = _pair_row(indicator, _mark(indicator, notes))
        rows.append((*row, _line(figure, items)) if sourced else row)
    return _framed(chosen, rows, notes, sourced=sourced)


def _framed(
    chosen: Sequence[Indicator], rows: Sequence[tuple[Cell, ...]], notes: Sequence[str], *, sourced: bool
) -> Table:
    target = _year_word((i.target for i in chosen), "目标")
    result = _year_word((figure for i in chosen for figure in i.results), "实绩")
    columns = (
        Column("指标", grow=True),
        Column(target, Align.RIGHT),
        Column(result, Align.RIGHT),
        Column("差额（测算）", Align.RIGHT),
        *((Column("出处", Align.RIGHT),) if sourced else ()),
    )
    computed = any(indicator.difference for indicator in chosen)
    return Table("目标与实绩", columns, tuple(rows), tuple(notes), _remark(chosen) if computed else "")


def _pair_row(indicator: Indicator, mark: int) -> tuple[Cell, ...]:
    difference = indicator.difference
    if difference is not None:
        last = Cell(difference.bound.sign + difference.number, difference.unit, computed=True)
    elif indicator.terms is Terms.NOT_SUBTRACTABLE:
        last = Cell(shown(indicator.short) or indicator.terms.label, mark=mark)
    else:
        last = Cell("—")
    return (
        Cell(shown(indicator.name)),
        _quantity_cell(indicator.target.quantity),
        _result_cell(indicator, 0 if last.caveat else mark),
        last,
    )


def _result_cell(indicator: Indicator, mark: int) -> Cell:
    base = indicator.base
    if len(indicator.results) == 1:
        return _quantity_cell(indicator.results[0].quantity, mark)
    if base is None:
        return Cell("、".join(figure.quantity.words for figure in indicator.results), mark=mark)
    parts = " + ".join(figure.quantity.number for figure in indicator.results)
    return Cell(f"{parts} = {base.number}", base.unit, computed=True, mark=mark)


def _lone_row(figure: Figure) -> tuple[Cell, ...]:
    value, absent = _quantity_cell(figure.quantity), Cell(ABSENT)
    both = (value, absent) if figure.nature is Nature.TARGET else (absent, value)
    return (Cell(_name(figure)), *both, Cell("—"))


def _mark(indicator: Indicator, notes: list[str]) -> int:
    """The number of the indicator's caveat among the notes, added when it is new; 0 when it has none."""
    if indicator.terms is Terms.SAME and not indicator.caveat:
        return 0
    note = f"{indicator.terms.label}：{shown(indicator.caveat)}" if indicator.caveat else f"{indicator.terms.label}。"
    if note not in notes:
        notes.append(note)
    return notes.index(note) + 1


def _remark(indicators: Sequence[Indicator]) -> str:
    """How the differences were computed."""
    years = {(result.year, i.target.year) for i in indicators for result in i.results}
    words = "测算：差额为目标减实绩，目标的界限随差额保留"
    if len(years) == 1:
        first, last = years.pop()
        if first is not None and last is not None and last - first > 1:
            words += f"；{first}年到{last}年相隔{last - first}年"
    return words + "。"


def _plain_table(caption: str, figures: Sequence[Figure], items: Mapping[int, Item], *, sourced: bool) -> Table:
    columns = (
        Column("指标", grow=True),
        Column("数值", Align.RIGHT),
        Column("单位"),
        Column("界限"),
        Column("口径"),
        *((Column("出处", Align.RIGHT),) if sourced else ()),
    )
    rows = []
    for figure in figures:
        quantity = figure.quantity
        row = (
            Cell(_name(figure)),
            Cell(quantity.number),
            Cell(quantity.unit),
            Cell(_bound_words(figure, items)),
            Cell(figure.measure.label),
        )
        rows.append((*row, _line(figure, items)) if sourced else row)
    return Table(caption, columns, tuple(rows))


def _name(figure: Figure) -> str:
    return shown(figure.label or figure.raw)


def _bound_words(figure: Figure, items: Mapping[int, Item]) -> str:
    """The bound in the report's own words where its place is known."""
    item = items.get(figure.item)
    own = "".join(cue.of(item.text) for cue in figure.cues) if item is not None else ""
    return shown(own) or _BOUND_WORDS[figure.quantity.bound]


def _line(figure: Figure, items: Mapping[int, Item]) -> Cell:
    item = items.get(figure.item)
    return Cell("" if item is None else f"第{item.line}行")


def _quantity_cell(quantity: Quantity, mark: int = 0) -> Cell:
    return Cell(quantity.bound.sign + quantity.number, quantity.unit, mark=mark)


def _year_word(figures: Iterable[Figure], word: str) -> str:
    years = {figure.year for figure in figures}
    year = years.pop() if len(years) == 1 else None
    return word if year is None else f"{year}年{word}"
