"""The headline figures of a report: its call-outs, each with what another report says of the same indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.place import Place
from briefing.domain.report import Item, Nature, SectionRole
from briefing.domain.shown import shown


@dataclass(frozen=True, slots=True)
class Headline:
    """What one says: a figure and the other report's of the same indicator, or words where there is no figure."""

    place: Place
    title: str
    figure: Figure | None
    words: str = ""
    other: Figure | None = None
    other_title: str = ""
    absent: str = ""
    caveat: bool = False


def headlines(
    contents: ReportContents, library: Sequence[ReportContents], indicators: Sequence[Indicator]
) -> tuple[Headline, ...]:
    """The headlines of a report: its call-outs in the order of the text."""
    report = contents.report
    parts = [s for s in report.sections() if s.role is SectionRole.CALLOUTS]
    joined = {figure.ref: i for i in indicators for figure in (*i.results, i.target)}
    cards = []
    for section in parts:
        for item in section.items:
            place = Place(report.key, section.path, item.position)
            figures = contents.figures_of((item,))
            if not figures:
                lines = [shown(line).strip() for line in item.lines]
                cards.append(Headline(place, lines[0], None, words="".join(lines[1:])))
            cards += [
                _card(place, figure, contents, library, joined.get(_twin(figure, contents, joined)))
                for figure in figures
            ]
    return tuple(cards)


def _twin(figure: Figure, contents: ReportContents, joined: dict[FigureRef, Indicator]) -> FigureRef:
    """A call-out repeats a figure of the text: the indicator may hang on either."""
    if figure.ref in joined:
        return figure.ref
    for other in contents.figures:
        if other.ref in joined and other.subject == figure.subject and other.quantity == figure.quantity:
            return other.ref
    return figure.ref


def _card(
    place: Place,
    figure: Figure,
    contents: ReportContents,
    library: Sequence[ReportContents],
    indicator: Indicator | None,
) -> Headline:
    other: Figure | None = None
    if indicator and len(indicator.results) == 1:
        other = indicator.target if figure.nature is Nature.ACTUAL else indicator.results[0]
    absent, other_title = "", ""
    years = [c.report.year for c in library if c.report.nature is not contents.report.nature and c.report.year]
    word = "目标" if figure.nature is Nature.ACTUAL else "实绩"
    if other is not None:
        other_title = f"{other.year} {word}"
    elif years and figure.nature is Nature.TARGET:
        absent = f"{years[0]} 解读未载"
    caveat = indicator is not None and indicator.terms is not Terms.SAME
    return Headline(place, shown(figure.label), figure, "", other, other_title, absent, caveat)


def callout_lines(contents: ReportContents) -> tuple[int, int] | None:
    """First and last source line of the call-outs, for the page to name."""
    items: list[Item] = [item for s in contents.report.sections() if s.role is SectionRole.CALLOUTS for item in s.items]
    if not items:
        return None
    text = contents.report.source_text
    last = max(items, key=lambda item: item.span.end)
    return min(i.line for i in items), last.line + text[last.span.start : last.span.end].count("\n")
