"""The page of a corrected edition: what of the text it changes, and where every annotation would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.edition import EditionPreview
from briefing.domain.shown import shown
from briefing.ui.correct.segments import Segments
from briefing.ui.edition.changes import Change, SentenceChange, counts
from briefing.ui.edition.passages import passage_before, passage_found
from briefing.ui.edition.side_by_side import SideBySide
from briefing.ui.exchange.difference import differing
from briefing.ui.exchange.list_page import ListPage, Quoted
from briefing.ui.exchange.marked_text import MarkedText, Marking, marks
from briefing.ui.exchange.rows import Group, Row
from briefing.ui.parts import Elided, button, label, row
from briefing.ui.theme import Theme

STATES = (AnchorState.SUGGESTED, AnchorState.ORPHAN, AnchorState.MOVED, AnchorState.EXACT)
"""What asks for a person comes first."""

TEXT, NOTES = 0, 1


@dataclass(frozen=True, slots=True)
class EditionLook:
    """All that is shown of a corrected edition before it is taken: what changes, and whose annotations move."""

    file_name: str
    preview: EditionPreview
    changes: tuple[SentenceChange, ...]
    notes: Mapping[str, Annotation]


class EditionPage(ListPage):
    """``replace_wanted`` follows 换成更正稿, ``keep_wanted`` 另存为一份报告; ``back_wanted`` 不换."""

    replace_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", share=0.5)
        self.setAccessibleName(self.tr("换成更正稿"))
        self.list.setAccessibleName(self.tr("更正稿的改动"))
        self._look: EditionLook | None = None
        self.parts = Segments(self.tr("看什么"), [(self.tr("批注"), NOTES), (self.tr("文字"), TEXT)])
        self.parts.choose(NOTES)
        self.parts.chosen.connect(lambda _: self._list())
        self.head.addWidget(self.parts)
        self.summary = Elided("", "second")
        self._line = row(self.summary, None)
        self.outer.insertLayout(1, self._line)
        self._refuse = button(self.tr("不换"), "", self.back_wanted.emit)
        self._keep = button(self.tr("另存为一份报告"), "", self.keep_wanted.emit)
        self._replace = button(self.tr("换成更正稿"), "primary", self.replace_wanted.emit)
        for part in (self._refuse, self._keep, self._replace):
            self.foot.addWidget(part)
        theme.changed.connect(self._indent)
        self._indent()
        self.read("")

    @property
    def look(self) -> EditionLook | None:
        """The edition in hand."""
        return self._look

    def read(self, file_name: str) -> None:
        """A file is being read; nothing is known of it yet."""
        self._begin(None, choice=False)
        self.meta.setText(file_name)
        self.say(self.tr("正在读“{0}”并与现在的报告比较，资料库没有变动。").format(file_name))

    def refuse(self, sentence: str) -> None:
        """The file cannot take the report's place."""
        self._begin(None, choice=False)
        self.say(sentence)

    def show_look(self, look: EditionLook, *, choice: bool) -> None:
        """What would change. ``choice`` offers to keep the file as a report of its own instead."""
        self._begin(look, choice=choice)
        self.meta.setText(self.tr("{0} → {1}").format(look.preview.old.name, look.file_name))
        places = look.preview.counts
        changes = counts(look.changes)
        said = [f"{state.label} {places[state]}" for state in (AnchorState.EXACT, AnchorState.MOVED, *STATES[:2])]
        told = [self.tr("{0} {1} 句").format(change.label, changes[change]) for change in Change]
        self.summary.setText(self.tr("批注：{0}　　文字：{1}").format("　".join(said), "　".join(told)))
        self.parts.set_words(
            [self.tr("批注 {0}").format(len(look.preview.places)), self.tr("文字 {0}").format(len(look.changes))]
        )
        if choice:
            self.hint.setText(self.tr("资料库里已有这份报告，文字不同。"))
        else:
            self.hint.setText(self.tr("原来的文字会留存；换上后可以一步撤销。"))
        if not look.preview.places and look.changes:
            self.parts.choose(TEXT)
        self._list()

    def take(self) -> None:
        """It is being put in the report's place."""
        for part in (self._replace, self._keep, self._refuse, self.back):
            part.setEnabled(False)
        self.hint.setText(self.tr("正在换上更正稿……"))

    def show_again(self) -> None:
        """What was asked for did not come about: it can be asked for again."""
        for part in (self._replace, self._keep, self._refuse, self.back):
            part.setEnabled(True)
        self.hint.setText("")

    def _begin(self, look: EditionLook | None, *, choice: bool) -> None:
        self._look = look
        self.show_again()
        self.say("")
        self.title.setText(self.tr("读入报告") if choice else self.tr("换成更正稿"))
        self.summary.setText("")
        self._keep.setVisible(look is not None and choice)
        self._replace.setText(self.tr("作为更正稿换上") if choice else self.tr("换成更正稿"))
        self._replace.setAccessibleName(self._replace.text())
        self._refuse.setText(self.tr("不读入") if choice else self.tr("不换"))
        self._refuse.setAccessibleName(self._refuse.text())
        self.parts.choose(NOTES)
        for part in (self._replace, self._refuse, self.parts, self.summary):
            part.setVisible(look is not None)

    def _list(self) -> None:
        look = self._look
        if look is None:
            return
        if self.parts.value == TEXT:
            groups = [
                Group(change.label, tuple(_text_row(number, one) for number, one in enumerate(look.changes)
                                          if one.change is change))
                for change in (Change.REWORDED, Change.REMOVED, Change.ADDED)
            ]  # fmt: skip
            nothing = self.tr("文字没有不同：只有排版或空白变了。")
        else:
            groups = [
                Group(state.label, tuple(_note_row(look.notes[key]) for key, found in look.preview.places.items()
                                         if found.state is state and key in look.notes))
                for state in STATES
            ]  # fmt: skip
            nothing = self.tr("这份报告还没有批注。")
        shown_groups = [group for group in groups if group.rows]
        self.list.show_groups(shown_groups)
        if not shown_groups:
            self.begin_detail()
            self.words(nothing)
            self.column.addStretch(1)

    def show_detail(self) -> None:
        look, key = self._look, self.list.current
        if look is None or not key:
            return
        if self.parts.value == TEXT:
            self._show_sentence(look.changes[int(key)])
        else:
            self._show_note(look, key)

    def _show_sentence(self, one: SentenceChange) -> None:
        column, theme = self.begin_detail(), self.theme
        where = self.tr("第 {0} 行").format(one.line) if one.line else ""
        column.addLayout(row(label(one.change.label, "heading"), label(where, "second"), None))
        found = differing(one.before, one.after) if one.before and one.after else None
        for heading, text, marked in (
            (self.tr("现在的报告"), one.before, marks(Marking.REMOVED, found.removed) if found else ()),
            (self.tr("更正稿"), one.after, marks(Marking.ADDED, found.added) if found else ()),
        ):
            column.addWidget(label(heading, "second"))
            if text:
                column.addWidget(Quoted(theme, MarkedText(theme, text, marked, quoted=True, name=heading)))
            else:
                self.words(self.tr("没有这一句。"))
            column.addSpacing(theme.px(8))
        column.addStretch(1)

    def _show_note(self, look: EditionLook, key: str) -> None:
        note, found = look.notes[key], look.preview.places[key]
        column, theme = self.begin_detail(), self.theme
        column.addLayout(row(label(found.state.label, "heading"), label(_about(note), "second"), None))
        column.addWidget(MarkedText(theme, note.text))
        column.addSpacing(theme.px(8))
        column.addWidget(SideBySide(theme, passage_before(note), passage_found(look.preview.new, found), found.state))
        column.addStretch(1)

    def _indent(self) -> None:
        self._line.setContentsMargins(self.theme.px(24), 0, self.theme.px(16), self.theme.px(4))


def _about(note: Annotation) -> str:
    return f"{note.kind.label} · {note.status.label} · {note.author}"


def _note_row(note: Annotation) -> Row:
    return Row(note.id, note.kind.label, note.quote, note.title or note.text, note.status.label, note.author)


def _text_row(number: int, one: SentenceChange) -> Row:
    quote, text = (one.before, one.after) if one.before else (one.after, "")
    where = QCoreApplication.translate("EditionPage", "第 {0} 行").format(one.line) if one.line else ""
    return Row(str(number), one.change.label, quote, shown(text), where)
