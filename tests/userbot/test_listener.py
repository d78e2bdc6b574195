"""From what people do in a room to the rows of the desk: pump, inbox, handler and use cases."""

from collections.abc import Sequence

import pytest

from core.consequences.reactions import OpenWork
from core.model.effects import Gateway
from core.model.messages import MessageKind, Recorded, SenderRole
from core.model.people import Person
from core.model.places import Place, PlaceState
from core.model.room_effects import EmptyRoom, SaveMedia, WipeRoom
from core.model.rules import Rules
from sandbox.state.model import Content
from tests.support.databases import BACKENDS
from tests.support.waiting import eventually
from tests.userbot.conftest import Desk, utc_now
from userbot.account import Account
from userbot.listener import UserbotHandler

pytestmark = pytest.mark.parametrize("backend", BACKENDS)


class Talk:
    """A room of the desk's customer, with the handler working the inbox through."""

    def __init__(self, desk: Desk, account: Account, room: Place) -> None:
        self.desk, self.account, self.room = desk, account, room
        self.chat_id = room.chat_id or 0
        self._handler = UserbotHandler()

    async def work(self) -> None:
        """Work through what is in the inbox now."""
        await self.account.pump.settled(self.chat_id)
        rules = Rules(bot_id=self.desk.bot.id, userbot_id=self.account.id)
        for update in await self.desk.inbox(self.account):
            database = self.desk.database
            async with OpenWork(database, rules, utc_now, lambda: "marker")() as work:
                await self._handler(work, update)
                await work.uow.inbox.done([update.id], utc_now())

    async def recorded(self) -> Sequence[Recorded]:
        async with self.desk.database.unit_of_work() as uow:
            return await uow.messages.of_customer(self.desk.customer.id)


async def talking(desk: Desk) -> Talk:
    account = await desk.account()
    async with desk.database.unit_of_work() as uow:
        customer = Person(desk.customer.id, "Кася", "kasia")
        await uow.customers.seen(customer, utc_now())
    room = await desk.room(account, customer=customer)
    talk = Talk(desk, account, room)
    await talk.work()
    return talk


async def test_texts_edits_and_deletions_are_recorded(desk: Desk) -> None:
    talk = await talking(desk)
    texts = ["<b>&", "\u202eback", "nul \x00 inside", "x" * 4096, "\U0001f469\u200d\U0001f680"]
    for text in texts:
        desk.say(talk.chat_id, text)
    edited, deleted = desk.say(talk.chat_id, "before"), desk.say(talk.chat_id, "gone")
    await talk.work()
    desk.world.edit(desk.customer.id, talk.chat_id, edited.id, Content(text="after"))
    desk.world.delete(desk.customer.id, talk.chat_id, [deleted.id])
    await talk.work()

    said = [each for each in await talk.recorded() if each.said.kind is MessageKind.TEXT]
    assert [each.said.text for each in said] == [*texts, "after", "gone"]
    assert {each.role for each in said} == {SenderRole.CUSTOMER}
    assert {each.said.sender_name for each in said} == {"Кася"}
    assert [version.text for version in said[-2].versions] == ["before"]
    assert said[-1].deleted_at is not None
    services = [each for each in await talk.recorded() if each.said.kind is MessageKind.SERVICE]
    events = [each.said.details["event"] for each in services]
    assert events[0] == "chat_created"
    assert "joined_by_link" in events


async def test_names_pass_unharmed(desk: Desk) -> None:
    name = "<i>& nul \x00 inside \u202etfel \U0001f469\u200d\U0001f680"
    desk.customer.first_name = name
    talk = await talking(desk)
    desk.say(talk.chat_id, "hello")
    await talk.work()
    said = [each.said for each in await talk.recorded() if each.said.text == "hello"]
    assert [each.sender_name for each in said] == [name]


async def test_files_are_asked_for(desk: Desk) -> None:
    talk = await talking(desk)
    file = desk.world.add_file("voice", b"OggS", mime_type="audio/ogg", duration=3)
    message = desk.world.send(desk.customer.id, talk.chat_id, Content(file=file))
    await talk.work()
    async with desk.database.unit_of_work() as uow:
        waiting = [each.effect for each in await uow.outbox.waiting(Gateway.USERBOT, 50)]
    (effect,) = (each for each in waiting if isinstance(each, SaveMedia))
    assert effect.message_id == message.id
    outcome = await desk.gateway(talk.account).carry_out(effect)
    assert (desk.archive / effect.path).read_bytes() == b"OggS", outcome


async def test_whoever_comes_in_is_noticed_even_when_the_bot_missed_it(desk: Desk) -> None:
    talk = await talking(desk)
    async with desk.database.unit_of_work() as uow:
        assert talk.room.ticket_id is not None
        ticket = await uow.tickets.get(talk.room.ticket_id)
    assert ticket is not None
    assert ticket.joined_at is not None


async def test_a_swept_room_is_wiped_next(desk: Desk) -> None:
    talk = await talking(desk)
    desk.say(talk.chat_id, "the last word")
    await desk.move(talk.room, PlaceState.EMPTYING)
    await desk.gateway(talk.account).carry_out(EmptyRoom(talk.room.id, talk.chat_id))
    await talk.work()

    async def wiping() -> bool:
        async with desk.database.unit_of_work() as uow:
            waiting = await uow.outbox.waiting(Gateway.USERBOT, 50)
        return any(isinstance(each.effect, WipeRoom) for each in waiting)

    await eventually(wiping)
    texts = [each.said.text for each in await talk.recorded()]
    assert texts.count("the last word") == 1
    events = [each.said.details.get("event") for each in await talk.recorded()]
    assert "member_removed" in events
