"""The preview: the pages, what goes on them, and the ways out to paper and PDF."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.annotation import Annotation
from briefing.domain.markup import plain
from briefing.domain.shown import shown
from briefing.export.choices import PageChoices
from briefing.ui.detail.trust import plain_tip
from briefing.ui.parts import Elided, button, clear, label, row
from briefing.ui.preview.sheets import Sheets
from briefing.ui.theme import Theme

MOST_BOXES = 300
"""Nobody ticks more one by one, and making them would keep the window waiting."""


class PreviewPage(QWidget):
    """``choices_changed`` carries PageChoices; the rest asks for what its name says."""

    choices_changed = Signal(object)
    back_wanted = Signal()
    print_wanted = Signal()
    export_wanted = Signal()
    cancel_wanted = Signal()
    faces_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[str, QCheckBox] = {}
        self.setObjectName("page")
        px = theme.px
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._pages = label("", "heading")
        self._title = Elided("", "second")
        head = row(self._pages, self._title, None, self._segments(), spacing=px(16))
        head.setContentsMargins(px(24), px(4), px(24), px(4))
        outer.addLayout(head)
        self.sheets = Sheets(theme)
        self.sheets.page_changed.connect(self._show_number)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sheets, 1)
        self._side = self._options()
        middle.addWidget(self._side)
        outer.addLayout(middle, 1)
        outer.addWidget(self._bar())

    def _segments(self) -> QWidget:
        holder = QWidget()
        layout = row(spacing=0)
        holder.setLayout(layout)
        group = QButtonGroup(holder)
        for words, whole in ((self.tr("整页"), True), (self.tr("页宽"), False)):
            segment = button(words, "segment", name=self.tr("按{0}看").format(words))
            segment.setCheckable(True)
            segment.setChecked(not whole)
            segment.clicked.connect(lambda _=False, whole=whole: self.sheets.set_whole(whole))
            group.addButton(segment)
            segment.setMinimumWidth(self._theme.px(56))
            layout.addWidget(segment)
        return holder

    def _options(self) -> QWidget:
        body = QWidget()
        body.setObjectName("page")
        self._choice_column = QVBoxLayout(body)
        px = self._theme.px
        self._choice_column.setContentsMargins(px(16), px(12), px(16), px(12))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFixedWidth(px(280))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(self._theme.px(48))
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(self._theme.px(120))
        self._progress.setAccessibleName(self.tr("进度"))
        self._status = Elided("", "second")
        self._cancel = button(self.tr("停止"), "plain", self.cancel_wanted.emit)
        self._export = button(self.tr("导出 PDF…"), "", self.export_wanted.emit)
        self._print = button(self.tr("打印…"), "primary", self.print_wanted.emit)
        back = button(self.tr("← 返回"), "plain", self.back_wanted.emit, name=self.tr("返回"))
        back.setToolTip("Esc")
        faces = button(self.tr("打印字体"), "link", self.faces_wanted.emit)
        faces.setToolTip(self.tr("在设置里选打印用的字体"))
        layout = row(back, self._progress, self._status, faces, self._cancel, None, self._export, self._print)
        layout.setContentsMargins(self._theme.px(24), 0, self._theme.px(24), 0)
        bar.setLayout(layout)
        return bar

    def open_as_is(self, title: str) -> None:
        """Begin with something of which all was chosen before."""
        self._begin(title)
        self._side.hide()
        self._print.setFocus()

    def _begin(self, title: str) -> None:
        self._title.setText(title)
        self.sheets.set_pages(())
        self._boxes = {}
        clear(self._choice_column)

    def open_for(self, title: str, annotations: tuple[Annotation, ...], choices: PageChoices) -> None:
        """Begin with a new selection: its title, and the annotations one can choose from."""
        self._begin(title)
        self._side.show()
        column = self._choice_column
        column.addWidget(label(self.tr("内容"), "heading"))
        self._table = self._box(self.tr("数据表"), choices.table)
        self._charts = self._box(self.tr("图"), choices.charts)
        for box in (self._table, self._charts):
            column.addWidget(box)
        if 0 < len(annotations) <= MOST_BOXES:
            column.addSpacing(self._theme.px(12))
            heading = label(self.tr("批注 {0}").format(len(annotations)), "heading")
            everything = button(self.tr("全选"), "link", lambda: self._set_all(True))
            nothing = button(self.tr("全不选"), "link", lambda: self._set_all(False))
            column.addLayout(row(heading, None, everything, nothing, spacing=12))
        if len(annotations) > MOST_BOXES:
            words = self.tr("批注太多，不能在这里逐条选。请先在“批注”页筛选，再从那里打印。")
            column.addWidget(label(words, "second", wrap=True))
            annotations = ()
        for note in annotations:
            state = note.status.label if note.placed else f"{note.status.label}，{note.state.label}"
            words = f"{note.kind.label}（{state}）{shown(note.title or plain(note.text))}"
            box = self._box(words if len(words) <= 15 else words[:14] + "…", note.id in choices.annotations)
            box.setToolTip(plain_tip(shown(plain(note.text))))
            box.setAccessibleName(words)
            self._boxes[note.id] = box
            column.addWidget(box)
        column.addStretch(1)
        self._print.setFocus()

    def _box(self, words: str, checked: bool) -> QCheckBox:
        box = QCheckBox(words.replace("&", "&&"))
        box.setChecked(checked)
        box.toggled.connect(lambda: self.choices_changed.emit(self.choices))
        return box

    def _set_all(self, checked: bool) -> None:
        for box in self._boxes.values():
            blocked = box.blockSignals(True)
            box.setChecked(checked)
            box.blockSignals(blocked)
        self.choices_changed.emit(self.choices)

    @property
    def choices(self) -> PageChoices:
        """What is ticked."""
        chosen = frozenset(key for key, box in self._boxes.items() if box.isChecked())
        return PageChoices(self._table.isChecked(), self._charts.isChecked(), chosen)

    def show_progress(self, share: float, words: str) -> None:
        """Something is under way (share 0 to 1); 1 ends it."""
        under_way = share < 1
        for widget in (self._progress, self._cancel):
            widget.setVisible(under_way)
        self._progress.setValue(round(share * 100))
        self._status.setText(words)

    def show_pages(self, pages: tuple[bytes, ...], words: str) -> None:
        """The pages are there, as PNG images; ``words`` say in which faces."""
        self.sheets.set_pages(pages)
        self.show_progress(1.0, words)
        for widget in (self._print, self._export):
            widget.setEnabled(bool(pages))

    def _show_number(self, number: int) -> None:
        count = self.sheets.count
        self._pages.setText(self.tr("第 {0} 页，共 {1} 页").format(number, count) if count else self.tr("正在排版…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(900, 640)
