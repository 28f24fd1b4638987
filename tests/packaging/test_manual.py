"""The manual page briefing(1) holds every command and argument, in English and in Chinese."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from bundling import manual

from briefing import cli

ROOT = Path(__file__).resolve().parents[2]
LINUX = ROOT / "packaging" / "linux"
PARSER = cli._parser()
COMMANDS = {command.name: command for command in manual.commands(PARSER)}


def english() -> str:
    words = manual.english(LINUX / "manual.toml")
    return manual.page(LINUX / "briefing.1.in", PARSER, words, "1.2.3", "2026-11-22")


def chinese() -> str:
    return manual.page(LINUX / "briefing.zh_CN.1.in", PARSER, manual.chinese(PARSER), "1.2.3", "2026-11-22")


PAGES = pytest.mark.parametrize("page", [english(), chinese()], ids=["English", "Chinese"])


def plain(page: str) -> str:
    return page.replace(r"\:", "").replace(r"\fB", "").replace(r"\fI", "").replace(r"\fR", "").replace(r"\-", "-")


def test_groups_of_commands_are_listed_by_what_is_in_them() -> None:
    assert {"outline", "doctor", "annotations export", "library backup"} <= set(COMMANDS)
    assert "annotations" not in COMMANDS


def test_what_the_help_hides_is_no_command_of_the_manual() -> None:
    assert not {"demonstrate", "screenshots"} & set(COMMANDS)
    assert "quit-when-shown" not in plain(english())


@PAGES
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_argument_is_there(page: str, name: str) -> None:
    _, _, after = plain(page).partition(f"\n.TP\n{name}")
    assert after, name
    for action in COMMANDS[name].parser._actions:
        if action.dest not in {"help", "library", "json"}:
            assert (action.option_strings or [str(action.metavar)])[-1] in after


@PAGES
def test_the_programs_own_options_are_there(page: str) -> None:
    for option in ("--library", "--portable", "--version", "--help"):
        assert f"\n.TP\n{option}" in plain(page)


@PAGES
def test_version_and_date_are_filled_in(page: str) -> None:
    assert page.startswith('.TH BRIEFING 1 "2026-11-22" "Briefing 1.2.3"')
    assert "@" not in page


def test_what_is_required_stands_bare_and_what_excludes_each_other_together() -> None:
    page = plain(english())
    assert "\nexport (--report KEY | --briefing KEY) [--section N] --to FILE [--author NAME]\n" in page
    assert "\nsearch WORDS...\n" in page
    assert "\nannotations export [ID...] --to FILE" in page


def test_a_command_without_english_words_is_named(tmp_path: Path) -> None:
    words = tmp_path / "manual.toml"
    words.write_text("[options]\n[commands.outline]\n", encoding="utf-8")
    with pytest.raises(KeyError, match="does"):
        manual.english(words)("outline", "")
    with pytest.raises(KeyError, match="doctor"):
        manual.english(words)("doctor", "")


def test_words_are_never_requests_to_the_typesetter(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser(prog="briefing")
    parser.add_subparsers().add_parser("one", help=".so \\fB/etc/passwd").add_argument("--to-it", help="'a")
    template = tmp_path / "page"
    template.write_text("@COMMANDS@\n", encoding="utf-8")
    page = manual.page(template, parser, manual.chinese(parser), "1", "2026-01-01")
    assert "\n\\&.so \\efB/etc/passwd" in page
    assert "\n\\&'a" in page
    assert not [line for line in page.splitlines() if line.startswith((".so", "'"))]


def test_chinese_may_be_broken_between_characters_and_never_before_a_mark() -> None:
    lines = chinese().splitlines()
    assert r"不\:写\:命\:令\:就\:打\:开\:窗\:口。" in lines
    assert r"briefing \- 简报台，从政府工作报告准备会议简报" in lines
