"""Gives people their own data, and forgets them. The use cases refuse whoever may not."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_private
from bot.routers.table import CommandRow, Press, PressRow, by_word, done, table_router
from core.model.actions import Verb
from core.model.text_keys import Key, TextKey
from core.privacy import requests, retention
from core.privacy import retention_views as views
from core.privacy.requests import send_own_data
from core.privacy.views import BACK, GRANT, NO, REFUSE, YES

_DECISIONS = {
    GRANT: (requests.ask_to_erase, None),
    YES: (requests.grant_erasure, TextKey.DONE),
    BACK: (requests.reconsider_erasure, None),
    REFUSE: (requests.refuse_erasure, TextKey.DONE),
}


async def _on_erasure(it: Press) -> Key | None:
    erasure_id, (decide, answer) = it.number_and(_DECISIONS.__getitem__)
    await decide(it.work, it.who, erasure_id)
    return answer


_COMMANDS: Mapping[str, CommandRow] = {
    "mydata": lambda it: send_own_data(it.work, it.person),
    "forget": lambda it: requests.ask_forget(it.work, it.person),
    "retention": lambda it: retention.show_retention(it.work, it.chat),
    "hold": lambda it: retention.hold_command(it.work, it.chat, it.arguments),
    "erasures": lambda it: requests.show_erasures(it.work, it.chat),
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.FORGET: by_word(
        {
            YES: lambda it: requests.confirm_forget(it.work, it.who),
            NO: lambda it: requests.withdraw_forget(it.work, it.who),
        }
    ),
    Verb.ERASURE: _on_erasure,
    Verb.RETENTION: by_word(
        {
            views.ASK: lambda it: retention.ask_to_agree(it.work, it.who),
            views.YES: done(lambda it: retention.agree(it.work, it.who)),
            views.BACK: lambda it: retention.show_retention(it.work, it.who, fresh=False),
        }
    ),
    Verb.RELEASE: done(lambda it: retention.release_from_card(it.work, it.who, it.number)),
}


def make_router() -> Router:
    """Make the routes."""
    return table_router("privacy", in_private, commands=_COMMANDS)
