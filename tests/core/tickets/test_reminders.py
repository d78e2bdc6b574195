"""Staff is reminded of a ticket: whoever holds it by then, at a desk its group, else supervisors;
once, and of one that ended, too."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from core.model.audience_effects import TellSupervisors
from core.model.cards import Card
from core.model.effects import DeleteMessage, SendText
from core.model.messages import MessageKind, Said
from core.model.outcomes import Cause, Scope, Unreachable
from core.model.people import Role
from core.model.reminder_text_keys import ReminderKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly, Value
from core.model.tickets import TicketEventKind
from core.ports import Work
from core.privacy.requests import confirm_forget, grant_erasure
from core.staff.rules import UNSEEN
from core.tickets import reminders
from core.tickets.end import close_ticket
from core.tickets.hand_over import give
from core.tickets.reminding import remind
from tests.core.desk import Desk
from tests.core.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up
from tests.support.present import present

ANN, BOB, OLGA, IVAN, DANA, STAFF = 100, 101, 7, 8, 9, 500
DAY = timedelta(days=1)


@pytest_asyncio.fixture(loop_scope="session")
async def calm(desk: Desk) -> Desk:
    """Where nothing happens by itself for a day."""
    desk.rules = replace(
        desk.rules, nudge_after=DAY, answer_within=DAY, reopen_within=DAY, time_zone="Europe/Kyiv"
    )
    return desk


async def said_to(desk: Desk, chat: int) -> list[tuple[object, Mapping[str, Value]]]:
    """Reminders that wait to be said there."""
    found = [each for each in await desk.waiting(SendText) if each.chat_id == chat]
    return [(each.text.key, each.text.values) for each in found]


async def killed_after_reminding(work: Work) -> None:
    """Who reminds dies before it is kept."""
    assert await remind(work, 1)
    raise RuntimeError


async def refusal(desk: Desk, written: str, who: int = OLGA) -> object:
    with pytest.raises(DeskError) as refused:
        await desk.do(reminders.remind_command, who, written)
    return refused.value.key


async def test_whoever_holds_the_ticket_then_is_reminded_once_with_the_words(calm: Desk) -> None:
    await calm.staff(OLGA)
    ticket = await calm.talk(ANN)
    await calm.do(reminders.remind_command, OLGA, "in 2 h call <b>the bank</b>")
    ((kept, _),) = await said_to(calm, OLGA)
    assert kept is ReminderKey.KEPT_WORDS
    await calm.staff(IVAN)
    await calm.done(give, OLGA, ticket, IVAN)
    calm.later(hours=1, minutes=59)
    assert (await calm.ticks())["reminder"] == []
    calm.later(minutes=1)
    with pytest.raises(RuntimeError):
        await calm.do(killed_after_reminding)
    assert len((await calm.ticks())["reminder"]) == 1
    assert await said_to(calm, OLGA) == []
    ((key, values),) = await said_to(calm, IVAN)
    assert (key, values["words"]) == (ReminderKey.DUE_WORDS, "call <b>the bank</b>")
    assert (values["author"], values["ticket"]) == ("Op 7", ticket)
    assert (await calm.ticks())["reminder"] == []
    assert await calm.do(remind, 1) is False
    events = await calm.events(ticket)
    assert events.count(TicketEventKind.REMINDER_SET) == 1
    assert events[-1] is TicketEventKind.REMINDED


async def test_in_a_room_the_command_is_gone_at_once_and_answered_in_private(calm: Desk) -> None:
    await calm.staff(OLGA)
    ticket = await calm.talk(ANN)
    room = present((await calm.place_of(ticket)).chat_id)
    said = Said(room, 77, OLGA, "Olga", calm.now, MessageKind.TEXT, "/remind завтра о 9:00")
    await calm.do(reminders.remind_in_room, said, "завтра о 9:00")
    assert DeleteMessage(room, 77) in await calm.waiting(DeleteMessage)
    ((kept, values),) = await said_to(calm, OLGA)
    assert (kept, values["time"]) == (ReminderKey.KEPT, "21.11 09:00")
    await calm.do(reminders.remind_in_room, said, "later")
    assert (await said_to(calm, OLGA))[-1][0] is ReminderKey.HOW
    assert await said_to(calm, room) == []
    with pytest.raises(StaffOnly):
        await calm.do(reminders.remind_in_room, replace(said, sender_id=ANN), "in 1 h")
    assert {"remind", "reminders"} <= {*UNSEEN}


async def test_at_a_desk_that_nobody_holds_its_group_hears_below_the_card(calm: Desk) -> None:
    groups = Relayed(await open_up(calm))
    ticket = await groups.opens(ANN, "It fails")
    chat = DESKS - 1
    await calm.do(reminders.remind_at_desk, groups.said(chat, STAFF, "/remind"), "in 30 min look")
    ((kept, _),) = await said_to(calm, chat)
    assert kept is ReminderKey.KEPT_WORDS
    await calm.done(reminders.remind_by_choice, chat, STAFF, ticket, "3h")
    calm.later(minutes=30)
    assert len((await calm.ticks())["reminder"]) == 1
    ((key, values),) = await said_to(calm, chat)
    assert (key, values["words"]) == (ReminderKey.DUE_WORDS, "look")
    await calm.done(reminders.list_at_desk, groups.said(chat, STAFF, "/reminders"))
    (left,) = await calm.kept.reminders.of(ticket)
    await calm.do(reminders.remove_shown_reminder, chat, STAFF, ticket, left.id)
    assert await calm.kept.reminders.of(ticket) == []
    assert any(ReminderKey.OF_TICKET.value in repr(each) for each in calm.settled)


async def test_in_the_overflow_group_a_reply_says_which_ticket(calm: Desk) -> None:
    groups = Relayed(await open_up(calm, 0, overflow=True))
    ticket = await groups.opens(ANN, "It fails")
    alone = groups.said(OVERFLOW, STAFF, "/remind")
    await calm.do(reminders.remind_at_desk, alone, "in 1 h")
    assert [key for key, _ in await said_to(calm, OVERFLOW)] == [ReminderKey.BY_REPLY]
    card = present(await calm.kept.cards.find(Card.DESK.of(ticket)))
    said = groups.said(OVERFLOW, STAFF, "/remind", reply_to=card[1])
    await calm.do(reminders.remind_at_desk, said, "in 1 h")
    assert len(await calm.kept.reminders.of(ticket)) == 1


async def test_in_a_thread_it_is_set_in_the_topic_and_said_to_who_holds_it(calm: Desk) -> None:
    groups = Relayed(await open_up(calm, forum=True))
    await calm.staff(OLGA)
    ticket = await groups.opens(ANN, "Which plan?", "plans")
    topic = (await groups.place(ticket)).thread_id
    said = groups.said(FORUM, OLGA, "/remind")
    await calm.do(reminders.remind_in_room, said, "in 1 h", topic)
    (answer,) = [each for each in await calm.waiting(SendText) if each.chat_id == FORUM]
    assert (answer.text.key, answer.thread_id) == (ReminderKey.KEPT, topic)
    await calm.do(reminders.list_in_room, said, topic)
    assert ReminderKey.OF_TICKET in await calm.told(OLGA)
    calm.later(hours=1)
    await calm.ticks()
    assert [key for key, _ in await said_to(calm, OLGA)] == [ReminderKey.DUE]


async def test_where_nobody_holds_it_or_can_be_told_supervisors_hear(calm: Desk) -> None:
    await calm.staff(DANA, role=Role.SUPERVISOR, on_shift=False)
    ticket = await calm.ask(BOB)
    await calm.do(reminders.remind_command, DANA, f"#{ticket} in 1 h who takes it?")
    calm.later(hours=1)
    await calm.ticks()
    (told,) = [each for each in calm.settled if isinstance(each, TellSupervisors)]
    assert (told.text.key, told.text.values["operator"]) == (ReminderKey.UNHELD_WORDS, "–")
    await calm.settle_all()
    await calm.staff(OLGA)
    held = await calm.talk(ANN)
    await calm.done(reminders.set_reminder, OLGA, held, "in 5 min")
    calm.later(minutes=5)
    await calm.ticks()
    blocked = Unreachable("blocked", Cause.BLOCKED, Scope.EFFECT)
    (row,) = [
        row
        for row in await calm.rows()
        if isinstance(row.effect, SendText) and row.effect.text.key is ReminderKey.DUE
    ]
    await calm.settle(row, blocked)
    assert calm.settled[-2:] != []
    last = [each for each in calm.settled if isinstance(each, TellSupervisors)][-1]
    assert last.text.key is ReminderKey.UNHELD


async def test_of_a_ticket_that_ended_who_held_it_last_hears_with_a_way_to_go_on(
    calm: Desk,
) -> None:
    await calm.staff(OLGA)
    ticket = await calm.talk(ANN)
    await calm.done(reminders.set_reminder, OLGA, ticket, "in 3 h ask again")
    await calm.done(close_ticket, OLGA, ticket)
    with pytest.raises(DeskError):
        await calm.do(reminders.set_reminder, OLGA, ticket, "in 3 h ask again")
    calm.later(hours=3)
    await calm.ticks()
    (told,) = [each for each in await calm.waiting(SendText) if each.chat_id == OLGA]
    assert told.text.key is ReminderKey.ENDED_WORDS
    assert told.buttons[0][0].action == f"reopen-ticket:{ticket}"


async def test_who_serves_it_sets_lists_and_removes_and_nobody_else(calm: Desk) -> None:
    await calm.staff(OLGA)
    await calm.staff(DANA, role=Role.SUPERVISOR, on_shift=False)
    ticket = await calm.talk(ANN)
    await calm.staff(IVAN)
    assert await refusal(calm, f"{ticket} in 2 h", IVAN) == NotYourTicket().key
    assert await refusal(calm, "in 2 h", IVAN) is ReminderKey.WHICH
    assert await refusal(calm, "", OLGA) is ReminderKey.HOW
    for _ in range(2):  # two taps are one wish
        await calm.done(reminders.remind_by_choice, OLGA, OLGA, ticket, "1h")
    (one,) = await calm.kept.reminders.of(ticket)
    await calm.do(reminders.ask_for_reminder, OLGA, ticket)
    assert await calm.do(reminders.take_reminder, OLGA, "when I like")
    assert await calm.do(reminders.take_reminder, OLGA, "mon 10:00 their contract")
    assert not await calm.do(reminders.take_reminder, OLGA, "mon 10:00 their contract")
    for who in (OLGA, DANA):
        await calm.settle_all()
        await calm.do(reminders.show_own_reminders, who)
        (listed,) = await calm.shown(who)
        assert "their contract" in repr(listed.text)
    with pytest.raises(NotYourTicket):
        await calm.do(reminders.remove_reminder, IVAN, one.id)
    await calm.do(reminders.remove_own_reminder, DANA, one.id)
    with pytest.raises(DeskError) as gone:
        await calm.do(reminders.remove_own_reminder, OLGA, one.id)
    assert gone.value.key is ReminderKey.GONE


async def test_with_several_tickets_a_reply_to_the_card_says_which(calm: Desk) -> None:
    await calm.staff(OLGA)
    await calm.talk(ANN)
    ticket = await calm.talk(BOB)
    card = present(await calm.kept.cards.find(Card.OPERATOR.of(ticket, OLGA)))
    assert await refusal(calm, "in 1 h") is ReminderKey.WHICH
    await calm.do(reminders.remind_command, OLGA, "in 1 h", card[1])
    assert len(await calm.kept.reminders.of(ticket)) == 1


async def test_what_is_forgotten_reminds_nobody(calm: Desk) -> None:
    await calm.staff(OLGA)
    await calm.staff(DANA, role=Role.SUPERVISOR, on_shift=False)
    ticket = await calm.talk(ANN)
    await calm.done(reminders.set_reminder, OLGA, ticket, "in 3 h tell Ann")
    await calm.done(confirm_forget, ANN)
    (wish,) = await calm.kept.erasures.waiting(5)
    await calm.done(grant_erasure, DANA, wish.id)
    calm.later(hours=3)
    assert (await calm.ticks())["reminder"] == []
    kept = await calm.rows_of("SELECT details FROM ticket_events")
    assert "tell Ann" not in repr(kept)


async def test_reminders_go_with_the_words_of_their_ticket(calm: Desk) -> None:
    await calm.staff(OLGA)
    ticket = await calm.talk(ANN)
    await calm.done(reminders.set_reminder, OLGA, ticket, "in 300 days tell Ann")
    await calm.done(close_ticket, OLGA, ticket)
    await calm.kept.retention.expire([ticket], calm.now)
    assert await calm.kept.reminders.of(ticket) == []
