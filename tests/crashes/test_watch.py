"""Every fault nobody caught becomes one report, and everything goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.crashes.fault import Fault
from briefing.crashes.watch import MOST_KINDS, Watch
from briefing.locate import Places

SECRET = "不可外传"


@pytest.fixture(autouse=True)
def quiet_hooks(monkeypatch: pytest.MonkeyPatch, logged_warnings: list[logging.LogRecord]) -> Iterator[None]:
    """The test runner's own hooks would take what is done here on purpose for a failure."""
    for module, name in ((sys, "excepthook"), (threading, "excepthook"), (sys, "unraisablehook")):
        monkeypatch.setattr(module, name, lambda *_: None)
    yield
    logged_warnings.clear()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    places = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    with Watch(places, places.library, native=False) as begun:
        yield begun


def names(watch: Watch) -> list[str]:
    return [one.fault.name for one in watch.faults.all()]


def fail(kind: type[BaseException] = ValueError) -> None:
    raise kind(SECRET)


def caught(kind: type[BaseException] = ValueError) -> BaseException:
    try:
        fail(kind)
    except BaseException as error:
        return error
    raise AssertionError


def uncaught(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_nobody_caught_it(watch: Watch) -> None:
    uncaught(caught())
    (one,) = watch.faults.all()
    assert one.fault.name == "ValueError"
    assert one.fault.stacks[0].frames[-1].function == "fail"
    assert one.fault.library == str(watch.library)
    assert any("started" in event for event in one.fault.events)


def test_on_a_thread(watch: Watch) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert names(watch) == ["ValueError"]


def test_where_it_cannot_be_raised(watch: Watch) -> None:
    class Dying:
        def __del__(self) -> None:
            fail()

    Dying()
    assert names(watch) == ["ValueError"]


def test_caught_logged_and_gone_on(watch: Watch) -> None:
    try:
        fail()
    except ValueError:
        logging.getLogger("briefing.ui.tasks").exception("work failed")
    assert names(watch) == ["ValueError"]
    assert SECRET not in watch.places.log.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", [KeyboardInterrupt, SystemExit])
def test_what_a_person_did_is_no_fault(watch: Watch, kind: type[BaseException]) -> None:
    uncaught(caught(kind))
    assert names(watch) == []


def test_the_same_a_thousand_times_is_one_report_with_a_count(watch: Watch) -> None:
    heard: list[Fault] = []
    watch.listen(heard.append)
    for _ in range(1000):
        uncaught(caught())
    assert len(heard) == len(names(watch)) == 1
    watch.end()
    assert watch.faults.all()[0].fault.count == 1000


def test_faults_without_end_are_not_all_reported(watch: Watch) -> None:
    for number in range(MOST_KINDS + 5):
        uncaught(type(f"Error{number}", (Exception,), {})())
    assert len(names(watch)) == MOST_KINDS


def test_who_comes_later_is_told_of_what_was_before(watch: Watch) -> None:
    uncaught(caught())
    heard: list[Fault] = []
    watch.listen(heard.append)
    assert [fault.name for fault in heard] == ["ValueError"]


def test_a_fault_in_telling_of_a_fault_does_not_go_round(watch: Watch) -> None:
    def break_down(fault: Fault) -> None:
        uncaught(caught(KeyError))
        raise KeyError

    watch.listen(break_down)
    uncaught(caught())
    assert names(watch) == ["ValueError"]


def test_the_hooks_of_before_come_back_and_the_log_tells_of_both_ends(tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    places = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    with Watch(places, places.library, native=False):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    text = places.log.read_text(encoding="utf-8")
    assert "started | " in text
    assert "stopped | " in text
    assert list(places.crashes.iterdir()) == []


def test_a_start_that_fails_leaves_a_report_and_no_mark(tmp_path: Path) -> None:
    places = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    with pytest.raises(ValueError, match=SECRET), Watch(places, places.library, native=False) as watch:
        fail()
    assert names(watch) == ["ValueError"]
    assert [path.suffix for path in places.crashes.iterdir()] == [".json"]


def test_without_a_place_to_write_everything_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").touch()
    places = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    heard: list[Fault] = []
    with Watch(places, places.library, native=False) as watch:
        watch.listen(heard.append)
        uncaught(caught())
    assert [fault.name for fault in heard] == ["ValueError"]
    assert capsys.readouterr() == ("", "")
