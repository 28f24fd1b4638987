"""Where one is, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from briefing.domain.place import Place


class Navigator(QObject):
    """``went`` carries the Place now open, or None for the first page."""

    went = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._trail: list[Place | None] = [None]
        self._at = 0

    @property
    def place(self) -> Place | None:
        """The place now open."""
        return self._trail[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from somewhere."""
        return self._at + 1 < len(self._trail)

    def go(self, place: Place | None) -> None:
        """Open a place; what one had gone back from is forgotten."""
        if place != self.place:
            self._trail = [*self._trail[: self._at + 1], place]
            self._at = len(self._trail) - 1
        self.went.emit(place)

    def back(self) -> None:
        """The place before."""
        if self.can_go_back:
            self._at -= 1
            self.went.emit(self.place)

    def forward(self) -> None:
        """The place one came back from."""
        if self.can_go_forward:
            self._at += 1
            self.went.emit(self.place)
