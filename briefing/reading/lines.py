"""A source text cut into lines, each with its offsets, and the stretches of it that are words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.span import Span

# Zero-width characters are not white space to Python, yet nobody sees them.
BLANK = r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]"
_EDGE = rf"(?:{BLANK}|&(?:nbsp|ensp|emsp|\#160);)"
_LEADING = re.compile(rf"(?:{_EDGE}|\?{{2,}})*")
_BLANK_CHARS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_LINE_END = re.compile(r"\r\n|\r|\n")
# Layout inside a line: bold marks, zero-width characters, entities a web page left behind.
_MARK = re.compile(r"\*{2,3}|[\u200b\u200c\u200d\u2060\ufeff\u00ad]|&(?:nbsp|ensp|emsp|\#160);")
# What may be layout inside a line; a line without any of it needs no closer look.
_UNUSUAL = re.compile(r"[*&?=_\u200b\u200c\u200d\u2060\ufeff\u00ad]|---")
_RULE = re.compile(r"[-=_*]{3,}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source without its end: 1-based ``number``, and the stretch left when blanks at both edges go.

    ``words`` is that stretch without layout marks, ``pieces`` where it stands; both are empty for a blank line and
    for a drawn rule.
    """

    number: int
    start: int
    end: int
    words: str
    pieces: tuple[Span, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.words


def shown(source: str, start: int, end: int) -> tuple[Span, ...]:
    """The stretches of ``source[start:end]`` that are words, with layout marks and blanks at both edges left out."""
    pieces = []
    last = start
    for mark in _MARK.finditer(source, start, end):
        if mark.start() > last:
            pieces.append((last, mark.start()))
        last = mark.end()
    if end > last:
        pieces.append((last, end))
    while pieces:
        low, high = pieces[0]
        low += len(source[low:high]) - len(source[low:high].lstrip())
        pieces[0] = (low, high)
        if low < high:
            break
        del pieces[0]
    while pieces:
        low, high = pieces[-1]
        high = low + len(source[low:high].rstrip())
        pieces[-1] = (low, high)
        if low < high:
            break
        del pieces[-1]
    return tuple(Span(low, high) for low, high in pieces)


def words_of(source: str, pieces: Iterable[Span]) -> str:
    """The pieces put together."""
    return "".join(piece.of(source) for piece in pieces)


def cut(source: str) -> list[Line]:
    """The lines of a text; ``\\r\\n``, ``\\n`` and ``\\r`` end one, other separators count as blanks."""
    edges = [0]
    ends = []
    for match in _LINE_END.finditer(source):
        ends.append(match.start())
        edges.append(match.end())
    ends.append(len(source))
    return [_line(source, number, start, end) for number, (start, end) in enumerate(zip(edges, ends, strict=True), 1)]


def _line(source: str, number: int, start: int, end: int) -> Line:
    text = source[start:end]
    if not _UNUSUAL.search(text):
        # Most lines hold nothing but words and blanks at their edges.
        words = text.strip()
        if not words:
            return Line(number, end, end, "")
        start += len(text) - len(text.lstrip())
        end = start + len(words)
        return Line(number, start, end, words, (Span(start, end),))
    found = _LEADING.match(source, start, end)
    if found and found.end() > start:
        start = found.end()
    pieces = shown(source, start, end)
    words = words_of(source, pieces)
    if not pieces or _RULE.fullmatch(source, pieces[0].start, pieces[-1].end) or _RULE.fullmatch(words):
        return Line(number, start, start, "")
    return Line(number, start, end - len(source[start:end]) + len(_rstrip(source[start:end])), words, pieces)


def _rstrip(text: str) -> str:
    """Without white space, visible or not, at its end."""
    length = len(text)
    while length and (text[length - 1].isspace() or text[length - 1] in _BLANK_CHARS):
        length -= 1
    return text[:length]
