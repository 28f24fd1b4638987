"""Correcting figures, deciding about indicators, judging findings: named, told, undone and done again."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.actions.checking import JudgeFinding
from briefing.actions.command import Changes, Command
from briefing.actions.comparing import JoinFigures, RewordIndicator, SplitIndicator
from briefing.actions.correcting import AddFigure, ConfirmFigure, CorrectFigure, RemoveFigure, RestoreFigure
from briefing.actions.door import Door
from briefing.actions.importing import RereadReport
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.correction import FigureFields
from briefing.domain.decision import Wording
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, Measure, Trust
from briefing.domain.quantity import Bound
from briefing.domain.report import Nature
from briefing.domain.search import Hit
from briefing.domain.span import Span
from briefing.domain.verdict import Judgement
from briefing.library.library import Library
from briefing.reading.figures import read_figures
from briefing.reading.outline import read_report
from briefing.reading.sources import load

T = TypeVar("T")
RESULTS, TARGETS = "city-2024", "city-2026"
TEXTS = {
    RESULTS: """# 某市2024年政府工作报告解读

## 2024年工作回顾

#### 1 稳住经济

- 全市地区生产总值完成100.5亿元、增长5.2%。新增城镇就业3.4万人。
- 新建高标准农田20万亩、水浇地3.4万亩。
""",
    TARGETS: """# 某市2026年政府工作报告解读

## 2026年重点工作

#### 1 稳住经济

- 2026年,地区生产总值增长6%左右,新增城镇就业3万人以上。
- 新建高标准农田和水浇地18万亩,发展林下种植养殖13万亩,工业技改投资增长达到25%,促销费活动再办100场。
""",
}
WHO = "统计科"
State = tuple[Any, ...]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with two small reports of one city."""
    folder = tmp_path_factory.mktemp("city")
    with Library.open(folder / "library.db", seed=False) as library:
        for key, text in TEXTS.items():
            (folder / f"{key}.txt").write_text(text, encoding="utf-8")
            report = read_report(load(folder / f"{key}.txt"), key=key)
            library.add_report(report, read_figures(report))
    return folder / "library.db"


@pytest.fixture
def door(city: Path, tmp_path: Path) -> Iterator[Door]:
    opened = Door(Path(shutil.copy(city, tmp_path / "library.db")))
    yield opened
    opened.close()


def wait(future: Future[T]) -> T:
    return future.result(timeout=30)


def ask(door: Door, question: Callable[[Library], T]) -> T:
    return wait(door.read(question))


def figure(door: Door, key: str, raw: str) -> Figure:
    kept = ask(door, lambda library: library.report(key))
    assert kept is not None
    return next(one for one in kept.figures if one.raw == raw)


def indicator(door: Door, raw: str) -> Indicator:
    return next(one for one in ask(door, Library.indicators) if one.target.raw == raw)


def test_a_correction_says_what_changed_and_is_undone_by_name(door: Door) -> None:
    read = figure(door, TARGETS, "3万人")
    fields = replace(FigureFields.of(read), value=Decimal(4))
    outcome = wait(door.submit(CorrectFigure(ref=read.ref, fields=fields, author=WHO)))
    assert (outcome.name, outcome.value.trust, outcome.value.quantity.words) == ("更正数据", Trust.CORRECTED, "≥4万人")
    assert outcome.changes == Changes(
        reports=frozenset({TARGETS}), figures=frozenset({read.ref}), indicators=True, findings=True
    )
    assert indicator(door, "3万人").target == outcome.value
    assert door.undo_name == "更正数据"
    undone = wait(door.undo())
    assert undone is not None
    assert (undone.name, undone.changes) == ("更正数据", outcome.changes)
    assert figure(door, TARGETS, "3万人") == read
    wait(door.redo())
    assert figure(door, TARGETS, "3万人") == outcome.value


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda one: ConfirmFigure(ref=one.ref, author=WHO), "确认数据"),
        (lambda one: RemoveFigure(ref=one.ref, author=WHO), "移除数据"),
        (
            lambda one: AddFigure(
                report_key=TARGETS, item=1, stretch=Span(0, 2), fields=FigureFields.of(one), author=WHO
            ),
            "添加数据",
        ),
    ],
)
def test_each_change_of_a_figure_is_undone_and_done_again(
    door: Door, make: Callable[[Figure], Command[Figure]], name: str
) -> None:
    before = state(door)
    outcome = wait(door.submit(make(figure(door, TARGETS, "18万亩"))))
    after = state(door)
    assert outcome.name == name == door.undo_name
    assert before != after
    wait(door.undo())
    assert state(door) == before
    wait(door.redo())
    assert state(door) == after


def test_a_removed_figure_is_brought_back_by_name(door: Door) -> None:
    before = state(door)
    read = figure(door, TARGETS, "18万亩")
    wait(door.submit(RemoveFigure(ref=read.ref, author=WHO)))
    restored = wait(door.submit(RestoreFigure(ref=read.ref, author=WHO)))
    assert (restored.name, restored.value, state(door)) == ("恢复数据", read, before)


def test_what_changes_nothing_is_not_undone(door: Door) -> None:
    read = figure(door, TARGETS, "18万亩")
    outcome = wait(door.submit(CorrectFigure(ref=read.ref, fields=FigureFields.of(read), author=WHO)))
    assert (outcome.changes, outcome.value, door.undo_name) == (Changes(), read, None)


def test_indicators_are_joined_split_and_worded(door: Door) -> None:
    before = state(door)
    jobs = indicator(door, "3万人")
    results = tuple(one.ref for one in jobs.results)
    split = wait(door.submit(SplitIndicator(results=results, target=jobs.target.ref, author=WHO)))
    assert (split.name, split.changes.indicators, split.changes.reports) == (
        "拆开指标",
        True,
        frozenset({RESULTS, TARGETS}),
    )
    joined = wait(
        door.submit(JoinFigures(results=results, target=jobs.target.ref, wording=Wording("就业"), author=WHO))
    )
    assert (joined.name, indicator(door, "3万人").name) == ("合并指标", "就业")
    wording = Wording(terms=Terms.SAME, caveat="")
    worded = wait(door.submit(RewordIndicator(results=results, target=jobs.target.ref, wording=wording, author=WHO)))
    assert (worded.name, indicator(door, "3万人").terms) == ("改口径说明", Terms.SAME)
    again = wait(door.submit(RewordIndicator(results=results, target=jobs.target.ref, wording=wording, author=WHO)))
    assert (again.value, again.changes) == (None, Changes())
    for _ in range(3):
        wait(door.undo())
    assert state(door) == before
    for _ in range(3):
        wait(door.redo())
    assert (indicator(door, "3万人").name, indicator(door, "3万人").terms) == ("就业", Terms.SAME)


def test_a_verdict_is_recorded_and_taken_back(door: Door) -> None:
    finding, _ = ask(door, Library.findings)[0]
    outcome = wait(
        door.submit(JudgeFinding(finding=finding.key, judgement=Judgement.FAULTY, note="漏了单位", author=WHO))
    )
    assert (outcome.name, outcome.changes) == ("记录核对结论", Changes(findings=True))
    verdict = dict(ask(door, Library.findings))[finding]
    assert verdict is not None
    assert (verdict.judgement, verdict.note, verdict.author) == (Judgement.FAULTY, "漏了单位", WHO)
    wait(door.undo())
    assert dict(ask(door, Library.findings))[finding] is None
    wait(door.redo())
    again = dict(ask(door, Library.findings))[finding]
    assert again is not None
    assert (again.judgement, again.note) == (Judgement.FAULTY, "漏了单位")


def test_reading_again_is_no_step_of_undo(door: Door) -> None:
    wait(door.submit(ConfirmFigure(ref=figure(door, TARGETS, "18万亩").ref, author=WHO)))
    outcome = wait(door.submit(RereadReport(TARGETS)))
    assert (outcome.name, outcome.value, outcome.changes) == ("重新识别报告", False, Changes())
    assert door.undo_name == "确认数据"


@pytest.fixture(scope="module")
def untouched(city: Path, tmp_path_factory: pytest.TempPathFactory) -> State:
    """The state of a library in which nothing was changed."""
    opened = Door(Path(shutil.copy(city, tmp_path_factory.mktemp("untouched") / "library.db")))
    try:
        return state(opened)
    finally:
        opened.close()


# Any sequence of changes.


def figures(door: Door) -> list[Figure]:
    return [one for kept in ask(door, Library.contents) for one in kept.figures]


def removed(door: Door, key: str) -> tuple[Figure, ...]:
    return ask(door, lambda library: library.removed_figures(key))


def search(door: Door, words: str) -> tuple[Hit, ...]:
    return ask(door, lambda library: library.search(words))


def state(door: Door) -> State:
    """Everything a person sees of figures, indicators, verdicts and what is found of them."""
    indicators = ask(door, Library.indicators)
    hits = [hit for words in ("就业", "农田", "我的") for hit in search(door, words)]
    return (
        figures(door),
        [replace(one, key=one.key.partition("joined-")[0] or "joined") for one in indicators],
        [(verdict.finding, verdict.judgement, verdict.note) for verdict in ask(door, Library.verdicts)],
        [(hit.kind, hit.place, hit.text, hit.trail, hit.figures) for hit in hits],
    )


FIELDS = st.builds(
    FigureFields,
    value=st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=1000),
    unit=st.sampled_from(["万人", "%", "亩", "万亩", "", "亿元"]),
    bound=st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE]),
    measure=st.sampled_from(Measure),
    subject=st.sampled_from(["我的主体", "新增城镇就业", "农田"]),
    nature=st.sampled_from(Nature),
    year=st.sampled_from([None, 2024, 2026]),
)
PICK = st.integers(0, 30)
STEP = st.one_of(
    st.tuples(st.just("correct"), PICK, FIELDS),
    st.tuples(
        st.sampled_from(["confirm", "remove", "restore", "undo", "redo", "split", "reword", "judge"]), PICK, PICK
    ),
    st.tuples(st.just("add"), PICK, FIELDS),
    st.tuples(st.just("join"), PICK, PICK),
    st.tuples(st.sampled_from(["undo", "redo"]), PICK, PICK),
)


def command(door: Door, kind: str, at: int, what: Any) -> Command[Any] | None:
    """The change that a step stands for in the library as it is now."""
    everything = figures(door)
    for key in TEXTS:
        everything += removed(door, key)
    ref = everything[at % len(everything)].ref
    joined = ask(door, Library.indicators)
    match kind:
        case "correct":
            return CorrectFigure(ref=ref, fields=what, author=WHO)
        case "confirm":
            return ConfirmFigure(ref=ref, author=WHO)
        case "remove":
            return RemoveFigure(ref=ref, author=WHO)
        case "restore":
            return RestoreFigure(ref=ref, author=WHO)
        case "add":
            return AddFigure(
                report_key=(RESULTS, TARGETS)[at % 2],
                item=at // 2 % 2,
                stretch=Span(at, at + 4),
                fields=what,
                author=WHO,
            )
        case "join":
            return JoinFigures(results=(ref,), target=everything[what % len(everything)].ref, author=WHO)
        case "judge":
            note, judgement = str(what), [None, *Judgement][at % 4]
            return JudgeFinding(finding=f"check-{at % 3}", judgement=judgement, note=note, author=WHO)
        case "split" | "reword" if joined:
            one = joined[at % len(joined)]
            results = tuple(result.ref for result in one.results)
            if kind == "split":
                return SplitIndicator(results=results, target=one.target.ref, author=WHO)
            wording = Wording(name=f"名{what}", terms=Terms.CAVEAT, caveat="有别。")
            return RewordIndicator(results=results, target=one.target.ref, wording=wording, author=WHO)
    return None


def carry_out(door: Door, step: Command[Any]) -> bool:
    """Whether the change was made; one that is refused leaves everything as it was."""
    try:
        return bool(wait(door.submit(step)).changes)
    except LibraryError:
        return False


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=1, max_size=12))
def test_any_sequence_stands_as_its_changes_in_effect(
    city: Path, untouched: State, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("sequence")
    door = Door(Path(shutil.copy(city, folder / "library.db")))
    done: list[Command[Any]] = []
    undone: list[Command[Any]] = []
    try:
        for kind, at, what in steps:
            if kind == "undo" and done:
                wait(door.undo())
                undone.append(done.pop())
            elif kind == "redo" and undone:
                wait(door.redo())
                done.append(undone.pop())
            elif (step := command(door, kind, at, what)) is not None and carry_out(door, step):
                done.append(step)
                undone.clear()
        after = state(door)
    finally:
        door.close()
    with Library.open(folder / "library.db") as library:
        assert library.health().ok
    again = Door(Path(shutil.copy(city, folder / "replay.db")))
    try:
        for step in done:
            assert carry_out(again, step)
        assert state(again) == after
        for _ in done:
            wait(again.undo())
        assert state(again) == untouched
    finally:
        again.close()
