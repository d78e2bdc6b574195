"""Words that never pass are found however they are written, and what has one is held back."""

from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio

from core.configuration.words import add_word, desk_words, drop_word
from core.conversations.copies import relay_edit
from core.conversations.held import show_what_is_held
from core.model.audit import AuditFilter, AuditKind
from core.model.desk_effects import CopyMessage, EditCopy
from core.model.effects import SendText
from core.model.moderation import WordList, WordRules
from core.model.moderation_text_keys import HeldKey
from core.model.people import Role
from core.model.text_keys import TextKey
from core.moderation.words import found_word
from tests.core.desk import Desk, person
from tests.core.operators import BOSS, refused
from tests.core.relayed import DESKS, Relayed, open_up

ANN, OP = 900, 7
GROUP = DESKS - 1
LISTED = ("casino*", "free money", "\u0451\u043b\u043a\u0430", "\u0440\u043e\u0442")


def marks(copy: CopyMessage) -> list[str | None]:
    return [button.action for row in copy.buttons for button in row]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Best CASINO here", "casino*"),
        ("casinos!", "casino*"),
        ("the \u0441asin\u043e", "casino*"),  # two Cyrillic letters
        ("cas\u00adino, ca\u0301sin0", "casino*"),  # a hyphen that nobody sees, a mark, a zero
        ("\uff43\uff41\uff53\uff49\uff4e\uff4f", "casino*"),  # letters as wide as Chinese ones
        ("Free\n money", "free money"),
        ("freemoney, free of money", None),
        ("\u0415\u041b\u041a\u0410", LISTED[2]),  # without the dots
        ("\u0435\u043bk\u0430", LISTED[2]),  # a Latin k
        ("a pot", None),  # in whose letters a Cyrillic word could be written
        ("occasion", None),
        ("", None),
    ],
)
def test_a_word_is_found_however_it_is_written(said: str, found: str | None) -> None:
    assert found_word(LISTED, said) == found


@pytest_asyncio.fixture(loop_scope="session")
async def at_desk(desk: Desk) -> Relayed:
    await open_up(desk)
    await desk.staff(OP)
    desk.rules = replace(desk.rules, words=WordRules(customers=("casino*",)))
    return Relayed(desk)


async def test_a_message_with_one_is_kept_and_its_customer_asked_to_say_it_otherwise(
    at_desk: Relayed,
) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "My casino does not pay")  # the very question
    assert await at_desk.carried(GROUP) == []
    await at_desk.says(ANN, "I mean the casino!")
    await at_desk.says(ANN, "It does not pay")
    await desk.settle_all()
    assert await at_desk.carried(GROUP) == [3]
    told = [each.text.key for each in desk.settled if isinstance(each, SendText)]
    assert told.count(HeldKey.TOLD_WORD) == 1
    assert await desk.done(show_what_is_held, person(OP), GROUP, ticket_id) is TextKey.DONE
    assert await at_desk.carried(GROUP) == [3, 1, 2]

    said = (await desk.kept.messages.of_ticket(ticket_id, ANN))[-1].said
    edited = replace(said, text="The casino does not pay", edited_at=desk.now)
    assert await desk.do(relay_edit, edited)
    assert await desk.waiting(EditCopy) == []  # the copy says what it said
    await desk.do(show_what_is_held, person(OP), GROUP, ticket_id)
    assert [each.message_id for each in await desk.waiting(EditCopy)] == [3]
    assert await desk.done(show_what_is_held, person(OP), GROUP, ticket_id) is HeldKey.NOTHING


async def test_whoever_edits_the_word_away_has_said_it_otherwise(at_desk: Relayed) -> None:
    desk = at_desk.desk
    ticket_id = await at_desk.opens(ANN, "Hello")
    await at_desk.says(ANN, "The casino does not pay")
    said = (await desk.kept.messages.of_ticket(ticket_id, ANN))[-1].said
    desk.later(seconds=1)
    clean = replace(said, text="It does not pay", details={}, edited_at=desk.now)
    assert await desk.done(relay_edit, clean)
    assert await at_desk.carried(GROUP) == [1, 2]
    assert await desk.done(show_what_is_held, person(OP), GROUP, ticket_id) is HeldKey.NOTHING


async def test_a_link_of_somebody_new_is_marked_until_staff_has_answered(at_desk: Relayed) -> None:
    desk = at_desk.desk
    link: dict[str, Any] = {"entities": ({"type": "url", "offset": 0, "length": 12},)}
    ticket_id = await at_desk.asks(ANN, "example.com?", **link)
    await at_desk.says(ANN, "example.com!", **link, album="a1")
    assert [marks(each) for each in await desk.waiting(CopyMessage)] == [["nothing"], []]
    lines = [each for each in await desk.waiting(SendText) if each.text.key is HeldKey.LINK]
    assert [each.chat_id for each in lines] == [GROUP]  # an album takes no button
    await desk.settle_all()
    await at_desk.answers(ticket_id, OP, "Which page?")
    await at_desk.says(ANN, "example.com.", **link)
    assert marks((await desk.waiting(CopyMessage))[-1]) == []


async def test_supervisors_and_the_owner_keep_the_list(desk: Desk) -> None:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    which = WordList.CUSTOMERS
    await desk.do(add_word, BOSS, which, "  free \n money ")
    await desk.do(add_word, None, which, "casino*")
    await refused(desk, TextKey.STAFF_ONLY, add_word, OP, which, "mine")
    await refused(desk, HeldKey.WORD_KNOWN, add_word, BOSS, which, "Casino*")
    for wrong in ("", "*", "!?", "x" * 101):
        await refused(desk, HeldKey.WORD_WRONG, add_word, BOSS, which, wrong)
    await refused(desk, HeldKey.WORD_UNKNOWN, drop_word, BOSS, which, "money")
    await desk.do(drop_word, BOSS, which, "FREE money")
    async with desk.work() as work:
        assert await desk_words(work) == WordRules(customers=("casino*",))
        log = await work.uow.audit.newest(AuditFilter(kinds=frozenset({AuditKind.WORDS})), 9)
    assert [(each.entry.actor_id, each.entry.after) for each in log] == [
        (BOSS, ["casino*"]),
        (None, ["free money", "casino*"]),
        (BOSS, ["free money"]),
    ]
