"""A second start hands over to the window that has the library, through files alone."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.library.handover import Inbox, Request, folder_of, hand_over
from briefing.library.holder import Holder, note_of
from briefing.library.occupancy import Occupancy
from tests.library.test_occupancy import elsewhere, end

LONGEST = 30.0
"""Seconds that a test waits for another thread or process."""

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and owners are told otherwise there")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "资料 库.db"
    path.touch()
    return path


@pytest.fixture
def inbox(library: Path) -> Iterator[Inbox]:
    """The inbox of this process, which holds the library."""
    held = Occupancy(library)
    made = Inbox(library)
    assert made.open()
    yield made
    made.close()
    held.release()


def leave(inbox: Inbox, name: str = "0" * 20 + "-" + "a" * 32 + ".json", **words: object) -> Path:
    """A request to this process as another start writes it, apart from these words."""
    holder = Holder.read(inbox.folder.with_suffix(""))
    assert holder is not None
    path = inbox.folder / name
    path.write_text(json.dumps({"to": [holder.process, holder.since], "file": None, **words}), encoding="utf-8")
    return path


@contextmanager
def answering(library: Path) -> Iterator[list[Request]]:
    """Somebody of this process who holds the library under another number, and takes whatever comes."""
    taken: list[Request] = []
    stop = threading.Event()
    held = Occupancy(library)
    inbox = Inbox(library)
    assert inbox.open()

    def take() -> None:
        while not stop.wait(0.005):
            taken.extend(inbox.take())

    thread = threading.Thread(target=take)
    thread.start()
    try:
        yield taken
    finally:
        stop.set()
        thread.join(LONGEST)
        inbox.close()
        held.release()


def as_neighbour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads of one process stand for two processes here; two real ones meet in ``tests/ui/opening``."""
    monkeypatch.setattr(Holder, "is_neighbour", property(lambda holder: True))


def test_the_window_that_has_the_library_takes_the_file(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_neighbour(monkeypatch)
    files = [
        None,
        library.parent / "同事的 批注.bnotes",
        library.parent / "名\udcff.txt",
    ]
    with answering(library) as taken:
        for file in files:
            assert hand_over(library, file, patience=LONGEST)
    assert [request.file for request in taken] == files
    assert [path.name for path in library.parent.iterdir()] == [library.name]


def test_without_another_window_nothing_is_handed_over_and_nothing_left(library: Path) -> None:
    assert not hand_over(library)
    assert [path.name for path in library.parent.iterdir()] == [library.name]


def test_a_window_that_does_not_answer_is_given_up_and_keeps_nothing(library: Path) -> None:
    process = elsewhere(library)
    try:
        assert not hand_over(library, patience=0.1)
        folder_of(library).mkdir(mode=0o700)
        assert not hand_over(library, patience=0.1)
        assert list(folder_of(library).iterdir()) == []
    finally:
        end(process)


def test_a_window_that_was_killed_is_not_waited_for(library: Path) -> None:
    process = elsewhere(library)
    end(process)
    assert note_of(library).exists()
    folder_of(library).mkdir(mode=0o700)
    assert not hand_over(library, patience=LONGEST)
    assert not note_of(library).exists()
    assert list(folder_of(library).iterdir()) == []


@pytest.mark.parametrize("name", ["user", "host"])
def test_another_persons_window_is_not_asked(library: Path, name: str) -> None:
    process = elsewhere(library)
    try:
        note = json.loads(note_of(library).read_text(encoding="utf-8"))
        note_of(library).write_text(json.dumps({**note, name: "别处"}), encoding="utf-8")
        assert not hand_over(library, patience=LONGEST)
    finally:
        end(process)


def test_what_an_earlier_window_left_is_dropped(inbox: Inbox) -> None:
    left = leave(inbox, to=[os.getpid(), "2026-01-01T00:00:00+08:00"])
    assert inbox.take() == ()
    assert not left.exists()


@pytest.mark.parametrize(
    "file",
    [7, ["x"], {"x": 1}, True, "", "相对/路径.txt", "../上一级.txt", "\0", "/a\0b", "http" + "://a/b.bnotes"],
)
def test_a_file_that_is_no_whole_path_is_dropped(inbox: Inbox, file: object) -> None:
    leave(inbox, file=file)
    assert inbox.take() == ()
    assert list(inbox.folder.iterdir()) == []


@given(content=st.binary(max_size=200))
def test_no_content_does_any_harm(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "library.db"
    path.touch()
    held, inbox = Occupancy(path), Inbox(path)
    try:
        assert inbox.open()
        (inbox.folder / f"{'0' * 20}-{'b' * 32}.json").write_bytes(content)
        assert inbox.take() == ()
        assert list(inbox.folder.iterdir()) == []
    finally:
        inbox.close()
        held.release()
        shutil.rmtree(path.parent)


def test_one_that_is_too_large_or_too_deep_is_dropped(inbox: Inbox) -> None:
    leave(inbox, file="/" + "长" * 40_000)
    deep = inbox.folder / f"{'1' * 20}-{'c' * 32}.json"
    deep.write_text("[" * 30_000, encoding="utf-8")
    assert inbox.take() == ()
    assert list(inbox.folder.iterdir()) == []


@posix
def test_links_pipes_and_folders_are_not_followed(inbox: Inbox, tmp_path: Path) -> None:
    true = leave(inbox)
    elsewhere_file = tmp_path / "elsewhere.json"
    shutil.move(true, elsewhere_file)
    true.symlink_to(elsewhere_file)
    os.mkfifo(inbox.folder / f"{'2' * 20}-{'d' * 32}.json")
    (inbox.folder / f"{'3' * 20}-{'e' * 32}.json").mkdir()
    assert inbox.take() == ()
    assert elsewhere_file.exists()


@posix
def test_a_folder_that_is_anothers_is_not_used(library: Path, tmp_path: Path) -> None:
    held = Occupancy(library)
    (tmp_path / "there").mkdir()
    folder_of(library).symlink_to(tmp_path / "there")
    assert not Inbox(library).open()
    folder_of(library).unlink()
    if os.geteuid() == 0:
        folder_of(library).mkdir()
        os.chown(folder_of(library), 65534, 65534)
        assert not Inbox(library).open()
    held.release()


@posix
def test_nobody_else_may_look_into_the_folder(inbox: Inbox) -> None:
    assert inbox.folder.stat().st_mode & 0o777 == 0o700


def test_where_the_library_is_gone_no_folder_is_made(library: Path) -> None:
    held = Occupancy(library)
    library.unlink()
    assert not Inbox(library).open()
    held.release()
    assert list(library.parent.iterdir()) == []
