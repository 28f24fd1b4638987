"""What the guide says of each page."""

from __future__ import annotations

FIRST = "first"
"""The part for whoever never opened the guide."""

SEARCH, WRITING = "search", "writing"
"""Of the palette, and of an annotation that is being written beside an item."""

ABOUT: dict[str, str] = {
    "ReportPage": "reading",
    "SectionPage": "reading",
    "ItemPage": "reading",
    "ComparePage": "compare",
    "CheckPage": "check",
    "NotesPage": "notes",
    "ComposerPage": "briefing",
    "MergePage": "exchange#并入批注",
    "ConflictPage": "exchange#处理冲突",
    "ExportPage": "exchange#导出批注",
    "EditionPage": "edition",
    "ConfirmPage": "confirming",
    "PreviewPage": "printing",
    "SettingsPage": "settings",
}
"""By the page's class: a part, or a heading of one. Of the first page there is nothing: there one reads on where one
was. By name, because pages are made only when they are asked for."""

ABOUT_DIALOGS: dict[str, str] = {
    "AboutDialog": "",
    "BackupsDialog": "backups",
    "BriefingShelf": "briefing#全部简报",
    "DoctorDialog": "diagnosis",
    "ExportRecords": "exporting#导出记录",
    "HandingOut": "settings#还原、带走",
    "SourceDialog": "reading#看原文、复制",
}
"""The same for dialogs. Those that ask something are missing: they say themselves what they ask, and want an answer."""
