"""A new library begins with two reports, eighty annotations and the indicators that both reports speak of."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.contents import ReportContents
from briefing.domain.search import HitKind
from briefing.library.library import Library
from briefing.library.seed_files import (
    FigureQuote,
    Quote,
    SeedError,
    figure_of,
    locate,
    read_annotations,
    read_catalog,
)

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"


def test_both_reports_are_there_newest_first(seeded: Library, folder: Path) -> None:
    contents = seeded.contents()
    assert [kept.report.key for kept in contents] == [TARGETS, RESULTS]
    assert [kept.report.year for kept in contents] == [2026, 2024]
    for kept, entry in zip(contents, read_catalog(folder), strict=True):
        data = entry.file.read_bytes()
        assert kept.report.sha256 == hashlib.sha256(data).hexdigest()
        assert kept.report.source_text.encode() == data
        assert (kept.report.short, kept.report.region) == (entry.short, "长治市")
        assert kept.figures


def test_every_figure_stands_where_it_says(contents: dict[str, ReportContents]) -> None:
    for kept in contents.values():
        for figure in kept.figures:
            item = kept.report.item_at(figure.item)
            assert item is not None
            assert figure.span.of(kept.report.source_text) == figure.raw
            assert item.to_text(figure.span) == figure.text_span


def test_the_eighty_annotations_are_there_to_be_checked(contents: dict[str, ReportContents]) -> None:
    notes = [note for kept in contents.values() for note in kept.annotations]
    assert Counter(note.kind for note in notes) == {
        AnnotationKind.BACKGROUND: 27,
        AnnotationKind.WORDING: 22,
        AnnotationKind.QUESTION: 8,
        AnnotationKind.SLIP: 3,
        AnnotationKind.COMPARISON: 20,
    }
    assert {note.status for note in notes} == {AnnotationStatus.PENDING}
    assert {note.author for note in notes} == {"随库批注"}
    assert all(note.title and note.text and note.source for note in notes)
    assert not any(note.deleted for note in notes)
    assert all(note.created.utcoffset() == timedelta(0) for note in notes)


def test_every_annotation_stands_at_the_words_it_quotes(contents: dict[str, ReportContents], folder: Path) -> None:
    quotes = {note.id: note.quote for note in read_annotations(folder)}
    for kept in contents.values():
        for note in kept.annotations:
            item = kept.report.item_at(note.item) if note.item is not None else None
            assert item is not None, note.title
            assert note.stretch is not None
            assert note.stretch.of(item.text) == note.anchor.exact == quotes[note.id].words
            assert quotes[note.id].report == kept.report.key


def test_ids_are_fixed_so_that_two_libraries_mean_the_same_annotation(seeded: Library, folder: Path) -> None:
    ids = [note.id for note in read_annotations(folder)]
    assert len(ids) == len(set(ids)) == 80
    assert all(UUID(one).version == 7 for one in ids)
    assert set(ids) == {note.id for kept in seeded.contents() for note in kept.annotations}


def test_a_quote_that_stands_nowhere_fails(contents: dict[str, ReportContents]) -> None:
    with pytest.raises(SeedError, match="0 times"):
        locate(contents[RESULTS].report, Quote(RESULTS, "地区生产总值完成9999亿元"))


def test_a_quote_that_stands_twice_fails_until_it_says_which(contents: dict[str, ReportContents]) -> None:
    report = contents[RESULTS].report
    words = "省政府安排的15件民生实事全部兑现落实"
    with pytest.raises(SeedError, match="2 times"):
        locate(report, Quote(RESULTS, words))
    body, _ = locate(report, Quote(RESULTS, words, suffix="。"))
    callout, _ = locate(report, Quote(RESULTS, words, suffix="\n"))
    assert body.position < callout.position
    with pytest.raises(SeedError, match="0 times"):
        locate(report, Quote(RESULTS, words, prefix="没有"))


@pytest.mark.parametrize("raw", ["2.7%", "%"])
def test_a_figure_that_its_sentence_does_not_hold_fails(contents: dict[str, ReportContents], raw: str) -> None:
    kept = contents[RESULTS]
    sentence = Quote(RESULTS, "全市地区生产总值完成2593.4亿元、增长2.6%")
    assert figure_of(kept.report, kept.figures, FigureQuote(sentence, "2.6%")).raw == "2.6%"
    with pytest.raises(SeedError, match="0 figures"):
        figure_of(kept.report, kept.figures, FigureQuote(sentence, raw))


def test_the_seeded_library_is_sound(seeded: Library) -> None:
    health = seeded.health()
    assert (health.ok, health.reports, health.items, health.annotations) == (True, 2, 98, 80)


def test_a_library_is_seeded_once(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        first = library.contents()
    with Library.open(path) as library:
        assert library.contents() == first
        assert len(library.indicators()) == 19


def test_a_library_made_without_seeds_stays_without(tmp_path: Path) -> None:
    for seed in (False, True):
        with Library.open(tmp_path / "library.db", seed=seed) as library:
            assert library.contents() == ()


def test_a_word_finds_the_indicator_first(seeded: Library) -> None:
    hits = seeded.search("就业")
    assert (hits[0].kind, hits[0].text, hits[0].trail) == (HitKind.INDICATOR, "城镇新增就业", "对照 · 就业民生")
    assert [figure.raw for figure in hits[0].figures] == ["4.7万人", "4.3万"]
    assert hits[0].indicator == next(one for one in seeded.indicators() if one.name == "城镇新增就业")
    item = next(hit for hit in hits if hit.text.startswith("优化就业"))
    assert item.trail == "2026 · 8 坚持民生为大、共同富裕 · 第125行"
    assert [figure.raw for figure in item.figures] == ["1.2万人"]
    years = [hit.place.report_key for hit in hits if hit.kind is HitKind.ITEM]
    assert years == sorted(years, reverse=True)


def test_an_indicator_opens_the_sentence_of_its_target(seeded: Library, contents: dict[str, ReportContents]) -> None:
    place = seeded.search("林下种植养殖面积")[0].place
    assert place.item is not None
    item = contents[place.report_key].report.item_at(place.item)
    assert item is not None
    assert "发展林下种植养殖13万亩" in item.text


def test_an_indicator_is_out_of_sight_while_one_of_its_reports_is(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        before = library.search("城镇新增就业")
        for key in (RESULTS, TARGETS):
            library.set_report_removed(key, True)
            assert library.indicators() == ()
            assert HitKind.INDICATOR not in {hit.kind for hit in library.search("城镇新增就业")}
            library.set_report_removed(key, False)
        assert library.search("城镇新增就业") == before


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jy", "城镇新增就业"),
        ("dqsczz", "地区生产总值增速"),
        ("gdzctz", "固定资产投资增速"),
        ("ncgl", "农村公路里程"),
        ("jcnx", "坚持内需主导、投资拉动,推动经济平稳运行"),
        ("mlcz", "坚持生态优先、协同治理,加快建设美丽长治"),
        ("2593.4", "地区生产总值 2593.4亿元"),
    ],
)
def test_what_an_official_types_is_found(seeded: Library, typed: str, found: str) -> None:
    assert found in {hit.text for hit in seeded.search(typed)}
