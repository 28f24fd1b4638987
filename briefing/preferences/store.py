"""The settings of a running program: one place that holds them, keeps them, and tells who follows them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from briefing.preferences import file
from briefing.preferences.setting import Setting
from briefing.preferences.values import Preferences

T = TypeVar("T")


class PreferenceStore:
    """Changed by the window's thread alone; any thread may look at ``now``, which is a value."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._now = file.read(path)
        self._listeners: tuple[Callable[[frozenset[str]], None], ...] = ()

    @property
    def now(self) -> Preferences:
        """The settings in force."""
        return self._now

    def of(self, setting: Setting[T]) -> T:
        """The value of a setting."""
        return self._now.of(setting)

    def set(self, setting: Setting[T], value: T) -> None:
        """Change one setting. Raises as ``put`` does, and ValueError for a value that the setting does not take."""
        if value != self.of(setting):
            self.put(self._now.having(setting, value))

    def put(self, preferences: Preferences) -> None:
        """Let these hold from now on, tell everybody who follows, and keep them.

        Only what changed is written, so that what another window has kept meanwhile stays. Raises SettingsError when
        it cannot be written; it holds all the same, until the program is closed.
        """
        keys = preferences.other_keys(self._now)
        if not keys:
            return
        self._now = preferences
        for heard in self._listeners:
            heard(keys)
        file.write(self.path, file.read(self.path).like(preferences, keys))

    def listen(self, heard: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call ``heard`` with the keys of what changed, once it holds. Returns what ends it."""
        self._listeners = (*self._listeners, heard)

        def end() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not heard)

        return end

    def resetting(self, settings: tuple[Setting[Any], ...]) -> Preferences:
        """The settings in force, with the defaults of these."""
        return self._now.without(settings)
