"""Reads what Telegram signed for whoever opens the Mini App.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

from urllib.parse import urlsplit

from aiogram.utils.web_app import safe_parse_webapp_init_data

from core.access.rules import key_of
from core.model.access import Signed

PATH = "/app"


def app_url(address: str | None) -> str | None:
    """The address that the menu button opens; None where Telegram takes none: it wants https and a
    name with a dot (TDLib, `set_menu_button` and `LinkManager::check_link`)."""
    parts = urlsplit(address or "")
    if parts.scheme != "https" or "." not in (parts.hostname or ""):
        return None
    return f"{address}{PATH}"


def signed_by_telegram(token: str, init_data: str) -> Signed | None:
    """Who opens it, if Telegram signed that for the bot with that token; None for anything else."""
    try:
        said = safe_parse_webapp_init_data(token, init_data)
    except ValueError:  # of pydantic and json, too
        return None
    if said.user is None:  # opened in another way than by the menu button
        return None
    return Signed(said.user.id, said.auth_date, key_of(said.hash))
