"""Briefings: kept entry by entry, undone step by step, exported to the byte."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from briefing.actions.composing import (
    AddEntries,
    CopyBriefing,
    MoveEntries,
    NewBriefing,
    RecordExport,
    RemoveBriefing,
    RemoveEntries,
    SetDetails,
    SetEntry,
)
from briefing.actions.door import Door
from briefing.domain.anchor import anchor_of_item
from briefing.domain.briefing import (
    Briefing,
    ChartPick,
    ComparisonTable,
    Content,
    Details,
    Entry,
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
from briefing.domain.errors import LibraryError
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.library.library import Library
from tests.library.samples import make_report

T = TypeVar("T")
REPORT = make_report()
CONTENTS: tuple[Content, ...] = (
    HeadingText("一个“标题”#", 2),
    ItemQuote(REPORT.key, anchor_of_item(REPORT, next(iter(REPORT.items())))),
    FigureTable((FigureRef(REPORT.key, 3, 9),), "表"),
    ComparisonTable(("a", "b")),
    ChartPick(Place(REPORT.key, (1,), 3), (), 0, "图"),
    ChartPick(None, ("a",)),
    NotePick("01a2013d-7065-76e5-a3b7-e27963370e57"),
    FreeText("**粗** 𠮷\n- 一"),
    PageEnd(),
)
DETAILS = Details(
    "关于就业的简报", "副题", "市政府常务会议", date(2026, 3, 9), "第一会议室", "办公室", "各位副市长", "内部", (4,)
)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with Library.open(tmp_path / "library.db", seed=False) as library:
        library.add_report(REPORT, ())
    door = Door(tmp_path / "library.db")
    yield door
    door.close()


def wait(future: Future[T]) -> T:
    return future.result(timeout=30)


def entries(*contents: Content) -> tuple[Entry, ...]:
    return tuple(Entry(f"entry-{number}", content, seen="原话") for number, content in enumerate(contents))


def new(door: Door, *contents: Content) -> Briefing:
    command = NewBriefing(form=Form.MEETING, details=DETAILS, author="办公室", entries=entries(*contents))
    return wait(door.submit(command)).value


def now(door: Door, briefing: Briefing) -> Briefing:
    return wait(door.read(lambda library: library.briefing(briefing.id)))


def order(briefing: Briefing) -> str:
    return "".join(entry.id[-1] for entry in briefing.entries)


def test_every_kind_of_content_comes_back_as_it_was_put_in(door: Door) -> None:
    made = new(door, *CONTENTS)
    assert now(door, made) == made
    assert tuple(entry.content for entry in made.entries) == CONTENTS
    assert made.details == DETAILS


@pytest.mark.parametrize(
    ("moved", "before", "expected"),
    [
        (("entry-0",), None, "1230"),
        (("entry-3",), "entry-0", "3012"),
        (("entry-2", "entry-1"), "entry-0", "1203"),
        (("entry-1", "entry-2"), "entry-2", "0123"),
        (("entry-1",), "entry-1", "0123"),
        (("entry-0", "entry-3"), "entry-2", "1032"),
    ],
)
def test_entries_are_moved_together_in_their_order(
    door: Door, moved: tuple[str, ...], before: str | None, expected: str
) -> None:
    made = new(door, *(FreeText(word) for word in "甲乙丙丁"))
    wait(door.submit(MoveEntries(id=made.id, entries=moved, before=before, author="办公室")))
    assert order(now(door, made)) == expected


def test_each_change_is_undone_and_done_again(door: Door) -> None:
    made = new(door, *(FreeText(word) for word in "甲乙丙"))
    states = [now(door, made)]
    extra = (Entry("entry-8", PageEnd()), Entry("entry-9", HeadingText("尾")))
    worded = Entry("entry-1", FreeText("乙"), "改了说法", EntryOptions(new_page=True, margin=True))
    for command in (
        AddEntries(id=made.id, entries=extra, before="entry-1", author="办公室"),
        MoveEntries(id=made.id, entries=("entry-9",), before="entry-0", author="办公室"),
        RemoveEntries(id=made.id, entries=("entry-8", "entry-2"), author="办公室"),
        SetEntry(id=made.id, entry=worded, author="办公室"),
        SetDetails(id=made.id, details=Details("新题"), form=Form.OUTLINE, paper=Paper(False, True), author="办公室"),
        RemoveBriefing(id=made.id, author="办公室"),
    ):
        wait(door.submit(command))
        states.append(now(door, made))
    looks = [(state.form, state.details, state.paper, state.entries, state.removed) for state in states]
    assert len({repr(look) for look in looks}) == len(looks)

    def stands(state: Briefing) -> tuple[object, ...]:
        return (state.form, state.details, state.paper, state.entries, state.removed)

    for earlier in reversed(looks[:-1]):
        wait(door.undo())
        assert stands(now(door, made)) == earlier
    for later in looks[1:]:
        wait(door.redo())
        assert stands(now(door, made)) == later


def test_what_was_taken_out_stays_in_the_history(door: Door) -> None:
    made = new(door, FreeText("要找回的话"))
    wait(door.submit(RemoveEntries(id=made.id, entries=("entry-0",), author="综合科")))
    history = wait(door.read(lambda library: library.briefing_history(made.id)))
    assert [(line.author, line.action) for line in history] == [("办公室", "add"), ("综合科", "edit")]
    assert history[1].before is not None
    assert history[1].before["entry/entry-0"]["content"]["text"] == "要找回的话"


def test_a_change_that_changes_nothing_is_no_step(door: Door) -> None:
    made = new(door, FreeText("甲"))
    outcome = wait(door.submit(RemoveEntries(id=made.id, entries=("no-such",), author="办公室")))
    assert not outcome.changes
    assert door.undo_name == "新建简报"


def test_last_months_briefing_is_copied_and_the_old_one_stays(door: Door) -> None:
    made = new(door, *CONTENTS)
    copy = wait(door.submit(CopyBriefing(id=made.id, title="四月简报", author="综合科"))).value
    assert copy.id != made.id
    assert (copy.details.title, copy.details.on, copy.details.meeting) == ("四月简报", None, DETAILS.meeting)
    assert [entry.content for entry in copy.entries] == list(CONTENTS)
    assert not {entry.id for entry in copy.entries} & {entry.id for entry in made.entries}
    assert now(door, made) == made
    assert {one.id for one in wait(door.read(lambda library: library.briefings()))} == {made.id, copy.id}


def test_an_export_is_kept_to_the_byte_with_what_it_contained(door: Door) -> None:
    made = new(door, FreeText("甲"))
    content = b"%PDF-1.7 \x00\xff"
    command = RecordExport(id=made.id, format="pdf", file_name="简报.pdf", content=content, author="办公室")
    export = wait(door.submit(command)).value
    wait(door.submit(RemoveEntries(id=made.id, entries=("entry-0",), author="办公室")))
    assert wait(door.read(lambda library: library.exports(made.id))) == (export,)
    assert wait(door.read(lambda library: library.export_content(export.id))) == content
    assert (export.sha256, export.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert [entry.content for entry in export.contained] == [FreeText("甲")]
    assert door.undo_name == "移出简报"


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.briefing("no-such"),
        lambda library: library.export_content("no-such"),
        lambda library: library.copy_briefing("no-such", "x", author="办公室"),
        lambda library: library.record_export("no-such", "pdf", "x.pdf", b"", author="办公室"),
    ],
)
def test_what_is_not_there_is_said(door: Door, ask: Callable[[Library], object]) -> None:
    with pytest.raises(LibraryError, match="没有"):
        wait(door.read(ask))
