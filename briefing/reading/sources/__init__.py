"""Files become text: one module per kind of file."""
