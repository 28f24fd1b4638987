"""Which stretch of a long text a row shows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.span import Span
from briefing.ui.search.snippet import snippet

LONG = (
    "深化城乡融合。加快5条国省道县城过境段改线,发展壮大县域经济,每个县区培育发展1-2个带动能力强、就业容量大的特色产业。"
)


def marks(text: str, word: str) -> tuple[Span, ...]:
    at = text.index(word)
    return (Span(at, at + len(word)),)


def test_a_text_whose_mark_is_in_view_is_shown_from_its_beginning() -> None:
    text = "新增城镇就业4.3万以上"
    assert snippet(text, marks(text, "就业"), 32) == (text, marks(text, "就业"))
    assert snippet(LONG, (), 10) == (LONG, ())


def test_otherwise_it_begins_with_the_clause_before_the_mark() -> None:
    text, moved = snippet(LONG, marks(LONG, "就业"), 32)
    assert text == "…每个县区培育发展1-2个带动能力强、就业容量大的特色产业。"
    assert moved[0].of(text) == "就业"


def test_a_clause_that_is_too_long_begins_a_few_characters_before_the_mark() -> None:
    text = "推动" * 40 + "就业"
    shortened, moved = snippet(text, marks(text, "就业"), 20)
    assert shortened == "…" + "推动" * 4 + "就业"
    assert moved[0].of(shortened) == "就业"


def test_it_never_begins_inside_a_number() -> None:
    text = "推动" * 40 + "达到1234567890亿就业"
    assert snippet(text, marks(text, "就业"), 20)[0] == "…1234567890亿就业"


@given(st.text(alphabet="甲乙丙,。、12.", min_size=1, max_size=120), st.data())
def test_marks_keep_their_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    shortened, moved = snippet(text, (Span(start, end),), 16)
    assert [mark.of(shortened) for mark in moved] == [text[start:end]]
