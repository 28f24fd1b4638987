"""Briefings as documents to print: what their entries say, in the blocks that every writer knows."""
