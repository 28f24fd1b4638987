"""Set-up, run, test, lint, bench and screenshots: ``python3 packaging/dev.py VERB [arguments]``.

This file also runs on Pythons that are too old for the program, so that they get a sentence and no traceback:
its syntax stays that of the oldest Python 3, and everything newer lies in ``devkit``.
"""

import os
import sys

OLDEST = (3, 11)
TOO_NEW = (3, 15)


def unsuitable(version: "tuple[int, ...]") -> "str | None":
    """One sentence about a Python that cannot run the program, or None; `version` is (major, minor)."""
    if OLDEST <= tuple(version) < TOO_NEW:
        return None
    found = ".".join(str(part) for part in version)
    return (
        "This needs Python 3.11 to 3.14 and is running on " + found + "; call it with one of them, such as python3.11."
    )


if __name__ == "__main__":
    refusal = unsuitable(sys.version_info[:2])
    if refusal:
        sys.exit(refusal)
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120

    try:
        from devkit.verbs import main
    except ModuleNotFoundError as missing:
        # Debian's python3-minimal is such a Python.
        sys.exit(
            "This Python lacks parts of its standard library (" + str(missing.name) + "); install a complete one,"
            " on the Debian family with: sudo apt-get install -y python3-venv"
        )
    sys.exit(main(sys.argv[1:]))
