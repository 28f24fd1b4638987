"""An empty briefing: a blank sheet on the desk, with the ways to begin on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.briefing import Form
from briefing.export.briefing.starts import Offer
from briefing.ui.parts import Elided, button, clear, label, row, rule
from briefing.ui.theme import Theme

WIDTH, SIDE, TOP = 698, 89, 72
"""Pixels at 100 %: the sheet, its margins, and where its title stands."""


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("raised"))
        painter.setPen(self._theme.colour("line2"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class _Title(QLineEdit):
    """The title in place; its dashed edge says where to click."""

    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(self.tr("点这里写简报标题"))
        self.setAccessibleName(self.tr("简报标题"))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.dress()

    def dress(self) -> None:
        theme = self._theme
        self.setFixedHeight(theme.px(40))
        self.setStyleSheet(
            f'QLineEdit {{ font-family: "{theme.serif_family}"; font-size: {theme.px(24)}px; font-weight: 700;'
            f" background: transparent; border: 1px solid transparent; min-height: {theme.px(36)}px; }}"
        )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        focused = self.hasFocus()
        style = Qt.PenStyle.SolidLine if focused else Qt.PenStyle.DashLine
        painter.setPen(QPen(self._theme.colour("ink" if focused else "field"), 2 if focused else 1, style))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)


class EmptyBriefing(QScrollArea):
    """``offer_taken`` carries an Offer, ``selection_taken`` a Form, ``title_given`` a title."""

    offer_taken = Signal(object)
    selection_taken = Signal(object)
    title_given = Signal(str)
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        desk = QWidget()
        desk.setObjectName("desk")
        outer = QHBoxLayout(desk)
        outer.setContentsMargins(24, 24, 24, 0)
        self._sheet = _Sheet(theme)
        self._title = _Title(theme)
        self._title.returnPressed.connect(self._give)
        self._title.left.connect(self._give)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column = QVBoxLayout(self._sheet)
        self._column.setSpacing(0)
        self._column.addWidget(self._title)
        self._column.addSpacing(theme.px(52))
        self._column.addWidget(label(self.tr("从这里开始"), "heading"))
        self._column.addSpacing(theme.px(4))
        self._column.addWidget(rule("rule"))
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        outer.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.setStretch(0, 1)
        self.setWidget(desk)
        self._known = ""
        self._shown: tuple[object, ...] | None = None
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self._theme.px
        self._title.dress()
        self._column.setContentsMargins(px(SIDE), px(TOP), px(SIDE), px(40))
        self._sheet.setFixedWidth(px(WIDTH))

    def show_title(self, title: str) -> None:
        """The title there is."""
        self._known = title
        if not self._title.hasFocus():
            self._title.setText(title)

    def focus_title(self) -> None:
        """Put the cursor into the title."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_offers(self, offers: Sequence[Offer], *, selected: str = "", last: str = "") -> None:
        """The ways to begin; ``selected`` names what is open and can be begun from, ``last`` the briefing before."""
        shown = (tuple(offers), selected, last)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        primary = True
        for offer in offers:
            take = button(self.tr("选用"), "primary" if primary else "", name=self.tr("选用{0}").format(offer.title))
            take.clicked.connect(lambda _=False, offer=offer: self.offer_taken.emit(offer))
            self._add(offer.title, offer.line, take)
            primary = False
        if selected:
            forms = QComboBox()
            forms.setAccessibleName(self.tr("形式"))
            for form in (Form.MEETING, Form.OUTLINE, Form.COMPARISON, Form.ANSWERS, Form.ONE_PAGE):
                forms.addItem(form.label, form)
            take = button(self.tr("选用"), name=self.tr("从选中的内容开始"))
            take.clicked.connect(lambda: self.selection_taken.emit(Form(forms.currentData())))
            self._add(self.tr("从选中的内容开始"), selected, forms, take)
        if last:
            take = button(self.tr("复制"), "", self.copy_wanted.emit, name=self.tr("复制上期简报"))
            self._add(self.tr("复制上期简报"), last, take)

    def _add(self, title: str, line: str, *parts: QWidget) -> None:
        px = self._theme.px
        holder = QWidget()
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addWidget(label(title, "object"))
        words.addWidget(Elided(line, "second"))
        inner = row(words, None, *parts, spacing=px(8))
        inner.setContentsMargins(0, px(14), 0, px(14))
        holder.setLayout(inner)
        self._rows.addWidget(holder)
        self._rows.addWidget(rule())

    def _give(self) -> None:
        title = " ".join(self._title.text().split())
        if title != self._known:
            self._known = title
            self.title_given.emit(title)
