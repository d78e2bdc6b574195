"""Names the parts that may be processes of their own, and what each needs of the settings."""

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The command line asks for the names of roles alone.
    from app.settings import Settings


class Role(StrEnum):
    """One part."""

    BOT = "bot"
    USERBOT = "userbot"
    SCHEDULER = "scheduler"
    WEB = "web"


ALL_ROLES = (Role.BOT, Role.USERBOT, Role.SCHEDULER)
"""What a desk needs; the page for staff comes with them where it is wanted."""
NEEDS: dict[Role, tuple[str, ...]] = {
    Role.BOT: ("bot_token",),
    Role.USERBOT: ("bot_token", "api_id", "api_hash"),
    Role.SCHEDULER: (),
    Role.WEB: ("bot_token", "web_listen"),
}


ACCOUNT = "account:"
"""What the names of user accounts' leases begin with."""
FILES = "files"
"""The archive's relay: a part of the userbot's process with a lease of its own, so that transcripts
are written also while no account is logged in."""


def roles_of(settings: "Settings") -> tuple[Role, ...]:
    """All parts of this desk."""
    return ALL_ROLES if settings.web_listen is None else (*ALL_ROLES, Role.WEB)


NO_ACCOUNT = (
    "No user account (API_ID and API_HASH are not set): no rooms are made,"
    " the staff's groups serve everybody."
)


def needs(settings: "Settings", role: Role) -> tuple[str, ...]:
    """Return settings that the role cannot do without. Where the staff groups serve everybody,
    nobody has to log in."""
    return () if role is Role.USERBOT and settings.has_no_account else NEEDS[role]


def require(settings: "Settings", roles: Collection[Role]) -> None:
    """Raise SettingsError naming every setting that these roles lack."""
    names = [name for role in roles for name in needs(settings, role)]
    if Role.BOT in roles and settings.webhook_url is not None:
        names.append("webhook_secret")
    has_account = Role.USERBOT in roles and not settings.has_no_account
    if has_account and (settings.mtproto_server or settings.mtproto_public_key):
        names += ["mtproto_server", "mtproto_public_key"]
    settings.require(*dict.fromkeys(names))
