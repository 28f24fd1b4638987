"""`.venv` is made once, used at once afterwards, and made again when it no longer fits."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from devkit.console import Stop
from devkit.environment import Environment, clean

RUNNING, TOOL, BUILDER = "tiny", "tool", "builder"


def make_wheel(folder: Path, name: str) -> None:
    """A package of one empty module."""
    information = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{name}.py", "")
        wheel.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{information}/RECORD", "")


def make_project(root: Path) -> None:
    (root / "packaging").mkdir(parents=True)
    (root / "packaging" / "constraints.txt").write_text(
        f"{RUNNING}==1.0\n{TOOL}==1.0\n{BUILDER}==1.0\n", encoding="utf-8"
    )
    (root / "pyproject.toml").write_text(
        f'[build-system]\nrequires = []\n[project]\ndependencies = ["{RUNNING}"]\n'
        f'[project.optional-dependencies]\ndev = ["{TOOL}"]\nbuild = ["{BUILDER}"]\n',
        encoding="utf-8",
    )
    (root / "source_module.py").write_text("", encoding="utf-8")


def imports(environment: Environment, *modules: str) -> bool:
    command = [str(environment.python), "-c", f"import {', '.join(modules)}"]
    answer = subprocess.run(command, env=clean(os.environ), cwd=Path.home(), capture_output=True, check=False)
    return answer.returncode == 0


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A project in a path with blanks and Chinese, set up to run."""
    wheels = tmp_path_factory.mktemp("wheels")
    make_wheel(wheels, RUNNING)
    make_wheel(wheels, TOOL)
    make_wheel(wheels, BUILDER)
    root = tmp_path_factory.mktemp("空 格") / "简报 台"
    make_project(root)
    environment = Environment(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", wheels.as_uri())
        patch.setenv("PIP_TARGET", str(wheels / "elsewhere"))
        patch.setenv("PYTHONPATH", str(wheels / "elsewhere"))
        environment.ensure(developing=False)
    return environment


@pytest.mark.slow
class TestOnceSetUp:
    def test_packages_and_the_source_tree_are_importable_from_anywhere(self, set_up: Environment) -> None:
        assert imports(set_up, RUNNING, "source_module")

    def test_running_needs_no_tools_of_developers(self, set_up: Environment) -> None:
        assert not imports(set_up, TOOL)

    def test_a_second_call_installs_nothing(self, set_up: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
        before = (set_up.folder / "setup.json").stat().st_mtime_ns
        set_up.ensure(developing=False)
        assert (set_up.folder / "setup.json").stat().st_mtime_ns == before

    def test_a_package_out_of_reach_stops_it_and_leaves_it_unfinished(
        self, set_up: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = tmp_path / "another"
        make_project(root)
        monkeypatch.setenv("PIP_NO_INDEX", "1")
        monkeypatch.setenv("PIP_FIND_LINKS", tmp_path.as_uri())
        # A copied environment: what it lacks is only found out by its Python being of another folder.
        shutil.copytree(set_up.folder, root / ".venv", symlinks=True)
        copy = Environment(root)
        assert copy.misfit(developing=False) is not None
        with pytest.raises(Stop, match="pip could not install"):
            copy.ensure(developing=False)
        assert copy.misfit(developing=False) == "is incomplete"


@pytest.mark.slow
class TestNoLongerFits:
    @pytest.fixture(autouse=True)
    def restored(self, set_up: Environment) -> Iterator[None]:
        kept = [
            set_up.root / "pyproject.toml",
            set_up.root / "packaging" / "constraints.txt",
            set_up.folder / "setup.json",
        ]
        texts = [path.read_text(encoding="utf-8") for path in kept]
        assert set_up.misfit(developing=False) is None
        yield
        for path, text in zip(kept, texts, strict=True):
            path.write_text(text, encoding="utf-8")

    def test_without_its_stamp(self, set_up: Environment) -> None:
        (set_up.folder / "setup.json").unlink()
        assert set_up.misfit(developing=False) == "is incomplete"

    @pytest.mark.parametrize("content", ["", "{", "[]", "{}", "3"])
    def test_with_a_stamp_cut_short(self, set_up: Environment, content: str) -> None:
        (set_up.folder / "setup.json").write_text(content, encoding="utf-8")
        assert set_up.misfit(developing=False) == "is incomplete"

    def test_after_a_pin_has_moved(self, set_up: Environment) -> None:
        pins = set_up.root / "packaging" / "constraints.txt"
        pins.write_text(pins.read_text(encoding="utf-8").replace("1.0", "1.1"), encoding="utf-8")
        assert set_up.misfit(developing=False) is not None

    def test_after_a_dependency_was_added(self, set_up: Environment) -> None:
        project = set_up.root / "pyproject.toml"
        text = project.read_text(encoding="utf-8").replace(f'["{RUNNING}"]', f'["{RUNNING}", "other"]')
        project.write_text(text, encoding="utf-8")
        assert set_up.misfit(developing=False) is not None

    def test_but_still_fits_after_other_changes_of_the_project_file(self, set_up: Environment) -> None:
        project = set_up.root / "pyproject.toml"
        project.write_text(project.read_text(encoding="utf-8") + "[tool.ruff]\nline-length = 100\n", encoding="utf-8")
        assert set_up.misfit(developing=False) is None

    def test_when_its_python_is_gone(self, set_up: Environment) -> None:
        hidden = set_up.python.with_name("hidden")
        set_up.python.rename(hidden)
        try:
            assert set_up.misfit(developing=False) is not None
        finally:
            hidden.rename(set_up.python)

    def test_for_developing_while_only_set_up_to_run(self, set_up: Environment) -> None:
        assert set_up.misfit(developing=True) is not None

    def test_for_another_python(self, set_up: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "version_info", (3, 99, 0))
        assert set_up.misfit(developing=False) is not None


def test_a_folder_of_that_name_without_a_stamp_is_half_built(tmp_path: Path) -> None:
    make_project(tmp_path / "p")
    environment = Environment(tmp_path / "p")
    assert environment.misfit(developing=False) == "is not there yet"
    environment.folder.mkdir()
    assert environment.misfit(developing=False) == "is incomplete"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    wheels = tmp_path_factory.mktemp("wheels")
    for name in (RUNNING, TOOL, BUILDER):
        make_wheel(wheels, name)
    root = tmp_path_factory.mktemp("project")
    make_project(root)
    environment = Environment(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIP_NO_INDEX", "1")
        patch.setenv("PIP_FIND_LINKS", wheels.as_uri())
        environment.ensure_for_building()
    return environment


@pytest.mark.slow
class TestForBuilding:
    def test_what_builds_is_added_to_what_developers_have(self, built: Environment) -> None:
        assert imports(built, RUNNING, TOOL, BUILDER)
        assert built.fits_building()

    def test_those_who_run_and_test_notice_nothing(self, built: Environment) -> None:
        assert built.misfit(developing=False) is None
        assert built.misfit(developing=True) is None
        assert set(json.loads((built.folder / "setup.json").read_text(encoding="utf-8"))) == {"running", "developing"}

    def test_what_builds_is_no_reason_to_make_the_environment_again(self, built: Environment) -> None:
        project = built.root / "pyproject.toml"
        text = project.read_text(encoding="utf-8")
        project.write_text(text.replace(f'["{BUILDER}"]', f'["{BUILDER}", "other"]'), encoding="utf-8")
        try:
            assert not built.fits_building()
            assert built.misfit(developing=True) is None
        finally:
            project.write_text(text, encoding="utf-8")


def test_child_processes_are_spared_misleading_variables() -> None:
    names = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PYTHONOPTIMIZE", "PIP_TARGET", "QT_PLUGIN_PATH")
    misleading = dict.fromkeys(names, "x")
    kept = {"PATH": "p", "PIP_INDEX_URL": "i", "PIP_FIND_LINKS": "f", "PYTHONUTF8": "1"}
    cleaned = clean({**misleading, **kept})
    assert not misleading.keys() & cleaned.keys()
    assert kept.items() <= cleaned.items()


def test_the_stamp_is_written_last(set_up: Environment) -> None:
    stamp = json.loads((set_up.folder / "setup.json").read_text(encoding="utf-8"))
    assert set(stamp) == {"running", "developing"}
    assert stamp["developing"] is None
