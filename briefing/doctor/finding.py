"""One thing that 诊断 looked at, and how all of them are told in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much it matters: nothing to do, could be better, must be seen to."""

    FINE = "fine"
    HINT = "hint"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``advice`` is what to do about it, empty when it is fine."""

    topic: str
    name: str
    value: str
    advice: str = ""
    hint: bool = False
    """The advice is an offer: everything works without it."""

    @property
    def level(self) -> Level:
        """How much it matters."""
        if not self.advice:
            return Level.FINE
        return Level.HINT if self.hint else Level.FAULT


def report_of(findings: Sequence[Finding]) -> str:
    """The findings as lines of text, topic by topic."""
    lines: list[str] = []
    topic = ""
    for finding in findings:
        if finding.topic != topic:
            lines += [""] if lines else []
            lines.append(finding.topic)
            topic = finding.topic
        lines.append(f"　{finding.name}：{finding.value}")
        if finding.advice:
            lines.append(f"　　→ {finding.advice}")
    return "\n".join(lines)


def size_of(count: int) -> str:
    """Bytes, in the unit that leaves few digits."""
    if count >= 10 * 1024**3:
        return f"{count // 1024**3} GB"
    if count >= 10 * 1024**2:
        return f"{count // 1024**2} MB"
    return f"{max(1, round(count / 1024))} KB" if count else "0 KB"
