"""The 批注 page: every annotation in one list, found, read, changed, settled, one or many at a time."""
