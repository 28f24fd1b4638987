"""The margin: annotations beside the text, and writing one."""
