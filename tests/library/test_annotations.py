"""Annotations: anchored by their words, never lost, every change in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.errors import LibraryError
from briefing.domain.span import Span
from briefing.library import reports, writing
from briefing.library.connection import look
from briefing.library.ids import IdMaker
from briefing.library.library import Library
from briefing.library.schema import prepare
from briefing.library.tables import AnnotationRow
from briefing.library.writing import Draft, Edit
from tests.library.samples import make_report


def clock() -> Callable[[], datetime]:
    """Noon in Beijing, a minute later each time."""
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=8)))
    minutes = iter(range(1000))
    return lambda: noon + timedelta(minutes=next(minutes))


@pytest.fixture
def harvest(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db", seed=False, clock=clock()) as library:
        library.add_report(make_report(), ())
        yield library


def write(library: Library, stretch: Span | None = None, text: str = "去年是4.3万人。", item: int = 1) -> Annotation:
    return library.add_annotation(
        "harvest-2025", item, stretch, kind=AnnotationKind.BACKGROUND, text=text, author="综合科"
    )


def test_an_annotation_is_anchored_by_its_words(harvest: Library) -> None:
    note = write(harvest, Span(7, 13))
    assert note.anchor.exact == "新增城镇就业"
    assert note.anchor.prefix.endswith("优化创业服务。")
    assert note.anchor.suffix.startswith("4.70万人")
    assert (note.item, note.stretch) == (1, Span(7, 13))
    assert (note.status, note.deleted, note.computed) == (AnnotationStatus.DRAFT, False, False)
    assert harvest.contents()[0].annotations == (note,)


def test_an_annotation_may_be_about_a_whole_item(harvest: Library) -> None:
    note = write(harvest, None, item=3)
    assert (note.item, note.stretch, note.anchor.exact) == (3, None, "招商引资签约项目1000个,就业容量大。")
    assert note.scope is Scope.ITEM


def test_times_are_kept_in_utc(harvest: Library) -> None:
    note = write(harvest)
    assert note.created.utcoffset() == timedelta(0)
    assert note.created == datetime(2026, 3, 1, 4, 1, tzinfo=UTC)


def test_annotations_come_in_the_order_of_their_anchors(harvest: Library) -> None:
    last, first, middle = write(harvest, item=4), write(harvest, Span(0, 2)), write(harvest, Span(7, 9))
    assert [note.id for note in harvest.contents()[0].annotations] == [first.id, middle.id, last.id]


def test_ids_sort_in_the_order_of_writing(harvest: Library) -> None:
    ids = [write(harvest).id for _ in range(20)]
    assert ids == sorted(set(ids))


def test_an_edit_changes_only_what_it_names_and_can_be_undone(harvest: Library) -> None:
    note = write(harvest, Span(7, 13))
    undo = harvest.edit_annotation(note.id, Edit(text="改过", status=AnnotationStatus.VERIFIED), author="办公室")
    changed = harvest.annotation(note.id)
    assert changed is not None
    assert (changed.text, changed.status, changed.kind) == ("改过", AnnotationStatus.VERIFIED, note.kind)
    assert changed.changed > note.changed
    assert (changed.created, changed.author, changed.anchor) == (note.created, note.author, note.anchor)
    assert undo == Edit(text=note.text, status=AnnotationStatus.DRAFT)


def test_an_edit_that_changes_nothing_leaves_no_trace(harvest: Library) -> None:
    note = write(harvest)
    assert harvest.edit_annotation(note.id, Edit(text=note.text), author="办公室") is None
    assert harvest.annotation(note.id) == note
    assert len(harvest.history(note.id)) == 1


def test_the_history_tells_who_when_and_what(harvest: Library) -> None:
    note = write(harvest)
    harvest.edit_annotation(note.id, Edit(text="改过", kind=AnnotationKind.RISK), author="办公室")
    harvest.edit_annotation(note.id, Edit(deleted=True), author="综合科", action="delete")
    added, edited, deleted = harvest.history(note.id)
    assert (added.author, added.action, added.before) == ("综合科", "add", None)
    assert added.after == {"kind": "background", "status": "draft", "title": "", "text": note.text}
    assert (edited.author, edited.before, edited.after) == (
        "办公室",
        {"kind": "background", "text": note.text},
        {"kind": "risk", "text": "改过"},
    )
    assert (deleted.action, deleted.before, deleted.after) == ("delete", {"deleted": None}, {"deleted": True})
    assert added.at < edited.at < deleted.at


def test_deletion_is_a_mark(harvest: Library) -> None:
    note = write(harvest)
    harvest.edit_annotation(note.id, Edit(deleted=True), author="综合科", action="delete")
    (contents,) = harvest.contents()
    assert [(kept.id, kept.text, kept.deleted) for kept in contents.annotations] == [(note.id, note.text, True)]
    assert contents.annotations_of(contents.report.items()) == ()
    assert harvest.search("去年是") == ()


def test_the_selectors_cannot_be_rewritten(tmp_path: Path, harvest: Library) -> None:
    note = write(harvest, Span(7, 13))
    harvest.close()
    engine = prepare(harvest.path, look(harvest.path), patience=0.1, fill=lambda _: None)
    with Session(engine) as session:
        row = session.query(AnnotationRow).filter_by(id=note.id).one()
        with pytest.raises(ValueError, match="never rewritten"):
            row.exact = "别的话"
        with pytest.raises(ValueError, match="never rewritten"):
            row.start = 0
    engine.dispose()


def test_an_annotation_whose_words_are_gone_is_kept_as_an_orphan(tmp_path: Path) -> None:
    path = tmp_path / "orphan.db"
    engine = prepare(path, look(path), patience=0.1, fill=lambda _: None)
    with Session(engine) as session, session.begin():
        kept = reports.add(session, make_report(), datetime.now(UTC))
        anchor = Anchor("报告里没有的话", "", "", 3, 10)
        draft = Draft("id-1", AnnotationKind.RISK, AnnotationStatus.DRAFT, "", "仍要留着", "综合科", anchor)
        writing.add(session, kept, [draft], datetime.now(UTC), IdMaker())
    engine.dispose()
    with Library.open(path) as library:
        (note,) = library.contents()[0].annotations
        (hit,) = library.search("仍要留着")
    assert (note.item, note.stretch, note.anchor) == (None, None, anchor)
    assert hit.annotation == note


@pytest.mark.parametrize(
    "ask",
    [
        lambda library: library.edit_annotation("no-such-id", Edit(text="x"), author="综合科"),
        lambda library: write(library, item=99),
        lambda library: library.add_annotation(
            "no-such-report", 0, None, kind=AnnotationKind.RISK, text="x", author="综合科"
        ),
    ],
)
def test_what_is_not_there_cannot_be_annotated(harvest: Library, ask: Callable[[Library], object]) -> None:
    with pytest.raises(LibraryError, match="没有"):
        ask(harvest)
    assert harvest.contents()[0].annotations == ()


def test_what_people_write_is_data(harvest: Library) -> None:
    text = "'; DROP TABLE annotations; -- <b>粗</b> #set \\ \" 😀 %s {x}\r\n第二行"
    note = write(harvest, text=text)
    assert harvest.annotation(note.id) == note
    assert note.text == text
    assert [hit.annotation for hit in harvest.search("DROP TABLE")] == [note]


def test_half_a_surrogate_pair_does_not_stop_a_person(harvest: Library) -> None:
    assert write(harvest, text="半个\ud83d表情").text == "半个\ufffd表情"


def test_a_change_that_fails_midway_leaves_nothing(harvest: Library) -> None:
    with pytest.raises(ZeroDivisionError), harvest.atomic():
        write(harvest)
        raise ZeroDivisionError
    assert harvest.contents()[0].annotations == ()
    assert harvest.search("去年是") == ()


@pytest.mark.parametrize("stretch", [Span(0, 6), None])
@pytest.mark.parametrize("about", [(1, Span(7, 13), ()), (1, None, ()), (None, None, (0, 1)), (None, None, ())])
def test_a_place_known_from_the_making_is_the_one_a_search_finds(
    harvest: Library, about: tuple[int | None, Span | None, tuple[int, ...]], stretch: Span | None
) -> None:
    item, words, section = about
    note = harvest.add_annotation(
        "harvest-2025", item, words, section=section, kind=AnnotationKind.RISK, text="注意", author="综合科"
    )
    answer = harvest.add_annotation(
        "harvest-2025", None, None, answers=note.id, kind=AnnotationKind.ANSWER, text="好", author="办公室"
    )
    ids = (note.id, answer.id)
    for placing in (False, True):
        if placing:
            harvest.place_annotation(note.id, 3, stretch, author="综合科")
        known = harvest.annotations(ids)
        for one in ids:
            harvest.find_annotation_again(one)
        assert harvest.annotations(ids) == known


def test_an_answer_stands_where_what_it_answers_has_been_placed(harvest: Library) -> None:
    note = write(harvest, Span(7, 13))
    harvest.place_annotation(note.id, 3, Span(0, 4), author="综合科")
    answer = harvest.add_annotation(
        "harvest-2025", None, None, answers=note.id, kind=AnnotationKind.ANSWER, text="好", author="办公室"
    )
    assert (answer.item, answer.stretch, answer.quote) == (3, Span(0, 4), "招商引资")
