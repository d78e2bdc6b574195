"""Gives people their own data, and forgets them. The use cases refuse whoever may not."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_private
from bot.routers.table import CommandRow, Press, PressRow, by_word, table_router
from core.model.actions import Verb
from core.model.text_keys import Key, TextKey
from core.privacy import requests
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
}


def make_router() -> Router:
    """Make the routes."""
    return table_router("privacy", in_private, commands=_COMMANDS)
