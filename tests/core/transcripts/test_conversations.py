"""Customers have what was said with them as a file, where the owner gives it."""

from dataclasses import replace

import pytest

from core.model.actions import Verb, press
from core.model.cards import pressed
from core.model.effects import SendDocument, ShowCard
from core.model.export_text_keys import ExportKey
from core.model.outcomes import Rejected, Sent
from core.model.room_effects import EraseTranscript, WriteConversation
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket, text
from core.tickets.end import ask_to_close, close_ticket
from core.tickets.room_goes import about_to_close
from core.transcripts.conversations import ask_for_conversation
from tests.core.desk import Desk
from tests.core.operators import room_of

ANN, OP = 100, 1


async def ended(desk: Desk, *, given: bool = True) -> int:
    """A talk that came to its end, at a desk where customers may have it, or not."""
    desk.rules = replace(desk.rules, conversation_to_customers=given)
    await desk.staff(OP)
    ticket_id = await desk.talk(ANN)
    await desk.do(close_ticket, OP, ticket_id)
    return ticket_id


def offered(cards: list[ShowCard], ticket_id: int) -> bool:
    wanted = press(Verb.CONVERSATION, ticket_id)
    return any(one.action == wanted for card in cards for row in card.buttons for one in row)


async def test_the_thanks_offer_the_talk_and_it_comes_once_a_day(desk: Desk) -> None:
    ticket_id = await ended(desk)
    assert offered(await desk.shown(ANN), ticket_id)
    await desk.settle_all()
    await desk.do(ask_for_conversation, ANN, ticket_id)
    with pytest.raises(DeskError) as again:
        await desk.do(ask_for_conversation, ANN, ticket_id)
    assert again.value.key is ExportKey.CONVERSATION_GIVEN
    made = {"path": f"{ANN}/handed-over/it.pdf", "text": f"{ANN}/handed-over/it.txt"}
    await desk.settle_kind(WriteConversation, Sent(made))
    assert [(each.chat_id, each.name, each.path) for each in await desk.waiting(SendDocument)] == [
        (ANN, f"conversation-{ticket_id}.pdf", made["path"]),
        (ANN, f"conversation-{ticket_id}.txt", made["text"]),
    ]
    await desk.settle_all()
    desk.later(hours=25)
    await desk.do(ask_for_conversation, ANN, ticket_id)


async def test_what_failed_may_be_asked_for_again(desk: Desk) -> None:
    ticket_id = await ended(desk)
    await desk.settle_all()
    await desk.do(ask_for_conversation, ANN, ticket_id)
    await desk.settle_kind(WriteConversation, Rejected("it took too long"))
    assert ExportKey.CONVERSATION_FAILED in await desk.told(ANN)
    await desk.do(ask_for_conversation, ANN, ticket_id)


async def test_nobody_elses_and_none_that_goes_on_or_that_the_owner_keeps(desk: Desk) -> None:
    ticket_id = await ended(desk, given=False)
    assert not offered(await desk.shown(ANN), ticket_id)
    await desk.settle_all()
    with pytest.raises(DeskError) as kept:
        await desk.do(ask_for_conversation, ANN, ticket_id)
    assert kept.value.key is ExportKey.CONVERSATION_NOT
    desk.rules = replace(desk.rules, conversation_to_customers=True)
    with pytest.raises(NotYourTicket):
        await desk.do(ask_for_conversation, OP, ticket_id)
    another = await desk.talk(ANN)
    with pytest.raises(DeskError) as early:
        await desk.do(ask_for_conversation, ANN, another)
    assert early.value.key is ExportKey.CONVERSATION_NOT


async def test_who_was_forgotten_is_sent_nothing(desk: Desk) -> None:
    ticket_id = await ended(desk)
    await desk.settle_all()
    await desk.do(ask_for_conversation, ANN, ticket_id)
    async with desk.work() as work:
        await work.uow.erasures.forget(ANN, work.now)
    await desk.settle_kind(WriteConversation, Sent({"path": "x"}))
    assert await desk.waiting(EraseTranscript)
    assert not await desk.waiting(SendDocument)


@pytest.mark.parametrize(
    ("given", "said"), [(False, ExportKey.ROOM_GOES), (True, ExportKey.ROOM_GOES_SENT)]
)
async def test_the_room_says_that_it_will_be_gone(desk: Desk, given: bool, said: ExportKey) -> None:
    desk.rules = replace(desk.rules, conversation_to_customers=given)
    await desk.staff(OP)
    await desk.talk(ANN)
    cards = [
        effect.text
        for effect in desk.settled
        if isinstance(effect, ShowCard)
        and effect.text.key in (TextKey.ROOM_CARD, TextKey.ROOM_CARD_WAITING)
    ]
    assert cards
    assert all(card.values["goes"] == text(said, "en") for card in cards)


@pytest.mark.parametrize(
    ("given", "said"), [(False, ExportKey.ROOM_GOES_NOW), (True, ExportKey.ROOM_GOES_NOW_SENT)]
)
async def test_who_is_in_the_room_reads_there_that_it_goes_before_it_is_closed(
    desk: Desk, given: bool, said: ExportKey
) -> None:
    desk.rules = replace(desk.rules, conversation_to_customers=given)
    await desk.staff(OP)
    ticket_id = await desk.talk(ANN)
    await desk.settle_all()
    room = await room_of(desk, ticket_id)
    for _ in range(2):  # it is said once, however often somebody thinks better of it
        await desk.do(ask_to_close, OP, ticket_id, pressed(ticket_id, OP, OP))
    assert await desk.told(room) == [said]
    desk.later(minutes=11)
    await desk.settle_all()
    await desk.do(about_to_close, OP, ticket_id)
    assert await desk.told(room) == [said]
    await desk.settle_all()
    await desk.done(close_ticket, OP, ticket_id)
    assert said not in await desk.told(room)
