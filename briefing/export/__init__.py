"""Pages out: one document, one writer per format."""
