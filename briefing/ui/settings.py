"""What the window remembers between two days: its place on the screen, text size, theme, what was open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings

from briefing.domain.place import Place
from briefing.ui.theme import Appearance


class WindowSettings:
    """Kept as a file of its own, beside nothing else; a value that cannot be read is as if it were not there."""

    def __init__(self, path: Path) -> None:
        self._kept = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def scale(self) -> float:
        """The text scale; 1.0 is 100 %."""
        try:
            return float(str(self._kept.value("text/scale", 1.0)))
        except ValueError:
            return 1.0

    @scale.setter
    def scale(self, scale: float) -> None:
        self._kept.setValue("text/scale", scale)

    @property
    def appearance(self) -> Appearance:
        """Which theme was asked for."""
        try:
            return Appearance(str(self._kept.value("theme/appearance", Appearance.SYSTEM)))
        except ValueError:
            return Appearance.SYSTEM

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._kept.setValue("theme/appearance", appearance.value)

    @property
    def place(self) -> Place | None:
        """What was open last."""
        return Place.parse(str(self._kept.value("window/place", "")))

    @place.setter
    def place(self, place: Place | None) -> None:
        self._kept.setValue("window/place", "" if place is None else str(place))

    @property
    def author(self) -> str:
        """The name annotations are written under; empty until a person gives one."""
        return str(self._kept.value("author/name", ""))

    @author.setter
    def author(self, name: str) -> None:
        self._kept.setValue("author/name", name)
        if name:
            self._kept.setValue("author/names", json.dumps(sorted({*self.names, name}), ensure_ascii=False))

    @property
    def names(self) -> frozenset[str]:
        """Every name that annotations were written under on this computer."""
        try:
            found = json.loads(str(self._kept.value("author/names", "[]")))
        except ValueError:
            found = []
        names = {name for name in found if isinstance(name, str)} if isinstance(found, list) else set()
        return frozenset(names | ({self.author} - {""}))

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

    def save(self) -> None:
        """Write everything to the file now."""
        self._kept.sync()
