"""People type behind a bot's name, here and from behind the control API."""

import asyncio

from aiogram import Bot
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from sandbox.people import Account, People


async def test_somebody_types_to_a_bot_in_a_group_and_sends_what_it_offers(
    people: People, bot: Account, client: Bot
) -> None:
    ann = await people.add("Ann")
    group = await ann.create_group("Friends", [bot.id])
    await people.set_inline(bot.id)

    async def answers() -> None:
        offset = 0
        while True:
            kinds = ["inline_query"]
            for update in await client.get_updates(offset, timeout=5, allowed_updates=kinds):
                offset = update.update_id + 1
                if update.inline_query is not None:
                    words = update.inline_query.query.upper()
                    content = InputTextMessageContent(message_text=words)
                    result = InlineQueryResultArticle(
                        id="1", title=words, input_message_content=content
                    )
                    await client.answer_inline_query(update.inline_query.id, [result])
                    return

    answering = asyncio.create_task(answers())
    (offered,) = await ann.types_to_bot(group, "loud")
    await answering
    assert (offered.title, offered.text) == ("LOUD", "LOUD")
    sent = await ann.chooses(group, offered)
    assert (sent.text, sent.sender_id, sent.own) == ("LOUD", ann.id, True)
