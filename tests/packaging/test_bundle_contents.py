"""What goes into the bundle and what stays out, told by place, origin and kind."""

from __future__ import annotations

import pytest
from bundling import contents, names

PACKAGES = "/home/李 明/.venv/lib/python3.11/site-packages"


def kept(place: str, source: str = "", kind: str = "BINARY") -> bool:
    return contents.kept(place, source or f"{PACKAGES}/{place}", kind)


class TestQt:
    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
            "PySide6/Qt/plugins/platforms/libqoffscreen.so",
            "PySide6/Qt/plugins/platforminputcontexts/libibusplatforminputcontextplugin.so",
            "PySide6/Qt/plugins/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
            "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
            "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
            "PySide6/plugins/platforms/qwindows.dll",
            "PySide6/plugins/styles/qmodernwindowsstyle.dll",
            "PySide6/Qt/translations/qtbase_zh_CN.qm",
            "PySide6/Qt/lib/libQt6Widgets.so.6",
            "PySide6/Qt/lib/libQt6XcbQpa.so.6",
            "PySide6/Qt/lib/libicudata.so.73",
            "PySide6/QtPrintSupport.abi3.so",
            "PySide6/QtCore.pyd",
            "PySide6/Qt6Gui.dll",
        ],
    )
    def test_what_the_program_uses_stays(self, place: str) -> None:
        assert kept(place)

    @pytest.mark.parametrize(
        "place",
        [
            "PySide6/Qt/plugins/platforms/libqvnc.so",
            "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
            "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
            "PySide6/Qt/plugins/tls/libqopensslbackend.so",
            "PySide6/Qt/plugins/networkinformation/libqglib.so",
            "PySide6/Qt/translations/qtbase_de.qm",
            "PySide6/Qt/translations/qt_zh_CN.qm",
            "PySide6/Qt/qml/QtQuick/libqtquick2plugin.so",
            "PySide6/Qt/lib/libQt6Network.so.6",
            "PySide6/Qt/lib/libQt6Qml.so.6",
            "PySide6/QtNetwork.abi3.so",
            "PySide6/Qt6Quick.dll",
            "libQt6Network.so.6",
            "PySide6/QtCore.pyi",
        ],
    )
    def test_the_rest_does_not(self, place: str) -> None:
        assert not kept(place)


class TestSystemLibraries:
    @pytest.mark.parametrize("name", ["libxcb-cursor.so.0", "libxkbcommon.so.0", "libsqlite3.so.0", "libffi.so.8"])
    def test_those_that_desktops_lack_come_along(self, name: str) -> None:
        assert kept(name, f"/usr/lib/x86_64-linux-gnu/{name}")

    @pytest.mark.parametrize(
        "name",
        ["libfontconfig.so.1", "libglib-2.0.so.0", "libX11.so.6", "libstdc++.so.6", "libgtk-3.so.0", "libcups.so.2"],
    )
    def test_those_that_must_match_the_desktop_stay_its_own(self, name: str) -> None:
        assert not kept(name, f"/usr/lib/x86_64-linux-gnu/{name}")

    def test_a_library_of_that_name_from_a_wheel_is_the_wheels_own(self) -> None:
        assert kept("numpy.libs/libgfortran.so.5", f"{PACKAGES}/numpy.libs/libgfortran.so.5")

    def test_debians_packages_of_python_are_no_system_libraries(self) -> None:
        assert not contents.is_system_library("/usr/lib/python3/dist-packages/lxml/etree.so")


@pytest.mark.parametrize(
    "place",
    [
        "numpy/_core/tests/data/a.csv",
        "numpy/_core/include/numpy/arrayobject.h",
        "numpy/_core/_multiarray_umath.pyi",
        "lxml/etree.pyx",
        "briefing/library/migrations/__pycache__/env.pyc",
    ],
)
def test_tests_headers_and_sources_of_extensions_stay_out(place: str) -> None:
    assert not kept(place, kind="DATA")


def test_the_programs_own_data_stay_whatever_they_are_called() -> None:
    assert kept("briefing/seeds/reports/tests/a.txt", kind="DATA")


def test_modules_of_tests_are_told_from_others() -> None:
    modules = ["numpy.tests.test_x", "numpy.testing", "briefing.export.latest", "sqlalchemy.testing.suite", "json"]
    assert contents.unwanted_modules(modules) == ["numpy.tests.test_x", "numpy.testing", "sqlalchemy.testing.suite"]


class TestNames:
    def test_the_bundle_is_named_with_version_system_and_machine(self) -> None:
        version = names.version()
        assert names.bundle_name("linux", "x86_64") == f"briefing-{version}-linux-x86_64"
        assert names.bundle_name("win32", "AMD64") == f"briefing-{version}-windows-x86_64"

    def test_windows_has_one_program_with_a_window_and_one_with_a_console(self) -> None:
        assert names.executable_names("win32") == ("Briefing", "briefing-cli")
        assert names.program(names.DIST, "win32").name == "briefing-cli.exe"
        assert names.program(names.DIST, "linux").name == "briefing"

    def test_the_version_is_the_programs(self) -> None:
        import briefing

        assert names.version() == briefing.__version__
