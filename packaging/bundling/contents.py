"""What belongs in the bundle: which modules, files, parts of Qt and system libraries, and which do not.

PyInstaller's own hooks are generous; whatever they bring passes through ``kept``.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

EXCLUDED_MODULES = (
    "IPython",
    "MySQLdb",
    "OpenGL",
    "PIL",
    "PyQt5",
    "PyQt6",
    "PySide2",
    "PySide6.QtDBus",
    "PySide6.QtNetwork",
    "PySide6.QtSql",
    "PySide6.QtTest",
    "_curses",
    "_hashlib",
    "_ssl",
    "_tkinter",
    "crypt",
    "curses",
    "doctest",
    "ensurepip",
    "hypothesis",
    "idlelib",
    "lib2to3",
    "lxml.html",
    "lxml.isoschematron",
    "mypy",
    "numpy.distutils",
    "numpy.f2py",
    "pip",
    "psycopg2",
    "pypdf",
    "pyqtgraph.examples",
    "pyqtgraph.jupyter",
    "pyqtgraph.opengl",
    "pysqlite2",
    "pytest",
    "readline",
    "scipy",
    "setuptools",
    "sqlalchemy.testing",
    "ssl",
    "tkinter",
    "turtle",
    "venv",
)
"""Left out by name: nothing the program does asks for them.

``ssl`` and OpenSSL's half of ``hashlib`` go because the program opens no connection and Python's own digests serve.
"""

QT_MODULES = ("Core", "DBus", "Gui", "OpenGL", "OpenGLWidgets", "PrintSupport", "Svg", "Widgets")
"""The Qt libraries in use. DBus is how Qt reaches ibus, fcitx5 and the desktop's portal; OpenGL pyqtgraph's import;
Svg the icons."""

QT_LIBRARIES_ON_LINUX = ("EglFSDeviceIntegration", "WaylandClient", "WaylandEglClientHwIntegration", "XcbQpa")
"""What the kept platform plugins stand on."""

QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland*", "qoffscreen", "qminimal", "qwindows", "qdirect2d"),
    # Chinese is typed through these; fcitx5 answers to ibus's protocol.
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qgtk3", "qxdgdesktopportal"),
    "printsupport": ("cupsprintersupport",),
    "imageformats": ("qgif", "qico", "qjpeg", "qsvg", "qwebp"),
    "iconengines": ("qsvgicon",),
    "styles": ("*",),
    "xcbglintegrations": ("*",),
    "wayland-decoration-client": ("*",),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "wayland-shell-integration": ("xdg-shell", "qt-shell"),
}
"""The plugins in use by folder, without a system's prefix and suffix."""

QT_TRANSLATIONS = ("qtbase_zh_CN.qm",)

SYSTEM_LIBRARIES = (
    "libbz2.so*",
    "libdb-*.so*",
    "libffi.so*",
    "liblzma.so*",
    "libmpdec.so*",
    "libpython3*.so*",
    "libsqlite3.so*",
    "libuuid.so*",
    "libxcb-cursor.so*",
    "libxcb-icccm.so*",
    "libxcb-image.so*",
    "libxcb-keysyms.so*",
    "libxcb-render-util.so*",
    "libxcb-util.so*",
    "libxcb-xinerama.so*",
    "libxcb-xkb.so*",
    "libxkbcommon-x11.so*",
    "libxkbcommon.so*",
)
"""System libraries that come along: what Python stands on, and what desktops are known to lack.

All others stay the system's: they come with every desktop and must match its configuration, drivers and input methods
(fontconfig, glib, dbus, X11, GL, cups, GTK).
"""

_SYSTEM_FOLDERS = ("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/", "/usr/local/lib/")
_QT_LIBRARY = re.compile(r"^(?:lib)?Qt6(\w+?)(?:\.so.*|\.dll)$")
_UNWANTED_FOLDERS = frozenset({"tests", "test", "testing", "examples", "__pycache__", "__pyinstaller", "include"})
_UNWANTED_NAMES = ("*.pyi", "*.pyx", "*.pxd", "*.h", "*.c", "*.cpp", "py.typed", "*.a", "*.lib", "*.qhc", "*.qch")


def kept(destination: str, source: str, kind: str) -> bool:
    """Whether a file that PyInstaller has collected stays in the bundle.

    ``destination`` is its place inside the bundle, ``source`` where it lies now, ``kind`` PyInstaller's name for what
    it is (``BINARY``, ``EXTENSION``, ``DATA``…).
    """
    place = PurePosixPath(destination.replace("\\", "/"))
    if place.parts[0] == "PySide6":
        return _kept_of_qt(place)
    if _QT_LIBRARY.match(place.name):
        return _wanted_qt_library(place.name)
    if kind in {"BINARY", "SYMLINK"} and is_system_library(source):
        return any(fnmatch.fnmatch(place.name, pattern) for pattern in SYSTEM_LIBRARIES)
    if place.parts[0] == "briefing":
        return "__pycache__" not in place.parts
    if _UNWANTED_FOLDERS.intersection(place.parts[:-1]):
        return False
    return not any(fnmatch.fnmatch(place.name, pattern) for pattern in _UNWANTED_NAMES)


def is_system_library(source: str) -> bool:
    """Whether a library is the Linux system's, not Python's or a package's."""
    return source.startswith(_SYSTEM_FOLDERS) and "/site-packages/" not in source and "/dist-packages/" not in source


def _kept_of_qt(place: PurePosixPath) -> bool:
    parts = place.parts
    if "plugins" in parts:
        rest = parts[parts.index("plugins") + 1 :]
        return len(rest) == 2 and any(fnmatch.fnmatch(_stem(rest[1]), p) for p in QT_PLUGINS.get(rest[0], ()))
    if "translations" in parts:
        return place.name in QT_TRANSLATIONS
    if "qml" in parts or "metatypes" in parts:
        return False
    if _QT_LIBRARY.match(place.name):
        return _wanted_qt_library(place.name)
    module = re.match(r"^Qt(\w+)\.(?:abi3\.so|pyd)$", place.name)
    if module:
        return module[1] in QT_MODULES
    return place.suffix != ".pyi" and "glue" not in parts and "typesystems" not in parts


def _wanted_qt_library(name: str) -> bool:
    found = _QT_LIBRARY.match(name)
    return found is not None and found[1] in (*QT_MODULES, *QT_LIBRARIES_ON_LINUX)


def _stem(name: str) -> str:
    """A plugin's name without a system's prefix and suffix."""
    return name.removeprefix("lib").removesuffix(".so").removesuffix(".dll")


def unwanted_modules(modules: Iterable[str]) -> list[str]:
    """Those of the collected modules that only tests or developers use."""
    return [name for name in modules if _UNWANTED_FOLDERS.intersection(name.split("."))]
