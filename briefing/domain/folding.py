"""Text as it is compared: forms of writing that mean the same are folded together, and offsets lead back.

Folded together are compatibility forms and combining marks (Unicode Standard Annex 15, NFKD), and the shapes of
quotation marks, dashes and dots that offices' input methods mix. What shows nothing or only sets words apart
(blanks, line ends, joiners, variation selectors) is left out: Chinese is written without blanks, and those that
stand in a report come from its layout.
"""

from __future__ import annotations

import unicodedata

from briefing.domain.span import Span

_SAME = {
    **dict.fromkeys("“”„‟〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("‐‒–—―─−", "-"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("•‧∙⋅・", "·"),
    "⋯": "...",
}
_SHOWS_NOTHING = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
_SELECTORS = frozenset((0x034F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


class Folding(dict[int, str]):
    """Folds texts, and remembers the folded form of each code point it met."""

    def __missing__(self, point: int) -> str:
        made = "".join(_SAME.get(sign, sign) for sign in unicodedata.normalize("NFKD", chr(point)) if not _silent(sign))
        self[point] = made
        return made

    def fold(self, text: str) -> str:
        """The text as it is compared; never longer or shorter for reasons of layout."""
        # Every code point is decomposed already: this only brings combining marks into their canonical order.
        return unicodedata.normalize("NFD", text.translate(self))

    def spots(self, text: str) -> tuple[int, ...]:
        """For every code point of ``fold(text)`` the offset in ``text`` of the one that it comes from."""
        spots: list[int] = []
        marks: list[tuple[int, int]] = []
        for at, sign in enumerate(text):
            for folded in self[ord(sign)]:
                order = unicodedata.combining(folded)
                if order:
                    marks.append((order, at))
                    continue
                if marks:
                    spots += _in_order(marks)
                    marks = []
                spots.append(at)
        return (*spots, *_in_order(marks))

    def back(self, text: str, start: int, end: int, spots: tuple[int, ...] | None = None) -> Span:
        """The stretch of ``text`` that ``fold(text)[start:end]`` comes from, in whole code points of ``text``.

        Joiners and selectors that belong to the last of them are part of it, blanks are not.
        """
        spots = self.spots(text) if spots is None else spots
        if start >= end:
            at = spots[start] if start < len(spots) else len(text)
            return Span(at, at)
        first, last = min(spots[start:end]), max(spots[start:end]) + 1
        while last < len(text) and _clings(text[last]):
            last += 1
        return Span(first, last)


def cuts(folded: str, start: int, end: int) -> bool:
    """Whether a stretch of folded text leaves a combining mark of its last sign outside."""
    return end < len(folded) and start < end and unicodedata.combining(folded[end]) > 0


def _in_order(marks: list[tuple[int, int]]) -> list[int]:
    return [at for _, at in sorted(marks, key=lambda mark: mark[0])]


def _silent(sign: str) -> bool:
    return ord(sign) in _SELECTORS or unicodedata.category(sign) in _SHOWS_NOTHING


def _clings(sign: str) -> bool:
    return ord(sign) in _SELECTORS or (unicodedata.category(sign) == "Cf")
