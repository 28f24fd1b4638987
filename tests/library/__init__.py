"""What the library keeps and finds, in real SQLite files."""
