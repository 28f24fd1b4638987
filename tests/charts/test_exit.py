"""A program that has shown charts ends in peace."""

from __future__ import annotations

import os
import subprocess
import sys

PROGRAM = """
from PySide6.QtWidgets import QApplication
from briefing.charts.build import growth_chart
from briefing.charts.pairs import comparison_chart
from briefing.charts.screen import ChartView
from tests.charts import samples

app = QApplication([])
specs = [growth_chart(samples.results()), comparison_chart(samples.indicators())]
for turn in range(10):
    view = ChartView()
    view.set_spec(specs[turn % 2])
    view.resize(600, view.heightForWidth(600))
    view.show()
    app.processEvents()
    view.set_spec(None)
print("shown")
"""


def test_charts_that_were_shown_changed_and_dropped_leave_nothing_to_fall_over() -> None:
    # The debugging allocator overwrites what is freed, so that whoever still holds on to it falls for certain.
    environment = os.environ | {"PYTHONMALLOC": "debug", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout == "shown\n"
    assert done.returncode == 0, done.stderr[-2000:]
