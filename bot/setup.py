"""Makes the bot: its connection, its commands, and its part of `doctor`."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
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
from core.model.findings import Finding, Found, ill, said, well
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
    "inline_query",
    "chosen_inline_result",
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


async def check_bot(bot: Bot, *, polling: bool) -> list[Finding]:
    """Check the bot's token, its way into groups and its updates. Raises nothing of Telegram's."""
    try:
        me = await bot.get_me(request_timeout=10)
    except TelegramUnauthorizedError:
        return [ill(Found.CHECKED_BOT_TOKEN, Found.TOKEN_UNKNOWN)]
    except AiogramError as error:
        return [ill(Found.CHECKED_BOT_TOKEN, said(Found.API_AWAY, reason=reason(error)))]
    updates = await _updates(bot, polling=polling)
    known = said(Found.BOT_IS, username=me.username or "", id=me.id)
    token = well(Found.CHECKED_BOT_TOKEN, known)
    findings = [token, _groups(me), _inline(me), await _files(bot), updates]
    if is_older(me):
        older = said(Found.SERVER_OLDER, least=LEAST_BOT_API)
        findings.append(ill(Found.CHECKED_BOT_SERVER, older))
    return findings


def is_older(me: User) -> bool:
    """Tell whether the Bot API server knows less than the library does: a server of one's own that
    was not brought up to date."""
    return me.supports_join_request_queries is None


def _groups(me: User) -> Finding:
    if me.can_join_groups is False:
        return ill(Found.CHECKED_BOT_GROUPS, Found.GROUPS_REFUSED)
    return well(Found.CHECKED_BOT_GROUPS, Found.GROUPS_ALLOWED)


def _inline(me: User) -> Finding:
    """Tell whether staff may send canned replies in rooms by the bot's name; nothing needs it."""
    on = bool(me.supports_inline_queries)
    return well(Found.CHECKED_BOT_INLINE, Found.INLINE_ON if on else Found.INLINE_OFF)


async def _updates(bot: Bot, *, polling: bool) -> Finding:
    what = Found.CHECKED_BOT_UPDATES
    try:
        webhook = await bot.get_webhook_info(request_timeout=10)
    except AiogramError as error:
        return ill(what, said(Found.LINE, line=reason(error)))
    if webhook.url and polling:
        return well(what, Found.WEBHOOK_TAKEN)
    if webhook.last_error_message and not polling:
        failed = said(Found.WEBHOOK_FAILED, reason=webhook.last_error_message)
        return ill(what, failed)
    waiting = said(Found.UPDATES_WAITING, count=webhook.pending_update_count)
    return well(what, waiting)


async def _files(bot: Bot) -> Finding:
    """Check that a file can be fetched, by one that nobody notices: a picture that Telegram has for
    topics."""
    what = Found.CHECKED_BOT_FILES
    try:
        icons = await bot.get_forum_topic_icon_stickers(request_timeout=10)
        smallest = min(icons, key=lambda icon: icon.file_size or 0, default=None)
        if smallest is None:
            return well(what, Found.NO_FILES)
        file = await bot.get_file(smallest.file_id, request_timeout=10)
        with TemporaryDirectory(prefix="switchboard-") as folder:
            await bring(bot, smallest.file_id, file.file_path or "", Path(folder, "one"))
    except AiogramError as error:
        return ill(what, said(Found.LINE, line=reason(error)))
    except (OSError, ValueError) as error:
        return ill(what, said(Found.LINE, line=scrub(str(error))))
    return well(what, Found.FILE_FETCHED)
