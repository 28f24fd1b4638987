"""A lock that the system takes back when a process is gone, however it went."""

from __future__ import annotations

import os
import sys

_FAR = 1 << 30
"""Windows keeps others from a locked stretch: it lies behind anything that is ever written."""


def hold(descriptor: int) -> bool:
    """Lock an open file until it is closed. False when another has it, or where no lock can be had."""
    try:
        if sys.platform == "win32":
            import msvcrt

            before = os.lseek(descriptor, 0, os.SEEK_CUR)
            os.lseek(descriptor, _FAR, os.SEEK_SET)
            try:
                msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            finally:
                os.lseek(descriptor, before, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
