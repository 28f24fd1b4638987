"""What stands in the fields of the editor, as it was typed, and what it means."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from briefing.domain.correction import FigureFields
from briefing.domain.figure import Measure
from briefing.domain.quantity import Bound, plain
from briefing.domain.report import Nature

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.[0-9]{1,12})?")
_NO_NUMBER = Decimal("NaN")
_NO_YEAR = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields as words and choices; anything can stand in the words."""

    subject: str = ""
    value: str = ""
    upper: str = ""
    unit: str = ""
    bound: Bound = Bound.EXACT
    measure: Measure = Measure.LEVEL
    nature: Nature = Nature.ACTUAL
    year: str = ""

    @classmethod
    def of(cls, fields: FigureFields) -> Typed:
        """The words for fields."""
        return cls(
            subject=fields.subject,
            value=plain(fields.value),
            upper="" if fields.upper is None else plain(fields.upper),
            unit=fields.unit,
            bound=fields.bound,
            measure=fields.measure,
            nature=fields.nature,
            year="" if fields.year is None else str(fields.year),
        )

    @property
    def fields(self) -> FigureFields:
        """What the words mean. A number or a year that is none is left for ``FigureFields.problem`` to name."""
        ranged = self.bound is Bound.RANGE and bool(self.upper.strip())
        return FigureFields(
            value=_number(self.value),
            unit=self.unit.strip(),
            bound=self.bound,
            measure=self.measure,
            subject=self.subject.strip(),
            nature=self.nature,
            year=_year(self.year),
            upper=_number(self.upper) if ranged else None,
        )


def _number(words: str) -> Decimal:
    """Wide digits, grouping commas, blanks and a true minus sign do not matter."""
    text = re.sub(r"[\s,，]", "", unicodedata.normalize("NFKC", words)).replace("−", "-")
    return Decimal(text) if _NUMBER.fullmatch(text) else _NO_NUMBER


def _year(words: str) -> int | None:
    text = unicodedata.normalize("NFKC", words).strip().removesuffix("年").strip()
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{4}", text) else _NO_YEAR
