"""Staff groups as people run them: who writes in whose name, who is thrown out, what grows old."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReactionTypeEmoji,
    ReplyParameters,
    Update,
)

from sandbox.people import Account, Attachment, People, Person
from sandbox.server import Sandbox
from sandbox.state.model import Refused

WANTED = [
    "message", "edited_message", "callback_query", "my_chat_member", "message_reaction",
]  # fmt: skip
GO = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data="go")]])
DAY = 24 * 3600


@pytest.fixture
def people(sandbox: Sandbox) -> People:
    """Here is enough: over the control API the same operations are called."""
    return sandbox.people


@pytest.fixture
async def boss(people: People, bot: Account) -> Person:
    return await people.add("Boss")


@pytest.fixture
async def ann(people: People, bot: Account) -> Person:
    return await people.add("Ann")


class Ears:
    """What the bot was told since it last asked."""

    def __init__(self, client: Bot) -> None:
        self._client, self._offset = client, 0

    async def __call__(self, allowed: list[str] | None = None) -> list[Update]:
        heard: list[Update] = []
        # Asked again at once with the same offset, Telegram gives one update at a time.
        while found := await self._client.get_updates(
            self._offset, allowed_updates=allowed or WANTED
        ):
            heard += found
            self._offset = found[-1].update_id + 1
        return heard


@pytest.fixture
async def ears(client: Bot) -> Ears:
    ears = Ears(client)
    await ears()
    return ears


def emoji_of(reactions: Sequence[object]) -> list[str]:
    return [r.emoji for r in reactions if isinstance(r, ReactionTypeEmoji)]


async def test_anonymous_administrators(
    boss: Person, ann: Person, bot: Account, client: Bot, ears: Ears
) -> None:
    chat = await boss.create_group("Desk", [ann.id, bot.id])
    await boss.promote(chat, bot.id)
    await boss.promote(chat, ann.id, anonymous=True, title="Night shift")
    card = await client.send_message(chat, "card", reply_markup=GO)
    await ears()
    said = await ann.say(chat, "from nobody", reply_to=card.message_id)
    assert (said.sender_id, said.sender_name) == (chat, "Desk")
    shown = await ann.sees("card", chat)
    await ann.press(shown, "Go")
    await ann.react(shown, "👍")
    await ann.rename(chat, "Busy")
    written, pressed, reacted, renamed = await ears()
    assert written.message
    assert written.message.from_user
    assert written.message.from_user.id == 1087968824
    assert written.message.sender_chat
    assert written.message.sender_chat.id == chat
    assert written.message.author_signature == "Night shift"
    # A button is pressed by a person, however they write.
    assert pressed.callback_query
    assert pressed.callback_query.from_user.id == ann.id
    assert reacted.message_reaction
    assert reacted.message_reaction.user is None
    assert reacted.message_reaction.actor_chat
    assert reacted.message_reaction.actor_chat.id == chat
    assert renamed.message
    assert renamed.message.new_chat_title == "Busy"
    assert renamed.message.sender_chat
    await boss.demote(chat, ann.id)
    assert (await ann.say(chat, "myself")).sender_id == ann.id


async def test_writing_as_the_group_or_as_a_channel(
    boss: Person, ann: Person, bot: Account, client: Bot, ears: Ears
) -> None:
    chat = await boss.create_group("Desk", [ann.id, bot.id])
    await boss.promote(chat, bot.id)
    news = await boss.create_channel("News", discussion=chat)
    await ears()
    await boss.say(chat, "as the group", as_chat=chat)
    await boss.say(chat, "as the channel", as_chat=news)
    as_group, as_channel = [update.message for update in await ears()]
    assert as_group
    assert as_group.sender_chat
    assert as_group.sender_chat.id == chat
    assert as_channel
    assert as_channel.from_user
    assert as_channel.from_user.id == 136817688
    assert as_channel.sender_chat
    assert (as_channel.sender_chat.id, as_channel.sender_chat.type) == (news, "channel")
    for name in (chat, news):
        with pytest.raises(Refused, match="SEND_AS_PEER_INVALID"):
            await ann.say(chat, "no", as_chat=name)


async def test_reactions_of_people_only_and_only_when_asked_for(
    boss: Person, ann: Person, bot: Account, client: Bot, ears: Ears
) -> None:
    chat = await boss.create_group("Desk", [ann.id, bot.id])
    began = await ann.start()
    answer = await client.send_message(ann.id, "hello")
    await ears()
    greeting = await ann.sees("hello")
    await ann.react(greeting, "👍")
    said = await boss.say(chat, "in the group")
    await ann.react(said, "👍")  # the bot is no administrator
    (private,) = [u.message_reaction for u in await ears() if u.message_reaction]
    assert (private.chat.id, private.message_id) == (ann.id, answer.message_id)
    await boss.promote(chat, bot.id)
    await ann.react(said, "🔥")
    (changed,) = [u.message_reaction for u in await ears() if u.message_reaction]
    assert emoji_of(changed.old_reaction) == ["👍"]
    assert emoji_of(changed.new_reaction) == ["🔥"]
    # Its own reactions it hears nothing of; the person sees them.
    theirs = answer.message_id - 1
    await client.set_message_reaction(ann.id, theirs, [ReactionTypeEmoji(emoji="❤")], is_big=True)
    await ann.sees_reaction(began, "❤")
    assert await ears() == []
    with pytest.raises(TelegramBadRequest, match="REACTION_INVALID"):
        await client.set_message_reaction(ann.id, answer.message_id, [ReactionTypeEmoji(emoji="❤️")])
    await ears(["message"])
    await ann.react(greeting, None)
    assert await ears() == []


async def test_nothing_older_than_two_days_is_deleted_by_a_bot(
    people: People, boss: Person, ann: Person, bot: Account, client: Bot
) -> None:
    chat = await boss.create_group("Desk", [ann.id, bot.id])
    await boss.promote(chat, bot.id, ["can_delete_messages"])
    old = await ann.say(chat, "old")
    await ann.start()
    private = await client.send_message(ann.id, "old, in private")
    dice = await client.send_message(chat, "the bot's own")
    await people.pass_time(2 * DAY - 60)
    young = await ann.say(chat, "young")
    await client.delete_message(chat, dice.message_id)
    await people.pass_time(120)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await client.delete_message(chat, old.message_id)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await client.delete_messages(chat, [old.message_id, young.message_id])
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await client.delete_message(ann.id, private.message_id)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted"):
        await client.delete_message(chat, 1)
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await client.delete_message(chat, 999)
    await client.delete_messages(chat, [dice.message_id, young.message_id, 999])
    await ann.sees_gone(young)
    with pytest.raises(TelegramBadRequest, match="too many message identifiers specified"):
        await client.delete_messages(chat, list(range(1, 102)))
    assert await ann.delete(old) == 1


async def test_a_basic_group_becomes_a_supergroup(
    boss: Person, ann: Person, bot: Account, client: Bot, ears: Ears
) -> None:
    chat = await boss.create_group("Desk", [ann.id, bot.id], supergroup=False)
    assert await boss.promote(chat, bot.id) == chat
    await client.set_chat_title(chat, "Named")
    await ears()
    new = await boss.promote(chat, ann.id, ["can_pin_messages"])
    assert new < -(10**12)
    messages = [update.message for update in await ears() if update.message]
    leaving, arriving = messages[:2]
    assert (leaving.chat.id, leaving.migrate_to_chat_id) == (chat, new)
    assert (arriving.chat.id, arriving.migrate_from_chat_id) == (new, chat)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await client.send_message(chat, "to the old place")
    assert moved.value.migrate_to_chat_id == new
    await client.send_message(new, "to the new one")
    assert (await ann.sees("to the new one")).chat_id == new
    await client.set_chat_title(new, "Still an administrator")


async def test_a_bot_that_is_put_out_and_brought_back(
    boss: Person, ann: Person, bot: Account, client: Bot, ears: Ears
) -> None:
    for supergroup, kind in ((True, "supergroup"), (False, "group")):
        chat = await boss.create_group("Desk", [ann.id, bot.id], supergroup=supergroup)
        await boss.promote(chat, bot.id)
        await ears()
        await boss.remove(chat, bot.id, ban=True)
        change = next(u.my_chat_member for u in await ears() if u.my_chat_member)
        assert change.new_chat_member.status == "kicked"
        assert change.from_user.id == boss.id
        with pytest.raises(TelegramForbiddenError, match=f"bot was kicked from the {kind} chat"):
            await client.send_message(chat, "anybody?")
        with pytest.raises(TelegramForbiddenError, match=f"bot was kicked from the {kind} chat"):
            await client.get_chat(chat)
        await boss.invite(chat, bot.id)
        change = next(u.my_chat_member for u in await ears() if u.my_chat_member)
        assert change.new_chat_member.status == "member"
        await client.send_message(chat, "here again")


async def test_quotes_edited_files_and_accounts_that_end(
    ann: Person, client: Bot, ears: Ears
) -> None:
    began = await ann.start()
    await client.send_message(ann.id, "first, second, third")
    shown = await ann.sees("first", since=began)
    await ears()
    await ann.say(shown.chat_id, "why?", reply_to=shown, quote="second")
    (asked,) = [update.message for update in await ears()]
    assert asked
    assert asked.quote
    assert (asked.quote.text, asked.quote.position) == ("second", 7)
    answer = ReplyParameters(message_id=asked.message_id, quote="why")
    sent = await client.send_message(ann.id, "because", reply_parameters=answer)
    assert sent.quote
    assert (await ann.sees("because")).quote == "why"
    wrong = ReplyParameters(message_id=asked.message_id, quote="what")
    with pytest.raises(TelegramBadRequest, match="QUOTE_TEXT_INVALID"):
        await client.send_message(ann.id, "no", reply_parameters=wrong)
    photo = await ann.send_document(shown.chat_id, b"old", "old.txt", "caption")
    await ann.edit(photo, "other", file=Attachment("document", b"new", "new.txt"))
    _, edited = await ears()
    assert edited.edited_message
    assert edited.edited_message.caption == "other"
    assert edited.edited_message.document
    assert edited.edited_message.document.file_name == "new.txt"
    place = await ann.send_location(shown.chat_id, 50.0, 30.0, live_period=600)
    await ann.move(place, 51.0, 31.0)
    _, moved = await ears()
    assert moved.edited_message
    assert moved.edited_message.location
    assert moved.edited_message.location.latitude == 51.0
    assert moved.edited_message.location.live_period == 600
    said = await client.send_message(ann.id, "anybody?")
    await ann.delete_account()
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await client.send_message(ann.id, "anybody?")
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await client.edit_message_text("nobody?", chat_id=ann.id, message_id=said.message_id)
