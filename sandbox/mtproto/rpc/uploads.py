"""Parts of files that clients send before the message that uses them.

https://core.telegram.org/api/files#uploading-files
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict

from pyrogram.raw import types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.tl.ids import TL

MAX_PART = 512 * 1024
MAX_PARTS = 8000  # 4000 for who has not paid, twice as many else
KEPT = 64  # unfinished or unused uploads, the oldest forgotten first


class Uploads:
    """Uploaded parts, by who sent them and the id that they chose."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[int, int], dict[int, bytes]] = OrderedDict()

    def save(self, user_id: int, file_id: int, part: int, data: bytes) -> None:
        """Keep a part. Raises RpcError FILE_PART_…."""
        if not data:
            raise RpcError(400, "FILE_PART_EMPTY")
        if len(data) > MAX_PART:
            raise RpcError(400, "FILE_PART_TOO_BIG")
        if not 0 <= part < MAX_PARTS:
            raise RpcError(400, "FILE_PART_INVALID")
        self._files.setdefault((user_id, file_id), {})[part] = data
        while len(self._files) > KEPT:
            self._files.popitem(last=False)

    def whole(self, user_id: int, file: TL) -> bytes:
        """The bytes that an InputFile or InputFileBig names. Raises RpcError when parts lack."""
        parts = self._files.get((user_id, file.id))
        if parts is None or not 0 < file.parts <= MAX_PARTS:
            raise RpcError(400, "FILE_PARTS_INVALID")
        for number in range(file.parts):
            if number not in parts:
                raise RpcError(400, f"FILE_PART_{number}_MISSING")
        data = b"".join(parts[number] for number in range(file.parts))
        checksum = file.md5_checksum if isinstance(file, types.InputFile) else ""
        if checksum and hashlib.md5(data, usedforsecurity=False).hexdigest() != checksum:
            raise RpcError(400, "MD5_CHECKSUM_INVALID")
        return data
