"""Makes the bot: its connection, its commands, and its part of `doctor`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.types import (
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllPrivateChats,
    User,
)
from aiogram.utils.token import TokenValidationError, validate_token

from bot.carriers.downloads import bring
from bot.menus import Menus
from bot.outcomes import PAUSES, reason
from bot.scrub import scrub
from bot.session import LEAST_BOT_API, TOO_OLD, JsonSession
from bot.texts import Texts
from core.delivery.trouble import Pauses, Trouble
from core.model.people import Role
from core.staff import rules as staff_rules

log = logging.getLogger(__name__)

ANSWERED_WITHIN = 20.0
"""Seconds in which a call must be answered that says nothing else: Telegram answers within one."""

# Named in full: chat_member and chat_join_request do not come by default.
ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "message_reaction",
)


def make_bot(
    token: str, api_url: str | None = None, may_call: Callable[[], bool] | None = None
) -> Bot:
    """Make a bot that speaks with Telegram, or with the Bot API server at `api_url`; `may_call` is
    asked before each call.

    Raises ValueError for a token that cannot be one (the token itself is not in the error).
    """
    try:
        validate_token(token)
    except TokenValidationError:
        raise ValueError("the bot's token must look like 123456:ABC…") from None
    api = PRODUCTION if api_url is None else TelegramAPIServer.from_base(api_url)
    return Bot(
        token,
        session=JsonSession(may_call, api=api, timeout=ANSWERED_WITHIN),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True),
    )


async def learn_name(bot: Bot, stop: asyncio.Event, pauses: Pauses = PAUSES) -> None:
    """Ask until the bot knows by which name commands mean it, or `stop` is set: asked for once,
    and no update has to wait for the answer."""
    trouble = Trouble(pauses)
    while not stop.is_set():
        try:
            me = await bot.me()
        except AiogramError as error:
            trouble.failed("the bot's name is not known yet", error, reason(error))
            await trouble.pause(stop)
        else:
            trouble.over()
            if is_older(me):
                log.warning("BOT_API_URL: %s", TOO_OLD)
            return


async def set_commands(
    bot: Bot,
    texts: Texts,
    staff: Mapping[int, Role] | None = None,
    app_url: str | None = None,
) -> None:
    """Set every menu of commands, and staff's menu button, at the start. A refusal is
    logged: nothing depends on them."""
    menus = Menus(bot, texts, app_url)
    await _unless_refused(menus.of_all(BotCommandScopeAllPrivateChats(), staff_rules.CUSTOMER))
    # The narrowest that holds before the desk knows a group: who is its administrator.
    await _unless_refused(
        menus.of_all(BotCommandScopeAllChatAdministrators(), staff_rules.IN_GROUP)
    )
    for person_id, role in (staff or {}).items():
        # Refused for those who never wrote to the bot; set when they do.
        await _unless_refused(menus.of_person(person_id, role))


async def _unless_refused(call: Awaitable[None]) -> None:
    try:
        await call
    except AiogramError as error:
        log.info("a menu of commands: %s", reason(error))


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: what was checked, whether it is well, what was seen or what to do."""

    name: str
    ok: bool
    text: str


async def check_bot(bot: Bot, *, polling: bool) -> list[Finding]:
    """Check the bot's token, its way into groups and its updates. Raises nothing of Telegram's."""
    try:
        me = await bot.get_me(request_timeout=10)
    except TelegramUnauthorizedError:
        return [Finding("bot token", ok=False, text="Telegram does not know it: ask @BotFather")]
    except AiogramError as error:
        return [Finding("bot token", ok=False, text=f"Bot API not reached: {reason(error)}")]
    updates = await _updates(bot, polling=polling)
    token = Finding("bot token", ok=True, text=f"@{me.username}, id {me.id}")
    findings = [token, _groups(me), await _files(bot), updates]
    if is_older(me):
        text = f"it is older than the desk needs: Bot API {LEAST_BOT_API} at least (BOT_API_URL)"
        findings.append(Finding("Bot API server", ok=False, text=text))
    return findings


def is_older(me: User) -> bool:
    """Tell whether the Bot API server knows less than the library does: a server of one's own that
    was not brought up to date."""
    return me.supports_join_request_queries is None


def _groups(me: User) -> Finding:
    if me.can_join_groups is False:
        return Finding(
            "bot in groups", ok=False, text="allow it at @BotFather: /setjoingroups, Enable"
        )
    return Finding("bot in groups", ok=True, text="may be added to rooms")


async def _updates(bot: Bot, *, polling: bool) -> Finding:
    name = "bot updates"
    try:
        webhook = await bot.get_webhook_info(request_timeout=10)
    except AiogramError as error:
        return Finding(name, ok=False, text=reason(error))
    if webhook.url and polling:
        return Finding(name, ok=True, text="a webhook is set; it is taken away when polling begins")
    if webhook.last_error_message and not polling:
        return Finding(name, ok=False, text=f"the webhook failed: {webhook.last_error_message}")
    return Finding(name, ok=True, text=f"{webhook.pending_update_count} waiting")


async def _files(bot: Bot) -> Finding:
    """Check that a file can be fetched, by one that nobody notices: a picture that Telegram has for
    topics."""
    name = "bot files"
    try:
        icons = await bot.get_forum_topic_icon_stickers(request_timeout=10)
        smallest = min(icons, key=lambda icon: icon.file_size or 0, default=None)
        if smallest is None:
            return Finding(name, ok=True, text="Telegram has none to try with")
        file = await bot.get_file(smallest.file_id, request_timeout=10)
        with TemporaryDirectory(prefix="switchboard-") as folder:
            await bring(bot, smallest.file_id, file.file_path or "", Path(folder, "one"))
    except AiogramError as error:
        return Finding(name, ok=False, text=reason(error))
    except (OSError, ValueError) as error:
        return Finding(name, ok=False, text=scrub(str(error)))
    return Finding(name, ok=True, text="one was fetched")
