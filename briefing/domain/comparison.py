"""Indicators: what figures of several reports have in common, and on which terms they compare."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from briefing.domain.figure import Figure
from briefing.domain.quantity import Bound, Quantity, plain


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
    units = {result.base_unit, target.base_unit}
    if len(units) > 1 and units != {"人", ""}:
        return None
    scale = target.base_value / target.value if target.value else Decimal(1)
    converted = result.base_value / scale
    value = target.value - converted
    # Where the target lacks its 人, the result lends it: 万 becomes 万人, a bare number 人.
    lent = result.base_unit if target.base_unit == "" else ""
    unit = "个百分点" if target.unit == "%" else target.unit + lent
    formula = f"{plain(target.value)} − {plain(converted)} = {plain(value).replace('-', '−')}"
    return Difference(value, unit, target.bound, formula)
