"""Numbers as Chinese reports write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# Longer runs of number characters are no number.
_LONGEST = 16
_CIRCLED = {chr(0x2460 + index): index + 1 for index in range(20)}

_D = "[0-9０-９]"
# Blanks a page set between digits (1 9 9 8, 40.8 2) are no end of the number; three-digit groups are one number.
# Longer runs of digits are telephone numbers and codes, so every repetition is bounded.
_SPACED = rf"(?:[ \u00a0]{_D}(?!{_D})){{0,12}}"
_WHOLE = rf"(?:{_D}{{1,3}}(?:[,，]{_D}{{3}}){{1,5}}(?!{_D})|{_D}{{1,15}}(?!{_D}){_SPACED})"
ARABIC = rf"(?<!{_D}){_WHOLE}(?:[ \u00a0]?[.．·][ \u00a0]?{_D}{{1,9}}(?!{_D}){_SPACED})?"
CHINESE = r"[零〇○一二两三四五六七八九十百千]+(?:点[零〇○一二三四五六七八九]+)?"


def small_number(text: str) -> int | None:
    """The value of a short ordinal numeral (``12``, ``十二``, ``二十``, ``③``), None when it is none."""
    if text in _CIRCLED:
        return _CIRCLED[text]
    if text.isdecimal():
        return int(text)
    value = chinese(text)
    return int(value) if value is not None and value == int(value) else None


def arabic(text: str) -> Decimal:
    """The value of an Arabic numeral matched by ``ARABIC``: wide digits, blanks and group commas do not matter."""
    plain = unicodedata.normalize("NFKC", text).replace("·", ".")
    return Decimal(re.sub(r"[\s,]", "", plain))


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese numeral below ten thousand (``三百六十五``, ``十一点八``), None when it is none."""
    whole, _, fraction = text.partition("点")
    if not whole or len(text) > _LONGEST or any(char not in _DIGITS and char not in _TENS for char in whole):
        return None
    if all(char in _DIGITS for char in whole):
        total = int("".join(str(_DIGITS[char]) for char in whole))
    else:
        total, digit = 0, 0
        for char in whole:
            if char in _DIGITS:
                digit = _DIGITS[char]
            else:
                total, digit = total + (digit or 1) * _TENS[char], 0
        total += digit
    if not fraction:
        return Decimal(total)
    if any(char not in _DIGITS for char in fraction):
        return None
    return Decimal(f"{total}." + "".join(str(_DIGITS[char]) for char in fraction))
