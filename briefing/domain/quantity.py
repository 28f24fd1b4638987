"""A number with its unit and its bound, as a report writes it and as it can be calculated with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from enum import StrEnum


class Bound(StrEnum):
    """How a value is meant (shared labelling guide: 以上 at_least, 左右 about, 突破 over …)."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    RANGE = "range"

    @property
    def sign(self) -> str:
        """What stands before the number on screen and in print: ≥, ≤, 约, >, < or nothing."""
        return _SIGNS[self]


_SIGNS = {
    Bound.EXACT: "",
    Bound.AT_LEAST: "≥",
    Bound.AT_MOST: "≤",
    Bound.ABOUT: "约",
    Bound.OVER: ">",
    Bound.UNDER: "<",
    Bound.RANGE: "",
}


def plain(value: Decimal) -> str:
    """A decimal without exponent and without trailing zeros: 16.60 is 16.6, 3E+2 is 300."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def rounded(value: Decimal, places: int) -> Decimal:
    """A finite value rounded half up to so many decimals, however large it is."""
    with localcontext() as context:
        context.prec = max(context.prec, abs(value.adjusted()) + places + 4)
        return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and its unit as written (``1500``, ``亿元``) beside the normalised ones (``150000000000``, ``元``).

    A range has its upper end in ``upper`` and ``base_upper``. Values come from documents: Decimal, never float.
    """

    value: Decimal
    unit: str
    base_value: Decimal
    base_unit: str
    bound: Bound = Bound.EXACT
    upper: Decimal | None = None
    base_upper: Decimal | None = None

    @property
    def number(self) -> str:
        """The number as a table shows it, without sign and unit: ``1500``, ``1-2``."""
        return plain(self.value) if self.upper is None else f"{plain(self.value)}-{plain(self.upper)}"

    @property
    def base_number(self) -> str:
        """The normalised number in the same form."""
        return (
            plain(self.base_value) if self.base_upper is None else f"{plain(self.base_value)}-{plain(self.base_upper)}"
        )

    @property
    def words(self) -> str:
        """Sign, number and unit in one string, for texts and alternative texts: ``≥2000亿元``."""
        return f"{self.bound.sign}{self.number}{self.unit}"
