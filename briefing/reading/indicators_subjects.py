"""A subject taken apart: its flow verb, its criteria, the thing itself in canonical wording."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.reading.indicators_words import at_end, at_start, canonical, flow_families, literal

_MARKS = re.compile(r"[\s“”‘’\"'「」《》*]|（[^）]{0,12}）|\([^)]{0,12}\)")
_CRITERIA = re.compile(
    r"^(?P<words>(?:总|年)?(?:投资|产值|营业收入|营收|规模|收入|交易额|投资额)?(?:达到|超过|在|超)?"
    r"[\d.]+[十百千万亿]*(?:元|亩|吨|公里|平方米|户|人|万元|亿元)(?:及)?以[上下]的?)(?P<rest>.{2,})"
)
_LISTED = re.compile(r"、|以及|和|与|及")


@dataclass(frozen=True, slots=True)
class Named:
    """A subject taken apart; see ``Term``."""

    core: str
    shown: str
    verb: str = ""
    family: str = ""
    act: str = ""
    criteria: str = ""
    parts: tuple[str, ...] = ()


def bare(text: str) -> str:
    """A text without blanks, quotation marks, brackets and emphasis."""
    return _MARKS.sub("", text)


def criteria_at_start(text: str) -> tuple[str, str]:
    """The criteria that a bare text opens with and what they define (投资10亿元以上的, 重大项目); empty for none."""
    found = _CRITERIA.match(text)
    return (found["words"], found["rest"]) if found else ("", "")


def take_apart(subject: str) -> Named:
    """A subject as flow verb, criteria and core, in canonical wording."""
    text = _MARKS.sub("", subject)
    verb = family = act = criteria = ""
    for _ in range(6):
        before = text
        text = _shorter(text, at_start("drop", "leading").match(text))
        found = _CRITERIA.match(text)
        if found and not criteria:
            criteria, text = found["words"], found["rest"]
        if not verb:
            verb, family, text = _flow_verb(text)
        act_word = next((w for w in literal("act", "words") if text.startswith(w) and len(text) > len(w) + 2), "")
        if act_word and not _noun_of_act(text, act_word):
            act, text = act or act_word, text[len(act_word) :]
        if text == before:
            break
    if not verb and (infix := re.search(r"(?<=.)(新增|净增)(?=.)", text)):
        verb, family = infix[1], "new" if infix[1] == "新增" else "net"
        text = text[: infix.start()] + text[infix.end() :]
    shown = text
    tail = at_end("drop", "trailing").search(text)
    if tail and tail.start() >= 2:
        text = text[: tail.start()]
    core = canonical(text)
    parts = tuple(canonical(part) for part in _LISTED.split(text)) if _LISTED.search(text) else ()
    return Named(core, shown, verb, family, act, criteria, parts if all(len(part) >= 2 for part in parts) else ())


def _noun_of_act(text: str, act: str) -> bool:
    """Whether what looks like a verb belongs to the noun (签约项目, 认证企业, 培训机构)."""
    return act in ("签约", "认证", "培训")


def _shorter(text: str, found: re.Match[str] | None) -> str:
    return text[found.end() :] if found and found.end() and len(text) - found.end() >= 2 else text


def _flow_verb(text: str) -> tuple[str, str, str]:
    for verb, family in flow_families():
        if text.startswith(verb) and len(text) - len(verb) >= 2:
            return verb, family, text[len(verb) :]
    return "", "", text
