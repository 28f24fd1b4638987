"""The first page's words: title, meeting, day and place, who for and who by, form and paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QDate, QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from briefing.domain.briefing import Briefing, Details, Form, Paper
from briefing.ui.parts import label, row
from briefing.ui.theme import Theme

CONFIDENTIALITY = ("", "内部", "秘密", "机密", "绝密")
"""Labels only; another can be typed."""


def joined_title(lines: str) -> tuple[str, tuple[int, ...]]:
    """A title typed in lines as one title and the places where a person broke it."""
    parts = [" ".join(line.split()) for line in lines.splitlines()]
    parts = [part for part in parts if part]
    breaks, at = [], 0
    for part in parts[:-1]:
        at += len(part)
        breaks.append(at)
    return "".join(parts), tuple(breaks)


def broken_title(details: Details) -> str:
    """The title in the lines a person broke it into."""
    cuts = [0, *(at for at in details.title_breaks if 0 < at < len(details.title)), len(details.title)]
    return "\n".join(details.title[a:b] for a, b in pairwise(cuts))


class _Words(QLineEdit):
    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class DetailsForm(QWidget):
    """``changed`` carries Details, Form and Paper when a person is done with a field."""

    changed = Signal(object, object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._briefing: Briefing | None = None
        self._filling = False
        self._title = QPlainTextEdit()
        self._title.setAccessibleName(self.tr("标题，按回车换行"))
        self._title.setPlaceholderText(self.tr("简报标题，回车处换行"))
        self._title.setTabChangesFocus(True)
        self._title.installEventFilter(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(600)
        self._rest.timeout.connect(self._tell)
        self._title.textChanged.connect(lambda: None if self._filling else self._rest.start())
        self._form = QComboBox()
        self._form.setAccessibleName(self.tr("形式"))
        for form in Form:
            self._form.addItem(form.label, form)
        self._form.activated.connect(lambda _: self._tell())
        self._fields: dict[str, _Words] = {}
        self._secret = QComboBox()
        self._secret.setEditable(True)
        self._secret.setAccessibleName(self.tr("密级"))
        self._secret.addItems(list(CONFIDENTIALITY))
        self._secret.activated.connect(lambda _: self._tell())
        line = self._secret.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._tell)
        self._duplex = QCheckBox(self.tr("双面打印，左右页边对称"))
        self._contents = QCheckBox(self.tr("目录"))
        for box in (self._duplex, self._contents):
            box.toggled.connect(lambda _: self._tell())
        self._lay_out()

    def _lay_out(self) -> None:
        px = self._theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(4), px(16), px(12))
        column.setSpacing(px(8))
        self._title.setStyleSheet(f"min-height: {px(60)}px; max-height: {px(60)}px;")
        column.addWidget(self._title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(6))
        for at, (name, words) in enumerate(
            (
                ("subtitle", self.tr("副题")),
                ("meeting", self.tr("会议")),
                ("on", self.tr("日期")),
                ("place", self.tr("地点")),
                ("presenter", self.tr("汇报")),
                ("recipients", self.tr("主送")),
            )
        ):
            field = _Words()
            field.setAccessibleName(words)
            if name == "on":
                field.setPlaceholderText(self.tr("如 2026-03-05"))
            field.left.connect(self._tell)
            field.returnPressed.connect(self._tell)
            self._fields[name] = field
            grid.addWidget(label(words, "second"), at, 0)
            grid.addWidget(field, at, 1)
        grid.addWidget(label(self.tr("密级"), "second"), 6, 0)
        grid.addWidget(self._secret, 6, 1)
        grid.addWidget(label(self.tr("形式"), "second"), 7, 0)
        grid.addWidget(self._form, 7, 1)
        column.addLayout(grid)
        column.addLayout(row(self._duplex, None))
        column.addLayout(row(self._contents, None))

    def show_briefing(self, briefing: Briefing) -> None:
        """Show a briefing's own; a field that is being typed in keeps what is typed."""
        same = self._briefing is not None and self._briefing.id == briefing.id
        self._briefing, self._filling = briefing, True
        details = briefing.details
        if not (same and self._title.hasFocus()):
            if self._title.toPlainText() != broken_title(details):
                self._title.setPlainText(broken_title(details))
            self._rest.stop()
        for name, field in self._fields.items():
            if not (same and field.hasFocus()):
                value = getattr(details, name)
                field.setText(value.isoformat() if isinstance(value, date) else value or "")
        with QSignalBlocker(self._secret):
            self._secret.setEditText(details.confidentiality)
        with QSignalBlocker(self._form):
            self._form.setCurrentIndex(self._form.findData(briefing.form))
        for box, on in ((self._duplex, briefing.paper.duplex), (self._contents, briefing.paper.contents)):
            with QSignalBlocker(box):
                box.setChecked(on)
        self._filling = False

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)
        self._title.selectAll()

    def keep(self) -> None:
        """Keep what is typed, as when another page comes."""
        self._tell()

    def _typed(self, known: Details) -> Details:
        title, breaks = joined_title(self._title.toPlainText())
        return replace(
            known,
            title=title,
            title_breaks=breaks,
            on=_day(self._fields["on"].text(), known.on),
            confidentiality=self._secret.currentText().strip(),
            **{name: field.text().strip() for name, field in self._fields.items() if name != "on"},
        )

    def _tell(self) -> None:
        """Tell what is typed, where it is other than what is known."""
        self._rest.stop()
        known = self._briefing
        if known is None or self._filling:
            return
        details = self._typed(known.details)
        form = Form(self._form.currentData())
        paper = Paper(self._duplex.isChecked(), self._contents.isChecked())
        if (details, form, paper) != (known.details, known.form, known.paper):
            self.changed.emit(details, form, paper)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._title and event.type() == QEvent.Type.FocusOut:
            self._tell()
        return super().eventFilter(watched, event)


def _day(text: str, known: date | None) -> date | None:
    """A day as people type it; what is none changes nothing."""
    words = text.strip()
    if not words:
        return None
    for pattern in ("yyyy-M-d", "yyyy.M.d", "yyyy/M/d", "yyyy年M月d日"):
        found = QDate.fromString(words, pattern)
        if found.isValid():
            return date(found.year(), found.month(), found.day())
    return known
