"""Recording what a check's findings turned out to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.verdict import Judgement
from briefing.library.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeFinding:
    """Record a verdict on the finding of that key; None as ``judgement`` takes it back."""

    name: ClassVar[str] = "记录核对结论"

    finding: str
    judgement: Judgement | None
    author: str
    note: str = ""

    def apply(self, library: Library) -> Done[None]:
        """Record it; nothing is noted when it was judged so already."""
        before = library.judge_finding(self.finding, self.judgement, self.note, author=self.author)
        if before is None:
            return Done(None)
        judgement, note = before
        inverse = JudgeFinding(finding=self.finding, judgement=judgement, note=note, author=self.author)
        return Done(None, Changes(findings=True), inverse)
