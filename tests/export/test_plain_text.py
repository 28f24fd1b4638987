from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.export.document import (
    Align,
    Answer,
    Caveat,
    Cell,
    Column,
    Document,
    Heading,
    ListEntry,
    Paragraph,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from briefing.export.plain_text import to_markdown, to_plain
from tests.export.docx.samples import full_document

_TABLE = Table(
    "目标与实绩",
    (Column("指标"), Column("目标", Align.RIGHT), Column("差额", Align.RIGHT)),
    ((Cell("签约金额"), Cell("≥2000", "亿元", mark=1), Cell("+500", "亿元", computed=True)),
     (Cell("项目"), Cell("1000", "个", footnote="第60行"), Cell("—"))),
    ("口径不同。",),
    "差额为目标减实绩。",
    groups=((1, "招商"),),
)  # fmt: skip
_SPACE = re.compile(r"\s+")


def _read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or []]


def _words(text: str) -> str:
    """What a reader of the Markdown sees, without blanks."""
    return _SPACE.sub("", "".join(child.content for child in _inline(_read(text)) if child.type == "text"))


def test_a_table_in_plain_text_is_aligned_and_marked() -> None:
    lines = to_plain(Document("简报", blocks=(_TABLE,))).splitlines()
    assert lines[2:] == [
        "表1　目标与实绩",
        "",
        "指标              目标              差额",
        "----------------------------------------",
        "签约金额  ≥2000亿元①  +500亿元（测算）",
        "招商",
        "项目       1000个〔1〕                —",
        "",
        "① 口径不同。",
        "差额为目标减实绩。",
        "",
        "〔1〕第60行",
    ]


def test_headings_caveats_sources_and_footnotes_are_said() -> None:
    source = "2026 工作报告第3行"
    blocks = (
        Heading("招商", 1, 1),
        Paragraph((Run("精准。", RunRole.LEAD), Run("达到"), Run("1000个", RunRole.FIGURE)), source=source),
        Paragraph((Run("又一处"),), 2, source),
        Caveat("口径不同。"),
        SourceLine("工作报告"),
    )
    text = to_plain(Document("简报", blocks=blocks))
    assert text == (
        "简报\n\n一、招商\n\n精准。达到1000个〔1〕\n\n2. 又一处〔1〕\n\n口径说明：口径不同。\n\n来源：工作报告\n\n"
        "〔1〕2026 工作报告第3行\n"
    )
    marked = to_markdown(Document("简报", blocks=blocks))
    assert "## 一、招商" in marked
    assert "**精准**。达到**1000个**〔1〕" in marked
    assert "2\\. 又一处" in marked


def test_entries_of_a_list_stand_close_and_keep_their_numbers() -> None:
    blocks = (
        ListEntry((Run("甲"),)),
        ListEntry((Run("乙"),), depth=1),
        ListEntry((Run("五"),), "5."),
        Paragraph((Run("后"),)),
    )
    assert to_plain(Document("", blocks=blocks)) == "• 甲\n  • 乙\n5. 五\n\n后\n"
    assert to_markdown(Document("", blocks=blocks)) == "- 甲\n  - 乙\n\n5\\. 五\n\n后\n"


def test_an_answer_says_question_and_answer() -> None:
    text = to_plain(Document("", blocks=(Answer("为什么？", "口径不同。\n\n- 一", "已核", "商务局"),)))
    assert text == "问：为什么？\n\n答：口径不同。\n\n• 一\n\n状态：已核　来源：商务局\n"


def test_the_markdown_of_a_table_is_read_as_that_table() -> None:
    tokens = _read(to_markdown(Document("", blocks=(_TABLE,))))
    cells = [t.content for before, t in pairwise(tokens) if before.type in ("th_open", "td_open")]
    assert cells[:6] == ["指标", "目标", "差额", "签约金额", "≥2000亿元①", "\\+500亿元（测算）"]
    assert sum(token.type == "tr_open" for token in tokens) == 4


def test_every_strong_word_is_strong_beside_chinese_text() -> None:
    runs = (
        Run("前"),
        Run("“金额。”", RunRole.FIGURE),
        Run("后"),
        Run("6%", RunRole.FIGURE),
        Run("左", RunRole.STRONG),
        Run("右"),
    )
    text = to_markdown(Document("", blocks=(Paragraph(runs),)))
    inline = _inline(_read(text))
    assert sum(child.type == "strong_open" for child in inline) == 2
    assert "*" not in _words(text)


@pytest.mark.parametrize(
    "text",
    ["# 标题", "- 项", "+ 项", "1. 项", "1) 项", "> 引", "    码", "`码`", "*强*", "_强_", "[链](x)", "![图](x)",
     "<b>x</b>", "&amp;", "a|b", "---", "===", "~~删~~", "\\*", "a\n===", "a\n---", "a\n- b", "[x]: y", "<!-- -->",
     "a  \nb", "$x$", " -", "  1.", " +", "a\n 2)"],
)  # fmt: skip
def test_what_could_be_markup_is_text(text: str) -> None:
    made = to_markdown(Document("", blocks=(Paragraph((Run(text),)),)))
    kinds = {token.type for token in _read(made)} | {child.type for child in _inline(_read(made))}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text", "hardbreak", "text_special"}
    assert _words(made) == _SPACE.sub("", text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab1.)-+*_`#>|~=[]()<>&\\!:中。“”  \n\t%", max_size=12), min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was(parts: list[str]) -> None:
    roles = (RunRole.PLAIN, RunRole.FIGURE)
    runs = tuple(Run(part, roles[at % 2]) for at, part in enumerate(parts))
    made = to_markdown(Document("", blocks=(Paragraph(runs),)))
    kinds = {token.type for token in _read(made)}
    assert kinds <= {"paragraph_open", "paragraph_close", "inline"}
    assert _words(made) == _SPACE.sub("", "".join(parts))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_a_cell_never_leaves_its_table(text: str) -> None:
    table = Table("", (Column("甲"), Column("乙")), ((Cell(text), Cell("尾")),))
    tokens = _read(to_markdown(Document("", blocks=(table,))))
    assert sum(token.type == "td_open" for token in tokens) == 2
    assert not [t for t in tokens if t.type.startswith("html")]


def test_a_whole_briefing_is_said_in_both() -> None:
    document = full_document()
    plain, marked = to_plain(document), to_markdown(document)
    for words in (
        "内部资料",
        "市政府常务会议：",
        "最后一项",
        "〔边注〕会前再核一次签约数。",
        "图6　预期增速",
        "2026年1月9日",
    ):
        assert words in plain
        assert _SPACE.sub("", words) in _words(marked)
    assert "\n\n\n" not in plain
