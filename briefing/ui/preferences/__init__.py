"""设置: the page on which a person sets things, applied at once."""
