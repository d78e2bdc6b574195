"""Operators whom the desk cannot reach: what is to be mended, told to supervisors once for each
cause, until it works again."""

from enum import StrEnum

from core.domain import views
from core.domain.effects import Priority
from core.domain.people import Operator
from core.domain.texts import TextKey
from core.domain.tickets import Ticket
from core.domain.views import Shown
from core.ports import Work
from core.usecases.answers import lose_offer
from core.usecases.telling import say, tell_supervisors

FINE = "fine"
OF_ROOM = ("CHANNEL_", "CHAT_", "CHANNELS_", "PEER_FLOOD", "account away")
"""How reasons begin that are about the room or our own account, not about the person who was to
come."""


class Cause(StrEnum):
    """Why an operator is not reached, as far as somebody can mend it."""

    BOT = "bot"  # they never started the bot, or blocked it
    PRIVACY = "privacy"
    TOO_MANY_CHATS = "too_many_chats"
    NO_ADDRESS = "no_address"  # the user account has never met them, and they have no username
    OTHER = "other"


_CAUSES = {
    "USER_PRIVACY_RESTRICTED": Cause.PRIVACY,
    "USER_NOT_MUTUAL_CONTACT": Cause.PRIVACY,  # who once left is added again by contacts only
    "USER_CHANNELS_TOO_MUCH": Cause.TOO_MANY_CHATS,
    "USERNAME_INVALID": Cause.NO_ADDRESS,
    "USERNAME_NOT_OCCUPIED": Cause.NO_ADDRESS,
    "PHONE_NOT_OCCUPIED": Cause.NO_ADDRESS,
    "PHONE_NUMBER_INVALID": Cause.NO_ADDRESS,
    "USER_ID_INVALID": Cause.NO_ADDRESS,
    "PEER_ID_INVALID": Cause.NO_ADDRESS,
}
_TEXTS = {
    Cause.BOT: TextKey.SUPERVISOR_MEND_BOT,
    Cause.PRIVACY: TextKey.SUPERVISOR_MEND_PRIVACY,
    Cause.TOO_MANY_CHATS: TextKey.SUPERVISOR_MEND_CHATS,
    Cause.NO_ADDRESS: TextKey.SUPERVISOR_MEND_ADDRESS,
    Cause.OTHER: TextKey.SUPERVISOR_MEND_OTHER,
}


def cause_of(reason: str) -> Cause:
    """What Telegram's reason for not adding somebody means."""
    if reason.startswith("no address"):
        return Cause.NO_ADDRESS
    return _CAUSES.get(reason, Cause.OTHER)


async def was_invited(work: Work, ticket: Ticket, operator_id: int) -> None:
    """Adding them works; one who never started the bot is to do so all the same."""
    await _count_from_now(work, ticket)
    await work.uow.cards.tell({_way("invite", operator_id): FINE})
    operator = await work.uow.operators.get(operator_id)
    if operator is not None and not operator.started_bot:
        await _tell(work, operator, Cause.BOT, "")


async def was_not_invited(work: Work, ticket: Ticket, operator: Operator, reason: str) -> None:
    """They cannot be added to rooms; supervisors hear what is to be mended."""
    await _count_from_now(work, ticket)
    if not reason.startswith(OF_ROOM):
        await _tell(work, operator, cause_of(reason), reason)


async def bot_is_blocked(work: Work, operator_id: int) -> None:
    """The bot cannot write to them any more. Harmless for whoever is no operator."""
    operator = await work.uow.operators.get(operator_id)
    if operator is None:
        return
    await work.uow.operators.set_started(operator_id, False)
    if operator.on_shift:
        await _tell(work, operator, Cause.BOT, "")


async def bot_is_welcome(work: Work, operator_id: int) -> None:
    """The bot may write to them. Harmless for whoever is no operator."""
    await work.uow.operators.set_started(operator_id, True)
    await work.uow.cards.tell({_way("bot", operator_id): FINE})


async def no_way(work: Work, ticket: Ticket, operator_id: int, reason: str) -> bool:
    """Neither can they be added nor may the bot write to them: they lose the ticket at once.

    Their shift ends with it: two such operators would else hand a ticket to and fro without end.
    False when it is about the room, which nobody else could enter either.
    """
    if reason.startswith(OF_ROOM):
        return False
    operator = await work.uow.operators.get(operator_id)
    if operator is not None:
        await _tell(work, operator, Cause.BOT, "")
        await work.uow.operators.end_shift(operator_id, work.now)
        await tell_supervisors(work, TextKey.SUPERVISOR_OFF_SHIFT, ticket.id, operator=operator.tag)
    return await lose_offer(work, ticket, "could not be reached", tell=False)


async def _count_from_now(work: Work, ticket: Ticket) -> None:
    """The holder's time to speak counts from when they could come in."""
    if ticket.answer_due is not None:
        await work.uow.deadlines.expect_answer(ticket.id, work.now + work.rules.answer_within)


async def _tell(work: Work, operator: Operator, cause: Cause, reason: str) -> None:
    way = _way("bot" if cause is Cause.BOT else "invite", operator.id)
    word = f"{cause.value}:{reason}" if cause is Cause.OTHER else cause.value
    if not await work.uow.cards.tell({way: word[:100]}):
        return
    for supervisor in await work.uow.operators.supervisors():
        if supervisor.started_bot:
            key, speaks = _TEXTS[cause], supervisor.language
            text = views.text(key, speaks, operator=operator.tag, reason=reason)
            await say(work, supervisor.id, Shown(text), priority=Priority.NOTICE)


def _way(way: str, operator_id: int) -> str:
    return f"reach:{way}:{operator_id}"
