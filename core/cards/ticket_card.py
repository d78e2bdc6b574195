"""A ticket's card where it is served: in its room, the staff's group, or its topic, whose title and
icon follow it; with copies of the customer's messages and notices to the operator beside it."""

from dataclasses import dataclass
from hashlib import sha256

from core.cards.held import show_held
from core.cards.lookup import usable_place
from core.cards.marks import marked
from core.cards.send import (
    chat_of,
    desk_title,
    operator_of,
    say,
    show_desk,
    show_in_group,
    show_room,
)
from core.cards.views import customer as views
from core.cards.views import group as desk_views
from core.model import texts
from core.model.actions import Verb, button
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, EditCopy, ShapeTopic
from core.model.effects import SendText
from core.model.memos import Memo
from core.model.messages import BY_API, HELD, MessageKind, Said, SenderRole, is_held, is_posted
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.people import Operator
from core.model.places import Place, PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.texts import Rows, Shown, Value, text
from core.model.tickets import BEFORE_ALL, Ticket, TicketStatus
from core.model.token_text_keys import TokenKey
from core.moderation.links import has_link
from core.ports import Work


async def show_at(work: Work, ticket: Ticket, place: Place) -> None:
    """Bring the ticket's card in that place up to date, and a topic's look with it."""
    if place.chat_id is None:
        return
    match place.kind:
        case PlaceKind.ROOM:
            await show_room(work, ticket, place.chat_id)
        case PlaceKind.DESK:
            await show_desk(work, ticket, place)
        case PlaceKind.THREAD:
            await show_in_group(work, ticket, place, await thread_card(work, ticket))
            await update_look(work, ticket, place)


async def thread_card(work: Work, ticket: Ticket) -> Shown | None:
    """Return what the card in the ticket's topic shows."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return None
    holder = await operator_of(work, ticket)
    language = customer.language if holder is None else holder.language
    who = None if holder is None else desk_views.mention(holder.id, holder.name, language)
    topic = work.rules.topic(ticket.topic).titled(language)
    prefix = work.rules.internal_prefix
    shown = desk_views.thread_card(ticket, customer, topic, language, who, prefix)
    if ticket.status is not TicketStatus.ACTIVE:
        return shown
    return await marked(work, ticket, customer, shown, language)


async def mention_holder(work: Work, ticket: Ticket, place: Place, holder: Operator) -> None:
    """Mention the new operator in the topic. The first one is mentioned by the card, which is new
    then; an edited card notifies nobody."""
    if place.kind is not PlaceKind.THREAD or place.chat_id is None:
        return
    position = await work.uow.cards.find(Card.DESK.of(ticket.id))
    if position is None or position[0] != place.chat_id:
        return
    language = holder.language
    who = desk_views.mention(holder.id, holder.name, language)
    called = text(RelayKey.THREAD_HOLDER, language, ticket=ticket.id, operator=who)
    await work.tell(SendText(place.chat_id, called, thread_id=place.thread_id), ticket.id)


WAITING_ICON = "❗️"


TALK_ICON = "💬"


CLOSED_ICON = "✅"
"""Of those that Telegram has for every topic (getForumTopicIconStickers)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What everybody in the forum sees of a topic in its list."""

    title: str
    icon: str
    is_closed: bool

    @property
    def word(self) -> str:
        """Return a short word that differs when the look does."""
        return sha256(repr(self).encode()).hexdigest()[:16]


async def look_of(work: Work, ticket: Ticket) -> Look:
    """Return the look of the ticket's topic as the ticket is now."""
    title = await desk_title(work, ticket)
    if not ticket.is_open:
        return Look(title, CLOSED_ICON, is_closed=True)
    # To one that is offered somebody comes as soon as the topic is there.
    icon = WAITING_ICON if ticket.status is TicketStatus.QUEUED else TALK_ICON
    return Look(title, icon, is_closed=False)


async def update_look(work: Work, ticket: Ticket, place: Place) -> None:
    """Bring the topic's look up to date; nothing is sent when it did not change."""
    look = await look_of(work, ticket)
    if place.chat_id is None or not await remember_look(work, place.id, look):
        return
    if place.title != look.title:
        await work.uow.places.rename(place.id, look.title)
    await work.tell(
        ShapeTopic(place.chat_id, place.id, place.thread_id, look.title, look.icon, look.is_closed),
        ticket.id,
    )


async def remember_look(work: Work, place_id: int, look: Look) -> bool:
    """Remember that the topic looks so from now on; False when it did before."""
    return await work.once(Memo.LOOK, place_id, word=look.word)


def _as_forward(said: Said) -> bool:
    """Whether a copy to staff is sent as a forward. A bot may not copy a quiz whose answer it does
    not know (https://core.telegram.org/bots/api#copymessage), so polls are forwarded; so is what
    the customer forwards, since a copy does not show whose words they are."""
    return said.kind is MessageKind.POLL or "forward" in said.details


async def copy_to_customer(work: Work, ticket: Ticket, said: Said) -> None:
    """Copy a message into the customer's private chat with the bot. Nobody's account is shown
    there."""
    await _copy(
        work,
        ticket,
        said,
        CopyMessage(
            chat_id=ticket.customer_id,
            from_chat_id=said.chat_id,
            message_id=said.message_id,
            album=said.album,
            reply_to=said.reply_to,
            as_recorded=is_posted(said.details),
        ),
    )


async def copy_to_place(work: Work, ticket: Ticket, place: Place, said: Said) -> None:
    """Copy a message into the staff's group; where tickets share the chat, as a reply to the
    ticket's card."""
    if place.chat_id is None or not place.kind.is_relayed:
        return
    is_suspect = has_link(said) and await is_stranger(work, ticket)
    has_buttons = said.album is None and not _as_forward(said)
    await _copy(
        work,
        ticket,
        said,
        CopyMessage(
            chat_id=place.chat_id,
            from_chat_id=said.chat_id,
            message_id=said.message_id,
            thread_id=place.thread_id,
            album=said.album,
            reply_to=said.reply_to,
            card=Card.DESK.of(ticket.id) if place.is_shared else None,
            forward=_as_forward(said),
            buttons=_below(ticket, place, is_suspect=is_suspect and has_buttons),
            language=work.rules.desk_language,
        ),
    )
    if is_suspect and not has_buttons:
        told = text(HeldKey.LINK, work.rules.desk_language, ticket=ticket.id)
        after = work.now + work.rules.album_wait if said.album else None
        line = SendText(place.chat_id, told, thread_id=place.thread_id)
        await work.tell(line, ticket.id, not_before=after)


async def edit_at_place(work: Work, ticket: Ticket, place: Place, said: Said) -> None:
    """Bring the copy of a customer's message there up to what it says now, as recorded."""
    if place.chat_id is None:
        return
    buttons = await buttons_below(work, ticket, place, said)
    language = work.rules.desk_language
    edit = EditCopy(place.chat_id, said.chat_id, said.message_id, buttons, language, even_held=True)
    await work.tell(edit, ticket.id)


async def buttons_below(work: Work, ticket: Ticket, place: Place, said: Said) -> Rows:
    """Return the buttons below the copy of a customer's message, as it is now."""
    is_suspect = has_link(said) and await is_stranger(work, ticket)
    return _below(ticket, place, is_suspect=is_suspect)


async def is_stranger(work: Work, ticket: Ticket) -> bool:
    """Whether nobody of the staff has ever answered the ticket's customer."""
    if ticket.answered_at is not None:
        return False
    return not await work.uow.customers.was_answered(ticket.customer_id)


def _below(ticket: Ticket, place: Place, *, is_suspect: bool) -> Rows:
    """Return the buttons below a copy of the customer's words; one is only to be read."""
    mark = button(HeldKey.BUTTON_LINK, Verb.NOTHING)
    return (*addressee_buttons(ticket, place), *(((mark,),) if is_suspect else ()))


def addressee_buttons(ticket: Ticket, place: Place) -> Rows:
    """Return the buttons that name the ticket below a copy where tickets share the chat. A Reply
    may come before the row that records the copy, and a crash may lose that row."""
    return desk_views.addressee_buttons(ticket.id) if place.is_shared else ()


async def copy_backlog(work: Work, ticket: Ticket, place: Place) -> None:
    """Copy to a place what the customer said before the ticket got it, and tell of what is held
    back of it; of one that goes on after an end, what they said since."""
    why: str | None = None
    since = BEFORE_ALL if ticket.reopened_at is None else ticket.reopened_at.replace(microsecond=0)
    for recorded in await work.uow.messages.of_ticket(ticket.id, ticket.customer_id):
        if recorded.said.sent_at < since:
            continue
        if BY_API in recorded.said.details:
            await show_said_by_program(work, ticket, place, recorded.said)
        if recorded.role is SenderRole.CUSTOMER and recorded.deleted_at is None:
            if is_held(recorded.said):
                why = recorded.said.details[HELD]
            else:
                await copy_to_place(work, ticket, place, recorded.said)
    if why is not None:
        await show_held(work, ticket, place, Held(why))


async def show_said_by_program(work: Work, ticket: Ticket, place: Place, said: Said) -> None:
    """Show in the staff's group what a program had the bot say to the customer."""
    if place.chat_id is None or not place.kind.is_relayed:
        return
    position = await work.uow.cards.find(Card.DESK.of(ticket.id)) if place.is_shared else None
    is_there = position is not None and position[0] == place.chat_id
    shown = text(
        TokenKey.SAID_TO_CUSTOMER,
        work.rules.desk_language,
        program=said.sender_name,
        words=said.text,
    )
    card = position[1] if position is not None and is_there else None
    line = SendText(place.chat_id, shown, reply_to=card, thread_id=place.thread_id)
    await work.tell(line, ticket.id)


async def _copy(work: Work, ticket: Ticket, said: Said, effect: CopyMessage) -> None:
    """Copy one message. Each part of an album requests the whole album, and puts it off by a
    moment."""
    await work.tell(
        effect, ticket.id, not_before=work.now + work.rules.album_wait if said.album else None
    )


async def notify_operator(
    work: Work, ticket: Ticket, key: Key, former: int | None = None, /, **values: Value
) -> bool:
    """Notify the ticket's operator with a link to its chat, or its `former` operator without one.
    The text's values are the ticket, the customer, and those given. Returns False when the bot may
    not write to the recipient."""
    operator = await work.operator(former or ticket.operator_id)
    customer = await work.customer(ticket.customer_id)
    if operator is None or customer is None or not operator.started_bot:
        return False
    who = views.customer_name(customer)
    text = texts.text(key, operator.language, ticket=ticket.id, customer=who, **values)
    link = None if former else await chat_of(work, ticket)
    await say(work, operator.id, Shown(text, views.enter_buttons(link)), ticket_id=ticket.id)
    return True


async def notify_staff(work: Work, ticket: Ticket, key: Key, **values: Value) -> bool:
    """Notify the operator of a ticket whose customer is in the bot's chat, or else the staff's
    group. The text's values are the ticket, the customer, and those given. Returns False where
    there is neither."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return False
    if await notify_operator(work, ticket, key, **values):
        return True
    place = await usable_place(work, ticket)
    if place is None or place.chat_id is None or not place.kind.is_relayed:
        return False
    operator = await work.operator(ticket.operator_id)
    language = work.rules.desk_language if operator is None else operator.language
    who = views.customer_name(customer)
    text = texts.text(key, language, ticket=ticket.id, customer=who, **values)
    position = await work.uow.cards.find(Card.DESK.of(ticket.id))
    await work.tell(
        SendText(
            place.chat_id,
            text,
            reply_to=position[1] if position is not None and position[0] == place.chat_id else None,
            thread_id=place.thread_id,
        ),
        ticket.id,
    )
    return True
