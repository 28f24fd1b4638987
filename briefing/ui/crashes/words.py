"""How faults are told in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from briefing.crashes.condition import Condition
from briefing.crashes.fault import Fault, FaultKind
from briefing.ui.backups.words import named


def _tr(text: str) -> str:
    return QCoreApplication.translate("Crashes", text)


def heading(faults: Sequence[Fault]) -> str:
    """What happened, in one line."""
    kinds = {fault.kind for fault in faults}
    if FaultKind.NATIVE in kinds:
        return _tr("简报台上次突然中止了")
    if kinds == {FaultKind.ENDED}:
        return _tr("简报台上次没有正常结束")
    return _tr("简报台里出过一个错") if len(faults) == 1 else _tr("简报台里出过 {0} 个错").format(len(faults))


def explanation(faults: Sequence[Fault]) -> str:
    """What that means, and what can be done."""
    if {fault.kind for fault in faults} == {FaultKind.ENDED}:
        return _tr("没有留下痕迹：可能断了电，或程序被强行结束。如果时常这样，可以把下面的内容存成文件，交给技术支持。")
    return _tr(
        "这是程序的毛病，不是您操作的问题。出错的位置只记在这台电脑上；可以存成一个文件，交给技术支持，帮助改好它。"
    )


def condition(found: Condition) -> str:
    """How the library came through."""
    if not found.damaged:
        return _tr("资料库检查过了，完好。")
    if found.backup is None:
        return _tr("资料库有损坏，旁边也没有完好的备份。请先不要改动它，把资料库文件和这份报告一起交给技术支持。")
    return _tr("资料库有损坏。可以恢复到 {0}；现在的文件会先留一份。").format(named(found.backup))


def quiet(found: Condition | None) -> str:
    """The one sentence after a run that ended without a trace."""
    if found is None or found.damaged:
        return _tr("上次没有正常结束。")
    return _tr("上次没有正常结束，资料库完好。")


def told() -> str:
    """Said at once when something went wrong in a window that goes on."""
    return _tr("程序内部出了一个错，已经记下；可以接着用，刚才的一步请看一下是否做成。")


def saved(name: str) -> str:
    """After a report was saved."""
    return _tr("故障报告已存为“{0}”。").format(name)
