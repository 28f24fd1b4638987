"""What an anchor knows of its passage: the quote, the sentence around it as far as it was kept, and its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.domain.anchor import CONTEXT, Anchor
from briefing.domain.anchoring_text import EDGES, FoldedReport
from briefing.domain.folding import Folding

NEIGHBOUR = 8
"""So many code points beyond the sentence must agree before a neighbour speaks for a place."""

LONG = 24
"""A sentence of this length is hardly written twice: the longest that ten reports of provinces (2025 and 2026, some
4,600 sentences) hold twice has 5 code points (各位代表!), and of the other reports tried one repeats a longer one."""

RUN = 240
"""Different sentences never share a run of so many code points: the longest that reports of consecutive years share,
a formula of thanks, has 160."""

_LOOKED_AT = 64
_LINE_ENDS = re.compile("\r\n|[\n\r\u2028\u2029]")
_FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Sought:
    """A passage to be found, in folded text.

    ``left`` and ``right`` are what the anchor kept of the passage's own sentence around the ``quote``; ``left_seen``
    and ``right_seen`` whether it kept the sentence's ends. ``before`` and ``after`` lie beyond the sentence, items
    joined; ``opens`` and ``closes`` tell that nothing stood beyond them.
    """

    quote: str
    left: str
    right: str
    left_seen: bool
    right_seen: bool
    before: str
    after: str
    opens: bool
    closes: bool
    whole: bool = False

    @property
    def known(self) -> str:
        """The sentence (or sentences) of the passage, as far as they were kept."""
        return self.left + self.quote + self.right

    @property
    def telling(self) -> bool:
        """Whether what is known could hardly be said of something else: its two ends, figures, or a long run.

        Formulas of policy run on for more than the 64 code points of context; they hold no figures.
        """
        return (self.left_seen and self.right_seen) or len(self.known) >= RUN or len(_FIGURES.findall(self.known)) >= 2

    @property
    def repeated(self) -> bool:
        """Whether its own neighbour says the same again, so that one neighbour proves nothing."""
        return bool(self.known) and (self.known in self.before or self.known in self.after)


def seek(anchor: Anchor, folding: Folding, *, whole: bool = False, width: int = CONTEXT) -> Sought:
    """What an anchor made with ``width`` code points of context knows. ``whole``: its quote is an item's whole text."""
    prefix, suffix = _lines(anchor.prefix, folding), _lines(anchor.suffix, folding)
    quote = folding.fold(anchor.exact)
    opens, closes = anchor.start == len(anchor.prefix), len(anchor.suffix) < width
    if whole:
        plain = prefix.replace("\n", ""), suffix.replace("\n", "")
        return Sought(quote, "", "", True, True, *plain, opens, closes, whole=True)
    begun = max(prefix.rfind(edge) for edge in EDGES) + 1
    left = prefix[begun:]
    right = ""
    right_seen = quote[-1:] != "" and quote[-1] in EDGES
    if not right_seen:
        ended = next((at for at, sign in enumerate(suffix) if sign in EDGES), -1)
        right = suffix if ended < 0 else suffix[: ended + 1].rstrip("\n")
        right_seen = ended >= 0 or closes
    return Sought(
        quote,
        left,
        right,
        begun > 0 or opens,
        right_seen,
        prefix[:begun].replace("\n", ""),
        suffix[len(right) :].replace("\n", ""),
        opens,
        closes,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """A place where the quote stands in the same sentence.

    ``start`` and ``end`` of the quote in the folded text; ``agreed`` code points beyond the sentence agree on its two
    sides; ``voices`` of them (0 to 2) are enough to speak for the place.
    """

    start: int
    end: int
    agreed: tuple[int, int]
    voices: int


def standings(edition: FoldedReport, sought: Sought) -> list[Standing]:
    """Every place where the quote stands in the same sentence, word for word as far as that is known."""
    found = []
    for at in edition.everywhere(sought.known, opens=sought.left_seen, closes=sought.right_seen):
        start = at + len(sought.left)
        end = start + len(sought.quote)
        if sought.whole and not _is_item(edition, start, end):
            continue
        found.append(_standing(edition, sought, start, end))
    return found


def _standing(edition: FoldedReport, sought: Sought, start: int, end: int) -> Standing:
    first, last = start - len(sought.left), end + len(sought.right)
    left, right = edition.left_of(first, _LOOKED_AT + 1), edition.right_of(last, _LOOKED_AT + 1)
    agreed = (
        _shared(sought.before[: -_LOOKED_AT - 1 : -1], left[: -_LOOKED_AT - 1 : -1]),
        _shared(sought.after[:_LOOKED_AT], right),
    )
    known = len(sought.known)
    voices = _speaks(agreed[0], known, sought.before, left, edge=sought.opens)
    return Standing(start, end, agreed, voices + _speaks(agreed[1], known, sought.after, right, edge=sought.closes))


def _speaks(agreed: int, known: int, kept: str, here: str, *, edge: bool) -> bool:
    """A neighbour speaks for a place by enough of its words, or by all there ever was up to the report's edge.

    The shorter the sentence, the more of its neighbour it takes: what both say together must not be said twice.
    """
    return (agreed >= NEIGHBOUR and agreed + known >= LONG) or (edge and kept == here)


def _is_item(edition: FoldedReport, start: int, end: int) -> bool:
    index = edition.item_of(start)
    return edition.begins(index) == start and edition.ends(index) == end


def _shared(one: str, other: str) -> int:
    """How many signs two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _lines(text: str, folding: Folding) -> str:
    return "\n".join(folding.fold(line) for line in _LINE_ENDS.split(text))
