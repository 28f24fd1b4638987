"""Results beside targets."""
