"""The search index: an FTS5 table over pairs of characters beside a plain table of what each entry shows.

It holds nothing that the other tables do not, so it is no part of their schema: when its version differs it is
dropped and written anew. This module and ``search`` are the only ones that speak SQLite's dialect.

An entry's number is its rank: group, newer year, later import, place in the report. Entries come out of FTS5
in that order, so a search for the commonest word stops after the first page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from briefing.domain.place import Place
from briefing.domain.report import Report
from briefing.domain.search import HitKind
from briefing.library.grams import fold, grams
from briefing.library.tables import MetaRow

VERSION = "4"
"""Raised whenever an entry is written differently."""

_META = "search_version"
_KINDS = tuple(HitKind)
_PLACE_BITS, _REPORT_BITS, _YEAR_BITS = 28, 16, 14
_LAST_PLACE, _LAST_REPORT, _LAST_YEAR = (1 << _PLACE_BITS) - 1, (1 << _REPORT_BITS) - 1, (1 << _YEAR_BITS) - 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    ``ref`` is the number of the row it was made from: of an indicator, section, figure, item or annotation.
    ``initials`` are those of its pinyin, empty where they are not searched.
    """

    number: int
    ref: int
    place: Place
    trail: str
    text: str
    initials: str = ""


def ready(session: Session) -> bool:
    """Whether the index is there and of today's version."""
    return version(session) == VERSION


def version(session: Session) -> str:
    """The version of the index that is there; empty without one."""
    row = session.get(MetaRow, _META)
    return "" if row is None else str(row.value)


def start(session: Session) -> None:
    """Make an empty index in place of any other."""
    for name in ("search_grams", "search_entries", "search_names"):
        session.execute(text(f"DROP TABLE IF EXISTS {name}"))
    session.execute(
        text(
            "CREATE TABLE search_entries (number INTEGER PRIMARY KEY, report_id INTEGER NOT NULL, ref INTEGER NOT NULL,"
            " place TEXT NOT NULL, trail TEXT NOT NULL, text TEXT NOT NULL, initials TEXT NOT NULL)"
        )
    )
    session.execute(text("CREATE INDEX search_entries_ref ON search_entries (ref)"))
    session.execute(
        text(
            "CREATE VIRTUAL TABLE search_grams"
            " USING fts5(grams, initials, content = '', tokenize = 'ascii', prefix = '1')"
        )
    )
    session.execute(text("CREATE TABLE search_names (name TEXT PRIMARY KEY, initials TEXT NOT NULL) WITHOUT ROWID"))
    session.merge(MetaRow(name=_META, value=VERSION))
    session.flush()


def bounds(kind: HitKind) -> tuple[int, int]:
    """The first and the last number an entry of that group can have."""
    width = _PLACE_BITS + _REPORT_BITS + _YEAR_BITS
    first = _KINDS.index(kind) << width
    return first, first + (1 << width) - 1


def rank(kind: HitKind, report: Report, report_id: int, place: int) -> int:
    """An entry's number: what stands in a newer report, or earlier in one, has the smaller number in its group."""
    newer = _LAST_YEAR - min(max(report.year or 0, 0), _LAST_YEAR)
    later = _LAST_REPORT - min(report_id, _LAST_REPORT)
    return bounds(kind)[0] | (newer << _REPORT_BITS | later) << _PLACE_BITS | min(place, _LAST_PLACE)


def free(session: Session, number: int) -> int:
    """The first number from ``number`` on that no entry has."""
    taken = set(
        session.scalars(
            text("SELECT number FROM search_entries WHERE number BETWEEN :a AND :b"), {"a": number, "b": number + 1024}
        )
    )
    while number in taken:
        number += 1
    return number


def write(session: Session, report_id: int, entries: Iterable[Entry]) -> None:
    """Put entries of one report into the index."""
    entries = tuple(entries)
    if not entries:
        return
    session.execute(
        text(
            "INSERT INTO search_entries (number, report_id, ref, place, trail, text, initials)"
            " VALUES (:number, :report_id, :ref, :place, :trail, :text, :initials)"
        ),
        [
            {
                "number": entry.number,
                "report_id": report_id,
                "ref": entry.ref,
                "place": str(entry.place),
                "trail": entry.trail,
                "text": entry.text,
                "initials": entry.initials,
            }
            for entry in entries
        ],
    )
    session.execute(
        text("INSERT INTO search_grams (rowid, grams, initials) VALUES (:number, :grams, :initials)"),
        [_tokens(entry.number, entry.text, entry.initials) for entry in entries],
    )


def write_names(session: Session, names: Mapping[str, str]) -> None:
    """Keep the initials of names that a tree shows."""
    if names:
        session.execute(
            text("INSERT OR REPLACE INTO search_names (name, initials) VALUES (:name, :initials)"),
            [{"name": name, "initials": letters} for name, letters in names.items()],
        )


def names(session: Session) -> dict[str, str]:
    """The initials of every name that was kept."""
    return {row.name: row.initials for row in session.execute(text("SELECT name, initials FROM search_names"))}


def forget_report(session: Session, report_id: int) -> None:
    """Take everything of a report out of the index."""
    _forget(session, "report_id = :value", {"value": report_id})


def forget_one(session: Session, kind: HitKind, number: int) -> None:
    """Take the annotation, figure or other row of that number out of the index."""
    first, last = bounds(kind)
    _forget(
        session, "ref = :value AND number BETWEEN :first AND :last", {"value": number, "first": first, "last": last}
    )


def forget_kind(session: Session, kind: HitKind) -> None:
    """Take a whole group out of the index."""
    first, last = bounds(kind)
    _forget(session, "number BETWEEN :first AND :last", {"first": first, "last": last})


def _forget(session: Session, condition: str, values: dict[str, int]) -> None:
    """An FTS5 table without content forgets an entry when it is told once more what it had been told."""
    rows = session.execute(text(f"SELECT number, text, initials FROM search_entries WHERE {condition}"), values).all()
    if not rows:
        return
    session.execute(
        text(
            "INSERT INTO search_grams (search_grams, rowid, grams, initials)"
            " VALUES ('delete', :number, :grams, :initials)"
        ),
        [_tokens(number, words, letters) for number, words, letters in rows],
    )
    session.execute(text(f"DELETE FROM search_entries WHERE {condition}"), values)


def _tokens(number: int, words: str, letters: str) -> dict[str, str | int]:
    return {"number": number, "grams": grams(fold(words).text), "initials": grams(letters)}
