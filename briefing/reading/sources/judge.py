"""Tells a Chinese report from text that is none."""

from __future__ import annotations

import re

from briefing.domain.errors import SourceError

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTER = re.compile(r"[A-Za-z0-9]")
_SENTENCE_MARK = re.compile(r"[，。、；：,.;:!！?？]")
FEWEST_HAN = 40
_LEAST_SHARE = 0.25


def refuse_unless_report(text: str, name: str) -> None:
    """Raise SourceError unless the text is Chinese prose, be it a single passage.

    A report has at least ``FEWEST_HAN`` Chinese characters; they are a quarter or more of its letters
    (an English text or a program with Chinese comments has fewer), and it has some punctuation
    (a list of names or a table of digits has none).
    """
    if not text.strip("\ufeff \t\r\n\u3000\u200b"):
        raise SourceError(f"“{name}”没有文字，请选择有内容的报告。")
    han = len(_HAN.findall(text))
    letters = len(_LETTER.findall(text))
    marks = len(_SENTENCE_MARK.findall(text))
    if han < FEWEST_HAN or han < _LEAST_SHARE * (han + letters) or marks * 200 < han:
        raise SourceError(f"“{name}”不像一篇中文报告，请检查是否选错了文件。")
