"""Which faces a page is printed in: the chains of GB/T 9704's faces by role, and which of them this computer has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.locate import font_folders

if TYPE_CHECKING:
    import typst


class FaceRole(StrEnum):
    """What a face is for."""

    BODY = "fangsong"
    KAI = "kaiti"
    HEI = "heiti"
    SONG = "songti"
    TITLE = "xiaobiaosong"
    LATIN = "latin"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _LABELS[self]


_LABELS = {
    FaceRole.BODY: "仿宋",
    FaceRole.KAI: "楷体",
    FaceRole.HEI: "黑体",
    FaceRole.SONG: "宋体",
    FaceRole.TITLE: "小标宋",
    FaceRole.LATIN: "数字和西文",
}

_SERIF = ("Noto Serif SC", "Noto Serif CJK SC")
_SANS = ("Noto Sans SC", "Noto Sans CJK SC")

CHAINS: Mapping[FaceRole, tuple[str, ...]] = {
    FaceRole.BODY: (
        "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FZFangSong-Z02", "Zhuque Fangsong",
        "FandolFang R", *_SERIF,
    ),
    FaceRole.KAI: (
        "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "FZKai-Z03", "FandolKai", "LXGW WenKai", *_SERIF,
    ),
    FaceRole.HEI: ("SimHei", "黑体", "STHeiti", "FZHei-B01", *_SANS, "FandolHei", "WenQuanYi Micro Hei"),
    FaceRole.SONG: ("SimSun", "宋体", "STSong", *_SERIF, "FandolSong"),
    FaceRole.TITLE: (
        "FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong", *_SERIF, "FandolSong",
    ),
    FaceRole.LATIN: (
        "Times New Roman", "Liberation Serif", "Tinos", "Nimbus Roman", "TeX Gyre Termes", "Libertinus Serif",
    ),
}  # fmt: skip
"""The families looked for, best first. Libertinus Serif comes with the typesetter, Noto ... SC with the program."""

_DARK_TITLES = frozenset({"FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong"})
_DARK_HEI = frozenset({"SimHei", "黑体", "STHeiti", "FZHei-B01", "FandolHei"})
_BOLD = 600


@dataclass(frozen=True, slots=True)
class FontChoice:
    """What was looked for and what was found for one role.

    ``used`` is the first family present and ``missing`` those looked for in vain before it. ``rest`` are the families
    asked for a character that ``used`` lacks. ``weight`` is the heaviest cut of ``used``. ``preferred`` is the family
    that a person chose, whether it is present or not; empty when the choice was left to us.
    """

    role: FaceRole
    wanted: tuple[str, ...]
    used: str
    missing: tuple[str, ...]
    rest: tuple[str, ...]
    weight: int
    preferred: str = ""

    @property
    def absent(self) -> bool:
        """Whether a person chose a face that this computer does not have; then it is as if nothing was chosen."""
        return bool(self.preferred) and self.preferred != self.used

    @property
    def standard(self) -> bool:
        """Whether it is one of the faces that the standard names, not a stand-in from the open Noto faces."""
        if self.used not in self.wanted:
            return False
        return not self.used.startswith("Noto ") or self.role in (FaceRole.HEI, FaceRole.SONG)

    @property
    def has_bold(self) -> bool:
        """Whether a bold cut exists; else bold is drawn with an outline."""
        return self.weight >= _BOLD

    @property
    def dark(self) -> bool:
        """Whether its regular cut is already as dark as a title or a heading wants it."""
        return self.used in (_DARK_TITLES if self.role is FaceRole.TITLE else _DARK_HEI)


class FontShelf:
    """The faces of this computer and those the program brings. Scanning happens once, at first use.

    Give one shelf to every writer of a process: with many fonts installed a scan takes a good part of a second.
    """

    def __init__(
        self,
        folders: Sequence[Path] | None = None,
        *,
        system: bool = True,
        preferred: Mapping[FaceRole, str] | None = None,
    ) -> None:
        """``folders`` are searched beside the system's; by default those of the faces that come with the program.

        ``preferred`` are the families that a person chose, by role.
        """
        self._preferred = dict(preferred or {})
        self._folders = tuple(folders) if folders is not None else font_folders()
        self._system = system

    @cached_property
    def fonts(self) -> typst.Fonts:
        """The faces in the form the typesetter takes."""
        import typst

        return typst.Fonts(include_system_fonts=self._system, font_paths=list(self._folders))

    def prefer(self, preferred: Mapping[FaceRole, str]) -> None:
        """Take these families from now on where they are present; any thread may be using the shelf."""
        self._preferred = dict(preferred)

    @property
    def choices(self) -> tuple[FontChoice, ...]:
        """One choice for every role, in the order of ``FaceRole``."""
        return self.choices_with(self._preferred)

    def choices_with(self, preferred: Mapping[FaceRole, str]) -> tuple[FontChoice, ...]:
        """What the choices would be if these families were preferred."""
        return tuple(_choose(role, self._heaviest, preferred.get(role, "")) for role in FaceRole)

    @cached_property
    def _heaviest(self) -> dict[str, int]:
        heaviest: dict[str, int] = {}
        for font in self.fonts.fonts():
            if font.style == "normal":
                heaviest[font.family] = max(font.weight, heaviest.get(font.family, 0))
        return heaviest

    def families(self, role: FaceRole) -> tuple[str, ...]:
        """The families of a role, best first; charts are drawn with those of ``FaceRole.HEI``."""
        choice = next(choice for choice in self.choices if choice.role is role)
        return tuple(name for name in (choice.used, *choice.rest) if name)


def _choose(role: FaceRole, heaviest: dict[str, int], preferred: str) -> FontChoice:
    chain = CHAINS[role]
    present = [name for name in chain if name in heaviest]
    if role is FaceRole.TITLE:
        # A title is dark: a face that is, or has a bold cut, goes before one that must be thickened.
        present.sort(key=lambda name: name not in _DARK_TITLES and heaviest[name] < _BOLD)
    fallback = [name for name in (*_SERIF, *_SANS) if name in heaviest and name not in present]
    used = present[0] if present else next(iter(fallback), "")
    if preferred in heaviest:
        used = preferred
    missing = chain[: chain.index(used)] if used in chain else chain
    rest = tuple(name for name in (*present, *fallback) if name != used)
    return FontChoice(role, chain, used, missing, rest, heaviest.get(used, 0), preferred)
