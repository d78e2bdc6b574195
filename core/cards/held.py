"""The line that tells staff, where a ticket is served, that words of its customer are held back."""

from core.cards.views import held as views
from core.cards.views.customer import customer_name
from core.model.cards import Card
from core.model.effects import ShowCard
from core.model.memos import Changed, Word
from core.model.messages import MessageKey, Said
from core.model.moderation import Held
from core.model.places import Place
from core.model.texts import Shown
from core.model.tickets import Ticket
from core.ports import Work

SHOWN = "shown"
"""The word that is remembered once what was held back is shown."""


async def show_held(work: Work, ticket: Ticket, place: Place, why: Held) -> None:
    """Tell staff there, once until they have looked."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return
    shown = views.held_card(ticket, customer_name(customer), why, work.rules.desk_language)
    await _show(work, ticket, place, shown, f"{why.value}@{place.id}", fresh=True)


async def show_looked(work: Work, ticket: Ticket, place: Place, count: int, name: str) -> None:
    """Say there who looked."""
    shown = views.looked_card(ticket, count, name, work.rules.desk_language)
    await _show(work, ticket, place, shown, SHOWN, fresh=False)


async def _show(
    work: Work, ticket: Ticket, place: Place, shown: Shown, word: str, *, fresh: bool
) -> None:
    chat_id, card = place.chat_id, Card.HELD.of(ticket.id)
    if chat_id is None or not place.kind.is_relayed:
        return

    def if_news(changed: Changed) -> ShowCard | None:
        if card not in changed:
            return None
        return ShowCard(chat_id, card, shown.text, shown.buttons, fresh, thread_id=place.thread_id)

    await work.tell_by([Word(card, word)], if_news, ticket.id)


async def ask_about_answer(
    work: Work, ticket: Ticket, place: Place, said: Said, why: Held, *, anew: bool = False
) -> None:
    """Ask below an answer that was not sent whether it is to go. `anew`: perhaps it was asked about
    before, when it said something else."""
    shown = views.answer_card(
        ticket, said.message_id, said.sender_name, why, work.rules.desk_language
    )
    await _put(work, ticket, place, (said.chat_id, said.message_id), shown, fresh=anew)


async def show_decided(
    work: Work, ticket: Ticket, place: Place, answer: MessageKey, name: str | None, *, is_sent: bool
) -> None:
    """Say there what became of it; without a name: it was changed."""
    shown = views.decided_card(name, work.rules.desk_language, is_sent=is_sent)
    await _put(work, ticket, place, answer, shown)


async def _put(
    work: Work,
    ticket: Ticket,
    place: Place,
    answer: MessageKey,
    shown: Shown,
    *,
    fresh: bool = False,
) -> None:
    chat_id, message_id = answer
    card = Card.HELD_ANSWER.of(chat_id, message_id)
    effect = ShowCard(
        chat_id,
        card,
        shown.text,
        shown.buttons,
        fresh,
        thread_id=place.thread_id if place.chat_id == chat_id else 0,
        reply_to=message_id,
    )
    await work.tell(effect, ticket.id)
