"""Pinyin initials, so that ``jy`` finds 就业."""

from __future__ import annotations

import re
import sys

BREAK = "|"
"""Stands for punctuation: initials on its two sides are no word together."""

_UNHEARD = frozenset("“”‘’\"'《》〈〉·")

_LOCAL = {"长治": "cz", "京长": "jc"}
"""Names of the place that pypinyin's phrases do not have, and would read wrongly."""

_LOCAL_NAMES = re.compile("|".join(map(re.escape, _LOCAL)))


def initials(text: str) -> str:
    """The first letters of a text's syllables, digits and letters as they are: ``“专精特新”企业`` is ``zjtxqy``.

    Readings are chosen by phrase (增长 ``zz``, 银行 ``yh``). pypinyin takes a third of a second to import
    and is needed only to write the index, hence the late import.
    """
    from pypinyin import Style, lazy_pinyin

    heard = "".join(character for character in text if character not in _UNHEARD)
    letters: list[str] = []
    at = 0
    for name in _LOCAL_NAMES.finditer(heard):
        letters += lazy_pinyin(heard[at : name.start()], style=Style.FIRST_LETTER, errors=_other)
        letters.append(_LOCAL[name[0]])
        at = name.end()
    letters += lazy_pinyin(heard[at:], style=Style.FIRST_LETTER, errors=_other)
    return "".join(letters).lower()


def forget() -> None:
    """Let go of pypinyin's phrases once an index is written: they take 50 MB, and reading needs none of them.

    Emptied, its modules hold on to nothing, and nothing is left for Python's collector, which must not run here.
    """
    for name in [name for name in sys.modules if name == "pypinyin" or name.startswith("pypinyin.")]:
        vars(sys.modules.pop(name)).clear()


def _other(run: str) -> str:
    """What stands between Chinese characters; pypinyin hands it over in runs."""
    return "".join(character if character.isascii() and character.isalnum() else BREAK for character in run)
