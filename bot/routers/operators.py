"""What staff write and press in the bot's private chat. The use cases refuse everybody else."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.routers.filters import Press, in_private, is_command
from core.domain.actions import END, START, Action, Verb
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.end_shift import end_shift
from core.usecases.show_panel import show_panel
from core.usecases.start_shift import start_shift


async def on_panel(message: Message, work: Work) -> None:
    """/panel."""
    await show_panel(work, message.chat.id, fresh=True)


async def on_shift_start(message: Message, work: Work) -> None:
    """/shift_start."""
    await start_shift(work, message.chat.id)


async def on_shift_end(message: Message, work: Work) -> None:
    """/shift_end."""
    await end_shift(work, message.chat.id)


async def on_refresh(query: CallbackQuery, work: Work) -> TextKey:
    """Bring the panel up to date; often nothing changes to the eye, so it says that it was done."""
    await show_panel(work, query.from_user.id)
    return TextKey.DONE


async def on_shift(query: CallbackQuery, action: Action, work: Work) -> None:
    """The shift's buttons."""
    if action.argument == START:
        await start_shift(work, query.from_user.id)
    elif action.argument == END:
        await end_shift(work, query.from_user.id)


def make_router() -> Router:
    """The routes."""
    router = Router(name="operators")
    router.message.filter(in_private, is_command)
    router.message.register(on_panel, Command("panel", ignore_mention=True))
    router.message.register(on_shift_start, Command("shift_start", ignore_mention=True))
    router.message.register(on_shift_end, Command("shift_end", ignore_mention=True))
    router.callback_query.register(on_refresh, Press(Verb.PANEL))
    router.callback_query.register(on_shift, Press(Verb.SHIFT))
    return router
