from tests.ui.conftest import person, sit, theme

__all__ = ["person", "sit", "theme"]
