"""Places: what can be opened, shown, remembered and printed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A report, one of its sections, or one of its items.

    ``section`` is a section's path, empty for the report itself; ``item`` is an item's position in reading order.
    """

    report_key: str
    section: tuple[int, ...] = ()
    item: int | None = None

    def __str__(self) -> str:
        """A form that settings can keep: ``key/2.0/17``; ``Place.parse`` reads it back."""
        path = ".".join(map(str, self.section))
        tail = "" if self.item is None else str(self.item)
        return f"{self.report_key}/{path}/{tail}"

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place that ``str`` wrote, or None when the text is none."""
        try:
            key, path, tail = text.rsplit("/", 2)
            section = tuple(int(step) for step in path.split(".")) if path else ()
            return cls(key, section, int(tail) if tail else None) if key else None
        except ValueError:
            return None
