"""The pages as they will be printed, before they are."""
