"""The door: one change after the other, committed, told to whoever listens, and undone by name."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import pytest

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.command import Changes, Done
from briefing.actions.door import Door
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.errors import LibraryError
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit

T = TypeVar("T")
KEY = "harvest-2025"


def wait(future: Future[T]) -> T:
    return future.result(timeout=30)


def add(text: str = "去年是4.3万人。") -> AddAnnotation:
    return AddAnnotation(
        report_key=KEY, item=1, stretch=Span(7, 13), kind=AnnotationKind.BACKGROUND, text=text, author="综合科"
    )


def notes(door: Door) -> list[tuple[str, str, bool]]:
    found = wait(door.read(Library.contents))[0].annotations
    return [(note.id, note.text, note.deleted) for note in found]


def test_a_command_changes_the_library_and_says_what(door: Door) -> None:
    outcome = wait(door.submit(add()))
    note = outcome.value
    assert isinstance(note, Annotation)
    assert (outcome.name, outcome.changes) == ("写批注", Changes(frozenset({KEY}), frozenset({note.id})))
    assert notes(door) == [(note.id, "去年是4.3万人。", False)]


def test_undo_marks_and_redo_brings_the_same_annotation_back(door: Door) -> None:
    note = wait(door.submit(add())).value
    undone = wait(door.undo())
    assert undone is not None
    assert (undone.name, undone.changes.annotations) == ("写批注", frozenset({note.id}))
    assert notes(door) == [(note.id, note.text, True)]
    wait(door.redo())
    assert notes(door) == [(note.id, note.text, False)]
    wait(door.undo())
    assert notes(door) == [(note.id, note.text, True)]


def test_what_would_be_undone_is_named(door: Door) -> None:
    assert (door.undo_name, door.redo_name) == (None, None)
    note = wait(door.submit(add())).value
    wait(door.submit(EditAnnotation(id=note.id, author="综合科", change=Edit(text="改过"))))
    assert (door.undo_name, door.redo_name) == ("改批注", None)
    wait(door.undo())
    assert (door.undo_name, door.redo_name) == ("写批注", "改批注")
    wait(door.undo())
    assert (door.undo_name, door.redo_name) == (None, "写批注")
    wait(door.redo())
    assert (door.undo_name, door.redo_name) == ("写批注", "改批注")


def test_changes_are_undone_in_their_order(door: Door) -> None:
    note = wait(door.submit(add("一"))).value
    for text in ("二", "三"):
        wait(door.submit(EditAnnotation(id=note.id, author="综合科", change=Edit(text=text))))
    wait(door.submit(DeleteAnnotation(id=note.id, author="综合科")))
    seen = []
    for _ in range(4):
        wait(door.undo())
        seen += [(text, deleted) for _, text, deleted in notes(door)]
    assert seen == [("三", False), ("二", False), ("一", False), ("一", True)]
    seen = []
    for _ in range(4):
        wait(door.redo())
        seen += [(text, deleted) for _, text, deleted in notes(door)]
    assert seen == [("一", False), ("二", False), ("三", False), ("三", True)]


def test_undo_and_redo_with_nothing_to_do_do_nothing(door: Door) -> None:
    assert wait(door.undo()) is None
    assert wait(door.redo()) is None


def test_a_new_change_ends_what_could_be_done_again(door: Door) -> None:
    wait(door.submit(add("一")))
    wait(door.undo())
    wait(door.submit(add("二")))
    assert door.redo_name is None
    assert wait(door.redo()) is None


def test_an_edit_of_several_fields_is_undone_as_one(door: Door) -> None:
    note = wait(door.submit(add())).value
    edit = EditAnnotation(
        id=note.id,
        author="办公室",
        names=frozenset({"综合科"}),
        change=Edit(text="改过", title="标题", kind=AnnotationKind.RISK, status=AnnotationStatus.VERIFIED),
    )
    changed = wait(door.submit(edit)).value
    assert (changed.text, changed.title, changed.kind, changed.status) == (
        "改过",
        "标题",
        AnnotationKind.RISK,
        AnnotationStatus.VERIFIED,
    )
    wait(door.undo())
    back = wait(door.read(lambda library: library.annotation(note.id)))
    assert back is not None
    assert (back.text, back.title, back.kind, back.status) == (note.text, note.title, note.kind, note.status)


def test_a_change_that_changes_nothing_is_not_undone(door: Door) -> None:
    note = wait(door.submit(add())).value
    outcome = wait(door.submit(EditAnnotation(id=note.id, author="综合科", change=Edit(text=note.text))))
    assert not outcome.changes
    assert door.undo_name == "写批注"


def test_every_step_stays_in_the_history(door: Door) -> None:
    note = wait(door.submit(add("一"))).value
    wait(door.submit(EditAnnotation(id=note.id, author="办公室", names=frozenset({"综合科"}), change=Edit(text="二"))))
    wait(door.undo())
    wait(door.undo())
    lines = wait(door.read(lambda library: library.history(note.id)))
    assert [(line.action, line.author) for line in lines] == [
        ("add", "综合科"),
        ("edit", "办公室"),
        ("edit", "办公室"),
        ("delete", "综合科"),
    ]
    assert [line.after["text"] for line in lines[:3] if line.after] == ["一", "二", "一"]


def test_listeners_hear_of_each_change_once_it_is_committed(door: Door, path: Path) -> None:
    heard: list[tuple[Changes, str | None, int]] = []

    def hear(changes: Changes) -> None:
        with Library.open(path) as other:
            heard.append((changes, door.undo_name, len(other.contents()[0].annotations)))

    end = door.listen(hear)
    outcome = wait(door.submit(add()))
    wait(door.undo())
    wait(door.redo())
    end()
    wait(door.submit(add()))
    assert heard == [(outcome.changes, "写批注", 1), (outcome.changes, None, 1), (outcome.changes, "写批注", 1)]


def test_a_listener_that_fails_does_not_undo_the_change(door: Door, logged_warnings: list[logging.LogRecord]) -> None:
    def fail(changes: Changes) -> None:
        raise ZeroDivisionError

    door.listen(fail)
    note = wait(door.submit(add())).value
    assert notes(door) == [(note.id, note.text, False)]
    assert [record.name for record in logged_warnings] == ["briefing.actions.door"]
    logged_warnings.clear()


@dataclass(frozen=True)
class Clumsy:
    """A command that fails after it has begun."""

    name: ClassVar[str] = "出错的事"
    error: Exception

    def apply(self, library: Library) -> Done[None]:
        add("半途").apply(library)
        raise self.error


@pytest.mark.parametrize("error", [LibraryError("磁盘满了，请清理。"), ZeroDivisionError("ours")])
def test_a_change_that_fails_leaves_nothing_and_is_told(door: Door, error: Exception) -> None:
    first = wait(door.submit(add("一"))).value
    heard: list[Changes] = []
    errors: list[tuple[str, Exception]] = []
    door.listen(heard.append)
    end = door.listen_errors(lambda name, told: errors.append((name, told)))
    with pytest.raises(type(error)):
        wait(door.submit(Clumsy(error)))
    end()
    with pytest.raises(type(error)):
        wait(door.submit(Clumsy(error)))
    assert notes(door) == [(first.id, "一", False)]
    assert (heard, errors, door.undo_name) == ([], [("出错的事", error)], "写批注")
    assert wait(door.read(lambda library: library.search("半途"))) == ()


def test_everything_happens_on_one_other_thread_in_order(door: Door) -> None:
    threads = [wait(door.read(lambda _: threading.get_ident())) for _ in range(3)]
    assert len(set(threads)) == 1
    assert threading.get_ident() not in threads
    futures = [door.submit(add(str(number))) for number in range(10)]
    assert [len(notes(door))] == [10]
    ids = [wait(future).value.id for future in futures]
    assert ids == sorted(ids)


def test_closing_finishes_what_was_asked_for(path: Path) -> None:
    door = Door(path)
    futures = [door.submit(add(str(number))) for number in range(5)]
    door.close()
    door.close()
    assert all(future.done() and future.exception() is None for future in futures)
    assert not path.with_name("library.db-wal").exists()
    with Library.open(path) as library:
        assert len(library.contents()[0].annotations) == 5


def test_a_library_that_does_not_open_is_said_to_everyone_who_asks(tmp_path: Path) -> None:
    (tmp_path / "library.db").write_text("这不是资料库" * 50, encoding="utf-8")
    door = Door(tmp_path / "library.db")
    futures: list[Future[Any]] = [door.opened, door.read(Library.contents), door.submit(add())]
    for future in futures:
        with pytest.raises(LibraryError, match="不是资料库"):
            wait(future)
    door.close()


def test_a_door_may_be_given_what_opens_the_library(path: Path) -> None:
    door = Door(lambda: Library.open(path))
    wait(door.opened)
    assert wait(door.read(lambda library: library.path)) == path
    door.close()
