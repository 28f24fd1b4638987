"""How backups are told in words."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from briefing.library.backups import Backup
from briefing.library.schema import HEAD


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)


def when(time: datetime) -> str:
    """A time as this computer's clock shows it."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M")


def size_of(backup: Backup) -> str:
    """Its size, in the unit that leaves few digits."""
    kilobytes = backup.size / 1024
    return f"{kilobytes / 1024:.1f} MB" if kilobytes >= 1024 else f"{max(1, round(kilobytes))} KB"


def named(backup: Backup) -> str:
    """When and what for it was made."""
    return _tr("{0} 的{1}备份").format(when(backup.made), backup.reason.label)


def inside(backup: Backup) -> str:
    """What is in it, in sentences."""
    if not backup.sound:
        return backup.problem
    counts = _tr("{0} 份报告、{1} 条批注").format(backup.reports, backup.annotations)
    said = [_tr("{0}里有 {1}。").format(named(backup), counts)]
    if backup.last_change is not None:
        said.append(_tr("批注最后一次改动在 {0}。").format(when(backup.last_change)))
    if backup.schema != HEAD:
        said.append(_tr("由较早版本的程序建立，恢复时会自动升级。"))
    return "".join(said)


def question(backup: Backup) -> str:
    """What restoring would do, before it is done."""
    return _tr(
        "要恢复到 {0}吗？资料库里的报告、批注和更正会换成那时的样子。现在的内容先自动备份一份，随时可以换回来。"
    ).format(named(backup))
