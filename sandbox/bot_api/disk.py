"""Where a server with `--local` keeps files: getFile names the place instead of serving them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.bot_api.file_ids import file_path
from sandbox.state.model import File


class Disk:
    """A folder that is made when it is first needed and goes with the server."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def place_of(self, token: str, file: File) -> str:
        """Write the file there (folders by token, as in the server program). Returns where it
        is."""
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="sandbox-bot-api-")
        place = Path(self._folder.name, token, file_path(file))
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.data)
        return str(place)

    def close(self) -> None:
        """Delete everything."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
