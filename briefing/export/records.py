"""Search hits as plain records, for other tools."""

from __future__ import annotations

from typing import Any

from briefing.domain.search import Hit


def hit_record(hit: Hit) -> dict[str, Any]:
    """A hit with its place, its text, and where the words stand in it (code points)."""
    return {
        "kind": hit.kind.value,
        "report": hit.place.report_key,
        "section": list(hit.place.section),
        "item": hit.place.item,
        "text": hit.text,
        "marks": [[mark.start, mark.end] for mark in hit.marks],
        "trail": hit.trail,
        "figures": [
            {
                "report": figure.report_key,
                "start": figure.span.start,
                "end": figure.span.end,
                "subject": figure.subject,
                "words": figure.quantity.words,
            }
            for figure in hit.figures
        ],
        "annotation": hit.annotation.id if hit.annotation else None,
        "indicator": hit.indicator.key if hit.indicator else None,
    }
