"""What a row of the palette paints: marks, values, the current row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.domain.search import HitKind
from briefing.domain.span import Span
from briefing.ui.search.values import Values
from briefing.ui.theme import Theme
from tests.ui.search.conftest import Scene, hit, hits


def picture(scene: Scene, row: int) -> QImage:
    """A row as it looks on the palette's paper."""
    QApplication.processEvents()
    rect = scene.listing.visualRect(scene.listing.model().index(row, 0))
    top = scene.listing.viewport().mapTo(scene.palette, rect.topLeft())
    return scene.palette.grab(QRect(top, rect.size())).toImage()


def colours(image: QImage, rect: QRect) -> set[str]:
    points = ((x, y) for x in range(rect.left(), rect.right() + 1) for y in range(rect.top(), rect.bottom() + 1))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def test_the_words_found_are_underlined_in_ink_for_exactly_their_width(scene: Scene, theme: Theme) -> None:
    scene.answer("就业", (hit(HitKind.HEADING, "城镇就业创业"),))
    image, ink = picture(scene, 1), theme.colours.ink
    em = 16
    line = [x for x in range(24, 24 + 6 * em) if image.pixelColor(x, 28).name().upper() == ink]
    assert line == list(range(24 + 2 * em, 24 + 4 * em))
    assert image.pixelColor(24 + 3 * em, 27).name().upper() == ink
    assert image.pixelColor(24 + 3 * em, 29).name().upper() == theme.colours.selected


def test_the_current_row_has_the_bar_and_the_others_have_not(scene: Scene, theme: Theme) -> None:
    scene.answer("就业", hits())
    assert colours(picture(scene, 1), QRect(0, 0, 3, 56)) == {theme.colours.ink}
    assert colours(picture(scene, 1), QRect(3, 0, 3, 56)) == {theme.colours.selected}
    assert colours(picture(scene, 3), QRect(0, 0, 6, 56)) == {theme.colours.paper}


def test_an_indicator_shows_its_result_in_blue_before_its_target_in_vermilion(scene: Scene, theme: Theme) -> None:
    scene.answer("就业", hits())
    image = picture(scene, 1)
    found = {
        role: [x for x in range(image.width()) for y in range(30) if image.pixelColor(x, y).name().upper() == colour]
        for role, colour in (("result", theme.colours.result), ("target", theme.colours.target))
    }
    assert found["result"]
    assert found["target"]
    assert max(found["result"]) < min(found["target"])
    assert min(found["result"]) > image.width() / 2


def test_figures_end_at_the_right_margin(scene: Scene, theme: Theme) -> None:
    scene.answer("就业", hits())
    image, paper = picture(scene, 3), theme.colours.paper
    drawn = [x for x in range(500, image.width()) if colours(image, QRect(x, 0, 1, 30)) != {paper}]
    assert image.width() - 24 - 4 < max(drawn) <= image.width() - 24


def test_figures_that_do_not_fit_are_left_out_whole_and_half_a_comparison_is_never_shown(
    scene: Scene, theme: Theme
) -> None:
    indicator, item = hits()[0], hit(HitKind.ITEM, "就业", figures=hits()[0].figures)
    whole = Values(theme, indicator, 1000).width
    assert whole > 0
    assert Values(theme, indicator, whole - 1).width == 0
    both = Values(theme, item, 1000).width
    one = Values(theme, item, both - 1).width
    assert 0 < one < both


def test_items_are_set_in_the_reports_face_and_everything_else_in_ours(scene: Scene, theme: Theme) -> None:
    words = "一二三"
    scene.answer("就业", (hit(HitKind.HEADING, words), hit(HitKind.ITEM, words)))
    heading, item = picture(scene, 1), picture(scene, 3)
    at = QRect(24, 4, QFontMetrics(theme.sans(16)).horizontalAdvance(words), 26)
    assert heading.copy(at) != item.copy(at)


def test_the_scrim_darkens_the_window_round_the_box(scene: Scene, theme: Theme) -> None:
    image = scene.window.grab().toImage()
    scene.palette.dismiss()
    bare = scene.window.grab().toImage()
    corner = QPoint(5, 700)
    assert image.pixelColor(corner).lightness() < bare.pixelColor(corner).lightness()


def test_a_mark_cut_off_at_the_end_leaves_no_line_behind_it(scene: Scene, theme: Theme) -> None:
    text = "就业" + "稳定" * 14 + "就业增" * 9
    whole = hit(HitKind.ITEM, text)
    later = tuple(Span(at, at + 2) for at in range(30, len(text) - 1, 3))
    scene.answer("就业", (replace(whole, marks=whole.marks + later),))
    image = picture(scene, 1)
    ink = [x for x in range(24, image.width()) if image.pixelColor(x, 28).name().upper() == theme.colours.ink]
    assert ink == list(range(24, 24 + 32))
    assert colours(image, QRect(24 + 30 * 16, 4, 16, 24)) != {theme.colours.selected}
    assert colours(image, QRect(24 + 31 * 16, 4, 20, 24)) == {theme.colours.selected}


def test_the_row_under_the_mouse_is_tinted(scene: Scene, theme: Theme) -> None:
    scene.answer("就业", hits())
    QTest.mouseMove(scene.listing.viewport(), scene.listing.visualRect(scene.listing.model().index(3, 0)).center())
    assert picture(scene, 3).pixelColor(5, 5).name().upper() == theme.colours.hover
