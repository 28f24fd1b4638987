"""A line of a row: whole where there is room, else cut without doing harm."""

from __future__ import annotations

from briefing.domain.span import Span
from briefing.ui.detail.text_layout import Stretch
from briefing.ui.outline.one_line import OneLine
from briefing.ui.theme import Theme

TEXT = "签约金额2000亿元以上"


def lines(theme: Theme, text: str, *stretches: Stretch) -> set[str]:
    """What is left of a text in every width from nothing to enough."""
    font = theme.sans(15)
    enough = round(OneLine(text, font, 32, 1000).width) + 2
    return {OneLine(text, font, 32, room, stretches).text for room in range(enough)}


def test_a_number_is_shown_whole_or_not_at_all(theme: Theme) -> None:
    shown = lines(theme, TEXT)
    assert TEXT in shown
    assert "签约金额…" in shown
    assert not any(f"{digits}…" in text for text in shown for digits in ("2", "20", "200"))


def test_a_marked_word_is_shown_whole_or_not_at_all(theme: Theme) -> None:
    shown = lines(theme, "稳定重点群体就业创业", Stretch(Span(6, 8), bold=True))
    assert "稳定重点群体…" in shown
    assert "稳定重点群体就…" not in shown


def test_a_line_never_grows_beyond_its_room(theme: Theme) -> None:
    for room in range(20, 200, 7):
        assert OneLine(TEXT, theme.sans(15), 32, room).width <= room


def test_line_ends_become_blanks(theme: Theme) -> None:
    assert OneLine("一\n二", theme.sans(15), 32, 500).text == "一 二"
