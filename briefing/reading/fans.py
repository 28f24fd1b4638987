"""Hands a list of subjects round among as many numbers (城镇、农村居民收入分别增长6%、7%)."""

from __future__ import annotations

import re

from briefing.reading.vocabulary import table, words

_JOINT = re.compile(r"、|以及|和(?!平|谐|睦)|及(?!时|格)|与(?!会)")
_SHORTEST_TAIL = 2
_LONGEST_BARE = 5
# What members of equal length share when the last goes on with one of these (第一、第三 | 产业增加值).
_CLASSES = ("产业", "居民", "企业", "游客", "案件", "事故", "贷款", "存款", "人口", "工业", "消费")


def is_fan(head: str) -> bool:
    """Whether the words before the first number say that each gets its own."""
    return "分别" in head or "各" in head[-4:]


def hand_round(whole: str, count: int) -> list[str]:
    """``count`` subjects out of the words that name them together; none when they do not come apart so.

    A word that stands for two is split (城乡居民 into 城镇居民 and 农村居民). A first member without a head
    of its own takes that of the last (城镇、农村居民收入).
    """
    if count == 2:
        for word, first, second in table("subjects")["fan"]["pairs"]:
            if word in whole and not _JOINT.search(whole.replace(word, "")):
                return [whole.replace(word, first, 1), whole.replace(word, second, 1)]
    parts = [part for part in _JOINT.split(whole) if part]
    if len(parts) != count:
        parts = [part for part in whole.split("、") if part]
    if len(parts) != count or count < 2:
        return []
    return _complete(parts)


def _shared_tail(last: str) -> str:
    """The aspect that ends the last member of a list, to be shared with the others."""
    return next((tail for tail in words("subjects", "attributes", "tails") if last.endswith(tail) and last != tail), "")


def _complete(parts: list[str]) -> list[str]:
    last = parts[-1]
    done = []
    shared = _shared_tail(last)
    for part in parts[:-1]:
        complete = part.endswith(words("subjects", "attributes", "heads")) or (
            not shared and len(last) - len(part) < _SHORTEST_TAIL
        )
        rest = last[len(part) :]
        if part.endswith("款") and last.endswith("款余额"):
            done.append(part + "余额")
        elif not complete and shared and not rest.startswith(_CLASSES):
            done.append(part + shared)
        elif not complete and len(part) <= _LONGEST_BARE:
            done.append(part + rest)
        elif part.endswith("业"):
            done.append(part + shared)
        else:
            done.append(part)
    return [*done, last]
