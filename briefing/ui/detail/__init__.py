"""The page on the right: a report, a section, or an item."""
