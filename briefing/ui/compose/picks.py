"""What is carried to a briefing, by the mouse or by a key: names of things, never their words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData

from briefing.domain.briefing import Entry
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.export.briefing.starts import Selection

PICK_TYPE = "application/x-briefing-pick+json"
"""Names of things of this library, as JSON: places as ``str(Place)``, keys of indicators, ids of annotations."""

ENTRIES_TYPE = "application/x-briefing-entries+json"
"""Ids of entries of the briefing that is open, as a JSON list, while they are dragged to another place in it."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked to be put into a briefing.

    ``passage`` are words of the one item in ``places``. ``tables`` and ``charts`` are places whose figures are wanted
    as a table or as charts; ``charted`` are indicators wanted as a chart.
    """

    places: tuple[Place, ...] = ()
    indicators: tuple[str, ...] = ()
    annotations: tuple[str, ...] = ()
    tables: tuple[Place, ...] = ()
    charts: tuple[tuple[Place, int | None], ...] = ()
    charted: tuple[str, ...] = ()
    figures: tuple[FigureRef, ...] = ()
    passage: Span | None = None

    def __bool__(self) -> bool:
        return self != Pick()

    @property
    def selection(self) -> Selection:
        """The same as what a briefing can be begun from."""
        return Selection(self.places or self.tables, self.indicators or self.charted, self.annotations)

    def entries(self, sources: Sources, new_id: Callable[[], str]) -> tuple[Entry, ...]:
        """The entries it makes; what the library does not have (any more) is left out."""
        return tuple(self._made(EntryMaker(sources, new_id), sources))

    def _made(self, make: EntryMaker, sources: Sources) -> Iterator[Entry]:
        for place in self.places:
            try:
                if place.item is not None and self.passage is not None:
                    yield make.passage(place, self.passage)
                else:
                    yield from make.section(place)
            except LookupError:
                continue
        for place in self.tables:
            table = make.table(place, title=_titled(make, place))
            if table is not None:
                yield table
        if known := tuple(ref for ref in self.figures if ref in sources.figures):
            figures = make.figures(known)
            if figures is not None:
                yield figures
        for place, number in self.charts:
            yield make.chart(place, number, title=_titled(make, place))
        for keys, made in ((self.indicators, make.comparison), (self.charted, make.chart_of)):
            if known_keys := tuple(key for key in keys if key in sources.indicators):
                yield made(known_keys)
        for key in self.annotations:
            if key in sources.annotations:
                yield make.note(key)


def _titled(make: EntryMaker, place: Place) -> str:
    try:
        return make.place_title(place)
    except LookupError:
        return ""


def name_of(entries: tuple[Entry, ...], titles: tuple[str, ...]) -> str:
    """What a notice calls entries that were put in."""
    first = titles[0] if titles else ""
    if len(entries) == 1:
        return first
    return QCoreApplication.translate("BriefingPick", "{0}等 {1} 项").format(first, len(entries))


def mime_of(pick: Pick) -> QMimeData:
    """A pick for the mouse to carry."""
    data: dict[str, Any] = {
        "places": [str(place) for place in pick.places],
        "indicators": list(pick.indicators),
        "annotations": list(pick.annotations),
        "tables": [str(place) for place in pick.tables],
        "charts": [[str(place), number] for place, number in pick.charts],
        "charted": list(pick.charted),
        "passage": None if pick.passage is None else [pick.passage.start, pick.passage.end],
    }
    made = QMimeData()
    made.setData(PICK_TYPE, json.dumps(data, ensure_ascii=False).encode())
    return made


def pick_from(mime: QMimeData) -> Pick | None:
    """The pick the mouse carries; None when it carries something else, or what only looks like one."""
    if not mime.hasFormat(PICK_TYPE):
        return None
    try:
        data = json.loads(bytes(mime.data(PICK_TYPE).data()))
        passage = data.get("passage")
        return Pick(
            places=_places(data.get("places", [])),
            indicators=tuple(map(str, data.get("indicators", []))),
            annotations=tuple(map(str, data.get("annotations", []))),
            tables=_places(data.get("tables", [])),
            charts=tuple(
                (place, None if number is None else int(number))
                for text, number in data.get("charts", [])
                if (place := Place.parse(str(text))) is not None
            ),
            charted=tuple(map(str, data.get("charted", []))),
            passage=None if passage is None else Span(int(passage[0]), int(passage[1])),
        )
    except (ValueError, TypeError, AttributeError, IndexError, KeyError):
        return None


def _places(texts: list[Any]) -> tuple[Place, ...]:
    return tuple(place for text in texts if (place := Place.parse(str(text))) is not None)


def entries_mime(ids: tuple[str, ...]) -> QMimeData:
    """Entries on their way to another place in their briefing."""
    made = QMimeData()
    made.setData(ENTRIES_TYPE, json.dumps(list(ids)).encode())
    return made


def entries_from(mime: QMimeData) -> tuple[str, ...]:
    """The ids of entries that the mouse carries; none when it carries something else."""
    if not mime.hasFormat(ENTRIES_TYPE):
        return ()
    try:
        found = json.loads(bytes(mime.data(ENTRIES_TYPE).data()))
    except ValueError:
        return ()
    return tuple(map(str, found)) if isinstance(found, list) else ()
