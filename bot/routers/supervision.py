"""Lets supervisors look on and step in. The use cases refuse everybody else."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_private
from bot.routers.table import (
    CommandMessage,
    CommandRow,
    Press,
    PressRow,
    UnreadableError,
    answering,
    done,
    table_router,
)
from core.configuration import own_texts, tags
from core.model.actions import CLOSE, KEEP, Verb, whole_number
from core.model.export_text_keys import ExportKey
from core.model.records import Form
from core.model.text_keys import TextKey
from core.rooms.entry import enter_room
from core.supervision import audit, customers, links, rooms, search
from core.supervision.rooms import ask_to_take_over, take_over
from core.transcripts.exports import export_customer, export_ticket


async def _on_why(it: CommandMessage) -> None:
    number = whole_number(it.arguments.strip().lstrip("#№"))
    if number is None:
        await rooms.show_tickets(it.work, it.chat, fresh=True)
    else:
        await rooms.explain(it.work, it.chat, number, fresh=True)


async def _on_texts(it: Press) -> None:
    match it.words:
        case ():
            await own_texts.show_moments(it.work, it.who)
        case (moment, language, number) if (page := whole_number(number)) is not None:
            await own_texts.show_texts(it.work, it.who, moment, language, page)
        case _:
            raise UnreadableError


async def _on_text(it: Press) -> None:
    match it.words:
        case (language, key):
            await own_texts.send_preview(it.work, it.who, language, key)
        case _:
            raise UnreadableError


_WITH_TICKET = {word: word for word in (CLOSE, KEEP)}

_COMMANDS: Mapping[str, CommandRow] = {
    "rooms": lambda it: rooms.show_rooms(it.work, it.chat, fresh=True),
    "why": _on_why,
    "search": lambda it: search.search(it.work, it.chat, it.arguments),
    "tags": lambda it: tags.show_or_add_tag(it.work, it.chat, it.arguments),
    "texts": lambda it: own_texts.show_moments(it.work, it.chat, fresh=True),
    "link": lambda it: links.show_or_make_link(it.work, it.chat, it.arguments),
    "audit": lambda it: audit.show_audit(it.work, it.chat, fresh=True),
    "customer": lambda it: customers.show_found(it.work, it.chat, it.arguments),
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.ROOMS: lambda it: rooms.show_rooms(it.work, it.who, *it.page),
    Verb.ROOM: lambda it: rooms.show_room_of(it.work, it.who, it.number),
    Verb.ENTER: lambda it: enter_room(it.work, it.who, it.number),
    Verb.TAKE_OVER: lambda it: ask_to_take_over(it.work, it.who, it.number),
    Verb.TAKE_OVER_YES: answering(
        TextKey.ENTERING, lambda it: take_over(it.work, it.who, it.number)
    ),
    Verb.ROOM_CLOSE: lambda it: rooms.ask_to_close_room(it.work, it.who, it.number),
    Verb.ROOM_CLOSE_YES: done(lambda it: rooms.close_room(it.work, it.who, it.number)),
    Verb.WHY: lambda it: rooms.show_tickets(it.work, it.who, *it.page),
    Verb.WHY_TICKET: lambda it: rooms.explain(it.work, it.who, it.number),
    Verb.EXPORT: answering(
        ExportKey.BEGUN,
        lambda it: export_ticket(it.work, it.who, *it.number_and(Form)),
    ),
    Verb.EXPORT_ALL: answering(
        ExportKey.BEGUN,
        lambda it: export_customer(it.work, it.who, *it.number_and(Form)),
    ),
    Verb.SEARCH: lambda it: search.turn_to(it.work, it.who, *it.page),
    Verb.FOUND: lambda it: search.show_talk(it.work, it.who, *it.pair),
    Verb.FOUND_FILE: lambda it: search.send_transcript(it.work, it.who, it.number),
    Verb.TEXTS: _on_texts,
    Verb.TEXT_SHOWN: done(_on_text),
    Verb.TAG_GONE: lambda it: tags.drop_shown_tag(it.work, it.who, it.word),
    Verb.AUDIT: lambda it: audit.show_audit(it.work, it.who, *it.page),
    Verb.CUSTOMERS: lambda it: customers.show_blocked(it.work, it.who, *it.page),
    Verb.CUSTOMER: lambda it: customers.show_customer(it.work, it.who, it.number),
    Verb.CUSTOMER_OF: lambda it: customers.show_customer_of(it.work, it.who, it.number),
    Verb.BLOCK: lambda it: customers.ask_to_block(it.work, it.who, it.number),
    Verb.BLOCK_WHY: lambda it: customers.ask_why(
        it.work, it.who, *it.number_and(_WITH_TICKET.__getitem__)
    ),
    Verb.UNBLOCK: lambda it: customers.ask_to_unblock(it.work, it.who, it.number),
    Verb.ERASE: lambda it: customers.ask_why_erase(it.work, it.who, it.number),
    Verb.UNBLOCK_YES: done(lambda it: customers.unblock(it.work, it.who, it.number)),
}


def make_router() -> Router:
    """Make the routes."""
    return table_router("supervision", in_private, commands=_COMMANDS)
