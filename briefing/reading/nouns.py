"""Nouns that follow a number and its classifier: 5个市级专业镇, 36家企业完成贯标认证."""

from __future__ import annotations

import re
from functools import cache

from briefing.reading.clauses import Frame
from briefing.reading.units import UnitKind
from briefing.reading.vocabulary import table, words
from briefing.reading.wording import trim_tail

_EDGES = " \u00a0\u3000、，,和及与*"
_LONGEST = 30
_RATE_END = re.compile(r"[率比重例额值量](?:分别|均)?(?:达到?|为|超过?|提高|增长)?[^\u4e00-\u9fff]*$")
_RANKED = re.compile(
    r"(?:规模|数量|总数|总量|均|都|再|连续[^，。、]{1,4})?(?:居|位居|位列|列全|占|创|同比|净|较|比上|达|超过|实现|获|成为|排)"
)
_ADVERBS = re.compile(r"(?:全部|全面|全线|均|都|已|将|正|也|还)")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(table("subjects")["predicates"]["dropped"]) + ")$")


@cache
def _ratio() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(table("subjects")["attributes"]["ratio"]) + ")(?:达到?|为)?$")


@cache
def _predicate() -> re.Pattern[str]:
    """What a named thing did, the first verb of it."""
    return re.compile("|".join(words("subjects", "predicates", "done")))


def follows_as_noun(frame: Frame) -> bool:
    """Whether the words after a number can be the thing counted."""
    tail = frame.tail.lstrip(" \u00a0")
    if tail.startswith("的") and not tail.startswith(("的目标", "的增", "的速度", "的水平", "的幅度")):
        return True
    if not re.match(r"[\u4e00-\u9fff“\"《A-Za-z0-9]", tail):
        return False
    if tail.startswith(words("subjects", "predicates", "nouns")):
        return True
    if frame.mention.unit == "次" and not tail.startswith(words("subjects", "predicates", "joints")):
        return True
    if frame.mention.kind is UnitKind.COUNT and re.search(r"[^\d]的[^\d，]{2}", tail):
        return True
    return not tail.startswith(words("subjects", "predicates", "verbs"))


def counted_noun(tail: str, *, governed: bool, cut: bool, following: str) -> str:
    """The counted thing at the start of ``tail``, with what it did unless it is the object of a verb (``governed``).

    ``cut`` says that the next number ended the tail, ``following`` is the tail of that number: a thing
    without a head of its own (1个国家级、2个省级重点专科) takes it from there.
    """
    noun = tail.strip(_EDGES).removeprefix("的")
    noun = re.sub(r"[（(][^（）()]*(?:[）)]|$)", "", noun) or noun
    if cut and tail.rstrip().endswith(("、", "和", "及", "与")):
        noun = noun.strip(_EDGES)
    elif cut:
        split = _ratio().search(noun)
        if split and split.start() >= 2:
            noun = noun[: split.start()]
        elif "分别" in noun:
            shorter = trim_tail(noun).words
            aspect = next((each for each in words("subjects", "attributes", "tails") if shorter.endswith(each)), "")
            noun = shorter.removesuffix(aspect) or noun
    if cut and "、" in noun and not noun.rstrip().endswith("的"):
        noun = noun.rpartition("、")[0] if _RATE_END.search(noun) else _before_next_member(noun)
    elif "、" in noun and _RANKED.match(noun.partition("、")[2]):
        noun = noun.partition("、")[0]
    noun = re.sub(r"(?:的)?基础上$", "", noun)
    if noun.endswith("级") and following:
        other = following.strip(_EDGES)
        at = other.find("级")
        if 0 < at < len(other) - 1:
            noun += other[at + 1 :]
    noun = re.split(r"(?:、|和|及|以及|与)(?:一批|若干|多个|一系列|部分)", noun)[0]
    listed, _, aspect = noun.rpartition("、")
    if cut and listed and aspect in words("subjects", "attributes", "bare"):
        noun = listed
    noun = _without_clause(noun)
    if governed or _ADVERBS.search(noun):
        shorter = _dropped().sub("", noun)
        noun = shorter if len(shorter) >= 2 else noun
    else:
        shorter = re.sub(r"(?:上线运行|挂牌运营|挂牌|投入使用|投入运营|建成投用|建成投运)$", "", noun)
        noun = shorter if len(shorter) >= 2 else noun
    noun = re.sub(r"^[大小](?=景点|项目)", "", noun)
    return noun.strip(_EDGES)[:_LONGEST]


def _before_next_member(noun: str) -> str:
    """A list goes on after 、: the words before the last joint that a number follows are this member's."""
    first, _, rest = noun.partition("、")
    if _RANKED.match(rest):
        return first
    return (
        first
        if re.match(r"(?:新|建|完成|实施|开|培|打|引|累计|总|达|占|同比|增|较|比|居|均|覆盖|惠及|涉及|带动|下降)", rest)
        else noun
    )


def first_thing(noun: str) -> str:
    """The first of the things a measure was given to (投资60亿元的 | 热电联产、…), up to its class name."""
    noun = re.split(r"、|等", noun.strip(_EDGES).removeprefix("的"))[0]
    noun, _, rest = noun.partition("和")
    if rest and not rest.endswith(words("subjects", "attributes", "bare")):
        noun = f"{noun}和{rest}"
    if done := _predicate().search(noun, 2):
        noun = noun[: done.start()]
    found = re.match(r".{2,24}?(?:项目|工程)(?!部)", noun)
    return (found[0] if found else noun).strip(_EDGES)


def _without_clause(noun: str) -> str:
    """Without the clause that describes the thing (带动能力强的特色产业), unless a threshold stands in it."""
    before, mark, after = noun.rpartition("的")
    if mark and len(after) >= 2 and not re.search(r"\d", before):
        return after
    return noun


def join_attribute(thing: str, attribute: str) -> str:
    """An aspect with the thing it is one of: 重大转型项目 and 总投资 is 重大转型项目总投资."""
    return thing if thing.endswith(attribute) else thing + attribute
