"""How the program does with 20,000 annotations over 5,000 items: reading, writing, and each turn of the window."""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.command import Command
from briefing.domain.annotation import AnnotationKind
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui.snapshot import Reader
from tests.benchmarks import large_library
from tests.benchmarks.table import Table
from tests.benchmarks.test_startup import CHARTS, peak_megabytes, variables
from tests.ui.driver import Person

TURN = 50
"""Milliseconds that the window may take for anything before it listens again."""

COMMIT = 20
"""Milliseconds of work for one annotation, until it is committed; waiting for the disk comes on top."""

MEGABYTES = 450
RUNS = 15
WORDS = ("就业", "新增城镇", "安全生产责任", "第33号文", "没有这样的词", "2")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and never to be changed: copy it."""
    path = tmp_path_factory.mktemp("large") / "library.db"
    large_library.make(path)
    return path


@pytest.fixture
def path(large: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(large, tmp_path / "library.db"))


@pytest.fixture
def person(qapp: QApplication, path: Path, tmp_path: Path) -> Iterator[Person]:
    """Before the window with the large library, which has shown an item already: what is made once is made."""
    sitting = Person(qapp, path, tmp_path / "window.ini").start()
    sitting.go(places(sitting, 1)[0])
    yield sitting
    sitting.leave()


OPENING = 300.0
"""Milliseconds in which the page of all annotations is to be open."""


def milliseconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    work()
    return (clock() - begun) * 1000


def places(person: Person, count: int, seed: int = 1) -> list[Place]:
    """Where items stand, picked at random."""
    everywhere = [
        Place(each.report.key, section.path, item.position)
        for each in person.desk.store.library
        for section in each.report.sections()
        for item in section.own_items()
    ]
    return random.Random(seed).sample(everywhere, count)


class Turns:
    """Lets a person do things and watches the window's thread meanwhile."""

    def __init__(self, person: Person, app: QApplication) -> None:
        self._person, self._app = person, app
        self.longest: list[float] = []
        self.shown: list[float] = []

    def do(self, work: Callable[[], object]) -> None:
        """Do it and let the event loop run until all is shown.

        Noted is the longest turn, in time of the window's own thread (whatever else the machine does), and how long it
        took in all.
        """
        begun = time.perf_counter()
        turns = [milliseconds(work, time.thread_time)]
        still = 0
        while still < 3:
            turns.append(milliseconds(self._app.processEvents, time.thread_time))
            still = 0 if self._person.program.tasks.busy else still + 1
            # Else this loop would hold the processor that the library's worker needs.
            time.sleep(0.0005)
        self.shown.append((time.perf_counter() - begun) * 1000)
        self.longest.append(max(turns))


def note_at(place: Place, text: str = "新写的一条，关于民生投入。") -> AddAnnotation:
    assert place.item is not None
    kind, stretch = AnnotationKind.RISK, Span(1, 7)
    return AddAnnotation(
        report_key=place.report_key, item=place.item, stretch=stretch, kind=kind, text=text, author="综合科"
    )


def test_the_library(path: Path) -> None:
    table = Table("20,000 annotations, in the library")
    table.add("opening", [milliseconds(lambda: Library.open(path).close()) for _ in range(3)])
    with Library.open(path) as library:
        reader = Reader()
        table.add("reading everything, first", [milliseconds(lambda: reader.everything(library))])
        table.add("reading everything, again", [milliseconds(lambda: reader.everything(library)) for _ in range(3)])
        table.add("searching", [milliseconds(partial(library.search, word)) for word in WORDS * 3], TURN)
        contents = library.contents()
        added: list[str] = []

        def carry_out(command: Command[Any]) -> None:
            with library.atomic():
                added.append(command.apply(library).value.id)

        places = [Place(each.report.key, (), item) for each in contents for item in (3, 250)]
        notes = [milliseconds(partial(carry_out, note_at(one)), time.thread_time) for one in places]
        table.add("adding an annotation, work", notes, COMMIT)
        table.add("adding an annotation, in all", [milliseconds(partial(carry_out, note_at(one))) for one in places])
        ids = tuple(added)
        changing = [EditAnnotation(id=one, author="综合科", change=Edit(text="改过")) for one in ids]
        deleting = [DeleteAnnotation(id=one, author="综合科") for one in ids]
        for name, commands in (("changing", changing), ("deleting", deleting)):
            work = [milliseconds(partial(carry_out, one), time.thread_time) for one in commands]
            table.add(f"{name} an annotation, work", work, COMMIT)
        table.add("reading one annotation", [milliseconds(partial(library.annotations, [one])) for one in ids])
    table.check()


def test_the_window(person: Person, qapp: QApplication) -> None:
    table = Table("20,000 annotations, in the window: its longest turn, and until all is shown")
    store, window = person.desk.store, person.window

    def measure(name: str, work: Sequence[Callable[[], object]], limit: float = TURN) -> None:
        turns = Turns(person, qapp)
        for each in work:
            turns.do(each)
        table.add(f"{name}, longest turn", turns.longest, limit)
        table.add(f"{name}, all shown", turns.shown)

    go = person.program.navigator.go
    measure("opening an item", [partial(go, place) for place in places(person, RUNS)])
    committed: list[float] = []
    begun = [0.0]
    store.done.connect(lambda _: committed.append((time.perf_counter() - begun[0]) * 1000))

    def save(place: Place) -> None:
        begun[0] = time.perf_counter()
        store.submit(note_at(place))

    turns = Turns(person, qapp)
    for place in places(person, RUNS, seed=2):
        person.go(place)
        turns.do(partial(save, place))
    table.add("saving an annotation, committed", committed)
    table.add("saving an annotation, longest turn", turns.longest, TURN)
    table.add("saving an annotation, on the screen", turns.shown)
    measure("taking it back", [store.undo] * RUNS)
    measure("reading everything again", [store.load] * 3)

    person.shortcut("write")
    person.settle()
    keys = "xiezhushidehua"
    measure("typing a letter of an annotation", [partial(person.type, key) for key in keys])
    person.keys(person.focused(), Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    person.settle()

    window.outline.focus_filter()
    person.settle()
    words: list[Callable[[], object]] = []
    for word in ("就业", "投资", "xf", "2016"):
        words += [partial(person.type, letter) for letter in word]
        words += [partial(person.keys, window.outline.focusWidget(), Qt.Key.Key_Backspace)] * len(word)
    measure("typing a letter into the outline's filter", words)

    turns = Turns(person, qapp)
    for place in places(person, 5, seed=3):
        person.go(place)
        turns.do(person.desk.notes.open)
    table.add("opening the page of annotations, all shown", turns.shown, OPENING)
    window.note_filters.focus()
    person.settle()
    words = []
    for word in ("就业", "投资", "民生"):
        words += [partial(person.type, letter) for letter in word]
        words += [partial(person.keys, person.focused(), Qt.Key.Key_Backspace)] * len(word)
    measure("typing a letter into the filter of annotations", words)
    table.check()


def test_memory_with_a_large_library(path: Path, tmp_path: Path) -> None:
    command = [sys.executable, str(CHARTS), str(path), str(tmp_path / "window.ini")]
    table = Table("20,000 annotations, memory")
    table.add("the most held at once", [peak_megabytes(command, variables(None))], MEGABYTES, "MB")
    table.check()
