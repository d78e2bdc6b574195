"""Stars and comments, own data, and being forgotten. The use cases refuse whoever may not."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, User

from bot.routers.filters import Press, TicketPress, in_private, person_of
from core.domain.actions import Action, Verb, whole_number
from core.domain.erasure_views import BACK, GRANT, NO, REFUSE, YES
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases import forgetting
from core.usecases.own_data import give_own_data
from core.usecases.rating import rate_ticket, skip_comment
from core.usecases.show_feedback import show_feedback


async def on_own_data(message: Message, work: Work) -> None:
    """/mydata."""
    sender: User | None = message.from_user
    if sender is not None:
        await give_own_data(work, person_of(sender))


async def on_forget(message: Message, work: Work) -> None:
    """/forget."""
    sender: User | None = message.from_user
    if sender is not None:
        await forgetting.ask_forget(work, person_of(sender))


async def on_feedback(message: Message, work: Work) -> None:
    """/feedback."""
    await show_feedback(work, message.chat.id, fresh=True)


async def on_erasures(message: Message, work: Work) -> None:
    """/erasures."""
    await forgetting.show_erasures(work, message.chat.id)


async def on_stars(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """One of the stars' buttons."""
    match action.numbers:
        case (ticket_id, stars):
            await rate_ticket(work, query.from_user.id, ticket_id, stars)
            return TextKey.DONE
        case _:
            return None


async def on_no_comment(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Stars alone."""
    await skip_comment(work, query.from_user.id, ticket_id)


async def on_feedback_page(query: CallbackQuery, action: Action, work: Work) -> None:
    """Another page of the list."""
    await show_feedback(work, query.from_user.id, *(action.numbers or ())[:1])


async def on_forget_choice(query: CallbackQuery, action: Action, work: Work) -> None:
    """Whether the customer means it."""
    if action.argument == YES:
        await forgetting.confirm_forget(work, query.from_user.id)
    elif action.argument == NO:
        await forgetting.forget_not(work, query.from_user.id)


_DECISIONS = {
    GRANT: forgetting.ask_to_erase,
    YES: forgetting.grant_erasure,
    BACK: forgetting.think_again,
    REFUSE: forgetting.refuse_erasure,
}


async def on_erasure(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """What a supervisor makes of a wish to be forgotten."""
    number, _, word = (action.argument or "").partition(":")
    erasure_id, decide = whole_number(number), _DECISIONS.get(word)
    if erasure_id is None or decide is None:
        return None
    await decide(work, query.from_user.id, erasure_id)
    return TextKey.DONE if word in (YES, REFUSE) else None


def make_router() -> Router:
    """The routes."""
    router = Router(name="privacy")
    router.message.filter(in_private)
    router.message.register(on_own_data, Command("mydata"))
    router.message.register(on_forget, Command("forget"))
    router.message.register(on_feedback, Command("feedback"))
    router.message.register(on_erasures, Command("erasures"))
    router.callback_query.register(on_stars, Press(Verb.RATE))
    router.callback_query.register(on_no_comment, TicketPress(Verb.NO_COMMENT))
    router.callback_query.register(on_feedback_page, Press(Verb.FEEDBACK))
    router.callback_query.register(on_forget_choice, Press(Verb.FORGET))
    router.callback_query.register(on_erasure, Press(Verb.ERASURE))
    return router
