"""A supervisor's announcement: written, shown before it is sent, sent at Telegram's pace, stopped.

People are handed over to the outbox a few at a time, in the order of their ids, and how far that
came is kept in the same transaction: whatever is killed and whenever, nobody is handed over twice
and nobody is left out. The next few follow when those before them are settled.
"""

from collections.abc import Sequence
from datetime import timedelta

from core.cards.send import say, show
from core.model.actions import Verb, button
from core.model.cards import Card
from core.model.effects import Priority, SendAnnouncement
from core.model.events import CustomerUnreachable
from core.model.outcomes import Sent, Settled, Unreachable
from core.model.records import Announcement, AnnouncementState, Audience
from core.model.text_keys import TextKey
from core.model.texts import Button, DeskError, Shown, text
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import supervisor

_SURE = {
    Audience.OPERATORS: TextKey.ANNOUNCE_SURE_OPERATORS,
    Audience.CUSTOMERS: TextKey.ANNOUNCE_SURE_CUSTOMERS,
}

_STATES = {
    AnnouncementState.SENDING: TextKey.ANNOUNCE_SENDING,
    AnnouncementState.DONE: TextKey.ANNOUNCE_DONE,
    AnnouncementState.STOPPED: TextKey.ANNOUNCE_STOPPED,
}

ANNOUNCING = "announce"
"""The step at which the author writes the text."""


async def ask_announcement(work: Work, actor_id: int) -> None:
    """Ask for the text. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.set(actor_id, ANNOUNCING)
    await say(work, actor_id, Shown(text(TextKey.ANNOUNCE_ASK, actor.language)))


async def write_announcement(work: Work, actor_id: int, words: str | None) -> None:
    """Keep the text, word for word (None: it is none), and ask who is to get it. Raises
    StaffOnly."""
    actor = await supervisor(work, actor_id)
    if not words:
        await say(work, actor_id, Shown(text(TextKey.ANNOUNCE_ONLY_TEXT, actor.language)))
        return
    await work.uow.steps.clear(actor_id)
    announcement = await work.uow.announcements.draft(actor_id, words, work.now)
    card = Card.ANNOUNCEMENT.of(announcement.id)
    await show(work, actor_id, card, audience_question(announcement, actor.language))


async def choose_audience(
    work: Work, actor_id: int, announcement_id: int, audience: Audience
) -> None:
    """Show what goes to how many, and ask for a yes. Raises StaffOnly, DeskError(ALREADY_DONE,
    ANNOUNCE_NOBODY)."""
    actor = await supervisor(work, actor_id)
    await _own(work, actor_id, announcement_id)
    if not await work.uow.announcements.choose(announcement_id, audience):
        raise DeskError(TextKey.ALREADY_DONE)
    announcement = await _own(work, actor_id, announcement_id)
    count = await work.uow.announcements.audience_size(audience, actor_id, work.now)
    if not count:
        raise DeskError(TextKey.ANNOUNCE_NOBODY)
    card = Card.ANNOUNCEMENT.of(announcement.id)
    await show(work, actor_id, card, confirmation(announcement, count, actor.language))


async def begin_announcement(work: Work, actor_id: int, announcement_id: int) -> None:
    """Begin to send it after the yes. Raises StaffOnly, DeskError(ALREADY_DONE)."""
    announcement = await _own(work, actor_id, announcement_id)
    rows = work.uow.announcements
    count = await rows.audience_size(announcement.audience, actor_id, work.now)
    if not await rows.begin(announcement_id, count, work.now):
        raise DeskError(TextKey.ALREADY_DONE)
    await send_announcements(work)
    await _show_progress(work, announcement_id, Priority.REPLY)


async def stop_announcement(work: Work, actor_id: int, announcement_id: int) -> None:
    """Drop it, or send it no further; those few who were handed over get it. Raises StaffOnly,
    DeskError(ALREADY_DONE)."""
    await _own(work, actor_id, announcement_id)
    if not await work.uow.announcements.stop(announcement_id, work.now):
        raise DeskError(TextKey.ALREADY_DONE)
    await _show_progress(work, announcement_id, Priority.REPLY)


async def send_announcements(work: Work) -> int:
    """Hand over the next few, of the oldest announcement first; returns how many. The scheduler's
    tick, so that a second's worth is on its way at most."""
    under_way = await work.uow.announcements.sending()
    if not under_way:
        return 0
    rate = work.rules.announcement_rate
    on_the_way = await work.uow.announcements.on_the_way()
    handed = 0
    for announcement in under_way:
        if on_the_way + handed < rate:
            handed += await _hand_over(work, announcement, rate - on_the_way - handed)
        if not handed and not on_the_way and not await _next_people(work, announcement, 1):
            await work.uow.announcements.done(announcement.id, work.now)
        await _show_progress(work, announcement.id, Priority.BOARD)
    return handed


@settles(SendAnnouncement)
async def announcement_settled(
    work: Work, _row: OutboxEffect, effect: SendAnnouncement, outcome: Settled
) -> None:
    """Count one of them who got it, or cannot get it."""
    is_sent = isinstance(outcome, Sent)
    await work.uow.announcements.counted(
        effect.announcement_id, sent=int(is_sent), failed=int(not is_sent)
    )
    if isinstance(outcome, Unreachable):
        if await work.customer(effect.chat_id) is not None:
            work.happened(CustomerUnreachable(effect.chat_id, outcome.reason))
        await work.uow.operators.set_started(effect.chat_id, False)
    announcement = await work.uow.announcements.get(effect.announcement_id)
    if announcement is not None and announcement.state is AnnouncementState.STOPPED:
        await _show_progress(work, effect.announcement_id, Priority.BOARD)


async def _hand_over(work: Work, announcement: Announcement, limit: int) -> int:
    people = await _next_people(work, announcement, limit)
    last_id = announcement.last_id
    if not people or not await work.uow.announcements.advance(announcement.id, last_id, people[-1]):
        return 0
    for number, person in enumerate(people):
        await work.tell(
            SendAnnouncement(person, announcement.id, announcement.text),
            priority=Priority.BOARD,
            not_before=work.now + timedelta(seconds=number / work.rules.announcement_rate),
        )
    return len(people)


async def _next_people(work: Work, announcement: Announcement, limit: int) -> Sequence[int]:
    return await work.uow.announcements.recipients(
        announcement.audience,
        announcement.author_id,
        announcement.started_at or work.now,
        announcement.last_id,
        limit,
    )


async def _own(work: Work, actor_id: int, announcement_id: int) -> Announcement:
    """Return the author's own announcement. Raises StaffOnly, and DeskError(ALREADY_DONE) for
    another's."""
    await supervisor(work, actor_id)
    announcement = await work.uow.announcements.get(announcement_id)
    if announcement is None or announcement.author_id != actor_id:
        raise DeskError(TextKey.ALREADY_DONE)
    return announcement


async def _show_progress(work: Work, announcement_id: int, priority: Priority) -> None:
    announcement = await work.uow.announcements.get(announcement_id)
    if announcement is None:
        return
    author = await work.operator(announcement.author_id)
    if author is None:
        return
    shown = progress(announcement, author.language)
    await show(work, author.id, Card.ANNOUNCEMENT.of(announcement_id), shown, priority=priority)


def audience_question(announcement: Announcement, language: str) -> Shown:
    """Ask which audience it is for."""
    rows = tuple(
        (button(label, Verb.AUDIENCE, announcement.id, audience.value),)
        for label, audience in (
            (TextKey.BUTTON_TO_OPERATORS, Audience.OPERATORS),
            (TextKey.BUTTON_TO_CUSTOMERS, Audience.CUSTOMERS),
        )
    )
    shown = text(TextKey.ANNOUNCE_TO_WHOM, language, text=announcement.text)
    return Shown(shown, (*rows, (_no(announcement),)))


def confirmation(announcement: Announcement, count: int, language: str) -> Shown:
    """Show what will be sent, and to how many, and ask whether to send it."""
    yes = button(TextKey.BUTTON_YES_SEND, Verb.ANNOUNCE_YES, announcement.id)
    key = _SURE[announcement.audience]
    shown = text(key, language, count=count, text=announcement.text)
    return Shown(shown, ((yes, _no(announcement)),))


def progress(announcement: Announcement, language: str) -> Shown:
    """Show how far it has come; one that was dropped before it began says so."""
    if announcement.started_at is None:
        return Shown(text(TextKey.ANNOUNCE_DROPPED, language))
    stop = button(TextKey.BUTTON_STOP, Verb.ANNOUNCE_STOP, announcement.id)
    shown = text(
        _STATES[announcement.state],
        language,
        sent=announcement.sent,
        failed=announcement.failed,
        count=announcement.total,
    )
    return Shown(shown, ((stop,),) if announcement.state is AnnouncementState.SENDING else ())


def _no(announcement: Announcement) -> Button:
    return button(TextKey.BUTTON_NO, Verb.ANNOUNCE_STOP, announcement.id)
