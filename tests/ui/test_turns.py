"""Work that only the GUI thread may do is done in small steps: what else happens in the window goes on in between."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from briefing.ui.tasks import TURN_SECONDS, Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.close()


def test_others_have_their_turn_between_the_steps(qtbot: QtBot, tasks: Tasks) -> None:
    happened: list[str] = []

    def steps() -> Iterator[int]:
        for number in range(3):
            time.sleep(TURN_SECONDS)
            happened.append(f"step {number}")
            yield number

    other = QTimer()
    other.timeout.connect(lambda: happened.append("other"))
    other.start(0)
    tasks.run_in_turns(steps(), lambda: happened.append("done"))
    assert tasks.busy
    qtbot.waitUntil(lambda: "done" in happened)
    other.stop()
    assert [one for one in happened if one != "other"] == ["step 0", "step 1", "step 2", "done"]
    assert "other" in happened[happened.index("step 0") : happened.index("step 2")]
    assert not tasks.busy


def test_a_step_that_fails_is_told_and_ends_it(
    qtbot: QtBot, tasks: Tasks, logged_warnings: list[logging.LogRecord]
) -> None:
    said: list[str] = []

    def steps() -> Iterator[int]:
        yield 1
        raise ImportError("numpy")

    tasks.run_in_turns(steps(), lambda: said.append("done"), said.append)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert said == [tasks.fault_sentence]
    assert [record.getMessage() for record in logged_warnings] == ["work failed"]
    logged_warnings.clear()


def test_closing_ends_it_in_the_middle(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[int] = []

    def steps() -> Iterator[int]:
        for number in range(1_000):
            time.sleep(TURN_SECONDS)
            done.append(number)
            yield number

    tasks.run_in_turns(steps())
    qtbot.waitUntil(lambda: bool(done))
    tasks.close()
    sofar = len(done)
    qtbot.wait(round(TURN_SECONDS * 5_000))
    assert len(done) == sofar
