"""Repairs the layout of a source text: lines become headings, running text, credits and year marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefing.domain.span import Span
from briefing.reading import headings
from briefing.reading.callouts import is_callout
from briefing.reading.elements import Credit, Element, Heading, Kind, Text, YearMark
from briefing.reading.headings import HeadingMatch, Rank
from briefing.reading.lines import Line, words_of
from briefing.reading.page import folios, is_credit, is_furniture, one_line
from briefing.reading.vocabulary import words

_BULLET = re.compile(r"(?:[-*+][ \t\u00a0\u3000]+|[•·●○■□◆◇▪▫]\s*|[-—–―─]{2,}\s*)(?=\S)")
_SPLIT = re.compile(r"(?:(?<=\s)[●□]|[■◆▪])\s*(?=\S)")
_LONG_ENOUGH_TO_BE_CUT = 30
_LONGEST_SALUTATION = 24
_OPENERS = ",，、《（(“"


def lay_out(source: str, lines: Sequence[Line], skipped: frozenset[int], marked: bool) -> list[Element]:
    """The elements of a page in the order of the source.

    ``skipped`` are the numbers of lines that belong to the title block or the web page around it.
    ``marked`` says that headings carry hash marks; without them bare lines may be headings too.
    """
    return _Page(source, lines, skipped, marked).elements()


class _Page:
    def __init__(self, source: str, lines: Sequence[Line], skipped: frozenset[int], marked: bool) -> None:
        self._source = source
        self._marked = marked
        dropped = skipped | folios(lines) if marked is False else skipped | self._folios(lines)
        self._lines = [line for line in lines if line.number not in dropped]
        self._full = [line for line in self._lines if not line.blank]
        self._elements: list[Element] = []
        self._number: int | None = None
        self._outer = self._bare_rank()

    @staticmethod
    def _folios(lines: Sequence[Line]) -> frozenset[int]:
        """Page numbers of a hash edition: a bare number before a heading is the heading's."""
        kept = set()
        full = [line for line in lines if not line.blank]
        for line, following in pairwise(full):
            if headings.bare_number(line.words) is not None and headings.hash_heading(following.words):
                kept.add(line.number)
        return folios([line for line in lines if line.number not in kept])

    def elements(self) -> list[Element]:
        """Walk the lines once."""
        position = 0
        gap = True
        previous = 0
        index_of = {line.number: index for index, line in enumerate(self._full)}
        for line in self._lines:
            if line.blank:
                gap = True
                continue
            index = index_of[line.number]
            if index < position:
                continue
            if self._marked and gap and (block := self._callout_block(index, line)):
                self._callout(block)
                position = index + len(block)
            else:
                self._take(line, index, gap or previous == 0)
            previous, gap = line.number, False
        if self._number is not None:
            self._number = None
        return self._elements

    def _neighbours(self, index: int) -> tuple[str, str]:
        before = self._full[index - 1].words if index else ""
        after = self._full[index + 1].words if index + 1 < len(self._full) else ""
        return before, after

    def _take(self, line: Line, index: int, gap: bool) -> None:
        text = line.words
        if headings.may_count(text) and self._took_number(line, index):
            return
        if is_credit(text):
            self._elements.append(Credit(one_line(text)))
            return
        continues = self._continues(text, gap)
        if not continues:
            before, after = self._neighbours(index)
            if found := headings.enumerated_heading(text, after):
                self._heading(line, found, False)
                return
            if not self._marked and not is_furniture(text) and headings.bare_heading(text, before, after):
                rank = Rank.OUTER if headings.is_annex(text) else self._outer
                self._heading(line, HeadingMatch(rank, None, 0, len(text)), False)
                return
        elif not text[0].isalnum() and is_furniture(text) and not re.search(r"\w", text):
            return
        self._text(line, continues)

    def _took_number(self, line: Line, index: int) -> bool:
        """Take a line that is a hash heading or a number alone; False when it is neither."""
        text = line.words
        if found := headings.hash_heading(text):
            year = headings.year_heading(text)
            if year is not None:
                self._elements.append(YearMark(year))
            else:
                self._heading(line, found, True)
            return True
        alone = headings.bare_number(text)
        if alone is None:
            return False
        before, after = self._neighbours(index)
        if self._marked and headings.hash_heading(after):
            self._number = alone
            return True
        if not text.isascii() and headings.ends_sentence(before) and len(after) > headings.LONGEST:
            self._heading(line, HeadingMatch(Rank.CHAPTER, alone, 0, len(text)), False)
            return True
        return False

    def _bare_rank(self) -> Rank:
        """Bare headings stand above the enumerated ones when the count starts anew below them."""
        above = below = 0
        for index, line in enumerate(self._full):
            if self._marked:
                break
            if not headings.long_enough(line.words) or headings.is_annex(line.words):
                continue
            before, after = self._neighbours(index)
            if not headings.bare_heading(line.words, before, after):
                continue
            if headings.enumerated_heading(line.words, after):
                continue
            following = next(
                (found for other in self._full[index + 1 : index + 16] if (found := headings.enumerator(other.words))),
                None,
            )
            above += following is not None and following[1] == 1
            below += following is None or following[1] != 1
        return Rank.OUTER if above > below else Rank.INNER

    def _heading(self, line: Line, found: HeadingMatch, marked: bool) -> None:
        pieces = line.pieces
        inner = _part(pieces, found.start, found.end)
        number = found.number if found.number is not None else self._number
        self._number = None
        if not inner:
            return
        span = Span(inner[0].start, inner[-1].end)
        self._elements.append(Heading(found.rank, number, words_of(self._source, inner), span, line.number, marked))
        if found.rest >= 0 and (rest := _part(pieces, found.rest, len(line.words))):
            run_in = Text(Kind.PARAGRAPH, line.number)
            run_in.add(rest, words_of(self._source, rest))
            self._elements.append(run_in)

    def _open_text(self) -> Text | None:
        last = self._elements[-1] if self._elements else None
        return last if isinstance(last, Text) and last.kind is not Kind.CALLOUT else None

    def _continues(self, text: str, gap: bool) -> bool:
        """Whether a line goes on with the paragraph before it, which a line end or a page cut."""
        last = self._open_text()
        if last is None or _is_salutation(text):
            return False
        so_far = last.lines[-1]
        if last.open or headings.goes_on(text):
            return True
        if headings.ends_sentence(so_far) or _BULLET.match(text) or headings.enumerator(text):
            return False
        if not gap or not self._marked:
            return True
        return len(so_far) >= _LONG_ENOUGH_TO_BE_CUT or so_far[-1] in _OPENERS

    def _text(self, line: Line, continues: bool) -> None:
        text = line.words
        pieces = line.pieces
        last = self._open_text()
        bullet = None if text[0].isalnum() else _BULLET.match(text)
        if last is not None and continues and not (bullet and not last.open):
            last.add(pieces, text)
            last.open = False
            return
        kind = Kind.BULLET if bullet else Kind.PARAGRAPH
        start = bullet.end() if bullet else 0
        for low, high in _cuts(text, start):
            part = _part(pieces, low, high)
            if part:
                item = Text(kind, line.number, open=_is_salutation(text))
                item.add(part, words_of(self._source, part))
                self._elements.append(item)

    def _callout_block(self, index: int, line: Line) -> list[Line] | None:
        block = [line]
        for other in self._full[index + 1 :]:
            if other.number != block[-1].number + 1 or len(block) > 12:
                break
            if headings.hash_heading(other.words) or _BULLET.match(other.words) or is_credit(other.words):
                break
            block.append(other)
        raw = [self._source[each.start : each.end] for each in block]
        first = block[0].words
        if headings.hash_heading(first) or _BULLET.match(first) or is_credit(first) or len(block) > 12:
            return None
        if headings.bare_number(first) is not None or _is_salutation(first):
            return None
        return block if is_callout(raw, [each.words for each in block]) else None

    def _callout(self, block: Sequence[Line]) -> None:
        text = Text(Kind.CALLOUT, block[0].number)
        for line in block:
            text.add(line.pieces, line.words)
        self._elements.append(text)


def _is_salutation(text: str) -> bool:
    return len(text) <= _LONGEST_SALUTATION and text.rstrip("：:！!，,。 ") in words(
        "layout", "headings", "salutations"
    )


def _cuts(text: str, start: int) -> list[tuple[int, int]]:
    """Where the items set in one line begin and end, a symbol standing between them."""
    edges = [start]
    for found in _SPLIT.finditer(text, start):
        if found.start() > start:
            edges += [edges[-1] + len(text[edges[-1] : found.start()].rstrip()), found.end()]
    edges.append(len(text))
    return list(zip(edges[::2], edges[1::2], strict=True))


def _part(pieces: Sequence[Span], low: int, high: int) -> tuple[Span, ...]:
    """The pieces of ``[low, high)`` of the words that ``pieces`` make up."""
    part = []
    passed = 0
    for piece in pieces:
        start, end = max(low - passed, 0), min(high - passed, len(piece))
        if start < end:
            part.append(Span(piece.start + start, piece.start + end))
        passed += len(piece)
    return tuple(part)
