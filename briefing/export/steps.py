"""How a writer tells what it is doing, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and what begins now, in Chinese."""

Cancelled: TypeAlias = Callable[[], bool]
"""Asked between two steps whether to stop."""


class ExportCancelled(Exception):  # noqa: N818 - nothing went wrong
    """The person stopped it; nothing was written."""


class Steps:
    """Counts the ``count`` steps of one run for those who watch it."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None, count: int) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._count = count
        self._begun = 0

    def check(self) -> None:
        """Raises ExportCancelled when the person wants to stop."""
        if self._cancelled is not None and self._cancelled():
            raise ExportCancelled

    def next(self, name: str) -> None:
        """A step begins. Raises ExportCancelled when the person wants to stop."""
        self.check()
        if self._progress is not None:
            self._progress(self._begun / self._count, name)
        self._begun += 1

    def done(self) -> None:
        """All of it is done."""
        if self._progress is not None:
            self._progress(1.0, "完成")
