"""Trims words that are no part of a subject: times, places, adverbs and verbs around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.reading.vocabulary import table, words

_EDGES = " \u00a0\u3000、，,：:-—–*"
_LONGEST_HEAD = 60
_RATES = words("subjects", "attributes", "rates")
_ADDING = ("新", "净增")
_AND_SO_ON = re.compile(r"(?<![高平中同初优均])等(?![级次额于离])")
_OF_ALL_KINDS = re.compile(r"^(?:各类|各种|各项|各级|其他|多种|多项)")
# 中央财政拟安排…: that it is intended is the nature, not the name.
_INTENDED = re.compile(r"(?<=[财投预政][政资算府])(?:拟|将|计划)(?=安排)")
# Two characters after a list of things that are no class name of theirs (汽车、家电等销售).
_DOINGS = ("销售", "消费", "出口", "进口", "投资", "生产", "建设", "改造", "增长", "交易", "服务")
_EFFECT = re.compile(r"带动|拉动|撬动|促使|推动(?!力)")
_GAP = re.compile(r"[快高低慢好优]于[^，。；]{0,10}$")


@cache
def _lead() -> re.Pattern[str]:
    groups = table("subjects")["lead"]
    return re.compile("|".join([*groups["patterns"], *_literal(words("subjects", "lead", "adverbs"))]))


@cache
def _lead_verbs() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_literal(words("subjects", "lead", "verbs"))) + ")(?![类性型者])")


@cache
def _where() -> re.Pattern[str]:
    """A place before a verb (在南环路、东环路安装路灯)."""
    verbs = [*words("subjects", "lead", "kept"), *_literal(words("subjects", "lead", "verbs"))]
    return re.compile("在[^，。；]{1,24}?(?=" + "|".join(verbs) + ")")


@cache
def _kept() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words("subjects", "lead", "kept")))


@cache
def _tail(group: str) -> re.Pattern[str]:
    """The ends of one group, the longest first, as a pattern that ends with the text."""
    groups = table("subjects")["tail"]
    literal = sorted(groups[group], key=lambda word: (-len(word), word))
    if group == "arrive":
        return re.compile("(?:" + "|".join(groups[group]) + ")$")
    extra = [*groups["patterns"], *groups["guarded"]] if group == "reach" else []
    return re.compile("(?:" + "|".join([*extra, *(re.escape(word) for word in literal)]) + ")$")


@cache
def _noun_of_verb() -> re.Pattern[str]:
    return re.compile("|".join(table("subjects")["lead"]["nouns"]))


def _literal(entries: tuple[str, ...]) -> list[str]:
    """Words as alternatives; one that carries a look-ahead is a pattern already."""
    return [entry if "(?" in entry else re.escape(entry) for entry in entries]


def kept_verb(text: str) -> str:
    """The verb at the start of a subject that a table row keeps (新增, 改造), or nothing."""
    found = _kept().match(text)
    return found[0] if found else ""


def kept_verb_at_end(text: str) -> str:
    """The verb that ends the words before a counted thing and stays with it (全市新增 | 5家), or nothing."""
    text = re.sub(r"(?:了|共|各|近|约|超|超过|累计)+$", "", text.rstrip(_EDGES))
    found = [match for match in _kept().finditer(text[-_LONGEST_HEAD:]) if match.end() == len(text[-_LONGEST_HEAD:])]
    return found[0][0] if found else ""


def trim_lead(text: str) -> str:
    """Without the times, places, adverbs and verbs that open it, unless that would leave nothing of it."""
    text = _INTENDED.sub("", text.strip(_EDGES))
    while text:
        found = _lead().match(text) or (_where().match(text) if text.startswith("在") else None)
        if not found or not found.end():
            if kept_verb(text):
                break
            found = _lead_verbs().match(text)
            if not found or _noun_of_verb().match(text):
                break
        elif len(kept_verb(text)) > len(found[0]):
            break
        rest = text[found.end() :].strip(_EDGES)
        if not rest:
            return ""
        text = rest
    return text


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Words before a number without what leads over to it.

    ``change`` is ``growth`` or ``decline`` when a verb of change stood directly before the number,
    ``reached`` whether a level was reached by it (提高到), ``verb`` the verb of change itself.
    """

    words: str
    change: str = ""
    reached: bool = False
    verb: str = ""


def trim_tail(text: str) -> Trimmed:
    """Without the verbs, adverbs and comparisons that lead over to the number."""
    text = text.rstrip(_EDGES)
    change = verb = ""
    reached = False
    while text:
        window = text[-_LONGEST_HEAD:]
        if kept_verb_at_end(window) in ("新增", "净增", "新建"):
            break
        for group in ("arrive", "growth", "decline", "reach"):
            found = _tail(group).search(window)
            if found:
                break
        else:
            break
        if found[0] in _RATES and compares(window):
            break
        if group == "arrive":
            reached = reached or not change
        elif group != "reach" and not change:
            change, verb = group, found[0]
            # 涨幅回落到2%: the rate itself is what was reached, so the number is still a change.
            reached = reached and found[0] not in _RATES
        text = text[: len(text) - len(found[0])].rstrip(_EDGES)
    return Trimmed(text, change, reached, verb)


def class_name(text: str) -> str:
    """The class name after a list of examples (粮食直补、良种等各类补贴), with the verb of adding before it."""
    marks = list(_AND_SO_ON.finditer(text))
    if (
        not marks
        or "、" not in text[: marks[-1].start()]
        or len(text) - marks[-1].end() < 2
        or text[marks[-1].end() :] in _DOINGS
    ):
        return text
    verb = kept_verb(text)
    name = text[marks[-1].end() :]
    return (verb if verb.startswith(_ADDING) else "") + (_OF_ALL_KINDS.sub("", name) if len(name) > 3 else name)


def compares(text: str) -> bool:
    """Whether words end in a comparison (快于经济增速), whose last word is the measure and not the subject's own."""
    return _GAP.search(text) is not None


def stock_of(topic: str) -> str:
    """What a running total is said of: what was newly added names it without the verb of adding."""
    verb = kept_verb(topic)
    rest = topic.removeprefix(verb).removesuffix("新增")
    if not verb:
        return rest
    return rest if verb.startswith(_ADDING) and len(rest) >= 2 else topic


def after_inner_verb(text: str) -> str:
    """What stands after a verb that leads from a means to its effect (…行动带动产业营收), or after a running total."""
    opened, _, rest = text.rpartition("全年")
    if len(opened) > 3 and len(rest) > 3:
        text = rest
    _, total, rest = text.rpartition("累计")
    if total and len(rest) >= 3 and (kept_verb(rest) or trim_lead(rest) != rest):
        text = rest
    for match in reversed(list(_EFFECT.finditer(text))):
        rest = text[match.end() :]
        if len(rest.strip()) >= 2:
            return rest
    return text
