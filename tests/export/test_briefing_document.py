"""A briefing's document: every entry becomes blocks, and nothing that a reader must know is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.anchor import Anchor, AnchorState
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Details,
    Entry,
    EntryOptions,
    FigureTable,
    Form,
    FreeText,
    HeadingText,
    ItemQuote,
    NotePick,
    Paper,
)
from briefing.domain.briefing_entries import EntryMaker, callouts
from briefing.domain.briefing_sources import Sources
from briefing.domain.contents import ReportContents
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.domain.report import Item
from briefing.domain.span import Span
from briefing.export.briefing.document import GONE, Composed, composed
from briefing.export.briefing.notes import question_and_answer
from briefing.export.document import (
    Answer,
    Block,
    Cell,
    Chart,
    Contents,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    Notes,
    PageBreak,
    Paragraph,
    Run,
    RunRole,
    SourceLine,
    Table,
)
from briefing.library.library import Library

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"
FACES = ("Noto Sans SC",)
REPORT = "《奋楫争先 拼出“十五五”开局昂扬气象——政府工作报告解读（下）》"


@pytest.fixture(scope="module")
def sources(seeded: Path) -> Iterator[Sources]:
    with Library.open(seeded) as library:
        yield Sources(library.contents(), library.indicators())


@pytest.fixture
def make(sources: Sources) -> EntryMaker:
    numbers = count(1)
    return EntryMaker(sources, lambda: f"entry-{next(numbers)}")


def item_of(sources: Sources, words: str) -> Item:
    return next(item for each in sources.library.values() for item in each.report.items() if words in item.text)


def place_of(sources: Sources, words: str) -> Place:
    key = next(key for key, each in sources.library.items() if any(words in i.text for i in each.report.items()))
    return Place(key, (), item_of(sources, words).position)


def write(
    sources: Sources,
    *entries: Entry | None,
    form: Form = Form.MEETING,
    details: Details | None = None,
    paper: Paper | None = None,
) -> Composed:
    day = datetime(2026, 1, 9, tzinfo=UTC)
    kept = tuple(entry for entry in entries if entry is not None)
    made = Briefing("b", form, details or Details("简报"), kept, "办公室", day, day, paper or Paper())
    return composed(made, sources, FACES)


def blocks(made: Composed) -> list[Block]:
    return [block for block in made.document.blocks if not isinstance(block, EntryMark)]


def bold(paragraph: Paragraph | ListEntry) -> list[str]:
    return [run.text for run in paragraph.runs if run.role is not RunRole.PLAIN]


def cells(table: Table) -> list[list[str]]:
    return [[cell.text + cell.unit for cell in row] for row in table.rows]


def key(sources: Sources, name: str) -> str:
    return next(one.key for one in sources.indicators.values() if one.name == name)


def test_headings_are_counted_as_the_standard_has_them(sources: Sources, make: EntryMaker) -> None:
    levels = (1, 2, 2, 3, 3, 1, 2, 4)
    made = write(sources, *(make.heading("题", level) for level in levels))
    assert [block.label for block in blocks(made) if isinstance(block, Heading)] == [
        "一、题", "（一）题", "（二）题", "1.题", "2.题", "二、题", "（一）题", "（1）题",
    ]  # fmt: skip


def test_each_entry_stands_behind_its_mark_and_a_new_page_before_it(sources: Sources, make: EntryMaker) -> None:
    second = replace(make.text("乙"), options=EntryOptions(new_page=True))
    made = write(sources, make.text("甲\n乙"), second, make.page_end())
    kinds = [block.entry if isinstance(block, EntryMark) else type(block).__name__ for block in made.document.blocks]
    assert kinds == ["entry-2", "Paragraph", "Paragraph", "PageBreak", "entry-1", "Paragraph", "entry-3", "PageBreak"]


def test_a_whole_item_is_quoted_with_lead_and_figures_bold_and_its_source_at_the_foot(
    sources: Sources, make: EntryMaker
) -> None:
    made = write(
        sources, make.item(place_of(sources, "精准务实抓招商")), make.item(place_of(sources, "持续发力上项目"))
    )
    first, second = blocks(made)
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert first.text.startswith("精准务实抓招商。全年招商引资签约项目达到1000个，签约金额2000亿元以上")
    assert bold(first) == ["精准务实抓招商。", "1000个", "2000亿元", "80%"]
    assert first.source == f"{REPORT}第60行。"
    assert second.source == "同前，第59行。"


def test_another_report_between_two_citations_is_named_and_so_is_the_first_one_again(
    sources: Sources, make: EntryMaker
) -> None:
    places = ("精准务实抓招商", "减税降费29.73亿元,", "持续发力上项目")
    made = write(sources, *(make.item(place_of(sources, words)) for words in places))
    cited = [block.source for block in blocks(made) if isinstance(block, Paragraph)]
    assert [source.startswith("《") for source in cited] == [True, True, True]


def test_the_sentence_alone_is_quoted_without_a_lead_and_closed(sources: Sources, make: EntryMaker) -> None:
    item = item_of(sources, "精准务实抓招商")
    words = "签约金额2000亿元以上,"
    at = item.text.index(words)
    made = write(sources, make.passage(place_of(sources, words), Span(at, at + len(words))))
    (paragraph,) = blocks(made)
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, bold(paragraph)) == ("签约金额2000亿元以上。", ["2000亿元"])


def test_ones_own_wording_replaces_the_words_and_keeps_true_figures_bold(sources: Sources, make: EntryMaker) -> None:
    entry = replace(
        make.item(place_of(sources, "精准务实抓招商")),
        wording="签约1000个，不是11000个，也不是1000.5个；金额2000亿元以上，开工率80%、90%。",
    )
    (paragraph,) = blocks(write(sources, entry))
    assert isinstance(paragraph, Paragraph)
    assert bold(paragraph) == ["1000个", "2000亿元", "80%"]
    assert paragraph.source.startswith(REPORT)


def test_headline_figures_that_follow_each_other_become_one_sentence(sources: Sources, make: EntryMaker) -> None:
    section = callouts(sources.library[TARGETS])
    assert section is not None
    made = write(sources, *make.section(Place(TARGETS, section.path), heading=False))
    assert [block.entry for block in made.document.blocks if isinstance(block, EntryMark)] == [
        f"entry-{number}" for number in range(1, 8)
    ]
    (paragraph,) = blocks(made)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == (
        "地区生产总值增长6%左右，固定资产投资增长6%以上，社会消费品零售总额增长6%左右，一般公共预算收入增长2%左右，"
        "居民消费价格涨幅控制在2%左右，新增城镇就业4.3万以上。约束性指标不折不扣完成省下达的目标任务。"
    )
    assert paragraph.source == f"{REPORT}第26、29、32、35、38、41、44行。"


def test_a_figure_table_shows_results_differences_and_foots_caveats_and_sources(
    sources: Sources, make: EntryMaker
) -> None:
    made = write(sources, make.table(place_of(sources, "精准务实抓招商"), title="招商引资"))
    (table,) = blocks(made)
    assert isinstance(table, Table)
    assert table.caption == "招商引资"
    assert [column.heading for column in table.columns] == ["指标", "2026年目标", "2024年实绩", "差额（测算）"]
    assert cells(table) == [
        ["招商签约项目数", "1000个", "502个", "+498个"],
        ["招商签约金额", "≥2000亿元", "1500亿元", "≥+500亿元"],
        ["签约项目当年开工率", "≥80%", "80%", "≥0个百分点"],
    ]
    assert all(row[3].computed for row in table.rows)
    feet = [cell.footnote for row in table.rows for cell in row]
    assert feet[0].startswith(f"本表数据来源：{REPORT}第60行；《攻坚克难") and feet[0].endswith("第28行。")
    assert feet[2].startswith("口径有别：2024年的实绩写在")
    assert table.notes == ()
    assert "2024年到2026年相隔2年" in table.remark


def test_without_footnotes_caveats_stand_below_the_table(sources: Sources, make: EntryMaker) -> None:
    place = place_of(sources, "精准务实抓招商")
    made = write(sources, make.table(place, options=EntryOptions(sources=False)))
    (table,) = blocks(made)
    assert isinstance(table, Table)
    assert len(table.notes) == 2
    assert not any(cell.footnote for row in table.rows for cell in row)


def test_differences_and_results_are_left_out_on_request_but_no_caveat_with_them(
    sources: Sources, make: EntryMaker
) -> None:
    chosen = (key(sources, "重大项目个数"), key(sources, "招商签约项目数"))
    made = write(
        sources,
        make.comparison(chosen, options=EntryOptions(difference=False, sources=False)),
        make.comparison(chosen, options=EntryOptions(results=False, sources=False)),
        make.table(place_of(sources, "精准务实抓招商"), options=EntryOptions(results=False, sources=False)),
    )
    without, targets, plain = (block for block in blocks(made) if isinstance(block, Table))
    assert cells(without) == [["重大项目个数", "135个", "246个"], ["招商签约项目数", "1000个", "502个"]]
    assert [row[2].mark for row in without.rows] == [1, 2]
    assert without.notes[0].startswith("不可相减：")
    assert "测算" not in without.remark and "相隔2年" in without.remark
    assert cells(targets) == [["重大项目个数", "135个"], ["招商签约项目数", "1000个"]]
    assert targets.notes == ()
    assert [column.heading for column in plain.columns][:2] == ["指标", "数值"]


def test_the_comparison_of_all_stands_under_themes_with_every_caveat_below(sources: Sources, make: EntryMaker) -> None:
    (table,) = blocks(write(sources, make.comparison(options=EntryOptions(sources=False))))
    assert isinstance(table, Table)
    assert len(table.rows) == 19
    assert [words for _, words in table.groups] == list(dict.fromkeys(one.theme for one in sources.indicators.values()))
    for indicator in sources.indicators.values():
        if indicator.caveat:
            assert any(indicator.caveat in note for note in table.notes)
    reasons = {row[3].text for row in table.rows if not row[3].computed}
    assert reasons == {"标准不同", "存量与新增", "范围不同"}
    assert "2025年资料库里没有，不作推算。" in table.remark


def test_a_chart_says_what_it_shows_and_leaves_to_the_table_above_what_that_says(
    sources: Sources, make: EntryMaker
) -> None:
    names = ("招商签约项目数", "招商签约金额", "签约项目当年开工率")
    keys = tuple(key(sources, name) for name in names)
    alone = [block for block in blocks(write(sources, make.chart_of(keys, title="招商引资"))) if True]
    chart, source = alone
    assert isinstance(chart, Chart) and isinstance(source, SourceLine)
    assert chart.caption == "招商引资"
    assert "不低于 2000亿元" in chart.alt and "引用前须向主管部门核对口径" in chart.alt
    assert "核对口径" in chart.svg
    assert source.text.endswith("第60行。") and "第28行" in source.text
    below = blocks(write(sources, make.comparison(keys), make.chart_of(keys)))
    assert [type(block) for block in below] == [Table, Chart]
    assert isinstance(below[1], Chart) and "核对口径" not in below[1].svg.split("</desc>")[1]


def test_many_indicators_become_several_charts_that_keep_themes_together(sources: Sources, make: EntryMaker) -> None:
    made = write(sources, make.comparison(), make.chart_of(sources.indicators))
    captions = [block.caption for block in blocks(made) if isinstance(block, Chart)]
    themes = ("经济运行、招商项目", "农业农村、科技创新", "就业民生、生态环境")
    assert captions == [f"实绩与目标对照（{named}）" for named in themes]


def note_of(sources: Sources, words: str) -> Annotation:
    return next(note for note in sources.annotations.values() if words in note.text)


def test_a_question_becomes_an_answer_card_with_its_status(sources: Sources, make: EntryMaker) -> None:
    note = note_of(sources, "此前公布的2023年总量")
    (answer,) = blocks(write(sources, make.note(note.id)))
    assert isinstance(answer, Answer)
    assert answer.question == "此前公布的2023年总量是2806.2亿元、增长5.6%，为什么2024年总量更小却仍为正增长？"
    assert answer.answer.startswith("总量用当年价格")
    assert (answer.status, answer.source) == ("待核", note.source)
    (plain,) = blocks(write(sources, replace(make.note(note.id), options=EntryOptions(sources=False))))
    assert isinstance(plain, Answer) and plain.source == ""


@pytest.mark.parametrize(
    ("title", "text", "question", "answer"),
    [
        ("产量", "问：够不够？答：够。", "够不够？", "够。"),
        ("产量", "问：够不够\n答: 够，见表。", "够不够？", "够，见表。"),
        ("旅游公路", "可能被问是全线还是本市段：本市段。", "旅游公路，是全线还是本市段？", "本市段。"),
        ("产量", "可供对照：上年25亿斤。", "产量", "可供对照：上年25亿斤。"),
        ("", "没有题目。", "", "没有题目。"),
    ],
)
def test_questions_and_answers_are_told_apart_where_the_words_say_so(
    title: str, text: str, question: str, answer: str
) -> None:
    assert question_and_answer(title, text) == (question, answer)


def test_other_kinds_are_notes_but_cards_in_a_paper_of_answers(sources: Sources, make: EntryMaker) -> None:
    note = next(n for n in sources.annotations.values() if n.kind is AnnotationKind.WORDING)
    (meeting,) = blocks(write(sources, make.note(note.id)))
    assert isinstance(meeting, Notes)
    assert (meeting.entries[0].kind, meeting.entries[0].status, meeting.entries[0].text) == ("口径", "待核", note.text)
    (card,) = blocks(write(sources, make.note(note.id), form=Form.ANSWERS))
    assert isinstance(card, Answer)
    assert (card.question, card.answer) == (note.title, note.text)


def test_a_note_for_the_margin_stands_there_when_it_is_short_and_something_follows(
    sources: Sources, make: EntryMaker
) -> None:
    short = next(n for n in sources.annotations.values() if n.kind is AnnotationKind.WORDING and len(n.text) < 100)
    entry = replace(make.note(short.id), options=EntryOptions(margin=True))
    beside, alone = blocks(write(sources, entry, make.text("正文"))), blocks(write(sources, entry))
    assert isinstance(beside[0], MarginNote) and short.text in beside[0].text and "待核" in beside[0].text
    assert isinstance(alone[0], Notes)
    item = replace(make.item(place_of(sources, "精准务实抓招商")), options=EntryOptions(margin=True))
    note, paragraph = blocks(write(sources, item))
    assert note == MarginNote(f"{REPORT}第60行。")
    assert isinstance(paragraph, Paragraph) and paragraph.source == ""


def test_free_text_becomes_paragraphs_and_lists_and_nothing_in_it_is_markup(sources: Sources, make: EntryMaker) -> None:
    made = write(sources, make.text("#头 *不*\n**重点**：\n\n- 一\n- 二\n\n=cmd|' /C calc'!A1"))
    said = [(type(b), b.text) for b in blocks(made) if isinstance(b, (Paragraph, ListEntry))]
    assert said == [
        (Paragraph, "#头 *不*"), (Paragraph, "重点："), (ListEntry, "一"), (ListEntry, "二"),
        (Paragraph, "=cmd|' /C calc'!A1"),
    ]  # fmt: skip
    assert bold(next(b for b in blocks(made) if isinstance(b, Paragraph) and b.text == "重点：")) == ["重点"]


def test_the_first_page_and_the_closing_lines(sources: Sources, make: EntryMaker) -> None:
    full = Details(
        "关于就业的简报", "副题", "常务会议", date(2026, 3, 9), "第一会议室", "市政府办公室", "各县区", "内部", (4,)
    )
    document = write(sources, make.text("正文"), details=full, paper=Paper(False, True)).document
    assert (document.title, document.subtitle, document.title_breaks) == ("关于就业的简报", "副题", (4,))
    assert (document.addressee, document.confidentiality, document.duplex) == ("各县区", "内部", False)
    assert document.facts == (("会议", "常务会议"), ("时间", "2026年3月9日"), ("地点", "第一会议室"))
    assert (document.author, document.date) == ("市政府办公室", date(2026, 3, 9))
    assert document.blocks[0] == Contents()
    page = write(sources, make.text("正文"), details=full, form=Form.ONE_PAGE).document
    assert page.large and not page.author and page.date is None
    assert page.facts[-1] == ("汇报", "市政府办公室")


def test_what_is_empty_prints_nothing_and_is_said(sources: Sources, make: EntryMaker) -> None:
    entries = (make.heading(" "), make.text("\n"), Entry("gone", NotePick("no-such")))
    made = write(sources, *entries, details=Details(""))
    assert blocks(made) == []
    assert [one.entry for one in made.complaints] == ["", entries[0].id, entries[1].id, "gone"]
    assert made.complaints[1].sentence.startswith("第1项（标题）是空的")
    assert all(one.sentence.endswith("。") for one in made.complaints)


def test_a_source_that_is_gone_prints_what_was_put_in_with_a_remark(sources: Sources, make: EntryMaker) -> None:
    without = Sources((sources.library[RESULTS],), ())
    entries = (
        make.item(place_of(sources, "精准务实抓招商")),
        make.table(place_of(sources, "精准务实抓招商")),
        make.comparison(),
        make.chart(place_of(sources, "精准务实抓招商"), 0),
        make.note(next(n.id for n in sources.annotations.values() if n.report_key == TARGETS)),
    )
    made = write(without, *entries)
    marks = [number for number, block in enumerate(made.document.blocks) if isinstance(block, EntryMark)]
    for begin, end in zip(marks, [*marks[1:], len(made.document.blocks)], strict=True):
        assert isinstance(made.document.blocks[begin + 1], Paragraph)
        assert made.document.blocks[end - 1] == Paragraph((Run(GONE),))
    assert len(made.complaints) == len(entries)


def test_figures_that_are_gone_are_counted_below_the_rest(sources: Sources, make: EntryMaker) -> None:
    known = sources.figures_at(place_of(sources, "精准务实抓招商"))[0].ref
    entry = Entry("e", FigureTable((known, FigureRef(TARGETS, 1, 2))))
    table, remark = blocks(write(sources, entry))
    assert isinstance(table, Table) and len(table.rows) == 1
    assert remark == Paragraph((Run("（另有1个数据原文已不在资料库里，没有印出。）"),))
    lost = Entry("e", ComparisonTable((next(iter(sources.indicators)), "no-such")))
    assert blocks(write(sources, lost))[-1] == Paragraph((Run("（另有1项指标已不在资料库里，没有印出。）"),))


def test_a_changed_source_prints_as_it_is_today_and_is_said(sources: Sources, make: EntryMaker) -> None:
    entry = replace(make.table(place_of(sources, "精准务实抓招商")) or make.page_end(), seen="旧")
    made = write(sources, entry)
    assert [one.entry for one in made.complaints] == [entry.id]
    assert "印的是现在的内容" in made.complaints[0].sentence
    worded = replace(make.item(place_of(sources, "精准务实抓招商")), seen="旧", wording="自己的话")
    assert "自己改写的文字" in write(sources, worded).complaints[0].sentence


def test_an_annotation_set_aside_or_without_a_place_is_said_on_paper_and_beside_it(
    sources: Sources, make: EntryMaker
) -> None:
    note = next(n for n in sources.annotations.values() if n.kind is AnnotationKind.WORDING)
    contents: ReportContents = sources.library[note.report_key]
    set_aside = replace(note, status=AnnotationStatus.REJECTED)
    own = replace(contents, annotations=(set_aside,))
    made = write(Sources((own,), ()), make.note(note.id))
    (block,) = blocks(made)
    assert isinstance(block, Notes) and block.entries[0].status == "不采用"
    assert "不采用" in made.complaints[0].sentence


def test_no_text_is_lost_in_headings_of_several_lines(sources: Sources) -> None:
    made = write(sources, Entry("a", HeadingText("一行\n二行", 9)), Entry("b", FreeText("x")))
    heading = blocks(made)[0]
    assert isinstance(heading, Heading)
    assert (heading.text, heading.level) == ("一行 二行", 4)


def test_pages_are_broken_where_asked(sources: Sources, make: EntryMaker) -> None:
    assert blocks(write(sources, make.page_end())) == [PageBreak()]


def test_every_cell_of_computed_sums_says_so(sources: Sources, make: EntryMaker) -> None:
    (table,) = blocks(write(sources, make.comparison((key(sources, "新建高标准农田和水浇地"),))))
    assert isinstance(table, Table)
    result: Cell = table.rows[0][2]
    assert (result.text, result.unit, result.computed) == ("20 + 3.4 = 23.4", "万亩", True)


@pytest.mark.parametrize("form", [Form.MEETING, Form.ANSWERS])
def test_an_annotation_whose_words_are_lost_says_so_on_paper(sources: Sources, make: EntryMaker, form: Form) -> None:
    note = next(n for n in sources.annotations.values() if n.kind is AnnotationKind.WORDING)
    lost = replace(note, state=AnchorState.ORPHAN, item=None, stretch=None)
    contents = replace(sources.library[note.report_key], annotations=(lost,))
    made = write(Sources((contents,), ()), make.note(note.id), form=form)
    (block,) = blocks(made)
    said = block.status if isinstance(block, Answer) else block.entries[0].remark if isinstance(block, Notes) else ""
    assert "原文中已找不到" in said
    assert "位置没有确认" in made.complaints[0].sentence


_WORDS = st.text(st.sampled_from("一二\n #$\\<>=*-_`1.。，：问答\t\u202e\ud800😀𠮷"), max_size=12)
_PLACES = st.builds(
    Place,
    st.sampled_from([TARGETS, RESULTS, "gone"]),
    st.lists(st.integers(0, 12), max_size=3).map(tuple),
    st.none() | st.integers(-1, 60),
)
_ANCHORS = st.builds(Anchor, _WORDS, _WORDS, _WORDS, st.integers(0, 5000), st.integers(0, 5000))
_CONTENTS = st.one_of(
    st.builds(HeadingText, _WORDS, st.integers(-3, 9)),
    st.builds(ItemQuote, st.sampled_from([TARGETS, "gone"]), _ANCHORS, st.booleans()),
    st.builds(
        FigureTable,
        st.lists(st.builds(FigureRef, st.sampled_from([TARGETS, "gone"]), st.just(3), st.just(9)), max_size=2).map(
            tuple
        ),
        _WORDS,
    ),
    st.builds(ComparisonTable, st.lists(_WORDS, max_size=2).map(tuple), _WORDS),
    st.builds(ChartPick, st.none() | _PLACES, st.lists(_WORDS, max_size=2).map(tuple), st.none() | st.integers(-3, 9)),
    st.builds(NotePick, _WORDS),
    st.builds(FreeText, _WORDS),
)
_ENTRIES = st.builds(
    Entry,
    st.uuids().map(str),
    _CONTENTS,
    st.none() | _WORDS,
    st.builds(EntryOptions, *[st.booleans()] * 5),
    _WORDS,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_ENTRIES, max_size=6, unique_by=lambda entry: entry.id), st.sampled_from(Form))
def test_whatever_an_entry_holds_it_has_its_mark_and_either_prints_or_is_complained_of(
    sources: Sources, entries: list[Entry], form: Form
) -> None:
    made = write(sources, *entries, form=form)
    told = {one.entry for one in made.complaints}
    marks = [block.entry for block in made.document.blocks if isinstance(block, EntryMark)]
    assert marks == [entry.id for entry in entries]
    for number, block in enumerate(made.document.blocks):
        if isinstance(block, EntryMark):
            after = [
                b for b in made.document.blocks[number + 1 : number + 2] if not isinstance(b, (EntryMark, PageBreak))
            ]
            assert after or block.entry in told
