"""What a person chooses for a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageChoices:
    """What goes on the page besides the text. ``annotations`` holds ids."""

    table: bool = True
    charts: bool = True
    annotations: frozenset[str] = frozenset()
