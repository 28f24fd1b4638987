"""The left pane's map: every report with its parts, sections and items."""
