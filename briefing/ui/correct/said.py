"""Who settled what a figure says, and when, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from briefing.domain.correction import Correction, Standing
from briefing.domain.figure import FigureRef
from briefing.ui.annotate.card import day_words


def said_by(corrections: Iterable[Correction], today: date | None = None) -> Mapping[FigureRef, str]:
    """The words for each figure that somebody settled and nobody took back: 综合科 · 昨天."""
    day = today or datetime.now(UTC).astimezone().date()
    return {
        one.figure: f"{one.author} · {day_words(one.changed, day)}"
        for one in corrections
        if one.figure is not None and one.standing != Standing()
    }
