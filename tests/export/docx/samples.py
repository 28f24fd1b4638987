"""A briefing with every kind of block, and one that the PDF writer prints as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from briefing.charts.build import section_charts
from briefing.charts.pairs import comparison_chart, detail_chart, item_chart, targets_chart
from briefing.charts.spec import ChartSpec
from briefing.charts.svg import to_svg
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
    Passage,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from tests.charts.samples import indicators, results, targets
from tests.print.samples import ALT, CHART

WORDS = "签约项目达到1000个，签约金额2000亿元以上，签约项目当年开工率达到80%以上。"


def specs() -> tuple[ChartSpec, ...]:
    """A chart of every arrangement: rows, pairs side by side, a table with bars, one drawn large, one of targets."""
    done, promised = results(), targets()
    item = next(item for item in promised.report.items() if "招商" in item.text)
    section = promised.report.parts[1]
    found = [
        *section_charts(section, promised)[:1],
        *item_chart(item, promised, indicators(), (done,))[:1],
        comparison_chart(indicators(), (done, promised)),
        detail_chart(indicators()[-1], (done, promised)),
        targets_chart(promised, indicators(), (done,)),
    ]
    return tuple(spec for spec in found if spec is not None)


def chart(spec: ChartSpec, caption: str = "") -> Chart:
    """The chart as composing makes it, drawing and spec."""
    return Chart(to_svg(spec, width_mm=156, fonts=("Noto Sans SC",)), spec.alt, caption or spec.title, spec=spec)


def long_table(rows: int = 40) -> Table:
    """A table that runs over a page's end, with a computed value, a marked one and one that is absent."""
    cells = [
        (Cell(f"指标{n}"), Cell(f"≥{n * 10}", "亿元"), Cell(str(n * 8), "亿元", mark=1 if n == 2 else 0),
         Cell(f"+{n * 2}", "亿元", computed=True))
        for n in range(1, rows)
    ]  # fmt: skip
    cells.append((Cell("最后一项"), Cell("未载"), Cell("约3.50", "亿元"), Cell("—")))
    columns = (
        Column("指标", grow=True),
        Column("2026年目标", Align.RIGHT),
        Column("2024年实绩", Align.RIGHT),
        Column("差额", Align.RIGHT),
    )
    return Table("目标与实绩", columns, tuple(cells), ("口径不同：只可参考。",), "测算：差额为目标减实绩。")


def wide_table() -> Table:
    """Eight columns, on a page that is turned."""
    columns = (Column("指标", grow=True), *(Column(f"第{n}列", Align.RIGHT, "万亩") for n in range(1, 8)))
    row = (Cell("新建高标准农田"), *(Cell(str(n), footnote="见附注。" if n == 3 else "") for n in range(1, 8)))
    return Table("各县区任务", columns, (row, row), unit="万亩", wide=True, groups=((0, "平川县区"), (1, "山区县区")))


def body_text(paragraphs: int = 12) -> list[Block]:
    """Ordinary text under headings."""
    made: list[Block] = []
    for n in range(1, paragraphs + 1):
        if n % 4 == 1:
            made.append(Heading(f"坚持内需主导、投资拉动之{n}", 1, n // 4 + 1))
            made.append(Heading("精准务实抓招商", 2, 1))
        made.append(
            Paragraph(
                (
                    Run("精准务实抓招商。", RunRole.LEAD),
                    Run("全年招商引资签约项目达到"),
                    Run("1000个", RunRole.FIGURE),
                    Run("，签约金额"),
                    Run("2000亿元以上", RunRole.FIGURE),
                    Run("，签约项目当年开工率达到80%以上。" * 2),
                ),
                number=n if n % 3 == 0 else None,
                source=f"2026 工作报告解读（下）第{n}行" if n % 2 else "",
            )
        )
    return made


def plain_document() -> Document:
    """What the PDF writer of today prints too."""
    note = Note("问答", "已核", "**要点**如下：\n\n- 签约项目\n- 签约金额\n\n1. 一\n2. 二", "怎么完成", "王某",
                date(2026, 1, 9), "商务局", computed=True, passage=Passage(WORDS, place="第60行"))  # fmt: skip
    blocks: list[Block] = [
        *body_text(),
        Callouts((Card("地区生产总值增长", "6%", "左右"), Card("新增城镇就业", "4.3万", "以上"))),
        long_table(),
        Caveat("签约金额口径不同。"),
        SourceLine("2026 工作报告解读（下）"),
        Chart(CHART, ALT, "招商引资"),
        Notes((note, replace(note, depth=1, passage=None))),
    ]
    return Document(
        "2026年主要目标任务和重点工作推进落实情况简报",
        "——政府工作报告解读",
        "市政府办公室",
        date(2026, 1, 9),
        "来源：政府工作报告",
        tuple(blocks),
        confidentiality="内部资料",
    )


def full_document() -> Document:
    """Every kind of block there is."""
    plain = plain_document()
    blocks: list[Block] = [
        Contents(),
        PageBreak(),
        EntryMark("one"),
        MarginNote("会前再核一次签约数。"),
        *plain.blocks,
        ListEntry((Run("第一条"),)),
        ListEntry((Run("第一条之下", footnote="脚注之一。"),), depth=1),
        ListEntry((Run("先做"),), "1."),
        ListEntry((Run("后做"),), "2."),
        ListEntry((Run("另起一表"),), "1."),
        ListEntry((Run("自拟标记"),), "※"),
        Answer("签约金额为什么不可比？", "口径不同。\n\n- 2024年承接转移\n- 2026年全年", "已核", "商务局", "第60行"),
        wide_table(),
        Heading("图表", 1, 9),
        *(chart(spec) for spec in specs()),
    ]
    return replace(
        plain,
        blocks=tuple(blocks),
        title_breaks=(7, 14),
        addressee="市政府常务会议",
        facts=(("会议", "市政府常务会议"), ("时间", "2026年1月12日")),
    )
