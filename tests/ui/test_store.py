"""The store follows every change by reading what the change names, and then holds what a fresh reading would."""

from __future__ import annotations

import gc
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from briefing.actions.annotating import (
    AddAnnotation,
    DeleteAnnotation,
    EditAnnotation,
    EditAnnotations,
    PlaceAnnotation,
    RestoreAnnotation,
    RestoreVersion,
)
from briefing.actions.checking import JudgeFinding
from briefing.actions.command import Changes, Command, Done
from briefing.actions.correcting import ConfirmFigure, CorrectFigure, RemoveFigure
from briefing.actions.door import Door
from briefing.actions.importing import RemoveReport, RereadReport, RestoreReport
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.correction import FigureFields
from briefing.domain.errors import LibraryError
from briefing.domain.span import Span
from briefing.domain.verdict import Judgement
from briefing.library import reports, revisions, writing
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui import snapshot
from briefing.ui.snapshot import Reader
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from tests.library.samples import harvest_figures, make_report

STEPS = 40
KEYS = ("harvest-2024", "harvest-2025")


@dataclass(frozen=True, slots=True)
class Withdraw:
    """What undoing the taking in of a colleague's file does to an annotation that came with it, and its inverse."""

    name: ClassVar[str] = "撤回"

    note: Annotation
    withdrawn: bool

    def apply(self, library: Library) -> Done[None]:
        with library._writing() as session:
            kept = reports.load(session, self.note.report_key)
            assert kept is not None
            ids = [one.id for one in revisions.of(session, self.note.id)] or list(self.kept)
            revisions.set_withdrawn(session, ids, self.withdrawn)
            writing.refresh(session, kept, self.note.id, self.note.changed)
        changes = Changes(annotations=frozenset({self.note.id}))
        return Done(None, changes, replace(self, withdrawn=not self.withdrawn, kept=tuple(ids)))

    kept: tuple[str, ...] = ()


class Desk:
    """A store over a real library, and one who waits for it."""

    def __init__(self, path: Path) -> None:
        self.door, self.tasks = Door(path), Tasks()
        self.store = Store(self.door, self.tasks)
        self.loadings: list[int] = []
        self.faults: list[str] = []
        self.store.loaded.connect(lambda: self.loadings.append(1))
        self.store.failed.connect(self.faults.append)

    def wait(self) -> None:
        while self.tasks.busy:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def do(self, command: Command[Any]) -> None:
        self.store.submit(command)
        self.wait()

    def check(self) -> None:
        """That the store holds what a reader finds who knows nothing yet."""
        fresh = self.door.read(Reader().everything).result()
        assert self.store.library == fresh.library
        assert self.store.indicators == fresh.indicators
        assert self.store.initials == fresh.initials
        assert self.store.corrections == tuple(one for each in fresh.corrections.values() for one in each)

    @property
    def notes(self) -> list[Annotation]:
        return [note for each in self.store.library for note in each.annotations]

    def leave(self) -> None:
        self.door.close()
        self.tasks.close()


@pytest.fixture(scope="module")
def two_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("two") / "library.db"
    with Library.open(path, seed=False) as library:
        for key, year in zip(KEYS, (2024, 2025), strict=True):
            report = make_report(key, year=year)
            library.add_report(report, harvest_figures(report))
    return path


@pytest.fixture
def desk(qapp: QApplication, two_reports: Path, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(Path(shutil.copy(two_reports, tmp_path / "library.db")))
    made.store.load()
    made.wait()
    yield made
    made.leave()


def add(key: str = KEYS[0], item: int | None = 1, stretch: Span | None = None, **more: Any) -> AddAnnotation:
    return AddAnnotation(
        report_key=key, item=item, stretch=stretch, kind=AnnotationKind.RISK, text="注意", author="综合科", **more
    )


def commands(dice: random.Random, desk: Desk) -> Iterator[Callable[[], Command[Any]]]:
    """Ways to change the library as it stands; one that does not fit it is refused."""
    key, item = dice.choice(KEYS), dice.randint(0, 4)
    start = dice.randint(0, 3)
    stretch = dice.choice([None, Span(start, start + 2)])
    yield lambda: add(key, item, stretch, tags=("民生",), status=dice.choice(list(AnnotationStatus)))
    yield lambda: add(key, None, None, section=dice.choice([(), (0,), (0, 1)]))
    notes = desk.notes
    if notes:
        note = dice.choice(notes)
        some = tuple(one.id for one in dice.sample(notes, min(3, len(notes))))
        yield lambda: add(note.report_key, None, None, answers=note.id)
        yield lambda: EditAnnotation(id=note.id, author="办公室", change=Edit(text=f"改{dice.random()}"))
        status = dice.choice(list(AnnotationStatus))
        yield lambda: EditAnnotations(ids=some, author="办公室", change=Edit(status=status))
        yield lambda: DeleteAnnotation(id=note.id, author="综合科")
        yield lambda: RestoreAnnotation(id=note.id, author="综合科")
        yield lambda: PlaceAnnotation(id=note.id, item=item, stretch=stretch, author="综合科")
        yield lambda: Withdraw(note, True)
        first = desk.door.read(lambda library: library.history(note.id)[0].revision.id).result()
        yield lambda: RestoreVersion(id=note.id, revision=first, author=note.author)
    figures = [figure for each in desk.store.library for figure in each.figures]
    if figures:
        figure = dice.choice(figures)
        fields = replace(FigureFields.of(figure), subject="换个说法")
        yield lambda: CorrectFigure(ref=figure.ref, fields=fields, author="综合科")
        yield lambda: ConfirmFigure(ref=figure.ref, author="综合科")
        yield lambda: RemoveFigure(ref=figure.ref, author="综合科")
    yield lambda: RemoveReport(key)
    yield lambda: RestoreReport(key)
    yield lambda: RereadReport(key)
    yield lambda: JudgeFinding(finding="check-1", judgement=dice.choice([None, *Judgement]), author="综合科")


@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_it_holds_what_a_fresh_reading_gives(desk: Desk, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(STEPS):
        chance = dice.random()
        if chance < 0.2 and desk.store.undo_name:
            desk.store.undo()
        elif chance < 0.35 and desk.store.redo_name:
            desk.store.redo()
        else:
            desk.store.submit(dice.choice(list(commands(dice, desk)))())
        desk.wait()
        desk.check()
    assert desk.notes


def test_all_that_was_done_can_be_taken_back_and_done_again(desk: Desk) -> None:
    for command in (add(), add(stretch=Span(0, 2)), add(KEYS[1], None, section=(0, 1))):
        desk.do(command)
    desk.do(EditAnnotations(ids=tuple(note.id for note in desk.notes), author="办公室", change=Edit(tags=("待查",))))
    last = desk.store.library
    while desk.store.undo_name:
        desk.store.undo()
        desk.wait()
        desk.check()
    assert [note.deleted for note in desk.notes] == [True] * 3
    while desk.store.redo_name:
        desk.store.redo()
        desk.wait()
        desk.check()
    assert [note.tags for each in last for note in each.annotations] == [note.tags for note in desk.notes]


def test_annotations_that_begin_at_one_place_stand_in_the_order_of_writing_also_when_one_comes_back(desk: Desk) -> None:
    for _ in range(3):
        desk.do(add())
    first, second, third = desk.notes
    for gone in (first, second):
        desk.do(Withdraw(gone, True))
    assert [note.id for note in desk.notes] == [third.id]
    for _ in range(2):
        desk.store.undo()
        desk.wait()
    assert [note.id for note in desk.notes] == [first.id, second.id, third.id]


def test_what_changes_nothing_is_not_followed(desk: Desk) -> None:
    desk.do(add())
    loadings, now = len(desk.loadings), desk.store.library
    desk.do(EditAnnotation(id=desk.notes[0].id, author="综合科", change=Edit(text=desk.notes[0].text)))
    assert (len(desk.loadings), desk.store.library is now) == (loadings, True)
    desk.do(JudgeFinding(finding="check-1", judgement=Judgement.SOUND, author="综合科"))
    assert (len(desk.loadings), desk.store.library is now) == (loadings + 1, True)


def test_what_a_change_does_not_name_stays_the_same_object(desk: Desk) -> None:
    desk.do(add())
    newer, older = desk.store.library
    indicators, initials = desk.store.indicators, desk.store.initials
    desk.do(EditAnnotation(id=desk.notes[0].id, author="综合科", change=Edit(text="改过")))
    assert desk.store.library[0] is newer
    assert desk.store.library[1].report is older.report
    assert desk.store.library[1].figures is older.figures
    assert (desk.store.indicators is indicators, desk.store.initials is initials) == (True, True)


def test_after_a_reading_that_failed_everything_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise LibraryError("磁盘拔掉了，请插好再试。")

    with monkeypatch.context() as broken:
        broken.setattr(Library, "annotations", refuse)
        desk.do(add())
    assert desk.faults == ["磁盘拔掉了，请插好再试。"]
    assert desk.notes == []
    desk.do(JudgeFinding(finding="check-1", judgement=Judgement.SOUND, author="综合科"))
    assert len(desk.notes) == 1
    desk.check()


def test_what_is_read_of_a_large_library_is_out_of_the_collectors_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(add())
    frozen = gc.get_freeze_count()
    desk.store.load()
    desk.wait()
    assert gc.get_freeze_count() == frozen
    monkeypatch.setattr(snapshot, "_MANY", 0)
    desk.store.load()
    desk.wait()
    try:
        assert gc.get_freeze_count() > frozen
        desk.check()
    finally:
        gc.unfreeze()
