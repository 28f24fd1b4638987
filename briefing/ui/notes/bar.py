"""What can be done with the chosen annotations: the bar under the list, its strip for tags, and the same as a menu."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from briefing.domain.annotation import TAG_LIMIT, AnnotationStatus
from briefing.ui.notes.delegate import EDGE
from briefing.ui.notes.editor import STATUSES
from briefing.ui.parts import Elided, button, label, row, rule
from briefing.ui.theme import Theme


class TagStrip(QWidget):
    """One line: ``added`` and ``removed`` carry a tag. Esc puts it away."""

    added = Signal(str)
    removed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._field = QLineEdit()
        self._field.setMaxLength(TAG_LIMIT)
        self._field.setAccessibleName(self.tr("标签"))
        self._field.setPlaceholderText(self.tr("标签，比如：招商"))
        self._field.installEventFilter(self)
        self._add = button(self.tr("加上"), "primary", lambda: self._give(self.added))
        self._remove = button(self.tr("去掉"), "", lambda: self._give(self.removed))
        self._known: tuple[str, ...] = ()
        self._offer = button(self.tr("已有的…"), "plain", self._ask_known)
        close = button(self.tr("不改了"), "plain", self.put_away)
        line = row(label(self.tr("标签"), "second"), self._field, self._offer, self._add, self._remove, close)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.px(EDGE), theme.px(6), theme.px(EDGE), theme.px(6))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(rule())
        outer.addLayout(line)
        self.hide()

    def ask(self, known: Sequence[str]) -> None:
        """Come up with an empty field that knows these tags."""
        self._known = tuple(known)
        self._offer.setVisible(bool(known))
        self._field.clear()
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Disappear, with nothing changed."""
        self.hide()

    def known_menu(self) -> QMenu:
        """The tags there are, to be put into the field; whoever shows it lets it go."""
        menu = QMenu(self)
        for tag in self._known:
            menu.addAction(tag.replace("&", "&&"), lambda tag=tag: self._field.setText(tag))
        return menu

    def _ask_known(self) -> None:
        menu = self.known_menu()
        at = self._offer.mapToGlobal(self._offer.rect().topLeft())
        menu.exec(at - QPoint(0, menu.sizeHint().height()))
        menu.deleteLater()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self, signal: SignalInstance) -> None:
        tag = " ".join(self._field.text().split())
        if tag:
            self.hide()
            signal.emit(tag)
        else:
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._give(self.added)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.put_away()
                return True
        return False


class NotesBar(QWidget):
    """``status_wanted`` carries an AnnotationStatus; the others follow their buttons and menu entries."""

    status_wanted = Signal(object)
    tags_wanted = Signal()
    delete_wanted = Signal()
    restore_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    open_wanted = Signal()
    jump_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._chosen, self._bin = 0, False
        self.setObjectName("actions")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumHeight(theme.px(48))
        theme.changed.connect(lambda: self.setMinimumHeight(theme.px(48)))
        self._count = Elided("", "second")
        self._status = button(self.tr("改状态…"), "plain", self._ask_status)
        self._tags = button(self.tr("标签…"), "plain", self.tags_wanted.emit)
        self._delete = button(self.tr("删除"), "plain", self.delete_wanted.emit)
        self._delete.setToolTip("Del")
        self._restore = button(self.tr("恢复"), "primary", self.restore_wanted.emit)
        self._print = button(self.tr("打印批注…"), "", self.print_wanted.emit)
        line = row(self._count, self._status, self._tags, self._delete, None, self._restore, self._print, spacing=4)
        line.setContentsMargins(theme.px(EDGE), 0, theme.px(EDGE), 0)
        self.action_row = line
        self.setLayout(line)
        self.show_state(0, 0, deleted=False)

    def show_state(self, chosen: int, shown: int, *, deleted: bool) -> None:
        """How many are chosen, how many shown, and whether these are deleted ones."""
        self._chosen, self._bin = chosen, deleted
        self._count.setText(self.tr("已选 {0} 条").format(chosen) if chosen > 1 else "")
        self._count.setVisible(chosen > 1)
        for part in (self._status, self._tags, self._delete):
            part.setVisible(not deleted)
            part.setEnabled(chosen > 0)
        self._print.setVisible(not deleted)
        self._print.setEnabled(shown > 0)
        self._restore.setVisible(deleted)
        self._restore.setEnabled(chosen > 0)

    def menu(self) -> QMenu:
        """The same as a menu, with their keys; whoever shows it lets it go."""
        menu = QMenu(self)
        if self._bin:
            menu.addAction(self.tr("恢复"), self.restore_wanted.emit)
            return menu
        if self._chosen == 1:
            menu.addAction(self.tr("打开"), self.open_wanted.emit).setShortcut(QKeySequence("Return"))
            menu.addAction(self.tr("到原文去"), self.jump_wanted.emit).setShortcut(QKeySequence("Ctrl+Return"))
            menu.addSeparator()
        for status in STATUSES:
            menu.addAction(self.tr("改为{0}").format(status.label), lambda status=status: self._status_of(status))
        menu.addAction(self.tr("标签…"), self.tags_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("导出所选…"), self.export_wanted.emit)
        menu.addAction(self.tr("打印所选…"), self.print_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("删除"), self.delete_wanted.emit).setShortcut(QKeySequence("Del"))
        return menu

    def ask(self, at: QPoint) -> None:
        """Show the menu there."""
        if self._chosen:
            menu = self.menu()
            menu.exec(at)
            menu.deleteLater()

    def _status_of(self, status: AnnotationStatus) -> None:
        self.status_wanted.emit(status)

    def _ask_status(self) -> None:
        menu = QMenu(self)
        for status in STATUSES:
            menu.addAction(status.label, lambda status=status: self._status_of(status))
        at = self._status.mapToGlobal(self._status.rect().topLeft())
        menu.exec(at - QPoint(0, menu.sizeHint().height()))
        menu.deleteLater()
