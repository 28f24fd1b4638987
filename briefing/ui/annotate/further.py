"""What a note may have beside its words: tags, a date, attachments. Made only when somebody wants it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.unfinished import Unfinished
from briefing.ui.annotate.due import DueField
from briefing.ui.annotate.files import FilesField
from briefing.ui.annotate.tags import TagsField
from briefing.ui.theme import Theme


class Further(QWidget):
    """The three fields below each other; ``changed`` follows every change in them, ``save_wanted`` Ctrl+Enter."""

    changed = Signal()
    save_wanted = Signal()

    def __init__(self, theme: Theme, start: Unfinished, known: Iterable[str], *, foreign: bool) -> None:
        super().__init__()
        self._foreign = foreign
        self.tags = TagsField(theme, start.tags, known)
        self.due = DueField(theme, start.due, _today())
        self.files = FilesField(theme, start.attachments)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        for part in (self.tags, self.due, self.files):
            layout.addWidget(part)
            part.changed.connect(self.changed)
        self.files.setVisible(not foreign)
        self.tags.save_wanted.connect(self.save_wanted)
        self.setFocusProxy(self.tags)

    def show_due(self, wanted: bool) -> None:
        """Show the date where the kind is one that something is to be done for, or where there is a date."""
        self.due.setVisible((wanted or self.due.due is not None) and not self._foreign)

    @property
    def readable(self) -> bool:
        """Whether what stands in the field of the date is one."""
        return self.due.readable or self.due.isHidden()


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
