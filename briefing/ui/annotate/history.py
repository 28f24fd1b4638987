"""What happened to one annotation, in the margin: each version in words, and what became of its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.domain.revision import Value, Version
from briefing.domain.story import Fate, Piece, difference, line_of
from briefing.ui.annotate.said import moment_words
from briefing.ui.annotate.words import Setting, Words
from briefing.ui.parts import Clickable, button, clear, label, row
from briefing.ui.theme import Theme


class HistoryPanel(QWidget):
    """Lists versions, the newest first. ``restore_wanted`` carries a revision's id; ``left`` follows 返回 and Esc."""

    restore_wanted = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._versions: tuple[Version, ...] = ()
        self._own = True
        self.setAccessibleName(self.tr("批注的历史"))
        px = theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._back = button(self.tr("返回"), "plain", self.left.emit, name=self.tr("返回批注"))
        head = row(label(self.tr("历史"), "heading"), None, self._back)
        head.setContentsMargins(px(16), px(4), px(8), px(4))
        outer.addLayout(head)
        self._about = label("", "second", wrap=True)
        self._about.setContentsMargins(px(16), 0, px(16), px(8))
        outer.addWidget(self._about)
        body = QWidget()
        body.setObjectName("page")
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(px(8), 0, px(8), px(16))
        self._rows.setSpacing(px(4))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        outer.addWidget(area, 1)
        theme.changed.connect(lambda: self._open(self._at, focus=False))

    def show_versions(self, about: str, versions: Sequence[Version], *, own: bool) -> None:
        """Show a history, oldest first as the library gives it; ``own`` says whether old versions may come back."""
        self._versions, self._own = tuple(versions), own
        self._about.setText(about)
        self._open(len(self._versions) - 1, focus=False)
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, at: int, *, focus: bool = True) -> None:
        """Unfold one version."""
        self._at = at
        clear(self._rows)
        today = datetime.now(UTC).astimezone().date()
        for number in range(len(self._versions) - 1, -1, -1):
            version = self._versions[number]
            moment = f"{moment_words(version.at, today)} · {version.author}"
            line = Clickable(self._theme, f"{moment}：{line_of(version)}")
            inner = QVBoxLayout(line)
            inner.setContentsMargins(self._theme.px(8), self._theme.px(6), self._theme.px(8), self._theme.px(6))
            inner.setSpacing(0)
            inner.addWidget(label(line_of(version), "heading" if number == at else "", wrap=True))
            inner.addWidget(label(moment, "muted", wrap=True))
            line.clicked.connect(lambda number=number: self._open(number))
            self._rows.addWidget(line)
            if number == at:
                self._rows.addWidget(self._detail(number))
                if focus:
                    line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._rows.addStretch(1)

    _at = -1

    def _detail(self, at: int) -> QWidget:
        now = self._versions[at].values
        before = self._versions[at - 1].values if at else None
        pieces = difference("" if before is None else _text(before), _text(now))
        changed = before is not None and any(piece.fate is not Fate.SAME for piece in pieces)
        setting = Setting(self._theme)
        if changed:
            setting.pieces(pieces)
        else:
            setting.markdown(_text(now))
        words = Words(self._theme)
        words.show_words(setting, self._spoken(pieces) if changed else _text(now))
        holder = QWidget()
        layout = QVBoxLayout(holder)
        px = self._theme.px
        layout.setContentsMargins(px(16), 0, px(8), px(8))
        layout.setSpacing(px(6))
        layout.addWidget(words)
        if changed:
            layout.addWidget(label(self.tr("划去的是原来的，下面有线的是新写的"), "muted", wrap=True))
        if self._own and at != len(self._versions) - 1:
            revision = self._versions[at].revision.id
            restore = button(self.tr("恢复这一版"), "", lambda: self.restore_wanted.emit(revision))
            layout.addLayout(row(restore, None))
        return holder

    def _spoken(self, pieces: Sequence[Piece]) -> str:
        words = {Fate.SAME: "{0}", Fate.REMOVED: self.tr("[删去“{0}”]"), Fate.ADDED: self.tr("[加上“{0}”]")}
        return "".join(words[piece.fate].format(piece.text) for piece in pieces)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _text(values: Mapping[str, Value]) -> str:
    """Title and words of a version."""
    title = values.get("title")
    text = values.get("text")
    return "\n".join(str(part) for part in (title, text) if part)
