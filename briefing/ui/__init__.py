"""The window: one folder per place on the screen."""
