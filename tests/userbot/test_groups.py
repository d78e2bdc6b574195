"""A user account that is a member of a staff group clears it after a ticket, and nothing else."""

import pytest

from core.model.desk_effects import ClearGroup
from core.model.outcomes import Outcome, Rejected, Sent, Unreachable
from core.model.places import Place, PlaceKind, PlaceState
from sandbox.state.model import Chat
from tests.userbot.conftest import Desk, utc_now
from tests.userbot.test_accounts import Account, both


def staff_group(desk: Desk, right: str | None = "can_delete_messages") -> Chat:
    """Of the operator's; our account is in there with that right, or without any."""
    chat = desk.world.create_supergroup(desk.operator.id, "Desk 1")
    desk.world.invite(desk.operator.id, chat.id, [desk.owner.id, desk.bot.id])
    if right is not None:
        desk.world.promote(desk.operator.id, chat.id, desk.owner.id, {right})
    return chat


async def being_cleared(desk: Desk, chat: Chat) -> Place:
    async with desk.database.unit_of_work() as uow:
        return await uow.places.add(
            PlaceKind.DESK, PlaceState.EMPTYING, f"m{chat.id}", "Desk 1", chat.id, utc_now()
        )


def standing(desk: Desk, chat: Chat) -> list[str]:
    """What people read there, oldest first."""
    found = desk.world.history(desk.operator.id, chat.id, limit=1000)
    return [message.content.text for message in reversed(found) if message.content.text]


async def clear(desk: Desk, place: Place, known: list[int], since: int = 0) -> Outcome:
    gateway = desk.gateway(await desk.account())
    return await gateway.carry_out(
        ClearGroup(place.id, place.chat_id or 0, tuple(known), since, str(desk.owner.id))
    )


async def test_the_tickets_messages_go_also_those_that_the_bot_never_saw(desk: Desk) -> None:
    chat = staff_group(desk)
    place = await being_cleared(desk, chat)
    desk.say(chat.id, "before the ticket", desk.operator)
    notice = desk.say(chat.id, "a notice of the last ticket", desk.operator)
    desk.say(chat.id, "between two tickets", desk.operator)
    first = desk.world.set_title(desk.operator.id, chat.id, "#7 Bugs")
    for number in range(230):
        desk.say(chat.id, f"word {number}", desk.operator)
    outcome = await clear(desk, place, [notice.id, first.id], since=first.id)
    assert outcome == Sent({"left": 0})
    assert standing(desk, chat) == ["before the ticket", "between two tickets"]


async def test_without_the_ticket_s_first_message_only_what_is_named_goes(desk: Desk) -> None:
    chat = staff_group(desk)
    place = await being_cleared(desk, chat)
    texts = [desk.say(chat.id, text, desk.operator) for text in ("one", "two", "three")]
    assert await clear(desk, place, [texts[0].id, texts[2].id]) == Sent({"left": 0})
    assert standing(desk, chat) == ["two"]


@pytest.mark.parametrize("right", [None, "can_pin_messages"])
async def test_a_member_without_the_right_is_of_no_use(desk: Desk, right: str | None) -> None:
    chat = staff_group(desk, right)
    place = await being_cleared(desk, chat)
    word = desk.say(chat.id, "word", desk.operator)
    assert isinstance(await clear(desk, place, [word.id]), Rejected)
    assert standing(desk, chat) == ["word"]


async def test_neither_is_one_who_is_not_in_there(desk: Desk) -> None:
    chat = desk.world.create_supergroup(desk.operator.id, "Desk 1")
    place = await being_cleared(desk, chat)
    word = desk.say(chat.id, "word", desk.operator)
    assert isinstance(await clear(desk, place, [word.id]), Rejected | Unreachable)


async def test_one_who_was_put_out_is_of_no_use_any_more(desk: Desk) -> None:
    chat = staff_group(desk)
    place = await being_cleared(desk, chat)
    word = desk.say(chat.id, "word", desk.operator)
    account = await desk.account()
    effect = ClearGroup(place.id, chat.id, (word.id,), word.id)
    desk.world.ban(desk.operator.id, chat.id, desk.owner.id)
    outcome = await desk.gateway(account).carry_out(effect)
    assert isinstance(outcome, Rejected | Unreachable)
    assert standing(desk, chat) == ["word"]


async def test_a_desk_that_serves_the_next_ticket_is_left_alone(desk: Desk) -> None:
    chat = staff_group(desk)
    place = await being_cleared(desk, chat)
    word = desk.say(chat.id, "the next ticket's", desk.operator)
    await desk.move(place, PlaceState.READY)
    assert isinstance(await clear(desk, place, [word.id], since=word.id), Rejected)
    assert standing(desk, chat) == ["the next ticket's"]


async def test_a_basic_group_is_the_bot_s_business(desk: Desk) -> None:
    chat = desk.world.create_basic_group(desk.operator.id, "Desk 1", [desk.owner.id])
    place = await being_cleared(desk, chat)
    desk.say(chat.id, "word", desk.operator)
    assert isinstance(await clear(desk, place, [1, 2], since=1), Rejected)
    assert standing(desk, chat) == ["word"]


async def test_the_account_that_the_effect_names_is_asked_and_no_other(desk: Desk) -> None:
    one, two = Account(), Account()
    gateway = both(desk.database, one, two)
    assert await gateway.carry_out(ClearGroup(1, -1, (5,), 5, "2")) == Sent()
    assert (len(one.asked), len(two.asked)) == (0, 1)
    gateway.lose("2")
    assert isinstance(await gateway.carry_out(ClearGroup(1, -1, (5,), 5, "2")), Rejected)
