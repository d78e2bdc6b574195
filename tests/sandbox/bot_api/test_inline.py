"""Inline mode, as bots meet it: what they are told, what they may answer, and how it is refused."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import InlineQueryResultArticle, InputTextMessageContent

from sandbox.state.model import Refused
from tests.sandbox.bot_api.conftest import Raw, Town, Updates


def article(**more: Any) -> dict[str, Any]:
    content = {"message_text": "<b>Hello</b>"}
    return {"type": "article", "id": "1", "title": "Hi", "input_message_content": content} | more


async def test_what_is_typed_is_answered_chosen_and_told(
    bot: Bot, town: Town, updates: Updates
) -> None:
    assert not (await bot.get_me()).supports_inline_queries
    with pytest.raises(Refused, match="BOT_INLINE_DISABLED"):
        town.world.ask_inline(town.ann.id, town.bot.id, town.bot.id, "re")
    town.world.set_inline(town.bot.id)
    assert (await bot.get_me()).supports_inline_queries
    room = town.room()
    town.let_in(room, town.ann)
    await updates()
    asked = town.world.ask_inline(town.ann.id, town.bot.id, room.id, " re ")
    (update,) = await updates()
    query = update.inline_query
    assert query is not None
    assert (query.id, query.query, query.offset, query.chat_type) == (
        asked.id, "re", "", "supergroup"
    )  # fmt: skip
    assert query.from_user.id == town.ann.id
    hello = InlineQueryResultArticle(
        id="7:1",
        title="!re",
        description="Hello",
        input_message_content=InputTextMessageContent(
            message_text="<b>Hello</b>", parse_mode="HTML"
        ),
    )
    assert await bot.answer_inline_query(query.id, [hello], cache_time=60, is_personal=True)
    sent = town.world.choose_inline(town.ann.id, room.id, asked.id, "7:1")
    assert (sent.content.text, sent.content.entities[0].kind) == ("Hello", "bold")
    assert sent.sender_id == town.ann.id
    message, chosen = await updates()
    assert message.message is not None
    assert message.message.via_bot is not None
    assert message.message.via_bot.id == town.bot.id
    assert chosen.chosen_inline_result is not None
    assert chosen.chosen_inline_result.result_id == "7:1"

    # For as long as it was said the same is not asked again of the same person.
    again = town.world.ask_inline(town.ann.id, town.bot.id, room.id, "re")
    assert again.answered
    assert not town.world.ask_inline(town.boss.id, town.bot.id, room.id, "re").answered
    town.clock.move(seconds=61)
    assert not town.world.ask_inline(town.ann.id, town.bot.id, room.id, "re").answered
    with pytest.raises(Refused, match="RESULT_ID_INVALID"):
        town.world.choose_inline(town.ann.id, room.id, asked.id, "other")
    with pytest.raises(Refused, match="INLINE_RESULT_EXPIRED"):
        town.world.choose_inline(town.boss.id, room.id, asked.id, "7:1")
    with pytest.raises(Refused, match="MESSAGE_AUTHOR_REQUIRED"):
        town.world.edit(town.ann.id, room.id, sent.id, sent.content)


REFUSED: list[tuple[Any, str]] = [
    ({}, "expected an Array of inline query results"),
    ([7], "can't parse inline query result: Inline query result must be an object"),
    ([{}], "can't parse inline query result: Can't find field \"type\""),
    ([{"type": "article"}], "can't parse inline query result: Can't find field \"id\""),
    (
        [{"type": "x", "id": 1}],
        'can\'t parse inline query result: type "x" is unsupported for the inline query result',
    ),
    (
        [article(input_message_content={})],
        "can't parse inline query result: Input message content is not specified",
    ),
    (
        [article(input_message_content=None)],
        "can't parse inline query result: Can't find field \"message_text\"",
    ),
    ([article(title=None)], "can't parse inline query result: Can't find field \"title\""),
    ([article(title=" ")], "ARTICLE_TITLE_EMPTY"),
    ([article(id="x" * 65)], "RESULT_ID_INVALID"),
    ([article(), article()], "RESULT_ID_DUPLICATE"),
    ([article(id=str(number)) for number in range(51)], "too many inline query results specified"),
]


async def test_what_cannot_be_shown_is_refused_in_telegrams_words(raw: Raw, town: Town) -> None:
    town.world.set_inline(town.bot.id)
    asked = town.world.ask_inline(town.ann.id, town.bot.id, town.bot.id, "re")
    for results, sentence in REFUSED:
        answer = await raw("answerInlineQuery", inline_query_id=asked.id, results=results)
        assert answer["description"] == f"Bad Request: {sentence}", results
    photo = await raw(
        "answerInlineQuery", inline_query_id=asked.id, results=[article(type="photo")]
    )
    assert photo["error_code"] == 404
    assert "not in this sandbox" in photo["description"]
    town.clock.move(seconds=11)
    for query_id in (asked.id, "1", ""):
        late = await raw("answerInlineQuery", inline_query_id=query_id, results=[article()])
        assert late["description"] == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
