"""The faces one can choose from for each role, and a line of text in one of them as it is printed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.export.coverage import has_glyphs
from briefing.export.fonts import CHAINS, FaceRole, FontChoice, FontShelf
from briefing.export.typesetter import drawn_line

_CHINESE = "国务院政府工作报告的一、二。（三）增长指标完成率"
_LATIN = "0123456789.,%()+-ABCXYZabcxyz"

SAMPLES = dict.fromkeys(FaceRole, "稳中求进，增长5.5%左右") | {
    FaceRole.TITLE: "政府工作报告解读",
    FaceRole.LATIN: "2026  5.5%  1000  GDP  A4",
}
"""What a face is shown with."""


@dataclass(frozen=True, slots=True)
class Faces:
    """The families installed that can write what their role asks for: the role's own faces first, then by name."""

    chinese: tuple[str, ...]
    latin: tuple[str, ...]

    def of(self, role: FaceRole) -> tuple[str, ...]:
        """The families for a role."""
        families = self.latin if role is FaceRole.LATIN else self.chinese
        own = [name for name in CHAINS[role] if name in families]
        return (*own, *(name for name in families if name not in own))


def faces_on(shelf: FontShelf) -> Faces:
    """Look through the faces of this computer. To be called on the worker: files are read."""
    found: dict[str, tuple[bool, bool]] = {}
    for font in shelf.fonts.fonts():
        if font.style != "normal" or font.family in found or font.family.startswith("."):
            continue
        path = Path(font.path) if font.path else None
        if path is None:
            # What comes with the typesetter has no file of its own: one serif and one for formulas.
            found[font.family] = (False, font.family in CHAINS[FaceRole.LATIN])
        else:
            latin = has_glyphs(path, font.index, _LATIN)
            found[font.family] = (latin and has_glyphs(path, font.index, _CHINESE), latin)
    named = sorted(found.items(), key=lambda one: one[0].lower())
    return Faces(
        tuple(family for family, (chinese, _) in named if chinese),
        tuple(family for family, (_, latin) in named if latin),
    )


def sample(choice: FontChoice, shelf: FontShelf, size: float, colour: str, dots: float) -> bytes:
    """The role's sample line in the face in force, as a PNG image on nothing: letters ``size`` pixels high, ``dots``
    device pixels a pixel, in a ``#rrggbb`` colour. To be called on the worker."""
    families: Sequence[str] = [name for name in (choice.used, *choice.rest) if name]
    told = {"text": SAMPLES[choice.role], "families": families, "size": size, "colour": colour}
    return drawn_line(json.dumps(told, ensure_ascii=False).encode(), shelf.fonts, 72 * dots)
