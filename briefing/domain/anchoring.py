"""Finding annotations again in a corrected edition of their report.

Nothing is accepted silently but the same words in the same sentence. *Exact* and *moved* need the sentence around
the quote word for word, as far as the anchor kept it, and a neighbour, or a length no sentence is repeated at, that
speaks for it: government reports say 增长…%左右 and 坚持… on every page, and where the annotated sentence was deleted
a look-alike must not take its annotation over. Whatever is only likely is *suggested*, and a person confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.domain.anchor import CONTEXT, Anchor, AnchorState, Scope, anchor_of_item
from briefing.domain.anchoring_likeness import SURE_ENOUGH, Likeness, counterpart
from briefing.domain.anchoring_sections import SectionFinder
from briefing.domain.anchoring_sought import LONG, Sought, Standing, seek, standings
from briefing.domain.anchoring_text import FoldedReport
from briefing.domain.report import Report
from briefing.domain.span import Span

WIDE = 256
"""Code points of context taken from the edition the anchor was made in, where that is at hand."""

_BARELY = 4
_TELLING = 8


@dataclass(frozen=True, slots=True)
class Found:
    """Where an anchor points in an edition of its report, and how sure that is (``score``, 0 to 1).

    ``item`` is the position of the item for a passage and a whole item, ``stretch`` the passage in that item's text,
    ``section`` the path of a section. All three are None for an orphan and for a whole report.
    """

    state: AnchorState
    item: int | None = None
    stretch: Span | None = None
    section: tuple[int, ...] | None = None
    score: float = 0.0


class Anchoring:
    """Finds anchors in one edition of a report, which it indexes once.

    ``before`` is the edition the anchors were made in, when there is one at hand. With it whole sentences are
    compared, not only the 32 code points on either side, and fewer passages need a person's word.
    """

    def __init__(self, report: Report, before: Report | None = None) -> None:
        self._edition = FoldedReport(report)
        self._before = None if before is None else FoldedReport(before, self._edition.folding)
        self._sections = SectionFinder(self._edition)
        self._likeness: Likeness | None = None

    def find(self, anchor: Anchor, scope: Scope) -> Found:
        """Where the anchor points. Never raises: what cannot be found is an orphan.

        An anchor of a whole item with an empty quote (libraries before whole items were quoted) only says where the
        item began. It is exact where an item begins just there and any context it has agrees, else an orphan; that
        holds for the edition it was made in. For another edition hand in ``before``, from which its quote is taken.
        """
        match scope:
            case Scope.REPORT:
                return Found(AnchorState.EXACT, score=1.0)
            case Scope.SECTION:
                state, path, score = self._sections.find(anchor)
                return Found(state, section=path, score=score)
            case Scope.ITEM:
                return replace(self._find(self._quoted(anchor), whole=True), stretch=None)
            case Scope.PASSAGE:
                return self._find(anchor, whole=False)

    def _find(self, anchor: Anchor, *, whole: bool) -> Found:
        unchanged = self._unchanged(anchor, whole=whole)
        if unchanged is not None:
            return unchanged
        sought = seek(anchor, self._edition.folding, whole=whole)
        wide = self._widened(anchor)
        if sought.quote and sought.left_seen and sought.right_seen:
            settled = self._settled(anchor, sought, standings(self._edition, sought), self._stood(wide, sought))
            if settled is not None:
                return settled
        if wide is not None:
            anchor, sought = wide, seek(wide, self._edition.folding, whole=whole, width=WIDE)
        if not sought.quote:
            return Found(AnchorState.ORPHAN)
        places = standings(self._edition, sought)
        settled = self._settled(anchor, sought, places, self._stood(wide, sought))
        return settled or self._suggested(anchor, sought, places)

    def _unchanged(self, anchor: Anchor, *, whole: bool) -> Found | None:
        """The place where the anchor was made, when quote and context still stand there as they were."""
        text, low, high = self._edition.text, anchor.start - len(anchor.prefix), anchor.end + len(anchor.suffix)
        held = self._edition.held_by(anchor.start, anchor.end)
        if held is None or low < 0 or text[low:high] != anchor.prefix + anchor.exact + anchor.suffix:
            return None
        index, stretch = held
        if whole and stretch.start:
            return None
        if whole and not anchor.exact:
            return self._exact(index, stretch)
        if whole and len(stretch) != len(self._edition.items[index].text):
            return None
        if (len(anchor.prefix) < CONTEXT and low > 0) or (len(anchor.suffix) < CONTEXT and high < len(text)):
            return None
        return self._exact(index, stretch)

    def _widened(self, anchor: Anchor) -> Anchor | None:
        """The anchor with all the context that the edition it was made in can give; None when it has no place there."""
        old, low, high = self._before, anchor.start - len(anchor.prefix), anchor.end + len(anchor.suffix)
        if old is None or low < 0 or old.held_by(anchor.start, anchor.end) is None:
            return None
        # An anchor may come from an edition before that one; its context would tell.
        if old.text[low:high] != anchor.prefix + anchor.exact + anchor.suffix:
            return None
        start, end = anchor.start, anchor.end
        return Anchor(anchor.exact, old.text[max(0, start - WIDE) : start], old.text[end : end + WIDE], start, end)

    def _quoted(self, anchor: Anchor) -> Anchor:
        """The anchor of a whole item with its quote, which old libraries left out."""
        if anchor.exact or self._before is None:
            return anchor
        index = self._before.begun_at(anchor.start)
        return anchor if index is None else anchor_of_item(self._before.report, self._before.items[index])

    def _stood(self, made: Anchor | None, sought: Sought) -> int:
        """How often the sentence stood in the edition that the anchor was made in; 0 when that is not known."""
        return 0 if made is None or self._before is None else len(standings(self._before, sought))

    def _settled(self, anchor: Anchor, sought: Sought, places: list[Standing], stood: int) -> Found | None:
        """The one place that is surely meant, or None."""
        if not places:
            return None
        most = max(place.voices for place in places)
        best = [place for place in places if place.voices == most]
        # Where the sentence stands more than once, only both neighbours tell which of them was meant.
        if len(places) > 1 and most < 2:
            return None
        for place in best:
            index, stretch = self._edition.place(place.start, place.end, anchor.exact)
            if self._edition.offset(index, stretch) == anchor.start and _holds(sought, place, stood):
                return self._exact(index, stretch)
        if len(best) > 1:
            return None
        if not sought.telling or not _vouched(sought, best[0], stood):
            return None
        index, stretch = self._edition.place(best[0].start, best[0].end, anchor.exact)
        return Found(AnchorState.MOVED, self._edition.items[index].position, stretch, None, 1.0)

    def _suggested(self, anchor: Anchor, sought: Sought, places: list[Standing]) -> Found:
        """The likeliest place, when it is likely enough to be shown to a person."""
        near = min(anchor.start, len(self._edition.folded))
        if places:
            best = min(places, key=lambda place: (-place.voices, -sum(place.agreed), abs(place.start - near)))
            return self._suggestion(best.start, best.end, anchor.exact, 0.99)
        if self._likeness is None:
            self._likeness = Likeness(self._edition)
        likely = self._likeness.likeliest(sought, near)
        if likely is None or likely.score < SURE_ENOUGH:
            return Found(AnchorState.ORPHAN, score=likely.score if likely else 0.0)
        start, end = likely.start, likely.end
        if not sought.whole:
            begun = len(sought.left)
            words = self._edition.folded[start:end]
            there = counterpart(sought.known, begun, begun + len(sought.quote), words)
            if there is not None:
                start, end = start + there[0], start + there[1]
        return self._suggestion(start, end, anchor.exact, likely.score)

    def _suggestion(self, start: int, end: int, quote: str, score: float) -> Found:
        index, stretch = self._edition.place(start, end, quote)
        return Found(AnchorState.SUGGESTED, self._edition.items[index].position, stretch, None, score)

    def _exact(self, index: int, stretch: Span) -> Found:
        return Found(AnchorState.EXACT, self._edition.items[index].position, stretch, None, 1.0)


def reanchor(report: Report, anchor: Anchor, scope: Scope) -> Found:
    """Where one anchor points in a report. For many of them make an ``Anchoring`` once. Never raises."""
    return Anchoring(report).find(anchor, scope)


def _holds(sought: Sought, place: Standing, stood: int) -> bool:
    """Whether the same sentence where the anchor was made is the one that was meant: nothing contradicts it."""
    if _vouched(sought, place, stood):
        return True
    if sought.repeated or stood > 1:
        return False
    if sum(place.agreed) >= _BARELY:
        return True
    return not sought.before and not sought.after and len(sought.known) >= _TELLING


def _vouched(sought: Sought, place: Standing, stood: int) -> bool:
    """Whether something beyond its own words says that this sentence is the one that was meant."""
    if stood == 1:
        return True
    if sought.repeated or stood > 1:
        return place.voices == 2
    return place.voices > 0 or (len(sought.known) >= LONG and _uncontradicted(sought, place))


def _uncontradicted(sought: Sought, place: Standing) -> bool:
    """Whether what little was kept of the neighbours agrees on one side at least; whole items may change theirs."""
    kept = [
        (len(words), agreed)
        for words, agreed in zip((sought.before, sought.after), place.agreed, strict=True)
        if len(words) > 1
    ]
    return sought.whole or not kept or any(agreed >= min(length, _BARELY) for length, agreed in kept)
