"""Recognises call-outs: figures set large and apart from the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BOLD_NUMBER = re.compile(r"\*\*[^*\n]*(?:\d|[百千万亿])[^*\n]*\*\*")
_LONGEST_LINE = 24
_SENTENCE = "。！？；!?;"


def is_callout(raw: Sequence[str], lines: Sequence[str]) -> bool:
    """Whether a block of lines is set as a call-out.

    ``raw`` are its lines with bold marks, ``lines`` their words. Either a number stands in bold and no
    line ends a sentence, or two or more short lines lie on top of each other and only the last may end one.
    """
    if any(line[-1] in _SENTENCE for line in lines[:-1]):
        return False
    if any(_BOLD_NUMBER.search(line) for line in raw) and lines[-1][-1] not in _SENTENCE:
        return True
    return len(lines) >= 2 and all(len(line) <= _LONGEST_LINE for line in lines)


def speaks_in_numbers(texts: Sequence[str]) -> bool:
    """Whether a group of call-outs holds figures; short lines without any are a signature or a poem."""
    return sum(bool(re.search(r"\d|[百千万亿]余", text)) for text in texts) * 2 >= len(texts)
