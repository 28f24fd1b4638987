"""What was measured, beside what is allowed."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """Values of one measure, in ``unit``; ``limit`` is what their median may not exceed, None for no limit."""

    name: str
    values: Sequence[float]
    limit: float | None
    unit: str

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def exceeded(self) -> bool:
        return self.limit is not None and self.median > self.limit

    def __str__(self) -> str:
        allowed = "" if self.limit is None else f"at most {self.limit:.0f}"
        worst = "" if len(self.values) == 1 else f"worst {max(self.values):.1f}"
        mark = "  EXCEEDED" if self.exceeded else ""
        return f"{self.name:52} {self.median:8.1f} {self.unit:3} {worst:14} {allowed:12}{mark}"


@dataclass(slots=True)
class Table:
    """Rows to print; ``check`` fails when a median is past its limit."""

    title: str
    rows: list[Row] = field(default_factory=list)

    def add(self, name: str, values: Sequence[float], limit: float | None = None, unit: str = "ms") -> None:
        self.rows.append(Row(name, values, limit, unit))

    def check(self) -> None:
        print(f"\n{self.title} (medians)")
        for row in self.rows:
            print(f"  {row}")
        assert [row.name for row in self.rows if row.exceeded] == []
