"""Where the frozen program starts."""

import os
import sys


def _leave_the_loader_as_it_was() -> None:
    """Programs started from this one (a browser, a file manager) must not find the bundle's libraries before their own.

    PyInstaller keeps what the variable was under another name.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    if sys.platform != "win32":
        _leave_the_loader_as_it_was()

    from briefing.cli import main

    sys.exit(main())
