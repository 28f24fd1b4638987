"""Small parts side by side that go on in a next line where the room ends."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Flow(QWidget):
    """Lays out its parts in lines; ``gap`` is between parts and between lines, in pixels.

    ``stretched`` shares out the room that is left in a line, ``ends`` moves its last part to the right.
    """

    def __init__(self, gap: int, *, stretched: bool = False, ends: bool = False) -> None:
        super().__init__()
        self._gap, self._stretched, self._ends = gap, stretched, ends
        self._parts: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, part: QWidget) -> None:
        """One more, last."""
        self._parts.append(part)
        part.setParent(self)
        part.show()
        self._again()

    def insert(self, at: int, part: QWidget) -> None:
        """One more, at a place."""
        self._parts.insert(at, part)
        part.setParent(self)
        part.show()
        self._again()

    def remove(self, part: QWidget) -> None:
        """One less; it is deleted once the event loop comes round."""
        self._parts.remove(part)
        part.hide()
        part.deleteLater()
        self._again()

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """What stands in it, in order."""
        return tuple(self._parts)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(width, move=False)

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 100 else 240
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(max(self.width(), 100)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._again()
        return super().event(event)

    def _again(self) -> None:
        self._lay(self.width(), move=True)
        self.updateGeometry()

    def _lay(self, width: int, *, move: bool) -> int:
        shown = [part for part in self._parts if not part.isHidden()]
        lines: list[list[tuple[QWidget, int]]] = [[]]
        room = 0
        for part in shown:
            wants = min(part.sizeHint().width(), width)
            if lines[-1] and room + wants > width:
                lines.append([])
                room = 0
            lines[-1].append((part, wants))
            room += wants + self._gap
        y = 0
        for line in lines:
            if not line:
                continue
            height = max(part.sizeHint().height() for part, _ in line)
            used = sum(wants for _, wants in line) + self._gap * (len(line) - 1)
            left = max(0, width - used)
            spare = left if self._stretched else 0
            x = 0
            for number, (part, wants) in enumerate(line):
                more = spare // (len(line) - number)
                spare -= more
                if self._ends and number and number == len(line) - 1:
                    x += left
                if move:
                    part.setGeometry(x, y, wants + more, height)
                x += wants + more + self._gap
            y += height + max(self._gap, 0)
        return max(0, y - max(self._gap, 0))
