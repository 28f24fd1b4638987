"""Two texts as one, with what went and what came: struck through and underlined, never by colour."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from briefing.ui.theme import Theme

MOST = 4_000
"""Characters of the two texts together that are compared one by one; comparing takes the square of them."""


def difference(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """Stretches of text, each with its mark: ``=`` stayed, ``-`` went, ``+`` came."""
    return tuple(_stretches(before, after))


def _stretches(before: str, after: str) -> Iterator[tuple[str, str]]:
    if len(before) + len(after) > MOST:
        one: list[str] = before.splitlines(keepends=True)
        other: list[str] = after.splitlines(keepends=True)
    else:
        one, other = list(before), list(after)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "=", "".join(one[a:b])
            continue
        if b > a:
            yield "-", "".join(one[a:b])
        if d > c:
            yield "+", "".join(other[c:d])


class DifferenceView(QTextEdit):
    """Shows both texts as one; what it shows is data, never markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(120))

    def show_texts(self, before: str, after: str) -> None:
        """What was, with what is now."""
        self.clear()
        cursor = QTextCursor(self.document())
        for mark, text in difference(before, after):
            style = QTextCharFormat()
            style.setFont(self._theme.serif(15))
            if mark == "-":
                style.setFontStrikeOut(True)
                style.setForeground(self._theme.colour("ink2"))
            elif mark == "+":
                style.setFontUnderline(True)
                style.setFontWeight(700)
            cursor.insertText(text, style)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleName(self.tr("原来：{0}。现在：{1}").format(before, after))

    def show_text(self, text: str) -> None:
        """One text alone."""
        self.show_texts(text, text)
