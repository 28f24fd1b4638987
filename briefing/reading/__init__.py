"""A file becomes a report: sources, layout, outline, figures. Neither Qt nor SQL."""
