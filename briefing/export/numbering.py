"""Numbers of headings and dates as GB/T 9704-2012 writes them."""

from __future__ import annotations

from datetime import date

_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """1 to 99 in Chinese numerals (一, 十, 十一, 二十); others in Arabic digits."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def heading_prefix(level: int, number: int) -> str:
    """What stands before a heading of level 1 to 4: ``一、``, ``（一）``, ``1.``, ``（1）``."""
    if level == 1:
        return f"{chinese_number(number)}、"
    if level == 2:
        return f"（{chinese_number(number)}）"
    return f"{number}." if level == 3 else f"（{number}）"


def chinese_date(day: date) -> str:
    """Arabic digits without leading zeros: 2026年1月9日."""
    return f"{day.year}年{day.month}月{day.day}日"
