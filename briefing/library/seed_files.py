"""The seed files: which reports, annotations and indicators a new library begins with. What they hold, as values.

A mistake in one is a mistake of the program's: SeedError says which entry it is in.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from briefing.domain.anchor import canonical_text, find_quote, item_offset
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.comparison import Terms
from briefing.domain.figure import Figure
from briefing.domain.report import Item, Report
from briefing.domain.span import Span


class SeedError(ValueError):
    """A seed file does not fit its report or its own form."""


@dataclass(frozen=True, slots=True)
class SeedReport:
    """One document, its file beside the catalog and what its own text tells of it."""

    key: str
    file: Path
    short: str
    region: str
    year: int


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in one place of a report; ``prefix`` and ``suffix`` say which where they stand in several."""

    report: str
    words: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class FigureQuote:
    """A figure, named by its sentence and by how it is written there."""

    sentence: Quote
    raw: str


@dataclass(frozen=True, slots=True)
class SeedAnnotation:
    """One annotation to be made for the words it quotes."""

    id: str
    quote: Quote
    kind: AnnotationKind
    status: AnnotationStatus
    title: str
    text: str
    author: str
    source: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class SeedIndicator:
    """One indicator by the figures it sets side by side."""

    key: str
    name: str
    theme: str
    terms: Terms
    short: str
    caveat: str
    results: tuple[FigureQuote, ...]
    target: FigureQuote
    author: str


def read_catalog(folder: Path) -> tuple[SeedReport, ...]:
    """The reports of ``catalog.toml``, newest first."""
    return tuple(
        SeedReport(
            key=entry["key"],
            file=folder / "reports" / entry["file"],
            short=entry["short"],
            region=entry["region"],
            year=entry["year"],
        )
        for entry in _load(folder / "catalog.toml")["report"]
    )


def read_compiled(folder: Path) -> datetime:
    """When the annotations were compiled: the time they bear in every library, so that libraries can be merged."""
    day: date = _load(folder / "catalog.toml")["compiled"]
    return datetime.combine(day, time(), UTC)


def read_annotations(folder: Path) -> tuple[SeedAnnotation, ...]:
    """The annotations of every file in ``annotations``, those of the comparisons last."""
    found = [note for path in _files(folder) for note in _notes(_load(path))]
    return (*found, *(note for note, _ in _comparisons(folder)))


def read_indicators(folder: Path) -> tuple[SeedIndicator, ...]:
    """The indicators of ``annotations/comparisons.toml``, in their order."""
    return tuple(dict.fromkeys(indicator for _, indicator in _comparisons(folder)))


def locate(report: Report, quote: Quote) -> tuple[Item, Span]:
    """Where a quote stands. Raises SeedError unless it is exactly one place."""
    text = canonical_text(report)
    found = []
    for item, stretch in find_quote(report, quote.words):
        start = item_offset(report, item) + stretch.start
        if text[:start].endswith(quote.prefix) and text[start + len(stretch) :].startswith(quote.suffix):
            found.append((item, stretch))
    if len(found) != 1:
        raise SeedError(f"{quote.words!r} stands {len(found)} times in {report.key}")
    return found[0]


def figure_of(report: Report, figures: tuple[Figure, ...], wanted: FigureQuote) -> Figure:
    """The figure that a sentence holds and writes so. Raises SeedError unless it is exactly one."""
    item, stretch = locate(report, wanted.sentence)
    found = [
        figure
        for figure in figures
        if figure.item == item.position and figure.text_span.overlaps(stretch) and figure.raw == wanted.raw
    ]
    if len(found) != 1:
        raise SeedError(f"{wanted.raw!r} is {len(found)} figures of {wanted.sentence.words!r} in {report.key}")
    return found[0]


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "annotations").glob("*.toml")) if path.name != "comparisons.toml"]


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _notes(data: Mapping[str, Any]) -> list[SeedAnnotation]:
    return [
        SeedAnnotation(
            id=entry["id"],
            quote=_quote(entry),
            kind=AnnotationKind(data["kind"]),
            status=AnnotationStatus(data["status"]),
            title=entry["title"],
            text=entry["text"],
            author=data["author"],
            source=entry["source"],
        )
        for entry in data["annotation"]
    ]


def _comparisons(folder: Path) -> list[tuple[SeedAnnotation, SeedIndicator]]:
    """Every annotation of the comparisons with the indicator it belongs to."""
    data = _load(folder / "annotations" / "comparisons.toml")
    pairs = []
    for entry in data["indicator"]:
        indicator = SeedIndicator(
            key=entry["key"],
            name=entry["name"],
            theme=entry["theme"],
            terms=Terms(entry["terms"]),
            short=entry.get("short", ""),
            caveat=entry.get("caveat", ""),
            results=tuple(FigureQuote(_quote(result), result["raw"]) for result in entry["result"]),
            target=FigureQuote(_quote(entry["target"]), entry["target"]["raw"]),
            author=data["author"],
        )
        pairs += [
            (
                SeedAnnotation(
                    id=note["id"],
                    quote=indicator.target.sentence,
                    kind=AnnotationKind.COMPARISON,
                    status=AnnotationStatus(data["status"]),
                    title=note["title"],
                    text=note["text"],
                    author=data["author"],
                    source=data["source"],
                    computed=note["computed"],
                ),
                indicator,
            )
            for note in entry["annotation"]
        ]
    return pairs


def _quote(entry: Mapping[str, Any]) -> Quote:
    return Quote(entry["report"], entry["quote"], entry.get("prefix", ""), entry.get("suffix", ""))
