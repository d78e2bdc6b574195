"""Answers that staff gives from the page, or by a canned reply, for a customer who stays in the
bot's chat.

An answer is posted in the ticket's staff group first, as said from the page by whom, so that all of
the staff see one conversation. Once it stands there it is that message's row: recorded with the
words alone, as said by its author, and copied to the customer as a Reply in the group is. A death
between the two posts it again; it is recorded, and reaches the customer, once all the same. A file
lies in the folder of uploads until it was posted and is among the customer's files.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core.cards.lookup import is_relayed, usable_place
from core.cards.notices import report_failure
from core.cards.send import forgotten, say
from core.conversations.copies import answer_at, is_internal, relay_answer
from core.conversations.held import decision
from core.conversations.incoming import assign_to_author
from core.conversations.record import keep_edit, role_of
from core.conversations.withdraw import withdraw
from core.desks.desk import trace_own_messages
from core.model.audit import SENT, AuditKind
from core.model.cards import Card
from core.model.desk_effects import EditCopy, EditPost, PostAnswer
from core.model.effects import DeleteMessage
from core.model.events import AnswerMended
from core.model.messages import (
    BY_PAGE,
    CANNED,
    HELD,
    MessageKind,
    Recorded,
    Said,
    is_held,
    is_posted,
    utf16_length,
)
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.outcomes import Cause, Refused, Sent, Settled
from core.model.places import Place, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.reply_text_keys import ReplyKey
from core.model.texts import DeskError, Shown, Text, text
from core.model.tickets import Ticket
from core.model.uploads import MADE_ANEW, MOST_TOGETHER, Upload, albums
from core.moderation.rules import why_asked
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff.access import staff_member, ticket_of_staff
from core.threads.topics import recreate_topic

LONGEST_ANSWER = 4096
"""UTF-16 code units of a message (https://core.telegram.org/bots/api#sendmessage)."""
LONGEST_CAPTION = 1024
"""The same of what stands below a file (https://core.telegram.org/bots/api#sendphoto)."""

AGAIN_AFTER = timedelta(seconds=10)
MOST_TRIES = 30
"""Tries to post an answer while its ticket gets another place: five minutes of them."""


async def answer_from_page(
    work: Work,
    actor_id: int,
    ticket_id: int,
    words: str,
    files: Sequence[Upload] = (),
    *,
    anyway: bool = False,
) -> None:
    """Answer the ticket's customer with these words, which are text alone: nothing in them is
    markup; or with files in that order, of which the first has the words below it, if there are
    any. `anyway`: the author was asked about what is in them, and wants them sent.

    Raises StaffOnly, NotYourTicket, TicketIsClosed; DeskError for a customer who is in a room, for
    a ticket that has no place yet, for words that are none, too many, or meant for staff only, and
    for more files than go at once.
    """
    place = await check_answer(work, actor_id, ticket_id)
    if len(files) > MOST_TOGETHER:
        raise DeskError(RelayKey.PAGE_FILES_TOO_MANY)
    author = await staff_member(work, actor_id)
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    said = _checked(work, words, has_file=bool(files))
    _asked(work, actor_id, ticket, said, anyway=anyway)
    card = await _card_there(work, ticket, place)
    for number, together in enumerate(albums(files) or [()]):
        below = "" if number else said
        answer = PostAnswer(
            place.chat_id or 0,
            _shown(work, author.name, below, has_file=bool(together)),
            below,
            author.id,
            author.name,
            work.now.replace(microsecond=0).isoformat(),  # as Telegram's own
            place.thread_id,
            card,
            files=together,
            is_asked=anyway,
        )
        await work.tell(answer, ticket.id)


async def answer_by_canned(
    work: Work,
    ticket: Ticket,
    author: tuple[int, str],
    shortcut: str,
    words: str,
    answers: int | None = None,
) -> None:
    """Answer the ticket's customer with a canned reply, in the author's name (their id and name).
    `answers`: the message of the ticket's group that it is an answer to, if it is to one.

    Raises DeskError as `answer_from_page` does.
    """
    place = await place_to_answer(work, ticket)
    author_id, name = author
    said = _checked(work, words, has_file=False)
    shown = text(
        ReplyKey.CANNED_ANSWER,
        work.rules.desk_language,
        operator=name,
        shortcut=shortcut,
        words=said,
    )
    answer = PostAnswer(
        place.chat_id or 0,
        shown,
        said,
        author_id,
        name,
        work.now.replace(microsecond=0).isoformat(),
        place.thread_id,
        answers or await _card_there(work, ticket, place),
        canned=shortcut,
        answers=answers,
    )
    await work.tell(answer, ticket.id)


async def check_answer(work: Work, actor_id: int, ticket_id: int) -> Place:
    """Return where that person's answer to the ticket would be posted. Raises as
    `answer_from_page`."""
    return await place_to_answer(work, await ticket_of_staff(work, actor_id, ticket_id))


async def edit_from_page(
    work: Work,
    actor_id: int,
    ticket_id: int,
    chat_id: int,
    message_id: int,
    words: str,
    *,
    anyway: bool = False,
) -> None:
    """Let an answer that its author gave from the page say these words: in the transcript, to the
    customer and in the staff's group. The same words change nothing. What stands below a file may
    be nothing.

    Raises StaffOnly, NotYourTicket, TicketIsClosed; DeskError where there is no such answer of
    theirs, and for words that `answer_from_page` refuses.
    """
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    recorded = await answer_at(work, chat_id, message_id)
    if recorded is None or recorded.ticket_id != ticket.id or not may_edit(recorded, actor_id):
        raise DeskError(RelayKey.NO_SUCH_ANSWER)
    has_file = recorded.said.kind is not MessageKind.TEXT
    checked = _checked(work, words, has_file=has_file)
    _asked(work, actor_id, ticket, checked, anyway=anyway)
    details = {name: value for name, value in recorded.said.details.items() if name != HELD}
    said = replace(recorded.said, text=checked, details=details, edited_at=work.now)
    if said.text == recorded.said.text:
        return
    waits = is_held(recorded.said) and await decision(work, recorded.said) != SENT
    if not await keep_edit(work, said, None, is_freed=True):
        return
    if waits:
        work.happened(AnswerMended(ticket.id, chat_id, message_id))
    else:
        await work.tell(EditCopy(ticket.customer_id, chat_id, message_id), ticket.id)
    shown = _shown(work, said.sender_name, said.text, has_file=has_file)
    await work.tell(EditPost(chat_id, message_id, shown, has_file), ticket.id)


async def withdraw_from_page(
    work: Work, actor_id: int, ticket_id: int, chat_id: int, message_id: int
) -> None:
    """Take an answer of the staff out of the customer's chat, wherever it was given.

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError where there is no such answer.
    """
    await ticket_of_staff(work, actor_id, ticket_id)
    await withdraw(work, actor_id, chat_id, ticket_id, message_id)


async def place_to_answer(work: Work, ticket: Ticket) -> Place:
    """Return where the staff talks about the ticket. Raises DeskError for a room, and where there
    is no such place yet."""
    place = await usable_place(work, ticket)
    if not (await is_relayed(work, ticket) if place is None else place.kind.is_relayed):
        raise DeskError(RelayKey.PAGE_ANSWER_ELSEWHERE)
    if place is None or place.chat_id is None or place.state is not PlaceState.READY:
        raise DeskError(RelayKey.PAGE_ANSWER_TOO_EARLY)
    return place


def may_edit(recorded: Recorded, actor_id: int) -> bool:
    """Whether it is an answer that the bot posted for this person, and stands."""
    is_theirs = recorded.said.sender_id == actor_id and is_posted(recorded.said.details)
    return is_theirs and recorded.deleted_at is None


@settles(PostAnswer)
async def answer_posted(
    work: Work, row: OutboxEffect, effect: PostAnswer, outcome: Settled
) -> None:
    """Record the answer and copy it to the customer, once it stands in the staff's group. One that
    the group refused is posted where the ticket is by then."""
    ticket = await work.ticket(row.ticket_id)
    if ticket is None:
        return
    if not isinstance(outcome, Sent):
        await _post_elsewhere(work, row, ticket, effect, outcome)
        return
    answers = _answers(effect, outcome)
    there = [said.message_id for said, _ in answers]
    await trace_own_messages(work, effect.chat_id, there)
    place = await work.place(ticket.place_id)
    if place is None or await forgotten(work, ticket):
        for message_id in there:
            await work.tell(DeleteMessage(effect.chat_id, message_id))
        return
    role = role_of(ticket, await work.operator(effect.author_id))
    new = [
        await relay_answer(work, ticket, place, said, role, upload, is_asked=effect.is_asked)
        for said, upload in answers
    ]
    if any(new) and ticket.is_open:
        await assign_to_author(work, ticket.id, place, effect.author_id)


async def _post_elsewhere(
    work: Work, row: OutboxEffect, ticket: Ticket, effect: PostAnswer, outcome: Refused
) -> None:
    """Post it where the ticket is by now, or later while it has no place. At last its author is
    told what was not delivered."""
    if outcome.cause is Cause.TOPIC_GONE:
        await recreate_topic(work, effect.chat_id, effect.thread_id, outcome.reason)
    current = await work.ticket(ticket.id) or ticket
    try:
        place = await place_to_answer(work, current)
    except DeskError as refusal:
        place, waits = None, refusal.key is RelayKey.PAGE_ANSWER_TOO_EARLY
    else:
        waits = True
    if not current.is_open or not waits or effect.tries >= MOST_TRIES:
        await _give_up(work, row, current, effect, outcome)
        return
    again = replace(effect, tries=effect.tries + 1)
    is_same = place is not None and _is_at(place, effect)
    if place is not None and place.chat_id is not None and not is_same:
        card = await _card_there(work, current, place)
        there = replace(
            again, chat_id=place.chat_id, thread_id=place.thread_id, reply_to=card, answers=None
        )
        await work.tell(there, ticket.id)
    else:
        await work.tell(again, ticket.id, not_before=work.now + AGAIN_AFTER)


async def _give_up(
    work: Work, row: OutboxEffect, ticket: Ticket, effect: PostAnswer, outcome: Refused
) -> None:
    await report_failure(work, row, outcome.reason)
    author = await work.operator(effect.author_id)
    if author is None or not author.started_bot:
        return
    lost = text(
        RelayKey.PAGE_ANSWER_LOST if effect.canned is None else ReplyKey.CANNED_LOST,
        author.language,
        ticket=ticket.id,
        reason=outcome.reason,
        words=effect.words or ", ".join(file.file_name for file in effect.files),
    )
    await say(work, author.id, Shown(lost), ticket_id=ticket.id)


def _is_at(place: Place, effect: PostAnswer) -> bool:
    return (place.chat_id, place.thread_id) == (effect.chat_id, effect.thread_id)


async def asked_about(work: Work, words: str) -> Held | None:
    """Return why the author of these words is asked whether they are to go; None: they go."""
    return why_asked(work.rules, words)


def _asked(work: Work, actor_id: int, ticket: Ticket, words: str, *, anyway: bool) -> None:
    """Keep who sends what is asked about. Raises DeskError for what nobody was asked about."""
    if why_asked(work.rules, words) is None:
        return
    if not anyway:
        raise DeskError(HeldKey.ASK_FIRST)
    work.audit(actor_id, AuditKind.ANSWER, ticket.id, None, SENT)


def _checked(work: Work, words: str, *, has_file: bool) -> str:
    """Return the words as they are sent. Raises DeskError for what cannot be an answer."""
    found = words.replace("\r\n", "\n").strip()
    if not found and not has_file:
        raise DeskError(RelayKey.PAGE_ANSWER_EMPTY)
    if utf16_length(found) > (LONGEST_CAPTION if has_file else LONGEST_ANSWER):
        too_long = RelayKey.PAGE_CAPTION_TOO_LONG if has_file else RelayKey.PAGE_ANSWER_TOO_LONG
        raise DeskError(too_long)
    if is_internal(work, Said(0, 0, 0, "", work.now, MessageKind.TEXT, found)):
        raise DeskError(RelayKey.PAGE_ANSWER_INTERNAL)
    return found


def _shown(work: Work, author: str, words: str, *, has_file: bool) -> Text:
    """Return the answer as the staff's group sees it."""
    language = work.rules.desk_language
    if has_file and not words:
        return text(RelayKey.PAGE_FILE, language, operator=author)
    return text(RelayKey.PAGE_ANSWER, language, operator=author, words=words)


async def _card_there(work: Work, ticket: Ticket, place: Place) -> int | None:
    """Return the ticket's card where tickets share the chat, so that it is seen whose it is."""
    if not place.is_shared:
        return None
    position = await work.uow.cards.find(Card.DESK.of(ticket.id))
    return position[1] if position is not None and position[0] == place.chat_id else None


def _answers(effect: PostAnswer, outcome: Sent) -> list[tuple[Said, str | None]]:
    """Return what the author said by it, each with its file among the uploads: what Telegram made
    anew is fetched from there."""
    if not effect.files:
        return [(_said(effect, int(outcome.value["message_id"])), None)]
    found: list[tuple[Said, str | None]] = []
    for number, (file, there) in enumerate(zip(effect.files, outcome.posted, strict=True)):
        own = replace(_said(effect, there.message_id), kind=there.kind, media=there.media)
        own = replace(own, album=there.album, text="" if number else effect.words)
        found.append((own, None if there.kind in MADE_ANEW else file.stored))
    return found


def _said(effect: PostAnswer, message_id: int) -> Said:
    return Said(
        effect.chat_id,
        message_id,
        effect.author_id,
        effect.author,
        datetime.fromisoformat(effect.said_at),
        MessageKind.TEXT,
        effect.words,
        reply_to=effect.answers,
        details={BY_PAGE: True} if effect.canned is None else {CANNED: effect.canned},
    )
