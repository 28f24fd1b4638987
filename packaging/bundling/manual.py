"""The manual page briefing(1), in English and in Chinese, made of the parser that reads the program's calls."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SAID_ONCE = frozenset({"help", "library", "json"})
"""Arguments that every command takes."""

_BETWEEN = re.compile(r"(?<=[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e])(?=[\u4e00-\u9fff])")
"""Between a Chinese character or mark and a character; never before a mark."""

Words = Callable[[str, str], str]
"""What a command's argument is for: asked with the command (empty for the program itself) and the argument."""


@dataclass(frozen=True, slots=True)
class Command:
    """A verb as it is typed (``annotations list``), what it does in Chinese, and its parser."""

    name: str
    does: str
    parser: argparse.ArgumentParser


def commands(parser: argparse.ArgumentParser, before: str = "") -> Iterator[Command]:
    """Every command that the help shows, in its order; groups of commands are replaced by what is in them."""
    for verbs in (action for action in parser._actions if isinstance(action, argparse._SubParsersAction)):
        shown = {choice.dest: choice.help or "" for choice in verbs._choices_actions}
        for name, does in shown.items():
            inner = verbs.choices[name]
            typed = f"{before} {name}".strip()
            deeper = list(commands(inner, typed))
            yield from deeper or [Command(typed, does, inner)]


def english(source: Path) -> Words:
    """The English words in a TOML file. Raises KeyError, when asked, for a command or argument that has none there."""
    with source.open("rb") as file:
        content: Mapping[str, Any] = tomllib.load(file)

    def words(command: str, argument: str) -> str:
        return str((content["commands"][command] if command else content["options"])[argument or "does"])

    return words


def chinese(parser: argparse.ArgumentParser) -> Words:
    """The words of the program's own help."""
    found = {("", _typed(action)): action.help or "" for action in _arguments(parser, all_of_them=True)}
    found["", "--help"] = "显示程序或命令的用法"
    found["", "--version"] = "显示版本"
    for command in commands(parser):
        found[command.name, ""] = f"{command.does}。"
        found |= {(command.name, _typed(action)): action.help or "" for action in _arguments(command.parser)}
    return lambda command, argument: found[command, argument]


def page(template: Path, parser: argparse.ArgumentParser, words: Words, version: str, date: str) -> str:
    """The page in roff: the template's sections, with the options and commands put in."""
    options = [_entry(_call(action), words("", _typed(action))) for action in _arguments(parser, all_of_them=True)]
    parts = {
        "@OPTIONS@": "\n".join(options),
        "@COMMANDS@": "\n".join(_command(command, words) for command in commands(parser)),
        "@VERSION@": version,
        "@DATE@": date,
    }
    text = template.read_text(encoding="utf-8")
    for mark, part in parts.items():
        text = text.replace(mark, part)
    return "\n".join(_breakable(line) for line in text.split("\n"))


def _breakable(line: str) -> str:
    """A line that may be broken between Chinese characters, which roff does of itself only where a locale tells it to.

    Requests, and the line that ``apropos`` reads, stay as they are.
    """
    return line if line.startswith(".") or r" \- " in line else _BETWEEN.sub(r"\:", line)


def _command(command: Command, words: Words) -> str:
    arguments = list(_arguments(command.parser))
    synopsis = " ".join([rf"\fB{_roff(command.name)}\fR", *_synopsis(command.parser, arguments)])
    lines = [".TP", synopsis, _roff(words(command.name, ""))]
    explained = [action for action in arguments if action.help]
    if explained:
        entries = [_entry(_call(action), words(command.name, _typed(action))) for action in explained]
        lines += [".RS", *entries, ".RE"]
    return "\n".join(lines)


def _synopsis(parser: argparse.ArgumentParser, arguments: list[argparse.Action]) -> list[str]:
    """The arguments as usage shows them: in brackets what may be left out, with bars what excludes each other."""
    parts: list[str] = []
    said: set[int] = set()
    for action in arguments:
        if id(action) in said:
            continue
        group = next((g for g in parser._mutually_exclusive_groups if action in g._group_actions), None)
        together = [action] if group is None else list(group._group_actions)
        said.update(id(one) for one in together)
        text = " | ".join(_call(one) for one in together)
        # A positional argument that may be given any number of times counts as required to argparse.
        required = (action.required and action.nargs != "*") if group is None else group.required
        parts.append(text if required and len(together) == 1 else f"({text})" if required else f"[{text}]")
    return parts


def _arguments(parser: argparse.ArgumentParser, *, all_of_them: bool = False) -> Iterator[argparse.Action]:
    for action in parser._actions:
        hidden = action.help == argparse.SUPPRESS or isinstance(action, argparse._SubParsersAction)
        if not hidden and (all_of_them or action.dest not in _SAID_ONCE):
            yield action


def _typed(action: argparse.Action) -> str:
    """An argument's name in what is typed: ``--to``, or ``FILE`` for one without a name of its own."""
    return action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)


def _call(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    value = "" if action.nargs == 0 else rf"\fI{_roff(name)}\fR" + ("..." if action.nargs in {"*", "+"} else "")
    return " ".join(filter(None, [*(rf"\fB{_roff(one)}\fR" for one in action.option_strings[-1:]), value]))


def _entry(call: str, words: str) -> str:
    return f".TP\n{call}\n{_roff(words)}"


def _roff(text: str) -> str:
    """Text as roff prints it letter for letter; a full stop or apostrophe at a line's start would be a request."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain
