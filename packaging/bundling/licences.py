"""The bundle's own list of what it is made of: what ``briefing.licences`` gathers, and what only this bundle holds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefing import licences
from briefing.licences import Component, LicenceText
from bundling import names
from bundling.fonts import LICENCE_NAME

IN_BUNDLE = Path(names.INSIDE) / names.PACKAGE / "resources" / "licences" / licences.COLLECTED


def write(bundle: Path, libraries: Iterable[Path], font_texts: Sequence[Path]) -> tuple[Component, ...]:
    """Write the list into the bundle.

    ``libraries`` are the system's libraries in it, where they came from; ``font_texts`` the licences of faces it holds
    besides the Noto ones.
    """
    gathered = [*licences.gathered(), *_system_components(libraries)]
    if font_texts:
        texts = tuple(LicenceText(path.name, path.read_text(encoding="utf-8", errors="replace")) for path in font_texts)
        gathered.append(Component("Fandol 仿宋、楷体", "", LICENCE_NAME, texts))
    target = bundle / IN_BUNDLE
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(licences.dumped(gathered), encoding="utf-8")
    return tuple(gathered)


def without_licence(components: Iterable[Component]) -> list[str]:
    """The names of those whose licence is not named or whose text is missing: a bundle must not go out with them."""
    return [each.name for each in components if not each.licence or not any(text.text.strip() for text in each.texts)]


def unlisted(modules: Iterable[str], components: Iterable[Component]) -> list[str]:
    """Packages that have modules in the bundle and do not stand in the list."""
    from importlib import metadata

    listed = {each.name.lower().replace("_", "-") for each in components}
    owners = metadata.packages_distributions()
    tops = {module.split(".")[0] for module in modules}
    # Several packages may own one name (a namespace): then one that is listed speaks for it.
    return sorted(
        top for top in tops & set(owners) if not {owner.lower().replace("_", "-") for owner in owners[top]} & listed
    )


def _system_components(libraries: Iterable[Path]) -> list[Component]:
    """One component for each Debian package that libraries came from, with its copyright file."""
    by_package: dict[str, list[str]] = {}
    for library in sorted(set(libraries)):
        by_package.setdefault(_package_of(library) or library.name, []).append(library.name)
    return [
        Component(package, _version_of(package), "见全文", (_copyright(package, files),))
        for package, files in sorted(by_package.items())
    ]


def _package_of(library: Path) -> str | None:
    """The Debian package of a library, without its architecture; None where dpkg does not know it."""
    if shutil.which("dpkg-query") is None:
        return None
    # The file's name alone also finds it where /lib is a link to /usr/lib.
    for path in (str(library.resolve()), str(library), f"*/{library.resolve().name}"):
        command = ["dpkg-query", "--search", path]
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=_plain())
        if answer.returncode == 0 and answer.stdout:
            return answer.stdout.splitlines()[0].split(":")[0]
    return None


def _version_of(package: str) -> str:
    if shutil.which("dpkg-query") is None:
        return ""
    command = ["dpkg-query", "--show", "--showformat", "${Version}\n", package]
    answer = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, env=_plain())
    return answer.stdout.splitlines()[0] if answer.returncode == 0 and answer.stdout else ""


def _copyright(package: str, files: Sequence[str]) -> LicenceText:
    path = Path("/usr/share/doc") / package / "copyright"
    head = "、".join(files) + "\n\n"
    if not path.is_file():
        return LicenceText("copyright", "")
    return LicenceText("copyright", head + path.read_text(encoding="utf-8", errors="replace"))


def _plain() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}
