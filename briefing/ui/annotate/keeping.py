"""Keeps what is being written as it is typed, so that neither leaving nor a crash loses it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.actions.beginning import DropUnfinished, KeepUnfinished
from briefing.domain.place import Place
from briefing.domain.unfinished import Unfinished
from briefing.ui.store import Store

SOON_MS = 400
"""How long after a keystroke at most the words are on their way to the library."""


class Keeper(QObject):
    """Knows what was begun and not saved. ``loaded`` follows the reading of what earlier sessions left."""

    loaded = Signal()

    def __init__(self, store: Store, parent: QObject) -> None:
        super().__init__(parent)
        self._store = store
        self._kept: dict[str, Unfinished] = {}
        self._unkept: Unfinished | None = None
        self._contents: Callable[[], Unfinished | None] | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.keep_now)

    def load(self) -> None:
        """Read what was left."""
        self._store.read(lambda library: library.unfinished(), self._take)

    @property
    def all(self) -> tuple[Unfinished, ...]:
        """What is begun and not saved, the newest first."""
        return tuple(sorted(self._kept.values(), key=lambda one: one.at, reverse=True))

    def at(self, place: Place) -> Unfinished | None:
        """What was begun at a place, the newest where there are several."""
        return next((one for one in self.all if _where(one.place) == _where(place)), None)

    def of(self, annotation_id: str) -> Unfinished | None:
        """What was begun under an id."""
        return self._kept.get(annotation_id)

    def watch(self, contents: Callable[[], Unfinished | None]) -> None:
        """From now on keep what this gives; None where there is nothing worth keeping."""
        self._contents = contents

    def touch(self) -> None:
        """Something was typed: keep it soon, however fast the person goes on."""
        if not self._soon.isActive():
            self._soon.start()

    def keep_now(self) -> bool:
        """Keep it now. False when there is nothing to keep."""
        self._soon.stop()
        one = self._contents() if self._contents else None
        if one is None:
            return False
        self.keep(one)
        return True

    def keep(self, one: Unfinished) -> None:
        """Keep this."""
        self._kept[one.id] = one
        self._unkept = one
        self._store.carry_out(KeepUnfinished(one), partial(self._done, one))

    def rest(self) -> None:
        """Nothing is being written any more."""
        self._soon.stop()
        self._contents = None

    def forget(self, annotation_id: str) -> None:
        """It is saved: the library has dropped it itself."""
        self._kept.pop(annotation_id, None)
        if self._unkept is not None and self._unkept.id == annotation_id:
            self._unkept = None

    def drop(self, annotation_id: str) -> None:
        """It was given up."""
        if annotation_id in self._kept:
            self.forget(annotation_id)
            self._store.carry_out(DropUnfinished(annotation_id))

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep what could not be kept; None while there is nothing."""
        return None if self._unkept is None else partial(self.keep, self._unkept)

    def _done(self, one: Unfinished, _: None) -> None:
        if self._unkept is one:
            self._unkept = None

    def _take(self, found: tuple[Unfinished, ...]) -> None:
        self._kept = {one.id: one for one in found} | self._kept
        self.loaded.emit()


def _where(place: Place) -> tuple[object, ...]:
    """An item is the same wherever its section stands."""
    return (place.report_key, place.item) if place.item is not None else (place.report_key, place.section)
