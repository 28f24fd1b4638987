"""Indicators: what figures of several reports have in common, and on which terms they compare."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity, plain, rounded


class Terms(StrEnum):
    """On which terms a result and a target may be set side by side."""

    SAME = "same"
    CAVEAT = "caveat"
    NOT_SUBTRACTABLE = "not_subtractable"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {Terms.SAME: "口径一致", Terms.CAVEAT: "口径有别", Terms.NOT_SUBTRACTABLE: "不可相减"}

FAR = Decimal("1.5")
"""A target at least this many times its result is far above it (a judgement; it decides words, never a value)."""

_CEILINGS = ("价格", "失业率", "浓度", "能耗", "排放", "事故", "死亡", "负债", "发病率", "死亡率", "返贫")
"""What is better low: a target below the result is no step back there, one above it a ceiling."""


class Direction(StrEnum):
    """How a target stands to its result."""

    HIGHER = "higher"
    LEVEL = "level"
    LOWER = "lower"
    NOT_SUBTRACTABLE = "not_subtractable"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _DIRECTIONS[self]


_DIRECTIONS = {
    Direction.HIGHER: "高于实绩",
    Direction.LEVEL: "持平",
    Direction.LOWER: "低于实绩",
    Direction.NOT_SUBTRACTABLE: "不可相减",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator with its result(s) in the earlier report and its target in the later one.

    Several results are parts that must be added before they compare (20 and 3.4 万亩 against 18). ``short``
    says in a word or two why nothing may be subtracted (标准不同); ``caveat`` says it in a sentence.
    """

    key: str
    name: str
    theme: str
    results: tuple[Figure, ...]
    target: Figure
    terms: Terms
    caveat: str = ""
    short: str = ""

    @property
    def base(self) -> Quantity | None:
        """The result to compare with: the one figure, or the sum of several with one unit and exact values."""
        first = self.results[0].quantity
        if len(self.results) == 1:
            return first
        quantities = [figure.quantity for figure in self.results]
        if any(q.unit != first.unit or q.bound is not Bound.EXACT for q in quantities):
            return None
        return Quantity(
            value=sum((q.value for q in quantities), Decimal(0)),
            unit=first.unit,
            base_value=sum((q.base_value for q in quantities), Decimal(0)),
            base_unit=first.base_unit,
        )

    @property
    def difference(self) -> Difference | None:
        """Target less result (测算), or None where the terms or the units do not allow it."""
        base = self.base
        if self.terms is Terms.NOT_SUBTRACTABLE or base is None:
            return None
        return difference(base, self.target.quantity)

    @property
    def ratio(self) -> Ratio | None:
        """Target over result (测算), to two decimals; None where nothing may be subtracted, for percentages
        (those differ by points) and for a result that is not above zero.
        """
        base, target = self.base, self.target.quantity
        if base is None or self.difference is None or "%" in (base.base_unit, target.base_unit):
            return None
        return ratio(base, target) if base.base_value > 0 else None

    @property
    def direction(self) -> Direction:
        """How the target stands to the result; see ``direction_of``."""
        if self.terms is Terms.NOT_SUBTRACTABLE or self.base is None:
            return Direction.NOT_SUBTRACTABLE
        return direction_of(self.base, self.target.quantity)


def indicator_key(results: Iterable[Figure], target: Figure) -> str:
    """A key that names the figures an indicator joins and nothing else: it outlives any re-reading that
    leaves them where they are in the source.
    """
    refs = [*sorted(figure.ref for figure in results), target.ref]
    named = "|".join(f"{ref.report_key}:{ref.start}-{ref.end}" for ref in refs)
    return "rule-" + hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A computed ratio, rounded half up to two decimals, and how it came about: ``1000 ÷ 502 ≈ 1.99``."""

    value: Decimal
    formula: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A computed difference in the target's unit; the target's bound travels with it (≥2000 less 1500 is ≥ +500)."""

    value: Decimal
    unit: str
    bound: Bound
    formula: str

    @property
    def number(self) -> str:
        """The signed number, with a true minus sign (U+2212): +500, −5.4, 0."""
        text = plain(abs(self.value))
        if self.value == 0:
            return text
        return f"+{text}" if self.value > 0 else f"−{text}"


def difference(result: Quantity, target: Quantity) -> Difference | None:
    """Target less result, or None when they cannot be subtracted.

    Units must agree once magnitudes are folded in; a missing 人 (4.3万 against 4.7万人) is accepted, as the
    gold labels do. A range, or a hedged result, has no single difference. Percentages differ by percentage points.
    """
    if result.upper is not None or target.upper is not None or result.bound is not Bound.EXACT:
        return None
    if not comparable_units(result, target):
        return None
    scale = target.base_value / target.value if target.value else Decimal(1)
    converted = result.base_value / scale
    value = target.value - converted
    # Where the target lacks its 人, the result lends it: 万 becomes 万人, a bare number 人.
    lent = result.base_unit if target.base_unit == "" else ""
    unit = "个百分点" if target.unit == "%" else target.unit + lent
    formula = f"{plain(target.value)} − {plain(converted)} = {plain(value).replace('-', '−')}"
    return Difference(value, unit, target.bound, formula)


def comparable_units(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities have one unit once magnitudes are folded in; a missing 人 is accepted (4.3万)."""
    units = {one.base_unit, other.base_unit}
    return len(units) == 1 or units == {"人", ""}


def ratio(result: Quantity, target: Quantity) -> Ratio:
    """Target over result. Raises ZeroDivisionError for a result of nothing."""
    scale = target.base_value / target.value if target.value else Decimal(1)
    below = result.base_value / scale
    exact = target.base_value / result.base_value
    value = rounded(exact, 2)
    sign = "=" if value == exact else "≈"
    return Ratio(value, f"{plain(target.value)} ÷ {plain(below)} {sign} {plain(value)}")


def direction_of(result: Quantity, target: Quantity) -> Direction:
    """How a target stands to a result, bounds respected.

    A target counts by the number it names: what ≥ 6% promises for certain is 6%, which is lower than 6.1%,
    and 约 6% is higher than 2.6%. A range is higher or lower only as a whole; a result within it is level.
    A hedged result (突破 300, 近 100) lies somewhere beyond its number: where that leaves the order
    open, there is none.
    """
    if not comparable_units(result, target):
        return Direction.NOT_SUBTRACTABLE
    low = target.base_value
    high = low if target.base_upper is None else target.base_upper
    least: Decimal | None = result.base_value
    most: Decimal | None = result.base_value if result.base_upper is None else result.base_upper
    if result.bound in (Bound.OVER, Bound.AT_LEAST):
        most = None
    elif result.bound in (Bound.UNDER, Bound.AT_MOST):
        least = None
    if most is not None and (low > most or (result.bound is Bound.UNDER and low == most)):
        return Direction.HIGHER
    if least is not None and (high < least or (result.bound is Bound.OVER and high == least)):
        return Direction.LOWER
    if least is not None and most is not None and low <= least and most <= high:
        return Direction.LEVEL
    return Direction.NOT_SUBTRACTABLE


def pointer(indicator: Indicator) -> str:
    """Words for a target lower than the last result or far above it (``FAR``), with the calculation; else nothing.

    Amounts are far above by their ratio; percentages only where the points gained are at least one.
    What is better low (失业率, 浓度) is never pointed out.
    """
    base, found, target = indicator.base, indicator.difference, indicator.target
    subject = target.subject + "".join(figure.subject for figure in indicator.results)
    if base is None or found is None or any(word in subject for word in _CEILINGS):
        return ""
    if target.measure is Measure.DECLINE or target.quantity.bound in (Bound.AT_MOST, Bound.UNDER):
        return ""
    year = min((figure.year for figure in indicator.results if figure.year is not None), default=None)
    done = f"{year}实绩" if year is not None else "上次实绩"
    named = "目标下限" if target.quantity.bound in (Bound.AT_LEAST, Bound.OVER) else "目标"
    formula = f"测算：{found.formula}"
    if indicator.direction is Direction.LOWER:
        return f"{named}低于{done}{plain(abs(found.value))}{found.unit}（{formula}）"
    far = target.quantity.base_value >= FAR * base.base_value
    share = indicator.ratio
    if share is not None and far:
        return f"{named}远高于{done}，是其{plain(share.value)}倍（测算：{share.formula}）"
    if target.quantity.base_unit == "%" and far and found.value >= 1:
        return f"{named}远高于{done}，高出{plain(found.value)}个百分点（{formula}）"
    return ""


def missing_years(indicator: Indicator, held: Collection[int] = ()) -> tuple[int, ...]:
    """The years between the last result and the target of which there is no result.

    ``held`` are years of which the library has a report, whether or not it tells this indicator.
    """
    years = [figure.year for figure in indicator.results if figure.year is not None]
    if not years or indicator.target.year is None:
        return ()
    return tuple(year for year in range(max(years) + 1, indicator.target.year) if year not in held)


def missing_words(years: Iterable[int]) -> str:
    """What to say of years that are missing: nothing is interpolated. Empty for none."""
    named = "、".join(str(year) for year in sorted(set(years)))
    return f"{named}年资料库里没有，不作推算。" if named else ""
