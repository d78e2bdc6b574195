"""A staff group that cannot be used any more: it takes no ticket, what it serves goes on
elsewhere."""

from core.domain import group_views, views
from core.domain.effects import Priority
from core.domain.events import CapacityFreed
from core.domain.groups import WANTED, Need, StaffGroup, Trouble, trouble_word
from core.domain.places import Place, PlaceKind, PlaceState
from core.domain.texts import RelayKey
from core.domain.tickets import TicketEventKind
from core.domain.views import Shown
from core.ports import Work
from core.usecases.moving import move_ticket
from core.usecases.telling import say

_LIVE = tuple(state for state in PlaceState if state is not PlaceState.DELETED)


async def lose_group(
    work: Work, chat_id: int, trouble: Trouble, needs: tuple[Need, ...] = ()
) -> bool:
    """The bot cannot work there any more: tickets that are served there get another place, and
    supervisors hear once what is to be mended. False when that is no news, or no staff group."""
    group = await work.group(chat_id)
    if group is None:
        return False
    is_news = False
    if group.cause not in WANTED:
        word = trouble_word(trouble, needs)
        changed = await work.uow.groups.take_out(chat_id, word, work.now)
        # Of one who mends it step by step every step would be news.
        is_news = changed and group.cause in (None, Trouble.UNSEEN)
    places = await work.uow.places.in_chat(chat_id)
    for place in places:
        await give_up(work, place)
    if places:  # whoever held what has to wait now is free for others
        work.happened(CapacityFreed())
    if is_news:
        await tell_of_loss(work, group, trouble, needs)
    return is_news


async def is_out_of_reach(work: Work, chat_id: int) -> bool:
    """Telegram refused the bot that chat. False when it is no staff group."""
    if chat_id > 0 or await work.group(chat_id) is None:
        return False
    await lose_group(work, chat_id, Trouble.REMOVED)
    return True


async def tell_of_loss(
    work: Work, group: StaffGroup, trouble: Trouble, needs: tuple[Need, ...] = ()
) -> None:
    """To supervisors, each in their language."""
    for supervisor in await work.uow.operators.supervisors():
        if supervisor.started_bot:
            speaks = supervisor.language
            why = group_views.trouble(trouble, needs, speaks)
            notice = views.text(
                RelayKey.SUPERVISOR_GROUP_LOST, speaks, group=group.title, trouble=why
            )
            await say(work, supervisor.id, Shown(notice), priority=Priority.NOTICE)


async def give_up(work: Work, place: Place) -> None:
    """The ticket that is served there goes on elsewhere. A topic without one waits for its customer
    as it is: it is there again when the forum is."""
    ticket = await work.ticket(place.ticket_id)
    if ticket is not None and ticket.is_open:
        await work.note(
            ticket.id,
            TicketEventKind.PLACE_LOST,
            kind=place.kind.value,
            chat=place.chat_id,
            title=place.title,
        )
        await move_ticket(work, ticket)
    if place.kind is not PlaceKind.THREAD:
        await work.uow.places.move(place.id, PlaceState.DELETED, work.now, frm=_LIVE)
        await work.uow.traces.gone(place.id)
