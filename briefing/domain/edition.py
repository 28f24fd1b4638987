"""What becomes of annotations when a corrected edition takes a report's place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.domain.anchor import AnchorState
from briefing.domain.anchoring import Found
from briefing.domain.report import Report


@dataclass(frozen=True, slots=True)
class EditionPreview:
    """A corrected edition beside what it would replace; ``places`` says where each annotation would be, by id.

    Deleted annotations are left out.
    """

    old: Report
    new: Report
    places: Mapping[str, Found]

    @property
    def counts(self) -> Mapping[AnchorState, int]:
        """How many annotations would be in each state; every state is named."""
        found = Counter(place.state for place in self.places.values())
        return {state: found[state] for state in AnchorState}
