"""How everything looks: colours by role, the two faces, sizes that follow the text scale."""

from briefing.ui.theme import style
from briefing.ui.theme.colours import DARK, LIGHT, Colours
from briefing.ui.theme.theme import SCALES, Appearance, Theme

__all__ = ["DARK", "LIGHT", "SCALES", "Appearance", "Colours", "Theme", "style"]
