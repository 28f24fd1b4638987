"""Pinyin initials, so that ``jy`` finds 就业."""

from __future__ import annotations

BREAK = "|"
"""Stands for punctuation: initials on its two sides are no word together."""

_UNHEARD = frozenset("“”‘’\"'《》〈〉·")


def initials(text: str) -> str:
    """The first letters of a text's syllables, digits and letters as they are: ``“专精特新”企业`` is ``zjtxqy``.

    Readings are chosen by phrase (增长 ``zz``, 重大 ``zd``). pypinyin takes a third of a second to import
    and is needed only to write the index, hence the late import.
    """
    from pypinyin import Style, lazy_pinyin

    heard = "".join(character for character in text if character not in _UNHEARD)
    syllables = lazy_pinyin(heard, style=Style.FIRST_LETTER, errors=_other)
    return "".join(syllable.lower() for syllable in syllables)


def _other(run: str) -> str:
    """What stands between Chinese characters; pypinyin hands it over in runs."""
    return "".join(character if character.isascii() and character.isalnum() else BREAK for character in run)
