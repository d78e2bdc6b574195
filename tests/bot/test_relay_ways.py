"""What the bot carries between a customer's private chat and the staff, over the sandbox."""

from bot.gateway import BotGateway
from core.domain.relay_effects import CopyMessage
from sandbox.state.model import Chat, Content, Message, User
from sandbox.state.world import World
from tests.bot.relaying import Carried
from tests.bot.telling import newest


def says(world: World, desk: User, person: User, text: str) -> Message:
    """A customer's message, as the bot has it."""
    world.send(person.id, desk.id, Content(text))
    return newest(world, desk, person.id)


async def test_a_copy_says_what_was_said_and_keeps_what_it_answers(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    first = says(world, desk, customer, "Is <b> open?")
    effect = CopyMessage(room.id, customer.id, first.id)
    [(there, here)] = carried.settle(effect, await gateway.carry_out(effect))
    assert there == first.id
    copy = newest(world, desk, room.id)
    assert (copy.id, copy.content.text, copy.forward) == (here, "Is <b> open?", None)

    answer = CopyMessage(customer.id, room.id, here, reply_to=None)
    carried.settle(answer, await gateway.carry_out(answer))
    second = says(world, desk, customer, "Thanks")
    effect = CopyMessage(room.id, customer.id, second.id, reply_to=first.id)
    carried.settle(effect, await gateway.carry_out(effect))
    assert newest(world, desk, room.id).content.reply_to == here
