"""The finished briefings that the program brings: put once into every library that has the reports they are made of."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from pathlib import Path

from sqlalchemy.orm import Session

from briefing.domain.annotation import SEED_AUTHOR
from briefing.domain.briefing import Briefing
from briefing.domain.briefing_sources import Sources
from briefing.library import briefings
from briefing.library.briefing_files import BriefingFileError, Composition, read_composition
from briefing.library.ids import seeded_id
from briefing.library.records import Note
from briefing.library.tables import MetaRow

_META = "briefings_brought"
"""Says which of them were put in, one a line; what a person removed does not come back."""


def example_files(folder: Path) -> tuple[Path, ...]:
    """The briefings in a folder of seeds."""
    return tuple(sorted((folder / "briefings").glob("*.toml")))


def example_id(path: Path) -> str:
    """The id of a briefing that the program brings, the same in every library."""
    return seeded_id(f"briefing/{path.stem}")


def read_example(path: Path, sources: Sources) -> Composition:
    """One of them, its entries with the same ids in every library. Raises BriefingFileError where it does not fit."""
    numbers = count(1)
    return read_composition(
        path.read_text(encoding="utf-8"), sources, lambda: seeded_id(f"briefing/{path.stem}/{next(numbers)}")
    )


def missing(session: Session, files: tuple[Path, ...]) -> tuple[Path, ...]:
    """Those of the files that were never put into this library."""
    row = session.get(MetaRow, _META)
    brought = set() if row is None else set(row.value.split("\n"))
    return tuple(path for path in files if path.stem not in brought)


def bring(session: Session, files: tuple[Path, ...], sources: Sources, now: datetime) -> None:
    """Put briefings into a library, as compiled at ``now``. One that does not fit is left out for good."""
    row = session.get(MetaRow, _META)
    brought = [] if row is None else row.value.split("\n")
    for path in files:
        brought.append(path.stem)
        try:
            read = read_example(path, sources)
        except BriefingFileError:
            # People have put other editions in its reports' places; they need no example any more.
            continue
        if briefings.one(session, example_id(path)) is None:
            made = Briefing(example_id(path), read.form, read.details, read.entries, SEED_AUTHOR, now, now, read.paper)
            briefings.put(session, made, Note(SEED_AUTHOR, now), "add")
    session.merge(MetaRow(name=_META, value="\n".join(brought)))
    session.flush()
