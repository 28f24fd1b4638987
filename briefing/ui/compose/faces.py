"""Which faces the pages are set in, and which of the standard's are stood in for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from briefing.export.fonts import FontChoice


def faces_in_words(faces: Iterable[FontChoice]) -> tuple[str, str]:
    """One line for the head of the page, and a line a role for its tooltip and for exporting."""
    chosen = tuple(faces)
    lacking = lacking_in(chosen)
    line = absent_in_words(chosen) or _tr("预览与打印一致")
    if lacking and not any(face.absent for face in chosen):
        line = _tr("预览与打印一致；本机没有{0}，以思源宋体代替").format("、".join(lacking))
    return line, "\n".join(_tr("{0}：{1}").format(face.role.label, face.used or _tr("没有找到")) for face in chosen)


def lacking_in(faces: Iterable[FontChoice]) -> list[str]:
    """The roles whose faces are stood in for; not where a person chose another one."""
    return [face.role.label for face in faces if not face.standard and (face.absent or not face.preferred)]


def absent_in_words(faces: Iterable[FontChoice]) -> str:
    """Which face a person chose that this computer does not have; empty when all are there."""
    absent = [face for face in faces if face.absent]
    if not absent:
        return ""
    named = "、".join(dict.fromkeys(face.preferred for face in absent))
    return _tr("设置里选的字体“{0}”不在这台电脑上，{1}用自动找到的").format(
        named, "、".join(face.role.label for face in absent)
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefingFaces", text)
