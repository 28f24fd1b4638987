"""What a check of a library's reports finds, and what people make of it."""

from __future__ import annotations

from briefing.domain.finding import Finding
from briefing.domain.verdict import Judgement, Verdict
from briefing.library import verdicts
from briefing.library.sessions import Sessions
from briefing.library.verdicts import Judged
from briefing.library.words import whole


class FindingDesk(Sessions):
    """Findings and verdicts on them."""

    def findings(self, report_key: str | None = None) -> tuple[tuple[Finding, Verdict | None], ...]:
        """What the check finds in every report, newest first, or in one, each with the verdict that stands.

        The check is made anew each time, of the figures as they stand.
        """
        from briefing.reading.checks import check

        with self._reading() as session:
            known = verdicts.load(session)
            return tuple(
                (finding, known.get(finding.key))
                for volume in self._shelf.all(session)
                if report_key in (None, volume.kept.report.key)
                for finding in check(volume.kept.report, volume.figures)
            )

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
