"""A document with every kind of block, and one of 35 pages, made of plain words."""

from __future__ import annotations

from datetime import date

from briefing.export.document import (
    Align,
    Answer,
    Block,
    Callouts,
    Card,
    Caveat,
    Cell,
    Chart,
    Column,
    Contents,
    Document,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    Note,
    Notes,
    PageBreak,
    Paragraph,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from tests.print import samples

SENTENCE = "全市经济总量进入全国二十个革命老区重点城市前列，固定资产投资增长6%以上，一般公共预算收入增长2%左右。"
CAVEAT = "2024年实绩句在“主动承接东部地区产业转移”之下，口径可能只是承接转移。"
SOURCE = "《政府工作报告解读（下）》第60行。"

COLUMNS = (
    Column("指标", grow=True),
    Column("2026年目标", Align.RIGHT),
    Column("2024年实绩", Align.RIGHT),
    Column("差额（测算）", Align.RIGHT),
)
ROWS = (
    (Cell("签约项目"), Cell("1000", "个"), Cell("502", "个", footnote=CAVEAT), Cell("+498", "个", True)),
    (Cell("签约金额"), Cell("≥2000", "亿元"), Cell("1500", "亿元", footnote=CAVEAT), Cell("≥+500", "亿元", True)),
    (Cell("当年开工率"), Cell("≥80%"), Cell("80%"), Cell("≥0", "个百分点", True)),
)


def text(*words: str | Run, source: str = "") -> Paragraph:
    return Paragraph(tuple(Run(word) if isinstance(word, str) else word for word in words), source=source)


def long_table(rows: int, *, footnote: str = "", groups: tuple[tuple[int, str], ...] = ()) -> Table:
    cells = tuple(
        (Cell(f"第{n}项指标"), Cell(f"{n}00", footnote=footnote), Cell(f"{n}0"), Cell(str(n), computed=True))
        for n in range(1, rows + 1)
    )
    return Table("全部指标", COLUMNS, cells, unit="亿元", groups=groups)


def wide_table(rows: int) -> Table:
    years = tuple(Column(f"{year}年", Align.RIGHT) for year in range(2018, 2028))
    cells = tuple((Cell(f"第{n}项指标"), *(Cell(f"{n}{k}") for k in range(10))) for n in range(1, rows + 1))
    return Table("历年对照", (Column("指标", grow=True), *years), cells, unit="亿元", wide=True, groups=((0, "经济"),))


KINDS: dict[str, tuple[Block, ...]] = {
    "paragraph": (text(SENTENCE),),
    "list": (ListEntry((Run(SENTENCE),)), ListEntry((Run("第二层。"),), depth=1), ListEntry((Run("第三条。"),), "3.")),
    "table": (
        Table("招商引资目标与实绩", COLUMNS, ROWS, unit="亿元"),
        Caveat("两年口径不同。"),
        SourceLine("《报告》"),
    ),
    "long table": (long_table(11, groups=((0, "经济"), (6, "民生"))),),
    "chart": (Chart(samples.CHART, samples.ALT, "招商引资实绩与目标"),),
    "callouts": (Callouts((Card("地区生产总值", "6%", "左右"), Card("就业", "4.3万", "以上"))),),
    "answer": (Answer("开工率目标为何不变？", "80%是下限。\n\n- 一是基数高；\n- 二是要求实。", "已核", "《报告》"),),
    "note": (Notes((Note("风险", "草稿", "到位率低，**须关注**。", "提示", "某某", date(2026, 1, 8)),)),),
    "caveat": (Caveat("两年统计范围不同。"),),
    "margin note": (MarginNote("协议金额不等于到位资金。"), text(SENTENCE)),
}
"""Every kind of block that may follow a heading, by a name for it."""


def briefing() -> Document:
    """Some pages with every kind of block, in entries ``e1`` onwards."""
    lead = Run("精准务实抓招商。", RunRole.LEAD)
    blocks: list[Block] = [EntryMark("e1"), Contents(), PageBreak(), EntryMark("e2"), Heading("主要预期目标", 1, 1)]
    blocks += [
        text("地区生产总值增长", Run("6%", RunRole.FIGURE), "左右，", SENTENCE, Run("约束性", RunRole.STRONG), "指标。")
    ]
    blocks += [EntryMark("e3"), Heading("招商引资", 1, 2), MarginNote("协议金额不等于到位资金。")]
    blocks += [text(lead, "全年签约项目", Run("1000个", RunRole.FIGURE), "，开工率80%以上。", source=SOURCE)]
    blocks += [EntryMark("e4"), *KINDS["table"], EntryMark("e5"), *KINDS["chart"]]
    blocks += [EntryMark("e6"), Heading("答问参考", 1, 3), *KINDS["answer"], *KINDS["answer"]]
    blocks += [EntryMark("e7"), Heading("重大项目", 2, 1), *KINDS["list"], *KINDS["note"], *KINDS["callouts"]]
    blocks += [EntryMark("e8"), Heading("全部指标", 1, 4), text(SENTENCE), *KINDS["long table"], text(SENTENCE)]
    blocks += [EntryMark("e9"), Heading("历年对照", 1, 5), wide_table(30), Caveat("范围有调整。"), EntryMark("e10")]
    blocks += [Heading("结语", 1, 6), text(SENTENCE * 2)]
    return Document(
        "关于2026年主要预期目标和招商引资工作的简报",
        "（供市政府常务会议参阅）",
        "长治市人民政府办公室",
        date(2026, 1, 9),
        blocks=tuple(blocks),
        confidentiality="内部资料",
        addressee="市政府各部门",
        facts=(("会议", "市政府常务会议"), ("汇报人", "市发展改革委")),
    )


def long_briefing(edit: str = "") -> Document:
    """35 pages: 12 parts with text, footnotes, a chart, a table and an answer each, and a table of contents.

    ``edit`` are words put into the middle of it.
    """
    blocks: list[Block] = [EntryMark("contents"), Contents(), PageBreak()]
    for part in range(1, 13):
        blocks += [EntryMark(f"heading-{part}"), Heading(f"坚持内需主导、投资拉动之{part}", 1, part)]
        for n in range(6):
            said = edit if (part, n) == (6, 3) else ""
            figure = Run(f"{part}{n}00个", RunRole.FIGURE)
            blocks += [EntryMark(f"item-{part}-{n}")]
            blocks += [
                text(f"第{n}条。", said, SENTENCE * 3, "共", figure, "。", source=f"《报告》第{part * 10 + n}行。")
            ]
        blocks += [EntryMark(f"chart-{part}"), Chart(samples.CHART, samples.ALT, f"实绩与目标之{part}")]
        blocks += [EntryMark(f"table-{part}"), Table(f"目标与实绩之{part}", COLUMNS, ROWS, unit="亿元")]
        blocks += [EntryMark(f"answer-{part}"), Answer(f"目标{part}为何不变？", SENTENCE * 2, "已核", "《报告》")]
    return Document("2026年主要目标任务简报", "（供会议参阅）", "市政府办公室", date(2026, 1, 9), blocks=tuple(blocks))
