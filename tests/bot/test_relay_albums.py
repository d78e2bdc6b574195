"""Albums that the bot carries, and words of a group that has another id since; over the sandbox."""

from collections.abc import Sequence

import pytest

from bot.gateway import BotGateway
from core.model.desk_effects import CopyMessage, DeleteMessages
from core.model.effects import SendText
from core.model.messages import Media, MessageKind
from core.model.outcomes import Cause, Migrated, Rejected, RetryAt, Sent, Unreachable
from sandbox.faults import Face, Faults
from sandbox.state.model import Chat, Content, Entity, Message, User
from sandbox.state.world import World
from tests.bot.relaying import Carried
from tests.bot.telling import WELCOME, Standings, newest, sent_id


def photos(world: World, sender: User, chat_id: int, count: int = 3) -> None:
    """An album of numbered photos; the first one has the caption."""
    album = world.new_album()
    for number in range(count):
        file = world.add_file("photo", bytes([number]), width=9, height=9)
        marked = [Entity("bold", 0, 4)] if number == 0 else []
        text = "Look" if number == 0 else ""
        world.send(sender.id, chat_id, Content(text, file=file, album=album, entities=marked))


def seen(world: World, desk: User, chat_id: int, count: int) -> list[Message]:
    """The newest ones as the bot has them, oldest first."""
    return world.history(desk.id, chat_id, limit=count)[::-1]


def requested(carried: Carried, desk: User, parts: Sequence[Message], chat_id: int) -> CopyMessage:
    """The last part's effect, once all were heard."""
    for part in parts:
        carried.hear(desk, parts[0].chat_id, part)
    return CopyMessage(chat_id, parts[0].chat_id, parts[-1].id, album=parts[-1].content.album)


def are_one_album(copies: Sequence[Message], parts: Sequence[Message]) -> bool:
    """With the parts' files and captions, in their order."""
    told = [(each.content.text, each.content.file, each.content.entities) for each in copies]
    wanted = [(each.content.text, each.content.file, each.content.entities) for each in parts]
    albums = {each.content.album for each in copies}
    return told == wanted and len(albums) == 1 and None not in albums


async def test_an_album_of_ten_stays_one_and_goes_once(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    photos(world, customer, desk.id, 10)
    parts = seen(world, desk, customer.id, 10)
    effect = requested(carried, desk, parts, room.id)
    copies = carried.settle(effect, await gateway.carry_out(effect))
    told = seen(world, desk, room.id, 10)
    assert are_one_album(told, parts)
    assert copies == tuple((part.id, copy.id) for part, copy in zip(parts, told, strict=True))
    assert await gateway.carry_out(effect) == Sent(), "all of it was carried"


async def test_a_part_that_comes_late_comes_alone(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    photos(world, customer, desk.id)
    *early, late = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, early, room.id)
    carried.settle(effect, await gateway.carry_out(effect))
    effect = requested(carried, desk, [late], room.id)
    assert carried.settle(effect, await gateway.carry_out(effect)) == (
        (late.id, newest(world, desk, room.id).id),
    )


async def test_an_album_keeps_what_it_answers(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat,
    standings: Standings,
) -> None:  # fmt: skip
    card = await sent_id(gateway, SendText(room.id, WELCOME))
    standings.cards["desk:7"] = (room.id, card)
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    answering = CopyMessage(room.id, customer.id, effect.message_id, 0, effect.album, card="desk:7")
    copies = carried.settle(answering, await gateway.carry_out(answering))
    told = seen(world, desk, room.id, 3)
    assert are_one_album(told, parts)
    assert told[0].content.reply_to == card
    assert [here for _, here in copies] == [each.id for each in told]


@pytest.mark.parametrize("trouble", ["no handle", "refused"])
async def test_an_album_stays_one_rather_than_answer(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat,
    standings: Standings, faults: Faults, trouble: str,
) -> None:  # fmt: skip
    standings.cards["desk:7"] = (room.id, await sent_id(gateway, SendText(room.id, WELCOME)))
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    if trouble == "no handle":
        said = carried.messages[customer.id, parts[1].id].said
        carried.change(said, media=Media())
    else:
        faults.error(Face.BOT_API, "sendMediaGroup", 400, "wrong file identifier")
    answering = CopyMessage(room.id, customer.id, effect.message_id, 0, effect.album, card="desk:7")
    carried.settle(answering, await gateway.carry_out(answering))
    assert are_one_album(seen(world, desk, room.id, 3), parts)


async def test_no_copy_is_taken_for_another_parts_when_one_is_gone(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    world.delete(desk.id, customer.id, [parts[1].id])
    copies = carried.settle(effect, await gateway.carry_out(effect))
    told = seen(world, desk, room.id, 2)
    assert [each.content.file for each in told] == [parts[0].content.file, parts[2].content.file]
    assert copies == ((parts[0].id, told[0].id), (parts[2].id, told[1].id))
    world.delete(desk.id, customer.id, [parts[0].id, parts[2].id])
    carried.copies.clear()
    assert isinstance(await gateway.carry_out(effect), Rejected)


async def test_whoever_blocked_the_bot_gets_no_part(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat,
    owner: User,
) -> None:  # fmt: skip
    photos(world, owner, room.id)
    effect = requested(carried, desk, seen(world, desk, room.id, 3), customer.id)
    world.block(customer.id, desk.id)
    assert await gateway.carry_out(effect) == Unreachable(
        "bot was blocked by the user", Cause.BLOCKED
    )


# ---------------------------------------------------------------------------------------- migration
@pytest.fixture
def group(world: World, desk: User, owner: User) -> Chat:
    """A group that is no supergroup yet, with the bot as its administrator."""
    world.send(owner.id, desk.id, Content("/start"))
    made = world.create_basic_group(owner.id, "Desk 1", [desk.id])
    world.promote(owner.id, made.id, desk.id, {"can_change_info", "can_delete_messages"})
    return made


async def test_a_group_that_became_a_supergroup_is_followed(
    gateway: BotGateway, world: World, desk: User, customer: User, owner: User, group: Chat
) -> None:
    old = newest(world, desk, group.id)
    new = world.migrate(owner.id, group.id)
    world.send(customer.id, desk.id, Content("Hello?"))
    asked = newest(world, desk, customer.id)
    outcome = await gateway.carry_out(CopyMessage(group.id, customer.id, asked.id))
    assert outcome == Migrated(new.id)
    # What stands in the group that was stays there.
    cleared = await gateway.carry_out(DeleteMessages(group.id, (old.id,), 1))
    assert cleared == Sent({"left": 1}, stay=(old.id,))


async def test_what_was_answered_before_the_group_migrated_is_said_again(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User,
    owner: User, group: Chat,
) -> None:  # fmt: skip
    voice = world.add_file("voice", b"ogg", duration=3)
    sticker = world.add_file("sticker", b"webp", emoji="👋")
    for content in (
        Content("It <is>", entities=[Entity("bold", 0, 2)]),
        Content("hear", file=voice),
        Content(file=sticker),
    ):
        world.send(owner.id, group.id, content)
    answers = seen(world, desk, group.id, 3)
    photos(world, owner, group.id)
    album = seen(world, desk, group.id, 3)
    effects = [requested(carried, desk, part, customer.id) for part in ([a] for a in answers)]
    effects.append(requested(carried, desk, album, customer.id))
    world.migrate(owner.id, group.id)
    for effect in effects:
        assert carried.settle(effect, await gateway.carry_out(effect))
    *said, first, second, third = seen(world, desk, customer.id, 6)
    assert [(each.content.text, each.content.file) for each in said] == [
        ("It <is>", None),
        ("hear", voice),
        ("", sticker),
    ]
    assert said[0].content.entities == [Entity("bold", 0, 2)]
    assert are_one_album([first, second, third], album)


async def test_what_cannot_be_said_again_is_rejected_and_the_customer_never_moves(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User,
    owner: User, group: Chat,
) -> None:  # fmt: skip
    world.send(owner.id, group.id, Content("It is"))
    answer = newest(world, desk, group.id)
    new = world.migrate(owner.id, group.id)
    effect = CopyMessage(customer.id, group.id, answer.id)
    lost = Rejected(f"migrated to {new.id} since it was said")
    assert await gateway.carry_out(effect) == lost
    said = carried.hear(desk, group.id, answer)
    carried.change(said, kind=MessageKind.CONTACT)
    assert await gateway.carry_out(effect) == lost


async def test_of_an_album_that_was_copied_in_part_nothing_stands_twice(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat,
) -> None:  # fmt: skip
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    world.delete(desk.id, customer.id, [parts[1].id])  # it is passed over, and nobody is told which
    copies = carried.settle(effect, await gateway.carry_out(effect))
    assert [there for there, _ in copies] == [parts[0].id, parts[2].id]
    there = [each for each in world.history(desk.id, room.id) if each.content.file is not None]
    assert sorted(each.id for each in there) == sorted(here for _, here in copies)


async def test_an_album_that_is_protected_is_said_again_part_by_part(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat,
) -> None:  # fmt: skip
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    protected = "message has protected content and can't be forwarded"
    for method in ("copyMessages", "copyMessage"):
        faults.error(Face.BOT_API, method, 400, protected, times=None)
    copies = carried.settle(effect, await gateway.carry_out(effect))
    assert [there for there, _ in copies] == [each.id for each in parts]
    told = seen(world, desk, room.id, 3)
    assert [each.content.file for each in told] == [each.content.file for each in parts]


async def test_of_parts_that_go_one_by_one_a_wait_in_the_middle_sends_none_twice(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat,
) -> None:  # fmt: skip
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    effect = requested(carried, desk, parts, room.id)
    faults.error(Face.BOT_API, "copyMessages", 400, "some of them cannot be copied", times=None)
    protected = "message has protected content and can't be forwarded"
    faults.error(Face.BOT_API, "copyMessage", 400, protected)  # it is said again
    faults.flood(Face.BOT_API, "copyMessage", 300)
    wait = await gateway.carry_out(effect)
    assert isinstance(wait, RetryAt)
    assert [there for there, _ in carried.settle(effect, wait)] == [parts[0].id]
    rest = carried.settle(effect, await gateway.carry_out(effect))
    assert [there for there, _ in rest] == [parts[1].id, parts[2].id]
    told = seen(world, desk, room.id, 3)
    assert [each.content.file for each in told] == [each.content.file for each in parts]
    assert len([each for each in world.history(desk.id, room.id) if each.content.file]) == 3


async def test_a_forwarded_album_stays_one_and_shows_whose_it_is(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    photos(world, customer, desk.id)
    parts = seen(world, desk, customer.id, 3)
    asked = requested(carried, desk, parts, room.id)
    effect = CopyMessage(room.id, customer.id, asked.message_id, 0, asked.album, forward=True)
    carried.settle(effect, await gateway.carry_out(effect))
    told = seen(world, desk, room.id, 3)
    assert are_one_album(told, parts)
    assert all(each.forward is not None for each in told)
