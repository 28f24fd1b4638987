"""What trees, crumbs, tables and charts call a section or an item. Punctuation is left as the source has it."""

from __future__ import annotations

import re

from briefing.domain.report import Item, Section, SectionRole

SHORT_HEADING = 4
"""A heading is cut at its first comma only when at least this many characters stand before it."""

SHORT_SENTENCE = 14
"""A first sentence no longer than this names its item (多措并举促销费。…)."""

FULL, USUAL, LEAST = 18, 16, 6
"""Any other item is shown whole up to FULL characters, else cut at a pause from LEAST to FULL, else at USUAL."""

_COMMA = re.compile(r"[,，](?![0-9])|(?<![0-9])[,，]")
_NUMBER = re.compile(
    r"[0-9]+(?:[.,:][0-9]+)*(?:[-~～—–至到][0-9]+(?:\.[0-9]+)?)?[%‰]?[十百千万亿]*"
    r"|[〇零一二三四五六七八九十百千万亿两]{2,}"
)
_PAUSE = re.compile(r"[,，、;；:：。!！?？]")


def section_title(section: Section) -> str:
    """Its number and its whole heading, for crumbs and tooltips: ``1 坚持内需主导、投资拉动,推动经济平稳运行``."""
    return _numbered(section, section.heading or _unnamed(section))


def section_label(section: Section) -> str:
    """Its number and its heading up to the first comma: ``1 坚持内需主导、投资拉动``."""
    return _numbered(section, heading_label(section))


def heading_label(section: Section) -> str:
    """Its heading up to the first comma, without the number; 重点数字 or 其他 for a part without a heading."""
    heading = section.heading
    if not heading:
        return _unnamed(section)
    comma = _COMMA.search(heading)
    return heading[: comma.start()] if comma and comma.start() >= SHORT_HEADING else heading


def caption(item: Item) -> str:
    """What a row calls an item: its first sentence when that is a short phrase before others, else its first words.

    First words end in … at a pause or a line end of the source where one is near, and never inside a number.
    A clause that only announces (今年工作的总体要求是,…) names the item without its verb.
    """
    text = item.text.strip()
    sentence, stop, rest = text.partition("。")
    if not rest.strip():
        text = sentence
    elif stop and 0 < len(sentence) <= SHORT_SENTENCE:
        return sentence
    if len(text) <= FULL:
        return text
    first = _COMMA.search(text)
    if first and LEAST <= first.start() <= SHORT_SENTENCE and text[first.start() - 1] == "是":
        return text[: first.start() - 1]
    return text[: _cut(text, item.breaks)].rstrip() + "…"


def outside_number(text: str, at: int) -> int:
    """The last place up to ``at`` where ``text`` may be cut without leaving half a number standing."""
    inside = (start for start, end in _numbers(text) if start < at < end)
    return next(inside, at)


def _cut(text: str, breaks: tuple[int, ...]) -> int:
    """Where to end the first words of a text longer than FULL."""
    numbers = _numbers(text)
    pauses = {found.start() for found in _PAUSE.finditer(text, 0, FULL + 1)} | set(breaks)
    near = [at for at in pauses if LEAST <= at <= FULL and not any(start < at < end for start, end in numbers)]
    if near:
        return max(near)
    for start, end in numbers:
        if start < USUAL <= end:
            return start if start >= LEAST else end
    return USUAL


def _numbers(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _NUMBER.finditer(text)]


def _numbered(section: Section, name: str) -> str:
    return name if section.number is None else f"{section.number} {name}"


def _unnamed(section: Section) -> str:
    return "重点数字" if section.role is SectionRole.CALLOUTS else "其他"
