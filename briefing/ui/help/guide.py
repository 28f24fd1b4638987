"""The user's guide in the window: its parts on the left, the text of one on the right, a field to find words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefing.locate import data_folder
from briefing.ui.help.guide_list import GuideList
from briefing.ui.help.guide_text import SCHEME, Guide, Hit, Role
from briefing.ui.help.guide_view import GuideView
from briefing.ui.outline.field import FilterField
from briefing.ui.parts import button, row
from briefing.ui.theme import Theme

_LIST = 280
_BACK, _FORWARD = -1, 1


def guide_folder() -> Path:
    """Where the guide lies."""
    return data_folder("resources") / "guide"


@dataclass(slots=True)
class _Stop:
    """A place one was at: the part, and how far down in it."""

    part: str
    scrolled: float = 0.0


class GuidePage(QWidget):
    """``back_wanted`` follows 返回 and Esc; ``picture_wanted`` carries a picture's name and QSize, to be answered with
    ``view.give_picture``; ``part_shown`` carries the key of the part that came."""

    back_wanted = Signal()
    picture_wanted = Signal(str, object)
    part_shown = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._guide: Guide | None = None
        self._trail: list[_Stop] = []
        self._at = -1
        self.setObjectName("page")
        self.field = FilterField(theme)
        self.field.setPlaceholderText(self.tr("在说明里找"))
        self.field.setAccessibleName(self.tr("在使用说明里找"))
        self.field.textChanged.connect(self._search)
        self.field.left_below.connect(self._go_below)
        self.list = GuideList(theme)
        self.list.part_chosen.connect(self.open)
        self.list.hit_chosen.connect(self._open_hit)
        self.view = GuideView(theme, guide_folder())
        self.view.followed.connect(self._follow)
        self.view.picture_wanted.connect(self.picture_wanted)
        self._left = QWidget()
        self._left.setObjectName("side")
        self._left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self._measure()
        theme.changed.connect(self._measure)

    def _lay_out(self) -> None:
        self._head = row(self.field)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(self.list, 1)
        self._bar = QWidget()
        self._bar.setObjectName("actions")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        leave = button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回"))
        leave.setToolTip("Esc")
        self._back = button(self.tr("后退"), "plain", self.back)
        self._back.setToolTip("Alt+←")
        self._forward = button(self.tr("前进"), "plain", self.forward)
        self._forward.setToolTip("Alt+→")
        self._feet = row(leave, None, self._back, self._forward)
        self._bar.setLayout(self._feet)
        beside = QHBoxLayout()
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self._left)
        beside.addWidget(self.view, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(beside, 1)
        outer.addWidget(self._bar)
        self._tell()

    # What is shown.

    @property
    def loaded(self) -> bool:
        """Whether the guide was read."""
        return self._guide is not None

    @property
    def part(self) -> str:
        """The key of the part that is shown; empty before the first."""
        return self._trail[self._at].part if self._trail else ""

    def set_guide(self, guide: Guide) -> None:
        """Take the guide; what is shown comes with ``open``."""
        self._guide = guide
        self.list.show_parts(guide, self.part)

    def open(self, target: str) -> None:
        """Show a part, or a heading of it (``part#heading``); one that there is not leaves everything as it is."""
        key, _, heading = target.partition("#")
        part = self._guide.by_key.get(key) if self._guide else None
        if part is None:
            return
        if key != self.part:
            self._leave()
            self._trail = [*self._trail[: self._at + 1], _Stop(key)]
            self._at = len(self._trail) - 1
            self._show()
        if heading:
            for number, block in enumerate(part.blocks):
                if block.role is Role.HEADING and block.text == heading:
                    self.view.show_block(number)

    def back(self) -> None:
        """Where one was before."""
        self._step(_BACK)

    def forward(self) -> None:
        """Where one came back from."""
        self._step(_FORWARD)

    def begin_search(self) -> None:
        """Give the keyboard to the field, to look for something else."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def focus(self) -> None:
        """Give the keyboard to the text, where the keys that scroll are."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if 0 <= self._at + by < len(self._trail):
            self._leave()
            self._at += by
            self._show()

    def _leave(self) -> None:
        """Remember how far down one was."""
        if self._trail:
            self._trail[self._at].scrolled = self.view.scrolled

    def _show(self) -> None:
        assert self._guide is not None
        stop = self._trail[self._at]
        self.view.show_part(self._guide.by_key[stop.part], scrolled=stop.scrolled)
        self.list.set_current(stop.part)
        self._tell()
        self.part_shown.emit(stop.part)

    def _tell(self) -> None:
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at + 1 < len(self._trail))

    # Finding words.

    def _search(self, words: str) -> None:
        if self._guide is None:
            return
        wanted = tuple(words.split())
        self.view.mark(wanted)
        if wanted:
            self.list.show_hits(self._guide.find(words))
        else:
            self.list.show_parts(self._guide, self.part)

    def _open_hit(self, hit: Hit) -> None:
        self.open(hit.part)
        self.view.show_block(hit.block)

    def _go_below(self) -> None:
        """Down and Enter lead to the first that was found, then to the list."""
        if self.field.text().strip():
            self.list.step(1)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, target: str) -> None:
        if target.startswith(SCHEME):
            self.open(target.removeprefix(SCHEME))

    # Its keys.

    def event(self, event: QEvent) -> bool:
        """Keys that mean something else in the menus are the guide's while it has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if _ours(event):
            self._step(_BACK if key == Qt.Key.Key_Left else _FORWARD)
        elif key == Qt.Key.Key_Escape:
            if self.field.text():
                self.field.clear()
            else:
                self.back_wanted.emit()
        elif key == Qt.Key.Key_F3:
            self.list.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.focus()
        else:
            super().keyPressEvent(event)

    def _measure(self) -> None:
        px = self._theme.px
        self._left.setFixedWidth(round(_LIST * min(self._theme.scale, 1.25)))
        self._head.setContentsMargins(px(16), px(12), px(16), px(8))
        self._bar.setFixedHeight(px(48))
        self._feet.setContentsMargins(px(24), 0, px(24), 0)


def _ours(event: QKeyEvent) -> bool:
    """Alt with the left and right arrows: back and forward within the guide."""
    arrow = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
    return arrow and event.modifiers() & Qt.KeyboardModifier.AltModifier == Qt.KeyboardModifier.AltModifier
