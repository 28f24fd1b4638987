"""Where the keyboard goes when the page that had it goes away."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from briefing.ui.main_window import MainWindow


def return_keyboard(window: MainWindow) -> None:
    """Give it to the tree, unless the page that came has taken it."""
    focused = QApplication.focusWidget()
    if focused is None or not window.page.isAncestorOf(focused):
        window.outline.focus_tree()
