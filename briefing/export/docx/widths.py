"""How wide the columns of a table are, worked out here so that every program draws the same."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.export.document import Table
from briefing.export.lettering import text_width

_EM = 240
"""Twips of a character of 小四."""
_SIDES = 280
"""Both margins of a cell, and what some programs add between Chinese and digits although they are told not to."""
_LEAST = 3 * _EM


def column_widths(table: Table, room: int, headings: Sequence[str]) -> list[int]:
    """In twips, ``room`` together. Up to four columns share the room, one that grows takes more; of more columns
    each takes what its words need, those that grow the rest; where that is too much, the wide ones share what is left.
    """
    count = len(table.columns)
    if count <= 4:
        shares = [1.3 if column.grow else 1.0 for column in table.columns]
        return _whole([room * share / sum(shares) for share in shares], room)
    needed = []
    for at, heading in enumerate(headings):
        cells = (row[at] for row in table.rows)
        texts = [heading, *(cell.text + cell.unit + ("（测算）" if cell.computed else "") for cell in cells)]
        needed.append(max(_LEAST, _SIDES + max(text_width(text) for text in texts) * _EM))
    spare = room - sum(needed)
    if spare < 0:
        cap = _cap(needed, room)
        return _whole([min(width, cap) for width in needed], room)
    growing = [at for at, column in enumerate(table.columns) if column.grow] or list(range(count))
    return _whole([width + spare / len(growing) if at in growing else width for at, width in enumerate(needed)], room)


def _cap(needed: Sequence[float], room: int) -> float:
    """How wide a column may be so that all fit: the narrow ones keep what they need."""
    left, count = float(room), len(needed)
    for width in sorted(needed):
        if width * count >= left:
            return left / count
        left -= width
        count -= 1
    return left


def _whole(widths: list[float], room: int) -> list[int]:
    found = [int(width) for width in widths]
    found[-1] += room - sum(found)
    return found
