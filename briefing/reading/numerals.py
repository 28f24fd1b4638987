"""Numbers as Chinese reports write them."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_CIRCLED = {chr(0x2460 + index): index + 1 for index in range(20)}


def small_number(text: str) -> int | None:
    """The value of a short ordinal numeral (``12``, ``十二``, ``二十``, ``③``), None when it is none."""
    if text in _CIRCLED:
        return _CIRCLED[text]
    if text.isdecimal():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            return None
    return total + digit if text else None
