"""What the editor holds when a person says that selected words are a figure."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.correction import FigureFields
from briefing.domain.figure import Figure
from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from briefing.ui.correct.typed import Typed


def prefill(report: Report, item: Item, stretch: Span, figures: Sequence[Figure]) -> tuple[Span, Typed]:
    """The stretch of the item's text that the figure is, and what is known of it; ``figures`` are those of the item.

    The number in the selected words, with its unit, becomes the figure; without one all the words do, and value and
    unit stay empty. Nature and year are those of the nearest figure of the item, else the report's.
    """
    # The reader's vocabulary is loaded only here, where a person asked for it.
    from briefing.reading.bounds import read_bounds
    from briefing.reading.clauses import frame
    from briefing.reading.figures import quantity_of
    from briefing.reading.mentions import find_mentions
    from briefing.reading.subjects import name_subjects

    near = min(figures, key=lambda figure: abs(figure.text_span.start - stretch.start), default=None)
    nature, year = (near.nature, near.year) if near else (report.nature, report.year)
    mentions = find_mentions(item.text)
    taken = [figure.text_span for figure in figures]
    spans = [Span(mention.start, mention.end) for mention in mentions]
    free = (at for at, span in enumerate(spans) if span.overlaps(stretch) and not any(map(span.overlaps, taken)))
    at = next(free, None)
    if at is None:
        return _trimmed(item.text, stretch), Typed(nature=nature, year="" if year is None else str(year))
    name = name_subjects(item.text, frame(item.text, mentions))[at]
    quantity = quantity_of(mentions[at], read_bounds(item.text, mentions)[at][0])
    fields = FigureFields(
        value=quantity.value,
        unit=quantity.unit,
        bound=quantity.bound,
        measure=name.measure,
        subject=name.subject,
        nature=nature,
        year=year,
        upper=quantity.upper,
    )
    return spans[at], Typed.of(fields)


def _trimmed(text: str, stretch: Span) -> Span:
    """Without the blanks at its ends."""
    words = stretch.of(text)
    start = stretch.start + len(words) - len(words.lstrip())
    return Span(start, max(start, stretch.start + len(words.rstrip())))
