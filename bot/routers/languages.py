"""/language, for everybody: customers and staff."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.routers.filters import Press, in_private, person_of
from core.domain.actions import Action, Verb
from core.ports import Work
from core.usecases.choose_language import ask_language, choose_language


async def on_language(message: Message, work: Work) -> None:
    """/language."""
    if message.from_user is not None:
        await ask_language(work, person_of(message.from_user))


async def on_chosen(query: CallbackQuery, action: Action, work: Work) -> None:
    """The button of a language."""
    await choose_language(work, person_of(query.from_user), action.argument or "")


def make_router() -> Router:
    """The routes."""
    router = Router(name="languages")
    router.message.filter(in_private)
    router.message.register(on_language, Command("language"))
    router.callback_query.register(on_chosen, Press(Verb.LANGUAGE))
    return router
