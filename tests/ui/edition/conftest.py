from __future__ import annotations

from pathlib import Path

import pytest

from briefing.library.library import Library
from tests.ui.driver import TARGETS


@pytest.fixture
def corrected(seeded: Path, tmp_path: Path) -> Path:
    """The later report with one sentence changed, one taken out and one put in."""
    with Library.open(seeded) as library:
        contents = library.report(TARGETS)
    assert contents is not None
    text = contents.report.source_text
    assert "签约金额2000亿元以上" in text
    text = text.replace("签约金额2000亿元以上", "签约金额2100亿元以上")
    gone = next(line for line in text.splitlines(keepends=True) if "多措并举促销费" in line)
    path = tmp_path / "更正稿.txt"
    path.write_text(text.replace(gone, "- 提振信心促消费。新办消费节20场。\n"), encoding="utf-8", newline="")
    return path
