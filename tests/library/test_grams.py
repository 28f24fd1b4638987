"""Folding: what a person types and what stands in the text meet, and marks lead back to the text."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.grams import fold, grams, phrase
from briefing.library.pinyin import initials


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("PM2.5浓度", "ＰＭ２．５"),
        ("ＰＭ２.５浓度", "pm2.5"),
        ("居民收入,增长", "收入，增长"),
        ("“专精特新”企业", '"专精特新"'),
        ("新 增\u3000就\n业", "新增就业"),
        ("招\u200b商引资", "招商"),
        ("3200万㎡", "M2"),
        ("cafe\u0301", "CAFÉ"),
        ("(下)", "（下）"),
    ],
)
def test_one_word_in_two_writings_is_one_word(written: str, typed: str) -> None:
    assert fold(written).find(fold(typed).text)


def test_marks_are_code_points_of_the_text_as_it_is_shown() -> None:
    text = "𠮷👩‍🌾 ＰＭ ２．５ 与㎡"
    (pm,) = fold(text).find("pm2.5")
    (area,) = fold(text).find("m2")[1:] or fold(text).find("m2")
    assert pm.of(text) == "ＰＭ ２．５"
    assert area.of(text) in ("㎡", "Ｍ ２")


def test_a_letter_is_marked_with_what_combines_with_it() -> None:
    (mark,) = fold("cafe\u0301 noir").find("é")
    assert mark.of("cafe\u0301 noir") == "e\u0301"


@given(st.text(st.characters()))
def test_folding_takes_any_text(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.origins)
    assert folded.text.encode("utf-8").decode("utf-8") == folded.text
    assert not any(character.isspace() for character in folded.text)
    assert all(0 <= start < end <= len(text) for start, end in folded.origins)


@given(st.text(st.characters()), st.integers(0, 30), st.integers(1, 6))
def test_any_word_of_a_text_is_found_by_the_index(text: str, start: int, length: int) -> None:
    folded = fold(text).text
    word = folded[start : start + length]
    if word:
        assert _finds(folded, word)


@given(st.text(st.characters(), max_size=12), st.text(st.characters(), min_size=1, max_size=4))
def test_the_index_finds_what_stands_in_the_text_and_nothing_else(text: str, words: str) -> None:
    folded, word = fold(text).text, fold(words).text
    # Private-use characters stand for ASCII marks in the index; no text uses them so.
    if word and not any("\ue000" <= character <= "\ue07f" for character in folded + word):
        assert _finds(folded, word) == (word in folded)


def _finds(folded: str, word: str) -> bool:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE g USING fts5(grams, content = '', tokenize = 'ascii', prefix = '1')")
        connection.execute("INSERT INTO g (rowid, grams) VALUES (1, ?)", (grams(folded),))
        return bool(connection.execute("SELECT 1 FROM g WHERE g MATCH ?", (phrase(word),)).fetchall())


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("就业", "jy"),
        ("招商引资", "zsyz"),
        ("增长", "zz"),
        ("重点工作", "zdgz"),
        ("重大项目", "zdxm"),
        ("长治市", "czs"),
        ("京长对口合作", "jcdkhz"),
        ("市长、省长", "sz|sz"),
        ("银行", "yh"),
        ("行动", "xd"),
        ("调整", "tz"),
        ("“专精特新”企业", "zjtxqy"),
        ("PM2", "pm2"),
        ("投资,拉动", "tz|ld"),
        ("", ""),
    ],
)
def test_initials_are_those_a_person_would_type(words: str, letters: str) -> None:
    assert initials(words) == letters


@given(st.text(st.characters()))
def test_any_text_has_initials(text: str) -> None:
    assert isinstance(initials(fold(text).text), str)
