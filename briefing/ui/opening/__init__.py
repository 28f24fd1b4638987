"""Files that come from the desktop, and the second start that finds the first."""
