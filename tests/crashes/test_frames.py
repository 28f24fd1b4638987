"""Where something happened, without a word of what it happened to."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.crashes import frames
from briefing.crashes.frames import program_relative, stacks_of, told_of
from briefing.domain.errors import LibraryError

PACKAGE = Path(frames.__file__).resolve().parents[1]
SECRET = "不可外传"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (str(PACKAGE / "ui" / "desk.py"), "briefing/ui/desk.py"),
        (json.__file__, "python/json/__init__.py"),
        (pytest.__file__, "pytest/__init__.py"),
        ("/home/保密人名/资料/我的.py", "我的.py"),
        ("../保密人名/我的.py", "我的.py"),
        (r"C:\Users\保密人名\我的.py", "我的.py"),
        ("briefing/ui/desk.py", "briefing/ui/desk.py"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>"),
        ("<string>", "<string>"),
        ("<保密人名>", "<…>"),
    ],
)
def test_a_file_is_named_by_its_place_in_the_program_and_others_by_their_name(file: str, said: str) -> None:
    assert program_relative(file) == said


def caught() -> Exception:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error


def test_an_error_is_told_with_what_it_came_of() -> None:
    outer, inner = stacks_of(caught())
    assert (outer.title, inner.title) == ("ValueError", "KeyError")
    assert outer.frames[-1].function == inner.frames[-1].function == "caught"
    assert outer.message == SECRET


def test_an_endless_recursion_is_told_by_its_ends() -> None:
    def again() -> None:
        again()

    with pytest.raises(RecursionError) as raised:
        again()
    (stack,) = stacks_of(raised.value)
    assert stack.frames[0].function == "test_an_endless_recursion_is_told_by_its_ends"
    assert stack.frames[-1].function == "again"
    assert len(stack.frames) <= 50


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1))
def test_the_log_is_told_no_word_of_an_error(words: str) -> None:
    try:
        raise LibraryError(words, detail=words) from OSError(28, words, words)
    except LibraryError as error:
        told = told_of(error)
    assert told.startswith("briefing.domain.errors.LibraryError < OSError[28] at test_frames.py:")
    assert told.isascii()


def test_sqlites_own_number_is_told() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(f"SELECT {SECRET}")
        except sqlite3.OperationalError as error:
            assert "[SQLITE_ERROR]" in told_of(error)
            assert SECRET not in told_of(error)


def test_an_error_that_cannot_even_speak_is_told() -> None:
    class Mute(Exception):  # noqa: N818
        def __str__(self) -> str:
            raise RuntimeError

    assert stacks_of(Mute())[0].message == ""
    assert os.sep not in stacks_of(Mute())[0].title
