"""Writing an annotation, in its place in the margin: no dialog, Ctrl+Enter saves, Esc gives up."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.span import Span
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

OFFERED = (
    AnnotationKind.BACKGROUND,
    AnnotationKind.WORDING,
    AnnotationKind.QUESTION,
    AnnotationKind.PROGRESS,
    AnnotationKind.RISK,
)
STATUSES = (AnnotationStatus.DRAFT, AnnotationStatus.PENDING, AnnotationStatus.VERIFIED, AnnotationStatus.REJECTED)


class NoteEditor(QWidget):
    """``saved`` carries kind, text and status; ``given_up`` follows Esc or 放弃 (twice when words would be lost)."""

    saved = Signal(object, str, object)
    given_up = Signal()

    def __init__(self, theme: Theme, note: Annotation | None, passage: Span | None) -> None:
        super().__init__()
        self._theme, self._note = theme, note
        self._asked = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(9), theme.px(9), theme.px(9), theme.px(9))
        layout.setSpacing(theme.px(6))
        heading = label(self.tr("改批注") if note else self.tr("新批注"), "heading")
        about = self.tr("原文 {0} 字").format(len(passage)) if passage else self.tr("整条")
        layout.addLayout(row(heading, None, label(about, "muted")))
        layout.addLayout(self._kinds(note))
        self._text = QPlainTextEdit(note.text if note else "")
        self._text.setMinimumHeight(theme.px(130))
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("批注内容"))
        self._text.setPlaceholderText(self.tr("写下报告没有说的：背景、口径、问答……"))
        self._text.installEventFilter(self)
        self._text.textChanged.connect(self._forget_question)
        layout.addWidget(self._text)
        self._status = QComboBox()
        self._status.setAccessibleName(self.tr("状态"))
        for status in STATUSES:
            self._status.addItem(status.label, status)
        self._status.setCurrentIndex(STATUSES.index(note.status) if note else 0)
        self._question = QLabel(self.tr("再按一次 Esc 放弃所写内容"))
        self._question.setProperty("role", "caveat")
        self._question.hide()
        layout.addWidget(self._question)
        give_up = button(self.tr("放弃"), "plain", self._give_up)
        save = button(self.tr("保存"), "primary", self._save)
        save.setToolTip("Ctrl+Enter")
        layout.addLayout(row(self._status, None, give_up, save))

    def focus(self) -> None:
        """Put the cursor into the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)

    def _kinds(self, note: Annotation | None) -> QHBoxLayout:
        """One of five; a kind that only seed annotations have is kept and offered as the first."""
        offered = OFFERED if note is None or note.kind in OFFERED else (note.kind, *OFFERED)
        self._group = QButtonGroup(self)
        layout = row(spacing=0)
        for number, kind in enumerate(offered):
            segment = button(kind.label, "segment", name=self.tr("类别：{0}").format(kind.label))
            segment.setCheckable(True)
            segment.setProperty("kind", kind)
            segment.setChecked(kind is (note.kind if note else AnnotationKind.BACKGROUND))
            self._group.addButton(segment, number)
            layout.addWidget(segment, 1)
        return layout

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._save()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    @property
    def typed(self) -> bool:
        """Whether something would be lost."""
        return self._text.toPlainText() != (self._note.text if self._note else "")

    def _forget_question(self) -> None:
        self._asked = False
        self._question.hide()

    def _give_up(self) -> None:
        if self.typed and not self._asked:
            self._asked = True
            self._question.show()
            return
        self.given_up.emit()

    def _save(self) -> None:
        text = self._text.toPlainText().strip()
        if not text:
            self._question.setText(self.tr("请先写下内容，或按 Esc 放弃"))
            self._question.show()
            self.focus()
            return
        self.saved.emit(self._kind, text, AnnotationStatus(self._status.currentData()))

    def keep_as_draft(self) -> None:
        """Save what is there as a draft; an editor without a word in it saves nothing."""
        text = self._text.toPlainText().strip()
        if text:
            self.saved.emit(self._kind, text, AnnotationStatus.DRAFT)

    @property
    def _kind(self) -> AnnotationKind:
        return AnnotationKind(self._group.checkedButton().property("kind"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("field"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
