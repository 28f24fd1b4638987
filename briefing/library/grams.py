"""Text as the search index sees it: folded, without blanks, in overlapping pairs of characters.

Chinese has no blanks between words, so an index of words finds nothing; pairs find every word of two characters
and more. A pair counts code points of the folded text; marks lead back to code points of the text itself.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from briefing.domain.span import Span

_SHAPES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "−": "-", "～": "~"})
"""Shapes of one mark that typists do not tell apart, beyond what NFKC already joins."""

_PRIVATE = 0xE000
"""Where ASCII marks are moved: FTS5's ``ascii`` tokenizer would take them, and only them, for blanks."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``origins`` holds for each of its characters the stretch of the text it came from."""

    text: str
    origins: tuple[tuple[int, int], ...]

    def find(self, word: str) -> list[Span]:
        """Every stretch of the text itself where the folded word stands, in order; they do not overlap."""
        found = []
        at = self.text.find(word) if word else -1
        while at >= 0:
            end = at + len(word)
            found.append(Span(self.origins[at][0], self.origins[end - 1][1]))
            at = self.text.find(word, end)
        return found


def fold(text: str) -> Folded:
    """Drop blanks and invisible characters; make full and half width and letter cases equal (NFKC, case fold)."""
    characters: list[str] = []
    origins: list[tuple[int, int]] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and unicodedata.combining(text[end]):
            end += 1
        folded = _fold_cluster(text[start:end])
        characters.append(folded)
        origins.extend([(start, end)] * len(folded))
        start = end
    return Folded("".join(characters), tuple(origins))


def _fold_cluster(cluster: str) -> str:
    """Fold one character with the marks that combine with it; a lone surrogate has no UTF-8 and becomes U+FFFD."""
    if "\u4e00" <= cluster <= "\u9fff" and len(cluster) == 1:
        return cluster  # Most of a Chinese text; the way below would return it as well.
    if cluster.isascii():
        return "" if cluster.isspace() else cluster.lower()
    if any("\ud800" <= character <= "\udfff" for character in cluster):
        cluster = "\ufffd"
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold()).translate(_SHAPES)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")


def grams(folded: str) -> str:
    """The overlapping pairs of a folded text, blanks between them; the last character stands alone: ``ab bc c``.

    Every character thus begins a token, so that a single one is found as a prefix.
    """
    safe = _safe(folded)
    return " ".join(safe[at : at + 2] for at in range(len(safe)))


def phrase(word: str) -> str:
    """A folded word (not empty) as an FTS5 phrase. Nothing in it can be read as FTS5 syntax."""
    safe = _safe(word)
    if len(safe) == 1:
        return f'"{safe}" *'
    return '"' + " ".join(safe[at : at + 2] for at in range(len(safe) - 1)) + '"'


def _safe(folded: str) -> str:
    return "".join(c if c > "\x7f" or c.isalnum() else chr(_PRIVATE + ord(c)) for c in folded)
