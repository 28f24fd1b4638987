"""A corrected edition in a report's place: what changes, and where annotations go."""
