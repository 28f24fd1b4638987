"""Open the window on a library, show the newest report with its charts, then the item with most figures, and end.

``python chart_window.py LIBRARY SETTINGS`` exits with 0 once everything asked for is on the screen.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from briefing.app import Program, application
from briefing.domain.place import Place
from briefing.ui.settings import WindowSettings

PATIENCE_SECONDS = 60
TURNS_AT_REST = 10


def main() -> int:
    app = application(sys.argv[:1])
    program = Program(app, Path(sys.argv[1]), WindowSettings(Path(sys.argv[2])))
    program.window.resize(1366, 768)
    ready: list[bool] = []
    program.when_ready(lambda: ready.append(True))
    program.window.show()
    deadline = time.monotonic() + PATIENCE_SECONDS

    def settle() -> None:
        at_rest = 0
        while at_rest < TURNS_AT_REST:
            if time.monotonic() > deadline:
                raise TimeoutError("the window did not come to rest")
            app.processEvents()
            at_rest = at_rest + 1 if ready and not program.tasks.busy else 0
            time.sleep(0.005)

    settle()
    assert program.desk is not None
    report = program.desk.store.library[0].report
    program.navigator.go(Place(report.key))
    settle()
    section, item = max(
        ((section, item) for section in report.sections() for item in section.own_items()),
        key=lambda pair: len(pair[1].text),
    )
    program.navigator.go(Place(report.key, section.path, item.position))
    settle()
    drawn = "pyqtgraph" in sys.modules
    program.window.close()
    return 0 if drawn else 1


if __name__ == "__main__":
    sys.exit(main())
