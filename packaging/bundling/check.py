"""Whether the bundle really runs: copied elsewhere and started in all the surroundings that desks may have.

Every check is printed with ``ok`` or ``FAILED``. Where this machine cannot make the surroundings, a line says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from bundling import names, screen, work
from bundling.checks import Checks
from bundling.running import Surroundings, can_become_others, contents, copied

NOBODY = 65534
"""The user without rights of every Linux; its home folder does not exist."""

UNKNOWN = 54321
"""A user number that no system knows by name."""


def run(bundle: Path) -> bool:
    """Check a bundle; whether every check went well."""
    checks = Checks()
    print(f"checking {bundle.name}", flush=True)
    with tempfile.TemporaryDirectory(prefix="简报 检查 ") as name:
        folder = Path(name)
        folder.chmod(0o755)
        program = copied(bundle, folder / "另一台 电脑" / "简报台")
        before = contents(program.program.parent)
        offscreen = program.with_variables(QT_QPA_PLATFORM="offscreen", **_elsewhere(folder / "home"))
        _main_job(checks, offscreen, folder / "offscreen")
        if sys.platform.startswith("linux"):
            _on_a_screen(checks, offscreen, folder / "xcb")
            _locales(checks, offscreen, folder / "locales")
            _without_a_home(checks, program, folder / "homeless")
            _as_another_user(checks, program, folder / "other")
        checks("nothing was written into the program's folder", partial(_untouched, program, before))
        _portable(checks, bundle, folder / "stick")
    print(checks.sum_up(), flush=True)
    return checks.well


def _main_job(checks: Checks, here: Surroundings, folder: Path) -> None:
    """Everything the program does, offscreen, with no variable set but the platform and where things lie."""
    folder.mkdir()
    library = folder / "资料 库.db"
    checks("offscreen: a library is made and seeded", partial(work.makes_its_library, here, library))
    checks("offscreen: the window is shown", partial(work.shows_its_window, here, library))
    checks("offscreen: search", partial(work.searches, here, library))
    checks("offscreen: window, chart, search, pages", partial(work.demonstrates, here, library, folder / "样 张"))
    checks("pages in the bundle's own faces", partial(work.prints_in_its_own_faces, here, library, folder / "字 体"))
    checks("licences", partial(work.lists_its_licences, here))
    checks("a briefing as PDF, DOCX, XLSX, text", partial(work.exports_its_briefing, here, library, folder / "简 报"))
    checks("annotations and backup", partial(work.exchanges_and_keeps, here, library, folder))
    checks("a library of the first schema is upgraded", partial(work.upgrades, here, folder))
    checks("doctor", partial(work.examines_itself, here, library))


def _on_a_screen(checks: Checks, here: Surroundings, folder: Path) -> None:
    """The same on a real X server; the platform is found by the program itself."""
    folder.mkdir()
    if not screen.available():
        checks.left_out("on a screen", "there is no Xvfb")
        return
    library = folder / "资料库.db"
    plain = {name: value for name, value in here.variables.items() if name != "QT_QPA_PLATFORM"}
    with screen.virtual_screen() as shown_on:
        shown = Surroundings(here.program, {**plain, "DISPLAY": shown_on.name})
        checks("on a screen: the window is shown", partial(work.shows_its_window, shown, library))
        real = shown.with_variables(QT_QPA_PLATFORM="xcb")
        checks("on a screen: window, chart, search, pages", partial(work.demonstrates, real, library, folder / "样张"))
        for variables in ({"LANG": "C"}, {"LC_ALL": "zh_CN.GBK"}):
            there = shown.with_variables(**variables)
            words = _words(variables)
            checks(f"on a screen with {words}: the window is shown", partial(work.shows_its_window, there, library))


def _locales(checks: Checks, here: Surroundings, folder: Path) -> None:
    """Locales that are not UTF-8, installed or not."""
    folder.mkdir()
    settings: list[dict[str, str]] = [{"LANG": "C"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "zh_CN.GBK"}]
    settings += [{"LC_ALL": "zh_CN.GBK"}, {"LANG": "zh_CN.UTF-8", "LC_CTYPE": "C"}]
    compiled = _compiled_gbk(folder)
    if compiled is None:
        checks.left_out("zh_CN.GBK as an installed locale", "localedef or its sources are not here")
    else:
        settings.append({"LC_ALL": "zh_CN.GBK", "LOCPATH": str(compiled)})
    for number, variables in enumerate(settings):
        there = here.with_variables(**variables)
        library = folder / f"资料库 {number}.db"
        target = folder / f"页 {number}"
        words = _words(variables)
        checks(f"{words}: the window is shown", partial(work.shows_its_window, there, library))
        checks(f"{words}: Chinese file names", partial(_files, there, library, target))


def _files(here: Surroundings, library: Path, target: Path) -> None:
    target.mkdir()
    reports = work.makes_its_library(here, library)
    file = target / "报告 一.pdf"
    here.run("--library", library, "export", "--report", reports[0]["key"], "--to", file)
    work.reads_as_pages(file, ())


def _without_a_home(checks: Checks, program: Surroundings, folder: Path) -> None:
    """HOME unset; and a user whom the system does not know, who has nothing at all."""
    folder.mkdir()
    offscreen = program.with_variables(QT_QPA_PLATFORM="offscreen")
    placed = offscreen.with_variables(**_elsewhere(folder / "xdg"))
    checks("HOME unset: the window is shown", partial(work.shows_its_window, placed, folder / "资料库.db"))
    if not can_become_others():
        checks.left_out("a user without a home folder", "only root can become another user")
        return
    own = folder / "own"
    own.mkdir()
    shutil.chown(own, UNKNOWN, UNKNOWN)
    unknown = Surroundings(program.program, dict(offscreen.variables), user=UNKNOWN)

    def refuses() -> None:
        for arguments in ((), ("outline",)):
            sentence = unknown.refused(*arguments)
            work.require("--library" in sentence and "--portable" in sentence, f"no way out: {sentence}")

    checks("no home folder: refused with a way out", refuses)
    checks("no home folder: --library helps", partial(work.searches, unknown, own / "资料库.db"))
    checks("no home folder: the window is shown", partial(work.shows_its_window, unknown, own / "资料库.db"))


def _as_another_user(checks: Checks, program: Surroundings, folder: Path) -> None:
    """A user without rights, from a folder nobody may write to, in a current folder nobody may read."""
    folder.mkdir()
    if not can_become_others():
        checks.left_out("as another user, from a read-only folder", "only root can become another user")
        return
    own, closed = folder / "own", folder / "closed"
    own.mkdir()
    closed.mkdir(mode=0o700)
    shutil.chown(own, NOBODY, NOBODY)
    _write_bits(program.program.parent, on=False)
    variables = {"QT_QPA_PLATFORM": "offscreen", **_elsewhere(own / "xdg")}
    other = Surroundings(program.program, variables, user=NOBODY, cwd=closed)
    library = own / "资料 库.db"
    try:
        checks("another user, read-only: the window is shown", partial(work.shows_its_window, other, library))
        checks("another user, read-only: the main job", partial(work.demonstrates, other, library, own / "样 张"))
        checks("another user, read-only: a briefing", partial(work.exports_its_briefing, other, library, own / "简报"))
        checks("another user, read-only: an upgrade", partial(work.upgrades, other, own))
    finally:
        _write_bits(program.program.parent, on=True)


def _portable(checks: Checks, bundle: Path, folder: Path) -> None:
    """On a stick everything lies beside the program and nothing in the home folder."""
    home = folder / "home"
    home.mkdir(parents=True)
    stick = copied(bundle, folder / "U 盘" / "简报台")
    own = stick.program.parent / "Briefing-data"
    here = stick.with_variables(QT_QPA_PLATFORM="offscreen", HOME=str(home))

    def beside(*arguments: str) -> None:
        before = contents(stick.program.parent)
        here.run(*arguments, "--quit-when-shown")
        here.run(*arguments, "outline")
        here.run(*arguments, "library", "backup")
        for name in ("library.db", "window.ini", "logs"):
            work.require((own / name).exists(), f"{name} does not lie in {own.name}")
        strays = {place for place in contents(stick.program.parent) if place.split("/")[0] != own.name} - set(before)
        work.require(not strays, f"written beside it: {sorted(strays)}")
        # fontconfig keeps a cache of its own there, for every program.
        left = [place for place in contents(home) if not place.startswith(".cache")]
        work.require(not left, f"written into the home folder: {left}")
        shutil.rmtree(own)

    def by_file() -> None:
        (stick.program.parent / "portable").touch()
        beside()

    checks("--portable: everything lies beside the program", partial(beside, "--portable"))
    checks("a file named portable: the same", by_file)


def _untouched(program: Surroundings, before: dict[str, tuple[int, int]]) -> None:
    after = contents(program.program.parent)
    changed = sorted(place for place in {*before, *after} if before.get(place) != after.get(place))
    work.require(not changed, f"changed: {changed[:10]}")


def _elsewhere(folder: Path) -> dict[str, str]:
    """Variables that keep the checks out of the home of whoever builds; HOME itself is not set."""
    if sys.platform == "win32":
        wanted = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP") if name in os.environ}
        return {**wanted, "LOCALAPPDATA": str(folder), "APPDATA": str(folder), "USERPROFILE": str(folder)}
    return {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")}


def _compiled_gbk(folder: Path) -> Path | None:
    """A folder with the locale zh_CN.GBK, compiled from the system's sources; None where there are none."""
    program = shutil.which("localedef")
    if program is None:
        return None
    target = folder / "locpath"
    target.mkdir()
    command = [program, "-i", "zh_CN", "-f", "GBK", str(target / "zh_CN.GBK")]
    subprocess.run(command, capture_output=True, check=False)
    return target if (target / "zh_CN.GBK" / "LC_CTYPE").is_file() else None


def _write_bits(folder: Path, *, on: bool) -> None:
    """Let a folder and all below it be written by their owner, or by nobody."""
    for root, _, files in os.walk(folder):
        for path in (Path(root), *(Path(root) / name for name in files)):
            if not path.is_symlink():
                mode = path.stat().st_mode
                path.chmod(mode | 0o200 if on else mode & ~0o222)


def _words(variables: dict[str, str]) -> str:
    words = " ".join(f"{name}={value}" for name, value in variables.items() if name != "LOCPATH")
    return f"{words}{' installed' if 'LOCPATH' in variables else ''}"


if __name__ == "__main__":
    sys.exit(0 if run(names.bundle_folder()) else 1)
