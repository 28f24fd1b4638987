"""演示: headline figures and charts one by one, full screen."""
