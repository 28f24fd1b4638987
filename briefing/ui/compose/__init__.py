"""The composer: a briefing's entries, its real pages beside them, and the ways in and out."""
