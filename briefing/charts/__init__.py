"""What a chart compares, as pure data, and its two painters: screen and print."""
