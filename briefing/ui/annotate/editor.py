"""Writing an annotation, in its place in the margin: no dialog, Ctrl+Enter saves, Esc gives up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from briefing.domain.annotation import AnnotationStatus, Attachment
from briefing.domain.unfinished import Unfinished
from briefing.ui.annotate.body import BodyEdit, paths_of
from briefing.ui.annotate.flow import Flow
from briefing.ui.annotate.further import Further
from briefing.ui.annotate.kinds import KindField
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

STATUSES = (AnnotationStatus.DRAFT, AnnotationStatus.PENDING, AnnotationStatus.VERIFIED, AnnotationStatus.REJECTED)


@dataclass(frozen=True, slots=True)
class Task:
    """What an editor is opened with.

    ``start`` is what stands in it, ``base`` what is kept already: giving up loses what differs. ``foreign`` is set for
    somebody else's note, of which only what is everybody's can be changed. ``known`` gives the tags used before.
    """

    start: Unfinished
    base: Unfinished
    heading: str
    about: str
    foreign: bool = False
    known: Callable[[], Iterable[str]] = tuple
    ask_author: bool = False
    widen: bool = False


class NoteEditor(QWidget):
    """``saved`` carries an Unfinished; ``given_up`` follows Esc or 放弃 (twice when words would be lost); ``changed``
    every change; ``widened`` the wish to write about the whole item; ``attach_wanted`` paths, ``open_wanted`` an
    Attachment.
    """

    saved = Signal(object)
    given_up = Signal()
    changed = Signal()
    widened = Signal()
    attach_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, theme: Theme, task: Task) -> None:
        super().__init__()
        self._theme, self._task, self._asked = theme, task, False
        start, px = task.start, theme.px
        self._stretch = start.stretch
        self.setAcceptDrops(not task.foreign)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(9), px(9), px(9), px(9))
        layout.setSpacing(px(6))
        layout.addLayout(self._head(task))
        self._kinds = KindField(theme, start.kind)
        self._title = QLineEdit(start.title)
        self._title.setAccessibleName(self.tr("标题"))
        self._title.setPlaceholderText(self.tr("标题"))
        self._text = BodyEdit(start.text)
        self._dress_text()
        self._fold = button("", "link", self.unfold)
        self._further: Further | None = None
        self._place = QVBoxLayout()
        self._author = QLineEdit()
        self._author.setAccessibleName(self.tr("署名"))
        self._author.setPlaceholderText(self.tr("写在批注下面的名字或科室"))
        self._signing = QWidget()
        self._signing.setLayout(row(label(self.tr("署名"), "second"), self._author))
        self._question = label("", "caveat", wrap=True)
        self._question.hide()
        layout.addWidget(self._kinds)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(row(self._fold, None))
        layout.addLayout(self._place)
        layout.addWidget(self._signing)
        layout.addWidget(self._question)
        layout.addWidget(self._feet())
        self._title.setVisible(bool(start.title) and not task.foreign)
        self._signing.setVisible(task.ask_author)
        self._kinds.setVisible(not task.foreign)
        self._text.setVisible(not task.foreign)
        self._say_further()
        self._listen()
        if start.tags or start.due or start.attachments or task.foreign:
            self.unfold(focus=False)

    # What stands in it.

    @property
    def contents(self) -> Unfinished:
        """Everything in it, as it would be kept now."""
        start, further = self._task.start, self._further
        return replace(
            start,
            stretch=self._stretch,
            kind=self._kinds.kind,
            status=AnnotationStatus(self._status.currentData()),
            title=self._title.text().strip(),
            text=self._text.toPlainText(),
            tags=further.tags.tags if further else start.tags,
            due=further.due.due if further else start.due,
            attachments=further.files.files if further else start.attachments,
            at=datetime.now(UTC),
        )

    @property
    def author(self) -> str:
        """The name that was given in it, if one was asked for."""
        return " ".join(self._author.text().split())

    @property
    def typed(self) -> bool:
        """Whether leaving would lose something."""
        now, base = self.contents, self._task.base
        if not base.change:
            return bool(now.text.strip() or now.tags or now.attachments or now.due)
        return _said(now) != _said(base)

    @property
    def task(self) -> Task:
        """What it was opened with."""
        return self._task

    def add_file(self, file: Attachment) -> None:
        """Attach a file that was taken in."""
        self.unfold(focus=False).files.add(file)

    def set_about(self, about: str, *, whole: bool = False) -> None:
        """Say anew what it is about."""
        self._about.setText(about)
        if whole:
            self._stretch = None
            self._widen.hide()

    def say(self, sentence: str) -> None:
        """Say a sentence in it."""
        self._question.setText(sentence)
        self._question.setVisible(bool(sentence))

    def focus(self) -> None:
        """Put the cursor behind what stands in it."""
        field = self._further if self._further and self._task.foreign else self._text
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.moveCursor(self._text.textCursor().MoveOperation.End)

    def unfold(self, *, focus: bool = True) -> Further:
        """Show tags, date and attachments."""
        further = self._further
        if further is None:
            task = self._task
            self._further = further = Further(self._theme, task.start, task.known(), foreign=task.foreign)
            further.changed.connect(self._touched)
            further.save_wanted.connect(self._save)
            further.files.attach_wanted.connect(self.attach_wanted)
            further.files.open_wanted.connect(self.open_wanted)
            self._place.addWidget(further)
            self._say_further()
        if focus:
            further.setFocus(Qt.FocusReason.OtherFocusReason)
        return further

    # How it is made.

    def _head(self, task: Task) -> QHBoxLayout:
        self._about = label(task.about, "muted")
        self._widen = button(self.tr("改为整条"), "link", self.widened.emit)
        if not task.widen:
            self._widen.hide()
        return row(_Ring(self._theme), label(task.heading, "heading"), None, self._about, self._widen)

    def _dress_text(self) -> None:
        text = self._text
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("批注内容"))
        text.setPlaceholderText(self.tr("写下报告没有说的：背景、口径、问答……"))
        text.moveCursor(text.textCursor().MoveOperation.End)
        self._grow()

    def _grow(self) -> None:
        """The field grows with what is in it, as far as it leaves the notes around it in sight."""
        lines = self._text.document().size().height() * self._text.fontMetrics().lineSpacing()
        px = self._theme.px
        self._text.setFixedHeight(round(min(max(lines + px(24), px(130)), px(300))))

    def _feet(self) -> Flow:
        self._status = QComboBox()
        self._status.setAccessibleName(self.tr("状态"))
        for status in STATUSES:
            self._status.addItem(status.label, status)
        self._status.setCurrentIndex(STATUSES.index(self._task.start.status))
        give_up = button(self.tr("放弃"), "plain", self._give_up)
        save = button(self.tr("保存"), "primary", self._save)
        save.setToolTip("Ctrl+Enter")
        buttons = QWidget()
        buttons.setLayout(row(give_up, save))
        feet = Flow(self._theme.px(6), ends=True)
        feet.add(self._status)
        feet.add(buttons)
        return feet

    def _listen(self) -> None:
        self._text.textChanged.connect(self._grow)
        for signal in (
            self._text.textChanged,
            self._kinds.changed,
            self._title.textEdited,
            self._status.currentIndexChanged,
        ):
            signal.connect(self._touched)
        self._kinds.changed.connect(self._say_further)
        self._text.save_wanted.connect(self._save)
        self._text.files_dropped.connect(self.attach_wanted)

    def _say_further(self) -> None:
        """Tags, date and attachments: behind one line until somebody wants them."""
        dated = self._kinds.kind.is_task
        words = [self.tr("标签"), *([self.tr("期限")] if dated else []), self.tr("附件")]
        self._fold.setText("＋ " + " · ".join(words))
        self._fold.setAccessibleName(self.tr("填写{0}").format("、".join(words)))
        self._fold.setVisible(self._further is None)
        if self._further is not None:
            self._further.show_due(dated)

    # What is done in it.

    def _touched(self) -> None:
        self._asked = False
        self.say("")
        self.changed.emit()

    def _give_up(self) -> None:
        if self.typed and not self._asked:
            self._asked = True
            self.say(self.tr("再按一次 Esc 放弃所写内容"))
            return
        self.given_up.emit()

    def _save(self) -> None:
        now = self.contents
        if not now.text.strip() and not self._task.foreign:
            self.say(self.tr("请先写下内容，或按 Esc 放弃"))
            self.focus()
        elif self._further is not None and not self._further.readable:
            self.say(self.tr("认不出这个日期，请写成 3月31日 或 2026-3-31"))
            self._further.due.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(replace(now, text=now.text.strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._save()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := paths_of(event.mimeData()):
            event.acceptProposedAction()
            self.attach_wanted.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("field"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)


class _Ring(QWidget):
    """Where the number will be."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(18), theme.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour("ink2"), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))


def _said(one: Unfinished) -> tuple[object, ...]:
    files = {file.sha256 for file in one.attachments}
    return one.kind, one.status, one.title, one.text, set(one.tags), one.due, files
