"""The SQLite library: the only part of the program that knows SQL."""
