"""Correcting, confirming, adding and removing figures, in their place."""
