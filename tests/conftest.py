"""What every test gets: no screen, a home of its own, and nothing left behind."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_HOME = Path(tempfile.mkdtemp(prefix="briefing-tests-"))
_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".runtime",
}

# Set before pytest-qt and Qt read them.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for _name, _folder in _FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ[_name] = str((_HOME / _folder).resolve())


def pytest_unconfigure() -> None:
    """Remove the home that the tests used."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> Iterator[QApplication]:
    """The Qt application of all tests, with settings in files of its own and Chinese faces on any machine.

    As in the program no worker deletes a widget: from here on garbage is collected between tests, and by their loops.
    """
    from PySide6.QtCore import QSettings
    from PySide6.QtGui import QFontDatabase

    from briefing.locate import noto_folder
    from briefing.ui.collector import Collector

    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(_HOME / ".config"))
    for face in sorted(noto_folder().glob("*.otf")):
        assert QFontDatabase.addApplicationFont(str(face)) >= 0, face
    collector = Collector()
    yield qapp
    collector.close()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the two real reports; made once, and never to be changed: copy it."""
    from briefing.library.library import Library

    path = tmp_path_factory.mktemp("seeded") / "library.db"
    Library.open(path).close()
    return path


@pytest.fixture
def library_file(seeded: Path, tmp_path: Path) -> Path:
    """A seeded library of the test's own."""
    return Path(shutil.copy(seeded, tmp_path / "library.db"))


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def logged_warnings() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors logged during the test, which fail it.

    A test that expects some takes this fixture, checks them and empties the list.
    """
    handler = _Warnings()
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield handler.records
    finally:
        root.removeHandler(handler)
    if handler.records:
        pytest.fail("logged unexpectedly: " + "; ".join(record.getMessage() for record in handler.records))


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    threads = set(threading.enumerate())
    windows = _open_windows()
    yield
    if not gc.isenabled():
        sys.modules["briefing.ui.collector"].collect_due()
    _drain_thread_pool()
    _clear_clipboard()
    # Qt's own threads show as dummies once they have run Python code, and for as long as the process lives.
    begun = [t for t in threading.enumerate() if t not in threads and not isinstance(t, threading._DummyThread)]
    for thread in begun:
        thread.join(timeout=5)
    running = [thread.name for thread in begun if thread.is_alive()]
    left = _open_windows() - windows
    if running:
        pytest.fail(f"threads left running: {running}")
    if left:
        pytest.fail(f"windows left open: {sorted(left)}")


def _open_windows() -> set[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    return {
        f"{type(widget).__name__} {widget.windowTitle()!r} at {id(widget):#x}"
        for widget in widgets.QApplication.topLevelWidgets()
        if widget.isVisible()
    }


def _clear_clipboard() -> None:
    """Keep what one test copied from the next; and Qt's offscreen platform crashes at exit with data on it."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


def _drain_thread_pool() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core is None or core.QCoreApplication.instance() is None:
        return
    if not core.QThreadPool.globalInstance().waitForDone(10_000):
        pytest.fail("work left in the thread pool")
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
