"""What became of a briefing's entries since their sources were accepted, and since it last left the program."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.domain.briefing import Briefing, ChartPick, ComparisonTable, Entry, Export, FigureTable, ItemQuote
from briefing.domain.briefing_sources import Freshness, Sources


@dataclass(frozen=True, slots=True)
class Since:
    """What differs from an export, as ids of entries: put in, taken out, made otherwise by a person, standing in
    another order, and those whose source says something else than was printed then.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    moved: bool = False
    sources: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.edited or self.moved or self.sources)


def renewed(entry: Entry, sources: Sources) -> Entry:
    """The entry with what its source says today accepted. One's own ``wording`` stays; see ``overtaken``.

    An entry whose source is gone, or not surely found, stays as it is: there is nothing to accept.
    """
    words = sources.words(entry)
    if words is None or sources.freshness(entry) is Freshness.UNSURE:
        return entry
    content = entry.content
    if isinstance(content, FigureTable):
        # What is no longer there is no longer asked for, else it would be missed on every page to come.
        content = replace(content, figures=tuple(ref for ref in content.figures if ref in sources.figures))
    made = replace(entry, content=content)
    return replace(made, seen=sources.words(made) or "")


def adopted(entry: Entry, sources: Sources) -> Entry:
    """The entry as its source says it today, one's own wording given up."""
    return replace(renewed(entry, sources), wording=None)


def kept(entry: Entry) -> Entry:
    """The entry with the words it was put in with as its own wording; only what is quoted has words to keep."""
    return replace(entry, wording=entry.wording or entry.seen) if isinstance(entry.content, ItemQuote) else entry


def overtaken(entry: Entry, sources: Sources) -> bool:
    """Whether one's own wording was written for words that the source no longer says."""
    return entry.wording is not None and sources.freshness(entry) is not Freshness.CURRENT


def as_printed(briefing: Briefing, sources: Sources) -> tuple[Entry, ...]:
    """The entries with what their sources say at this moment, to be kept with an export (``Export.contained``)."""
    return tuple(replace(entry, seen=_said(entry, sources)) for entry in briefing.entries)


def changed_since(export: Export, briefing: Briefing, sources: Sources) -> Since:
    """What differs from the export, in the briefing itself and in what its sources say."""
    then = {entry.id: entry for entry in export.contained}
    now = {entry.id: entry for entry in briefing.entries}
    stayed = [key for key in now if key in then]
    return Since(
        added=tuple(key for key in now if key not in then),
        removed=tuple(key for key in then if key not in now),
        edited=tuple(key for key in stayed if _own(now[key]) != _own(then[key])),
        moved=[key for key in then if key in now] != stayed,
        sources=tuple(key for key in stayed if _said(now[key], sources) != then[key].seen),
    )


def _said(entry: Entry, sources: Sources) -> str:
    """What an entry prints of its source: today's words, or those it was put in with where these are not to be had."""
    words = sources.words(entry)
    return entry.seen if words is None or sources.freshness(entry) is Freshness.UNSURE else words


def _own(entry: Entry) -> object:
    """What a person decides of an entry. By what names it is tied to its source is left out: these move with the
    source, and what they then stand for is told by its words.
    """
    content: object = entry.content
    match entry.content:
        case ItemQuote(whole=whole):
            content = whole
        case FigureTable(refs, caption):
            content = len(refs), caption
        case ComparisonTable(keys, caption):
            content = len(keys), caption
        case ChartPick(place, keys, number, caption):
            content = place is None, len(keys), number, caption
    return type(entry.content), content, entry.wording, entry.options
