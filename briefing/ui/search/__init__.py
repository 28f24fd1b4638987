"""The palette that searches everything (Ctrl+K)."""
