"""关于: what this is, its version, and the licences of all it is made of, in full."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from briefing import __version__
from briefing.licences import Component, components
from briefing.ui.icon import program_icon
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme


def line_of(component: Component) -> str:
    """A component with its version and what its licences are called."""
    return f"{component.name} {component.version}".strip() + f"　{component.licence}"


def text_of(component: Component) -> str:
    """The full texts of a component's licences, each below the name of its file."""
    texts = [f"—— {text.name} ——\n\n{text.text.strip()}" for text in component.texts]
    return "\n\n\n".join((line_of(component), *texts)) + "\n"


class AboutDialog(QDialog):
    """Versions and licences; choosing a component shows its licences' texts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("关于简报台"))
        self.setMinimumSize(theme.px(880), theme.px(560))
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

        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("组件与许可"))
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(self.tr("许可全文"))
        for component in components():
            item = QListWidgetItem(line_of(component))
            item.setToolTip(line_of(component))
            item.setData(Qt.ItemDataRole.UserRole, component)
            self._list.addItem(item)
        self._list.currentItemChanged.connect(lambda item, _: self._show(item))
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self._list)
        parts.addWidget(self._text)
        parts.setChildrenCollapsible(False)
        parts.setSizes([theme.px(340), theme.px(476)])
        layout.addWidget(parts, 1)
        close = button(self.tr("关闭"), "primary", self.accept)
        layout.addLayout(row(None, close))
        self._list.setCurrentRow(0)
        close.setFocus()

    def _show(self, item: QListWidgetItem | None) -> None:
        component = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        self._text.setPlainText(text_of(component) if isinstance(component, Component) else "")
