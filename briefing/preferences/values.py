"""The values in force: what was chosen, and the defaults for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, TypeVar

from briefing.preferences.catalogue import SETTINGS
from briefing.preferences.setting import Setting

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What was chosen, by key, as the file has it.

    What another version of the program wrote, or a hand wrote wrongly, counts for nothing and is kept: ``chosen`` may
    hold keys and values that no setting takes, ``around`` is what stands beside them in the file.
    """

    chosen: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    around: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    def of(self, setting: Setting[T]) -> T:
        """The value of a setting."""
        value = setting.accept(self.chosen.get(setting.key))
        return setting.default if value is None else value

    def differs(self, setting: Setting[Any]) -> bool:
        """Whether it is other than the default."""
        return bool(self.of(setting) != setting.default)

    def having(self, setting: Setting[T], value: T) -> Preferences:
        """With that value. Raises ValueError for one that the setting does not take."""
        if setting.accept(value) is None:
            raise ValueError(f"{setting.key} does not take {value!r}")
        if value == setting.default:
            return self.without((setting,))
        raw = list(value) if isinstance(value, tuple) else value
        return replace(self, chosen=MappingProxyType({**self.chosen, setting.key: raw}))

    def without(self, settings: Iterable[Setting[Any]]) -> Preferences:
        """With the defaults of these."""
        gone = {setting.key for setting in settings}
        kept = {key: value for key, value in self.chosen.items() if key not in gone}
        return replace(self, chosen=MappingProxyType(kept))

    def like(self, other: Preferences, keys: Iterable[str]) -> Preferences:
        """With what ``other`` has under these keys."""
        made = dict(self.chosen)
        for key in keys:
            if key in other.chosen:
                made[key] = other.chosen[key]
            else:
                made.pop(key, None)
        return replace(self, chosen=MappingProxyType(made))

    def other_keys(self, other: Preferences) -> frozenset[str]:
        """The keys under which these and the others have not the same."""
        nothing = object()
        keys = {*self.chosen, *other.chosen}
        return frozenset(key for key in keys if self.chosen.get(key, nothing) != other.chosen.get(key, nothing))

    def changed(self, before: Preferences) -> tuple[Setting[Any], ...]:
        """The settings that have another value than before, in the order of the pages."""
        return tuple(one for one in SETTINGS if self.of(one) != before.of(one))
