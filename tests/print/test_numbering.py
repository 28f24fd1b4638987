from __future__ import annotations

from datetime import date

import pytest

from briefing.export.document import Heading
from briefing.export.numbering import chinese_date, chinese_number


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "100")],
)
def test_numbers_of_headings_are_chinese(number: int, words: str) -> None:
    assert chinese_number(number) == words


@pytest.mark.parametrize(
    ("level", "label"), [(1, "三、重点工作"), (2, "（三）重点工作"), (3, "3.重点工作"), (4, "（3）重点工作")]
)
def test_headings_are_numbered_as_the_standard_says(level: int, label: str) -> None:
    assert Heading("重点工作", level, 3).label == label


def test_a_heading_without_number_stands_alone() -> None:
    assert Heading("批注").label == "批注"


@pytest.mark.parametrize("level", [0, 5])
def test_there_are_four_levels(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        Heading("重点工作", level)


def test_dates_have_no_leading_zeros() -> None:
    assert chinese_date(date(2026, 1, 9)) == "2026年1月9日"
