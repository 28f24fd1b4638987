"""The check: figures to look at, and places where a report contradicts itself."""
