"""What the bot posts in a staff group for whoever answers from the page, and says to the customer,
over the sandbox."""

from bot.gateway import BotGateway
from core.model.desk_effects import CopyMessage, EditPost, PostAnswer
from core.model.effects import Effect
from core.model.outcomes import Rejected, Sent
from core.model.relay_text_keys import RelayKey
from core.model.texts import Text, text
from sandbox.state.model import Chat, User
from sandbox.state.world import World
from tests.bot.relaying import Carried
from tests.bot.telling import NOW, newest, sent_id


def shown(words: str) -> Text:
    return text(RelayKey.PAGE_ANSWER, "en", operator="Sam <b>", words=words)


def posting(room: Chat, words: str) -> Effect:
    return PostAnswer(room.id, shown(words), words, 7, "Sam <b>", NOW.isoformat())


async def test_it_is_posted_under_its_authors_name_and_edited_there(
    gateway: BotGateway, world: World, desk: User, room: Chat
) -> None:
    outcome = await gateway.carry_out(posting(room, "The <i>blue</i> one"))
    post = newest(world, desk, room.id)
    assert outcome == Sent({"chat_id": room.id, "message_id": post.id})
    assert post.content.text == "Sam <b>, from the page:\nThe <i>blue</i> one"
    for _ in range(2):  # what says so already stays
        assert await gateway.carry_out(EditPost(room.id, post.id, shown("Green"))) == Sent()
    now = world.message(desk.id, room.id, post.id)
    assert now is not None
    assert now.content.text == "Sam <b>, from the page:\nGreen"


async def test_the_customer_gets_the_words_of_the_row_and_not_the_post(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    post = await sent_id(gateway, posting(room, "Blue"))
    effect = CopyMessage(customer.id, room.id, post, as_recorded=True)
    assert isinstance(await gateway.carry_out(effect), Rejected)  # nothing is kept yet
    there = world.message(desk.id, room.id, post)
    assert there is not None
    carried.change(carried.hear(desk, room.id, there), text="Blue", entities=())
    [(_, here)] = carried.settle(effect, await gateway.carry_out(effect))
    said = world.message(desk.id, customer.id, here)
    assert said is not None
    assert (said.content.text, said.sender_id) == ("Blue", desk.id)
    # Asked for again after a death, it stands there once.
    assert carried.settle(effect, await gateway.carry_out(effect)) == ((post, here),)
    assert newest(world, desk, customer.id).id == here
