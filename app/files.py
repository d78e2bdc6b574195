"""Who writes LOGS_DIR."""

from zoneinfo import ZoneInfo

from app.container import Container
from archive.gateway import FilesGateway
from db.reads import Reads


def files_of(container: Container) -> FilesGateway:
    """The gateway to the disk; exactly one for a desk."""
    settings = container.settings
    return FilesGateway(
        settings.logs_dir, Reads(container.database), container.clock, ZoneInfo(settings.time_zone)
    )
