"""Number formats that show a number with the words a source says it with, while the cell stays a number."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.domain.quantity import plain

_LONGEST = 250
"""A number format holds 255 characters (Excel specifications and limits)."""

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def format_of(words: str, value: Decimal) -> str | None:
    """The format under which ``value`` reads ``words``: ``≥ 2000亿元`` for 2000. A changed value changes the words.

    Where the words do not hold the value's digits (a range), they are shown whatever the value is. None for words
    that are too long for a format.
    """
    if not words:
        return "General"
    digits = plain(abs(value))
    found = [match for match in _NUMBER.finditer(words) if plain(Decimal(match[0])) == digits]
    if len(found) != 1:
        made = literal(words)
        return made if len(made) <= _LONGEST else None
    before, after = words[: found[0].start()], words[found[0].end() :]
    places = len(found[0][0].partition(".")[2])
    number = ("0." + "0" * places if places else "0") + literal(after)
    made = literal(before.rstrip("-−") if value < 0 else before) + number
    if value < 0:
        made += f";{literal(before)}{number}"
    elif before:
        # Without a part of its own, a number that became negative would have its minus before the words.
        made += f";{literal(before.rstrip('+'))}-{number}"
    return made if len(made) <= _LONGEST else None


def literal(words: str) -> str:
    """Words in a number format that stand for themselves."""
    if not words:
        return ""
    return "".join(f'"{part}"' if part and part != '"' else '\\"' if part else "" for part in re.split('(")', words))
