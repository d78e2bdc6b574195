"""What a program says to a customer by the API, for the desk.

Where the customer is in the bot's chat, the bot says it there, and the staff's place has it, too:
at once, or once the ticket has one. Who is in a room is told there. It is the bot's word: it counts
in no figure, and stops no clock, so that whoever holds the ticket still has to answer.
"""

from datetime import datetime

from core.cards.lookup import usable_place
from core.cards.notices import report_failure
from core.cards.send import forgotten
from core.cards.ticket_card import show_said_by_program
from core.conversations.record import record_for
from core.model.effects import DeleteMessage, SendText
from core.model.messages import BY_API, MessageKind, Said, SenderRole, utf16_length
from core.model.outcomes import Sent, Settled, Unreachable
from core.model.places import PlaceKind, PlaceState
from core.model.program_effects import SayWords
from core.model.texts import DeskError, NotYourTicket, TicketIsClosed, text
from core.model.tickets import Ticket
from core.model.token_text_keys import TokenKey
from core.moderation.rules import why_asked
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import person_unreachable

LONGEST_WORDS = 4000
"""UTF-16 code units: staff sees them below a line that says whose they are, in one message of at
most 4,096 (https://core.telegram.org/bots/api#sendmessage)."""


async def say_in_ticket(work: Work, program: str, ticket_id: int, words: str) -> None:
    """Say words in an open ticket. Raises NotYourTicket for one that is unknown or was forgotten,
    TicketIsClosed, and as `say_for_program`."""
    ticket = await work.ticket(ticket_id)
    if ticket is None or await forgotten(work, ticket):
        raise NotYourTicket
    if not ticket.is_open:
        raise TicketIsClosed
    await say_for_program(work, program, ticket, words)


async def say_for_program(work: Work, program: str, ticket: Ticket, words: str) -> None:
    """Say words to the customer of an open ticket, which are text alone: nothing in them is markup.

    Raises DeskError(EMPTY, TOO_LONG, HELD_BACK, UNREACHABLE).
    """
    said = checked(work, words)
    place = await usable_place(work, ticket)
    is_room = place is not None and place.kind is PlaceKind.ROOM
    is_in = ticket.joined_at is not None and not ticket.is_away
    if place is not None and is_room and is_in and place.state is PlaceState.READY:
        # The user account records it there, as all that is said.
        shown = text(TokenKey.SAID_IN_ROOM, work.rules.desk_language, program=program, words=said)
        await work.tell(SendText(place.chat_id or 0, shown), ticket.id)
        return
    customer = await work.customer(ticket.customer_id)
    if customer is None or not customer.reachable:
        raise DeskError(TokenKey.UNREACHABLE)
    at = work.now.replace(microsecond=0).isoformat()  # as Telegram's own
    shown = text(TokenKey.SAID, customer.language, words=said)
    await work.tell(SayWords(ticket.customer_id, shown, said, program, at), ticket.id)


def checked(work: Work, words: str) -> str:
    """Return words as they are said. Raises DeskError(EMPTY, TOO_LONG, HELD_BACK)."""
    found = words.replace("\r\n", "\n").strip()
    if not found:
        raise DeskError(TokenKey.EMPTY)
    if utf16_length(found) > LONGEST_WORDS:
        raise DeskError(TokenKey.TOO_LONG, most=LONGEST_WORDS)
    if why_asked(work.rules, found) is not None:
        raise DeskError(TokenKey.HELD_BACK)
    return found


@settles(SayWords)
async def said_for_program(
    work: Work, row: OutboxEffect, effect: SayWords, outcome: Settled
) -> None:
    """Record what stands in the customer's chat now, and show it to the staff."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if isinstance(outcome, Unreachable):
        await person_unreachable(work, row, effect.chat_id, outcome.reason)
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    number = int(outcome.value["message_id"])
    if await forgotten(work, ticket):
        await work.tell(DeleteMessage(effect.chat_id, number))
        return
    said = Said(
        effect.chat_id,
        number,
        work.rules.bot_id,
        effect.program,
        datetime.fromisoformat(effect.said_at),
        MessageKind.TEXT,
        effect.words,
        details={BY_API: True},
    )
    place = await usable_place(work, ticket)
    there = None if place is None else place.id
    if await record_for(work, ticket, there, SenderRole.BOT, said) and place is not None:
        await show_said_by_program(work, ticket, place, said)
