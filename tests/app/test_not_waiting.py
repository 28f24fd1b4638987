"""The window never waits for the library."""

from __future__ import annotations

import threading

from PySide6.QtCore import QTimer

from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.library.library import Library
from tests.ui.driver import TARGETS, Person

PATIENCE = 30
"""Seconds after which a test that hangs is given up."""


def test_the_window_lives_on_while_the_library_is_busy(person: Person) -> None:
    begun, release = threading.Event(), threading.Event()
    answers: list[str] = []

    def slow(library: Library) -> str:
        begun.set()
        assert release.wait(PATIENCE)
        return "answered"

    person.desk.store.read(slow, answers.append)
    assert begun.wait(PATIENCE)
    try:
        turns: list[int] = []
        timer = QTimer()
        timer.timeout.connect(lambda: turns.append(len(turns)))
        timer.start(0)
        person.until(lambda: len(turns) >= 20)
        timer.stop()
        # Whatever the window has already read can be walked through meanwhile.
        person.program.navigator.go(person.place("精准务实抓招商"))
        assert person.heading == "精准务实抓招商"
        person.desk.store.submit(
            AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text="排在后面", author="综合科")
        )
        person.desk.search.open("招商")
        assert answers == []
    finally:
        release.set()
    person.settle()
    assert answers == ["answered"]
    assert "排在后面" in [note.text for note in person.contents[TARGETS].annotations]


def test_the_librarys_work_is_done_on_a_thread_of_its_own_and_answers_come_home(person: Person) -> None:
    home = threading.current_thread()
    threads: list[threading.Thread] = []
    answered: list[object] = []

    def ask(library: Library) -> object:
        threads.append(threading.current_thread())
        return library.path

    def answer(path: object) -> None:
        answered.append(path)
        threads.append(threading.current_thread())

    person.desk.store.read(ask, answer)
    person.settle()
    assert threads[0] is not home
    assert threads[1] is home
    assert answered == [person.library]


def test_a_known_fault_is_said_in_its_sentence(person: Person) -> None:
    def fail(library: Library) -> None:
        raise LibraryError("磁盘满了，请清出空间再试。")

    person.desk.store.read(fail, lambda _: None)
    person.settle()
    assert person.sentence == "磁盘满了，请清出空间再试。"


def test_a_fault_of_ours_is_logged_and_the_program_goes_on(person: Person, logged_warnings: list[object]) -> None:
    def fail(library: Library) -> None:
        raise ZeroDivisionError

    person.desk.store.read(fail, lambda _: None)
    person.settle()
    assert person.sentence == "程序内部出了错，资料没有变动。请重试；详情已记入日志。"
    assert len(logged_warnings) == 1
    logged_warnings.clear()
    person.open("精准务实抓招商")
    assert person.heading == "精准务实抓招商"


def test_words_that_could_not_be_kept_stay_in_the_editor_until_they_are(person: Person) -> None:
    person.open("改造升级传统产业")
    person.shortcut("write")
    notes = person.window.notes
    person.type("写不进去的话")

    def refuse(*_: object, **__: object) -> None:
        raise LibraryError("磁盘满了，请清出空间再试。")

    library = person.desk.door.read(lambda library: library).result(timeout=PATIENCE)
    kept = library.add_annotation
    library.add_annotation = refuse  # type: ignore[method-assign,assignment]
    person.press("保存")
    person.settle()
    assert person.sentence == "磁盘满了，请清出空间再试。"
    assert notes.typed
    library.add_annotation = kept  # type: ignore[method-assign]
    person.press("保存")
    person.settle()
    assert "写不进去的话" in [note.text for note in person.contents[TARGETS].annotations]
    assert not notes.editing
