"""Briefing 简报台: prepare meeting briefings from government work reports, offline."""

__version__ = "1.0.0"
