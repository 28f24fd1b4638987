"""Cuts a text into sentences and clauses and says what stands around each number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.reading.mentions import Mention

_SENTENCE = re.compile(r"[。！？!?；;]")
_CLAUSE = re.compile(r"[，,。！？!?；;：:]")
_HEDGE_AFTER = re.compile(
    r"[ \u00a0]?(?:及以上|及以下|以上|以下|以内|之内|左右|上下|余(?![\u4e00-\u9fff])|多(?![\u4e00-\u9fff]))"
)
# Words further from a number than this never name what it is said of.
_FAR = 120
# A reference to a note stands on its word and is none of it.
_NOTE = re.compile(r"[\[［【〔]\s*[\d０-９]{1,3}\s*[\]］】〕]")
_LINK = re.compile(r"[ \u00a0]*(?:[、，,]|和|及|与|以及)[ \u00a0]*")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a number.

    ``head`` are the words before it in its clause, after the number before it if there is one there;
    ``tail`` the words after it up to the end of its clause or to the next number, ``next_near`` whether a number
    cut the tail off. ``clause`` and ``sentence`` count up through the text. ``listed`` is true when it continues
    a list that the number before it belongs to, ``bare`` when nothing but a joint stands between the two.
    ``sentence_start`` is where its sentence begins, ``head_start`` where its head does.
    """

    mention: Mention
    head: str
    tail: str
    clause: int
    sentence: int
    sentence_start: int
    head_start: int
    listed: bool
    bare: bool
    next_near: bool


def frame(text: str, mentions: Sequence[Mention]) -> list[Frame]:
    """A frame for each mention. Linear in the text."""
    numbers = [(mention.start, mention.end) for mention in mentions]
    sentences = [0, *(match.end() for match in _outside(text, _SENTENCE, numbers))]
    clauses = [0, *(match.end() for match in _outside(text, _CLAUSE, numbers))]
    frames: list[Frame] = []
    for index, mention in enumerate(mentions):
        clause = bisect_right(clauses, mention.start) - 1
        sentence = bisect_right(sentences, mention.start) - 1
        start = clauses[clause]
        end = clauses[clause + 1] - 1 if clause + 1 < len(clauses) else len(text)
        opened = text.rfind("（", max(start, mention.start - _FAR), mention.start)
        if opened >= 0 and text.find("）", opened, mention.start) < 0:
            start = opened + 1
            closed = text.find("）", mention.end, min(end, mention.end + _FAR))
            end = closed if closed >= 0 else end
        listed = bare = False
        if index and mentions[index - 1].end > start:
            start = _after_hedge(text, mentions[index - 1].end)
            between = text[start : mention.start]
            listed = between.startswith("、") or between.rstrip().endswith(("、", "和", "及", "与"))
            bare = _LINK.fullmatch(between) is not None
        elif index and frames[-1].clause == clause - 1:
            bare = not text[start : mention.start].strip()
        tail_start = _after_hedge(text, mention.end)
        near = index + 1 < len(mentions) and mentions[index + 1].start < end
        tail_end = mentions[index + 1].start if near else end
        head = text[max(start, mention.start - _FAR) : mention.start] if start < mention.start else ""
        tail = text[tail_start : min(tail_end, tail_start + _FAR)] if tail_start < tail_end else ""
        head, tail = _NOTE.sub("", head), _NOTE.sub("", tail)
        frames.append(Frame(mention, head, tail, clause, sentence, sentences[sentence], start, listed, bare, near))
    return frames


def _outside(text: str, pattern: re.Pattern[str], numbers: Sequence[tuple[int, int]]) -> list[re.Match[str]]:
    """Matches that do not lie inside a number."""
    found = []
    index = 0
    for match in pattern.finditer(text):
        while index < len(numbers) and numbers[index][1] <= match.start():
            index += 1
        if index < len(numbers) and numbers[index][0] <= match.start():
            continue
        found.append(match)
    return found


def _after_hedge(text: str, start: int) -> int:
    found = _HEDGE_AFTER.match(text, start)
    return found.end() if found else start
