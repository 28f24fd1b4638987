"""An annotation's words where they stood, and where they would stand, each with what is around them."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.domain.anchor import Anchor
from briefing.domain.anchoring import Found
from briefing.domain.annotation import Annotation
from briefing.domain.labels import section_title
from briefing.domain.report import Report
from briefing.domain.span import Span
from briefing.ui.check.excerpt import excerpt


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their sentence; ``line`` is where in the source, None where that is not known."""

    text: str
    quote: Span
    line: int | None = None

    @property
    def words(self) -> str:
        """The words meant."""
        return self.quote.of(self.text)


def passage_before(note: Annotation) -> Passage:
    """The words an annotation was made about, as its selectors keep them."""
    anchor: Anchor = note.placement or note.anchor
    before, after = anchor.prefix.rpartition("\n")[2], anchor.suffix.partition("\n")[0]
    return Passage(before + anchor.exact + after, Span(len(before), len(before) + len(anchor.exact)))


def passage_found(report: Report, found: Found) -> Passage | None:
    """The words that were found, in their sentence; None where nothing was."""
    if found.section is not None:
        section = report.section_at(found.section)
        if section is None:
            return None
        title = section_title(section)
        return Passage(title, Span(0, len(title)), section.line)
    item = report.item_at(found.item) if found.item is not None else None
    if item is None:
        return None
    stretch = found.stretch or Span(0, len(item.text))
    cut, _, span = excerpt(item, (), stretch)
    return Passage(cut.text, span, item.line)


def place_of(report: Report, note: Annotation) -> Found | None:
    """Where an annotation is, or is suggested to be, in its report today."""
    if note.item is None and note.section is None:
        return None
    return Found(note.state, note.item, note.stretch, note.section)
