"""What a figure says, in a form that two figures can be compared in: its thing, its kind, how it came about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum

from briefing.domain.figure import Figure, Measure
from briefing.domain.report import Nature, Report
from briefing.reading.indicators_context import Setting
from briefing.reading.indicators_subjects import Named, bare, criteria_at_start, take_apart
from briefing.reading.indicators_words import at_end, canonical, literal, patterns, related
from briefing.reading.vocabulary import table

_OPEN_CRITERIA = re.compile(
    r"(?P<words>(?:总|年)?(?:投资|产值|营业收入|营收)?(?:达到|超过|在|超)?[\d.]+[十百千万亿]*(?:元)(?:及)?以[上下]的?)$"
)


class Kind(Enum):
    """What sort of number it is; figures of two kinds never join."""

    GROWTH = "growth"
    DECLINE = "decline"
    RATIO = "ratio"
    AMOUNT = "amount"
    INDEX = "index"


class Flow(Enum):
    """How a number came about: ``NEW`` within the year by its own verb (新增), ``ACT`` done (建设, 打造),
    ``STOCK`` all there are (突破, 总数), ``PLAIN`` nobody says.
    """

    NEW = "new"
    ACT = "act"
    STOCK = "stock"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Term:
    """A figure taken apart.

    ``core`` is the thing itself in canonical wording, ``shown`` the same as the report words it. ``verb`` is the
    flow verb and ``family`` its family; ``act`` the verb of the sentence. ``criteria`` defines the class
    (投资10亿元以上的). ``parts`` are the cores of a combined subject; ``each`` says that its number is said of
    every one of them. ``owner`` and ``narrowing`` are the words that limit the scope; ``whole`` is the
    subject with its verb and criteria, as written.
    """

    figure: Figure
    setting: Setting
    kind: Kind
    core: str
    shown: str
    whole: str
    year: int
    plan: bool
    flow: Flow
    verb: str = ""
    family: str = ""
    act: str = ""
    criteria: str = ""
    parts: tuple[str, ...] = ()
    each: bool = False
    owner: str = ""
    narrowing: str = ""
    hedge: str = ""
    driven: str = ""
    expected: str = ""

    @property
    def unit(self) -> str:
        """The base unit; 人 and none are one where a magnitude is written (4.3万)."""
        quantity = self.figure.quantity
        return "人" if quantity.base_unit == "" and quantity.unit else quantity.base_unit

    @property
    def key(self) -> tuple[str, Kind, str]:
        """What must be equal for two terms to speak of one thing."""
        return self.core, self.kind, self.unit

    @property
    def hedged_value(self) -> tuple[object, ...]:
        """Value and bound, to tell repetition from contradiction."""
        quantity = self.figure.quantity
        return quantity.base_value, quantity.base_upper, quantity.bound


def term_of(report: Report, figure: Figure, setting: Setting) -> Term | None:
    """The term of a figure, or None when it is too vague to be found again in another report."""
    kind = kind_of(figure)
    year = figure.year if figure.year is not None else report.year
    if (
        kind is None
        or year is None
        or patterns("context", "elsewhere").search(setting.clause[-len(figure.subject) - 8 :])
    ):
        return None
    if kind in (Kind.GROWTH, Kind.DECLINE) and _long_base(setting, year):
        return None
    named = take_apart(figure.subject)
    if len(named.core) < 2 or named.core in literal("generic", "subjects"):
        return None
    criteria = named.criteria or _criteria_before(setting, figure)
    flow, act = _flow(named, setting, kind)
    narrowing = patterns("context", "narrowing").search(setting.sentence)
    owner = patterns("context", "owner").match(setting.sentence.lstrip())
    shown = named.shown
    core = canonical(_scope_before(setting, shown) + named.core)
    if kind is Kind.AMOUNT and figure.measure in (Measure.COUNT, Measure.LEVEL):
        core = _counted(core, figure.quantity.base_unit)
    return Term(
        figure=figure,
        setting=setting,
        kind=kind,
        core=core,
        shown=shown,
        whole=figure.subject,
        year=year,
        plan=figure.nature is Nature.TARGET and report.year is not None and year > report.year,
        flow=flow,
        verb=named.verb,
        family=named.family,
        act=act,
        criteria=criteria,
        parts=named.parts,
        each=bool(patterns("together", "each").search(_between(setting, figure))),
        owner=_name(owner) if owner and not _within(_name(owner), figure.subject) else "",
        narrowing=narrowing[0] if narrowing and narrowing[0] not in figure.subject else "",
        hedge=next((word for word in literal("hedge", "words") if word in setting.clause), ""),
        driven=_driven(setting, figure),
        expected=next((word for word in literal("expected", "words") if word in setting.sentence), ""),
    )


def kind_of(figure: Figure) -> Kind | None:
    """The kind of a figure; None for percentage points and multiples, which say how two others differ."""
    unit = figure.quantity.base_unit
    if unit in ("百分点", "个百分点", "倍"):
        return None
    match figure.measure:
        case Measure.GROWTH:
            return Kind.GROWTH if unit == "%" else None
        case Measure.DECLINE:
            return Kind.DECLINE if unit == "%" else None
        case Measure.SHARE | Measure.RATE:
            return Kind.RATIO if unit == "%" else None
        case Measure.INDEX:
            return Kind.INDEX
        case _:
            return None if unit == "%" else Kind.AMOUNT


def _flow(named: Named, setting: Setting, kind: Kind) -> tuple[Flow, str]:
    """How a number came about, and the verb of its sentence."""
    if kind is not Kind.AMOUNT:
        return Flow.PLAIN, ""
    if named.verb:
        return Flow.NEW, named.verb
    if at_end("stock", "strong").search(setting.clause) or named.shown.startswith(literal("stock", "nouns")):
        return Flow.STOCK, ""
    act = named.act or next((word for word in literal("act", "kept") if named.shown.startswith(word)), "")
    if not act:
        inside = [word for word in literal("act", "words") if word in setting.clause]
        act = next((word for word in inside if f"{word}{named.shown[:2]}" in bare(setting.clause)), "")
        act = act or next((word for word in inside if setting.clause.lstrip().startswith(word)), "")
    return (Flow.ACT, act) if act else (Flow.PLAIN, "")


def is_total(term: Term) -> bool:
    """Whether the words before the number say that it is reached, not added (达到300家)."""
    return term.flow is Flow.STOCK or bool(at_end("stock", "weak").search(term.setting.clause))


def _criteria_before(setting: Setting, figure: Figure) -> str:
    """The criteria that stand between the number and its noun (135个投资10亿元以上的重大项目)."""
    criteria, rest = criteria_at_start(bare(setting.after))
    if criteria and figure.subject[:2] and bare(figure.subject)[:3] in rest[:6]:
        return criteria
    core = bare(figure.subject)
    at = bare(setting.clause).rfind(core)
    ahead = _OPEN_CRITERIA.search(bare(setting.clause)[:at]) if at > 0 and core else None
    return ahead["words"] if ahead else ""


def _scope_before(setting: Setting, shown: str) -> str:
    """A word of scope that the subject left in the sentence (国控断面 before 水质优良率)."""
    clause = bare(setting.clause)
    before = clause[: max(0, clause.rfind(shown))]
    scopes = (word for entry in related() for word in entry.words)
    return max((word for word in scopes if before.endswith(word)), key=len, default="")


def _counted(core: str, unit: str) -> str:
    """People are counted with or without 人数 at the end."""
    if unit in ("人", "人次", "名", ""):
        for word in literal("drop", "people"):
            if core.endswith(word) and len(core) - len(word) >= 2:
                return core[: -len(word)]
    return core


def _between(setting: Setting, figure: Figure) -> str:
    """What stands between the last words of the subject and the number."""
    tail = bare(figure.subject)[-2:]
    at = setting.clause.rfind(tail) if tail else -1
    return setting.clause[at + len(tail) :] if at >= 0 else setting.clause[-6:]


def _driven(setting: Setting, figure: Figure) -> str:
    """带动 before a growth."""
    if figure.measure not in (Measure.GROWTH, Measure.DECLINE):
        return ""
    head = bare(setting.clause.replace("\n", ""))
    at = head.rfind(bare(figure.subject)[:4])
    before = head[max(0, at - 4) : at] if at >= 0 else ""
    return next((word for word in literal("driven", "words") if before.endswith(word)), "")


def _long_base(setting: Setting, year: int) -> bool:
    """Whether a growth is told over a year further back than the last (比2011年增长21.9%)."""
    bases = list(re.finditer(table("indicators")["years"]["base"], setting.sentence))
    return bool(bases) and year - int(bases[-1][1]) > 1 and "同比" not in setting.sentence[bases[-1].end() :]


def _name(found: re.Match[str]) -> str:
    return next((name for name in (found[1], *found.groups()) if name), found[0])


def _within(name: str, subject: str) -> bool:
    return name in bare(subject)


def spread(term: Term) -> tuple[Term, ...]:
    """One term a part for a number that is said of every part (A、B均增长20%); the term itself otherwise.

    What the first part belongs to holds for all (开发区工业投资、规模以上工业增加值 are both the development zones').
    """
    if not term.each or not term.parts or term.kind not in (Kind.GROWTH, Kind.DECLINE, Kind.RATIO):
        return (term,)
    owner = patterns("together", "owners").match(term.parts[0])
    prefix = owner[0] if owner and owner[0] != term.parts[0] else ""
    parts = [term.parts[0], *(part if part.startswith(prefix) else prefix + part for part in term.parts[1:])]
    return tuple(replace(term, core=part, shown=part, parts=()) for part in parts)
