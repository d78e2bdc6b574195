"""What the bot carries between a customer's private chat and the staff, over the sandbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.gateway import BotGateway
from core.model.desk_effects import (
    CopyMessage,
    DeleteCopy,
    DeleteMessages,
    EditCopy,
    React,
    ReactToCounterpart,
)
from core.model.effects import SendText
from core.model.messages import HELD, Media, MessageKind
from core.model.outcomes import Cause, Rejected, RetryAt, Sent, Unreachable
from core.ports import DatabaseBusyError
from sandbox.bot_api.file_ids import file_id
from sandbox.faults import Face, Faults
from sandbox.state.model import Chat, Content, Entity, Message, User
from sandbox.state.world import World
from tests.bot.relaying import Carried
from tests.bot.telling import NOW, WELCOME, Standings, newest, sent_id
from tests.support.present import present

COPY = "copyMessage"


@pytest.fixture
def staff(world: World, room: Chat, owner: User) -> User:
    """Somebody who answers in the group; the same who made it."""
    del world, room
    return owner


def says(world: World, desk: User, person: User, content: Content | str) -> Message:
    """A customer's message, as the bot has it."""
    content = Content(content) if isinstance(content, str) else content
    world.send(person.id, desk.id, content)
    return newest(world, desk, person.id)


async def carry(gateway: BotGateway, carried: Carried, effect: CopyMessage) -> list[int]:
    """Where the copies stand."""
    return [here for _, here in carried.settle(effect, await gateway.carry_out(effect))]


async def test_a_question_and_its_answer_are_told_in_the_bots_name(
    gateway: BotGateway,
    carried: Carried,
    world: World,
    desk: User,
    customer: User,
    room: Chat,
    staff: User,
) -> None:
    asked = says(world, desk, customer, Content("Is <b> open?", entities=[Entity("bold", 0, 2)]))
    [question] = await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))
    copy = newest(world, desk, room.id)
    assert (copy.id, copy.sender_id, copy.forward) == (question, desk.id, None)
    assert (copy.content.text, copy.content.entities) == (
        asked.content.text,
        asked.content.entities,
    )

    replied = world.send(staff.id, room.id, Content("It is", reply_to=question))
    effect = CopyMessage(customer.id, room.id, replied.id, reply_to=question)
    [answer] = await carry(gateway, carried, effect)
    seen = world.message(desk.id, customer.id, answer)
    assert seen is not None
    assert (seen.content.text, seen.content.reply_to) == ("It is", asked.id)

    thanks = says(world, desk, customer, Content("Thanks", reply_to=None))
    effect = CopyMessage(room.id, customer.id, thanks.id, reply_to=answer)
    [last] = await carry(gateway, carried, effect)
    assert newest(world, desk, room.id).content.reply_to == replied.id
    assert newest(world, desk, room.id).id == last


async def test_what_answers_nothing_known_stands_below_the_tickets_card(
    gateway: BotGateway,
    carried: Carried,
    standings: Standings,
    world: World,
    desk: User,
    customer: User,
    room: Chat,
) -> None:
    card = await sent_id(gateway, SendText(room.id, WELCOME))
    standings.cards["desk:7"] = (room.id, card)
    asked = says(world, desk, customer, "Hello?")
    effect = CopyMessage(room.id, customer.id, asked.id, card="desk:7")
    for reply_to in (None, 987_654):
        await carry(gateway, carried, replace(effect, reply_to=reply_to))
        assert newest(world, desk, room.id).content.reply_to == card
    # In another chat by now, or deleted: the words come all the same.
    standings.cards["desk:7"] = (room.id - 1, card)
    await carry(gateway, carried, effect)
    assert newest(world, desk, room.id).content.reply_to is None
    standings.cards["desk:7"] = (room.id, card)
    world.delete(desk.id, room.id, [card])
    await carry(gateway, carried, effect)
    assert newest(world, desk, room.id).content.reply_to is None


async def test_what_telegram_lets_nobody_answer_is_said_without_answering(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat, standings: Standings,
) -> None:  # fmt: skip
    standings.cards["desk:7"] = (room.id, await sent_id(gateway, SendText(room.id, WELCOME)))
    asked = says(world, desk, customer, "Hello?")
    faults.error(Face.BOT_API, COPY, 400, "message to be replied not found")
    await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id, card="desk:7"))
    assert newest(world, desk, room.id).content.text == "Hello?"


async def test_staff_sees_whose_words_a_forward_is(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    poll = says(world, desk, customer, Content(poll={"question": "Tea?", "options": ["yes", "no"]}))
    [here] = await carry(gateway, carried, CopyMessage(room.id, customer.id, poll.id, forward=True))
    copy = newest(world, desk, room.id)
    assert copy.id == here
    assert copy.forward is not None
    assert copy.forward["user_id"] == customer.id


@pytest.mark.parametrize("text", ["the message can't be copied", "a text that nobody knows yet"])
async def test_what_is_refused_to_be_copied_is_said_again_and_else_forwarded_to_staff(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat, text: str,
) -> None:  # fmt: skip
    asked = says(world, desk, customer, "Hello?")
    unknown = says(world, desk, customer, "Of a kind that nobody knows")
    with faults.error(Face.BOT_API, COPY, 400, text, times=None) as refusals:
        await carry(gateway, carried, CopyMessage(room.id, customer.id, unknown.id))
        copy = newest(world, desk, room.id)
        assert copy.forward is not None
        carried.hear(desk, customer.id, asked)
        await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))
        copy = newest(world, desk, room.id)
        assert (copy.content.text, copy.forward) == ("Hello?", None)
        assert refusals.hits == 2, "each was asked for once"


async def test_towards_customers_nothing_is_forwarded(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat, staff: User,
) -> None:  # fmt: skip
    asked = {"question": "Morning or evening?", "options": ["morning", "evening"]}
    quiz = {**asked, "type": "quiz", "correct_option_ids": [0]}
    for poll in (asked, quiz):
        said = world.send(staff.id, room.id, Content(poll=poll))
        kept = carried.hear(desk, room.id, said)
        carried.change(kept, kind=MessageKind.POLL, details=asked)
        effect = CopyMessage(customer.id, room.id, said.id, forward=True)  # as of an older version
        [here] = await carry(gateway, carried, effect)
        copy = world.message(desk.id, customer.id, here)
        assert copy is not None
        assert (copy.sender_id, copy.forward) == (desk.id, None)
        assert copy.content.poll is not None
        assert copy.content.poll["question"] == asked["question"]
    words = world.send(staff.id, room.id, Content("Of a kind that nobody knows"))
    faults.error(Face.BOT_API, COPY, 400, "the message can't be copied")
    effect = CopyMessage(customer.id, room.id, words.id)
    assert await gateway.carry_out(effect) == Rejected("the message can't be copied")


async def test_a_caption_that_only_premium_has_comes_as_a_message_of_its_own(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    customer.is_premium = True
    caption = "long " * 500
    file = world.add_file("photo", b"x", width=9, height=9)
    photo = says(world, desk, customer, Content(caption.strip(), file=file))
    carried.hear(desk, customer.id, photo)
    first, second = await carry(gateway, carried, CopyMessage(room.id, customer.id, photo.id))
    there = [world.message(desk.id, room.id, each) for each in (first, second)]
    assert [each.content.text for each in there if each] == ["", caption.strip()]
    assert there[0] is not None
    assert there[1] is not None
    assert there[0].content.file == file
    assert there[1].content.reply_to == first
    assert await gateway.carry_out(DeleteCopy(room.id, customer.id, photo.id)) == Sent()
    assert [world.message(desk.id, room.id, each) for each in (first, second)] == [None, None]


async def test_a_copy_answers_the_words_that_were_quoted(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat,
    staff: User,
) -> None:  # fmt: skip
    told = world.send(staff.id, room.id, Content("At nine, at ten, or at eleven"))
    [copy] = await carry(gateway, carried, CopyMessage(customer.id, room.id, told.id))
    answer = says(world, desk, customer, "That one")
    kept = carried.hear(desk, customer.id, answer)
    for quote, kept_there in (("at ten", "at ten"), ("at twelve", None)):
        carried.change(kept, details={"quote": quote})
        effect = CopyMessage(room.id, customer.id, answer.id, reply_to=copy)
        await carry(gateway, carried, effect)
        content = newest(world, desk, room.id).content
        assert content.reply_to == told.id
        assert (content.quote or {}).get("text") == kept_there


async def test_what_was_deleted_meanwhile_is_rejected_with_telegrams_words(
    gateway: BotGateway, world: World, desk: User, customer: User, room: Chat
) -> None:
    asked = says(world, desk, customer, "Hello?")
    world.delete(desk.id, customer.id, [asked.id])
    effect = CopyMessage(room.id, customer.id, asked.id)
    assert await gateway.carry_out(effect) == Rejected(
        "message to copy not found", Cause.MESSAGE_GONE
    )


async def test_a_customer_who_blocked_the_bot_or_is_gone_cannot_be_reached(
    gateway: BotGateway, world: World, desk: User, customer: User, room: Chat, staff: User
) -> None:
    answer = world.send(staff.id, room.id, Content("It is"))
    effect = CopyMessage(customer.id, room.id, answer.id)
    world.block(customer.id, desk.id)
    assert await gateway.carry_out(effect) == Unreachable(
        "bot was blocked by the user", Cause.BLOCKED
    )
    world.delete_account(customer.id)
    assert await gateway.carry_out(effect) == Unreachable("user is deactivated", Cause.NOBODY)


async def test_a_group_that_is_lost_is_not_taken_for_the_customers_leaving(
    gateway: BotGateway, world: World, desk: User, customer: User, room: Chat, staff: User
) -> None:
    answer = world.send(staff.id, room.id, Content("It is"))
    world.ban(staff.id, room.id, desk.id)
    outcome = await gateway.carry_out(CopyMessage(customer.id, room.id, answer.id))
    assert outcome == Rejected("bot was kicked from the supergroup chat")
    asked = says(world, desk, customer, "Hello?")
    outcome = await gateway.carry_out(CopyMessage(room.id, customer.id, asked.id))
    assert isinstance(outcome, Unreachable)


async def test_a_flood_wait_holds_up_one_chat(
    gateway: BotGateway, faults: Faults, world: World, desk: User, customer: User, room: Chat
) -> None:
    asked = says(world, desk, customer, "Hello?")
    faults.flood(Face.BOT_API, COPY, 7)
    assert isinstance(await gateway.carry_out(CopyMessage(room.id, customer.id, asked.id)), RetryAt)


async def test_a_database_that_is_away_is_waited_for(
    gateway: BotGateway, carried: Carried, monkeypatch: pytest.MonkeyPatch, room: Chat
) -> None:
    async def away(*_: int) -> None:
        raise DatabaseBusyError("the server is starting")

    monkeypatch.setattr(carried, "counterpart", away)
    outcome = await gateway.carry_out(DeleteCopy(room.id, 5, 1))
    assert outcome == RetryAt(NOW + timedelta(seconds=0.1), "the server is starting")


# -------------------------------------------------------------------------------------------- edits
async def test_a_copy_follows_what_its_message_says_by_now(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    asked = says(world, desk, customer, "Helo?")
    said = carried.hear(desk, customer.id, asked)
    edit = EditCopy(room.id, customer.id, asked.id)
    assert await gateway.carry_out(edit) == Sent(), "there is no copy yet"
    [here] = await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))
    bold = ({"type": "bold", "offset": 0, "length": 3},)
    carried.change(said, text="<b> Hello?", entities=bold)
    for _ in range(2):
        assert await gateway.carry_out(edit) == Sent()
    copy = present(world.message(desk.id, room.id, here))
    assert copy.content.text == "<b> Hello?"
    assert copy.content.entities == [Entity("bold", 0, 3)]
    carried.change(said, text="Hello, casino", entities=(), details={HELD: "word"})
    for wanted, shown in (False, "<b> Hello?"), (True, "Hello, casino"):
        await gateway.carry_out(replace(edit, even_held=wanted))
        assert present(world.message(desk.id, room.id, here)).content.text == shown


async def test_a_caption_and_another_file_follow_too(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    first, second = (world.add_file("photo", bytes([n]), width=9, height=9) for n in (1, 2))
    asked = says(world, desk, customer, Content("Look", file=first))
    said = carried.hear(desk, customer.id, asked)
    [here] = await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))
    for changes in ({"text": "Look here"}, {"media": Media(file_id=file_id(desk.id, second))}):
        carried.change(said, **changes)
        assert await gateway.carry_out(EditCopy(room.id, customer.id, asked.id)) == Sent()
    copy = present(world.message(desk.id, room.id, here))
    assert (copy.content.text, copy.content.file) == ("Look here", second)
    # The words follow also where the file's handle is not known, or is none that can be sent so.
    for media in (Media(), None):
        carried.change(said, text=f"Look there {media}", media=media)
        assert await gateway.carry_out(EditCopy(room.id, customer.id, asked.id)) == Sent()
        copy = present(world.message(desk.id, room.id, here))
        assert copy.content.text == f"Look there {media}"


async def test_a_caption_follows_also_when_its_file_is_refused(
    gateway: BotGateway, carried: Carried, faults: Faults, world: World, desk: User,
    customer: User, room: Chat,
) -> None:  # fmt: skip
    photo = world.add_file("photo", b"jpg", width=9, height=9)
    asked = says(world, desk, customer, Content("Look", file=photo))
    said = carried.hear(desk, customer.id, asked)
    [here] = await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))
    carried.change(said, text="Look here")
    faults.error(Face.BOT_API, "editMessageMedia", 400, "wrong file identifier")
    edit = EditCopy(room.id, customer.id, asked.id)
    assert await gateway.carry_out(edit) == Sent()
    copy = present(world.message(desk.id, room.id, here))
    assert copy.content.text == "Look here"
    world.delete(desk.id, room.id, [here])
    assert await gateway.carry_out(edit) == Rejected(
        "message to edit not found", Cause.MESSAGE_GONE
    )


async def test_what_no_bot_can_edit_is_rejected(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    asked = says(world, desk, customer, "Hello?")
    said = carried.hear(desk, customer.id, asked)
    effect = CopyMessage(room.id, customer.id, asked.id, forward=True)
    await carry(gateway, carried, effect)
    edit = EditCopy(room.id, customer.id, asked.id)
    carried.change(said, text="Hello!")
    assert await gateway.carry_out(edit) == Rejected("message can't be edited")
    carried.change(said, kind=MessageKind.CONTACT)
    assert await gateway.carry_out(edit) == Rejected("a contact cannot be edited")
    carried.messages.clear()
    assert await gateway.carry_out(edit) == Rejected("what it says is not kept")


async def test_a_copy_is_taken_back_once(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User,
    room: Chat, staff: User,
) -> None:  # fmt: skip
    answer = world.send(staff.id, room.id, Content("It is"))
    effect = DeleteCopy(customer.id, room.id, answer.id)
    assert await gateway.carry_out(effect) == Sent(), "it was not carried yet"
    [here] = await carry(gateway, carried, CopyMessage(customer.id, room.id, answer.id))
    for _ in range(2):
        assert await gateway.carry_out(effect) == Sent()
        assert world.message(desk.id, customer.id, here) is None


# ---------------------------------------------------------------------------------------- reactions
async def test_reactions_reach_what_stands_for_the_message_on_the_other_side(
    gateway: BotGateway, carried: Carried, world: World, desk: User, customer: User, room: Chat
) -> None:
    asked = says(world, desk, customer, "Hello?")
    [here] = await carry(gateway, carried, CopyMessage(room.id, customer.id, asked.id))

    def seen(chat_id: int, message_id: int) -> str | None:
        message = world.message(desk.id, chat_id, message_id)
        assert message is not None
        return message.reactions.get(desk.id)

    for emoji in ("👍", ""):
        await gateway.carry_out(ReactToCounterpart(room.id, customer.id, asked.id, emoji))
        assert seen(room.id, here) == (emoji or None)
        await gateway.carry_out(ReactToCounterpart(customer.id, room.id, here, emoji))
        assert seen(customer.id, asked.id) == (emoji or None)
        assert await gateway.carry_out(React(room.id, here, emoji)) == Sent()
        assert seen(room.id, here) == (emoji or None)
    assert await gateway.carry_out(ReactToCounterpart(room.id, customer.id, 99, "👍")) == Sent()


async def test_a_reaction_that_telegram_does_not_have_is_rejected(
    gateway: BotGateway, faults: Faults, world: World, desk: User, customer: User
) -> None:
    asked = says(world, desk, customer, "Hello?")
    faults.error(Face.BOT_API, "setMessageReaction", 400, "REACTION_INVALID")
    assert await gateway.carry_out(React(customer.id, asked.id, "🫖")) == Rejected(
        "REACTION_INVALID"
    )


# ----------------------------------------------------------------------------------------- clearing
async def test_a_group_is_cleared_of_all_that_can_go_and_what_stays_is_counted(
    gateway: BotGateway, faults: Faults, world: World, desk: User, room: Chat, staff: User
) -> None:
    ids = [world.send(staff.id, room.id, Content(f"№ {n}")).id for n in range(4)]
    assert await gateway.carry_out(DeleteMessages(room.id, tuple(ids[:2]), 1)) == Sent({"left": 0})
    assert all(world.message(desk.id, room.id, gone) is None for gone in ids[:2])
    # One that has to stay keeps none of the others; those that are gone are not counted.
    faults.error(Face.BOT_API, "deleteMessages", 400, "message can't be deleted")
    faults.error(Face.BOT_API, "deleteMessage", 400, "message can't be deleted for everyone")
    outcome = await gateway.carry_out(DeleteMessages(room.id, (ids[2], ids[0], ids[3]), 1))
    assert outcome == Sent({"left": 1}, stay=(ids[2],))
    assert world.message(desk.id, room.id, ids[2]) is not None
    assert world.message(desk.id, room.id, ids[3]) is None
