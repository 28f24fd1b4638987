"""W3C JSON-LD of other programs: what they say is taken, what they leave out is filled in the same way every time."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from briefing.domain.anchor import AnchorState, Scope
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.exchange import Arrival
from briefing.domain.span import Span
from briefing.library.exchange.foreign import UNSIGNED
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.conftest import REPORT, open_at
from tests.library.exchange.packing import dump_of

IRI = "https://example.org/notes/42"


def note(**changes: Any) -> dict[str, Any]:
    """An annotation as Hypothesis and its like write it."""
    made = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": IRI,
        "type": "Annotation",
        "motivation": "commenting",
        "creator": "acct:zhang@example.org",
        "created": "2026-02-03T04:05:06+08:00",
        "modified": "2026-02-03T04:05:06+08:00",
        "body": [{"type": "TextualBody", "value": "怎么算的？"}],
        "target": {
            "source": {"id": "http://intranet/harvest-2025.txt", "title": REPORT},
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 90_000, "end": 90_006},
                {"type": "TextQuoteSelector", "exact": "新增城镇就业", "prefix": "服务。", "suffix": "4.70"},
            ],
        },
    }
    return {name: value for name, value in {**made, **changes}.items() if value is not None}


@pytest.fixture
def take(other: Library, tmp_path: Path) -> Callable[..., dict[Arrival, int]]:
    """Takes annotations in and says what they came to."""

    def taken(*notes: Any, whole: Any = None, library: Library = other) -> dict[Arrival, int]:
        path = tmp_path / "别的程序.jsonld"
        path.write_text(json.dumps(list(notes) if whole is None else whole), encoding="utf-8")
        counts = library.take_in(path, author="综合科").preview.counts
        return {arrival: number for arrival, number in counts.items() if number}

    return taken


def only(library: Library) -> Annotation:
    (found,) = library.contents()[0].annotations
    return found


Take = Callable[..., dict[Arrival, int]]


def test_an_annotation_of_another_program(other: Library, take: Take) -> None:
    assert take(note()) == {Arrival.NEW: 1}
    found = only(other)
    assert found.id == str(uuid5(NAMESPACE_URL, IRI))
    assert (found.author, found.text) == ("zhang@example.org", "怎么算的？")
    assert found.created == datetime(2026, 2, 2, 20, 5, 6, tzinfo=UTC)
    assert (found.kind, found.status) == (AnnotationKind.BACKGROUND, AnnotationStatus.DRAFT)
    assert (found.state, found.item, found.stretch) == (AnchorState.MOVED, 1, Span(7, 13))
    assert found.scope is Scope.PASSAGE


@pytest.mark.parametrize(
    "shape",
    [
        lambda one: one,
        lambda one: [one],
        lambda one: {"type": "AnnotationPage", "items": [one]},
        lambda one: {"type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [one]}},
        lambda one: {"@context": [], "@graph": [one]},
    ],
)
def test_in_every_shape_a_collection_can_have(other: Library, take: Take, shape: Callable[[Any], Any]) -> None:
    assert take(whole=shape(note())) == {Arrival.NEW: 1}
    assert only(other).text == "怎么算的？"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"body": "只是一句"}, {"text": "只是一句"}),
        ({"body": {"type": "TextualBody", "value": "<b>粗</b>", "format": "text/html"}}, {"text": "<b>粗</b>"}),
        ({"body": None, "bodyValue": "一句"}, {"text": "一句"}),
        ({"body": None}, {"text": ""}),
        (
            {"body": ["一", {"value": "二"}, {"value": " 急 ", "purpose": "tagging"}, {"purpose": "tagging"}, 7]},
            {"text": "一\n\n二", "tags": ("急",)},
        ),
        ({"motivation": "questioning"}, {"kind": AnnotationKind.QUESTION}),
        ({"motivation": ["bookmarking", "editing"]}, {"kind": AnnotationKind.SLIP}),
        ({"creator": {"type": "Person", "name": "张三"}}, {"author": "张三"}),
        ({"creator": [{"nickname": "老张"}, "x"]}, {"author": "老张"}),
        ({"creator": None}, {"author": UNSIGNED}),
        ({"creator": {"name": ["x"]}}, {"author": UNSIGNED}),
        ({"dcterms:title": "题"}, {"title": "题"}),
        ({"title": {"@value": "题"}}, {"title": "题"}),
        ({"created": None, "modified": None}, {"created": datetime(1970, 1, 1, tzinfo=UTC)}),
        ({"created": "昨天", "modified": "2026-02-03"}, {"created": datetime(2026, 2, 3, tzinfo=UTC)}),
        ({"body": {"value": "半\ud83d"}}, {"text": "半\ufffd"}),
    ],
)
def test_whatever_it_says_and_leaves_out(
    other: Library, take: Take, changes: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert take(note(**changes)) == {Arrival.NEW: 1}
    found = only(other)
    assert {name: getattr(found, name) for name in expected} == expected
    assert take(note(**changes)) == {Arrival.UNCHANGED: 1}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (
            {"source": "file:///D:/%E6%8A%A5%E5%91%8A/harvest-2025.txt",
             "selector": {"type": "TextQuoteSelector", "exact": "PM2.5浓度"}},
            (Scope.PASSAGE, AnchorState.MOVED, 2),
        ),
        (
            {"source": REPORT, "selector": {"type": "FragmentSelector", "refinedBy": {
                "type": "TextQuoteSelector", "exact": "招商引资"}}},
            (Scope.PASSAGE, AnchorState.MOVED, 3),
        ),
        ({"source": REPORT}, (Scope.REPORT, AnchorState.EXACT, None)),
        (REPORT, (Scope.REPORT, AnchorState.EXACT, None)),
        ([{"source": REPORT, "selector": [{"type": "TextQuoteSelector", "exact": "报告里没有的话"}]}],
         (Scope.PASSAGE, AnchorState.ORPHAN, None)),
    ],
)  # fmt: skip
def test_with_and_without_a_place(other: Library, take: Take, target: Any, expected: tuple[Any, ...]) -> None:
    assert take(note(target=target)) == {Arrival.NEW: 1}
    found = only(other)
    assert (found.scope, found.state, found.item) == expected


@pytest.mark.parametrize("target", [None, 7, {}, {"source": "https://example.org/other.html"}, {"source": 3}])
def test_about_something_else_it_is_refused(other: Library, take: Take, target: Any) -> None:
    assert take(note(target=target)) == {Arrival.REFUSED: 1}
    assert other.contents()[0].annotations == ()


def test_what_is_no_annotation_is_refused_and_the_others_taken(other: Library, take: Take) -> None:
    assert take({"type": "Person"}, 5, note()) == {Arrival.REFUSED: 2, Arrival.NEW: 1}


def test_without_an_id_it_is_the_same_one_every_time(other: Library, take: Take) -> None:
    assert take(note(id=None)) == {Arrival.NEW: 1}
    before = dump_of(other.path)
    assert take(note(id=None)) == {Arrival.UNCHANGED: 1}
    assert dump_of(other.path) == before
    assert take(note(id=None, body="改过", modified="2026-02-09T00:00:00Z")) == {Arrival.CHANGED: 1}
    assert only(other).text == "改过"


def test_a_uuid_stays_one(other: Library, take: Take) -> None:
    take(note(id="urn:uuid:01A201C6-05DC-7670-9467-6FC3C1B6D4B3"))
    assert only(other).id == "01a201c6-05dc-7670-9467-6fc3c1b6d4b3"


def test_a_newer_state_is_an_edit_and_an_older_one_nothing(other: Library, take: Take) -> None:
    newer = note(body=[{"value": "改过"}, {"value": "新", "purpose": "tagging"}], modified="2026-02-05T00:00:00Z")
    take(note(body=[{"value": "原来"}, {"value": "旧", "purpose": "tagging"}]))
    assert take(newer) == {Arrival.CHANGED: 1}
    found = only(other)
    assert (found.text, found.tags, found.conflicts) == ("改过", ("新",), ())
    assert [one.action for one in other.history(found.id)] == ["add", "edit"]
    assert take(newer) == {Arrival.UNCHANGED: 1}
    assert take(note(body="原来")) == {Arrival.UNCHANGED: 1}
    assert take(note(body="原来", modified="2026-02-06T00:00:00Z")) == {Arrival.CHANGED: 1}
    assert only(other).text == "原来"


def test_a_newer_state_beside_what_was_written_here_is_a_conflict(other: Library, take: Take) -> None:
    take(note())
    other.edit_annotation(only(other).id, Edit(text="我们改的", status=AnnotationStatus.VERIFIED), author="综合科")
    assert take(note(body="他们改的", modified="2026-02-05T00:00:00Z")) == {Arrival.CONFLICTING: 1}
    found = only(other)
    assert (found.conflicts, found.status) == (("text",), AnnotationStatus.VERIFIED)


def test_two_who_took_in_different_states_come_to_the_same(
    other: Library, take: Take, harvest_file: Path, tmp_path: Path
) -> None:
    newer = note(body="改过", modified="2026-02-05T00:00:00Z")
    with open_at(Path(shutil.copy(harvest_file, tmp_path / "x.db")), 11) as third:
        take(note())
        take(newer)
        take(newer, library=third)
        take(note(), library=third)
        assert only(third).text == "改过"
        for giver, taker in ((other, third), (third, other)):
            giver.export_package(tmp_path / "a", author="某科")
            taker.take_in(tmp_path / "a", author="某科")
        assert only(third) == only(other)
        assert (only(third).text, only(third).conflicts) == ("改过", ())


def test_taken_back_and_taken_in_again(other: Library, take: Take, tmp_path: Path) -> None:
    take(note())
    take(note(body="改过", modified="2026-02-05T00:00:00Z"))
    found = only(other)
    for exchange in other.exchanges():
        other.withdraw_exchange(exchange.id)
    assert other.contents()[0].annotations == ()
    assert take(note(body="改过", modified="2026-02-05T00:00:00Z")) == {Arrival.NEW: 1}
    assert only(other) == found


def test_a_reply_to_one_of_ours_answers_it(mine: Library, take: Take) -> None:
    (asked,) = mine.contents()[0].annotations
    reply = note(motivation="replying", target=[f"urn:uuid:{asked.id}", {"source": REPORT}])
    assert take(reply, library=mine) == {Arrival.NEW: 1}
    (answer,) = (one for one in mine.contents()[0].annotations if one.id != asked.id)
    assert (answer.kind, answer.answers) == (AnnotationKind.ANSWER, asked.id)


def test_our_own_without_its_past_brings_only_what_nobody_wrote_here(
    mine: Library, other: Library, tmp_path: Path
) -> None:
    (first,) = mine.contents()[0].annotations
    plain, full = tmp_path / "plain.jsonld", tmp_path / "full.bnotes"
    mine.export_package(full, author="综合科")
    other.take_in(full, author="办公室")
    mine.export_linked(plain, author="综合科", history=False)
    other.edit_annotation(first.id, Edit(text="这边改过"), author="办公室")
    assert other.take_in(plain, author="办公室").exchange == ""
    mine.edit_annotation(first.id, Edit(text="那边改过"), author="综合科")
    mine.export_linked(plain, author="综合科", history=False)
    (arriving,) = other.preview_package(plain).arriving
    assert (arriving.arrival, arriving.here, arriving.text) == (Arrival.CONFLICTING, "这边改过", "那边改过")
    other.take_in(plain, author="办公室")
    assert other.take_in(plain, author="办公室").exchange == ""
