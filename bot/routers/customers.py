"""Routes what customers write and press, and whatever no other route takes."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated, Contact, Message, User

from bot.routers.filters import in_private, person_of, written_by_person
from bot.routers.table import (
    CommandMessage,
    CommandRow,
    Press,
    PressRow,
    UnreadableError,
    table_router,
)
from bot.service_messages import is_service
from bot.texts import Texts
from bot.translate import said_of
from core.conversations.incoming import receive_from_customer
from core.customers.field_answers import choose_field, leave_fields, skip_field
from core.customers.profile import ask_language, choose_language, mark_reachable, register_contact
from core.customers.request import open_ticket, show_topics_page
from core.customers.sources import came_by_link
from core.customers.start import cancel_request, greet, point_to_buttons
from core.model.actions import Verb, whole_number
from core.model.sources import read_source
from core.model.text_keys import Key, TextKey
from core.model.texts import LANGUAGES, Text
from core.ports import Work


class Says:
    """Passes a text that is one of the given, whatever the case and the emoji before it."""

    def __init__(self, texts: Texts, key: Key) -> None:
        self._wanted = frozenset(_words(texts.plain(Text(key, language))) for language in LANGUAGES)

    async def matches(self, message: Message) -> bool:
        """Filter a message."""
        return message.text is not None and _words(message.text) in self._wanted


def _words(text: str) -> str:
    return text[:100].lstrip("💬 ").rstrip().casefold()


async def has_contact(message: Message) -> bool | dict[str, Contact]:
    """Pass a shared contact; hands `contact` on."""
    return {"contact": message.contact} if message.contact else False


async def sent_on_purpose(message: Message) -> bool:
    """Pass all but what Telegram writes by itself (a pin, a timer, a payment's trace)."""
    return not is_service(message)


async def _on_contact(message: Message, sender: User, contact: Contact, work: Work) -> None:
    person = person_of(sender)
    if await receive_from_customer(work, person, said_of(message)):
        return
    forwarded = message.forward_origin is not None
    await register_contact(
        work, person, contact.user_id, contact.phone_number, forwarded, message.message_id
    )


async def _on_talk_text(message: Message, sender: User, work: Work) -> None:
    if not await receive_from_customer(work, person_of(sender), said_of(message)):
        await open_ticket(work, person_of(sender))


async def _on_anything(message: Message, sender: User, work: Work) -> None:
    if not await receive_from_customer(work, person_of(sender), said_of(message)):
        await point_to_buttons(work, person_of(sender), message.message_id, message.text)


async def _on_reachable(event: ChatMemberUpdated, work: Work) -> None:
    reachable = event.new_chat_member.status == ChatMemberStatus.MEMBER
    await mark_reachable(work, event.chat.id, reachable)


async def _on_start(it: CommandMessage) -> None:
    source = read_source(it.arguments)
    if source is not None:  # what no link of ours can say is a greeting like any other
        await came_by_link(it.work, it.person, source)
    await greet(it.work, it.person)


_COMMANDS: Mapping[str, CommandRow] = {
    "start": _on_start,
    "language": lambda it: ask_language(it.work, it.person),
    "cancel": lambda it: cancel_request(it.work, it.person, it.message.message_id),
}


def _field_and_choice(it: Press) -> tuple[str, int]:
    """Read a field's key and a choice's number."""
    match it.words:
        case (key, number) if (choice := whole_number(number)) is not None:
            return key, choice
    raise UnreadableError


PRESSES: Mapping[Verb, PressRow] = {
    Verb.TALK: lambda it: open_ticket(it.work, it.person, it.action.argument),
    Verb.TOPICS: lambda it: show_topics_page(it.work, it.person, *(it.page or (0,))),
    Verb.FIELD: lambda it: choose_field(it.work, it.person, *_field_and_choice(it)),
    Verb.FIELD_SKIP: lambda it: skip_field(it.work, it.person, it.word),
    Verb.FIELD_LEAVE: lambda it: leave_fields(it.work, it.person),
    Verb.LANGUAGE: lambda it: choose_language(it.work, it.person, it.action.argument or ""),
}


def make_router(texts: Texts) -> Router:
    """Make the routes; the last one takes all that is left in private chats."""
    router = table_router("customers", in_private, written_by_person, commands=_COMMANDS)
    router.message.register(_on_contact, has_contact)
    router.message.register(_on_talk_text, Says(texts, TextKey.BUTTON_TALK).matches)
    router.message.register(_on_anything, sent_on_purpose)
    router.my_chat_member.register(_on_reachable, in_private)
    return router
