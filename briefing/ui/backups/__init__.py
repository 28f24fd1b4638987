"""资料库备份: what there is, making one by hand, going back to one, and the one made every day."""
