"""Presses that no button of ours bears: whoever presses may make them carry anything."""

from itertools import count
from typing import Any

import pytest

from core.model.actions import MOST_BYTES, Verb
from core.model.effects import AnswerPress, DeleteMessage, Effect, Gateway, ShowCard
from core.model.places import PlaceKind
from core.model.rules import Topic
from sandbox.people import People, Person
from tests.bot.desk import Desk
from tests.bot.steps import press

BOT = 4242
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
ROOMS = Topic("rooms", "Rooms")
# Right, wrong, too many, too large for a row's number, digits that are no numbers, days that are
# none, and what a database may trip over.
ARGUMENTS = (
    None, "", "0", "1", "2", "-1", "²", "1:1", "1:²", "1:2:3", "::", "999999999999999999",
    "9999999999999999999", "4294967296:999999999999999999", "end", "stay", "all:²", "yes", "1:yes",
    "1:5", "today", "20261101:20261130:0", "2026-13-45:2026-11-30", "99999999:99999999", "\x00",
    "1:\x00", "1:operator", "1:customers", "bugs",
)  # fmt: skip
FEW = (None, "1", "1:1", "²", "1:\x00", "9999999999999999999")
"""One of each kind, where only the chat is another one."""
GARBAGE = ("", ":", "desk-stay", "no-such-verb:1", "\x00", "🙃", "DESK-STAY:1", " desk-stay:1")

on_sqlite = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("database_backend", ["postgresql"], indirect=True)
_queries = count(1)


def every_press(arguments: tuple[str | None, ...] = ARGUMENTS) -> list[str]:
    made = [verb.value if each is None else f"{verb}:{each}" for verb in Verb for each in arguments]
    return [each for each in [*made, *GARBAGE] if len(each.encode()) <= MOST_BYTES]


@pytest.fixture
def topics() -> tuple[Topic, ...]:
    return (BUGS, ROOMS)


@pytest.fixture
async def group(office: Desk, dana: Person, group: int, ann: Person) -> int:
    """A desk where a ticket is served."""
    await dana.say(group, "/desk")
    await office.settle()
    await ann.start()
    await office.settle()
    await press(ann, office, "talk:bugs")
    await ann.say(BOT, "It fails")
    await office.settle()
    return group


def press_of(who: Person, data: str, chat: dict[str, Any], message_id: int) -> dict[str, Any]:
    """As Telegram brings it."""
    number = next(_queries)
    return {
        "update_id": 900_000 + number,
        "callback_query": {
            "id": str(number),
            "from": {"id": who.id, "is_bot": False, "first_name": who.account.name},
            "message": {"message_id": message_id, "date": 0, "chat": chat},
            "chat_instance": "1",
            "data": data,
        },
    }


async def pressed(office: Desk, presses: list[dict[str, Any]]) -> list[Effect]:
    """What is to follow. Every one of them is answered, and none is an error."""
    await office.receive(*presses)
    await office.work_through()
    assert await office.set_aside() == [], await office.presses_set_aside()
    async with office.database.unit_of_work() as uow:
        effects = [row.effect for row in await uow.outbox.waiting(Gateway.BOT, 10_000)]
    answered = {effect.query_id for effect in effects if isinstance(effect, AnswerPress)}
    assert answered == {each["callback_query"]["id"] for each in presses}
    return [effect for effect in effects if not isinstance(effect, AnswerPress)]


@on_sqlite
async def test_a_strangers_presses_touch_nothing_but_their_own_chat(
    office: Desk, people: People, group: int
) -> None:
    eve = await people.add("Eve", language_code="en")
    await eve.start()
    await office.settle()
    private = {"id": eve.id, "type": "private", "first_name": "Eve"}
    followed = await pressed(office, [press_of(eve, each, private, 2) for each in every_press()])
    for each in followed:
        assert getattr(each, "chat_id", None) == eve.id or _asks_to_be_forgotten(each), each
    assert not [each for each in followed if isinstance(each, DeleteMessage)]
    async with office.database.unit_of_work() as uow:
        ticket = await uow.tickets.get(1)
    assert ticket is not None
    assert ticket.is_open


def _asks_to_be_forgotten(effect: Effect) -> bool:
    """Whoever has written to the bot may, and supervisors are told."""
    return isinstance(effect, ShowCard) and effect.card.startswith("erasure:")


@on_sqlite
async def test_in_a_group_that_is_none_of_ours_nothing_follows(
    office: Desk, people: People, group: int
) -> None:
    eve = await people.add("Eve", language_code="en")
    elsewhere = {"id": -1_009_000_000_001, "type": "supergroup", "title": "Elsewhere"}
    followed = await pressed(
        office, [press_of(eve, each, elsewhere, 2) for each in every_press(FEW)]
    )
    there = [each for each in followed if getattr(each, "chat_id", None) == elsewhere["id"]]
    assert there == []


@on_sqlite
async def test_at_a_desk_a_press_takes_away_only_what_it_asked(
    office: Desk, people: People, dana: Person, group: int
) -> None:
    chat = {"id": group, "type": "supergroup", "title": "Desk 1"}
    question = await dana.last(group)
    assert question is not None
    stays = ["desk-stay:1", "desk-stay:2", "stay-open:1", "withdraw-done:1"]
    followed = await pressed(
        office, [press_of(dana, each, chat, question.message_id) for each in stays]
    )
    assert not [each for each in followed if isinstance(each, DeleteMessage)]


@on_postgresql
async def test_staffs_presses_are_no_errors_either(
    office: Desk, people: People, dana: Person, group: int
) -> None:
    private = {"id": dana.id, "type": "private", "first_name": "Dana"}
    chat = {"id": group, "type": "supergroup", "title": "Desk 1"}
    there = [press_of(dana, each, chat, 2) for each in every_press(FEW)]
    await pressed(office, [*(press_of(dana, each, private, 2) for each in every_press()), *there])
