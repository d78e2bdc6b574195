"""People and bots: how they come to be, whom they block, and pressing a bot's buttons."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sandbox.state import boxes, messages, texts
from sandbox.state.model import CallbackQuery, File, Kind, Privacy, Refused, User
from sandbox.state.store import SERVICE_ACCOUNT, Store, operation

QUERY_TIME = timedelta(minutes=15)  # after that a pressed button can no longer be answered


def _name(s: Store, username: str | None, owner: int) -> None:
    if username is None:
        return
    if s.names.get(username.lower(), owner) != owner:
        raise Refused("USERNAME_OCCUPIED")
    s.names[username.lower()] = owner


def digits(phone: str) -> str:
    """A phone number as Telegram keeps it: digits only."""
    return "".join(c for c in phone if c.isdigit())


def add_person(
    s: Store,
    first_name: str,
    last_name: str | None,
    username: str | None,
    phone: str | None,
    language_code: str | None,
    password: str | None,
    invite_privacy: Privacy,
    hides_forwards: bool,
    user_id: int | None,
) -> User:
    """A new account. PHONE_NUMBER_OCCUPIED, USERNAME_OCCUPIED, USER_ID_INVALID if it is taken."""
    number = None if phone is None else digits(phone)
    if number in s.phones:
        raise Refused("PHONE_NUMBER_OCCUPIED")
    new_id = _free_id(s, "person", user_id)
    _name(s, username, new_id)
    user = User(
        new_id,
        first_name,
        last_name,
        username,
        number or _made_up_phone(new_id),
        language_code,
        access_hash=s.long(),
        password=password,
        invite_privacy=invite_privacy,
        hides_forwards=hides_forwards,
    )
    s.users[new_id] = user
    s.phones[user.phone or ""] = new_id
    return user


def _made_up_phone(user_id: int) -> str:
    # 999 66 is the beginning that Telegram reserves for tests (https://core.telegram.org/api/auth).
    return f"99966{user_id % 10**10:010d}"


def _free_id(s: Store, what: str, wanted: int | None) -> int:
    if wanted is not None and (wanted <= 0 or wanted in s.users):
        raise Refused("USER_ID_INVALID")
    new_id = s.next_id(what) if wanted is None else wanted
    while new_id in s.users:
        new_id = s.next_id(what)
    return new_id


def add_bot(s: Store, name: str, username: str, token: str | None, sees_all: bool) -> User:
    """A bot whose id is what its token begins with. ACCESS_TOKEN_INVALID for any other form."""
    wanted = None
    if token is not None:
        head, colon, secret = token.partition(":")
        if not (head.isascii() and head.isdigit() and colon and secret):
            raise Refused("ACCESS_TOKEN_INVALID")
        wanted = int(head)
    bot_id = _free_id(s, "bot", wanted)
    _name(s, username, bot_id)
    token = token or f"{bot_id}:AA{s.secret(33)}"
    bot = User(
        bot_id,
        name,
        username=username,
        language_code=None,
        is_bot=True,
        token=token,
        sees_all_group_messages=sees_all,
        access_hash=s.long(),
    )
    s.users[bot_id] = bot
    s.tokens[token] = bot_id
    s.met[bot_id] = set()
    return bot


def add_service_account(s: Store) -> None:
    """The account from which Telegram itself writes."""
    s.users[SERVICE_ACCOUNT] = User(
        SERVICE_ACCOUNT, "Telegram", phone="42777", access_hash=s.long()
    )


@operation
def block(s: Store, actor: int, user_id: int, blocked: bool) -> None:
    """Block or unblock; a bot is told once."""
    person, other = s.user(actor), s.user(user_id)
    if (user_id in person.blocked) is blocked:
        return
    if blocked:
        person.blocked.add(user_id)
    else:
        person.blocked.discard(user_id)
    if other.is_bot:
        s.tell(
            user_id, Kind.BOT_BLOCKED, chat_id=actor, data={"user_id": actor, "blocked": blocked}
        )


@operation
def change_account(
    s: Store,
    user_id: int,
    first_name: str | None,
    last_name: str | None,
    username: str | None,
    phone: str | None,
    language_code: str | None,
) -> User:
    """What somebody changes of themselves: None stays, an empty text takes away.

    USERNAME_OCCUPIED, PHONE_NUMBER_OCCUPIED, FIRSTNAME_INVALID for an empty one.
    """
    user = s.user(user_id)
    if first_name == "":
        raise Refused("FIRSTNAME_INVALID")
    number = None if phone is None else digits(phone)
    if number is not None and s.phones.get(number, user_id) != user_id:
        raise Refused("PHONE_NUMBER_OCCUPIED")
    if username is not None:
        _name(s, username or None, user_id)
        if user.username is not None and user.username.lower() != username.lower():
            s.names.pop(user.username.lower(), None)
        user.username = username or None
    if number is not None:
        s.phones.pop(user.phone or "", None)
        s.phones[number] = user_id
        user.phone = number
    user.first_name = first_name or user.first_name
    user.last_name = user.last_name if last_name is None else last_name or None
    user.language_code = user.language_code if language_code is None else language_code or None
    return user


@operation
def delete_account(s: Store, user_id: int) -> None:
    """The account is gone: nobody can write to it any more, its name and number are free."""
    user = s.user(user_id)
    user.deleted = True
    if user.username is not None:
        s.names.pop(user.username.lower(), None)
    if user.phone is not None:
        s.phones.pop(user.phone, None)
    user.username = user.phone = user.last_name = None
    user.first_name = "Deleted Account"


@operation
def press(s: Store, actor: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
    """Press an inline button. MESSAGE_ID_INVALID without the message, DATA_INVALID without it."""
    message = messages.find(s, actor, chat_id, message_id)
    if message is None:
        raise Refused("MESSAGE_ID_INVALID")
    if texts.inline_button(message.content, data) is None:
        raise Refused("DATA_INVALID")
    bot_id = message.sender_id
    theirs = message if message.box < 0 else boxes.twin(s, message, bot_id)
    if theirs is None or not s.users[bot_id].is_bot:
        raise Refused("MESSAGE_ID_INVALID")
    query = CallbackQuery(
        str(s.long()), bot_id, actor, theirs.box, theirs.id, theirs.chat_id, data, s.clock()
    )
    s.queries[query.id] = query
    if chat_id > 0:
        s.started.add((bot_id, actor))
    s.tell(bot_id, Kind.CALLBACK_QUERY, message=theirs, chat_id=theirs.chat_id, data=query)
    return query


@operation
def answer(
    s: Store, bot_id: int, query_id: str, text: str | None, alert: bool, url: str | None
) -> None:
    """Answer a pressed button, once and in time. QUERY_ID_INVALID else."""
    query = s.queries.get(query_id)
    late = query is not None and s.clock() - query.at > QUERY_TIME
    if query is None or late or query.bot_id != bot_id or query.answered:
        raise Refused("QUERY_ID_INVALID")
    query.answered = True
    query.answer_text, query.answer_alert, query.answer_url = text, alert, url
    s.tell(query.user_id, Kind.CALLBACK_ANSWERED, chat_id=query.chat_id, data=query)


def add_file(s: Store, kind: str, data: bytes, **described: Any) -> File:
    """Keep uploaded bytes. `described`: File's other fields."""
    file = File(s.next_id("file"), s.secret(15), kind, data, s.long(), **described)
    s.files[file.id] = file
    return file
