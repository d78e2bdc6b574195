"""Hands over files to whoever asks for them on the page."""

from app.container import Container
from app.exports import exports_of
from archive.handed_over import HandedOver
from archive.printing import NotPrintedError
from core.model.export_text_keys import ExportKey
from core.model.room_effects import WriteExport
from core.model.texts import DeskError


class PageExports:
    """Makes them in the process that serves the page."""

    def __init__(self, container: Container) -> None:
        folder = container.settings.logs_dir
        self._handed_over = HandedOver(folder, exports_of(container), container.clock)

    async def make(self, effect: WriteExport) -> str | None:
        """Return where the file lies in LOGS_DIR; None when nothing is kept. Raises
        DeskError(FAILED)."""
        try:
            return await self._handed_over.make(effect)
        except (NotPrintedError, OSError) as error:
            raise DeskError(ExportKey.FAILED, reason=str(error)) from error
