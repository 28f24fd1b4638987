"""Real libraries that hand each other real packages, at random: all come to the same."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.conflict import conflicts
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.conftest import REPORT
from tests.library.exchange.packing import dump_of

NAMES = ("甲", "乙", "丙")
ACTS = (
    "add",
    "add",
    "edit",
    "status",
    "delete",
    "restore",
    "answer",
    "place",
    "tag",
    "attach",
    "choose",
    "hand",
    "hand",
)
PLACES = ((1, Span(7, 13)), (1, Span(7, 13)), (2, None), (3, Span(0, 4)))

Act = tuple[int, str, int, int]
acts = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(ACTS), st.integers(0, 5), st.integers(0, 9)), min_size=4, max_size=11
)


class Offices:
    """Three libraries with clocks that jump about, and a fourth that starts empty as often as one likes."""

    def __init__(self, folder: Path, empty: Path, stack: ExitStack) -> None:
        self._folder, self._empty, self._stack = folder, empty, stack
        self._count = 0
        self.jump = 0
        self.libraries = [self.fresh() for _ in NAMES]
        self.texts: set[str] = set()

    def fresh(self) -> Library:
        self._count += 1
        path = Path(shutil.copy(self._empty, self._folder / f"{self._count}.db"))
        return self._stack.enter_context(Library.open(path, clock=self._clock))

    def hand(self, giver: Library, taker: Library) -> str:
        path = self._folder / "交换.bnotes"
        giver.export_package(path, author="某科")
        return taker.take_in(path, author="某科").exchange

    def do(self, who: int, what: str, which: int, value: int) -> None:
        library, name = self.libraries[who], NAMES[who]
        self.jump = (value - 5) * 40
        if what == "hand":
            self.hand(library, self.libraries[(who + 1 + value % 2) % 3])
            return
        notes = sorted(library.contents()[0].annotations, key=lambda note: (note.text, note.author, note.created))
        if what == "add" or not notes:
            item, stretch = PLACES[which % len(PLACES)]
            self._add(library, name, item, stretch)
        else:
            self._change(library, name, what, notes[which % len(notes)], value)

    def _change(self, library: Library, name: str, what: str, note: Annotation, value: int) -> None:
        def edit(action: str = "edit", **changes: Any) -> None:
            library.edit_annotation(note.id, Edit(**changes), author=name, action=action)

        match what:
            case "edit":
                edit(text=self._words(), due=date(2026, 5, 1 + value).isoformat() if value % 2 else "")
            case "status":
                edit(status=list(AnnotationStatus)[value % 4])
            case "delete" | "restore":
                edit(what, deleted=what == "delete")
            case "answer":
                self._add(library, name, None, None, answers=note.id)
            case "place":
                item, stretch = PLACES[value % len(PLACES)]
                library.place_annotation(note.id, item, stretch, author=name)
            case "tag":
                edit(tags=(*note.tags, "重点") if value % 2 else ())
            case "attach":
                kept = library.keep_attachment(f"附件{value % 2}.txt", f"内容{value % 2}".encode())
                edit(attachments=(kept,) if value % 3 else ())
            case "choose" if "text" in note.conflicts:
                edit("choose", text=note.text)

    def _add(self, library: Library, name: str, item: int | None, stretch: Span | None, answers: str = "") -> None:
        library.add_annotation(
            REPORT, item, stretch, kind=AnnotationKind.WORDING, text=self._words(), author=name, answers=answers
        )

    def _words(self) -> str:
        words = f"第{len(self.texts)}句 <b>#{{x}}"
        self.texts.add(words)
        return words

    def _clock(self) -> datetime:
        self.jump += 1
        return datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=self.jump)


def seen(library: Library) -> dict[str, Any]:
    """Everything a person sees of the annotations, with what they would be asked to choose between."""
    notes = library.contents()[0].annotations
    revisions = library.revisions(note.id for note in notes)
    return {
        note.id: (
            note,
            library.history(note.id),
            conflicts(revisions[note.id]),
            [library.attachment_content(one.sha256) for one in note.attachments],
        )
        for note in notes
    }


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts)
def test_three_offices_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, harvest_file: Path, history: list[Act]
) -> None:
    with ExitStack() as stack:
        offices = Offices(tmp_path_factory.mktemp("offices"), harvest_file, stack)
        for act in history:
            offices.do(*act)
        states = []
        for order in list(permutations(range(3)))[::2]:
            fourth = offices.fresh()
            for who in order:
                offices.hand(offices.libraries[who], fourth)
            before = dump_of(fourth.path)
            assert not any(offices.hand(one, fourth) for one in offices.libraries)
            assert dump_of(fourth.path) == before
            states.append(seen(fourth))
        assert all(state == states[0] for state in states)
        written = {v.after["text"] for _, line, _, _ in states[0].values() for v in line if "text" in v.after}
        assert written == offices.texts
        for giver, taker in ((0, 1), (1, 2), (2, 0), (0, 1)):
            offices.hand(offices.libraries[giver], offices.libraries[taker])
        assert all(seen(one) == states[0] for one in offices.libraries)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts, acts)
def test_taking_back_and_bringing_again(
    tmp_path_factory: pytest.TempPathFactory, harvest_file: Path, history: list[Act], more: list[Act]
) -> None:
    with ExitStack() as stack:
        offices = Offices(tmp_path_factory.mktemp("offices"), harvest_file, stack)
        for act in history:
            offices.do(*act)
        one, other, _ = offices.libraries
        before = seen(one)
        exchange = offices.hand(other, one)
        after = seen(one)
        if not exchange:
            assert after == before
            return
        one.withdraw_exchange(exchange)
        assert seen(one) == before
        one.restore_exchange(exchange)
        assert seen(one) == after
        # What happens afterwards is not harmed by taking the first one back.
        for act in more:
            offices.do(*act)
        one.withdraw_exchange(exchange)
        one.restore_exchange(exchange)
        for library in offices.libraries:
            assert library.health().ok
