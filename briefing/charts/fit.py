"""Making words fit, and axes readable."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from briefing.charts.scene import Measure

ELLIPSIS = "…"
_RUN = re.compile(r"[A-Za-z0-9.,%+−-]+|\s+|.", re.DOTALL)
_NO_START = "，。、；：！？）”’》%…"
_NO_END = "（“‘《"
_SLACK = 1e-6
"""Sums of widths are floats."""
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


def elide(words: str, width: float, size: float, bold: bool, measure: Measure) -> str:
    """``words``, or as much of them as fits before an ellipsis; nothing when not even that fits."""
    width += _SLACK
    if measure(words, size, bold) <= width:
        return words
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(words[:middle].rstrip() + ELLIPSIS, size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    cut = words[:low].rstrip()
    return cut + ELLIPSIS if measure(cut + ELLIPSIS, size, bold) <= width else ""


def wrap(words: str, width: float, size: float, bold: bool, measure: Measure, most: int) -> tuple[str, ...]:
    """``words`` in at most ``most`` lines, numbers and Latin words kept whole where they can be, the last one elided.

    Labels (at most two lines) are broken into lines of near length; longer texts fill their lines.
    """
    words = " ".join(words.split())
    if measure(words, size, bold) <= width or most <= 1:
        return (elide(words, width, size, bold, measure),)
    lines = _greedy(words, width, size, bold, measure)
    if len(lines) == most == 2:
        lines = _balanced(words, width, size, bold, measure) or lines
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return tuple(elide(line.strip(), width, size, bold, measure) for line in lines)


def _greedy(words: str, width: float, size: float, bold: bool, measure: Measure) -> list[str]:
    lines = [""]
    for run in _RUN.findall(words):
        if measure((lines[-1] + run).rstrip(), size, bold) <= width:
            lines[-1] += run
        elif measure(run, size, bold) <= width:
            taken = _taken(lines[-1], run)
            if taken and measure(lines[-1][-taken:] + run, size, bold) <= width:
                lines[-1], run = lines[-1][:-taken], lines[-1][-taken:] + run
            lines.append(run)
        else:
            for letter in run:
                if lines[-1] and measure(lines[-1] + letter, size, bold) > width:
                    lines.append("")
                lines[-1] += letter
    return [line for line in lines if line.strip()] or [""]


def _taken(line: str, run: str) -> int:
    """How many characters go along to the next line: the one before punctuation, quotes with what they open."""
    count = 1 if run[0] in _NO_START else 0
    rest = line[: len(line) - count]
    if rest and rest[-1] in _NO_END:
        count += 1
    return count if count < len(line) else 0


def _balanced(words: str, width: float, size: float, bold: bool, measure: Measure) -> list[str]:
    runs = _RUN.findall(words)
    best: list[str] = []
    least = float("inf")
    for at in range(1, len(runs)):
        first, second = "".join(runs[:at]), "".join(runs[at:])
        if second[0] in _NO_START or first[-1] in _NO_END:
            continue
        a, b = measure(first, size, bold), measure(second, size, bold)
        # Of two equally good breaks the one with the longer first line reads better.
        if max(a, b) <= width and (worse := max(a, b) + (1 if b > a else 0)) < least:
            best, least = [first, second], worse
    return best


def fraction(value: Decimal, low: Decimal, high: Decimal) -> float:
    """Where a value stands between the ends of an axis, from 0 to 1; worked out as decimals, so nothing overflows."""
    return float((value - low) / (high - low)) if high > low else 0.0


def ticks(low: Decimal, high: Decimal, wanted: int = 4, *, counted: bool = False) -> tuple[Decimal, ...]:
    """Round numbers (steps of 1, 2 or 5) from ``low`` to ``high`` with zero among them: 0 2 4 6 for 6.1.

    About ``wanted`` of them; the ends may reach beyond the last one. ``low`` is at most zero, ``high`` at least.
    Where things are ``counted`` there is no half of one.
    """
    reach = high - low
    if reach <= 0:
        return (Decimal(0),)
    rough = reach / wanted
    power = Decimal(10) ** rough.adjusted()
    step = next(factor * power for factor in _STEPS if factor * power >= rough * Decimal("0.8"))
    if counted:
        step = max(step, Decimal(1))
    first = int((low / step).to_integral_value(ROUND_CEILING))
    last = int((high / step).to_integral_value(ROUND_FLOOR))
    return tuple(step * index for index in range(first, last + 1))


def extremes(values: Sequence[Decimal], whole: Decimal | None = None) -> tuple[Decimal, Decimal]:
    """The ends of an axis that holds zero and all the values, and reaches ``whole`` at least."""
    zero = Decimal(0)
    return min((zero, *values)), max((zero, *values, *(() if whole is None else (whole,))))
