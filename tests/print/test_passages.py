from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.report import Item, ItemRole
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.export.document import RunRole
from briefing.export.passages import paragraph_of
from tests.print import samples

TEXTS = st.text(alphabet="精准务实抓招商。,;()1000个亿元 #$\\😀", min_size=1, max_size=40)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 9)), max_size=5))
def test_a_paragraph_keeps_every_character_wherever_its_figures_lie(text: str, places: list[tuple[int, int]]) -> None:
    item = Item(0, ItemRole.BODY, text, (Span(0, len(text)),), 1)
    figures = [replace(samples.SIGNED, text_span=Span(start, start + length)) for start, length in places]
    paragraph = paragraph_of(item, figures)
    assert paragraph.text == shown(text)
    assert all(run.text for run in paragraph.runs)


def test_a_figure_in_the_first_sentence_is_not_swallowed_by_a_lead() -> None:
    item = Item(0, ItemRole.BODY, "签约1000个。其他如常。", (Span(0, 13),), 1)
    figure = replace(samples.SIGNED, text_span=Span(2, 7))
    assert [run.role for run in paragraph_of(item, (figure,)).runs] == [RunRole.PLAIN, RunRole.FIGURE, RunRole.PLAIN]
