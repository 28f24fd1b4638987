"""What is let through and in which order, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.ui.notes.catalogue import Catalogue, Heading
from briefing.ui.notes.query import Entry, Filter, Order, Period, Position, Term, waits
from tests.ui.notes.made import contents, many, note

TODAY = date(2026, 6, 15)
NOON = datetime(2026, 6, 15, 12).astimezone().astimezone(UTC)


def let(notes: list[Annotation], chosen: Filter, order: Order = Order.ITEM) -> list[str]:
    rows = Catalogue([contents(*notes)]).rows(chosen, order, TODAY)
    return [row.note.id for row in rows if isinstance(row, Entry)]


def outline(notes: list[Annotation], order: Order) -> list[str]:
    """Headings with their counts, and texts."""
    rows = Catalogue([contents(*notes)]).rows(Filter(), order, TODAY)
    return [f"{row.words} {row.size}" if isinstance(row, Heading) else row.note.text for row in rows]


def test_by_item_they_stand_under_their_sections_in_the_order_of_the_text() -> None:
    notes = [
        note(1, item=5, text="五"),
        note(2, item=0, text="零"),
        note(3, item=None, section=None, text="丢", state=AnchorState.ORPHAN),
        note(4, item=None, scope=Scope.REPORT, text="全"),
        note(5, item=None, scope=Scope.SECTION, section=(1,), text="章"),
    ]
    assert outline(notes, Order.ITEM) == [
        "整份报告 1", "全", "1 第0章抓好工作 1", "零", "2 第1章抓好工作 2", "章", "五", "原文里找不到的 1", "丢",
    ]  # fmt: skip


def test_by_time_the_newest_come_first_under_how_long_ago_that_was() -> None:
    notes = [note(n, text=str(n), changed=NOON - timedelta(days=n)) for n in (40, 0, 1, 5, 20)]
    assert outline(notes, Order.TIME) == [
        "今天 1", "0", "昨天 1", "1", "近 7 天 1", "5", "近 30 天 1", "20", "更早 1", "40",
    ]  # fmt: skip


def test_by_status_what_waits_comes_first() -> None:
    notes = [note(n, text=status.label, status=status) for n, status in enumerate(AnnotationStatus)]
    assert outline(notes, Order.STATUS) == ["待核 1", "待核", "草稿 1", "草稿", "已核 1", "已核", "不采用 1", "不采用"]


def test_by_date_what_is_overdue_comes_first_and_what_has_no_date_last() -> None:
    notes = [
        note(1, text="无"),
        note(2, text="后", due=TODAY + timedelta(days=3)),
        note(3, text="今", due=TODAY),
        note(4, text="过", due=TODAY - timedelta(days=1)),
        note(5, text="办", due=TODAY - timedelta(days=2), status=AnnotationStatus.VERIFIED),
    ]
    expected = ["已过期 1", "过", "未到期 2", "今", "后", "已办完 1", "办", "没有期限 1", "无"]
    assert outline(notes, Order.DUE) == expected


@pytest.mark.parametrize("words", ["招商", "ABC", "abc", "张三", "第0项", "重点 招商", "招商,引资", "招商，引资"])
def test_words_are_looked_for_in_quote_title_text_tags_and_author(words: str) -> None:
    found = note(1, text="招商,引资", title="Abc", author="张三", tags=("重点",))
    other = note(2, item=3, text="别的")
    assert let([found, other], Filter(words=words)) == [found.id]


@pytest.mark.parametrize(
    ("chosen", "change"),
    [
        (Filter(kind=AnnotationKind.RISK), {"kind": AnnotationKind.RISK}),
        (Filter(statuses=frozenset({AnnotationStatus.DRAFT})), {"status": AnnotationStatus.DRAFT}),
        (Filter(positions=frozenset({Position.ASKED})), {"state": AnchorState.SUGGESTED}),
        (Filter(positions=frozenset({Position.LOST})), {"state": AnchorState.ORPHAN}),
        (Filter(author="张三"), {"author": "张三"}),
        (Filter(tag="重点"), {"tags": ("重点", "招商")}),
        (Filter(period=Period.TODAY), {"changed": NOON}),
        (Filter(period=Period.WEEK), {"changed": NOON - timedelta(days=6)}),
        (Filter(term=Term.ANY), {"due": TODAY}),
        (Filter(term=Term.AHEAD), {"due": TODAY}),
        (Filter(term=Term.PAST), {"due": TODAY - timedelta(days=1)}),
        (Filter(conflicts=True), {"conflicts": ("text",)}),
        (Filter(deleted=True), {"deleted": True}),
    ],
)
def test_each_choice_lets_through_what_it_says(chosen: Filter, change: dict[str, object]) -> None:
    plain = note(1, changed=NOON - timedelta(days=90))
    wanted = replace(note(2, changed=NOON - timedelta(days=90)), **change)  # type: ignore[arg-type]
    assert let([plain, wanted], chosen) == [wanted.id]
    assert let([plain, wanted], replace(chosen, words="没有这样的词")) == []


def test_what_moved_with_its_words_counts_as_unchanged() -> None:
    moved = note(1, state=AnchorState.MOVED)
    assert let([moved], Filter(positions=frozenset({Position.SAME}))) == [moved.id]
    assert Catalogue([contents(moved)]).counts(TODAY).positions[Position.SAME] == 1


def test_the_one_being_written_stays_whatever_the_filter_says() -> None:
    kept, other = note(1, item=1), note(2, item=2)
    rows = Catalogue([contents(kept, other)]).rows(Filter(words="没有"), Order.ITEM, TODAY, keep=kept.id)
    assert [row.note.id for row in rows if isinstance(row, Entry)] == [kept.id]


def test_counts_leave_out_what_was_deleted() -> None:
    notes = [
        note(1),
        note(2, kind=AnnotationKind.RISK, tags=("甲",), due=TODAY - timedelta(days=1)),
        note(3, deleted=True),
    ]
    counts = Catalogue([contents(*notes)]).counts(TODAY)
    assert (counts.whole, counts.deleted, counts.due, counts.past, counts.conflicts) == (2, 1, 1, 1, 0)
    assert counts.kinds == {AnnotationKind.BACKGROUND: 1, AnnotationKind.RISK: 1}
    assert (counts.tags, counts.authors) == ({"甲": 1}, {"综合科": 2})


def test_a_report_that_is_still_the_same_is_not_prepared_again() -> None:
    library = many(200, reports=2)
    first = Catalogue(library)
    changed = replace(library[1], annotations=(*library[1].annotations[1:],))
    second = Catalogue((library[0], changed), first)
    gone = library[1].annotations[0].id
    assert second.find(library[0].annotations[0].id) is first.find(library[0].annotations[0].id)
    assert second.find(library[1].annotations[5].id) is first.find(library[1].annotations[5].id)
    assert second.find(gone) is None


def test_what_waits_is_pending_suggested_or_in_conflict() -> None:
    done = AnnotationStatus.VERIFIED
    assert waits(note(1))
    assert waits(note(1, status=done, state=AnchorState.SUGGESTED))
    assert waits(note(1, status=done, conflicts=("text",)))
    assert not waits(note(1, status=done))
    assert not waits(note(1, deleted=True))
