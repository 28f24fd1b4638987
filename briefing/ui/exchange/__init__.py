"""Annotations that travel as files: taking in, settling conflicts, handing on."""
