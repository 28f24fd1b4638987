"""Python's collector of garbage, kept to the event loop of the GUI thread.

Left to itself it runs wherever an object happens to be made. On a worker it deletes widgets that only the GUI thread
may delete, and under Qt's feet it deletes what Qt is just walking through; either ends the process.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_MS = 2_000


def collect_due() -> None:
    """Collect what Python would collect by itself by now: the oldest generation whose threshold is passed."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    passed = [generation for generation, (count, threshold) in enumerate(counts) if 0 < threshold < count]
    if passed:
        gc.collect(passed[-1])


class Collector(QObject):
    """Collects from the event loop alone, from when it is made until it is closed."""

    def __init__(self, every_ms: int = LOOK_MS) -> None:
        super().__init__()
        self._usual = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(collect_due)
        self._timer.start(every_ms)

    def spare(self) -> None:
        """Leave what there is now, for good, out of all that is to come: going through the modules and a whole library
        takes 100 ms, in the middle of a word that is being typed too, and finds nothing."""
        gc.freeze()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        if self._usual:
            gc.enable()
