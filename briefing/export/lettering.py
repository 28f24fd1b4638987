"""Marks of notes, and how wide words are."""

from __future__ import annotations

import unicodedata

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LATIN = 0.52
"""Of a full-width character, what a digit or a letter of a Latin face takes."""


def mark_of(number: int) -> str:
    """The mark of a note under a table, counted from 1: ①."""
    return _CIRCLES[number - 1] if number <= len(_CIRCLES) else f"({number})"


def text_width(text: str) -> float:
    """Of its longest line, in full-width characters, as a Chinese face with a Latin one beside it sets it."""
    return max(
        sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else _LATIN for char in line)
        for line in text.split("\n")
    )  # fmt: skip
