"""What people make of the findings of a check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Judgement(StrEnum):
    """What a finding turned out to be."""

    FAULTY = "faulty"
    SOUND = "sound"
    SETTLED = "settled"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {Judgement.FAULTY: "确认有误", Judgement.SOUND: "并非错误", Judgement.SETTLED: "已向来源核实"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's verdict on the finding of that key; ``at`` is aware (UTC)."""

    finding: str
    judgement: Judgement
    note: str
    author: str
    at: datetime
