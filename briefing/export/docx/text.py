"""Paragraphs and stretches of text, with their footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefing.export.document import Run, RunRole
from briefing.export.docx.sections import run
from briefing.export.docx.xml import Element, el, root, val, words

_BREAKS = re.compile("([\n\t])")
_STYLES = {RunRole.FIGURE: "FigureNumber", RunRole.LEAD: "Lead", RunRole.STRONG: "Strong"}


def stretch(text: str, *about: Element) -> Element:
    """A run; line ends break the line, tabs are tabs."""
    made = el("w:r", None, el("w:rPr", None, *about) if about else None)
    for part in _BREAKS.split(text):
        if part == "\n":
            made.append(el("w:br"))
        elif part == "\t":
            made.append(el("w:tab"))
        elif part:
            made.append(words("w:t", part))
    return made


def styled(text: str, style: str) -> Element:
    """A run in a style for stretches of text."""
    return stretch(text, val("w:rStyle", style))


def paragraph(style: str, content: Iterable[Element], *about: Element | None) -> Element:
    """A paragraph in a style, with what it has beyond that."""
    return el("w:p", None, el("w:pPr", None, val("w:pStyle", style), *about), *content)


class Footnotes:
    """The notes at the feet of pages, in the order of their marks."""

    def __init__(self) -> None:
        self._notes: list[Element] = [
            _separator(-1, "separator", "w:separator"),
            _separator(0, "continuationSeparator", "w:continuationSeparator"),
        ]

    def mark(self, text: str) -> Element:
        """The mark of a new footnote, to be put after what it is about."""
        key = len(self._notes) - 1
        own = el("w:r", None, el("w:rPr", None, val("w:rStyle", "FootnoteReference")), el("w:footnoteRef"))
        note = paragraph("FootnoteText", [own, run(" "), stretch(text)])
        self._notes.append(el("w:footnote", {"w:id": key}, note))
        about = el("w:rPr", None, val("w:rStyle", "FootnoteReference"))
        return el("w:r", None, about, el("w:footnoteReference", {"w:id": key}))

    def part(self) -> Element:
        """The part ``footnotes.xml``."""
        return root("w:footnotes", ("w", "r"), *self._notes)

    def runs(self, found: Sequence[Run]) -> list[Element]:
        """Stretches of a paragraph in their roles, each followed by the mark of its footnote."""
        made = []
        for each in found:
            style = _STYLES.get(each.role)
            made.append(styled(each.text, style) if style else stretch(each.text))
            if each.footnote:
                made.append(self.mark(each.footnote))
        return made


def _separator(key: int, kind: str, tag: str) -> Element:
    about = el("w:pPr", None, val("w:pStyle", "FootnoteText"))
    line = el("w:p", None, about, el("w:r", None, el(tag)))
    return el("w:footnote", {"w:type": kind, "w:id": key}, line)
