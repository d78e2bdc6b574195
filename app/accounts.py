"""Reads the user accounts out of the settings."""

from pathlib import Path

from app.errors import CommandError
from app.settings import Settings
from userbot.server import Credentials, ServerError, server_from


def session_files(settings: Settings) -> list[Path]:
    """Return the session files of all user accounts, the first one's first; none twice."""
    return list(dict.fromkeys([settings.session_file, *settings.more_session_files]))


def credentials(settings: Settings, session_file: Path | None = None) -> Credentials:
    """Return what is needed to reach Telegram as the user account with that session, the first one
    unless given.

    Raises:
        SettingsError: API_ID or API_HASH is not set.
        CommandError: MTPROTO_SERVER or MTPROTO_PUBLIC_KEY cannot be used.
    """
    settings.require("api_id", "api_hash")
    try:
        server = server_from(settings.mtproto_server, settings.mtproto_public_key)
    except ServerError as error:
        raise CommandError(str(error)) from error
    return Credentials(
        api_id=settings.api_id or 0,
        api_hash=settings.api_hash.get_secret_value() if settings.api_hash else "",
        session_file=session_file or settings.session_file,
        server=server,
    )
