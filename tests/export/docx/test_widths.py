from __future__ import annotations

from briefing.export.document import Cell, Column, Table
from briefing.export.docx.widths import column_widths

_ROOM = 8845


def _widths(*texts: str, grow: int = 0) -> list[int]:
    columns = tuple(Column(f"列{at}", grow=at == grow) for at in range(len(texts)))
    table = Table("", columns, (tuple(Cell(text) for text in texts),))
    return column_widths(table, _ROOM, [column.heading for column in columns])


def test_few_columns_share_the_room_and_one_that_grows_takes_more() -> None:
    widths = _widths("甲", "乙" * 30, "丙")
    assert sum(widths) == _ROOM
    assert widths[0] > widths[1]
    assert abs(widths[1] - widths[2]) <= 1


def test_many_columns_take_what_their_words_need_and_one_the_rest() -> None:
    widths = _widths("甲", "字" * 5, "字" * 3, "字" * 4, "字" * 2)
    assert sum(widths) == _ROOM
    assert widths[0] == max(widths)
    assert widths[1] > widths[3] > widths[2]


def test_where_room_is_short_narrow_columns_stay_whole() -> None:
    widths = _widths("字" * 60, "字" * 40, "字" * 3, "字" * 4, "第101行")
    assert sum(widths) == _ROOM
    assert widths[2] >= 3 * 240
    assert widths[4] >= 4 * 240
    assert widths[0] == widths[1]


def test_more_columns_than_there_is_room_for_are_all_alike() -> None:
    widths = _widths(*["字" * 10] * 20)
    assert sum(widths) == _ROOM
    assert max(widths) - min(widths) <= 20
