"""What a setting is: its key, its words, which values it takes, and which one holds while nobody has chosen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar, cast

T = TypeVar("T")

_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Co"})


class Page(StrEnum):
    """Where a setting stands."""

    GENERAL = "general"
    LOOK = "look"
    FACES = "faces"
    BACKUP = "backup"
    BRIEFING = "briefing"
    PRINT = "print"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _PAGES[self]


_PAGES = {
    Page.GENERAL: "常规",
    Page.LOOK: "外观",
    Page.FACES: "打印字体",
    Page.BACKUP: "资料库与备份",
    Page.BRIEFING: "简报",
    Page.PRINT: "打印",
}


class Field(StrEnum):
    """By what a setting is changed."""

    LINE = "line"
    NUMBER = "number"
    CHOICE = "choice"
    OPEN = "open"
    """A choice beside which other words can be typed."""
    FACE = "face"
    FOLDER = "folder"
    PRINTER = "printer"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting. ``key`` names it in files and never changes its meaning.

    ``default`` holds where nothing else was chosen, or what was chosen cannot be read; its type is the values' type.
    ``choices`` are values with their words, ``least`` and ``most`` bound a number, ``longest`` a text in characters.
    ``initials`` are the pinyin initials of ``title`` and ``words`` other words it is sought by. A ``personal`` one
    names its person, a ``local`` one is about this computer: neither leaves it unasked.
    """

    key: str
    page: Page
    title: str
    says: str
    default: T
    field: Field
    choices: tuple[tuple[T, str], ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""
    longest: int = 100
    initials: str = ""
    words: str = ""
    personal: bool = False
    local: bool = False

    def accept(self, raw: object) -> T | None:
        """The value that a file, or a field, means by ``raw``; None when it means none."""
        if isinstance(self.default, tuple):
            lines = raw if isinstance(raw, list | tuple) else None
            return cast(T, tuple(lines)) if lines is not None and all(self._is_line(one) for one in lines) else None
        if type(raw) is not type(self.default):
            return None
        if self.field is Field.CHOICE:
            fits = any(raw == value for value, _ in self.choices)
        elif isinstance(raw, int):
            fits = self.least <= raw <= self.most
        else:
            fits = self._is_line(raw)
        return raw if fits else None

    def words_of(self, value: T) -> str:
        """A value as a person reads it."""
        named = next((words for known, words in self.choices if known == value), None)
        return str(value) + self.unit if named is None else named

    def _is_line(self, raw: object) -> bool:
        """One line of text that shows what it is."""
        return isinstance(raw, str) and raw == one_line(raw, self.longest)


def one_line(text: str, longest: int) -> str:
    """A text as a setting can keep it: one line, without what cannot be seen, without blanks around it."""
    seen = "".join(" " if char in "\t\n\r\u2028\u2029" else char for char in text)
    return "".join(char for char in seen if unicodedata.category(char) not in _UNSEEN).strip()[:longest].strip()
