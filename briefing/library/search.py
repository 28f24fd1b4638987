"""Searching: what a person types becomes an expression over pairs of characters, and the entries become hits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure
from briefing.domain.place import Place
from briefing.domain.search import Hit, HitKind
from briefing.domain.span import Span
from briefing.library import annotations as notes
from briefing.library import figures, indicators
from briefing.library.grams import fold, phrase
from briefing.library.search_index import bounds

_LONGEST = 200
"""Code points of a query that count; nobody types more, and a pasted page would only find itself."""

_FOUND = text(
    "SELECT e.number, e.ref, e.place, e.trail, e.text FROM search_grams JOIN search_entries AS e"
    " ON e.number = search_grams.rowid WHERE search_grams MATCH :words AND search_grams.rowid BETWEEN :first AND :last"
    " ORDER BY search_grams.rowid LIMIT :limit"
)

Entry = Row[tuple[int, int, str, str, str]]


def find(session: Session, words: str, limit: int) -> tuple[Hit, ...]:
    """What holds all the words, in the order of the groups, newest report first; at most ``limit``.

    When there is more, no group crowds out the others. Latin letters are tried as text and as pinyin initials.
    """
    folded = folded_words(words)
    if not folded or limit <= 0:
        return ()
    expression = " AND ".join(_expression(word) for word in folded)
    groups = [_entries(session, expression, kind, limit) for kind in HitKind]
    kept = [group[:share] for group, share in zip(groups, shares([len(group) for group in groups], limit), strict=True)]
    return tuple(hit for kind, group in zip(HitKind, kept, strict=True) for hit in _hits(session, kind, group, folded))


def folded_words(words: str) -> tuple[str, ...]:
    """The words of a query as the index sees them, each once."""
    folded = (fold(word).text for word in words[:_LONGEST].split())
    return tuple(dict.fromkeys(word for word in folded if word))


def shares(sizes: Sequence[int], limit: int) -> list[int]:
    """How many of each group to show so that all together are at most ``limit``: even shares, the rest to the first."""
    present = sum(1 for size in sizes if size)
    even = limit // present if present else 0
    parts = [min(size, even) for size in sizes]
    left = limit - sum(parts)
    for index, size in enumerate(sizes):
        more = min(size - parts[index], left)
        parts[index] += more
        left -= more
    return parts


def marks_of(text_shown: str, words: Sequence[str]) -> tuple[Span, ...]:
    """The stretches of a text where the folded words stand, in order; those that touch are one."""
    folded = fold(text_shown)
    marks: list[Span] = []
    for span in sorted(span for word in words for span in folded.find(word)):
        if marks and span.start <= marks[-1].end:
            marks[-1] = Span(marks[-1].start, max(marks[-1].end, span.end))
        else:
            marks.append(span)
    return tuple(marks)


def nearest(candidates: Sequence[Figure], marks: Sequence[Span]) -> tuple[Figure, ...]:
    """The figure of an item that stands nearest to a mark, one that follows it before one that precedes it."""
    if not candidates or not marks:
        return ()

    def distance(figure: Figure) -> tuple[int, bool, int]:
        span = figure.text_span
        gap, before = min((max(span.start - m.end, m.start - span.end, 0), span.end <= m.start) for m in marks)
        return gap, before, span.start

    return (min(candidates, key=distance),)


def _expression(word: str) -> str:
    stands = phrase(word)
    if word.isascii() and word.isalpha() and len(word) > 1:
        return f"(grams : {stands} OR initials : {stands})"
    return f"(grams : {stands})"


def _entries(session: Session, expression: str, kind: HitKind, limit: int) -> list[Entry]:
    first, last = bounds(kind)
    return list(session.execute(_FOUND, {"words": expression, "first": first, "last": last, "limit": limit}).all())


def _hits(session: Session, kind: HitKind, entries: Sequence[Entry], words: Sequence[str]) -> list[Hit]:
    """Entries of one group as hits, with the figures and values that their rows show."""
    if not entries:
        return []
    refs = [entry.ref for entry in entries]
    own: dict[int, Figure] = figures.load_some(session, refs) if kind is HitKind.FIGURE else {}
    near: dict[int, list[Figure]] = figures.of_items(session, refs) if kind is HitKind.ITEM else {}
    written: dict[int, Annotation] = notes.by_number(session, refs) if kind is HitKind.ANNOTATION else {}
    compared: dict[int, Indicator] = indicators.load(session) if kind is HitKind.INDICATOR else {}
    hits = []
    for entry in entries:
        marks = marks_of(entry.text, words)
        indicator = compared.get(entry.ref)
        if indicator is not None:
            shown = (*indicator.results, indicator.target)
        elif kind is HitKind.FIGURE:
            shown = (own[entry.ref],)
        else:
            shown = nearest(near.get(entry.ref, []), marks)
        place = Place.parse(entry.place)
        assert place is not None, entry.place
        hits.append(Hit(kind, place, entry.text, marks, entry.trail, shown, indicator, written.get(entry.ref)))
    return hits
