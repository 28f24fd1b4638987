"""Reads how a value is meant: at least, at most, about, over, under."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.domain.quantity import Bound
from briefing.domain.span import Span
from briefing.reading.mentions import Mention

_BEFORE = (
    (Bound.AT_LEAST, r"不低于|不少于|不小于|至少|不下|最低"),
    (Bound.AT_MOST, r"不超过|不高于|不大于|不多于|不超|最多"),
    (Bound.OVER, r"突破|超过|超额|超出|超|逾|高于|多于|大于|跨过|跨越|冲破"),
    (Bound.UNDER, r"接近|将近|不足|不到|未到|低于|少于|小于|近"),
    (Bound.ABOUT, r"大约|约为|约|大致|左右达"),
)
_BEFORE_PATTERN = re.compile(
    "(?:" + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _BEFORE) + r")(?:了|到|[ \u00a0])?$"
)
_AFTER = (
    (Bound.AT_LEAST, r"及以上|以上"),
    (Bound.AT_MOST, r"及以下|以下|以内|之内"),
    (Bound.ABOUT, r"左右|上下"),
    (Bound.OVER, r"余|多(?=[，,。；;、）]|$)"),
)
_AFTER_PATTERN = re.compile(
    r"[ \u00a0]?(?:的)?(?:" + "|".join(f"(?P<{bound.name}>{words})" for bound, words in _AFTER) + ")"
)
# 至少 with a verb between it and the number (至少建成1个).
_AT_LEAST_DONE = re.compile(r"(至少|最少)[^\W\d]{2,4}$")
_REACH = 8
_LISTED = re.compile(r"[、,，]|和|及|与|以及")
_PAIRWISE = re.compile(r"分别[^，,。；;]{0,16}$")


def read_bounds(text: str, mentions: Sequence[Mention]) -> list[tuple[Bound, tuple[Span, ...]]]:
    """The bound of each mention with the stretches of the text that say so. Mentions come in order."""
    found = [_own(text, mention) for mention in mentions]
    for low, high in _pairs(text, mentions):
        _share(found, low, high)
    return found


def _own(text: str, mention: Mention) -> tuple[Bound, tuple[Span, ...]]:
    cues: list[Span] = []
    bound = Bound.EXACT
    after = _AFTER_PATTERN.match(text, mention.end)
    if after and after.lastgroup:
        bound = Bound[after.lastgroup]
        cues.append(Span(*after.span(after.lastgroup)))
    least = _AT_LEAST_DONE.search(text[max(0, mention.start - _REACH) : mention.start])
    if least:
        shift = max(0, mention.start - _REACH)
        return Bound.AT_LEAST, (Span(least.start(1) + shift, least.end(1) + shift),)
    before = _BEFORE_PATTERN.search(text[max(0, mention.start - _REACH) : mention.start])
    if before and before.lastgroup:
        shift = max(0, mention.start - _REACH)
        low, high = before.span(before.lastgroup)
        cues.insert(0, Span(low + shift, high + shift))
        if bound is Bound.EXACT:
            bound = Bound[before.lastgroup]
    if mention.hedge is not None:
        cues.append(Span(*mention.hedge))
        if bound is Bound.EXACT:
            bound = Bound.ABOUT if text[mention.hedge[0]] in "数几" else Bound.OVER
    if mention.upper is not None:
        bound = Bound.RANGE
    return bound, tuple(cues)


def _pairs(text: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """The runs of mentions that 分别 hands round, as first and last index."""
    runs = []
    start = 0
    while start < len(mentions):
        end = start
        while end + 1 < len(mentions):
            between = text[mentions[end].end : mentions[end + 1].start]
            core = _AFTER_PATTERN.sub("", between, count=1)
            if not _LISTED.fullmatch(core.strip()):
                break
            end += 1
        if end > start:
            before = text[max(0, mentions[start].start - 32) : mentions[start].start]
            if _PAIRWISE.search(before):
                runs.append((start, end))
        start = end + 1
    return runs


def _share(found: list[tuple[Bound, tuple[Span, ...]]], low: int, high: int) -> None:
    """A hedge after the last of a 分别 run, or before its first, holds for all of them."""
    for index in (high, low):
        bound, cues = found[index]
        if bound in (Bound.EXACT, Bound.RANGE):
            continue
        for other in range(low, high + 1):
            if found[other][0] is Bound.EXACT:
                found[other] = (bound, cues)
        return
