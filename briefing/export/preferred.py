"""The faces that a person prefers to what would be found."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.export.fonts import FaceRole, FontShelf
from briefing.preferences.catalogue import FACES
from briefing.preferences.setting import Setting
from briefing.preferences.values import Preferences


def role_of(setting: Setting[str]) -> FaceRole:
    """The role whose face a setting names."""
    return FaceRole(setting.key.removeprefix("fonts."))


def preferred_faces(preferences: Preferences) -> Mapping[FaceRole, str]:
    """The family chosen for each role for which one was."""
    return {role_of(setting): family for setting in FACES if (family := preferences.of(setting))}


def shelf_for(preferences: Preferences) -> FontShelf:
    """The faces of this computer, the preferred ones first."""
    return FontShelf(preferred=preferred_faces(preferences))
