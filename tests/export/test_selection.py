"""What is selected, or named on the command line, becomes the document to print."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.errors import ExportError
from briefing.domain.place import Place
from briefing.domain.report import ItemRole
from briefing.export.choices import PageChoices
from briefing.export.records import hit_record
from briefing.export.selection import (
    annotations_of,
    charts_of,
    document_of,
    items_of,
    place_of,
)
from briefing.library.library import Library

TARGETS, RESULTS = "changzhi-2026", "changzhi-2024"
FACES = ("Noto Sans SC",)
Snapshot = tuple[tuple[ReportContents, ...], tuple[Indicator, ...]]


@pytest.fixture(scope="module")
def snapshot(seeded: Path) -> Snapshot:
    with Library.open(seeded) as library:
        return library.contents(), library.indicators()


def contents_of(snapshot: Snapshot, key: str) -> ReportContents:
    return next(contents for contents in snapshot[0] if contents.report.key == key)


def test_a_report_and_a_section_are_named_by_key_and_number(snapshot: Snapshot) -> None:
    assert place_of(snapshot[0], TARGETS, None) == Place(TARGETS)
    assert place_of(snapshot[0], TARGETS, 8) == Place(TARGETS, (2, 7))
    assert place_of(snapshot[0], RESULTS, 1) == Place(RESULTS, (0, 0))


def test_unknown_names_are_answered_with_the_known_ones(snapshot: Snapshot) -> None:
    with pytest.raises(ExportError, match=f"{TARGETS}、{RESULTS}"):
        place_of(snapshot[0], "nobody", None)
    with pytest.raises(ExportError, match="1、2、3、4、5、6、7、8。"):
        place_of(snapshot[0], RESULTS, 9)
    with pytest.raises(ExportError, match="一份也没有"):
        place_of((), TARGETS, None)


@pytest.mark.parametrize(("place", "count"), [(Place(TARGETS), 57), (Place(TARGETS, (2,)), 41),
                                              (Place(TARGETS, (2, 7)), 5), (Place(TARGETS, (2, 7), 42), 1),
                                              (Place(TARGETS, (9, 9)), 57), (Place(TARGETS, (), 999), 0)])  # fmt: skip
def test_a_page_shows_the_items_of_its_place(snapshot: Snapshot, place: Place, count: int) -> None:
    assert len(items_of(place, contents_of(snapshot, TARGETS))) == count


def test_annotations_to_choose_from_are_those_of_the_items(snapshot: Snapshot) -> None:
    contents = contents_of(snapshot, TARGETS)
    assert len(annotations_of(Place(TARGETS), contents)) == len(contents.annotations)
    assert {note.item for note in annotations_of(Place(TARGETS, (1,)), contents)} <= set(range(9, 16))
    assert {note.item for note in annotations_of(Place(TARGETS, (1,), 14), contents)} == {14}


def test_a_report_is_charted_as_a_whole_a_section_by_its_units_an_item_by_its_pairs(snapshot: Snapshot) -> None:
    library, indicators = snapshot
    for key in (TARGETS, RESULTS):
        contents = contents_of(snapshot, key)
        assert len(charts_of(Place(key), contents, library, indicators)) == 1
    targets = contents_of(snapshot, TARGETS)
    assert charts_of(Place(TARGETS, (2, 0), 19), targets, library, indicators)
    assert charts_of(Place(TARGETS, (2, 0), 17), targets, library, indicators) == ()


def test_the_document_holds_what_was_chosen_and_no_more(snapshot: Snapshot) -> None:
    library, indicators = snapshot
    place = Place(TARGETS, (1,), 14)
    note = annotations_of(place, contents_of(snapshot, TARGETS))[0]
    bare = document_of(place, library, indicators, PageChoices(table=False, charts=False), FACES)
    full = document_of(place, library, indicators, PageChoices(annotations=frozenset({note.id, "nobody's"})), FACES)
    assert len(full.blocks) > len(bare.blocks)
    assert repr(note.text)[1:-1] in repr(full)
    assert repr(note.text)[1:-1] not in repr(bare)
    assert "svg" in repr(full)
    assert "svg" not in repr(bare)


def test_a_place_that_is_not_there_is_no_document(snapshot: Snapshot) -> None:
    library, indicators = snapshot
    with pytest.raises(LookupError):
        document_of(Place("nobody"), library, indicators, PageChoices(), FACES)


def test_leads_are_printed_with_their_part(snapshot: Snapshot) -> None:
    items = items_of(Place(TARGETS, (2,)), contents_of(snapshot, TARGETS))
    assert items[0].role is ItemRole.LEAD


def test_a_hit_as_a_record_leads_to_its_words(seeded: Path, tmp_path: Path) -> None:
    with Library.open(seeded) as library:
        hits = library.search("就业")
    records = [hit_record(hit) for hit in hits]
    by_kind = {record["kind"]: record for record in reversed(records)}
    assert by_kind["indicator"]["indicator"] == "urban-jobs"
    assert [figure["words"] for figure in by_kind["indicator"]["figures"]] == ["4.7万人", "≥4.3万"]
    assert by_kind["annotation"]["annotation"]
    assert by_kind["item"]["item"] is not None
    assert by_kind["item"]["annotation"] is None
    for record in records:
        assert all(record["text"][start:end] == "就业" for start, end in record["marks"])
