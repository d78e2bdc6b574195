"""Inline mode: somebody types `@bot words` in any chat, the bot answers with results, and the one
that is chosen is sent there as their own message, via the bot
(https://core.telegram.org/bots/inline, https://core.telegram.org/api/bots/inline).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sandbox.state import messages
from sandbox.state.inline_results import InlineQuery, InlineResult
from sandbox.state.model import ChatKind, Content, Kind, Message, Refused
from sandbox.state.posting import Draft
from sandbox.state.store import Store, operation

ANSWER_TIME = timedelta(seconds=10)
"""Later answers are refused (as bots meet it: eternnoir/pyTelegramBotAPI#270)."""
LONGEST_QUERY = 256  # characters, https://core.telegram.org/bots/api#inlinequery
MOST_RESULTS = 50  # https://core.telegram.org/bots/api#answerinlinequery
LONGEST_ID = 64  # bytes, https://core.telegram.org/bots/api#inlinequeryresultarticle
LONGEST_OFFSET = 64  # bytes
_WHERE = {
    ChatKind.BASIC: "group",
    ChatKind.SUPERGROUP: "supergroup",
    ChatKind.CHANNEL: "channel",
}


@operation
def ask(s: Store, actor: int, bot_id: int, chat_id: int, query: str, offset: str) -> InlineQuery:
    """Type it in a chat; the bot is told, unless the same was answered for as long as the bot had
    said. BOT_INVALID, BOT_INLINE_DISABLED: its owner has not turned it on."""
    bot = s.user(bot_id)
    if not bot.is_bot:
        raise Refused("BOT_INVALID")
    if not bot.is_inline:
        raise Refused("BOT_INLINE_DISABLED")
    words = query.strip()[:LONGEST_QUERY]
    asked = InlineQuery(
        str(s.long()), bot_id, actor, words, offset, _chat_type(s, bot_id, chat_id), s.clock()
    )
    s.inline_queries[asked.id] = asked
    for whose in (actor, 0):
        kept = s.inline_answers.get((bot_id, whose, words, offset))
        if kept is not None and kept[0] > s.clock():
            asked.answered, asked.results, asked.next_offset = True, kept[1], kept[2]
            return asked
    s.met[bot_id].add(actor)
    told = {"id": asked.id, "user_id": actor, "query": words, "offset": offset}
    s.tell(bot_id, Kind.INLINE_QUERY, data={**told, "chat_type": asked.chat_type})
    return asked


@operation
def answer(
    s: Store,
    bot_id: int,
    query_id: str,
    results: Sequence[InlineResult],
    cache_time: int,
    is_personal: bool,
    next_offset: str,
) -> None:
    """Answer, once and in time. QUERY_ID_INVALID else; RESULTS_TOO_MUCH, RESULT_ID_INVALID,
    RESULT_ID_DUPLICATE, ARTICLE_TITLE_EMPTY, NEXT_OFFSET_INVALID for what cannot be shown
    (https://core.telegram.org/method/messages.setInlineBotResults)."""
    query = s.inline_queries.get(query_id)
    is_late = query is not None and s.clock() - query.at > ANSWER_TIME
    if query is None or is_late or query.bot_id != bot_id or query.answered:
        raise Refused("QUERY_ID_INVALID")
    _check(results, next_offset)
    query.answered, query.results, query.next_offset = True, tuple(results), next_offset
    if cache_time > 0:
        until = s.clock() + timedelta(seconds=cache_time)
        whose = query.user_id if is_personal else 0
        key = (bot_id, whose, query.query, query.offset)
        s.inline_answers[key] = (until, tuple(results), next_offset)
    s.tell(query.user_id, Kind.INLINE_ANSWERED, data={"id": query.id})


@operation
def choose(
    s: Store,
    actor: int,
    chat_id: int,
    query_id: str,
    result_id: str,
    reply_to: int | None = None,
    topic: int | None = None,
) -> Message:
    """Send a result. INLINE_RESULT_EXPIRED, RESULT_ID_INVALID, CHAT_SEND_INLINE_FORBIDDEN. The bot
    is told which, where its owner has turned feedback on."""
    query = s.inline_queries.get(query_id)
    if query is None or query.user_id != actor or not query.answered:
        raise Refused("INLINE_RESULT_EXPIRED")
    chosen = next((each for each in query.results if each.id == result_id), None)
    if chosen is None:
        raise Refused("RESULT_ID_INVALID")
    content = Content(
        chosen.text,
        list(chosen.entities),
        reply_to=reply_to,
        thread_id=topic,
        via_bot=query.bot_id,
    )
    message = messages.send(s, Draft(actor, chat_id, content))
    if s.users[query.bot_id].has_inline_feedback:
        told = {"user_id": actor, "query": query.query, "result_id": result_id}
        s.tell(query.bot_id, Kind.INLINE_CHOSEN, data=told)
    return message


def _check(results: Sequence[InlineResult], next_offset: str) -> None:
    if len(results) > MOST_RESULTS:
        raise Refused("RESULTS_TOO_MUCH")
    if any(not 0 < len(each.id.encode()) <= LONGEST_ID for each in results):
        raise Refused("RESULT_ID_INVALID")
    if len({each.id for each in results}) < len(results):
        raise Refused("RESULT_ID_DUPLICATE")
    if any(not each.title.strip() for each in results):
        raise Refused("ARTICLE_TITLE_EMPTY")
    if len(next_offset.encode()) > LONGEST_OFFSET:
        raise Refused("NEXT_OFFSET_INVALID")


def _chat_type(s: Store, bot_id: int, chat_id: int) -> str:
    """Telegram tells a bot no more of the chat than its kind; "sender" is the bot's own chat."""
    if chat_id > 0:
        return "sender" if chat_id == bot_id else "private"
    return _WHERE[s.chats[chat_id].kind]
