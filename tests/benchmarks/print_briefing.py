"""Typesets a briefing of 35 pages with 12 charts, edits it, draws a page after each edit; prints the seconds of each.

Printed is a line for each of: the first PDF (from imported modules on), a PDF after an edit, the page worked on after
an edit, and the process's most memory in MB.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable

from briefing.export.fonts import FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.preview import PagePreview
from tests.print.pages import long_briefing

EDITS = 7
PAGE_WORKED_ON = 17


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    writer = PdfWriter(FontShelf())
    print("first", seconds(lambda: writer.to_pdf(long_briefing())))
    edited = [long_briefing("改" * n) for n in range(1, EDITS + 1)]
    print("edited", statistics.median(seconds(lambda one=one: writer.to_pdf(one)) for one in edited))  # type: ignore[misc]
    preview = PagePreview(writer)
    layout = preview.update(long_briefing())

    def worked_on(words: str) -> None:
        preview.update(long_briefing(words))
        preview.image(PAGE_WORKED_ON, 96)

    print("shown", statistics.median(seconds(lambda n=n: worked_on("动" * n)) for n in range(1, EDITS + 1)))  # type: ignore[misc]
    print("pages", layout.pages)
    print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main()
