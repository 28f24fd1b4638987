"""What the window remembers between two days: its place on the screen, what was open; and what a person has set."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from briefing.domain.place import Place
from briefing.locate import PREFERENCES
from briefing.preferences.catalogue import APPEARANCE, AUTHOR, LAST, SCALE, START
from briefing.preferences.file import SettingsError
from briefing.preferences.setting import Setting, one_line
from briefing.preferences.store import PreferenceStore
from briefing.ui.theme import Appearance

T = TypeVar("T")
log = logging.getLogger(__name__)


class WindowSettings:
    """Kept as a file of its own, with the settings beside it; a value that cannot be read is as if it were not there.

    ``chosen`` holds the settings. What is here besides is the window's own memory, which nobody sets or hands on.
    """

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)
        self.chosen = PreferenceStore(path.with_name(PREFERENCES))
        self._move_settings()
        self._remember_author()
        self.chosen.listen(lambda _: self._remember_author())

    def choose(self, setting: Setting[T], value: T) -> None:
        """Change a setting where nobody waits for an answer: one that cannot be kept holds until the end."""
        try:
            self.chosen.set(setting, value)
        except SettingsError as error:
            log.info("settings not kept: %s", error.detail)

    @property
    def scale(self) -> float:
        """The text scale; 1.0 is 100 %."""
        return self.chosen.of(SCALE) / 100

    @scale.setter
    def scale(self, scale: float) -> None:
        self.choose(SCALE, round(scale * 100))

    @property
    def appearance(self) -> Appearance:
        """Which theme was asked for."""
        return Appearance(self.chosen.of(APPEARANCE))

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self.choose(APPEARANCE, appearance.value)

    @property
    def place(self) -> Place | None:
        """What was open last."""
        return Place.parse(str(self._kept.value("window/place", "")))

    @place.setter
    def place(self, place: Place | None) -> None:
        self._kept.setValue("window/place", "" if place is None else str(place))

    @property
    def first_place(self) -> Place | None:
        """What is opened at the start."""
        return self.place if self.chosen.of(START) == LAST else None

    @property
    def author(self) -> str:
        """The name annotations are written under; empty until a person gives one."""
        return self.chosen.of(AUTHOR)

    @author.setter
    def author(self, name: str) -> None:
        self.choose(AUTHOR, one_line(name, AUTHOR.longest))

    @property
    def names(self) -> frozenset[str]:
        """Every name that annotations were written under on this computer."""
        return self._known_names | ({self.author} - {""})

    @property
    def _known_names(self) -> frozenset[str]:
        try:
            found = json.loads(str(self._kept.value("author/names", "[]")))
        except ValueError:
            found = []
        return frozenset(name for name in found if isinstance(name, str)) if isinstance(found, list) else frozenset()

    def _remember_author(self) -> None:
        """What is written under a name stays one's own under the next."""
        if not self.names <= self._known_names:
            self._kept.setValue("author/names", json.dumps(sorted(self.names), ensure_ascii=False))

    @property
    def author_asked(self) -> bool:
        """Whether a person was asked for the name already."""
        return bool(self.author) or str(self._kept.value("author/asked", "")) == "yes"

    def keep_author_asked(self) -> None:
        """Ask for the name no more."""
        self._kept.setValue("author/asked", "yes")

    @property
    def folder(self) -> str:
        """Where a file was saved last."""
        return str(self._kept.value("export/folder", ""))

    @folder.setter
    def folder(self, folder: str) -> None:
        self._kept.setValue("export/folder", folder)

    @property
    def guide_part(self) -> str:
        """The part of the guide that was read last; empty when none was."""
        return str(self._kept.value("guide/part", ""))

    def keep_guide_part(self, key: str) -> None:
        """Keep which part of the guide is read."""
        self._kept.setValue("guide/part", key)

    def bytes_of(self, name: str) -> QByteArray:
        """A state that Qt wrote (geometry, splitter); empty when there is none."""
        found = self._kept.value(f"window/{name}")
        return found if isinstance(found, QByteArray) else QByteArray()

    def keep_bytes(self, name: str, state: QByteArray) -> None:
        """Keep a state of Qt's."""
        self._kept.setValue(f"window/{name}", state)

    def outline(self) -> dict[str, Any]:
        """What was unfolded in the tree."""
        try:
            found = json.loads(str(self._kept.value("window/outline", "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def keep_outline(self, state: dict[str, Any]) -> None:
        """Keep what is unfolded in the tree."""
        self._kept.setValue("window/outline", json.dumps(state, ensure_ascii=False))

    def _move_settings(self) -> None:
        """Earlier versions kept three settings among the window's memory."""
        moving: tuple[tuple[str, Setting[Any], Callable[[str], object]], ...] = (
            ("text/scale", SCALE, _percent),
            ("theme/appearance", APPEARANCE, str),
            ("author/name", AUTHOR, lambda name: one_line(name, AUTHOR.longest)),
        )
        for key, setting, meant in moving:
            if self._kept.contains(key):
                value = setting.accept(meant(str(self._kept.value(key, ""))))
                if value is not None and setting.key not in self.chosen.now.chosen:
                    self.choose(setting, value)
                self._kept.remove(key)

    def save(self) -> None:
        """Write everything to the file now."""
        self._kept.sync()


def _percent(scale: str) -> int | None:
    try:
        return round(float(scale) * 100)
    except (ValueError, OverflowError):
        return None
