"""The end of a ticket at a desk: who closes it and how, and how its group is cleared before the
next one comes."""

import json
from dataclasses import replace
from typing import Any

import pytest

from core.cards.send import show_desk
from core.conversations.incoming import assign_to_author, receive_in_group
from core.desks.clearing import CLEAR_WITHIN
from core.desks.desk import trace_command
from core.model.actions import Verb
from core.model.cards import Card
from core.model.desk_effects import ClearGroup, DeleteMessages, RestoreTitle
from core.model.effects import DeleteMessage, ShowCard
from core.model.messages import MessageKind
from core.model.outcomes import Sent, Unreachable
from core.model.places import PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from core.ports import Work
from core.rooms.accounts import AtWork, accounts_at_work
from core.tickets.end import (
    ask_to_close_desk,
    close_by_command,
    close_desk,
    desk_stays,
    finish,
    show_card_here,
)
from tests.core.desk import BOT, USERBOT, Desk
from tests.core.desk_life import (
    ANNA,
    BORIS,
    CLARA,
    FIRST,
    STRANGER,
    both,
    ends,
    numbered,
    one,
    shown,
    state,
    verbs,
)
from tests.core.relayed import OVERFLOW, Relayed, open_up
from tests.support.present import present

__all__ = ["both", "one"]


# ------------------------------------------------------------------------------------ closing
async def test_anybody_in_the_group_closes_it_after_yes_and_no_puts_the_card_back(
    one: Relayed,
) -> None:
    desk = one.desk
    ticket = await one.opens(ANNA, "Hello")
    usual = verbs(await shown(one, Card.DESK.of(ticket)))
    for _ in range(10):
        await desk.do(ask_to_close_desk, FIRST, ticket)
    assert len(await desk.waiting(ShowCard)) == 1
    asked = await shown(one, Card.DESK.of(ticket))
    assert asked.text.key is RelayKey.DESK_SURE_TO_CLOSE
    assert verbs(asked) == [Verb.DESK_CLOSE_YES, Verb.DESK_CLOSE_NO]
    await desk.do(show_card_here, FIRST, ticket)
    assert verbs(await shown(one, Card.DESK.of(ticket))) == usual
    await desk.do(close_desk, FIRST, STRANGER, ticket)
    for _ in range(9):
        with pytest.raises(DeskError) as refused:
            await desk.do(close_desk, FIRST, STRANGER, ticket)
        assert refused.value.key is RelayKey.DESK_IS_CLOSED
    closed = await desk.ticket(ticket)
    assert (closed.status, closed.closed_by, closed.close_reason) == (
        TicketStatus.CLOSED,
        STRANGER,
        CloseReason.SOLVED,
    )
    assert (await desk.events(ticket)).count(TicketEventKind.CLOSED) == 1


async def test_a_press_from_another_chat_or_of_a_ticket_that_went_is_answered_kindly(
    both: Relayed,
) -> None:
    desk = both.desk
    await both.asks(ANNA, "At the desk")
    moved = await both.opens(BORIS, "Second")
    for press in (ask_to_close_desk, show_card_here):
        with pytest.raises(DeskError) as refused:
            await desk.do(press, FIRST, moved)
        assert refused.value.key is RelayKey.DESK_WENT_ELSEWHERE
    await ends(both, 1)
    with pytest.raises(DeskError) as refused:
        await desk.do(close_desk, OVERFLOW, STRANGER, moved)
    assert refused.value.key is RelayKey.DESK_WENT_ELSEWHERE
    with pytest.raises(DeskError) as refused:
        await desk.do(close_desk, FIRST, STRANGER, 999)
    assert refused.value.key is RelayKey.DESK_IS_CLOSED


class Before:
    """A row as it was read before another transaction changed it, which PostgreSQL allows."""

    def __init__(self, rows: object, row: object) -> None:
        self._rows, self._row = rows, row

    async def get(self, _number: int) -> object:
        """As it was."""
        return self._row

    def __getattr__(self, name: str) -> Any:
        return getattr(self._rows, name)


async def test_in_the_very_moment_of_a_move_nothing_is_shown_where_the_ticket_was(
    both: Relayed,
) -> None:
    """Else the card where it is would pass for shown otherwise, and its buttons did nothing."""
    desk = both.desk
    await desk.staff(7)
    await both.asks(ANNA, "At the desk")
    moved = await both.opens(BORIS, "Second")
    ticket, place = await desk.ticket(moved), await both.place(moved)
    assert place.chat_id == OVERFLOW
    await ends(both, 1)
    assert (await both.place(moved)).chat_id == FIRST

    async def press(work: Work) -> None:
        uow: Any = work.uow
        uow.tickets, uow.places = Before(uow.tickets, ticket), Before(uow.places, place)
        await ask_to_close_desk(work, OVERFLOW, moved)

    with pytest.raises(DeskError) as refused:
        await desk.do(press)
    assert refused.value.key is RelayKey.DESK_WENT_ELSEWHERE
    assert await desk.do(assign_to_author, moved, place, 7)
    assert (await shown(both, Card.DESK.of(moved))).chat_id == FIRST
    await desk.do(ask_to_close_desk, FIRST, moved)
    asked = await shown(both, Card.DESK.of(moved))
    assert asked.chat_id == FIRST
    assert Verb.DESK_CLOSE_YES in verbs(asked)
    await desk.do(show_desk, await desk.ticket(moved), place)
    await desk.do(show_card_here, FIRST, moved)
    usual = await shown(both, Card.DESK.of(moved))
    assert usual.chat_id == FIRST, "what was told to the overflow group shows at no desk"


async def test_close_as_a_command_asks_once_however_often_and_no_takes_the_question_away(
    both: Relayed,
) -> None:
    desk = both.desk
    await both.opens(ANNA, "At the desk")
    for _ in range(3):
        await desk.done(close_by_command, both.said(FIRST, STRANGER, "/close"))
    asked = [e for e in desk.settled if isinstance(e, ShowCard) and e.card == Card.CLOSING.of(1)]
    taken = [e for e in desk.settled if isinstance(e, DeleteMessage)]
    assert (len(asked), len(taken)) == (3, 2)
    assert verbs(asked[-1]) == [Verb.DESK_CLOSE_YES, Verb.DESK_STAY]
    stands = present(await desk.kept.cards.find(Card.CLOSING.of(1)))
    await desk.do(desk_stays, FIRST, 1, stands[1] + 1)
    assert await desk.waiting(DeleteMessage) == []
    await desk.do(desk_stays, *stands[:1], 1, stands[1])
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(*stands)]
    assert (await desk.ticket(1)).status is TicketStatus.ACTIVE


async def test_in_overflow_close_names_its_ticket_by_the_reply(both: Relayed) -> None:
    desk = both.desk
    await both.asks(ANNA, "At the desk")
    second, third = await both.asks(BORIS, "Second"), await both.asks(CLARA, "Third")
    await desk.settle_all()
    await desk.do(close_by_command, both.said(OVERFLOW, STRANGER, "/close"))
    assert (await desk.told(OVERFLOW)) == [RelayKey.DESK_CLOSE_BY_REPLY]
    await desk.settle_all()
    copies = await desk.kept.copies.of_ticket(third, OVERFLOW)
    said = both.said(OVERFLOW, STRANGER, "/close", reply_to=copies[0].to_message_id)
    await desk.do(close_by_command, said)
    assert (await shown(both, Card.CLOSING.of(third))).chat_id == OVERFLOW
    await desk.settle_all()
    await desk.do(close_desk, OVERFLOW, STRANGER, third)
    assert (await desk.ticket(second)).is_open
    assert len(await desk.waiting(DeleteMessage)) == 1  # the question that was answered
    await desk.do(close_by_command, replace(said, message_id=999))
    assert RelayKey.DESK_IS_CLOSED in await desk.told(OVERFLOW)


async def test_close_in_a_free_desk_says_that_nobody_is_served(one: Relayed) -> None:
    await one.desk.do(close_by_command, one.said(FIRST, STRANGER, "/close"))
    assert await one.desk.told(FIRST) == [RelayKey.DESK_NO_TICKET]


# ------------------------------------------------------------------------------------ clearing
async def traces(relayed: Relayed, chat_id: int) -> list[int]:
    async with relayed.desk.work() as work:
        place = present(await work.uow.places.by_chat(chat_id))
        return [each.message_id for each in await work.uow.traces.of_place(place.id)]


def details_of(kept: object) -> object:
    """An event's details, as either kind of database gives them."""
    return json.loads(kept) if isinstance(kept, str) else kept


async def until(relayed: Relayed, kind: type) -> None:
    """Settle everything but effects of that kind."""
    while True:
        rows = [row for row in await relayed.desk.rows() if not isinstance(row.effect, kind)]
        rows = [row for row in rows if not isinstance(row.effect, ClearGroup | DeleteMessages)]
        if not rows:
            return
        for row in rows:
            await relayed.desk.settle(row)


async def test_everything_that_came_of_the_ticket_is_cleared_and_nothing_from_before(
    one: Relayed,
) -> None:
    desk = one.desk
    await desk.do(receive_in_group, one.said(FIRST, STRANGER, "before the ticket"))
    ticket = await one.opens(ANNA, "Hello")
    inside = one.said(FIRST, STRANGER, "who takes it?")
    pin = one.said(FIRST, BOT, "", kind=MessageKind.SERVICE, details={"event": "pinned"})
    for said in (inside, pin):
        await desk.do(receive_in_group, said)
    answer = await one.answers(ticket, STRANGER, "Me")
    await desk.settle_all()
    known = await traces(one, FIRST)
    assert {inside.message_id, pin.message_id, answer.message_id} < set(known)
    card = present(await desk.kept.cards.find(Card.DESK.of(ticket)))
    copies = await desk.kept.copies.of_ticket(ticket, FIRST)
    assert {card[1], *(each.to_message_id for each in copies)} <= set(known)
    assert 1001 not in known
    await desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)
    await until(one, ClearGroup)
    [clear] = await desk.waiting(ClearGroup)
    assert (clear.account, clear.since) == (str(USERBOT), min(clear.message_ids))
    assert set(known) <= set(clear.message_ids)
    assert await state(one, FIRST) == (PlaceState.EMPTYING, ticket)
    await desk.settle_all()
    assert await state(one, FIRST) == (PlaceState.CLEAN, None)
    assert (await desk.events(ticket)).count(TicketEventKind.PLACE_CLEARED) == 1


async def test_each_account_is_asked_and_then_the_bot_takes_a_hundred_at_a_time(
    one: Relayed,
) -> None:
    desk = one.desk
    await desk.do(accounts_at_work, [AtWork("a", 11, 0), AtWork("b", 12, 0)])
    ticket = await one.opens(ANNA, "Hello")
    for number in range(220):
        await desk.do(receive_in_group, one.said(FIRST, STRANGER, f"chatter {number}"))
    await desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)
    await until(one, ClearGroup)
    asked = []
    for _ in range(2):
        [clear] = await desk.waiting(ClearGroup)
        asked.append(clear.account)
        await desk.settle_kind(ClearGroup, Unreachable("CHANNEL_PRIVATE"))
    assert asked == ["a", "b"]
    sizes = []
    while some := await desk.waiting(DeleteMessages):
        sizes += [len(each.message_ids) for each in some]
        await desk.settle_kind(DeleteMessages, Sent({"left": 1}))
    assert sizes[:-1] == [100, 100]
    assert 20 < sizes[-1] < 100
    assert await state(one, FIRST) == (PlaceState.CLEAN, None)
    assert RelayKey.DESK_LEFT in await desk.told(FIRST)
    [event] = await desk.rows_of("SELECT details FROM ticket_events WHERE kind = 'place_cleared'")
    assert details_of(event["details"]) == {"left": 3, "by": "bot"}
    await desk.settle_all()
    assert len(await traces(one, FIRST)) == 1  # what was said of it goes with the next ticket


async def test_without_any_user_account_the_bot_clears_at_once(desk: Desk) -> None:
    desk.account_came = True  # none ever does
    relayed = numbered(Relayed(await open_up(desk)))
    ticket = await relayed.opens(ANNA, "Hello")
    await desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)
    await desk.settle_kind(RestoreTitle)
    assert await desk.waiting(ClearGroup) == []
    assert len(await desk.waiting(DeleteMessages)) == 1
    await desk.settle_all()
    assert await state(relayed, FIRST) == (PlaceState.CLEAN, None)


async def test_a_user_account_that_never_answers_is_waited_for_two_minutes(one: Relayed) -> None:
    desk = one.desk
    ticket = await one.asks(ANNA, "Hello")
    waits = await one.opens(BORIS, "Next")
    await desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)
    await until(one, ClearGroup)
    [row] = [each for each in await desk.rows() if isinstance(each.effect, ClearGroup)]
    assert row.expires_at == desk.now + CLEAR_WITHIN
    assert (await desk.ticks())["stuck_desk"] == []
    desk.now += CLEAR_WITHIN
    assert len((await desk.ticks())["stuck_desk"]) == 1
    assert (await desk.ticks())["stuck_desk"] == []
    await desk.settle_kind(DeleteMessages)
    assert await state(one, FIRST) == (PlaceState.READY, waits)
    await desk.settle(row, Sent({"left": 0}))  # whatever it says by now
    assert await state(one, FIRST) == (PlaceState.READY, waits)


async def test_commands_go_with_the_ticket_too(one: Relayed) -> None:
    ticket = await one.asks(ANNA, "Hello")
    command = one.said(FIRST, STRANGER, "/withdraw")
    await one.desk.do(trace_command, command)
    assert command.message_id in await traces(one, FIRST)
    await ends(one, ticket)
    await one.desk.do(trace_command, one.said(FIRST, STRANGER, "/desk"))
    assert await traces(one, FIRST) == []


async def test_a_title_told_when_all_is_cleared_goes_at_once_and_staffs_words_stay(
    one: Relayed,
) -> None:
    desk = one.desk
    ticket = await one.opens(ANNA, "Hello")
    await ends(one, ticket)
    late = one.said(FIRST, BOT, "", kind=MessageKind.SERVICE, details={"event": "title_changed"})
    await desk.do(receive_in_group, late)
    await desk.do(receive_in_group, one.said(FIRST, STRANGER, "lunch?"))
    assert await desk.waiting(DeleteMessage) == [DeleteMessage(FIRST, late.message_id)]
    assert await traces(one, FIRST) == []


async def test_what_staff_writes_while_the_desk_is_being_cleared_goes_too(one: Relayed) -> None:
    desk = one.desk
    ticket = await one.opens(ANNA, "Hello")
    await desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)
    await until(one, ClearGroup)
    late = one.said(FIRST, STRANGER, "done, I think")
    assert not await desk.do(receive_in_group, late)
    await desk.settle_kind(ClearGroup)
    [left] = await desk.waiting(DeleteMessages)
    assert left.message_ids == (late.message_id,)
    await desk.settle_all()
    assert await state(one, FIRST) == (PlaceState.CLEAN, None)
