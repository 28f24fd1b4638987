"""The title block of a report without hash headings: title, subtitle, speaker, credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.reading.headings import enumerated_heading, is_annex
from briefing.reading.lines import Line
from briefing.reading.page import is_credit, is_furniture, is_speaker, is_stamp, one_line
from briefing.reading.vocabulary import words

_LONGEST_BLOCK = 90
_LONG = 60
_LONGEST_TITLE = 60
_NAMED_TITLE = re.compile(r"标题\s*[:：]\s*(.+)")
_TITLE_AND_MORE = re.compile(r"(.{2,40}?报告(?:（[^）]{1,8}）)?)\s*((?:[—–―-]+|[（(]?(?:19|20)\d{2}年).+)")
_SUBTITLE = re.compile(
    r"[—–―─-]{1,3}.{4,70}|[（(]?(?:(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)?在.{4,40}(?:会议|大会)上.{0,40}"
)
_DATED = re.compile(r"(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.{0,60}(?:会议|大会)上.{0,40}")


@dataclass(slots=True)
class Front:
    """What stood before the report proper. ``used`` are the numbers of the lines it accounts for."""

    title: str = ""
    subtitle: str = ""
    credits: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)


def opens_report(text: str) -> bool:
    """Whether a line is where the speaker turns to the house."""
    return text.startswith(words("layout", "headings", "salutations"))


def read_front(lines: Sequence[Line]) -> Front:
    """Read the title block at the top of ``lines`` (blank ones included or not)."""
    front = Front()
    block = _block([line for line in lines if not line.blank])
    titles: list[tuple[int, str, str]] = []
    expects_value = False
    for line in block:
        text = line.words
        named = _NAMED_TITLE.fullmatch(text)
        if named:
            titles.append((100, *_split(named[1])))
        elif expects_value and len(text) <= 20:
            front.credits[-1] += text
        elif is_credit(text):
            front.credits.append(one_line(text))
        elif is_furniture(text) or is_stamp(text):
            pass
        elif _is_title(text):
            titles.append((_title_score(text), *_split(text)))
        elif _SUBTITLE.fullmatch(text) or _DATED.fullmatch(text):
            front.subtitle = front.subtitle or one_line(text)
        elif is_speaker(text):
            front.credits.append(one_line(text))
        else:
            continue
        expects_value = is_credit(text) and text[-1] in ":：" and bool(front.credits)
        front.used.add(line.number)
    if titles:
        _, front.title, extra = max(titles, key=lambda entry: entry[0])
        extras = [more for _, _, more in titles if more]
        front.subtitle = front.subtitle or extra or (extras[0] if extras else "")
    elif block and not front.used and _may_be_title(block[0].words):
        front.title = block[0].words
        front.used.add(block[0].number)
    return front


def _block(lines: Sequence[Line]) -> list[Line]:
    """The lines before the first that belongs to the report proper; none when it never begins."""
    for index, line in enumerate(lines[:_LONGEST_BLOCK]):
        text = line.words
        following = lines[index + 1].words if index + 1 < len(lines) else ""
        if opens_report(text) or enumerated_heading(text, following) or is_annex(text):
            return list(lines[:index])
        if len(text) >= _LONG and not is_credit(text) and not _NAMED_TITLE.fullmatch(text) and not _is_title(text):
            return list(lines[:index])
    return []


def _is_title(text: str) -> bool:
    flat = _flat(text)
    return (
        "报告" in flat
        and len(flat) <= _LONGEST_TITLE
        and not re.search(r"[，。；！]", flat)
        and ("在" not in flat or bool(_TITLE_AND_MORE.fullmatch(flat)))
    )


def _may_be_title(text: str) -> bool:
    return len(text) <= 40 and not re.search(r"[，。；！：]", text)


def _title_score(text: str) -> int:
    flat = _flat(text)
    score = 3 * bool(re.search(r"(?:19|20)\d{2}年", flat)) + 2 * ("工作报告" in flat)
    return score + (len(flat) > 4)


def _split(text: str) -> tuple[str, str]:
    flat = _flat(text)
    both = _TITLE_AND_MORE.fullmatch(flat)
    return (both[1], both[2]) if both else (flat, "")


def _flat(text: str) -> str:
    """A title set with blanks between its characters, without them; any other in one line."""
    text = re.sub(r"\?{2,}", " ", text)
    if re.fullmatch(r"(?:\S\s+){3,}\S.*", text):
        return re.sub(r"\s+", "", text)
    return one_line(text)
