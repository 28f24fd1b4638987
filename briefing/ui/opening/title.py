"""Says which library the window is about when it is not the usual one, and that everything is kept on a stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from briefing.locate import Places
from briefing.ui.main_window import MainWindow


def name_window(window: MainWindow, library: Path, places: Places) -> None:
    """Name it in the title; whoever hears the window hears the library's whole path."""
    name = _tr("简报台")
    usual = library.absolute() == places.library.absolute()
    parts = ["" if usual else library.stem, _tr("便携") if places.portable else ""]
    said = " · ".join(part for part in parts if part)
    # The program's name stands last: systems that add it to every title leave it alone there.
    window.setWindowTitle(_tr("{0} — 简报台").format(said) if said else name)
    window.setAccessibleName(window.windowTitle())
    window.setAccessibleDescription(_tr("资料库：{0}").format(library.absolute()))
    if not usual:
        window.start_page.say_where(_tr("批注只存在资料库“{0}”里。").format(library.name))
    elif places.portable:
        window.start_page.say_where(_tr("批注只存在程序所在的U盘或文件夹里。"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("WindowTitle", text)
