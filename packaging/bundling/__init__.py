"""What a bundle is made with: it runs with the project's own Python and may import what that has installed."""
