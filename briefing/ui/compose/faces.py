"""Which faces the pages are set in, and which of the standard's are stood in for."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from briefing.export.fonts import FontChoice


def faces_in_words(faces: Iterable[FontChoice]) -> tuple[str, str]:
    """One line for the head of the page, and a line a role for its tooltip and for exporting."""
    chosen = tuple(faces)
    lacking = [face.role.label for face in chosen if not face.standard]
    line = _tr("预览与打印一致")
    if lacking:
        line = _tr("预览与打印一致；本机没有{0}，以思源宋体代替").format("、".join(lacking))
    return line, "\n".join(_tr("{0}：{1}").format(face.role.label, face.used or _tr("没有找到")) for face in chosen)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefingFaces", text)
