"""An album's whole way: asked for by each of its parts, carried once, kept, and answered."""

from datetime import timedelta

from aiogram import Bot

from app.card_lookup import CardsInDatabase
from app.copy_lookup import CopyLookupInDatabase
from bot.texts import Texts
from core.consequences.settlements import settle_effect
from core.model.desk_effects import CopyMessage
from core.model.messages import Said, SenderRole
from db.database import SqlDatabase
from sandbox.state.model import Chat, Content, User
from sandbox.state.world import World
from tests.bot.relaying import Carried, gateway_of
from tests.bot.telling import newest
from tests.core.delivery.support import now, relay_of, running, until_settled
from tests.support.desk import add_ticket

WAIT = timedelta(seconds=0.05)


async def ask(database: SqlDatabase, said: Said, ticket_id: int, chat_id: int) -> None:
    """Keep what was said, and ask for its copy."""
    effect = CopyMessage(
        chat_id, said.chat_id, said.message_id, album=said.album, reply_to=said.reply_to
    )
    async with database.unit_of_work() as uow:
        await uow.messages.add(ticket_id, None, SenderRole.CUSTOMER, said, now())
        later = now() + WAIT if said.album else None
        await uow.outbox.add(effect, now=now(), ticket_id=ticket_id, not_before=later)


async def test_ten_parts_are_one_album_and_an_answer_finds_the_right_one(
    database: SqlDatabase, bot: Bot, texts: Texts, world: World, desk: User, customer: User,
    room: Chat, owner: User,
) -> None:  # fmt: skip
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, customer.id)
    gateway = gateway_of(
        bot, texts, CardsInDatabase(database), CopyLookupInDatabase(database), clock=now
    )
    heard, album = Carried(), world.new_album()
    parts: list[Said] = []
    for number in range(10):
        file = world.add_file("photo", bytes([number]), width=9, height=9)
        world.send(customer.id, desk.id, Content(file=file, album=album))
        parts.append(heard.hear(desk, customer.id, newest(world, desk, customer.id)))
    for part in parts:
        await ask(database, part, ticket.id, room.id)
    async with running(relay_of(database, gateway, settle=settle_effect)):
        await until_settled(database)
        told = world.history(desk.id, room.id, limit=10)[::-1]
        files = [message.content.file for message in told]
        assert [file.data for file in files if file] == [bytes([n]) for n in range(10)]
        assert len({message.content.album for message in told}) == 1

        world.send(owner.id, room.id, Content("This one", reply_to=told[6].id))
        answer = heard.hear(desk, room.id, newest(world, desk, room.id))
        await ask(database, answer, ticket.id, customer.id)
        await until_settled(database)
    seen = newest(world, desk, customer.id).content
    assert (seen.text, seen.reply_to) == ("This one", parts[6].message_id)
