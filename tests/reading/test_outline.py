"""The outline comes from the layout, whatever the words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.domain.report import ItemRole, Nature, Report, SectionRole
from tests.reading.samples import PLAIN, RESULTS, TARGETS, read, seed


def texts(report: Report) -> list[str]:
    return [item.text for item in report.items()]


def headings(report: Report) -> list[tuple[int, int | None, str | None]]:
    return [(len(section.path), section.number, section.heading) for section in report.sections()]


def holds_together(report: Report) -> None:
    """What every report promises, whatever it was read from."""
    source = report.source_text
    items = list(report.items())
    assert [item.position for item in items] == list(range(len(items)))
    seen: set[int] = set()
    for item in items:
        assert item.text
        assert item.text == "".join(piece.of(source) for piece in item.pieces)
        assert all(a.end <= b.start for a, b in zip(item.pieces, item.pieces[1:], strict=False))
        assert all(0 < place < len(item.text) for place in item.breaks)
        points = {point for piece in item.pieces for point in range(piece.start, piece.end)}
        assert not points & seen, "no character belongs to two items"
        seen |= points
        assert source.count("\n", 0, item.span.start) + 1 >= item.line - source.count("\r")


class TestPlainReport:
    report = read(PLAIN)

    def test_title_block(self) -> None:
        assert self.report.title == "2031年青川市政府工作报告"
        assert self.report.subtitle == "——2031年1月15日在青川市第九届人民代表大会第四次会议上"
        assert self.report.credits == ("来源：青川日报", "时间：2031-02-11", "市长 李明")
        assert self.report.year == 2031

    def test_parts_and_sections_keep_their_numbers(self) -> None:
        assert headings(self.report) == [
            (1, None, None),
            (1, 1, "2030年工作回顾"),
            (2, 1, "经济运行稳中向好"),
            (2, 2, "民生福祉持续改善"),
            (1, 2, "2031年重点工作"),
            (2, 1, "着力扩大有效需求"),
            (2, 2, "着力建设美丽青川"),
            (1, None, "名词解释"),
        ]

    def test_the_salutation_opens_the_first_paragraph(self) -> None:
        assert texts(self.report)[0].startswith("各位代表：现在，我代表市人民政府")

    def test_a_paragraph_is_an_item_and_one_cut_by_a_line_end_is_whole(self) -> None:
        section = self.report.section_at((1, 0))
        assert section is not None
        assert [item.text for item in section.items] == [
            "规模以上工业增加值增长7.2%，社会消费品零售总额达到410亿元，新增市场主体2.3万户，工业投资占比提高到36%。"
        ]

    def test_a_part_with_sections_opens_with_its_lead(self) -> None:
        part = self.report.parts[1]
        assert [lead.text[:4] for lead in part.leads] == ["过去一年"]
        assert part.leads[0].role is ItemRole.LEAD
        assert [item.text for item in part.items] == ["一年来，主要做了以下工作："]

    def test_dashes_and_buttons_are_layout(self) -> None:
        whole = "".join(texts(self.report))
        assert "抓好重大项目。实施" in whole
        assert "——抓好" not in whole
        for button in ("下载", "新浪微博", "上一篇"):
            assert button not in whole

    def test_no_sentence_is_lost(self) -> None:
        whole = "".join(
            (section.heading or "") + "".join(item.text for item in section.own_items())
            for section in self.report.sections()
        )
        body = PLAIN[PLAIN.index("各位代表") : PLAIN.index("分享到")]
        body = re.sub(r"(?m)^(?:[一二]、|（[一二]）)", "", body)
        assert re.sub(r"\W", "", whole) == re.sub(r"\W", "", body)


def test_bare_headings_stand_above_enumerated_ones_when_the_count_starts_anew() -> None:
    sentence = "围绕年度目标任务，全市上下攻坚克难、实干争先，各项事业发展取得了新的明显成效，为今后打下了坚实的基础。"
    report = read(
        f"各位代表：\n{sentence}\n“十三五”时期工作回顾\n{sentence}\n一、抓投资\n{sentence}\n二、抓产业\n{sentence}\n"
        f"2031年目标任务和重点工作\n{sentence}\n一、扩大有效需求\n{sentence}\n"
    )
    assert [heading for heading in headings(report) if heading[2]] == [
        (1, None, "“十三五”时期工作回顾"),
        (2, 1, "抓投资"),
        (2, 2, "抓产业"),
        (1, None, "2031年目标任务和重点工作"),
        (2, 1, "扩大有效需求"),
    ]


def test_a_line_a_page_cut_out_of_a_sentence_is_no_heading() -> None:
    report = read("一、工作回顾\n可吸入颗粒物（PM\n10\n）浓度下降，广义货币M\n2\n增长13.6%，符合调控要求。\n")
    assert texts(report) == ["可吸入颗粒物（PM10）浓度下降，广义货币M2增长13.6%，符合调控要求。"]


def test_page_numbers_inside_a_sentence_are_layout() -> None:
    report = read("一、工作回顾\n全年完成投资36\n\n- 5 -\n\n亿元，新开工项目12个，其中亿元以上项目7个。\n")
    assert texts(report) == ["全年完成投资36亿元，新开工项目12个，其中亿元以上项目7个。"]


def test_a_paragraph_after_a_three_level_heading() -> None:
    report = read(
        "第一部分 过去五年工作\n一、主要成就\n（一）综合实力跃升\n五年来，经济总量突破千亿元，年均增长6.5%。\n"
    )
    assert headings(report) == [(1, 1, "过去五年工作"), (2, 1, "主要成就"), (3, 1, "综合实力跃升")]


class TestHashEdition:
    HEAD = "# 题目在这里\n\n## ——政府工作报告解读\n\n### 五个方面工作\n\n过去一年,各项工作取得新成效。\n\n"

    def test_numbers_set_apart_restore_the_order_of_a_two_column_page(self) -> None:
        text = self.HEAD + "".join(
            f"{n}\n\n#### ●第{n}项工作取得新进展\n\n完成{n}0个项目。\n\n" for n in (1, 4, 2, 5, 3)
        )
        report = read(text)
        assert [section.number for section in report.parts[0].sections] == [1, 2, 3, 4, 5]
        assert [item.text for item in report.items() if item.role is ItemRole.BODY] == [
            f"完成{n}0个项目。" for n in (1, 2, 3, 4, 5)
        ]

    @pytest.mark.parametrize(
        ("block", "expected"),
        [
            ("投入资金  \n**3亿元**  \n带动就业  \n**2万人**", "投入资金3亿元带动就业2万人"),
            ("**120公里**  \n环湖公路全线贯通,串起十余个村镇", "120公里环湖公路全线贯通,串起十余个村镇"),
            ("财政支出  \n**70%**  \n用于民生", "财政支出70%用于民生"),
            ("安排的**9**件实事全部办结", "安排的9件实事全部办结"),
            ("粮食产量增长  \n3%左右\n\n财政收入增长  \n2%以上", "粮食产量增长3%左右"),
        ],
    )
    def test_callouts_of_every_shape(self, block: str, expected: str) -> None:
        report = read(
            f"{self.HEAD}#### 1 抓好一项工作\n\n- 完成项目10个。\n\n{block}\n\n#### 2 抓好另一项\n\n- 完成8个。\n"
        )
        callouts = [part for part in report.parts if part.role is SectionRole.CALLOUTS]
        assert len(callouts) == 1
        assert callouts[0].items[0].text == expected
        assert callouts[0].items[0].role is ItemRole.CALLOUT
        assert [section.number for section in report.parts[0].sections] == [1, 2]

    def test_a_callout_remembers_its_lines(self) -> None:
        report = read(f"{self.HEAD}投入资金  \n**3亿元**\n")
        (callout,) = (item for item in report.items() if item.role is ItemRole.CALLOUT)
        assert callout.lines == ("投入资金", "3亿元")

    def test_a_heading_stranded_far_below_returns_to_its_callouts(self) -> None:
        report = read(
            "# 题目\n\n### 目标任务\n\n- 实现更大突破\n\n产量增长  \n6%左右\n\n收入增长  \n2%以上\n\n"
            "### 抓好两方面工作\n\n"
            "#### 1 抓投资\n\n- 完成项目10个。\n\n#### 预期目标\n\n# 2031\n\n#### 2 抓消费\n\n- 发放消费券8万张。\n"
        )
        assert [(part.heading, part.role) for part in report.parts] == [
            ("目标任务", SectionRole.BODY),
            ("预期目标", SectionRole.CALLOUTS),
            ("抓好两方面工作", SectionRole.BODY),
        ]
        assert report.year == 2031

    def test_text_orphaned_after_the_credits_closes_the_report(self) -> None:
        report = read(f"{self.HEAD}#### 1 抓投资\n\n完成项目10个。\n\n文字整理:某某\n\n# 2031\n\n办理建议100件。\n")
        assert report.parts[-1].role is SectionRole.CLOSING
        assert report.credits == ("文字整理:某某",)
        assert [item.text for item in report.parts[-1].items] == ["办理建议100件。"]

    def test_symbols_inside_a_line_part_items(self) -> None:
        report = read(f"{self.HEAD}#### 1 加强建设\n\n- 履职尽责 ■依法行政 ■服务群众\n- 抓落实 ■扬正气\n")
        assert [item.text for item in report.parts[0].sections[0].items] == [
            "履职尽责",
            "依法行政",
            "服务群众",
            "抓落实",
            "扬正气",
        ]

    def test_a_callout_free_edition_of_paragraphs(self) -> None:
        report = read("# 题目\n\n一段没有章节的话,说明今年要完成的事情有哪些。\n")
        assert texts(report) == ["一段没有章节的话,说明今年要完成的事情有哪些。"]
        assert report.title == "题目"


def outline(report: Report) -> list[tuple[object, ...]]:
    """The tree with its texts, without anything that spacing may change."""
    return [
        (section.path, section.number, section.heading, section.role, [item.text for item in section.own_items()])
        for section in report.sections()
    ] + [(report.title, report.subtitle, report.year, report.nature, report.credits)]


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
class TestRespacing:
    def expect_same(self, name: str, changed: str) -> None:
        original = seed(name).read_bytes().decode()
        report = read(changed)
        holds_together(report)
        assert outline(report) == outline(read(original))

    def test_crlf(self, name: str) -> None:
        self.expect_same(name, seed(name).read_bytes().decode().replace("\n", "\r\n"))

    def test_bare_carriage_returns(self, name: str) -> None:
        self.expect_same(name, seed(name).read_bytes().decode().replace("\n", "\r"))

    def test_a_byte_order_mark(self, name: str) -> None:
        self.expect_same(name, "\ufeff" + seed(name).read_bytes().decode())

    @settings(max_examples=25, deadline=None)
    @given(data=st.data())
    def test_more_blank_lines_and_blanks_at_line_ends(self, name: str, data: st.DataObject) -> None:
        lines = seed(name).read_bytes().decode().split("\n")
        changed = []
        for line in lines:
            changed.append(line + data.draw(st.sampled_from(["", "", " ", "  ", "\u00a0", "\u3000", "\u200b"])))
            if not line.strip():
                changed.extend(data.draw(st.lists(st.sampled_from(["", " ", "\u00a0"]), max_size=2)))
        self.expect_same(name, "\n".join(changed))


@settings(max_examples=20, deadline=None)
@given(order=st.permutations(range(8)), place=st.integers(0, 7))
def test_sections_in_any_order_and_callouts_anywhere_among_them(order: list[int], place: int) -> None:
    original = seed(RESULTS).read_bytes().decode()
    head, rest = original[: original.index("\n1\n\n####")], original[original.index("\n1\n\n####") :]
    body, tail = rest[: rest.index("\n全市地区生产总值完成  ")], rest[rest.index("\n全市地区生产总值完成  ") :]
    callouts, closing = tail[: tail.index("\n文字整理")], tail[tail.index("\n文字整理") :]
    sections = ["\n" + part for part in re.split(r"\n(?=\d\n\n####)", body) if part.strip()]
    assert len(sections) == 8
    moved = [sections[index] for index in order]
    moved.insert(place + 1, callouts)
    report = read(head + "".join(block.rstrip("\n") + "\n\n" for block in moved) + closing)
    holds_together(report)
    assert outline(report) == outline(read(original))


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_sections_follow_their_numbers(name: str) -> None:
    """Numbers handed round among the sections of the page change their order and nothing else."""
    original = seed(name).read_bytes().decode()
    before = [section for section in read(original).sections() if section.number]
    last = len(before)
    if name == RESULTS:
        changed = re.sub(r"(?m)^(\d)$", lambda found: str(last + 1 - int(found[1])), original)
    else:
        changed = re.sub(r"(?m)^#### (\d+) ", lambda found: f"#### {last + 1 - int(found[1])} ", original)
    after = [section for section in read(changed).sections() if section.number]
    assert [section.number for section in after] == [section.number for section in before]
    assert [section.heading for section in after] == [section.heading for section in reversed(before)]


_ALPHABET = st.sampled_from(
    list("#-*■● \n\n\r\t一二（）、。，：”“《》0123456789年%亿元个增长目标今完成\u200b\u3000\u00a0ab—&?|")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.text(_ALPHABET, max_size=400)))
@example("# \n#\n##\n")
@example("****\n**")
@example("1\n# 2\n# 3")
@example("- \n■\n● ■")
@example("（一）。")
def test_any_text_has_an_outline(text: str) -> None:
    holds_together(read(text))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、回顾",
                "（一）抓投资",
                "完成项目10个。",
                "新增就业3万人，",
                "- 实现突破",
                "——稳中有进。",
                "### 目标",
                "2031",
                "甲" * 50,
            ]
        ),
        max_size=30,
    )
)
def test_every_word_stands_in_an_item_or_a_heading(lines: list[str]) -> None:
    report = read("各位代表：\n" + "\n".join(lines))
    kept = re.sub(
        r"\W", "", "".join(texts(report)) + "".join(s.heading or "" for s in report.sections()) + report.title
    )
    for word in ("完成项目10个", "新增就业3万人", "稳中有进", "实现突破", "抓投资", "甲" * 50):
        wanted = sum(line.count(word) for line in lines)
        assert kept.count(word) == wanted, word


def test_a_report_without_any_year_has_none() -> None:
    assert read("各位代表：\n今后要继续努力，把各项工作做好，让群众满意。").year is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2031年政府工作报告\n各位代表：\n2030年，完成投资3亿元。2030年很不平凡。", 2031),
        ("各位代表：\n一、2030年工作回顾\n完成投资3亿元。\n二、2031年工作安排\n完成投资4亿元。", 2031),
        ("政府工作报告\n——2031年1月5日在青川市第九届人民代表大会第四次会议上\n各位代表：\n完成投资3亿元。", 2031),
        ("各位代表：\n2030年，完成投资3亿元。到2035年，基本实现现代化。2030年增长6%。", 2030),
    ],
)
def test_the_year_comes_from_the_document(text: str, year: int) -> None:
    assert read(text).year == year


def test_nature_comes_from_the_document() -> None:
    assert read("过去一年，取得新成效，完成投资3亿元，入选全国试点。").nature is Nature.ACTUAL
    assert read("今年重点抓好以下工作，力争增长6%以上，确保完成目标任务。").nature is Nature.TARGET
