"""Staff answers customers from its groups: which words go out, to whom, and in whose name."""

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from core.cards.views.group import addressee_buttons
from core.conversations.copies import relay_edit
from core.conversations.incoming import receive_from_customer, receive_in_group
from core.desks.answers import OfBot
from core.desks.desk import trace_own_messages
from core.model.cards import Card
from core.model.desk_effects import CopyMessage, EditCopy, React
from core.model.effects import SendText, ShowCard
from core.model.messages import Copy, MessageKind, SenderRole
from core.model.outcomes import Unreachable
from core.model.people import Role
from core.model.places import GroupUse, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.tickets import TicketEventKind
from core.ports import Copies, Work
from core.tickets.end import close_by_command
from core.tickets.staff_commands import note_at_desk
from db.reads import Reads
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.core.staff_groups import (
    DESK,
    FORUM,
    OVERFLOW,
    answers,
    asks,
    card_of,
    copy_of,
    open_groups,
    said,
    writes,
)
from tests.support.present import present

ANNA, BORIS, OLGA, OMAR, SUE = 100, 101, 7, 8, 5


@pytest_asyncio.fixture(loop_scope="session")
async def bugs(desk: Desk) -> Desk:
    """One desk."""
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    return desk


@pytest_asyncio.fixture(loop_scope="session")
async def crowd(desk: Desk) -> Desk:
    """An overflow group and no desk."""
    await open_groups(desk, Overflow=(OVERFLOW, GroupUse.OVERFLOW))
    return desk


async def roles(desk: Desk, customer: int) -> dict[str, tuple[SenderRole, str]]:
    """What the transcript has of who said what."""
    record = present(await Reads(desk.database).customer_record(customer))
    return {row.said.text: (row.role, row.said.sender_name) for row in record.messages}


async def test_only_a_reply_to_what_the_customer_said_or_to_the_card_goes_out(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    inside = said(DESK, bugs.now, "who takes it?")
    assert not await bugs.do(receive_in_group, inside)
    assert not await stays(bugs, "I do", inside.message_id)
    assert not await stays(bugs, "?", 999_999)

    await answers(bugs, await copy_of(bugs, question, DESK), "to the question")
    await answers(bugs, await card_of(bugs, 1), "to the card")
    assert not await stays(bugs, "/history", await card_of(bugs, 1))
    await bugs.settle_all()
    assert [*await roles(bugs, ANNA)] == ["It fails", "to the question", "to the card"]


async def stays(desk: Desk, text: str, reply_to: int, shown: str = "", chat: int = DESK) -> bool:
    """Staff says it among itself, as a Reply to a message of the bot's if one is `shown`; whether
    it was carried all the same."""
    words = said(chat, desk.now, text, reply_to=reply_to)
    bots = said(chat, desk.now, shown, sender=BOT) if shown else None
    of_bot = None if bots is None else OfBot(shown=bots)
    return await desk.do(receive_in_group, words, of_bot=of_bot)


@pytest.mark.parametrize("chat", [DESK, OVERFLOW])
async def test_what_is_said_about_an_answer_a_question_or_a_notice_stays_inside(
    desk: Desk, chat: int
) -> None:
    use = GroupUse.DESK if chat == DESK else GroupUse.OVERFLOW
    await open_groups(desk, Group=(chat, use))
    question = await asks(desk, ANNA)
    copy = await copy_of(desk, question, chat)
    given = await answers(desk, copy, "Restart it", chat_id=chat)
    await desk.settle_kind(CopyMessage, Unreachable("bot was blocked by the user"))
    command = said(chat, desk.now, "/close", reply_to=copy)
    await desk.done(close_by_command, command)
    refused = present(await desk.kept.cards.find(Card.UNDELIVERED.of(1, chat, given.message_id)))
    asked = present(await desk.kept.cards.find(Card.CLOSING.of(1)))
    assert not await stays(desk, "I think he is a swindler", given.message_id, chat=chat)
    assert not await stays(desk, "he blocked us", refused[1], "Not delivered", chat)
    assert not await stays(desk, "yes, do", asked[1], "Close the ticket?", chat)
    await desk.do(trace_own_messages, chat, [999_999])
    assert not await stays(desk, "why me?", 999_999, "Vera waits for an answer", chat)
    assert not await desk.waiting(CopyMessage)
    assert [*await roles(desk, ANNA)] == ["It fails", "Restart it"]
    assert RelayKey.ANSWER_TO_WHOM not in await desk.told(chat)


async def test_in_a_desk_a_copy_whose_row_was_lost_is_known_by_what_it_says(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    assert await stays(bugs, "Restart it", 999_999, "It fails")
    photo = said(DESK, bugs.now, "", kind=MessageKind.PHOTO, sender=BOT)
    about = said(DESK, bugs.now, "A nice one", reply_to=999_998)
    assert await bugs.do(receive_in_group, about, of_bot=OfBot(shown=photo))
    file = said(DESK, bugs.now, "History", kind=MessageKind.DOCUMENT, sender=BOT)
    about = said(DESK, bugs.now, "he was rude", reply_to=999_997)
    assert not await bugs.do(receive_in_group, about, of_bot=OfBot(shown=file))


async def test_any_kind_of_content_goes_and_nobodys_account_with_it(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    kinds = [kind for kind in MessageKind if kind is not MessageKind.SERVICE]
    card = await card_of(bugs, 1)
    for kind in kinds:
        await answers(bugs, card, "", kind=kind)
    copies = [each for each in await bugs.waiting(CopyMessage) if each.chat_id == ANNA]
    assert len(copies) == len(kinds)
    assert not [each for each in copies if each.forward], "a forward shows whose account it was"
    service = said(DESK, bugs.now, kind=MessageKind.SERVICE, details={"event": "pinned"})
    assert not await bugs.do(receive_in_group, service)


async def test_staff_sees_whose_words_a_forward_is(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    origin = {"forward": {"date": 0, "id": 77, "name": "Bank"}}
    forwarded = said(ANNA, bugs.now, "Your account is closed", details=origin)
    assert await bugs.do(receive_from_customer, person(ANNA), forwarded)
    poll = said(ANNA, bugs.now, "", kind=MessageKind.POLL)
    assert await bugs.do(receive_from_customer, person(ANNA), poll)
    assert [each.forward for each in await bugs.waiting(CopyMessage)] == [True, True]


async def test_one_part_with_a_reply_makes_the_whole_album_an_answer(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    reply_to = await copy_of(bugs, question, DESK)
    photo: dict[str, Any] = {"kind": MessageKind.PHOTO, "album": "a"}
    first = await answers(bugs, reply_to, "both", **photo)
    second = said(DESK, bugs.now, "", **photo)
    assert await bugs.do(receive_in_group, second)
    stranger = said(DESK, bugs.now, "", kind=MessageKind.PHOTO, album="b")
    assert not await bugs.do(receive_in_group, stranger)
    copies = [each for each in await bugs.waiting(CopyMessage) if each.chat_id == ANNA]
    parts = {first.message_id, second.message_id}
    assert {each.message_id for each in copies} <= parts
    assert {each.album for each in copies} == {"a"}


async def test_no_machine_answers(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    card = await card_of(bugs, 1)
    for sender in (BOT, USERBOT):
        ours = said(DESK, bugs.now, "ours", sender=sender, reply_to=card)
        assert not await bugs.do(receive_in_group, ours)
    foreign = said(DESK, bugs.now, "a bot's", sender=999, reply_to=card)
    assert not await bugs.do(receive_in_group, foreign, by_staff=False)


async def test_what_is_left_of_another_ticket_reaches_nobody_else(bugs: Desk) -> None:
    question = await asks(bugs, ANNA)
    old = await copy_of(bugs, question, DESK)

    async def another(work: Work) -> None:
        ticket = present(await work.uow.tickets.get(1))
        assert ticket.place_id is not None
        await work.uow.places.move(ticket.place_id, PlaceState.CLEAN, work.now)

    await bugs.do(another)
    await asks(bugs, BORIS)
    late = said(DESK, bugs.now, "for Anna", reply_to=old)
    assert not await bugs.do(receive_in_group, late, of_bot=OfBot())


async def test_in_overflow_each_reply_finds_its_customer(crowd: Desk) -> None:
    people = range(100, 105)
    questions = {who: await asks(crowd, who, f"I am {who}") for who in people}
    tickets = {who: number for number, who in enumerate(people, 1)}
    firsts = {}
    for who in reversed(people):
        to_card = await card_of(crowd, tickets[who])
        firsts[who] = await answers(crowd, to_card, f"card {who}", chat_id=OVERFLOW)
    for who in people:
        copy = await copy_of(crowd, questions[who], OVERFLOW)
        await answers(crowd, copy, f"copy {who}", chat_id=OVERFLOW)
        assert not await stays(crowd, f"colleague {who}", firsts[who].message_id, chat=OVERFLOW)
    assert not await crowd.do(receive_in_group, said(OVERFLOW, crowd.now, "among us"))
    await crowd.settle_all()
    for who in people:
        told = {f"I am {who}", f"card {who}", f"copy {who}"}
        assert set(await roles(crowd, who)) == told


async def test_a_reply_that_is_faster_than_the_row_of_the_copy_finds_its_customer(
    crowd: Desk,
) -> None:
    await asks(crowd, ANNA)
    await asks(crowd, BORIS)
    unknown = said(OVERFLOW, crowd.now, "for Boris", reply_to=40_000)
    assert await crowd.do(receive_in_group, unknown, of_bot=OfBot(2))
    [carried] = [each for each in await crowd.waiting(CopyMessage) if each.chat_id > 0]
    assert carried.chat_id == BORIS


async def test_a_reply_to_nobody_knows_whom_is_asked_about_once_and_sent_to_nobody(
    crowd: Desk,
) -> None:
    await asks(crowd, ANNA)
    await crowd.settle_all()
    unknown = said(OVERFLOW, crowd.now, "for whom?", reply_to=40_000)
    for _ in range(2):
        assert not await crowd.do(receive_in_group, unknown, of_bot=OfBot())
    [asked] = await crowd.waiting(SendText)
    assert (asked.chat_id, asked.text.key) == (OVERFLOW, RelayKey.ANSWER_TO_WHOM)
    assert asked.reply_to == unknown.message_id
    assert not await crowd.waiting(CopyMessage)


async def test_copies_in_overflow_say_whose_they_are_and_keep_saying_it_when_edited(
    crowd: Desk,
) -> None:
    question = await asks(crowd, ANNA)
    await crowd.settle_all()
    [copy] = [each for each in crowd.settled if isinstance(each, CopyMessage)]
    assert copy.buttons == addressee_buttons(1)
    edited = replace(question, text="Rather this", edited_at=crowd.now)
    assert await crowd.do(relay_edit, edited)
    [edit] = await crowd.waiting(EditCopy)
    assert edit.buttons == addressee_buttons(1)


async def test_a_note_at_a_desk_is_kept_for_staff_whoever_sits_there(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(note_at_desk, said(DESK, bugs.now, "/note be kind"), "be kind")
    noted = present(await bugs.kept.tickets.last_event(1, [TicketEventKind.NOTED]))
    assert noted.details == {"note": "be kind"}
    assert [mark.emoji for mark in await bugs.waiting(React)][-1:] == ["✍"]
    assert not [each for each in await bugs.waiting(CopyMessage) if each.chat_id == ANNA]


async def test_a_note_in_overflow_is_of_the_ticket_that_it_answers(crowd: Desk) -> None:
    await asks(crowd, ANNA)
    await asks(crowd, BORIS)
    about = said(OVERFLOW, crowd.now, "/note call back", reply_to=await card_of(crowd, 2))
    await crowd.do(note_at_desk, about, "call back")
    await crowd.do(note_at_desk, said(OVERFLOW, crowd.now, "/note whose?"), "whose?")
    assert await crowd.kept.tickets.last_event(1, [TicketEventKind.NOTED]) is None
    assert await crowd.kept.tickets.last_event(2, [TicketEventKind.NOTED]) is not None
    [asked] = await crowd.waiting(SendText)
    assert asked.text.key is RelayKey.NOTE_BY_REPLY


async def test_an_answer_in_overflow_keeps_what_it_replies_to(crowd: Desk) -> None:
    question = await asks(crowd, ANNA)
    await asks(crowd, BORIS)
    copy = await copy_of(crowd, question, OVERFLOW)
    answer = await answers(crowd, copy, chat_id=OVERFLOW)
    [carried] = [each for each in await crowd.waiting(CopyMessage) if each.chat_id == ANNA]
    assert carried.reply_to == copy
    await crowd.settle_all()
    reply_to = await copy_of(crowd, answer, ANNA)
    await writes(crowd, ANNA, "thanks", reply_to=reply_to)
    back = [each for each in crowd.settled if isinstance(each, CopyMessage)][-1]
    assert (back.reply_to, back.card) == (reply_to, Card.DESK.of(1))


async def test_in_a_thread_everything_goes_but_what_is_marked(desk: Desk) -> None:
    await open_groups(desk, Forum=(FORUM, GroupUse.FORUM))  # a topic's desks are none: it falls
    await desk.staff(OLGA)
    await asks(desk, ANNA)
    thread = (await desk.place_of(1)).thread_id
    for inside in ("// ask Omar", "/note calm", "/close", "/withdraw@desk_bot now"):
        assert not await desk.do(
            receive_in_group, said(FORUM, desk.now, inside, sender=OLGA), thread
        )
    for outside in ("hello", "/etc/hosts is the file", "a // b"):
        assert await desk.do(receive_in_group, said(FORUM, desk.now, outside, sender=OLGA), thread)
    assert not await desk.do(receive_in_group, said(FORUM, desk.now, "in General", sender=OLGA))


async def test_in_a_thread_an_albums_mark_is_meant_for_all_of_it(desk: Desk) -> None:
    await open_groups(desk, Forum=(FORUM, GroupUse.FORUM))
    await asks(desk, ANNA)
    thread = (await desk.place_of(1)).thread_id
    for album, goes_out in (("marked", False), ("open", True)):
        words = "" if goes_out else "// ours"
        for caption in (words, "", ""):
            photo = said(FORUM, desk.now, caption, kind=MessageKind.PHOTO, album=album)
            assert await desk.do(receive_in_group, photo, thread) is goes_out


async def test_who_speaks_is_kept_by_the_staffs_table_and_the_groups_name(bugs: Desk) -> None:
    await bugs.staff(OLGA)
    await bugs.staff(SUE, role=Role.SUPERVISOR)
    await asks(bugs, ANNA)
    card = await card_of(bugs, 1)
    await answers(bugs, card, "operator", sender=OLGA, name="Olga")
    await answers(bugs, card, "supervisor", sender=SUE, name="Sue")
    await answers(bugs, card, "somebody", sender=900, name="Guest")
    await answers(bugs, card, "nameless", sender=DESK, name="#1 Person 100")
    await answers(bugs, card, "channel", sender=-1_009, name="Our news")
    kept = await roles(bugs, ANNA)
    assert kept["operator"] == (SenderRole.OPERATOR, "Olga")
    assert kept["supervisor"] == (SenderRole.SUPERVISOR, "Sue")
    assert kept["somebody"] == (SenderRole.OPERATOR, "Guest")
    assert kept["nameless"] == (SenderRole.OPERATOR, "Desk 1")
    assert kept["channel"] == (SenderRole.OPERATOR, "Our news")


async def test_the_first_operator_with_headroom_who_answers_holds_the_ticket(bugs: Desk) -> None:
    await bugs.staff(OMAR, on_shift=False)
    await bugs.staff(OLGA)
    await asks(bugs, ANNA)
    card = await card_of(bugs, 1)
    await answers(bugs, card, sender=900)
    await answers(bugs, card, sender=OMAR)
    assert (await bugs.ticket(1)).operator_id is None
    await answers(bugs, card, sender=OLGA)
    held = await bugs.ticket(1)
    assert (held.operator_id, (await bugs.operator(OLGA)).load) == (OLGA, 1)
    assert TicketEventKind.TAKEN in await bugs.events(1)
    shown = [each for each in await bugs.waiting(ShowCard) if each.card == Card.DESK.of(1)][-1]
    assert "Op 7" in repr(shown.text)
    await answers(bugs, card, "again", sender=OLGA)
    assert (await bugs.events(1)).count(TicketEventKind.TAKEN) == 1


async def test_only_answers_count_as_answers(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    bugs.later(minutes=1)
    assert not await bugs.do(receive_in_group, said(DESK, bugs.now, "hm"))
    assert (await bugs.ticket(1)).answered_at is None
    await answers(bugs, await card_of(bugs, 1))
    spoken = await bugs.ticket(1)
    assert spoken.answered_at == bugs.now
    assert spoken.staff_spoke_at == bugs.now


class LateCopies:
    """Where a copy stands is committed by another transaction, right after the first look."""

    def __init__(self, copies: Copies) -> None:
        self._copies, self._looked = copies, False

    async def origin(self, chat_id: int, message_id: int) -> Copy | None:
        """Not known yet, and then known."""
        first, self._looked = not self._looked, True
        return None if first else await self._copies.origin(chat_id, message_id)


async def test_a_reply_is_carried_whose_copy_becomes_known_while_it_is_looked_at(
    bugs: Desk,
) -> None:
    copy = await copy_of(bugs, await asks(bugs, ANNA), DESK)
    shown = OfBot(shown=said(DESK, bugs.now, "It fails", sender=BOT))
    answer = said(DESK, bugs.now, "Restart it", reply_to=copy)

    async def hear(work: Work) -> bool:
        uow: Any = work.uow
        uow.copies = LateCopies(uow.copies)
        return await receive_in_group(work, answer, of_bot=shown)

    assert await bugs.do(hear)
    assert {"It fails", "Restart it"} == {*await roles(bugs, ANNA)}


async def test_a_reply_to_a_forward_is_for_who_forwarded_it_or_asked_about(
    bugs: Desk,
) -> None:
    await asks(bugs, ANNA)
    forward = said(DESK, bugs.now, "You won", sender=BOT, details={"forward": {"name": "Bank"}})
    about = said(DESK, bugs.now, "Do not answer them", reply_to=999_999)
    assert await bugs.do(receive_in_group, about, of_bot=OfBot(shown=forward))
    await open_groups(bugs, Overflow=(OVERFLOW, GroupUse.OVERFLOW))
    about = said(OVERFLOW, bugs.now, "And who are you?", reply_to=999_999)
    assert not await bugs.do(receive_in_group, about, of_bot=OfBot(shown=forward))
    assert RelayKey.ANSWER_TO_WHOM in await bugs.told(OVERFLOW)


async def test_at_a_desk_a_reply_to_words_of_which_nothing_is_kept_is_asked_about_once(
    bugs: Desk,
) -> None:
    await asks(bugs, ANNA)
    await bugs.settle_all()
    unknown = said(DESK, bugs.now, "Which one?", reply_to=999_999)
    for _ in range(2):
        words = OfBot(shown=said(DESK, bugs.now, "Words that nobody kept", sender=BOT))
        assert not await bugs.do(receive_in_group, unknown, of_bot=words)
    assert (await bugs.told(DESK)).count(RelayKey.ANSWER_TO_WHOM) == 1
