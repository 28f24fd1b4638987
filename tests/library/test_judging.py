"""Findings of the check and what people make of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from briefing.domain.correction import FigureFields
from briefing.domain.finding import FindingKind
from briefing.domain.verdict import Judgement
from briefing.library.library import Library
from briefing.reading.checks import check

TARGETS = "changzhi-2026"


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    with Library.open(library_file) as opened:
        yield opened


def test_every_report_is_checked_newest_first(library: Library) -> None:
    expected = [(finding, None) for kept in library.contents() for finding in check(kept.report, kept.figures)]
    assert list(library.findings()) == expected
    assert expected
    assert library.findings(TARGETS) == tuple(pair for pair in expected if pair[0].places[0].report_key == TARGETS)
    assert library.findings("no-report") == ()


def test_a_verdict_stays_with_its_finding(library: Library) -> None:
    finding, _ = library.findings()[0]
    assert library.judge_finding(finding.key, Judgement.SETTLED, "已问统计局", author="统计科") == (None, "")
    (verdict,) = library.verdicts()
    assert dict(library.findings())[finding] == verdict
    assert (verdict.finding, verdict.judgement, verdict.note, verdict.author) == (
        finding.key,
        Judgement.SETTLED,
        "已问统计局",
        "统计科",
    )
    assert verdict.at.utcoffset() == timedelta(0)
    library.reread(finding.places[0].report_key)
    with Library.open(library.path) as again:
        assert dict(again.findings())[finding] == verdict


def test_a_verdict_can_be_changed_and_taken_back(library: Library) -> None:
    finding, _ = library.findings()[0]
    library.judge_finding(finding.key, Judgement.FAULTY, author="统计科")
    assert library.judge_finding(finding.key, Judgement.FAULTY, author="办公室") is None
    assert library.judge_finding(finding.key, Judgement.SOUND, "\ud800", author="办公室") == (Judgement.FAULTY, "")
    assert library.verdicts()[0].note == "\ufffd"
    library.judge_finding(finding.key, None, author="办公室")
    assert library.verdicts() == ()
    assert [(line.author, line.after) for line in library.record_history(finding.key)] == [
        ("统计科", {"judgement": "faulty", "note": ""}),
        ("办公室", {"judgement": "sound", "note": "\ufffd"}),
        ("办公室", {"judgement": None, "note": ""}),
    ]


def test_the_check_follows_corrections(library: Library) -> None:
    finding = next(one for one, _ in library.findings() if one.kind is FindingKind.UNIT)
    place = finding.places[0]
    library.judge_finding(finding.key, Judgement.FAULTY, author="统计科")
    kept = library.report(place.report_key)
    assert kept is not None
    figure = next(one for one in kept.figures if one.item == place.item and one.text_span.overlaps(place.span))
    fields = FigureFields.of(figure)
    library.correct_figure(figure.ref, replace(fields, unit=fields.unit + "人"), author="统计科")
    assert finding.key not in {one.key for one, _ in library.findings()}
    assert [verdict.finding for verdict in library.verdicts()] == [finding.key]


def test_each_judgement_has_its_words() -> None:
    assert [judgement.label for judgement in Judgement] == ["确认有误", "并非错误", "已向来源核实"]
