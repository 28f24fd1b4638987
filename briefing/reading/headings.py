"""Recognises headings: hash marks of a text edition, enumerators of a report, and bare lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from briefing.reading.numerals import small_number
from briefing.reading.vocabulary import words

_HASHES = re.compile(r"(#{1,6})(?:\s+|(?=[●“《（\u4e00-\u9fff]))")
_BULLET = re.compile(r"[●•○◆◇■□▪★☆]\s*")
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_CN = "[一二三四五六七八九十百零〇]{1,4}"
_ENUMERATORS = (
    ("part", re.compile(rf"第({_CN}|\d{{1,2}})(?:部分|章|篇)[\s、：:]*")),
    ("chapter", re.compile(rf"({_CN})\s*、\s*")),
    ("section", re.compile(rf"[（(]\s*({_CN}|\d{{1,2}})\s*[）)]\s*[、.]?\s*")),
    ("nth", re.compile(rf"第({_CN})\s*[，,、]\s*")),
    ("point", re.compile(r"(\d{1,2})\s*(?:[、．]|\.(?!\d))\s*")),
)
_ENUMERATING = frozenset("第一二三四五六七八九十百零〇（(0123456789０１２３４５６７８９")
_COUNTING = frozenset("#一二三四五六七八九十百零〇") | {chr(code) for code in range(0x2460, 0x2474)}
_ALONE = re.compile(rf"{_CN}|\d{{1,2}}|[①-⑳]")
_HASH_NUMBER = re.compile(r"(\d{1,2})(?:\s*[、．]\s*|\.(?!\d)\s*|\s+)(?=\S)")
_ENDS = "。！？!?；;：:…，,、"
_INNER_END = re.compile(r"[。！？!?；;]")
_OPENS_LATE = "，。、；：）》”！？%％,.;:)]】〉」』’"
LONGEST = 45
_SHORTEST_BARE = 4
_LONGEST_BARE = 40


class Rank(IntEnum):
    """How high a heading stands; a lower number is a higher heading. Hash levels 1 to 6 come first."""

    PART = 20
    OUTER = 25
    CHAPTER = 30
    SECTION = 40
    NTH = 45
    POINT = 50
    INNER = 60


_RANKS = {
    "part": Rank.PART,
    "chapter": Rank.CHAPTER,
    "section": Rank.SECTION,
    "nth": Rank.NTH,
    "point": Rank.POINT,
}


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """A heading found at the start of a line: its rank, its number, and where in the line's words the heading lies.

    ``rest`` is where the words of a paragraph run in after it, or -1.
    """

    rank: int
    number: int | None
    start: int
    end: int
    rest: int = -1


def hash_heading(words_: str) -> HeadingMatch | None:
    """A heading set off by ``#`` marks, with or without a number of its own."""
    found = _HASHES.match(words_) if words_.startswith("#") else None
    if not found:
        return None
    level = len(found[1])
    start = found.end()
    bullet = _BULLET.match(words_, start)
    if bullet:
        start = bullet.end()
    number = None
    own = _HASH_NUMBER.match(words_, start)
    if own:
        number, start = int(own[1]), own.end()
    else:
        for style, pattern in _ENUMERATORS[:3]:
            own = pattern.match(words_, start)
            if own and own.end() < len(words_) and (style != "chapter" or "、" in own[0]):
                number, start = small_number(own[1]), own.end()
                break
    bullet = _BULLET.match(words_, start)
    if bullet:
        start = bullet.end()
    return HeadingMatch(level, number, start, len(words_))


def year_heading(words_: str) -> int | None:
    """The year when a heading says nothing else."""
    found = _YEAR.fullmatch(words_.lstrip("#").strip())
    return int(found[1]) if found else None


def may_count(words_: str) -> bool:
    """Whether a line begins with a hash mark or a number, so that it may be a heading or the number of one."""
    return words_[0] in _COUNTING or words_[0].isdecimal()


def bare_number(words_: str) -> int | None:
    """The number when a line is nothing else (a section number set apart from its heading)."""
    return small_number(words_) if len(words_) <= 4 and _ALONE.fullmatch(words_) else None


def enumerator(words_: str) -> tuple[str, int, int] | None:
    """The style, number and end of an enumerator (一、 （一） 第一， 1.) at the start of a line."""
    if words_[:1] not in _ENUMERATING:
        return None
    for style, pattern in _ENUMERATORS:
        found = pattern.match(words_)
        if found and (number := small_number(found[1])) is not None:
            return style, number, found.end()
    return None


def enumerated_heading(words_: str, following: str) -> HeadingMatch | None:
    """A heading that begins with an enumerator.

    A short line is one; so is the first sentence of a paragraph that （一） opens. A list of sentences is none:
    a line that ends like a sentence counts only when ``following``, the next line, is not the next of the list.
    """
    found = enumerator(words_)
    if found is None:
        return None
    style, number, start = found
    rest = words_[start:]
    if not rest:
        return None
    rank = _RANKS[style]
    inner = _INNER_END.search(rest)
    if inner is None:
        if len(rest) <= LONGEST and rest[-1] not in _ENDS and _has_han(rest):
            return HeadingMatch(rank, number, start, len(words_))
        return None
    if inner.end() == len(rest) and style == "section" and len(rest) <= LONGEST and rest[-1] == "。":
        after = enumerator(following)
        if following and (after is None or after[0] != style):
            return HeadingMatch(rank, number, start, len(words_) - 1)
        return None
    if style == "section" and inner.start() <= LONGEST and inner[0] == "。" and inner.end() < len(rest):
        end = start + inner.start()
        return HeadingMatch(rank, number, start, end, end + 1)
    return None


def is_annex(words_: str) -> bool:
    """Whether a line names an annex."""
    return words_.strip("※*【】[]：: ") in words("layout", "headings", "annexes")


def long_enough(words_: str) -> bool:
    """Whether a line has the length of a bare heading."""
    return _SHORTEST_BARE <= len(words_) <= _LONGEST_BARE


def bare_heading(words_: str, previous: str, following: str) -> bool:
    """Whether an unmarked line reads as a heading between the lines before and after it.

    Only the neighbours tell it from a line a page cut out of a sentence: the sentence before it has ended,
    and a paragraph or an enumerated heading begins after it.
    """
    if is_annex(words_):
        return True
    if not long_enough(words_) or words_[-1] in _ENDS or words_[0] in _OPENS_LATE:
        return False
    if not _has_han(words_) or re.search(r"[。！？；]", words_) or not ends_sentence(previous) or not following:
        return False
    if words_[0] in "[［(（-—※*" or words_[-1] in "的和与及是在对把将《（(“":
        return False
    if following[0] in _OPENS_LATE:
        return False
    return enumerator(following) is not None or len(following) > LONGEST


def ends_sentence(words_: str) -> bool:
    """Whether a line's words may end a paragraph."""
    return (
        not words_
        or words_[-1] in "。！？!?；;：:…”\"』」）)】］]’'"
        or (words_[-1] == "." and not words_[-2:-1].isdigit())
    )


def goes_on(words_: str) -> bool:
    """Whether a line's words can only continue the line before it."""
    return bool(words_) and words_[0] in _OPENS_LATE


def _has_han(text: str) -> bool:
    return re.search(r"[\u4e00-\u9fff]", text) is not None
