"""Folds what a person fills in into a quantity; the units are the reader's, so that there is one truth about them."""

from __future__ import annotations

from decimal import Decimal

from briefing.domain.correction import FigureFields
from briefing.domain.quantity import Quantity


def fold(fields: FigureFields) -> Quantity:
    """The quantity of the fields, the magnitude of their unit (亿元, 万亩) folded in.

    The reader's vocabulary is imported only here, where something was changed.
    """
    from briefing.reading.units import base_unit, magnitude_at

    factor, end = magnitude_at(fields.unit, 0)
    return Quantity(
        value=fields.value,
        unit=fields.unit,
        base_value=_times(fields.value, factor),
        base_unit=base_unit(fields.unit[end:]),
        bound=fields.bound,
        upper=fields.upper,
        base_upper=None if fields.upper is None else _times(fields.upper, factor),
    )


def _times(value: Decimal, factor: Decimal) -> Decimal:
    """Exact, whatever the number of digits: the default context would round beyond 28."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent + factor.adjusted()))
