"""What a briefing's own blocks say on paper, and how they are tagged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from briefing.export.document import (
    Answer,
    Block,
    Contents,
    Document,
    ListEntry,
    MarginNote,
    PageBreak,
    Run,
    RunRole,
    Table,
)
from briefing.export.pdf import PdfWriter
from tests.print import readback
from tests.print.pages import CAVEAT, COLUMNS, KINDS, ROWS, SENTENCE, SOURCE, briefing, long_table, text, wide_table
from tests.print.readback import MM


def printed(writer: PdfWriter, *blocks: Block, **changes: Any) -> bytes:
    return writer.to_pdf(replace(Document("标题", blocks=blocks), **changes))


def lines(pdf: bytes, page: int = 0) -> list[str]:
    return readback.lines(pdf, page)[:-1]


def kinds(pdf: bytes) -> list[str]:
    return [str(tag["/S"]) for tag in readback.tags(pdf)]


@pytest.fixture(scope="module")
def whole(writer: PdfWriter) -> bytes:
    return writer.to_pdf(briefing())


class TestFootnotes:
    def test_are_counted_anew_on_every_page(self, writer: PdfWriter) -> None:
        pdf = printed(
            writer, text("甲。", source="一。"), text("乙。", source="二。"), PageBreak(), text("丙。", source="三。")
        )
        assert lines(pdf, 0)[1:] == ["甲。①", "乙。②", "①一。", "②二。"]
        assert lines(pdf, 1) == ["丙。①", "①三。"]

    def test_stand_at_the_foot_of_the_page(self, writer: PdfWriter) -> None:
        pdf = printed(writer, text("正文。", source=SOURCE))
        note = next(piece for piece in readback.pieces(pdf) if "行。" in piece.text)
        assert 35 * MM < note.y < 45 * MM
        assert note.size == pytest.approx(10.5, abs=0.05)

    def test_follow_the_words_they_are_about(self, writer: PdfWriter) -> None:
        run = Run("签约金额", RunRole.STRONG, "协议金额。")
        assert lines(printed(writer, text("其中", run, "两千亿元。")))[1:] == ["其中签约金额①两千亿元。", "①协议金额。"]

    def test_equal_ones_of_a_table_share_a_mark(self, writer: PdfWriter) -> None:
        pdf = printed(writer, Table("表", COLUMNS, ROWS))
        assert readback.text(pdf).count(CAVEAT) == 1
        assert readback.text(pdf).count("注1") == 3

    @pytest.mark.parametrize("lines_before", range(14, 21))
    def test_of_a_table_are_on_its_page(self, writer: PdfWriter, lines_before: int) -> None:
        before = tuple(text("字" * 20) for _ in range(lines_before))
        pdf = printed(writer, *before, Table("独一张表", COLUMNS, ROWS))
        found = ["".join(readback.lines(pdf, page)) for page in range(len(readback.reader(pdf).pages))]
        assert [CAVEAT in page for page in found] == ["独一张表" in page for page in found]

    def test_of_a_long_table_are_said_once_below_it(self, writer: PdfWriter) -> None:
        printed_text = readback.text(printed(writer, long_table(30, footnote=CAVEAT)))
        assert printed_text.count("注1") == 31
        assert printed_text.count(CAVEAT) == 1
        assert "①" not in printed_text

    def test_of_an_empty_paragraph_are_not_lost(self, writer: PdfWriter) -> None:
        assert "①来源。" in lines(printed(writer, text(source="来源。")))

    def test_are_tagged_as_notes(self, whole: bytes) -> None:
        assert kinds(whole).count("/Note") == 1
        assert "/Reference" in kinds(whole) or "/Lbl" in kinds(whole)


class TestLists:
    def test_marks_and_depths_are_kept(self, writer: PdfWriter) -> None:
        entries = [("甲", "1.", 0), ("乙", "2.", 0), ("丙", "•", 1), ("丁", "（3）", 0)]
        pdf = printed(writer, *(ListEntry((Run(word),), mark, depth) for word, mark, depth in entries))
        assert lines(pdf)[1:] == ["1.甲", "2.乙", "•丙", "（3）丁"]
        across = {piece.text[-1]: piece.x for piece in readback.pieces(pdf) if piece.text[-1] in "甲丙"}
        assert across["丙"] > across["甲"] + 30

    def test_are_tagged_as_lists(self, whole: bytes) -> None:
        assert {"/L", "/LI", "/Lbl", "/LBody"} <= set(kinds(whole))

    def test_an_entry_that_begins_deep_is_printed(self, writer: PdfWriter) -> None:
        assert "深" in readback.text(printed(writer, ListEntry((Run("深"),), depth=9)))

    def test_bold_words_and_footnotes_work_in_them(self, writer: PdfWriter) -> None:
        entry = ListEntry((Run("要点：", RunRole.STRONG), Run("说明", footnote="来源。")))
        assert lines(printed(writer, entry))[1:] == ["•要点：说明①", "①来源。"]


class TestAnswers:
    def test_say_question_and_answer_and_how_far_they_were_checked(self, writer: PdfWriter) -> None:
        answer = Answer("为何不变？", "因为**基数高**。\n\n1. 一\n2. 二", "已核", "《报告》", "开工率80%")
        assert lines(printed(writer, answer))[1:] == [
            "问：为何不变？",
            "答：因为基数高。",
            "1.一",
            "2.二",
            "已核所问：开工率80%来源：《报告》",
        ]

    def test_an_answer_that_is_a_list_or_nothing_keeps_its_sign(self, writer: PdfWriter) -> None:
        assert lines(printed(writer, Answer("问题", "- 一")))[1:] == ["问：问题", "答：", "•一"]
        assert lines(printed(writer, Answer("问题", "")))[1:] == ["问：问题", "答："]

    def test_a_long_one_runs_over_pages(self, writer: PdfWriter) -> None:
        pdf = printed(writer, Answer("问题", SENTENCE * 40))
        assert len(readback.reader(pdf).pages) > 2
        assert readback.text(pdf).count("一般公共预算收入") == 40


class TestMarginNotes:
    @pytest.mark.parametrize("duplex", [True, False])
    def test_stand_outside_the_text_and_on_the_sheet(self, writer: PdfWriter, duplex: bool) -> None:
        pages: list[Block] = [MarginNote("协议金额不等于到位资金。"), text("正文。"), PageBreak()] * 2
        pdf = printed(writer, *pages, duplex=duplex)
        for page in (0, 1):
            small = [piece for piece in readback.pieces(pdf, page) if piece.size == pytest.approx(10, abs=0.05)]
            assert "".join("".join(piece.text.split()) for piece in small) == "协议金额不等于到位资金。"
            for piece in small:
                left, right = piece.x, piece.x + 10 * len(piece.text.strip())
                if page == 0 or not duplex:
                    assert left > 186 * MM and right < 206 * MM
                else:
                    assert left > 4 * MM and right < 24 * MM
                assert piece.x >= 0

    def test_stand_beside_what_they_are_about(self, writer: PdfWriter) -> None:
        pdf = printed(writer, text("前。"), MarginNote("旁注。"), text("正文。"), text("后。"))
        height = {piece.text: piece.y for piece in readback.pieces(pdf)}
        assert abs(height["旁注。"] - height["正文。"]) < 10

    def test_never_overlap_each_other(self, writer: PdfWriter) -> None:
        blocks: list[Block] = []
        for n in range(19):
            blocks += [MarginNote(f"旁注{n}很长，要写好几行才写得完。"[: 8 + n % 12]), text("正文。")]
        pdf = printed(writer, *blocks)
        small = [piece for piece in readback.pieces(pdf) if piece.size == pytest.approx(10, abs=0.05)]
        rows = sorted({round(piece.y, 1) for piece in small}, reverse=True)
        assert len(rows) >= 19
        assert all(above - below > 10 for above, below in pairwise(rows))
        assert rows[-1] > 35 * MM

    def test_become_footnotes_where_the_margin_is_full(self, writer: PdfWriter) -> None:
        blocks: list[Block] = []
        for n in range(16):
            blocks += [MarginNote(f"第{n}条旁注，" + "写得很长，" * 8), text("正文。")]
        pdf = printed(writer, *blocks)
        said = readback.text(pdf)
        assert all(f"第{n}条旁注，" in said for n in range(16))
        assert "①" in said

    def test_a_very_long_one_is_a_footnote(self, writer: PdfWriter) -> None:
        assert "①" in readback.text(printed(writer, MarginNote("很长。" * 100), text("正文。")))

    @pytest.mark.parametrize("kind", KINDS)
    def test_before_every_kind_of_block_they_are_printed(self, writer: PdfWriter, kind: str) -> None:
        assert "旁注之言" in readback.text(printed(writer, MarginNote("旁注之言"), *KINDS[kind]))

    def test_before_contents_and_turned_tables_they_are_printed(self, writer: PdfWriter) -> None:
        pdf = printed(writer, MarginNote("甲之旁注"), Contents(), MarginNote("乙之旁注"), wide_table(2))
        assert "甲之旁注" in readback.text(pdf)
        assert "旁注乙之旁注" in readback.text(pdf)

    def test_one_after_which_nothing_comes_is_printed(self, writer: PdfWriter) -> None:
        assert "旁注" in readback.text(printed(writer, text("正文。"), MarginNote("旁注")))


class TestContents:
    def test_lists_the_headings_with_their_pages(self, whole: bytes) -> None:
        found = [line.replace(".", "") for line in lines(whole, 0)]
        assert found[found.index("目录") + 1 :] == [
            "一、主要预期目标2",
            "二、招商引资2",
            "三、答问参考3",
            "（一）重大项目3",
            "四、全部指标4",
            "五、历年对照5",
            "六、结语7",
        ]

    def test_the_pages_are_the_right_ones(self, whole: bytes) -> None:
        for page, words in ((1, "招商引资"), (2, "答问参考"), (3, "全部指标"), (4, "历年对照"), (6, "结语")):
            assert any(line.endswith(words) for line in lines(whole, page)), words

    def test_is_tagged_and_stands_on_the_outline_as_headings_only(self, whole: bytes) -> None:
        assert {"/TOC", "/TOCI", "/Link"} <= set(kinds(whole))
        assert [depth for depth, _ in readback.bookmarks(whole)] == [0, 0, 0, 1, 0, 0, 0]

    def test_without_headings_is_empty(self, writer: PdfWriter) -> None:
        assert lines(printed(writer, Contents(), text("正文。"))) == ["标题", "目录", "正文。"]


class TestTables:
    def test_the_unit_stands_right_above(self, writer: PdfWriter) -> None:
        pdf = printed(writer, *KINDS["table"])
        unit = next(piece for piece in readback.pieces(pdf) if "单位" in piece.text)
        head = next(piece for piece in readback.pieces(pdf) if piece.text.startswith("指标"))
        assert unit.x > 150 * MM
        assert 10 < unit.y - head.y < 40

    def test_headers_are_tagged(self, whole: bytes) -> None:
        assert kinds(whole).count("/Table") == 3
        assert kinds(whole).count("/TH") >= 4 + 4 + 2 + 11 + 1

    def test_groups_stand_before_their_rows_and_are_said_again_on_the_next_page(self, writer: PdfWriter) -> None:
        pdf = printed(writer, long_table(30, groups=((0, "经济"), (25, "民生"))))
        assert lines(pdf, 0)[4] == "经济"
        assert lines(pdf, 1)[:2] == ["指标2026年目标2024年实绩差额（测算）", "经济"]
        said = lines(pdf, 1)
        assert said[said.index("民生") + 1].startswith("第26项指标")

    def test_groups_of_a_short_table_stand_before_their_rows(self, writer: PdfWriter) -> None:
        pdf = printed(writer, replace(long_table(3), groups=((0, "甲组"), (2, "乙组"), (3, "丙组"))))
        assert [line[:4] for line in lines(pdf)[4:]] == ["甲组", "第1项指", "第2项指", "乙组", "第3项指", "丙组"]


class TestTurnedPages:
    def test_a_wide_table_turns_its_pages_and_no_others(self, writer: PdfWriter) -> None:
        pdf = printed(writer, text("前。"), wide_table(40), text("后。"))
        turned = [page.mediabox.width > page.mediabox.height for page in readback.reader(pdf).pages]
        assert turned == [False, True, True, True, False]
        for page in (1, 2, 3):
            assert any(line.startswith("指标2018年2019年") for line in readback.lines(pdf, page))

    @pytest.mark.parametrize(("duplex", "sides"), [(True, {1: "top", 2: "foot"}), (False, {1: "foot", 2: "foot"})])
    def test_the_page_number_stays_at_the_foot_of_the_upright_sheet(
        self, writer: PdfWriter, duplex: bool, sides: dict[int, str]
    ) -> None:
        # An even page has it on the left when upright, which is at the top of the turned one.
        pdf = printed(writer, text("前。"), wide_table(40), duplex=duplex)
        for page, side in sides.items():
            # Letters that stand upright on the turned sheet have a size there, those of the number lie on their side.
            number = [piece for piece in readback.pieces(pdf, page) if piece.size < 1]
            assert "".join(piece.text for piece in number).strip() == f"— {page + 1} —"
            for piece in number:
                assert 24 * MM < piece.x < 32 * MM
                assert 165 * MM < piece.y < 184 * MM if side == "top" else 26 * MM < piece.y < 45 * MM

    def test_what_restricts_it_stands_there_too(self, whole: bytes) -> None:
        page = next(n for n, page in enumerate(readback.reader(whole).pages) if "范围有调整" in page.extract_text())
        box = readback.reader(whole).pages[page].mediabox
        assert box.width > box.height

    def test_two_wide_tables_share_a_page(self, writer: PdfWriter) -> None:
        assert len(readback.reader(printed(writer, wide_table(2), wide_table(2))).pages) == 2


class TestOpeningAndClosing:
    def test_stand_in_the_order_of_the_standard(self, whole: bytes) -> None:
        assert lines(whole, 0)[:7] == [
            "内部资料",
            "关于2026年主要预期目标",
            "和招商引资工作的简报",
            "（供市政府常务会议参阅）",
            "会议：市政府常务会议",
            "汇报人：市发展改革委",
            "市政府各部门：",
        ]

    def test_a_person_breaks_the_title_elsewhere(self, writer: PdfWriter) -> None:
        title = "关于主要预期目标的简报"
        assert lines(writer.to_pdf(Document(title, title_breaks=(2, 8, 99))))[:3] == ["关于", "主要预期目标", "的简报"]

    @pytest.mark.parametrize(
        ("author", "moved", "right"), [("市府办", 2, None), ("长治市人民政府办公室文电处", None, 2)]
    )
    def test_name_and_date_stand_as_the_standard_has_them(
        self, writer: PdfWriter, author: str, moved: int | None, right: int | None
    ) -> None:
        cell = 156 * MM / 28
        pdf = writer.to_pdf(Document("标题", author=author, date=date(2026, 1, 9), blocks=(text("正文。"),)))
        name, day = (
            next(piece for piece in readback.pieces(pdf) if piece.text.startswith(word)) for word in (author[0], "2026")
        )
        assert day.x - name.x == pytest.approx(2 * cell, abs=0.5)
        if right is not None:
            assert name.x + len(author) * cell == pytest.approx(184 * MM - right * cell, abs=0.5)
        else:
            assert 184 * MM - 9 * cell < day.x < 184 * MM - 6 * cell


class TestPaper:
    def test_one_sided_pages_have_the_same_margins_and_the_number_on_the_right(self, writer: PdfWriter) -> None:
        pdf = printed(writer, text("字" * 1500), duplex=False)
        for page in (1, 2):
            found = readback.pieces(pdf, page)
            assert min(piece.x for piece in found if piece.text.startswith("字")) == pytest.approx(28 * MM, abs=0.1)
            assert max(piece.x for piece in found if piece.size == pytest.approx(14, abs=0.05)) > 160 * MM

    def test_large_type_has_16_lines_of_20_characters(self, writer: PdfWriter) -> None:
        pdf = printed(writer, text("字" * 900), large=True)
        found = readback.lines(pdf, 1)[:-1]
        assert len(found) == 16
        assert {len(line) for line in found} == {20}

    def test_how_much_is_too_much_for_one_page_is_said_in_lines(self, writer: PdfWriter) -> None:
        assert writer.render(Document("标题", blocks=(text("字" * 100),), large=True), None).excess == 0
        more = writer.render(Document("标题", blocks=(text("字" * (18 + 20 * 13 + 20 * 4)),), large=True), None)
        assert more.excess == 4
        assert writer.render(Document("标题", blocks=(text("字" * 3000),)), None).excess == 0
