"""Briefings written by hand: every kind of entry is read, every mistake is said with its entry and its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from briefing.domain.briefing import (
    ChartPick,
    ComparisonTable,
    EntryOptions,
    FigureTable,
    Form,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    PageEnd,
    Paper,
)
from briefing.domain.briefing_sources import Sources
from briefing.library.briefing_files import BriefingFileError, Composition, read_composition
from briefing.library.library import Library

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"
NOTE = "01a2010e-e20d-73e6-8c15-12b9c5742b5b"


@pytest.fixture(scope="module")
def sources(seeded: Path) -> Iterator[Sources]:
    with Library.open(seeded) as library:
        yield Sources(library.contents(), library.indicators())


def read(text: str, sources: Sources) -> Composition:
    numbers = count(1)
    return read_composition(text, sources, lambda: f"e{next(numbers)}")


EVERYTHING = f"""
title = "关于就业的简报"
form = "outline"
meeting = "常务会议"
on = 2026-03-09
contents = true
duplex = false

[[entry]]
kind = "heading"
text = "一个“标题”#"
level = 2

[[entry]]
kind = "item"
report = "{TARGETS}"
quote = "签约金额2000亿元以上"
wording = "改了说法"
margin = true

[[entry]]
kind = "item"
report = "{TARGETS}"
section = 1
item = 3

[[entry]]
kind = "items"
report = "{TARGETS}"
section = 10
heading = true
new_page = true

[[entry]]
kind = "table"
report = "{TARGETS}"
part = "主要预期目标"
difference = false
caption = "表"

[[entry]]
kind = "comparison"
indicators = ["招商签约项目数", "招商签约金额"]

[[entry]]
kind = "chart"
report = "{TARGETS}"
number = 1

[[entry]]
kind = "annotation"
id = "{NOTE}"

[[entry]]
kind = "text"
text = "- 一\\n- 二"

[[entry]]
kind = "break"
"""


def test_every_kind_of_entry_is_read(sources: Sources) -> None:
    made = read(EVERYTHING, sources)
    assert (made.form, made.paper) == (Form.OUTLINE, Paper(duplex=False, contents=True))
    assert (made.details.title, made.details.meeting, made.details.on) == (
        "关于就业的简报",
        "常务会议",
        date(2026, 3, 9),
    )
    contents = [entry.content for entry in made.entries]
    assert [type(content) for content in contents] == [
        HeadingText, ItemQuote, ItemQuote, HeadingText, ItemQuote, FigureTable, ComparisonTable, ChartPick, NotePick,
        FreeText, PageEnd,
    ]  # fmt: skip
    assert contents[0] == HeadingText("一个“标题”#", 2)
    quote, whole = contents[1], contents[2]
    assert isinstance(quote, ItemQuote) and isinstance(whole, ItemQuote)
    assert (quote.anchor.exact, quote.whole) == ("签约金额2000亿元以上", False)
    assert whole.whole and whole.anchor.exact.startswith("精准务实抓招商")
    assert (made.entries[1].wording, made.entries[1].options) == ("改了说法", EntryOptions(margin=True))
    assert [entry.options.new_page for entry in made.entries[3:5]] == [True, False]
    assert made.entries[5].options == EntryOptions(difference=False)
    assert isinstance(contents[7], ChartPick) and contents[7].number == 0
    assert [entry.id for entry in made.entries] == sorted(
        {entry.id for entry in made.entries}, key=lambda e: int(e[1:])
    )
    assert all(entry.seen == (sources.words(entry) or "") for entry in made.entries)


def entry(*lines: str) -> str:
    return "\n".join(('title = "题"', "", "[[entry]]", 'kind = "text"', 'text = "x"', "", "[[entry]]", *lines))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "没写完', "文件末尾不是正确的 TOML 写法"),
        ('title = "题"\nform meeting', "第 2 行第 6 列不是正确的 TOML 写法"),
        ('colour = "red"', "题头：不认识“colour”"),
        ('form = "letter"', "form 只能是 meeting"),
        ("title = 3", "title 要写成文字"),
        ('on = "三月九日"', "on 要写成日期"),
        ('duplex = "yes"', "duplex 要写成 true"),
        (entry('text = "x"'), "缺少 kind"),
        (entry('kind = "poem"'), "不认识 kind“poem”"),
        (entry('kind = "heading"', 'text = "x"', "level = 5"), "level 只能是 1 到 4"),
        (entry('kind = "heading"', 'text = "x"', "level = true"), "level 要写成整数"),
        (entry('kind = "text"', 'text = "x"', 'captoin = "x"'), "kind 是 text 时不认识“captoin”"),
        (entry('kind = "item"', 'quote = "x"'), "缺少 report"),
        (entry('kind = "item"', 'report = "no"', 'quote = "x"'), "没有 key 为“no”的报告，现有：changzhi-2026"),
        (entry('kind = "item"', f'report = "{TARGETS}"', 'quote = "没有这句话"'), "找不到“没有这句话”"),
        (entry('kind = "item"', f'report = "{TARGETS}"', 'quote = "以上"'), "处，请用 prefix 或 suffix"),
        (entry('kind = "item"', f'report = "{TARGETS}"'), "要写 quote"),
        (entry('kind = "item"', f'report = "{TARGETS}"', "section = 1", "item = 9"), "有 3 条，没有第 9 条"),
        (entry('kind = "items"', f'report = "{TARGETS}"', "section = 99"), "没有第 99 章，可选：1、2"),
        (entry('kind = "table"', f'report = "{TARGETS}"', "section = 10"), "那里没有数据"),
        (entry('kind = "chart"', f'report = "{TARGETS}"', "section = 10"), "没有可以画成图的数据"),
        (entry('kind = "comparison"', 'indicators = ["幸福指数"]'), "指标“幸福指数”没有"),
        (entry('kind = "annotation"', 'id = "x"'), "没有编号为 x 的批注"),
    ],
)
def test_a_mistake_is_said_in_a_sentence_that_names_its_place(sources: Sources, text: str, said: str) -> None:
    with pytest.raises(BriefingFileError) as caught:
        read(text, sources)
    sentence = str(caught.value)
    assert said in sentence
    assert sentence.endswith("。") and "\n" not in sentence
    if text.startswith('title = "题"\n\n'):
        assert sentence.startswith("第 2 个 [[entry]]（第 7 行）：")
