"""Words set in lines: nothing lost, nothing counted twice, figures whole."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from briefing.domain.span import Span
from briefing.ui.detail.text_layout import SetText, Stretch, Units

CHARACTERS = st.sampled_from("就业𠮷长治新增城镇120.%AbC,，。、“”㎡🚄")
WORDS = st.text(CHARACTERS, min_size=1, max_size=80)
LINE = 40.0


def set_text(text: str, width: float, *wholes: Span) -> SetText:
    font = QFont("Noto Serif SC")
    font.setPixelSize(20)
    stretches = [Stretch(span, bold=True, colour="#1F5C7A", whole=True) for span in wholes]
    return SetText(text, font, LINE, width, stretches, ())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_code_points_and_utf_16_units_lead_to_each_other(text: str) -> None:
    units = Units(text)
    for point in range(len(text) + 1):
        unit = len(text[:point].encode("utf-16-le")) // 2
        assert units.to_qt(point) == unit
        assert units.to_point(unit) == point
        if point < len(text) and ord(text[point]) > 0xFFFF:
            assert units.to_point(unit + 1) == point


@settings(max_examples=50)
@given(text=WORDS, width=st.integers(60, 700))
def test_every_character_has_one_place_and_is_found_there(qapp: QApplication, text: str, width: int) -> None:
    laid = set_text(text, width)
    for at in range(len(text)):
        (box,) = laid.rects(Span(at, at + 1))
        assert 0 <= box.top() < laid.height
        assert box.height() == LINE
        assert laid.point_at(QPointF(box.left() + 1, box.center().y())) == at


@settings(max_examples=60)
@given(before=WORDS, figure=st.from_regex(r"[1-9][0-9]{0,4}(万人|亿元|%|个百分点)", fullmatch=True), after=WORDS,
       width=st.integers(160, 700))  # fmt: skip
def test_a_figure_stands_on_one_line(qapp: QApplication, before: str, figure: str, after: str, width: int) -> None:
    span = Span(len(before), len(before) + len(figure))
    laid = set_text(before + figure + after, width, span)
    assert len(laid.rects(span)) == 1
    assert laid.rects(span)[0].right() <= width + LINE / 2


def test_lines_of_the_source_can_be_kept(qapp: QApplication) -> None:
    font = QFont("Noto Serif SC")
    font.setPixelSize(20)
    laid = SetText("新增城镇就业4.3万以上", font, LINE, 700, (), (6,))
    assert [laid.rects(Span(at, at + 1))[0].top() for at in (5, 6)] == [0, LINE]
    assert laid.height == 2 * LINE


def test_a_text_without_a_character_has_no_place_and_does_no_harm(qapp: QApplication) -> None:
    laid = set_text("", 300)
    assert laid.rects(Span(0, 0)) == []
    assert laid.point_at(QPointF(10, 10)) == 0
