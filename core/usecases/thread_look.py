"""How a forum topic looks: its title, its icon, open or closed, as its ticket is."""

from dataclasses import dataclass
from hashlib import sha256

from core.domain.memos import Memo
from core.domain.places import Place
from core.domain.relay_effects import ShapeTopic
from core.domain.tickets import Ticket, TicketStatus
from core.ports import Work
from core.usecases.telling import desk_title

WAITING_ICON = "❗️"
TALK_ICON = "💬"
CLOSED_ICON = "✅"
"""Of those that Telegram has for every topic (getForumTopicIconStickers)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What everybody in the forum sees of a topic in its list."""

    title: str
    icon: str
    is_closed: bool

    @property
    def word(self) -> str:
        """A short word that differs when the look does."""
        return sha256(repr(self).encode()).hexdigest()[:16]


async def look_of(work: Work, ticket: Ticket) -> Look:
    """As the ticket is now."""
    title = await desk_title(work, ticket)
    if not ticket.is_open:
        return Look(title, CLOSED_ICON, is_closed=True)
    # To one that is offered somebody comes as soon as the topic is there.
    icon = WAITING_ICON if ticket.status is TicketStatus.QUEUED else TALK_ICON
    return Look(title, icon, is_closed=False)


async def keep_look(work: Work, ticket: Ticket, place: Place) -> None:
    """Bring the topic's look up to date; nothing is sent when it looks so."""
    look = await look_of(work, ticket)
    if place.chat_id is None or not await look_was(work, place.id, look):
        return
    if place.title != look.title:
        await work.uow.places.rename(place.id, look.title)
    await work.tell(
        ShapeTopic(place.chat_id, place.id, place.thread_id, look.title, look.icon, look.is_closed),
        ticket.id,
    )


async def look_was(work: Work, place_id: int, look: Look) -> bool:
    """Remember that the topic looks so from now on; False when it did before."""
    return await work.once(Memo.LOOK, place_id, word=look.word)
