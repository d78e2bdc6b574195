"""Logs the user account in, and checks whether it is. Questions to the person go through
callbacks."""

import asyncio
import stat
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from pyrogram import enums, raw
from pyrogram.errors import RPCError, SessionPasswordNeeded, Unauthorized

from core.model.findings import Finding, Found, ill, said, well
from userbot.client import DeskClient, Wandering
from userbot.ended_logins import forget_ended
from userbot.failures import (
    DiskRefused,
    NotLoggedIn,
    Refusal,
    SessionInUse,
    flood_seconds,
    means,
    reason,
)
from userbot.server import Credentials, connection_factory
from userbot.sessions import put_down, whoami
from userbot.storage import SessionStorage

TRIES = 3
REACH = 10.0
"""Seconds in which the server must answer."""

CERTAIN = 2
"""After so many connections that the server closes with "unknown key" the session is of no use."""


class LoginError(Exception):
    """The login failed; one line says why and what to do."""


class WrongCode(LoginError):
    """The code was wrong too often, or has expired."""


class WrongPassword(LoginError):
    """The password was wrong too often."""


class Flooded(LoginError):
    """Telegram wants us to wait `seconds` before the next try."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Telegram asks to wait {seconds} seconds before the next try.")
        self.seconds = seconds


class Banned(LoginError):
    """Telegram has banned the phone number."""


class InUse(LoginError):
    """Another process works with the session."""


class Unreachable(LoginError):
    """The server does not answer, or is not the one that the settings say."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks the person. `code` is told where the code was sent, `password` its hint."""

    phone: Callable[[], Awaitable[str]]
    code: Callable[[str], Awaitable[str]]
    password: Callable[[str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Me:
    """Who is logged in."""

    id: int
    name: str
    username: str | None
    phone: str | None


async def login(credentials: Credentials, ask: Asking) -> Me:
    """Log in, or find that it was done before. The session file is made 0600.

    Raises:
        LoginError: it did not come about; the subclass says why.
    """
    async with _connected(credentials) as client:
        try:
            if await client.storage.user_id():
                try:
                    me = await _me(client)
                except Unauthorized:
                    await client.storage.user_id(None)
                else:
                    forget_ended(credentials.session_file)
                    return me
            await _sign_in(client, ask)
            forget_ended(credentials.session_file)
            return await _me(client)
        except RPCError as error:
            raise _explained(error) from error
        except Wandering as error:
            raise LoginError(
                f"Telegram's data centres send this login from one to another ({error}): try later."
            ) from error
        except (TimeoutError, OSError) as error:
            raise Unreachable("The server does not answer.") from error


async def check_account(
    credentials: Credentials, bot_username: str | None, bot_id: int = 0
) -> list[Finding]:
    """Check the user account, for `switchboard doctor`. Never raises for what is wrong.

    One that is at work is not asked: its key on a second connection endangers the login.
    """
    file = credentials.session_file
    if not file.exists():
        return [ill(Found.CHECKED_SESSION, said(Found.NO_SESSION, file=str(file)))]
    mode = stat.S_IMODE(file.stat().st_mode)
    findings = [
        ill(
            Found.CHECKED_SESSION,
            said(Found.SESSION_MODE, file=str(file), mode=f"{mode:04o}"),
        )
        if mode & 0o077
        else well(Found.CHECKED_SESSION, said(Found.SESSION_THERE, file=str(file)))
    ]
    try:
        async with _connected(credentials) as client:
            findings.append(well(Found.CHECKED_SERVER, Found.SERVER_ANSWERS))
            findings.extend(await _look(client, bot_username, bot_id))
    except InUse:
        findings.append(well(Found.CHECKED_LOGIN, Found.IN_USE))
    except LoginError as error:
        findings.append(ill(Found.CHECKED_SERVER, said(Found.LINE, line=str(error))))
    except (TimeoutError, OSError) as error:
        away = said(Found.SERVER_AWAY, reason=str(error))
        findings.append(ill(Found.CHECKED_SERVER, away))
    return findings


async def _look(client: DeskClient, bot_username: str | None, bot_id: int) -> list[Finding]:
    try:
        if not await client.storage.user_id():
            return [ill(Found.CHECKED_LOGIN, Found.NOBODY_LOGGED_IN)]
        me = await _me(client)
    except RPCError as error:
        refused = said(Found.LOGIN_REFUSED, reason=reason(error))
        return [ill(Found.CHECKED_LOGIN, refused)]
    known = said(Found.LOGGED_IN, name=me.name, id=me.id)
    findings = [well(Found.CHECKED_LOGIN, known)]
    if bot_username and await _has_met(client, bot_id):
        findings.append(well(Found.CHECKED_BOT, said(Found.BOT_KNOWN, bot=bot_username)))
    elif bot_username:
        try:
            query = raw.functions.contacts.ResolveUsername(username=bot_username.removeprefix("@"))
            await client.invoke(query)
            findings.append(well(Found.CHECKED_BOT, said(Found.BOT_FOUND, bot=bot_username)))
        except RPCError as error:
            lost = said(Found.BOT_NOT_FOUND, bot=bot_username, reason=reason(error))
            findings.append(ill(Found.CHECKED_BOT, lost))
    return findings


async def _has_met(client: DeskClient, person_id: int) -> bool:
    try:
        await client.storage.get_peer_by_id(person_id)
    except KeyError:
        return False
    return True


@asynccontextmanager
async def _connected(credentials: Credentials) -> AsyncIterator[DeskClient]:
    """Connect a client for some calls. It asks for no updates: those belong to the desk that may be
    running."""
    storage = SessionStorage(credentials.session_file)
    connections = connection_factory(credentials.server)
    client = DeskClient(
        credentials,
        storage,
        connections=connections,
        updates=False,
    )
    try:
        try:
            await _reach(client)
        except Unreachable as error:
            if client.main is not None and client.main.key_refusals >= CERTAIN:
                raise LoginError(
                    f"The server does not know the session in {credentials.session_file}:"
                    " remove that file, then log in again."
                ) from error
            raise
        yield client
    finally:
        for session in (*client.media_sessions.values(), *client.sessions.values(), client.session):
            if session is not None:
                await put_down(session)
        client.is_connected = False
        if storage.is_open:
            await storage.close()


async def _reach(client: DeskClient) -> None:
    try:
        await client.connect()
        if client.session is not None:
            async with asyncio.timeout(REACH):
                await client.session.is_started.wait()
    except (DiskRefused, NotLoggedIn) as error:
        raise LoginError(str(error)) from error
    except SessionInUse as error:
        raise InUse(str(error)) from error
    except Unauthorized as error:
        raise LoginError(
            f"Telegram has ended this session ({reason(error)}): remove the session file,"
            " then log in again."
        ) from error
    except (TimeoutError, OSError) as error:
        raise Unreachable("The MTProto server cannot be reached.") from error
    except RPCError as error:
        raise _explained(error) from error
    except Exception as error:
        # kurigram's handshake raises plain exceptions; the one that matters is a foreign key.
        hint = " Is MTPROTO_PUBLIC_KEY that server's?" if "key" in str(error).lower() else ""
        raise Unreachable(f"The handshake with the server failed: {error}.{hint}") from error


async def _sign_in(client: DeskClient, ask: Asking) -> None:
    phone = await ask.phone()
    sent = await client.send_phone_number_code(phone)
    if sent.type is enums.SentCodeType.SETUP_EMAIL_REQUIRED:
        raise LoginError("Telegram asks for an e-mail address first: log in once by an app.")
    where = sent.type.name.lower().replace("_", " ")
    for tries_left in reversed(range(TRIES)):
        try:
            code = "".join((await ask.code(where)).split())
            signed_in = await client.sign_in(phone, sent.phone_code_hash, code)
        except SessionPasswordNeeded:
            await _check_password(client, ask)
            return
        except RPCError as error:
            if not means(error, Refusal.WRONG_CODE) or not tries_left:
                raise
            continue
        if not hasattr(signed_in, "first_name"):
            raise LoginError("There is no Telegram account with this phone number.")
        return


async def _check_password(client: DeskClient, ask: Asking) -> None:
    hint = await client.get_password_hint() or ""
    for tries_left in reversed(range(TRIES)):
        try:
            await client.check_password(await ask.password(hint))
        except RPCError as error:
            if not means(error, Refusal.WRONG_PASSWORD) or not tries_left:
                raise
        else:
            return


async def _me(client: DeskClient) -> Me:
    user: Any = await whoami(client.invoke)
    if user is None:
        raise LoginError("Telegram does not say who is logged in.")
    name = " ".join(part for part in (user.first_name, user.last_name) if part)
    return Me(user.id, name, user.username, user.phone)


def _explained(error: RPCError) -> LoginError:
    seconds = flood_seconds(error)
    if seconds is not None:
        return Flooded(seconds)
    match reason(error):
        case "PHONE_NUMBER_BANNED" | "USER_DEACTIVATED" | "USER_DEACTIVATED_BAN":
            return Banned("Telegram has banned this phone number.")
        case "PHONE_NUMBER_FLOOD" | "PHONE_PASSWORD_FLOOD":
            return LoginError("Too many logins with this phone number today: try tomorrow.")
        case "PHONE_NUMBER_INVALID":
            return LoginError("This is no phone number; write it with + and the country's code.")
        case "PHONE_CODE_INVALID" | "PHONE_CODE_EMPTY":
            return WrongCode("The code is wrong.")
        case "PHONE_CODE_EXPIRED":
            return WrongCode("The code has expired: start again.")
        case "PASSWORD_HASH_INVALID":
            return WrongPassword("The password is wrong.")
        case "API_ID_INVALID" | "API_ID_PUBLISHED_FLOOD":
            return LoginError("API_ID and API_HASH do not belong together, or are blocked.")
        case other:
            return LoginError(f"Telegram refuses the login: {other}.")
