"""The sentence around a stretch of an item's text."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.report import Item, ItemRole
from briefing.domain.span import Span
from briefing.ui.check.excerpt import SHORT, excerpt
from tests.ui import samples

CONTENTS = samples.later()
RECRUIT = samples.item_with(CONTENTS, "精准务实")
LONG = replace(RECRUIT, text="先说一句无关的话。" * 8 + RECRUIT.text + "再说一句。" * 8)
SHIFT = len("先说一句无关的话。" * 8)


def test_a_short_text_is_shown_whole() -> None:
    figures = CONTENTS.figures_of((RECRUIT,))
    assert len(RECRUIT.text) <= SHORT
    assert excerpt(RECRUIT, figures, Span(2, 4)) == (RECRUIT, figures, Span(2, 4))


def test_a_long_text_is_cut_to_its_sentence_with_the_figures_in_it() -> None:
    figures = tuple(
        replace(figure, text_span=Span(figure.text_span.start + SHIFT, figure.text_span.end + SHIFT))
        for figure in CONTENTS.figures_of((RECRUIT,))
    )
    at = LONG.text.index("2000亿元")
    cut, inside, span = excerpt(LONG, figures, Span(at, at + 6))
    assert cut.text == "全年招商引资签约项目达到1000个,签约金额2000亿元以上,签约项目当年开工率达到80%以上。"
    assert span.of(cut.text) == "2000亿元"
    assert [figure.text_span.of(cut.text) for figure in inside] == ["1000个", "2000亿元", "80%"]
    assert [figure.ref for figure in inside] == [figure.ref for figure in figures]


@given(st.text(alphabet="字。；1%", min_size=1, max_size=200), st.data())
def test_the_words_in_question_are_always_in_the_excerpt(text: str, data: st.DataObject) -> None:
    item = Item(0, ItemRole.BODY, text, (Span(0, len(text)),), 1)
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    cut, _, span = excerpt(item, (), Span(first, last))
    assert span.of(cut.text) == text[first:last]
    assert cut.text in text
