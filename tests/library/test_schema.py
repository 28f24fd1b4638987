"""The tables of a new library are those that the migrations lead to, and an older one is brought there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from briefing.domain.errors import LibraryError
from briefing.library import schema
from briefing.library.backups import BackupReason, Backups, default_folder
from briefing.library.connection import APPLICATION_ID, make_engine
from briefing.library.library import Library
from briefing.library.migrations import configuration
from tests.library.samples import make_report


def tables(path: Path) -> dict[tuple[str, str], str]:
    """Everything SQLite knows of a file's shape, blanks apart; the search index is no part of it."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'search_%'")
        return {(kind, name): " ".join((sql or "").split()) for kind, name, sql in rows}


def stamp(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def unmarked(path: Path) -> None:
    """A file from before the first revision: ours, with nothing in it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("VACUUM")


def test_the_revisions_in_the_code_are_those_of_the_migrations() -> None:
    scripts = ScriptDirectory.from_config(configuration())
    assert tuple(step.revision for step in reversed(list(scripts.walk_revisions()))) == schema.REVISIONS
    assert scripts.get_current_head() == schema.HEAD


def test_a_new_library_has_the_tables_that_migrations_make(tmp_path: Path) -> None:
    made, migrated = tmp_path / "made.db", tmp_path / "migrated.db"
    for path, step in ((made, schema.create), (migrated, schema.upgrade)):
        engine = make_engine(path)
        with engine.begin() as connection:
            step(connection)
        engine.dispose()
    assert tables(made) == tables(migrated)
    assert len(tables(made)) > 10
    assert stamp(made) == stamp(migrated) == schema.HEAD


def test_an_older_file_is_copied_first_and_then_brought_forward(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    unmarked(path)
    before = path.read_bytes()
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), ())
        assert library.health().ok
    assert stamp(path) == schema.HEAD
    (backup,) = Backups(path).all()
    assert (backup.reason, backup.schema, backup.sound) == (BackupReason.UPGRADE, "", True)
    copy = backup.path
    assert tables(copy) == {}
    assert copy.read_bytes()[68:72] == before[68:72]
    with Library.open(path) as library:
        assert [contents.report.key for contents in library.contents()] == ["harvest-2025"]


def test_a_migration_that_cannot_be_backed_up_is_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    unmarked(path)
    before = path.read_bytes()
    default_folder(path).write_text("no folder", encoding="utf-8")
    with pytest.raises(LibraryError):
        Library.open(path)
    assert path.read_bytes() == before


def test_a_library_without_its_search_index_gets_it_back(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), ())
        found = library.search("就业")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM meta WHERE name = 'search_version'")
        connection.execute("DROP TABLE search_grams")
        connection.commit()
    with Library.open(path) as library:
        assert library.search("就业") == found
        assert library.health().ok
