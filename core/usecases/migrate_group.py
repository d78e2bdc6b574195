"""A basic group became a supergroup: it has another id, and another history, from now on
(https://core.telegram.org/api/channel#migration)."""

from core.domain import cards, views
from core.domain.places import Place, PlaceState
from core.domain.texts import RelayKey
from core.domain.tickets import TicketEventKind
from core.domain.views import Shown
from core.ports import Work
from core.usecases.lost_groups import give_up
from core.usecases.telling import say, show_desk


async def group_migrated(work: Work, old: int, new: int) -> None:
    """Everything of the group follows to its new id, however often and from wherever that is heard.

    What stands in the old one cannot be answered, edited or deleted by the bot any more: the cards
    of its tickets are shown anew, and what was to be cleared is for a person to clear.
    """
    uow = work.uow
    await uow.outbox.migrated(old, new)
    is_news = await uow.groups.migrated(old, new)
    moved = await uow.places.in_chat(old)
    if moved:
        await _make_room(work, moved, new)
        await uow.places.migrated(old, new)
    left = await uow.traces.forget(old)
    group = await work.group(new) if is_news else None
    if group is None:
        return
    if group.is_usable:
        await _say_so(work, new, left)
    for place in await uow.places.in_chat(new):
        if place.state is PlaceState.READY:
            await _show_anew(work, place)


async def has_migrated(work: Work, chat_id: int) -> bool:
    """Whether that staff group had another id before."""
    group = await work.group(chat_id)
    return group is not None and group.former_chat_id is not None


async def _make_room(work: Work, moved: list[Place], new: int) -> None:
    """Somebody said /desk in the new one before we heard that it is the old one."""
    there = await work.uow.places.by_chat(new)
    if there is None or all(place.is_shared for place in moved):
        return
    given_up = there if there.ticket_id is None else next(p for p in moved if not p.is_shared)
    await give_up(work, given_up)


async def _show_anew(work: Work, place: Place) -> None:
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return
    await work.note(
        ticket.id,
        TicketEventKind.PLACE_TAKEN,
        kind=place.kind.value,
        chat=place.chat_id,
        title=place.title,
    )
    await work.uow.cards.remember({cards.desk(ticket.id): ""})  # whatever it showed, it is gone
    await show_desk(work, ticket, place)


async def _say_so(work: Work, chat_id: int, left: int) -> None:
    language = work.rules.desk_language
    if left:
        shown = views.text(RelayKey.GROUP_MIGRATED_LEFT, language, count=left)
    else:
        shown = views.text(RelayKey.GROUP_MIGRATED, language)
    await say(work, chat_id, Shown(shown))
