"""What a new library begins with."""
