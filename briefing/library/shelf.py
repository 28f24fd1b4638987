"""What was read from the file and need not be read again: reports and their figures, until they change.

Everything on it is frozen, so it can be handed out as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from briefing.domain.figure import Figure
from briefing.library import figures, reports
from briefing.library.connection import data_version
from briefing.library.figures import Numbered
from briefing.library.reports import Kept


@dataclass(frozen=True, slots=True)
class Volume:
    """A report with everything that was read or added in it, and the figures that count, in the order of the text."""

    kept: Kept
    everything: tuple[Numbered, ...]
    figures: tuple[Figure, ...]


class Shelf:
    """The reports of a library, newest first. What changes one of them must ``forget`` it."""

    def __init__(self) -> None:
        self._volumes: dict[str, Volume] = {}
        self._version: int | None = None

    def all(self, session: Session) -> tuple[Volume, ...]:
        """Every report that is not marked removed; only those not at hand are read from the file."""
        version = data_version(session.connection())
        if version != self._version:
            self.forget()
            self._version = version
        keys = reports.keys(session)
        missing = [key for key in keys if key not in self._volumes]
        if missing:
            self._read(session, missing)
        return tuple(self._volumes[key] for key in keys)

    def _read(self, session: Session, keys: list[str]) -> None:
        read = {kept.report.key: kept for kept in reports.load_some(session, keys)}
        for key, found in figures.numbered(session, list(read.values())).items():
            counted = tuple(one.figure for one in figures.standing(found))
            self._volumes[key] = Volume(read[key], found, counted)

    def forget(self, key: str | None = None) -> None:
        """Read the report of that key, or everything, from the file the next time."""
        if key is None:
            self._volumes.clear()
        else:
            self._volumes.pop(key, None)
