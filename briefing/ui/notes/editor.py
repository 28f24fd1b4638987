"""An annotation opened in its row: its passage, kind, words and status, or an answer to somebody else's."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QWidget

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.contents import ReportContents
from briefing.library.writing import Edit
from briefing.ui.annotate.card import day_words
from briefing.ui.notes.choices import Choice
from briefing.ui.notes.delegate import EDGE, TEXT
from briefing.ui.notes.placement import Placement
from briefing.ui.parts import Caveat, Elided, button, label, row
from briefing.ui.theme import Theme

ROW = 225
"""Pixels at 100 % that an opened row takes at least."""

OFFERED = (
    AnnotationKind.BACKGROUND,
    AnnotationKind.WORDING,
    AnnotationKind.QUESTION,
    AnnotationKind.PROGRESS,
    AnnotationKind.RISK,
    AnnotationKind.RESPONSIBLE,
    AnnotationKind.INSTRUCTION,
)
STATUSES = (AnnotationStatus.DRAFT, AnnotationStatus.PENDING, AnnotationStatus.VERIFIED, AnnotationStatus.REJECTED)


class RowEditor(QWidget):
    """``saved`` carries the Edit (empty when nothing was changed) and the words of an answer, or none.

    ``given_up`` follows Esc or 放弃, the second of them where words would be lost; ``typed_changed`` follows typing.
    ``another_wanted``, ``confirmed`` and ``refused`` are about the passage, ``settle_wanted`` about a conflict.
    """

    saved = Signal(object, str)
    given_up = Signal()
    typed_changed = Signal()
    answering = Signal()
    another_wanted = Signal()
    confirmed = Signal()
    refused = Signal()
    settle_wanted = Signal()

    def __init__(
        self, theme: Theme, note: Annotation, contents: ReportContents | None, today: date, width: int, *, own: bool
    ) -> None:
        super().__init__()
        self._theme, self._note, self._own = theme, note, own
        self._answer, self._asked = False, False
        self._room = width - 2 * theme.px(EDGE) - theme.px(TEXT - EDGE)
        self.setAccessibleName(self.tr("改批注") if own else self.tr("别人写的批注"))
        px = theme.px
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(px(EDGE), px(10), px(EDGE), px(12))
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(px(6))
        grid.setColumnMinimumWidth(0, px(TEXT - EDGE))
        grid.setColumnStretch(1, 1)
        self.placement = Placement(theme, note, contents)
        self.placement.another_wanted.connect(self.another_wanted)
        self.placement.confirmed.connect(self.confirmed)
        self.placement.refused.connect(self.refused)
        self._row(self.tr("原文"), self.placement)
        if note.conflicts:
            said = Caveat(theme, self.tr("有人同时改过这条批注，还没有定下用哪一种写法。"))
            holder = QWidget()
            settle = button(self.tr("处理冲突…"), "link", self.settle_wanted.emit)
            line = row(said, settle)
            line.setStretch(0, 1)
            holder.setLayout(line)
            self._row("", holder)
        self._kinds = self._kind_row()
        self._words, self._text = self._text_row()
        self._question = QLabel()
        self._question.setProperty("role", "caveat")
        self._question.hide()
        grid.addWidget(self._question, grid.rowCount(), 1)
        self._status_row(today)

    def _row(self, words: str, part: QWidget) -> QLabel:
        at = self._grid.rowCount()
        name = label(words, "second")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setContentsMargins(0, self._theme.px(6), 0, 0)
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(part, at, 1)
        return name

    def _kind_row(self) -> Choice:
        """One of seven; a kind that only seed annotations and answers have is kept and offered as the first."""
        kinds = OFFERED if self._note.kind in OFFERED else (self._note.kind, *OFFERED)
        made = Choice(self.tr("类别"), [(kind.label, kind) for kind in kinds], self._note.kind, self._room)
        made.chosen.connect(lambda _: self.typed_changed.emit())
        if self._own:
            self._row(self.tr("类别"), made)
        else:
            kind = label(self._note.kind.label)
            kind.setMinimumHeight(self._theme.px(32))
            self._row(self.tr("类别"), kind)
            made.setParent(self)
            made.hide()
        return made

    def _text_row(self) -> tuple[QLabel, QPlainTextEdit]:
        text = QPlainTextEdit(self._note.text)
        text.setFixedHeight(self._theme.px(82))
        text.setTabChangesFocus(True)
        text.setReadOnly(not self._own)
        text.setAccessibleName(self.tr("批注内容"))
        text.installEventFilter(self)
        text.textChanged.connect(self._typed)
        return self._row(self.tr("内容"), text), text

    def _status_row(self, today: date) -> None:
        note = self._note
        buttons = self._theme.px(180 if self._own else 270)
        offered = [(one.label, one) for one in STATUSES]
        self._statuses = Choice(self.tr("状态"), offered, note.status, self._room - buttons)
        self._statuses.chosen.connect(lambda _: self.typed_changed.emit())
        meta = Elided(f"{note.author} · {day_words(note.changed, today)}", "second")
        give_up = button(self.tr("放弃"), "", self.give_up)
        give_up.setToolTip("Esc")
        self._save = button(self.tr("保存"), "primary", self.save)
        self._save.setToolTip("Ctrl+Enter")
        line = row(self._statuses, meta, None)
        if not self._own:
            self._reply = button(self.tr("答复…"), "", self.answer)
            line.addWidget(self._reply)
        line.addWidget(give_up)
        line.addWidget(self._save)
        holder = QWidget()
        holder.setLayout(line)
        self._row(self.tr("状态"), holder)

    # What it holds.

    @property
    def note(self) -> Annotation:
        """What is open."""
        return self._note

    @property
    def text(self) -> str:
        """The words as they are now."""
        return self._text.toPlainText()

    @property
    def is_answer(self) -> bool:
        """Whether the words are an answer to the annotation."""
        return self._answer

    @property
    def typed(self) -> bool:
        """Whether words would be lost."""
        return self.text != ("" if self._answer else self._note.text)

    @property
    def edit(self) -> Edit:
        """What was changed; fields that were not are None."""
        note, kind, status = self._note, self._kinds.value, self._statuses.value
        text = self.text.strip()
        return Edit(
            kind=kind if self._own and kind is not note.kind else None,
            status=status if status is not note.status else None,
            text=text if self._own and text != note.text else None,
        )

    def high(self, width: int) -> int:
        """How high it has to be at that width, in pixels."""
        self._grid.invalidate()
        wanted = self._grid.heightForWidth(width) if self._grid.hasHeightForWidth() else self._grid.sizeHint().height()
        return max(self._theme.px(ROW), wanted)

    # What a person does.

    def focus(self) -> None:
        """Put the cursor where writing goes on."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)

    def answer(self) -> None:
        """Write an answer in place of what cannot be rewritten."""
        self._answer = True
        self._words.setText(self.tr("答复"))
        self._text.setReadOnly(False)
        self._text.setPlaceholderText(self.tr("答复“{0}”的批注。原来的话不会改动。").format(self._note.author))
        self._text.setPlainText("")
        self._text.setAccessibleName(self.tr("答复内容"))
        self._reply.hide()
        self.focus()
        self.answering.emit()

    def save(self) -> None:
        """Ask for what was written to be kept."""
        if not self.text.strip():
            self._say(self.tr("请先写下内容，或按 Esc 放弃。"))
            self.focus()
            return
        self.saved.emit(self.edit, self.text.strip() if self._answer else "")

    def give_up(self) -> None:
        """Leave everything as it was; where words would be lost, only when asked a second time."""
        if self.typed and not self._asked:
            self._asked = True
            self._say(self.tr("再按一次 Esc 放弃所写内容。"))
            return
        self.given_up.emit()

    def ask_first(self) -> None:
        """Say that something else can be opened once this is saved or given up."""
        self._say(self.tr("先保存或放弃这一条，再打开别的。"))
        self.focus()

    def _say(self, words: str) -> None:
        self._question.setText(words)
        self._question.show()
        self.typed_changed.emit()

    def _typed(self) -> None:
        self._asked = False
        self._question.hide()
        self.typed_changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            # Other keys are not for the list below.
            event.accept()

    def _key(self, event: QKeyEvent) -> bool:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("raised"))
        painter.fillRect(0, 0, 3, self.height(), self._theme.colour("ink"))
        painter.setPen(self._theme.colour("field"))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
