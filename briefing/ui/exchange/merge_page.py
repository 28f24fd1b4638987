"""The page of a colleague's file: what it would bring before it is taken in, what it brought after."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from briefing.domain.exchange import Arrival, Arriving, MergePreview, MergeReport
from briefing.ui.correct.segments import Segments
from briefing.ui.exchange.difference import differing
from briefing.ui.exchange.list_page import ListPage, Quoted
from briefing.ui.exchange.marked_text import MarkedText, Marking, marks
from briefing.ui.exchange.rows import Group, Row
from briefing.ui.exchange.words import fields_words, moment_words, state_words
from briefing.ui.parts import Caveat, button, label, row
from briefing.ui.theme import Theme

SHOWN_ORDER = (Arrival.CONFLICTING, Arrival.CHANGED, Arrival.NEW, Arrival.REFUSED, Arrival.UNCHANGED)
"""What asks for attention comes first."""


Rows = Mapping[Arrival, tuple[Row, ...]]
"""The list's rows by what they come to."""


def rows_of(preview: MergePreview) -> Rows:
    """The rows of a file's annotations. They are known by their number in the file: what is refused need not have an
    id, nor one of its own."""
    found: dict[Arrival, list[Row]] = {each: [] for each in Arrival}
    for number, one in enumerate(preview.arriving):
        text = one.reason if one.arrival is Arrival.REFUSED else one.title or one.text
        found[one.arrival].append(Row(str(number), one.kind.label, one.quote, text, one.report, one.author))
    return {each: tuple(rows) for each, rows in found.items()}


class MergePage(ListPage):
    """``take_wanted`` follows 并入, ``settle_wanted`` 去处理冲突, ``undo_wanted`` 撤销 on the page of what came in.

    ``back_wanted`` follows 不并入 as well.
    """

    take_wanted = Signal()
    settle_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", share=0.58)
        self.setAccessibleName(self.tr("并入批注"))
        self.list.setAccessibleName(self.tr("文件里的批注"))
        self._preview: MergePreview | None = None
        self._brought: MergeReport | None = None
        self._rows: Rows = {}
        self.groups = Segments(self.tr("看哪些"), [(self.tr("全部"), None), *((each.label, each) for each in Arrival)])
        self.groups.segments[0].setChecked(True)
        self.groups.chosen.connect(lambda _: self._list())
        self.head.addWidget(self.groups)
        self._refuse = button(self.tr("不并入"), "", self.back_wanted.emit)
        self._take = button(self.tr("并入"), "primary", self.take_wanted.emit)
        self._undo = button(self.tr("撤销并入"), "", self.undo_wanted.emit)
        self._settle = button(self.tr("去处理冲突"), "primary", self.settle_wanted.emit)
        for part in (self._undo, self._settle, self._refuse, self._take):
            self.foot.addWidget(part)
        self.read("")

    @property
    def preview(self) -> MergePreview | None:
        """What the file in hand would bring."""
        return self._preview

    @property
    def brought(self) -> MergeReport | None:
        """What was taken in, once it was."""
        return self._brought

    def read(self, file_name: str) -> None:
        """A file is being read; nothing is known of it yet."""
        self._begin(None, None)
        self.title.setText(self.tr("并入批注"))
        self.meta.setText(file_name)
        self.say(self.tr("正在读“{0}”，资料库没有变动。").format(file_name))
        self.back.setText(self.tr("取消"))
        self.back.setAccessibleName(self.tr("取消"))

    def refuse(self, sentence: str) -> None:
        """The file cannot be taken in."""
        self._begin(None, None)
        self.title.setText(self.tr("并入批注"))
        self.say(sentence)

    def show_preview(self, preview: MergePreview, rows: Rows | None = None) -> None:
        """What the file would bring; ``rows`` are the list's, if they have been made already."""
        self._begin(preview, None, rows)
        counts = preview.counts
        some = counts[Arrival.NEW] + counts[Arrival.CHANGED] + counts[Arrival.CONFLICTING]
        self._take.setVisible(True)
        self._take.setEnabled(bool(some))
        self._take.setText(self.tr("并入 {0} 条").format(some) if some else self.tr("并入"))
        self._take.setAccessibleName(self._take.text())
        self._refuse.setVisible(True)
        if not preview.arriving:
            self.say(self.tr("这个文件里没有批注。"))
        elif not some:
            self.hint.setText(self.tr("没有要并入的：这些批注这里都有了，或者不能收。"))
        else:
            self.hint.setText(self.tr("并入前先自动备份资料库；并入后可以一步撤销。"))
        self._list()

    def take(self) -> None:
        """It is being taken in, as one step that is done wholly or not at all."""
        for part in (self._take, self._refuse, self.back):
            part.setEnabled(False)
        self.hint.setText(self.tr("正在备份并并入……"))

    def show_again(self) -> None:
        """What was asked for did not come about: it can be asked for again."""
        if self._preview is not None and self._brought is None:
            self.show_preview(self._preview)

    def show_report(self, report: MergeReport) -> None:
        """What was taken in."""
        self._begin(report.preview, report)
        self.title.setText(self.tr("批注已并入"))
        self._undo.setVisible(bool(report.exchange))
        conflicts = report.preview.counts[Arrival.CONFLICTING]
        self._settle.setVisible(bool(conflicts))
        self._settle.setText(self.tr("去处理 {0} 条冲突").format(conflicts))
        self._settle.setAccessibleName(self._settle.text())
        nothing = "" if report.exchange else self.tr("这个文件没有带来新的内容。")
        self.hint.setText(self.tr("并入前的备份：{0}").format(report.backup) if report.backup else nothing)
        self._list()

    def let_undo(self, possible: bool) -> None:
        """Whether taking it in is the step that 撤销 would take back."""
        self._undo.setEnabled(possible)
        self._undo.setToolTip("" if possible else self.tr("之后又有了别的改动：请先从“编辑”菜单撤销那些改动"))

    def _begin(self, preview: MergePreview | None, brought: MergeReport | None, rows: Rows | None = None) -> None:
        if preview is not None and (rows is not None or preview != self._preview):
            self._rows = rows or rows_of(preview)
        self._preview, self._brought = preview, brought
        for part in (self._take, self._refuse, self._undo, self._settle):
            part.setVisible(False)
            part.setEnabled(True)
        self.back.setEnabled(True)
        self.back.setText(self.tr("← 返回"))
        self.back.setAccessibleName(self.tr("返回"))
        self.hint.setText("")
        self.groups.setVisible(preview is not None)
        self.say("")
        if preview is None:
            return
        self.title.setText(self.tr("并入批注"))
        who = preview.author or self.tr("没有署名")
        when = moment_words(preview.made) if preview.made else self.tr("没有写日期")
        self.meta.setText(self.tr("{0} · {1} 导出 · {2}").format(preview.file_name, who, when))
        self.groups.set_words(
            [
                self.tr("全部 {0}").format(len(preview.arriving)),
                *(f"{each.label} {count}" for each, count in preview.counts.items()),
            ]
        )

    def _list(self) -> None:
        preview, wanted = self._preview, self.groups.value
        if preview is None:
            return
        groups = [Group(each.label, self._rows[each]) for each in SHOWN_ORDER if wanted in (None, each)]
        self.list.show_groups([group for group in groups if group.rows] or groups[:1])
        if not self.list.current:
            self.begin_detail()

    def show_detail(self) -> None:
        preview, key = self._preview, self.list.current
        if preview is None or not key:
            return
        one = preview.arriving[int(key)]
        column, theme = self.begin_detail(), self.theme
        title = label(self._headline(one), "heading")
        column.addLayout(row(title, label(f"{one.kind.label} · {one.status.label} · {one.author}", "second"), None))
        self.words(one.report, "second")
        if one.quote:
            column.addWidget(Quoted(theme, MarkedText(theme, one.quote, quoted=True)))
        if one.arrival is Arrival.REFUSED:
            column.addWidget(Caveat(theme, one.reason))
        elif state := state_words(one.state):
            self.words(state, "second")
        if one.title:
            self.words(one.title, "second")
        self._texts(one)
        column.addStretch(1)

    def choose(self, annotation_id: str) -> None:
        """Take the annotation of that id in hand."""
        arriving = self._preview.arriving if self._preview else ()
        number = next((number for number, one in enumerate(arriving) if one.id == annotation_id), None)
        if number is not None:
            self.list.choose(str(number))

    def _headline(self, one: Arriving) -> str:
        return self.tr("删除") if one.deleted and one.arrival is not Arrival.REFUSED else one.arrival.label

    def _texts(self, one: Arriving) -> None:
        column, theme = self.column, self.theme
        if one.deleted:
            self.words(self.tr("对方删除了这条批注。"))
        if one.arrival is Arrival.CONFLICTING:
            self.words(
                self.tr("两边都改了{0}，互不知道。并入后两份都留着，由您选定。").format(fields_words(one.fields))
            )
        elif one.arrival is Arrival.CHANGED and one.fields:
            self.words(self.tr("改动的有：{0}。").format(fields_words(one.fields)))
        if one.here is None or one.here == one.text:
            column.addWidget(MarkedText(theme, one.text))
            return
        found = differing(one.here, one.text)
        here, there = self.tr("这里现在的内容"), self.tr("文件里的内容")
        both = one.arrival is Arrival.CONFLICTING
        struck = Marking.ADDED if both else Marking.REMOVED
        for heading, text, marked in (
            (here, one.here, marks(struck, found.removed)),
            (there, one.text, marks(Marking.ADDED, found.added)),
        ):
            column.addSpacing(theme.px(8))
            column.addWidget(label(heading, "heading"))
            column.addWidget(MarkedText(theme, text or self.tr("（空）"), marked if text else (), name=heading))
        told = self.tr("加粗加下划线的，是两边不同的地方。")
        self.words(told if both else self.tr("加删除线的，文件里没有；加粗加下划线的，文件里新写。"), "muted")
