"""A staff group is taken into use, lost, recovered, or migrated.

Groups come from the settings, or from a supervisor. A lost group gets no tickets, and those it
serves go on elsewhere. A basic group that became a supergroup has another id and another history
(https://core.telegram.org/api/channel#migration).
"""

from collections.abc import Mapping

from core.cards.send import say, show_desk
from core.cards.views.customer import translated
from core.groups import views as group_views
from core.model import texts
from core.model.cards import Card
from core.model.desk_effects import LookAtGroup
from core.model.effects import Priority, SetTitle
from core.model.events import CapacityFreed, DeskFree, GroupUsable, RoomFree
from core.model.notice_keys import NoticeKey
from core.model.places import (
    WANTED,
    GroupSeen,
    GroupUse,
    Need,
    Place,
    PlaceKind,
    PlaceState,
    StaffGroup,
    Trouble,
    lacks,
    trouble_word,
)
from core.model.relay_text_keys import RelayKey
from core.model.texts import Shown, Text
from core.model.tickets import TicketEventKind
from core.places.moving import move_ticket
from core.places.talk import note_place
from core.ports import Work


async def apply_group_settings(
    work: Work, wanted: Mapping[int, GroupUse], seen: Mapping[int, GroupSeen | None]
) -> None:
    """Take the `wanted` groups of the settings into use; `seen`: the checks of those that could be
    checked (None: the bot is not a member). The others are checked as soon as Telegram can be
    asked. Repeats change nothing."""
    named = {await present_id(work, chat_id): use for chat_id, use in wanted.items()}
    for group in await work.uow.groups.all():
        if group.added_by is None and group.chat_id not in named:
            await work.uow.groups.take_out(group.chat_id, trouble_word(Trouble.SETTINGS), work.now)
    for chat_id, use in named.items():
        await _is_named(work, chat_id, use)
    for group in await work.uow.groups.all():
        if group.cause in WANTED:
            continue
        if group.chat_id in seen:
            await apply_check(work, group, seen[group.chat_id])
        else:
            await check_group(work, group)


async def present_id(work: Work, chat_id: int) -> int:
    """Return the group's present id: the settings may have the one from before it became a
    supergroup."""
    group = await work.uow.groups.once(chat_id)
    return chat_id if group is None else group.chat_id


async def add_group(
    work: Work, chat_id: int, use: GroupUse, title: str, added_by: int | None
) -> bool:
    """Take a group into use; waiting tickets are served there at once. Returns False when it is in
    use already."""
    if not await work.uow.groups.put(chat_id, use, title, work.now, added_by):
        return False
    there = await work.uow.places.by_chat(chat_id)
    if use is not GroupUse.DESK:
        if there is not None:
            # A desk that is being cleared is, whatever its group is for now.
            await work.uow.places.move(there.id, PlaceState.DELETED, work.now, frm=PlaceState.CLEAN)
    elif there is None:
        await work.uow.places.add(
            PlaceKind.DESK, PlaceState.CLEAN, work.new_marker(), title, chat_id, work.now
        )
    for event in (DeskFree(), GroupUsable(), RoomFree()):
        work.happened(event)
    return True


async def is_busy(work: Work, chat_id: int) -> bool:
    """Whether a ticket is served there."""
    return any(place.ticket_id is not None for place in await work.uow.places.in_chat(chat_id))


async def apply_check(work: Work, group: StaffGroup, seen: GroupSeen | None) -> None:
    """Apply the result of a check: the group is lost, works again, or stays as it is."""
    if seen is None or not seen.is_member:
        await lose_group(work, group.chat_id, Trouble.REMOVED)
        return
    needs = lacks(group.use, seen)
    if needs:
        await lose_group(work, group.chat_id, Trouble.RIGHTS, needs)
    elif group.cause is not None and group.cause not in WANTED:
        await _works_again(work, group, seen)


async def check_group(work: Work, group: StaffGroup) -> None:
    """Check with Telegram what the bot is and may do in the group."""
    effect = LookAtGroup(group.chat_id, group.use)
    await work.tell(effect, priority=Priority.NOTICE)


async def check_chat(work: Work, chat_id: int) -> None:
    """Check the chat if it is a staff group in use."""
    group = await work.group(chat_id)
    if group is not None and group.is_usable:
        await check_group(work, group)


async def _is_named(work: Work, chat_id: int, use: GroupUse) -> None:
    """Record a group that the settings name, and its use; what a supervisor took out stays out."""
    group = await work.group(chat_id)
    if group is None:
        await work.uow.groups.put(chat_id, use, str(chat_id), work.now, None)
        await work.uow.groups.take_out(chat_id, trouble_word(Trouble.NOT_CHECKED), work.now)
        return
    is_other = group.use is not use
    wanted = group.cause is Trouble.SETTINGS or (is_other and group.is_usable)
    if wanted and not (is_other and await is_busy(work, chat_id)):
        await add_group(work, chat_id, use, group.title, None)


async def _works_again(work: Work, group: StaffGroup, seen: GroupSeen) -> None:
    """Record that the group works again. A desk that was lost with a ticket keeps that ticket's
    name."""
    is_new = group.cause is Trouble.NOT_CHECKED
    title = seen.title if is_new or group.use is not GroupUse.DESK else group.title
    await add_group(work, group.chat_id, group.use, title, group.added_by)
    if title != seen.title:
        await work.tell(SetTitle(group.chat_id, title))
    if is_new:
        return
    await _notify_supervisors(work, texts.text(NoticeKey.GROUP_BACK, None, group=title))


async def lose_group(
    work: Work, chat_id: int, trouble: Trouble, needs: tuple[Need, ...] = ()
) -> bool:
    """Record that the bot cannot work there any more: its tickets get another place, and
    supervisors are notified once of what to repair. Returns False when that is known, or when it is
    no staff group."""
    group = await work.group(chat_id)
    if group is None:
        return False
    is_news = False
    if group.cause not in WANTED:
        word = trouble_word(trouble, needs)
        changed = await work.uow.groups.take_out(chat_id, word, work.now)
        # Of one who mends it step by step every step would be news.
        is_news = changed and group.cause in (None, Trouble.NOT_CHECKED)
    places = await work.uow.places.in_chat(chat_id)
    for place in places:
        await give_up(work, place)
    if places:  # whoever held what has to wait now is free for others
        work.happened(CapacityFreed())
    if is_news:
        why = group_views.trouble(trouble, needs, work.rules.desk_language)
        notice = texts.text(NoticeKey.GROUP_LOST, None, group=group.title, trouble=why)
        await _notify_supervisors(work, notice)
    return is_news


async def is_out_of_reach(work: Work, chat_id: int) -> bool:
    """Handle that Telegram refused the bot that chat. Returns False when it is no staff group."""
    if chat_id > 0 or await work.group(chat_id) is None:
        return False
    await lose_group(work, chat_id, Trouble.REMOVED)
    return True


async def _notify_supervisors(work: Work, notice: Text) -> None:
    """Notify each supervisor in their language, before the messages that follow from it."""
    for supervisor in await work.uow.operators.supervisors():
        if supervisor.started_bot:
            shown = Shown(translated(notice, supervisor.language))
            await say(work, supervisor.id, shown, priority=Priority.NOTICE)


async def give_up(work: Work, place: Place) -> None:
    """Move the ticket that is served there elsewhere. A topic without a ticket stays for its
    customer, since it is there again when the forum is."""
    ticket = await work.ticket(place.ticket_id)
    if ticket is not None and ticket.is_open:
        await note_place(work, ticket.id, TicketEventKind.PLACE_LOST, place)
        await move_ticket(work, ticket)
    if place.kind is not PlaceKind.THREAD:
        await work.uow.places.move(place.id, PlaceState.DELETED, work.now)
        await work.uow.traces.gone(place.id)


async def group_migrated(work: Work, old: int, new: int) -> None:
    """Move everything of the group to its new id. Repeats from any source are harmless.

    The bot cannot answer, edit or delete messages of the old group any more: the cards of its
    tickets are shown anew, and what was to be cleared is left to a person.
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
        await _announce_migration(work, new, left)
    for place in await uow.places.in_chat(new):
        if place.state is PlaceState.READY:
            await _refresh_card(work, place)


async def has_migrated(work: Work, chat_id: int) -> bool:
    """Whether that staff group had another id before."""
    group = await work.group(chat_id)
    return group is not None and group.former_chat_id is not None


async def _make_room(work: Work, moved: list[Place], new: int) -> None:
    """Clear the way for the moved place when another was made under the new id before the migration
    was known."""
    there = await work.uow.places.by_chat(new)
    if there is None or all(place.is_shared for place in moved):
        return
    given_up = there if there.ticket_id is None else next(p for p in moved if not p.is_shared)
    await give_up(work, given_up)


async def _refresh_card(work: Work, place: Place) -> None:
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return
    await note_place(work, ticket.id, TicketEventKind.PLACE_TAKEN, place)
    await work.uow.cards.remember({Card.DESK.of(ticket.id): ""})  # whatever it showed, it is gone
    await show_desk(work, ticket, place)


async def _announce_migration(work: Work, chat_id: int, left: int) -> None:
    language = work.rules.desk_language
    if left:
        shown = texts.text(RelayKey.GROUP_MIGRATED_LEFT, language, count=left)
    else:
        shown = texts.text(RelayKey.GROUP_MIGRATED, language)
    await say(work, chat_id, Shown(shown))
