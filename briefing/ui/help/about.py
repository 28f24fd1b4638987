"""关于: what this is, its version, and the licences of all it is made of."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import Any

from PySide6.QtCore import QLibraryInfo, QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from briefing import __version__
from briefing.ui.icon import program_icon
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

PACKAGES = (
    "PySide6_Essentials",
    "shiboken6",
    "pyqtgraph",
    "numpy",
    "SQLAlchemy",
    "alembic",
    "typst",
    "pypdfium2",
    "pypinyin",
    "platformdirs",
    "filelock",
    "python-docx",
    "pylopdf-fonts-zh-cn",
)


def licence_of(package: str) -> str:
    """A package's version and licence, from its own metadata; empty when it is not installed."""
    try:
        found: Any = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return ""
    # The licence's own text may stand in the field; its first line names it.
    words = found.get("License-Expression") or (found.get("License") or "").strip().splitlines()
    licence = words if isinstance(words, str) else (words[0] if words else "")
    if not licence:
        names = [c.rsplit("::", 1)[-1].strip() for c in found.get_all("Classifier") or [] if c.startswith("License")]
        licence = "、".join(names)
    return f"{found['Name']} {found['Version']}　{licence}"


class AboutDialog(QDialog):
    """Versions and licences; everything is read from what is installed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("关于简报台"))
        self.setMinimumSize(theme.px(560), theme.px(440))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(32), theme.px(24), theme.px(32), theme.px(24))
        layout.setSpacing(theme.px(8))
        picture = QLabel()
        picture.setPixmap(program_icon().pixmap(QSize(theme.px(48), theme.px(48)), self.devicePixelRatio()))
        layout.addLayout(row(picture, label(self.tr("简报台"), "title"), None, spacing=theme.px(16)))
        layout.addWidget(label(self.tr("版本 {0}　MIT 许可").format(__version__), "second"))
        words = self.tr("从政府工作报告准备会议简报。资料只存在这台电脑上，程序不连接网络。")
        layout.addWidget(label(words, wrap=True))
        layout.addSpacing(theme.px(8))
        layout.addWidget(label(self.tr("所用组件与许可"), "heading"))
        lines = [f"Python {platform.python_version()}　PSF-2.0", f"Qt {QLibraryInfo.version().toString()}　LGPL-3.0"]
        lines += [line for package in PACKAGES if (line := licence_of(package))]
        lines.append(self.tr("Noto Sans SC、Noto Serif SC 字体　SIL OFL 1.1"))
        licences = QPlainTextEdit("\n".join(lines))
        licences.setReadOnly(True)
        licences.setAccessibleName(self.tr("组件与许可"))
        licences.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        layout.addWidget(licences, 1)
        close = button(self.tr("关闭"), "primary", self.accept)
        layout.addLayout(row(None, close))
        close.setFocus()
