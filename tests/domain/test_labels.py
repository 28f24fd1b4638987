"""What rows call sections and items."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.labels import caption, heading_label, section_label, section_title
from briefing.domain.report import Item, ItemRole, Section, SectionRole
from briefing.domain.span import Span


def item(text: str, breaks: tuple[int, ...] = ()) -> Item:
    return Item(0, ItemRole.BODY, text, (Span(0, len(text)),), 1, breaks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("多措并举促销费。深入实施消费提振专项行动,完善商业体系建设。", "多措并举促销费"),
        ("京长对口合作实施项目212个。", "京长对口合作实施项目212个"),
        ("在推动转型发展上实现更大突破", "在推动转型发展上实现更大突破"),
        ("减税降费29.73亿元,兑现产业发展资金11.36亿元。", "减税降费29.73亿元…"),
        ("入选国家中小企业数字化转型试点城市。成立数字经济协会。", "入选国家中小企业数字化转型试点城市…"),
        ("全市地区生产总值完成2593.4亿元的目标之后继续增长", "全市地区生产总值完成…"),
        ("今年工作的总体要求是,以习近平新时代中国特色社会主义思想为指导,深入贯彻", "今年工作的总体要求"),
    ],
)
def test_an_item_is_called_by_its_short_first_sentence_or_its_first_words(text: str, expected: str) -> None:
    assert caption(item(text)) == expected


def test_a_callout_is_cut_where_the_source_began_a_new_line() -> None:
    assert caption(item("全市地区生产总值完成2593.4亿元增长2.6%", (10, 18, 20))) == "全市地区生产总值完成2593.4亿元…"


def spans(pattern: str, text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(pattern, text)]


WORDS = st.text(alphabet="甲乙丙。,、“0123456789.-%万亿二十", min_size=1, max_size=60).filter(lambda t: t.strip(" 。"))


@given(WORDS)
def test_a_caption_is_how_the_item_begins_and_never_cuts_a_number(text: str) -> None:
    named = caption(item(text))
    assert named
    if named.endswith("…"):
        head = named[:-1]
        assert text.startswith(head)
        assert all(not start < len(head) < end for start, end in spans(r"[0-9]+(?:\.[0-9]+)?", text))


@pytest.mark.parametrize(
    ("heading", "number", "label", "title"),
    [
        (
            "坚持内需主导、投资拉动,推动经济平稳运行",
            1,
            "1 坚持内需主导、投资拉动",
            "1 坚持内需主导、投资拉动,推动经济平稳运行",
        ),
        ("主要预期目标", None, "主要预期目标", "主要预期目标"),
        ("过去五年,我们这样走过", None, "过去五年", "过去五年,我们这样走过"),
        ("一年,一步", 3, "3 一年,一步", "3 一年,一步"),
        ("投资1,000亿元以上", None, "投资1,000亿元以上", "投资1,000亿元以上"),
    ],
)
def test_a_section_is_called_by_its_number_and_its_heading_up_to_the_first_comma(
    heading: str, number: int | None, label: str, title: str
) -> None:
    section = Section((0,), heading, number)
    assert section_label(section) == label
    assert section_title(section) == title


def test_a_part_without_a_heading_is_named_by_its_role() -> None:
    assert heading_label(Section((1,), None, role=SectionRole.CALLOUTS)) == "重点数字"
    assert section_label(Section((2,), None, role=SectionRole.CLOSING)) == "其他"
