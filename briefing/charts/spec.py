"""What a chart compares, as pure data: no Qt, no numbers of pixels, no colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.domain.quantity import Bound


class Kind(StrEnum):
    """Solid is done, hatched is promised, dashed is computed."""

    RESULT = "result"
    TARGET = "target"
    COMPUTED = "computed"


class Arrangement(StrEnum):
    """How the panels stand on the page."""

    MULTIPLES = "multiples"
    """Side by side, each with a title and its own axis from zero."""
    ROWS = "rows"
    """One below the other, labels at the left, a drawn axis under each."""
    COMPARE = "compare"
    """One table row a panel: name, result, target, bars, difference."""
    DETAIL = "detail"
    """One panel, drawn large, with the parts of a sum named."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value, or the words that say it is absent.

    ``label`` names the series (2024 实绩), ``words`` the value as it is printed beside the bar, its sign before
    the number (≥ 2000). ``value`` counts in ``unit``; ``upper`` is the far end of a range. ``figures`` are what
    it stands for, ``place`` is where a click leads, ``sentence`` the item's sentence with its source line.
    A sum carries its addends in ``parts``. ``absent`` (2024 解读未载) replaces value and words.
    Raises ValueError when it says nothing, when it has both a value and ``absent``, or when the value is not finite.
    """

    label: str
    kind: Kind
    unit: str
    value: Decimal | None = None
    words: str = ""
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None
    absent: str = ""
    figures: tuple[FigureRef, ...] = ()
    place: Place | None = None
    caveat: str = ""
    sentence: str = ""
    parts: tuple[Bar, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.absent):
            raise ValueError("a bar has either a value or words for its absence")
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"not a number: {self.value}")
        if self.upper is not None and (
            self.value is None or not self.upper.is_finite() or abs(self.upper) < abs(self.value)
        ):
            raise ValueError(f"not a range: {self.value} to {self.upper}")
        if any(part.unit != self.unit or part.value is None for part in self.parts):
            raise ValueError("the parts of a sum share its unit and have values")

    @property
    def end(self) -> Decimal:
        """How far it reaches: the far end of a range, else the value, zero when absent."""
        return self.upper if self.upper is not None else self.value if self.value is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands under one label: a result above, a target below, and what was computed from them.

    With a ``remark`` (标准不同，不可相减) nothing is drawn: values are said, and the remark says why.
    Raises ValueError for a row without bars, or one that is remarked on and has a difference all the same.
    """

    label: str
    bars: tuple[Bar, ...]
    difference: Bar | None = None
    remark: str = ""
    caveat: str = ""

    def __post_init__(self) -> None:
        if not self.bars:
            raise ValueError("a row without bars")
        if self.remark and self.difference is not None:
            raise ValueError("what may not be subtracted has no difference")
        if self.difference is not None and self.difference.kind is not Kind.COMPUTED:
            raise ValueError("a difference is computed")

    @property
    def drawn(self) -> bool:
        """Whether it has bars on the axis."""
        return not self.remark


@dataclass(frozen=True, slots=True)
class Panel:
    """One axis, and therefore one unit.

    ``whole`` is where the axis ends at least (100 for rates). ``group`` is the theme it stands under.
    Raises ValueError when a drawn bar has another unit than the panel.
    """

    unit: str
    rows: tuple[Row, ...]
    title: str = ""
    group: str = ""
    whole: Decimal | None = None
    caveat: str = ""

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("a panel without rows")
        for row in self.rows:
            marks = (*row.bars, *(() if row.difference is None else (row.difference,)))
            other = next((bar.unit for bar in marks if row.drawn and bar.unit != self.unit), None)
            if other is not None:
                raise ValueError(f"figures of different units never share an axis: {self.unit!r} and {other!r}")

    def drawn_bars(self) -> Iterator[Bar]:
        """Every bar on the axis."""
        for row in self.rows:
            if row.drawn:
                yield from row.bars


@dataclass(frozen=True, slots=True)
class Legend:
    """What a kind of bar means here: 2024 实绩."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart. ``note`` is said at the head (每幅自零起), ``caption`` below, ``caveats`` below that, each a sentence.

    ``alt`` says in words all that the chart shows. Raises ValueError for a chart without panels or without ``alt``.
    """

    title: str
    arrangement: Arrangement
    panels: tuple[Panel, ...]
    alt: str
    legend: tuple[Legend, ...] = ()
    note: str = ""
    caption: str = ""
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.panels:
            raise ValueError("a chart without panels")
        if not self.alt:
            raise ValueError("a chart without words for those who do not see it")

    @property
    def unit(self) -> str:
        """The unit all panels share, or nothing."""
        units = {panel.unit for panel in self.panels}
        return units.pop() if len(units) == 1 else ""

    def bars(self) -> Iterator[Bar]:
        """Every bar, results before targets, in reading order; differences are left out."""
        for panel in self.panels:
            for row in panel.rows:
                yield from row.bars
