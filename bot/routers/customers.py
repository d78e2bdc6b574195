"""What customers write and press, and whatever nobody else takes."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    Contact,
    Message,
    MessageReactionUpdated,
    User,
)

from bot.routers.answers import emoji_of
from bot.routers.filters import Press, TicketPress, in_private, person_of
from bot.said import said_of
from bot.said_events import is_service
from bot.texts import Texts
from core.domain.actions import Action, Verb, whole_number
from core.domain.asking_views import NO, YES
from core.domain.texts import LANGUAGES, Key, Text, TextKey
from core.ports import Work
from core.usecases.cancel_ticket import cancel_ticket
from core.usecases.edit_said import edit_said
from core.usecases.give_up import give_up
from core.usecases.greet import greet
from core.usecases.guide import guide
from core.usecases.hear_customer import hear_customer
from core.usecases.mark_reachable import mark_reachable
from core.usecases.open_ticket import open_ticket
from core.usecases.reacted import reacted
from core.usecases.refused_at_the_door import let_in_again
from core.usecases.register_contact import register_contact
from core.usecases.resolving import resolve_ticket
from core.usecases.silence import all_solved, still_needed
from core.usecases.turn_topics import turn_topics


class Says:
    """A text that is one of the given, whatever the case and the emoji before it."""

    def __init__(self, texts: Texts, key: Key) -> None:
        self._wanted = frozenset(_words(texts.plain(Text(key, language))) for language in LANGUAGES)

    async def matches(self, message: Message) -> bool:
        """The filter."""
        return message.text is not None and _words(message.text) in self._wanted


def _words(text: str) -> str:
    return text[:100].lstrip("💬 ").rstrip().casefold()


async def has_contact(message: Message) -> bool | dict[str, Contact]:
    """A contact was shared."""
    return {"contact": message.contact} if message.contact else False


async def written_by_person(message: Message) -> bool | dict[str, User]:
    """Somebody sent something; hands `sender` on."""
    sender = message.from_user
    if sender is None or sender.is_bot:
        return False
    return {"sender": sender}


async def sent_on_purpose(message: Message) -> bool:
    """All but what Telegram writes by itself (a pin, a timer, a payment's trace)."""
    return not is_service(message)


async def on_start(_message: Message, sender: User, work: Work) -> None:
    """/start, with or without a deep link's payload."""
    await greet(work, person_of(sender))


async def on_contact(message: Message, sender: User, contact: Contact, work: Work) -> None:
    """A word of a talk, or somebody's number: only the sender's own counts, and the use case judges
    that."""
    person = person_of(sender)
    if await hear_customer(work, person, said_of(message)):
        return
    forwarded = message.forward_origin is not None
    await register_contact(
        work, person, contact.user_id, contact.phone_number, forwarded, message.message_id
    )


async def on_talk_text(message: Message, sender: User, work: Work) -> None:
    """The talk button's words, typed; a word of a talk like any other where one goes on."""
    if not await hear_customer(work, person_of(sender), said_of(message)):
        await open_ticket(work, person_of(sender))


async def on_give_up(message: Message, sender: User, work: Work) -> None:
    """/cancel."""
    await give_up(work, person_of(sender), message.message_id)


async def on_edited(message: Message, work: Work) -> None:
    """A customer changed what they said."""
    await edit_said(work, said_of(message))


async def on_reaction(event: MessageReactionUpdated, work: Work) -> None:
    """A customer reacted to an answer."""
    await reacted(work, event.chat.id, event.message_id, emoji_of(event))


async def on_anything(message: Message, sender: User, work: Work) -> None:
    """A word of a talk, or the question that was asked for; who talks nowhere is guided."""
    if not await hear_customer(work, person_of(sender), said_of(message)):
        await guide(work, person_of(sender), message.message_id, message.text)


async def on_talk(query: CallbackQuery, action: Action, work: Work) -> None:
    """The talk button."""
    await open_ticket(work, person_of(query.from_user), action.argument)


async def on_topics(query: CallbackQuery, action: Action, work: Work) -> None:
    """Another page of the topics."""
    page, *_ = action.numbers or (0,)
    await turn_topics(work, person_of(query.from_user), page)


async def on_cancel(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """The customer gives up waiting."""
    await cancel_ticket(work, query.from_user.id, ticket_id)


async def on_let_in(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Whoever was in too many chats has left some."""
    await let_in_again(work, query.from_user.id, ticket_id)
    return TextKey.DOOR_TRIED


async def on_go_on(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """A silent ticket is still needed."""
    await still_needed(work, query.from_user.id, ticket_id)
    return TextKey.DONE


async def on_solved(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """A silent ticket is not needed any more."""
    await all_solved(work, query.from_user.id, ticket_id)
    return TextKey.DONE


async def on_resolve(query: CallbackQuery, action: Action, work: Work) -> None:
    """Yes or no: has the customer found out everything?"""
    number, answer = (*action.arguments, "", "")[:2]
    ticket_id = whole_number(number)
    if ticket_id is not None and answer in (YES, NO):
        await resolve_ticket(work, query.from_user.id, ticket_id, solved=answer == YES)


async def on_reachable(event: ChatMemberUpdated, work: Work) -> None:
    """The bot was blocked, or let in again."""
    reachable = event.new_chat_member.status == ChatMemberStatus.MEMBER
    await mark_reachable(work, event.chat.id, reachable)


def make_router(texts: Texts) -> Router:
    """The routes; the last one takes all that is left in private chats."""
    router = Router(name="customers")
    router.message.filter(in_private, written_by_person)
    router.message.register(on_start, Command("start"))
    router.message.register(on_give_up, Command("cancel"))
    router.message.register(on_contact, has_contact)
    router.message.register(on_talk_text, Says(texts, TextKey.BUTTON_TALK).matches)
    router.message.register(on_anything, sent_on_purpose)
    router.callback_query.register(on_talk, Press(Verb.TALK))
    router.callback_query.register(on_topics, Press(Verb.TOPICS))
    router.callback_query.register(on_cancel, TicketPress(Verb.CANCEL))
    router.callback_query.register(on_let_in, TicketPress(Verb.LET_IN))
    router.callback_query.register(on_go_on, TicketPress(Verb.GO_ON))
    router.callback_query.register(on_solved, TicketPress(Verb.SOLVED))
    router.callback_query.register(on_resolve, Press(Verb.RESOLVE))
    router.edited_message.register(on_edited, in_private)
    router.message_reaction.register(on_reaction, in_private)
    router.my_chat_member.register(on_reachable, in_private)
    return router
