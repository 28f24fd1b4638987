"""The files attached to a note being written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from briefing.domain.annotation import ATTACHMENT_LIMIT, Attachment
from briefing.ui.annotate.said import size_words
from briefing.ui.parts import Elided, button, clear, label, row
from briefing.ui.theme import Theme


class FilesField(QWidget):
    """Lists them with their sizes. ``attach_wanted`` carries paths to be taken in, ``open_wanted`` an Attachment."""

    changed = Signal()
    attach_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, theme: Theme, files: Iterable[Attachment]) -> None:
        super().__init__()
        self._theme = theme
        self._files = list(files)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(2))
        layout.addLayout(self._rows)
        limit = ATTACHMENT_LIMIT // (1024 * 1024)
        attach = button(self.tr("＋ 附件…"), "plain", self._choose, name=self.tr("添加附件"))
        said = label(self.tr("每个不超过 {0} MB，也可拖进来").format(limit), "muted", wrap=True)
        layout.addLayout(row(attach, None))
        layout.addWidget(said)
        self._refresh()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """What is attached."""
        return tuple(self._files)

    def add(self, file: Attachment) -> None:
        """One more; the same content is attached once."""
        if all(one.sha256 != file.sha256 for one in self._files):
            self._files.append(file)
            self._refresh()
            self.changed.emit()

    def _remove(self, file: Attachment) -> None:
        self._files.remove(file)
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        clear(self._rows)
        for file in self._files:
            name = Elided(f"{file.name} · {size_words(file.size)}", "second")
            opener = button(self.tr("打开"), "link", lambda file=file: self.open_wanted.emit(file),  # type: ignore[misc]
                            name=self.tr("打开附件 {0}").format(file.name))  # fmt: skip
            remove = button(self.tr("移除"), "link", lambda file=file: self._remove(file),  # type: ignore[misc]
                            name=self.tr("移除附件 {0}").format(file.name))  # fmt: skip
            self._rows.addLayout(row(name, None, opener, remove))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("添加附件"))
        if chosen:
            self.attach_wanted.emit(tuple(Path(one) for one in chosen))
