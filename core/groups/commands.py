"""Supervisors take staff groups into use and out of it: by commands in the group, by adding and
removing the bot, and in the list that /desks shows."""

from core.cards.lookup import is_ours
from core.cards.send import is_repeat, language_for, say, show_dialog
from core.groups import views as group_views
from core.groups.lifecycle import (
    add_group,
    apply_check,
    check_chat,
    check_group,
    is_busy,
    lose_group,
)
from core.groups.views import GroupNow, groups_list
from core.model import texts
from core.model.actions import clipped, part
from core.model.desk_effects import LookAtGroup
from core.model.effects import Priority
from core.model.memos import Memo
from core.model.outcomes import Cause, Rejected, Sent, Settled
from core.model.people import Operator, Person, Role
from core.model.places import (
    WANTED,
    GroupSeen,
    GroupUse,
    PlaceKind,
    PlaceState,
    StaffGroup,
    Trouble,
    lacks,
    seen_from,
    trouble_word,
)
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.texts import Shown
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import supervisor

FORUM_EVERY = 180
"""Seconds between two looks at whether a forum that is in use still has topics."""


LOOK_EVERY = 600
"""Seconds between two looks at whether a group that was lost can be used again."""


async def request_use(work: Work, person: Person | None, chat_id: int, use: GroupUse) -> None:
    """Handle a supervisor's wish to use the group; whether the bot can work there is checked first.
    `person` None: somebody who writes as the group."""
    actor = await _actor(work, person, chat_id)
    if actor is None:
        return
    known = await work.group(chat_id)
    if known is not None and known.use is not use and await is_busy(work, chat_id):
        await _answer(work, chat_id, RelayKey.GROUP_BUSY, actor.language)
        return
    await request_check(work, actor, chat_id, use, answer_in=chat_id)


async def request_removal(work: Work, person: Person | None, chat_id: int) -> None:
    """Handle a supervisor's wish to use the group no more: at once, or after its present
    tickets."""
    actor = await _actor(work, person, chat_id)
    if actor is None:
        return
    group = await work.group(chat_id)
    key = RelayKey.GROUP_NOT_IN_USE
    if group is not None and group.cause is not Trouble.TAKEN_OUT:
        await take_out(work, chat_id)
        key = RelayKey.GROUP_TAKEN_OUT
        if await is_busy(work, chat_id):
            key = RelayKey.GROUP_TAKEN_OUT_LATER
    await _answer(work, chat_id, key, actor.language)


async def take_out(work: Work, chat_id: int) -> None:
    """Take the group out of use. It gets no more tickets; those it serves stay to the end."""
    await work.uow.groups.take_out(chat_id, trouble_word(Trouble.TAKEN_OUT), work.now)


async def request_check(
    work: Work, actor: Operator, chat_id: int, use: GroupUse, *, answer_in: int
) -> None:
    """Check whether the bot has the rights that it needs; if so, the group is taken into use."""
    effect = LookAtGroup(chat_id, use, actor.id, answer_in, actor.language)
    await work.tell(effect)


@settles(LookAtGroup)
async def group_checked(
    work: Work, _row: OutboxEffect, effect: LookAtGroup, outcome: Settled
) -> None:
    """Apply the result of a check; if a supervisor asked and all is well, the group is taken into
    use. A result that cannot be read changes nothing."""
    if isinstance(outcome, Rejected) and outcome.cause is Cause.UNREADABLE:
        if effect.answer_in is not None:
            await _answer(work, effect.answer_in, RelayKey.GROUP_NOT_SEEN, effect.language)
        return
    seen = seen_from(outcome.value) if isinstance(outcome, Sent) else None
    if effect.asked_by is not None and effect.answer_in is not None:
        await _answer_wish(work, effect, seen, effect.asked_by, effect.answer_in)
        return
    group = await work.group(effect.chat_id)
    if group is not None and group.cause not in WANTED:
        await apply_check(work, group, seen)


async def bot_member_changed(work: Work, seen: GroupSeen, by: Person, *, came: bool) -> None:
    """Take in that the bot's rights in a group changed. With `came` it was just added, and says
    what it needs unless the group is a room, or the archive's."""
    group = await work.group(seen.chat_id)
    if group is not None and group.cause not in WANTED:
        await apply_check(work, group, seen)
        return
    if not came or seen.chat_id == work.rules.archive_chat_id or await is_ours(work, by.id):
        return
    place = await work.uow.places.by_chat(seen.chat_id)
    if place is None or place.kind is not PlaceKind.ROOM:
        language = await language_for(work, by)
        await _answer(work, seen.chat_id, RelayKey.GROUP_WELCOME, language)


async def bot_left(work: Work, chat_id: int) -> None:
    """Take in that the bot was removed from a group, or the group is gone."""
    await lose_group(work, chat_id, Trouble.REMOVED)


async def group_renamed(work: Work, chat_id: int, title: str, by: int) -> None:
    """Record a new title as the group's own, unless a desk serves a ticket and bears that ticket's
    name now."""
    group = await work.group(chat_id)
    if group is None or by == work.rules.bot_id:
        return
    place = await work.uow.places.by_chat(chat_id)
    if group.use is GroupUse.DESK and place is not None:
        if place.state is not PlaceState.CLEAN:
            return
        await work.uow.places.rename(place.id, title)
    await work.uow.groups.titled(chat_id, title)


async def lost_groups(work: Work) -> list[int]:
    """Find groups that may work again by now."""
    return [
        group.chat_id
        for group in await work.uow.groups.all()
        if group.cause is not None and group.cause not in WANTED
    ]


async def recheck_group(work: Work, chat_id: int) -> None:
    """Check a lost group from time to time: somebody may have repaired it without the bot receiving
    an update."""
    group = await work.group(chat_id)
    if group is None or group.cause is None or group.cause in WANTED:
        return
    turn = int(work.now.timestamp()) // LOOK_EVERY
    if await work.once(Memo.LOOK, chat_id, word=str(turn)):
        await check_group(work, group)


async def forums_in_use(work: Work) -> list[int]:
    """Find forums in which topics may have been switched off, which no update tells."""
    return [group.chat_id for group in await work.uow.groups.usable(GroupUse.FORUM)]


async def recheck_forum(work: Work, chat_id: int) -> None:
    """Check a forum every few minutes."""
    group = await work.group(chat_id)
    if group is None or not group.is_usable or group.use is not GroupUse.FORUM:
        return
    turn = int(work.now.timestamp()) // FORUM_EVERY
    if await work.once(Memo.LOOK, chat_id, word=f"forum {turn}"):
        await check_group(work, group)


async def recheck_if_no_topics(work: Work, chat_id: int) -> None:
    """Check a forum of ours when a message from it shows that it has no topics."""
    if chat_id in await forums_in_use(work):
        await check_chat(work, chat_id)


async def _answer_wish(
    work: Work, effect: LookAtGroup, seen: GroupSeen | None, asked_by: int, answer_in: int
) -> None:
    use, chat_id = GroupUse(effect.use), effect.chat_id
    in_private = answer_in != chat_id
    needs = () if seen is None else lacks(use, seen)
    if seen is None or needs:
        trouble = Trouble.REMOVED if seen is None else Trouble.RIGHTS
        group = await work.group(chat_id)
        if group is not None and group.cause is Trouble.TAKEN_OUT:
            await work.uow.groups.take_out(chat_id, trouble_word(trouble, needs), work.now)
        elif group is not None and group.use is use:
            await lose_group(work, chat_id, trouble, needs)
        if seen is not None and not in_private:
            await say(work, chat_id, group_views.lacking(needs, effect.language))
    else:
        await add_group(work, chat_id, use, seen.title, asked_by)
        if not in_private:
            await _answer(work, chat_id, group_views.IN_USE[use], effect.language)
    if in_private:
        await show_groups(work, asked_by)


async def _actor(work: Work, person: Person | None, chat_id: int) -> Operator | None:
    """Return the supervisor who speaks; everybody else gets a polite reply, once. None also in a
    room, where a customer reads along."""
    place = await work.uow.places.by_chat(chat_id)
    if place is not None and place.kind is PlaceKind.ROOM:
        return None
    actor = None if person is None else await work.operator(person.id)
    if actor is not None and actor.role is Role.SUPERVISOR:
        return actor
    if not await is_repeat(work, Memo.ASKED, "group", chat_id, "no"):
        key = RelayKey.GROUP_WHO_ASKS if person is None else RelayKey.GROUP_SUPERVISORS_ONLY
        language = "en" if person is None else await language_for(work, person)
        await _answer(work, chat_id, key, language)
    return None


async def _answer(work: Work, chat_id: int, key: Key, language: str) -> None:
    await say(work, chat_id, Shown(texts.text(key, language)), priority=Priority.REPLY)


async def take_group_out(work: Work, actor_id: int, chat_id: int, page: int = 0) -> None:
    """Take the group out of use. Raises StaffOnly."""
    await supervisor(work, actor_id)
    await take_out(work, chat_id)
    await show_groups(work, actor_id, page)


async def bring_group_back(work: Work, actor_id: int, chat_id: int, page: int = 0) -> None:
    """Use the group again if the bot has the rights that it needs; the list shows what is missing.
    Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    group = await work.group(chat_id)
    if group is None or group.is_usable:
        await show_groups(work, actor_id, page)
        return
    await request_check(work, actor, chat_id, group.use, answer_in=actor_id)


async def show_groups(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """List the groups: what each is for, who is served there, what is wrong. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    groups = await work.uow.groups.all()
    shown = clipped(page, len(groups))
    now = [await _now(work, group) for group in part(groups, shown)]
    listed = groups_list(now, shown, len(groups), actor.language)
    await show_dialog(work, actor_id, listed, fresh=fresh)


async def _now(work: Work, group: StaffGroup) -> GroupNow:
    serves: list[tuple[int, str]] = []
    is_clearing = False
    for place in await work.uow.places.in_chat(group.chat_id):
        is_clearing = is_clearing or place.state is PlaceState.EMPTYING
        if place.ticket_id is None or place.state is PlaceState.EMPTYING:
            continue
        ticket = await work.ticket(place.ticket_id)
        if ticket is not None:
            names = await work.uow.oversight.names([ticket.customer_id])
            name = names.get(ticket.customer_id, str(ticket.customer_id))
            serves.append((ticket.id, name))
    return GroupNow(group, tuple(serves), is_clearing)
