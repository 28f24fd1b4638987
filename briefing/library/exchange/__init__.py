"""Annotations that travel by file: packages and W3C JSON-LD, out and in. What comes in is never trusted."""
