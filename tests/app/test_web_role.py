"""What the page for staff is told of the settings."""

from typing import Any

from app.web_role import settings_of
from stories.stage import GivenSettings

SECRETS: dict[str, Any] = {
    "bot_token": "12345:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "api_hash": "0123456789abcdef0123456789abcdef",
    "database_url": "postgresql://desk:open-sesame@db/desk",
    "redis_url": "redis://:open-sesame@cache:6379/0",
}


def test_settings_are_shown_without_secrets() -> None:
    settings = GivenSettings(**SECRETS, web_listen="127.0.0.1:8090", desk_chat_ids="-1001,-1002")
    shown = {one.name: one for one in settings_of(settings)}
    assert shown["WEB_LISTEN"].value == "127.0.0.1:8090"
    assert shown["DESK_CHAT_IDS"].value == "-1001,-1002"
    assert shown["WEB_LISTEN"].is_set
    assert not shown["CAPACITY"].is_set
    for name, secret in SECRETS.items():
        one = shown[name.upper()]
        assert (one.is_secret, one.is_set, one.value) == (True, True, "")
        assert secret not in str(shown)
    assert "open-sesame" not in str(shown)
