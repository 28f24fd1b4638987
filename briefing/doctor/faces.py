"""Which faces pages are printed in, role by role, what stands in for which, and where each comes from."""

from __future__ import annotations

from pathlib import Path

from briefing.doctor.finding import Finding
from briefing.export.fonts import FaceRole, FontChoice, FontShelf
from briefing.locate import noto_folder

TOPIC = "字体"

_NAMED = {
    FaceRole.BODY: "仿宋_GB2312",
    FaceRole.KAI: "楷体_GB2312",
    FaceRole.HEI: "黑体",
    FaceRole.SONG: "宋体",
    FaceRole.TITLE: "方正小标宋简体",
    FaceRole.LATIN: "Times New Roman",
}
"""What a person would look for under the name they know."""


def look_at_faces(shelf: FontShelf) -> list[Finding]:
    """One finding for every role."""
    files = {font.family: font.path for font in shelf.fonts.fonts()}
    return [_finding(choice, files.get(choice.used)) for choice in shelf.choices]


def _finding(choice: FontChoice, file: str | None) -> Finding:
    name, known = choice.role.label, _NAMED[choice.role]
    if not choice.used:
        advice = f"没有任何可用的中文字体，不能打印和导出；请重新安装简报台，或装上“{known}”。"
        if choice.role is FaceRole.LATIN:
            advice = f"没有西文字体，数字和字母可能印不出；请重新安装简报台，或装上“{known}”。"
        return Finding(TOPIC, name, "没有可用字体", advice)
    value = f"{choice.used}（{_origin(file)}）"
    if choice.absent:
        words = f"设置里选的“{choice.preferred}”这台电脑上没有，请装上它，或在“工具 › 设置… › 打印字体”里另选。"
        return Finding(TOPIC, name, value, words)
    if choice.standard or choice.preferred:
        return Finding(TOPIC, name, value)
    advice = f"缺少公文常用的“{known}”，现用“{choice.used}”代替，能正常打印；装上后重新打开简报台就会用它。"
    return Finding(TOPIC, name, value, advice, hint=True)


def _origin(file: str | None) -> str:
    if not file:
        return "排版组件自带"
    path = Path(file)
    return "程序自带" if noto_folder() in path.parents else str(path)
