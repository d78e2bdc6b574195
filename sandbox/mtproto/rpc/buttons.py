"""Pressing bots' buttons, and bots' answers; reactions; sticker sets, of which there are none."""

from __future__ import annotations

import asyncio

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.state.model import CallbackQuery, Happening, Kind

methods = Methods()
BOT_PATIENCE = 10.0  # seconds that a pressed button waits for the bot


@methods.on(functions.messages.GetBotCallbackAnswer, people_only=True)
async def get_bot_callback_answer(
    call: Call, query: functions.messages.GetBotCallbackAnswer
) -> Result:
    """Press a button and wait for the bot's answer. BOT_RESPONSE_TIMEOUT."""
    lacking(query, "game", "password")
    answered: asyncio.Future[CallbackQuery] = asyncio.get_running_loop().create_future()
    pressed: list[CallbackQuery] = []

    def on_happening(happening: Happening) -> None:
        told = happening.data
        if happening.kind is not Kind.CALLBACK_ANSWERED or not isinstance(told, CallbackQuery):
            return
        if pressed and told.id == pressed[0].id and not answered.done():
            answered.set_result(told)

    stop = call.world.subscribe(on_happening, call.me)
    try:
        data = (query.data or b"").decode()
        pressed.append(call.world.press(call.me, call.peer(query.peer), query.msg_id, data))
        if pressed[0].answered:
            answered.set_result(pressed[0])
        told = await asyncio.wait_for(answered, BOT_PATIENCE)
    except TimeoutError as error:
        raise RpcError(400, "BOT_RESPONSE_TIMEOUT") from error
    finally:
        stop()
    return types.messages.BotCallbackAnswer(
        cache_time=0,
        alert=told.answer_alert or None,
        has_url=told.answer_url is not None or None,
        message=told.answer_text,
        url=told.answer_url,
    )


@methods.on(functions.messages.SetBotCallbackAnswer)
def set_bot_callback_answer(call: Call, query: functions.messages.SetBotCallbackAnswer) -> Result:
    """A bot answers a pressed button."""
    call.world.answer(
        call.me, str(query.query_id), query.message, alert=bool(query.alert), url=query.url
    )
    return True


@methods.on(functions.messages.SendReaction)
def send_reaction(call: Call, query: functions.messages.SendReaction) -> Result:
    """Set one's reaction to a message, or take it back."""
    given = [r for r in query.reaction or () if not isinstance(r, types.ReactionEmpty)]
    if len(given) > 1 or any(not isinstance(r, types.ReactionEmoji) for r in given):
        raise RpcError(400, "REACTION_INVALID")
    emoji = next((r.emoticon for r in given if isinstance(r, types.ReactionEmoji)), None)
    with call.collecting() as collected:
        call.world.react(call.me, call.peer(query.peer), query.msg_id, emoji)
    return call.answer(collected)


@methods.on(functions.messages.GetStickerSet)
def get_sticker_set(_call: Call, _query: functions.messages.GetStickerSet) -> Result:
    """No sticker of the sandbox belongs to a set."""
    raise RpcError(400, "STICKERSET_INVALID")


@methods.on(functions.messages.GetCustomEmojiDocuments)
def get_custom_emoji_documents(
    _call: Call, _query: functions.messages.GetCustomEmojiDocuments
) -> Result:
    """No custom emoji has a picture here."""
    return []
