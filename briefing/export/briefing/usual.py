"""What stands on a new briefing's first page before anybody writes there."""

from __future__ import annotations

from dataclasses import replace

from briefing.domain.briefing import Details
from briefing.preferences.catalogue import CONFIDENTIALITY, PRESENTER, RECIPIENTS
from briefing.preferences.values import Preferences


def usual_details(preferences: Preferences, title: str = "") -> Details:
    """The details that a person has set for new briefings."""
    return with_usual(Details(title), preferences)


def with_usual(details: Details, preferences: Preferences) -> Details:
    """The same with what a person has set, where it says nothing; for a briefing that is only just begun."""
    return replace(
        details,
        confidentiality=details.confidentiality or preferences.of(CONFIDENTIALITY),
        recipients=details.recipients or preferences.of(RECIPIENTS),
        presenter=details.presenter or preferences.of(PRESENTER),
    )
