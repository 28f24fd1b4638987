"""Taking annotations in through the door: one step, undone and done again, with news of what changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.actions.annotating import EditAnnotation
from briefing.actions.command import Changes
from briefing.actions.door import Door
from briefing.actions.exchanging import TakeInAnnotations
from briefing.domain.annotation import Annotation, AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.samples import make_report

REPORT = "harvest-2025"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with a report, and a colleague's package of two annotations beside it."""
    folder = tmp_path_factory.mktemp("office")
    with Library.open(folder / "library.db", seed=False) as library:
        library.add_report(make_report(), ())
    with Library.open(Path(shutil.copy(folder / "library.db", folder / "colleague.db"))) as colleague:
        for item in (1, 3):
            colleague.add_annotation(REPORT, item, None, kind=AnnotationKind.RISK, text=f"风险{item}", author="投资科")
        colleague.export_package(folder / "同事.bnotes", author="投资科")
    return folder


@pytest.fixture
def door(office: Path, tmp_path: Path) -> Iterator[Door]:
    opened = Door(Path(shutil.copy(office / "library.db", tmp_path / "library.db")))
    yield opened
    opened.close()


def notes(door: Door) -> dict[str, Annotation]:
    return {note.id: note for note in door.read(lambda library: library.contents()[0].annotations).result()}


def test_it_is_one_step_that_can_be_undone_and_done_again(door: Door, office: Path) -> None:
    heard: list[Changes] = []
    door.listen(heard.append)
    outcome = door.submit(TakeInAnnotations(office / "同事.bnotes", "综合科", lambda: "备份.db")).result()
    after = notes(door)
    assert (outcome.name, outcome.value.backup) == ("并入批注", "备份.db")
    assert outcome.value.preview.counts[Arrival.NEW] == len(after) == 2
    assert heard == [Changes(reports=frozenset({REPORT}), annotations=frozenset(after))]
    assert door.undo_name == "并入批注"
    door.undo().result()
    assert notes(door) == {}
    assert door.redo_name == "并入批注"
    door.redo().result()
    assert notes(door) == after
    door.undo().result()
    assert notes(door) == {}
    assert heard == heard[:1] * 4


def test_a_file_that_brings_nothing_is_no_step(door: Door, office: Path) -> None:
    door.submit(TakeInAnnotations(office / "同事.bnotes", "综合科")).result()
    door.undo().result()
    door.redo().result()
    outcome = door.submit(TakeInAnnotations(office / "同事.bnotes", "综合科")).result()
    assert (outcome.value.exchange, bool(outcome.changes)) == ("", False)
    door.undo().result()
    assert notes(door) == {}


def test_undoing_in_order_takes_ones_own_edit_back_first(door: Door, office: Path) -> None:
    door.submit(TakeInAnnotations(office / "同事.bnotes", "综合科")).result()
    first = min(notes(door))
    names = frozenset({"投资科"})
    door.submit(EditAnnotation(id=first, author="综合科", names=names, change=Edit(text="改过"))).result()
    door.undo().result()
    assert notes(door)[first].text.startswith("风险")
    # Taking the edit back is itself a revision that builds on what came: it is somebody's, and stays.
    outcome = door.undo().result()
    assert outcome is not None
    assert outcome.value.left == (first,)
    assert set(notes(door)) == {first}


def test_a_file_that_is_none_changes_nothing(door: Door, tmp_path: Path) -> None:
    (tmp_path / "x.bnotes").write_text("不是", encoding="utf-8")
    with pytest.raises(LibraryError, match="不是批注文件"):
        door.submit(TakeInAnnotations(tmp_path / "x.bnotes", "综合科")).result()
    assert (notes(door), door.undo_name) == ({}, None)
