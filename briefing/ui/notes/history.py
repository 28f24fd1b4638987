"""What happened to an annotation: who, when, what; the difference between two versions; the way back to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.domain.revision import Value, Version, Write
from briefing.domain.story import Fate, Piece, difference, line_of
from briefing.ui.annotate.card import day_words
from briefing.ui.notes.passage import PiecesText
from briefing.ui.parts import button, clear, label, row, rule
from briefing.ui.theme import Theme

_DAY = Qt.ItemDataRole.UserRole
_AUTHOR = Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.px(33))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        side, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink2"))
        metrics = QFontMetricsF(painter.font())
        author = metrics.elidedText(str(index.data(_AUTHOR)), Qt.TextElideMode.ElideRight, box.width() * 0.34)
        inner = box.adjusted(px(4), 0, -px(4), 0)
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignLeft, str(index.data(_DAY)))
        painter.drawText(inner, side | right, author)
        left = max(px(64), metrics.horizontalAdvance(str(index.data(_DAY))) + px(12))
        room = inner.adjusted(left, 0, -metrics.horizontalAdvance(author) - px(8), 0)
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("ink"))
        words = QFontMetricsF(painter.font()).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, max(1.0, room.width())
        )
        painter.drawText(room, side | Qt.AlignmentFlag.AlignLeft, words)
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class History(QWidget):
    """Newest first. One chosen version is compared with the one before it, two with each other.

    ``restore_wanted`` carries the id of the revision whose version shall hold again.
    """

    restore_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._versions: tuple[Version, ...] = ()
        self._list = QListWidget()
        self._list.setObjectName("page")
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setMouseTracking(True)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for set_policy in (self._list.setVerticalScrollBarPolicy, self._list.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("这条批注的历史"))
        self._list.itemSelectionChanged.connect(self._compare)
        self._below = QVBoxLayout()
        self._below.setSpacing(theme.px(6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(label(self.tr("这条批注的历史"), "heading"))
        layout.addWidget(rule("rule"))
        layout.addWidget(self._list)
        layout.addLayout(self._below)
        theme.changed.connect(self._measure)

    def show_versions(self, versions: Sequence[Version], today: date) -> None:
        """Show this history, oldest first as given; a choice in the same history stays."""
        kept = {self._versions[-1 - at.row()].revision.id for at in self._list.selectedIndexes()}
        self._versions = tuple(versions)
        blocked = self._list.blockSignals(True)
        self._list.clear()
        for version in reversed(self._versions):
            entry = QListWidgetItem(line_of(version))
            day = day_words(version.at, today)
            entry.setData(_DAY, day)
            entry.setData(_AUTHOR, version.author)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{day}，{version.author}，{line_of(version)}")
            moment = version.at.astimezone()
            entry.setToolTip(f"{moment:%Y-%m-%d %H:%M}  {version.author}")
            self._list.addItem(entry)
            entry.setSelected(version.revision.id in kept)
        self._list.blockSignals(blocked)
        self._measure()
        self._compare()

    def _measure(self) -> None:
        self._list.scheduleDelayedItemsLayout()
        self._list.setFixedHeight(self._theme.px(33) * self._list.count())

    def _chosen(self) -> list[int]:
        """Numbers of the chosen versions, oldest first."""
        last = len(self._versions) - 1
        return sorted(last - at.row() for at in self._list.selectedIndexes())

    def _compare(self) -> None:
        clear(self._below)
        chosen = self._chosen()
        if not chosen:
            if len(self._versions) > 1:
                self._below.addWidget(
                    label(self.tr("点一行看改了什么；按住 Ctrl 再点一行，比较两版。"), "muted", wrap=True)
                )
            return
        new = self._versions[chosen[-1]]
        earlier = chosen[0] if len(chosen) > 1 else chosen[0] - 1
        self._differences(self._versions[earlier].values if earlier >= 0 else {}, new)
        if len(chosen) == 1 and chosen[0] != len(self._versions) - 1:
            restore = button(self.tr("恢复这一版"), "", lambda: self.restore_wanted.emit(new.revision.id))
            self._below.addLayout(row(restore, None))

    def _differences(self, old: Mapping[str, Value], new: Version) -> None:
        said = False
        for name in ("title", "text"):
            was, now = str(old.get(name, "") or ""), str(new.values.get(name, "") or "")
            if was != now:
                pieces = difference(was, now) if was else (Piece(now, Fate.SAME),)
                self._below.addWidget(PiecesText(self._theme, pieces, serif=False))
                said = True
        others = _others(old, new)
        if others:
            self._below.addWidget(label(others, "second", wrap=True))
        elif not said:
            self._below.addWidget(label(self.tr("文字没有不同。"), "muted"))


def _others(old: Mapping[str, Value], new: Version) -> str:
    """What else differs, in words."""
    names = [name for name in {*old, *new.values} if old.get(name) != new.values.get(name)]
    kept = {name: Write(new.values.get(name)) for name in sorted(names) if name not in ("title", "text")}
    if not kept or not old:
        return ""
    changed = replace(new.revision, action="edit", writes=kept)
    return line_of(Version(changed, new.values, {name: old.get(name) for name in kept}))
