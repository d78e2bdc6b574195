"""Refuses, in every Python that a test starts, to connect beyond this machine.

Python imports this module by its name when its folder is in PYTHONPATH, as tests/conftest.py sees
to: pytest-socket guards only the process of the tests themselves.
"""

import ipaddress
import socket
from typing import Any

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _refuse_strangers(line: socket.socket, address: Any) -> None:
    if line.family not in (socket.AF_INET, socket.AF_INET6):
        return
    host = str(address[0])
    if host == "localhost" or ipaddress.ip_address(host.partition("%")[0]).is_loopback:
        return
    raise RuntimeError(f"a test's process tried to connect beyond this machine, to {host}")


def _guarded_connect(line: socket.socket, address: Any) -> None:
    _refuse_strangers(line, address)
    _connect(line, address)


def _guarded_connect_ex(line: socket.socket, address: Any) -> int:
    _refuse_strangers(line, address)
    return _connect_ex(line, address)


socket.socket.connect = _guarded_connect  # type: ignore[assignment, method-assign]
socket.socket.connect_ex = _guarded_connect_ex  # type: ignore[assignment, method-assign]
