"""A supervisor looks for what was said (/search): a list of what is found, the talk around each,
and its customer's transcript.

What is looked for is remembered until the next search, since a button has no room for it.
"""

from zoneinfo import ZoneInfo

from core.cards.notices import report_failure
from core.cards.send import PROMPT_LASTS, forgotten, is_repeat, name_of_customer
from core.model.actions import PAGE, clipped
from core.model.board import MOST_COUNTED
from core.model.cards import Card
from core.model.effects import Effect, SendTranscript, ShowCard
from core.model.find_text_keys import FindKey
from core.model.memos import Memo
from core.model.outcomes import Sent, Settled
from core.model.people import Role
from core.model.search import Wish
from core.model.search_effects import ReadSearch
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Shown, text
from core.ports import OutboxEffect, Work
from core.ports.board import BoardRows
from core.ports.effects import settles
from core.staff.access import supervisor
from core.supervision import search_views as views
from core.supervision.search_wishes import Wished, understood

LONGEST_SEARCH = 200
"""In characters: as much as is remembered."""

BESIDE = 4
"""Messages that are shown before and behind the one that was found."""


async def search(work: Work, actor_id: int, words: str) -> None:
    """Show messages in which the words stand, narrowed by what filters stand beside them, on a new
    card. Raises StaffOnly, DeskError(SEARCH_TOO_LONG), and as `understood`."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    wanted = " ".join(words.split())
    if len(wanted) > LONGEST_SEARCH:
        raise DeskError(FindKey.SEARCH_TOO_LONG, most=LONGEST_SEARCH)
    await understood(work, wanted, actor.language)
    await work.uow.cards.remember({Memo.SEARCH.of(actor_id): wanted})
    await work.tell(ReadSearch(actor_id, wanted, fresh=True), lasts=PROMPT_LASTS)


async def turn_to(work: Work, actor_id: int, page: int = 0) -> None:
    """Show another page of what was found. Raises StaffOnly, DeskError(SEARCH_OVER)."""
    await work.tell(ReadSearch(actor_id, await _words(work, actor_id), page), lasts=PROMPT_LASTS)


async def show_talk(work: Work, actor_id: int, page: int, row: int) -> None:
    """Show the talk around a message of that page. Raises StaffOnly, DeskError(SEARCH_OVER)."""
    words = await _words(work, actor_id)
    await work.tell(ReadSearch(actor_id, words, page, row), lasts=PROMPT_LASTS)


async def send_transcript(work: Work, actor_id: int, ticket_id: int) -> None:
    """Send the transcript of the ticket's customer, also when the ticket is over. Raises
    StaffOnly, DeskError(CUSTOMER_UNKNOWN)."""
    actor = await supervisor(work, actor_id)
    ticket = await work.ticket(ticket_id)
    if ticket is None or await forgotten(work, ticket):
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    if await is_repeat(work, Memo.HISTORY, ticket.id, actor_id):
        return
    caption = text(TextKey.HISTORY, actor.language, customer=await name_of_customer(work, ticket))
    transcript = SendTranscript(actor_id, ticket.customer_id, caption, with_phone=True)
    await work.tell(transcript, ticket.id, lasts=PROMPT_LASTS)
    await work.uow.transcripts.show(ticket.customer_id)


async def search_shown(work: Work, rows: BoardRows, effect: ReadSearch) -> tuple[Effect, ...]:
    """Return the card with what is found; nothing for who is no supervisor any more. Reads alone:
    outside of the bot's transactions."""
    actor = await work.operator(effect.chat_id)
    if actor is None or actor.role is not Role.SUPERVISOR:
        return ()
    reader = views.Reader(actor.language, ZoneInfo(work.rules.time_zone))
    shown = await _shown(work, rows, effect, reader)
    card = Card.DIALOG.of(actor.id)
    return (ShowCard(actor.id, card, shown.text, shown.buttons, effect.fresh),)


@settles(ReadSearch)
async def searched(work: Work, row: OutboxEffect, _effect: ReadSearch, outcome: Settled) -> None:
    """Show what was found."""
    if not isinstance(outcome, Sent):
        await report_failure(work, row, outcome.reason)
        return
    for shown in outcome.then:
        await work.tell(shown, lasts=PROMPT_LASTS)


async def _words(work: Work, actor_id: int) -> str:
    await supervisor(work, actor_id)
    words = await work.remembered(Memo.SEARCH, actor_id)
    if words is None:
        raise DeskError(FindKey.SEARCH_OVER)
    return words


async def _shown(work: Work, rows: BoardRows, effect: ReadSearch, reader: views.Reader) -> Shown:
    try:
        wished = await understood(work, effect.words, reader.language)
    except DeskError as gone:  # whom or what it names is known no more
        return Shown(text(gone.key, reader.language, **gone.values))
    if effect.around:
        talk = await _talk(work, rows, effect, wished.wish, reader)
        if talk is not None:
            return talk
    return await _page(rows, effect, wished, reader)


async def _page(rows: BoardRows, effect: ReadSearch, wished: Wished, reader: views.Reader) -> Shown:
    wish, where = wished.wish, wished.where
    _, count = await rows.search(wish, where, None, 1)
    page = clipped(effect.page, min(count, MOST_COUNTED))
    found, count = await rows.search(wish, where, None, (page + 1) * PAGE)
    return views.found(wished, found[page * PAGE :], page, count, reader)


async def _talk(
    work: Work, rows: BoardRows, effect: ReadSearch, wish: Wish, reader: views.Reader
) -> Shown | None:
    """None when it was erased meanwhile."""
    said = await rows.said_around(wish, effect.around, BESIDE)
    if not any(each.message_row == effect.around for each in said):
        return None
    topic = work.rules.topic(said[0].topic).titled(reader.language)
    return views.talk(said, effect.around, topic, effect.page, reader)
