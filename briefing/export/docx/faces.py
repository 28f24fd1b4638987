"""The names under which Word finds faces: those of this computer where it has an office's own, else the standard's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.export.fonts import FaceRole, FontChoice

_USUAL: Mapping[FaceRole, str] = {
    FaceRole.BODY: "仿宋_GB2312",
    FaceRole.KAI: "楷体_GB2312",
    FaceRole.HEI: "黑体",
    FaceRole.SONG: "宋体",
    FaceRole.TITLE: "方正小标宋简体",
    FaceRole.LATIN: "Times New Roman",
}
"""What an office asks for where this computer has only stand-ins; Word and WPS substitute by themselves."""

_CHINESE_NAMES: Mapping[str, str] = {
    "FangSong_GB2312": "仿宋_GB2312",
    "FangSong": "仿宋",
    "KaiTi_GB2312": "楷体_GB2312",
    "KaiTi": "楷体",
    "SimHei": "黑体",
    "SimSun": "宋体",
    "FZXiaoBiaoSong-B05S": "方正小标宋简体",
    "STFangsong": "华文仿宋",
    "STKaiti": "华文楷体",
    "STSong": "华文宋体",
    "STHeiti": "华文黑体",
    "STZhongsong": "华文中宋",
}
_OPEN = ("Noto ", "Fandol", "Zhuque", "LXGW", "WenQuanYi", "Liberation", "Tinos", "Nimbus", "TeX Gyre", "Libertinus")


@dataclass(frozen=True, slots=True)
class Face:
    """A face's name, and what stands in for it where it is missing."""

    name: str
    instead: str = ""


def faces_of(choices: Iterable[FontChoice]) -> dict[FaceRole, Face]:
    """The face of every role. One of the open faces is never the first choice: no other office has it."""
    found = {role: Face(name) for role, name in _USUAL.items()}
    for choice in choices:
        usual = _USUAL[choice.role]
        if choice.used and not choice.used.startswith(_OPEN):
            found[choice.role] = Face(_CHINESE_NAMES.get(choice.used, choice.used))
        elif choice.used:
            found[choice.role] = Face(usual, choice.used)
    return found
