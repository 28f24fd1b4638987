"""Ctrl+K: asks the library as one types, opens what is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject

from briefing.domain.search import Hit
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import MainWindow
from briefing.ui.store import Store

_BESIDE = {"search", "guide", "larger", "smaller", "normal", "full", "copy_text"}
"""Commands that can be given while the palette is open; every other one leads away from it."""


class SearchController(QObject):
    """Joins the palette to the library's search."""

    def __init__(self, window: MainWindow, store: Store, detail: DetailController) -> None:
        super().__init__(window)
        self._palette, self._store, self._detail = window.palette_box, store, detail
        self._words = ""
        self._palette.words_changed.connect(self._search)
        self._palette.hit_chosen.connect(self._open)
        window.search_box.wanted.connect(self.open)
        window.start_page.search_wanted.connect(self.open)
        for name, action in window.menus.actions.items():
            if name not in _BESIDE:
                action.triggered.connect(self._palette.dismiss)

    def open(self, words: str = "") -> None:
        """Show the palette, perhaps with a first letter."""
        self._palette.open(words)

    def _search(self, words: str) -> None:
        self._words = words
        palette = self._palette
        self._store.read(lambda library: library.search(words), lambda hits: palette.show_hits(words, hits))

    def _open(self, hit: object) -> None:
        if isinstance(hit, Hit):
            self._detail.open_hit(hit, self._words)
