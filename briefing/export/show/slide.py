"""A slide: one thing said large, with its source and its caveats below."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.spec import ChartSpec, Kind

SMALLEST = 13.0
"""The smallest letters of a slide and of a chart, in pixels of the design."""

HEIGHT = SMALLEST * 40
"""How high the stage is: its smallest letters are a fortieth of the screen.

From eight times the screen's height away, where the last row of a meeting room sits, they are then 10.7 minutes of
arc high; print at reading distance (10.5 pt at 40 cm) is 32, the limit of normal sight for Han characters about 8.
"""

_NARROWEST, _WIDEST = 0.75, 2.6


@dataclass(frozen=True, slots=True)
class Stage:
    """The screen in pixels of the design; always ``HEIGHT`` high, so that sizes are shares of the screen."""

    width: float = HEIGHT * 16 / 9
    height: float = HEIGHT

    @classmethod
    def of(cls, width: int, height: int) -> Stage:
        """The stage for a screen of so many pixels (or of such a proportion)."""
        share = width / height if height > 0 else 16 / 9
        return cls(width=HEIGHT * min(max(share, _NARROWEST), _WIDEST))

    def unit(self, width: int, height: int) -> float:
        """How many pixels of a screen one of the design takes there."""
        return min(width / self.width, height / self.height)


@dataclass(frozen=True, slots=True)
class Value:
    """A number to be read from afar. ``label`` says whose it is (2026 目标); ``absent`` stands for a missing one."""

    label: str
    kind: Kind
    sign: str = ""
    number: str = ""
    unit: str = ""
    absent: str = ""
    caveat: bool = False

    @property
    def words(self) -> str:
        """All of it in one string."""
        said = self.absent or f"{self.sign}{self.number}{self.unit}"
        return f"{self.label} {said}".strip()


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence something stands in, and where that is (来源：2026 解读，第 60 行)."""

    words: str
    source: str


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table: what, and a cell for each column; None leaves one blank. ``notes`` are its own caveats."""

    name: str
    cells: tuple[Value | None, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableFace:
    """A table of figures. ``columns`` names those after the first."""

    columns: tuple[str, ...]
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Slide:
    """What is on the screen at one time.

    ``over`` says where it belongs. Then one of: ``figure``, a headline number, with ``beside`` what another report
    says of it; ``values`` in columns, with or without a chart below; ``chart``, drawn ``scale`` times the size of the
    design; ``table``; or ``words`` below a title set large. Below stand ``quotes``, ``computed`` (测算, with its
    calculation) and ``caveats``, each a sentence. ``about`` names the indicator it shows, if it shows one.
    """

    title: str
    over: str = ""
    figure: Value | None = None
    beside: Value | None = None
    values: tuple[Value, ...] = ()
    chart: ChartSpec | None = None
    scale: float = 1.0
    table: TableFace | None = None
    words: tuple[str, ...] = ()
    remark: str = ""
    quotes: tuple[Quote, ...] = ()
    computed: str = ""
    caveats: tuple[str, ...] = ()
    about: str = ""

    @property
    def spoken(self) -> str:
        """All that it shows, for those who do not see it."""
        told = [self.over, self.title, *self.words]
        told += [value.words for value in (self.figure, self.beside, *self.values) if value is not None]
        if self.table is not None:
            for line in self.table.lines:
                told.append("，".join((line.name, *(cell.words for cell in line.cells if cell is not None))))
        told += [self.remark, self.chart.alt if self.chart else ""]
        for quote in self.quotes:
            told += [quote.words, quote.source]
        told += [self.computed, *self.caveats]
        return "。".join(part.rstrip("。") for part in told if part) + "。"

    @property
    def plain(self) -> bool:
        """Whether it is nothing but words set large: the beginning of something."""
        return self.figure is None and not self.values and self.chart is None and self.table is None
