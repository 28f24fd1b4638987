"""``briefing library backup|restore|check``, and the other verbs beside an open window."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefing.actions.annotating import AddAnnotation
from briefing.actions.door import Door
from briefing.cli import main
from briefing.domain.annotation import AnnotationKind
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from tests.cli.conftest import Run, one_line
from tests.library.ruined import a_letter

KEY = "changzhi-2026"


@pytest.fixture
def door(library_file: Path) -> Iterator[Door]:
    """What a window has the library open with."""
    opened = Door(library_file)
    opened.opened.result(timeout=30)
    yield opened
    opened.close()


def add(text: str) -> AddAnnotation:
    return AddAnnotation(report_key=KEY, item=19, kind=AnnotationKind.RISK, text=text, author="综合科")


def write(path: Path, text: str) -> None:
    with Library.open(path) as library:
        add(text).apply(library)


def texts(path: Path) -> list[str]:
    with Library.open(path) as library:
        contents = library.report(KEY)
        assert contents is not None
        return [note.text for note in contents.annotations]


def test_a_backup_goes_to_its_folder(run: Run, library_file: Path) -> None:
    status, out, err = run("library", "backup")
    assert (status, err) == (0, "")
    (made,) = Backups(library_file).all()
    assert out.strip() == str(made.path)
    assert (made.reason, made.reports, made.sound) == (BackupReason.MANUAL, 2, True)


def test_a_backup_goes_where_it_is_told(run: Run, library_file: Path, tmp_path: Path) -> None:
    to = tmp_path / "U盘 备份.db"
    status, out, err = run("library", "backup", "--to", to, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert (answer["file"], answer["reports"]) == (str(to), 2)
    with Library.open(to) as copy, Library.open(library_file) as library:
        assert copy.contents() == library.contents()
    assert not Backups(library_file).folder.exists()


def test_going_back_and_back_again(run: Run, library_file: Path, tmp_path: Path) -> None:
    write(library_file, "一")
    backup = tmp_path / "copy.db"
    run("library", "backup", "--to", backup)
    write(library_file, "二")
    status, out, err = run("library", "restore", backup, "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert (answer["library"], answer["restored"]) == (str(library_file), str(backup))
    assert "二" not in texts(library_file)
    status, out, _ = run("library", "restore", answer["before"])
    assert status == 0
    assert str(library_file) in out
    assert {"一", "二"} <= set(texts(library_file))


def test_a_check_counts_and_lists_backups(run: Run, library_file: Path) -> None:
    run("library", "backup")
    status, out, err = run("library", "check", "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert set(answer) == {
        "library", "ok", "schema", "size", "reports", "items", "figures", "annotations", "problems", "backups",
    }  # fmt: skip
    assert (answer["ok"], answer["problems"], answer["reports"], answer["items"]) == (True, [], 2, 98)
    (backup,) = answer["backups"]
    assert (backup["reason"], backup["sound"], backup["annotations"]) == ("manual", True, answer["annotations"])
    status, out, _ = run("library", "check")
    assert status == 0
    assert out.startswith("完好\n")
    assert "备份 1 份" in out


def test_a_check_that_finds_something_is_one(run: Run, library_file: Path) -> None:
    with closing(sqlite3.connect(library_file)) as connection:
        connection.execute("UPDATE figures SET item_id = 99999 WHERE id = 1")
        connection.commit()
    status, out, err = run("library", "check")
    assert (status, err) == (1, "")
    assert out.startswith("有损坏\n")
    status, out, _ = run("library", "check", "--json")
    assert status == 1
    assert json.loads(out)["ok"] is False


@pytest.mark.parametrize(
    "call", [("library", "backup"), ("library", "backup", "--to", "copy.db"), ("library", "check")]
)
@pytest.mark.parametrize("spoil", [a_letter, Path.unlink])
def test_without_a_library_that_opens_it_is_said_in_one_line_and_none_is_made(
    run: Run, library_file: Path, monkeypatch: pytest.MonkeyPatch, call: tuple[str, ...], spoil: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(library_file.parent)
    spoil(library_file)
    was_there = library_file.exists()
    status, out, err = run(*call)
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert library_file.exists() == was_there
    assert not library_file.with_name("copy.db").exists()


def test_a_library_that_does_not_open_can_be_restored(run: Run, library_file: Path, tmp_path: Path) -> None:
    write(library_file, "一")
    run("library", "backup", "--to", tmp_path / "copy.db")
    a_letter(library_file)
    status, _, err = run("library", "restore", tmp_path / "copy.db")
    assert (status, err) == (0, "")
    assert "一" in texts(library_file)


@pytest.mark.parametrize("what", ["missing", "words"])
def test_what_is_no_backup_is_said_and_changes_nothing(run: Run, library_file: Path, tmp_path: Path, what: str) -> None:
    file = tmp_path / "x.db"
    if what == "words":
        a_letter(file)
    before = library_file.read_bytes()
    status, out, err = run("library", "restore", file)
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert library_file.read_bytes() == before


def test_beside_an_open_window_reading_and_copying_work_and_restoring_does_not(
    run: Run, library_file: Path, tmp_path: Path, door: Door
) -> None:
    door.submit(add("窗口里刚写的")).result(timeout=30)
    for call in (("outline",), ("search", "就业"), ("compare",), ("check",), ("doctor",), ("library", "check")):
        status, out, err = run(*call)
        assert (status, err) == (0, ""), call
        assert out
    status, _, _ = run("library", "backup", "--to", tmp_path / "copy.db")
    assert status == 0
    assert "窗口里刚写的" in texts(tmp_path / "copy.db")
    status, out, err = run("library", "restore", tmp_path / "copy.db")
    assert (status, out) == (1, "")
    assert one_line(err), err
    assert "另一个简报台窗口" in err
    door.submit(add("还能写")).result(timeout=30)
    door.close()
    status, _, _ = run("library", "restore", tmp_path / "copy.db")
    assert status == 0
    assert "还能写" not in texts(library_file)


@pytest.mark.parametrize("call", [["library"], ["library", "restore"], ["library", "nonsense"]])
def test_a_wrong_call_is_two(run: Run, call: list[str]) -> None:
    status, out, err = run(*call)
    assert (status, out) == (2, "")
    assert "briefing library" in err


def test_the_library_can_be_named_after_the_verb(capsys: pytest.CaptureFixture[str], library_file: Path) -> None:
    assert main(["library", "check", "--library", str(library_file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["library"] == str(library_file)


def findings(run: Run) -> dict[str, tuple[str, str]]:
    _, out, _ = run("doctor", "--json")
    return {one["name"]: (one["value"], one["advice"]) for one in json.loads(out) if one["topic"] == "备份"}


def test_doctor_tells_of_the_backups(run: Run, library_file: Path) -> None:
    none = findings(run)
    assert none["位置"][0] == str(Backups(library_file).folder)
    assert none["份数"][0] == "0"
    assert "立即备份" in none["份数"][1]
    assert "最近一份" not in none
    Backups(library_file, clock=lambda: datetime.now(UTC) - timedelta(days=3, hours=1)).make(BackupReason.DAILY)
    some = findings(run)
    assert some["份数"] == ("1", "")
    assert "3 天前" in some["最近一份"][0]
    assert some["最近一份"][1] == ""
    assert "不完好的文件" not in some


def test_doctor_tells_of_backups_that_are_old_or_damaged(run: Run, library_file: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=90)
    made = Backups(library_file, clock=lambda: long_ago).make(BackupReason.DAILY)
    a_letter(Path(shutil.copy(made.path, made.path.with_name("坏.db"))))
    some = findings(run)
    assert "立即备份" in some["最近一份"][1]
    assert some["不完好的文件"][0] == "1"
