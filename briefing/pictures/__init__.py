"""Pictures of the program for its guide and its README, made from the program itself."""
