"""Supervisors look through canned replies, and whoever holds a ticket finds them in the bot."""

import pytest

from core.customers.start import take_requested_note
from core.model.actions import Verb
from core.model.audit import AuditFilter, AuditKind
from core.model.desk_effects import PostAnswer
from core.model.effects import ShowCard
from core.model.inline_effects import AnswerInline
from core.model.people import Role
from core.model.places import GroupUse
from core.model.reply_text_keys import ReplyKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly
from core.replies import manage
from core.replies.answers import answer_by_shortcut
from core.replies.inline import offer_replies, reply_was_chosen
from core.replies.private import choose_reply_in_private, show_replies_to_holder
from tests.core.desk import Desk, person
from tests.core.staff_groups import DESK, asks, open_groups, said

ANNA, SAM, IRA = 100, 7, 8


async def last_shown(desk: Desk, who: int) -> ShowCard:
    return (await desk.shown(who))[-1]


def actions(card: ShowCard) -> list[str | None]:
    return [each.action for row in card.buttons for each in row]


async def test_supervisors_alone_list_change_and_remove_them(desk: Desk) -> None:
    await desk.staff(SAM, role=Role.SUPERVISOR)
    await desk.staff(IRA)
    for forbidden in (
        desk.do(manage.show_kept, IRA),
        desk.do(manage.change_reply, IRA, 1, "Mine"),
        desk.do(manage.remove_reply, IRA, 1),
        desk.do(manage.add_reply, IRA, "refund", "", "en", "Mine"),
    ):
        with pytest.raises(StaffOnly):
            await forbidden
    await desk.do(manage.add_reply, SAM, "refund", "", "en", " In 3 days ")
    for shortcut, topic, language, words in (
        ("!Refund", "", "en", "again"),
        ("no way", "", "en", "In 3 days"),
        ("other", "no topic", "en", "In 3 days"),
        ("other", "", "xx", "In 3 days"),
        ("other", "", "en", " "),
    ):
        with pytest.raises(DeskError):
            await desk.do(manage.add_reply, SAM, shortcut, topic, language, words)
    await desk.do(manage.show_kept, SAM)
    assert actions(await last_shown(desk, SAM)) == ["kept-reply:1"]
    await desk.do(manage.ask_words, SAM, 1)
    assert await desk.do(take_requested_note, person(SAM), "In {customer}'s 3 days")
    card = await last_shown(desk, SAM)
    assert card.text.values["words"] == "In {customer}'s 3 days"
    assert not await desk.do(take_requested_note, person(SAM), "something else")
    await desk.do(manage.ask_to_remove, SAM, 1)
    assert f"{Verb.KEPT_GONE}:1" in actions(await last_shown(desk, SAM))
    for _ in range(2):
        await desk.do(manage.remove_from_list, SAM, 1)
    assert (await last_shown(desk, SAM)).text.key is ReplyKey.KEPT_NONE
    with pytest.raises(DeskError, match="reply-gone"):
        await desk.do(manage.show_one, SAM, 1)
    async with desk.work() as work:
        kept = await work.uow.audit.newest(AuditFilter(frozenset({AuditKind.REPLY})), 10)
    assert [(each.entry.key, each.entry.before, each.entry.after) for each in kept] == [
        ("!refund en", "In {customer}'s 3 days", None),
        ("!refund en", "In 3 days", "In {customer}'s 3 days"),
        ("!refund en", None, "In 3 days"),
    ]


async def test_for_a_room_the_holder_gets_the_words_filled_in_to_be_copied(desk: Desk) -> None:
    await desk.staff(IRA)
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    ticket = await desk.talk(ANNA)
    await desk.do(manage.add_reply, SAM, "hello", "", "en", "{customer}, I am {operator}")
    await desk.do(show_replies_to_holder, IRA, ticket, 0)
    assert f"reply:{ticket}:1" in actions(await last_shown(desk, IRA))
    assert await desk.do(choose_reply_in_private, IRA, ticket, 1) is None
    assert (await last_shown(desk, IRA)).text.values["words"] == "Person 100, I am Op 8"
    await desk.staff(9)
    with pytest.raises(NotYourTicket):
        await desk.do(choose_reply_in_private, 9, ticket, 1)
    room = (await desk.place_of(ticket)).chat_id
    assert room is not None
    assert not await desk.do(answer_by_shortcut, said(room, desk.now, "!hello", sender=IRA))


async def test_for_who_stays_in_the_bots_chat_it_is_said_from_there_once(desk: Desk) -> None:
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    await desk.do(manage.add_reply, SAM, "hello", "", "en", "I am {operator}")
    await asks(desk, ANNA)
    for _ in range(2):
        await desk.do(choose_reply_in_private, SAM, 1, 1)
    assert [each.words for each in await desk.waiting(PostAnswer)] == ["I am Op 7"]


async def test_of_several_tickets_in_rooms_the_words_say_for_whom_they_are(desk: Desk) -> None:
    await desk.staff(IRA)
    await desk.staff(SAM, role=Role.SUPERVISOR, on_shift=False)
    for customer in (ANNA, 101):
        await desk.talk(customer)
    await desk.do(manage.add_reply, SAM, "hello", "", "en", "Hello {customer}")
    await desk.do(manage.add_reply, SAM, "wait", "", "en", "Please wait")
    await desk.do(offer_replies, IRA, "1", "")
    for outsider in (ANNA, 55):
        await desk.do(offer_replies, outsider, "2", "")
    (answer,) = await desk.waiting(AnswerInline)
    assert {(each.title, each.words) for each in answer.offers} == {
        ("!hello · Person 100 (@p100) (#1)", "Hello Person 100"),
        ("!hello · Person 101 (@p101) (#2)", "Hello Person 101"),
        ("!wait", "Please wait"),
    }
    hello = next(each for each in answer.offers if each.words.endswith("101"))
    for who, what in ((IRA, hello.id), (ANNA, hello.id), (IRA, "nonsense"), (IRA, "99:1")):
        await desk.do(reply_was_chosen, who, what)
    async with desk.work() as work:
        assert [each.uses for each in await work.uow.replies.all()] == [1, 0]
