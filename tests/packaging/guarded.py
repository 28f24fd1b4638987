"""Run ``briefing`` with the arguments given, and die at the first attempt to reach a network.

Python's own sockets are caught by an audit hook (exit status 97). On 64-bit Linux for PCs the kernel besides kills
the process (SIGSYS) when anything in it, Qt and Typst included, asks for an IPv4 or IPv6 socket.
``-c PROGRAM`` runs Python code in place of ``briefing``, to prove that the guard is awake.
"""

from __future__ import annotations

import ctypes
import os
import platform
import runpy
import struct
import sys

CAUGHT = 97


def forbid_python_sockets() -> None:
    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event.startswith("socket.") and event != "socket.gethostname":
            os.write(2, f"{event} {arguments}\n".encode())
            os._exit(CAUGHT)

    sys.addaudithook(hook)


def forbid_internet_sockets() -> bool:
    """Whether the kernel took the filter (seccomp-bpf); it stays for the life of the process."""
    if not sys.platform.startswith("linux") or platform.machine() != "x86_64":
        return False
    load, equal, answer = 0x20, 0x15, 0x06
    allow, kill = 0x7FFF0000, 0x80000000
    program = [
        (load, 0, 0, 4),  # the architecture
        (equal, 0, 5, 0xC000003E),  # x86-64, else allow
        (load, 0, 0, 0),  # the number of the system call
        (equal, 0, 3, 41),  # socket, else allow
        (load, 0, 0, 16),  # its address family
        (equal, 2, 0, 2),  # AF_INET
        (equal, 1, 0, 10),  # AF_INET6
        (answer, 0, 0, allow),
        (answer, 0, 0, kill),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    filter_ = struct.pack("@HP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None)
    no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    if libc.prctl(no_new_privileges, 1, 0, 0, 0) != 0:
        return False
    refused: int = libc.prctl(set_seccomp, mode_filter, ctypes.create_string_buffer(filter_), 0, 0)
    return refused == 0


if __name__ == "__main__":
    kernel = forbid_internet_sockets()
    forbid_python_sockets()
    if sys.argv[1] == "-c":
        exec(sys.argv[2], {"kernel": kernel})
    else:
        runpy.run_module("briefing", run_name="__main__", alter_sys=True)
