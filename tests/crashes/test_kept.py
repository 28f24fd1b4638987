"""The folder of reports: kept as they are, thinned, and no harm where it cannot be written."""

from __future__ import annotations

import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefing.crashes.fault import Fault, FaultKind, Frame, Handling, Stack, parse, record
from briefing.crashes.kept import MOST_BYTES, MOST_REPORTS, Faults
from briefing.crashes.support import Also, support_text
from tests.library.stick import fill, mounted

TEXT = st.text(max_size=8)
FULL = Fault(FaultKind.NATIVE, "2026-03-04T05:06:07+08:00", "Aborted", (Stack("Thread", (Frame("a.py", 1, "b"),)),))
FAULTS = st.builds(
    Fault,
    kind=st.sampled_from(FaultKind),
    when=st.just("2026-03-04T05:06:07+08:00"),
    name=TEXT,
    stacks=st.lists(
        st.builds(
            Stack,
            TEXT,
            st.lists(st.builds(Frame, TEXT, st.integers(0, 9999), TEXT), max_size=2).map(tuple),
            TEXT,
        ),
        max_size=2,
    ).map(tuple),
    count=st.integers(1, 10**6),
    version=TEXT,
    library=TEXT,
    events=st.lists(TEXT, max_size=3).map(tuple),
    handling=st.sampled_from(Handling),
    checked=st.booleans(),
)


def fault(second: int = 0, **named: object) -> Fault:
    return Fault(FaultKind.PYTHON, f"2026-03-04T05:06:{second:02}+08:00", **named)  # type: ignore[arg-type]


@given(FAULTS)
def test_a_report_comes_back_as_it_was(one: Fault) -> None:
    assert parse(json.loads(json.dumps(record(one)))) == one


EVERYTHING = Also(True, True, "诊断", "在打印")
NOW = datetime(2026, 3, 4, tzinfo=UTC)
JUNK = st.none() | st.booleans() | st.floats() | TEXT | st.lists(TEXT) | st.dictionaries(TEXT, TEXT)
SPOILT = st.builds(lambda name, junk: {**record(FULL), name: junk}, st.sampled_from([*record(FULL), "later"]), JUNK)


@given(JUNK | SPOILT)
def test_whatever_lies_there_is_read_or_passed_over(kept: object) -> None:
    found = parse(kept)
    assert found is None or "故障 1" in support_text([found], EVERYTHING, NOW)


def test_even_half_a_character_can_be_kept() -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert Faults(Path(folder)).keep(fault(name="\ud800")) is not None
        assert len(Faults(Path(folder)).all()) == 1


def test_the_newest_comes_first_and_files_of_others_are_passed_over(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    for second in (1, 3, 2):
        faults.keep(fault(second))
    (tmp_path / "fault-x.json").write_text("{", encoding="utf-8")
    (tmp_path / "note.txt").write_text("x", encoding="utf-8")
    assert [one.fault.when[-8:-6] for one in faults.all()] == ["03", "02", "01"]


def test_of_many_the_newest_stay(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    for second in range(MOST_REPORTS + 5):
        faults.keep(fault(second))
    faults.thin()
    assert len(faults.all()) == MOST_REPORTS
    assert faults.all()[0].fault == fault(MOST_REPORTS + 4)


def test_of_large_ones_fewer_stay(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    for second in range(7):
        faults.keep(fault(second, name="x" * 900_000))
    faults.thin()
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= MOST_BYTES
    assert faults.all()[0].fault.when == fault(6).when


def test_what_became_of_a_report_is_kept_with_it(tmp_path: Path) -> None:
    faults = Faults(tmp_path)
    path = faults.keep(fault())
    assert path is not None
    faults.change([path], handling=Handling.TOLD)
    faults.change([path], checked=True, count=7)
    (one,) = faults.all()
    assert (one.fault.handling, one.fault.checked, one.fault.count) == (Handling.TOLD, True, 7)
    faults.forget([path])
    faults.change([path], handling=Handling.SAVED)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "crashes").touch()
    faults = Faults(tmp_path / "crashes")
    assert faults.keep(fault()) is None
    faults.collect(tmp_path / "briefing.log")
    faults.thin()
    assert faults.all() == ()


def test_on_a_full_disk_nothing_is_left_half_written(tmp_path: Path) -> None:
    with mounted(tmp_path, "1m") as stick:
        faults = Faults(stick)
        path = faults.keep(fault())
        assert path is not None
        fill(stick)
        assert faults.keep(fault(1, name="x" * 100_000)) is None
        faults.change([path], count=7)
        assert sorted(one.name for one in stick.iterdir()) == ["ballast", path.name]
        assert len(faults.all()) == 1
