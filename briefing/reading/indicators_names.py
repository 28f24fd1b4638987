"""What an indicator is called, and under which theme it stands."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.shown import shown
from briefing.reading.indicators_subjects import take_apart
from briefing.reading.indicators_terms import Flow, Kind, Term
from briefing.reading.indicators_words import canonical, names, related, theme_order, themes, unit_words

_COMPLETE = ("面积", "里程", "产量", "能力", "总量", "管网", "规模", "装机")
_GROWING = ("增速", "涨幅", "增幅")


def name_of(results: Sequence[Term], target: Term) -> str:
    """A short name: 地区生产总值增速, 新增“专精特新”企业, 林下种植养殖面积."""
    core = target.core
    if target.kind in (Kind.GROWTH, Kind.DECLINE):
        named = names("growth").get(core)
        if named:
            return named
        word = "增速" if target.kind is Kind.GROWTH else "降幅"
        plain = _shown(target)
        return plain if plain.endswith(_GROWING) else plain + word
    if target.kind is not Kind.AMOUNT:
        return _common(results, target) or _shown(target)
    named = names("amount").get(core)
    if named:
        return named
    flows = {term.flow for term in (*results, target)}
    plain = _common(results, target) or _shown(target)
    if flows == {Flow.NEW}:
        return f"{target.verb}{plain}"
    word = unit_words().get(target.figure.quantity.base_unit, "")
    if word and not target.parts and not plain.endswith(_COMPLETE) and word not in plain:
        return plain + word
    return plain


def _common(results: Sequence[Term], target: Term) -> str:
    """What two unlike subjects share: the words that both stand for; of one word more or less the shorter."""
    if len(results) != 1 or results[0].core == target.core:
        return ""
    core, other = target.core, results[0].core
    for entry in related():
        if entry.read(core) == entry.read(other):
            return entry.read(core)
    return min((core, other), key=len) if len(core) != len(other) else core


def _shown(target: Term) -> str:
    """The target's own words with the quotation marks of its subject, without verb and criteria; of what grows
    and of shares the usual wording.
    """
    if target.kind is not Kind.AMOUNT and canonical(target.shown) == target.core:
        return target.core
    written = target.figure.subject
    for start in range(len(written)):
        rest = written[start:]
        if take_apart(rest).shown == target.shown and not take_apart(rest).verb and not take_apart(rest).criteria:
            while start < len(written) and not written[start:].startswith(("“", target.shown[:1])):
                start += 1
            return shown(written[start:]) or target.shown
    return target.shown


def theme_of(name: str, target: Term) -> str:
    """The first theme whose words stand in the name, else in the heading the target stands under."""
    heading = target.setting.headings[-1] if target.setting.headings else ""
    for text in (name + target.core, heading):
        for theme, words in themes():
            if any(word in text for word in words):
                return theme
    return next(reversed(theme_order()))


def place_of(theme: str) -> int:
    """Where a theme stands on the page."""
    return theme_order().get(theme, len(theme_order()))
