"""Charts on a printer without colours: what was done and what is promised stay apart."""

from __future__ import annotations

from itertools import groupby
from statistics import median

import pytest

from briefing.charts.pairs import comparison_chart
from briefing.charts.spec import ChartSpec
from briefing.charts.svg import to_svg
from briefing.export.document import Chart, Document
from briefing.export.pdf import PdfWriter
from briefing.export.preview import PageImage, PagePreview
from tests.charts import samples

RESULT, TARGET = (0x1F, 0x5C, 0x7A), (0xB5, 0x38, 0x2A)
PPI = 200


@pytest.fixture(scope="module")
def page(writer: PdfWriter) -> PageImage:
    chart = comparison_chart(samples.indicators(), (samples.results(), samples.targets()))
    assert isinstance(chart, ChartSpec)
    svg = to_svg(chart, width_mm=156, fonts=("Noto Sans SC",))
    preview = PagePreview(writer)
    preview.update(Document("标题", blocks=(Chart(svg, "实绩与目标"),)))
    image = preview.image(0, PPI)
    preview.close()
    return image


def runs(page: PageImage, colour: tuple[int, int, int]) -> list[int]:
    """How many dots of a colour stand side by side, wherever some do."""
    red, green, blue = colour
    found: list[int] = []
    for row in range(page.height):
        dots = page.pixels[4 * page.width * row : 4 * page.width * (row + 1)]
        near = (
            abs(b - blue) < 40 and abs(g - green) < 40 and abs(r - red) < 40
            for b, g, r in zip(dots[0::4], dots[1::4], dots[2::4], strict=True)
        )
        found += [sum(1 for _ in run) for there, run in groupby(near) if there]
    return found


def test_results_are_solid_and_targets_are_hatched(page: PageImage) -> None:
    # Their greys are much the same (77 and 92 of 255): only the pattern tells them apart.
    results, targets = runs(page, RESULT), runs(page, TARGET)
    assert sum(results) > 2000 < sum(targets)
    assert max(results) > 100
    long = [run for run in results if run > 20]
    assert sum(long) > 0.5 * sum(results)
    assert median(targets) < 12
    dense = [run for run in targets if run > 20]
    assert len(dense) < 0.1 * len(targets)
