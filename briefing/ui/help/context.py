"""What the guide says of each page."""

from __future__ import annotations

FIRST = "first"
"""The part for whoever never opened the guide."""

ABOUT: dict[str, str] = {
    "report_page": "reading",
    "section_page": "reading",
    "item_page": "reading",
    "compare_page": "compare",
    "check_page": "check",
    "notes_page": "notes",
    "composer_page": "briefing",
    "merge_page": "exchange#并入批注",
    "conflict_page": "exchange#处理冲突",
    "export_page": "exchange#导出批注",
    "edition_page": "edition",
    "confirm_page": "confirming",
    "preview_page": "printing",
    "settings_page": "settings",
}
"""By the window's name for the page: a part, or a heading of one. Of the first page there is nothing: there one reads
on where one was."""
