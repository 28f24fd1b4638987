"""What is imported after the first paint, and on which thread.

PySide makes the Python class of a Qt class when it is first asked for, and a metaobject for each class of ours that
derives from one. Qt reads what is made there without holding Python's lock. Made on a worker while the window lays
itself out, it ends the process: seldom, but it does. So whatever needs Qt is imported on the GUI thread, in small
steps, and only the rest on a worker.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator

_CLASSES = ("PySide6.QtGui", "PySide6.QtWidgets")
"""Of these pyqtgraph takes every class in any case; of QtCore's, those in use come with the modules that use them."""


def import_all(names: Iterable[str]) -> None:
    """Import modules that do not need Qt; on any thread."""
    for _ in importing(names):
        pass


def importing(names: Iterable[str]) -> Iterator[str]:
    """Import modules, one a step."""
    for name in names:
        importlib.import_module(name)
        yield name


def importing_packages(names: Iterable[str]) -> Iterator[str]:
    """Import packages with all their modules, one a step."""
    for name in names:
        package = importlib.import_module(name)
        yield name
        yield from importing(f"{name}.{module.name}" for module in pkgutil.iter_modules(package.__path__))


def waking_classes() -> Iterator[str]:
    """Have the classes made that Qt's modules hold, one a step, so that none is left for a worker to make."""
    for module in map(importlib.import_module, _CLASSES):
        for name in dir(module):
            getattr(module, name)
            yield name
