"""Forms of writing that are compared as one, and the way back to the text's own code points."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.folding import Folding
from briefing.domain.span import Span

TRICKY = st.text(
    st.sampled_from('增长4４.3％%，,；“"—-e\u0301\u0327é㎡½ﬁ…\u3000 \r\n\u200d\ufe0f\U000e0100葛𠮷𝟜각\u1100\u1161'),
    max_size=24,
) | st.text(max_size=24)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("增长５．２％，", "增长5.2%,"),
        ("第一行\r\n第二行", "第一行\n第二行"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("a\u0327\u0301", "a\u0301\u0327"),
        ("“十五五”", "「十五五」"),
        ("3—5个", "3-5个"),
        ("120㎡", "120m2"),
        ("𝟜.3万人", "4.3万人"),
        ("葛\U000e0100城", "葛城"),
        ("4.3 万人", "4.3万人"),
        ("각", "\u1100\u1161\u11a8"),
    ],
)
def test_forms_of_the_same_words_are_folded_together(one: str, other: str) -> None:
    folding = Folding()
    assert folding.fold(one) == folding.fold(other)


@pytest.mark.parametrize(("one", "other"), [("4.3万人", "4.5万人"), ("e", "é"), ("以上", "以下"), ("3~5", "35")])
def test_other_words_stay_others(one: str, other: str) -> None:
    folding = Folding()
    assert folding.fold(one) != folding.fold(other)


def test_a_stretch_leads_back_to_whole_code_points_of_its_own_text() -> None:
    folding = Folding()
    text = "𠮷林 面积１２０㎡，cafe\u0301"
    folded = folding.fold(text)
    at = folded.index("120m2")
    assert folding.back(text, at, at + 5).of(text) == "１２０㎡"
    at = folded.index("cafe")
    assert folding.back(text, at, at + 5).of(text) == "cafe\u0301"
    assert folding.back(text, 0, 2) == Span(0, 2)


@given(TRICKY)
def test_folding_again_changes_nothing_and_every_sign_has_its_spot(text: str) -> None:
    folding = Folding()
    folded = folding.fold(text)
    spots = folding.spots(text)
    assert len(spots) == len(folded)
    for sign, spot in zip(folded, spots, strict=True):
        assert sign in folding[ord(text[spot])]
    assert unicodedata.normalize("NFD", folded) == folded


@given(TRICKY, st.data())
def test_a_stretch_of_whole_signs_folds_to_itself_again(text: str, data: st.DataObject) -> None:
    folding = Folding()
    edges = [at for at in range(len(text) + 1) if not any(map(unicodedata.combining, folding.fold(text[at:])[:1]))]
    start = data.draw(st.sampled_from(edges))
    end = data.draw(st.sampled_from([edge for edge in edges if edge >= start]))
    before, words = folding.fold(text[:start]), folding.fold(text[start:end])
    stretch = folding.back(text, len(before), len(before) + len(words))
    assert folding.fold(stretch.of(text)) == words
    assert not words or (start <= stretch.start and (stretch.end <= end or not folding.fold(text[end : stretch.end])))
