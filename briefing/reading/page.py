"""Page furniture: what a web page or a printed page puts around and between the lines of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.reading.headings import ends_sentence
from briefing.reading.lines import Line
from briefing.reading.vocabulary import words

_FOLIO = re.compile(r"[-—–―─]\s*\d{1,3}\s*[-—–―─]|第\s*\d{1,3}\s*页(?:\s*[，,/]?\s*共\s*\d{1,3}\s*页)?")
_BARE = re.compile(r"\d{1,3}")
_STAMP = re.compile(
    r"[（(【\[]?\s*(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*[)）】\]]?"
)
_LONGEST_TAIL_LINE = 60
_LONGEST_CREDIT = 60
_LONGEST_SPEAKER = 32


def folios(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of lines that are page numbers: drawn as such, or bare numbers that count the pages up by one.

    A bare number is a folio only where three or more in a row rise by one; a lone one may be the
    index of CO2 or a section number.
    """
    found = {line.number for line in lines if not line.blank and _FOLIO.fullmatch(line.words)}
    bare = [line for line in lines if _BARE.fullmatch(line.words)]
    run: list[Line] = []
    for line in bare:
        if run and int(line.words) == int(run[-1].words) + 1:
            run.append(line)
            continue
        found.update(_if_folios(run))
        run = [line]
    found.update(_if_folios(run))
    return frozenset(found)


def _if_folios(run: list[Line]) -> list[int]:
    return [line.number for line in run] if len(run) >= 3 else []


def is_furniture(text: str) -> bool:
    """Whether a whole line is a button, a crumb or a caption of a web page."""
    core = text.strip("：: 　")
    return core in words("layout", "furniture", "lines") or not (core[:1].isalnum() or re.search(r"\w", core))


def is_stamp(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    return _STAMP.fullmatch(text) is not None


def is_credit(text: str) -> bool:
    """Whether a line says who made, sent or dated the page."""
    if ":" not in text and "：" not in text:
        return False
    if len(text) > _LONGEST_CREDIT and "http" not in text and "?" not in text:
        return False
    core = text.lstrip("（(【[ ")
    cut = re.match(r"([\w ]{1,10}?)\s*[:：]", core)
    if cut is None or text.endswith("。"):
        return False
    return cut[1].replace(" ", "") in words("layout", "credits", "words")


def is_speaker(text: str) -> bool:
    """Whether a line of a title block names an office and a person."""
    if len(text) > _LONGEST_SPEAKER or re.search(r"[，。；：、]", text):
        return False
    return any(office in text for office in words("layout", "credits", "offices"))


def tail_start(lines: Sequence[Line]) -> int:
    """The index of the first line of the web page's tail, ``len(lines)`` when it has none.

    The tail begins with a known caption and holds nothing that reads like a sentence.
    """
    start = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].words
        if len(text) > _LONGEST_TAIL_LINE or (text and text[-1] in "。！？" and ends_sentence(text)):
            break
        if text.strip("：: 　") in words("layout", "furniture", "tails"):
            start = index
    return start


def one_line(text: str) -> str:
    """Words with every run of blanks, and of the question marks a bad conversion left for them, as one blank."""
    return re.sub(r"\s+", " ", re.sub(r"\?{2,}", " ", text)).strip()
