"""What a check of a library's reports finds, and what people make of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from briefing.domain.finding import Finding
from briefing.domain.verdict import Judgement, Verdict
from briefing.library import verdicts
from briefing.library.sessions import Sessions
from briefing.library.shelf import Volume
from briefing.library.verdicts import Judged
from briefing.library.words import whole


class FindingDesk(Sessions):
    """Findings and verdicts on them."""

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        super().__init__(path, engine, clock)
        self._checked: dict[str, tuple[Volume, tuple[Finding, ...]]] = {}

    def findings(self, report_key: str | None = None) -> tuple[tuple[Finding, Verdict | None], ...]:
        """What the check finds in every report, newest first, or in one, each with the verdict that stands.

        The check is made of the figures as they stand, again only of reports that changed since.
        """
        with self._reading() as session:
            known = verdicts.load(session)
            return tuple(
                (finding, known.get(finding.key))
                for volume in self._shelf.all(session)
                if report_key in (None, volume.kept.report.key)
                for finding in self._check(volume)
            )

    def _check(self, volume: Volume) -> tuple[Finding, ...]:
        key = volume.kept.report.key
        before = self._checked.get(key)
        if before is not None and before[0] is volume:
            return before[1]
        from briefing.reading.checks import check

        found = check(volume.kept.report, volume.figures)
        self._checked[key] = (volume, found)
        return found

    def verdicts(self) -> tuple[Verdict, ...]:
        """Every verdict that stands, also on what is no longer found, oldest first."""
        with self._reading() as session:
            return tuple(sorted(verdicts.load(session).values(), key=lambda verdict: (verdict.at, verdict.finding)))

    def judge_finding(self, finding: str, judgement: Judgement | None, note: str = "", *, author: str) -> Judged | None:
        """Keep what a person makes of the finding of that key; None takes it back.

        Returns what was made of it before, None when that is the same.
        """
        with self._writing() as session:
            return verdicts.set_verdict(session, finding, (judgement, whole(note)), self._note(author))
