"""Where tickets are talked about, as use cases ask for it."""

from datetime import datetime
from typing import Protocol

from core.model.places import Place, PlaceKind, PlaceState


class Places(Protocol):
    """Rooms, desks and threads."""

    async def get(self, place_id: int) -> Place | None: ...

    async def serving(self, ticket_id: int) -> Place | None:
        """The one that the ticket has by now, if it can be used (`USABLE`)."""

    async def by_chat(self, chat_id: int, thread_id: int = 0) -> Place | None:
        """The place of a chat, or of a topic in it, that is not deleted; shares are none."""

    async def is_given_up(self, chat_id: int) -> bool:
        """Whether that chat is a room that we deleted, or are deleting."""

    async def all_live(self, kind: PlaceKind | None = None) -> list[Place]:
        """Every place (of that kind) that has a chat and is not deleted, by id."""

    async def stranded(self) -> list[int]:
        """Ready places of tickets that ended, or are talked about elsewhere, by id."""

    async def create(
        self,
        kind: PlaceKind,
        marker: str,
        title: str,
        ticket_id: int | None,
        now: datetime,
        account: str | None = None,
    ) -> Place:
        """A row in state creating, held by the ticket, or by none when it is made in advance;
        before Telegram is asked for anything. `account`: the user account whose room it is."""

    async def claim_clean(self, kind: PlaceKind, ticket_id: int, now: datetime) -> Place | None:
        """clean → preparing for this ticket; None when there is none (rooms of an account that is
        away are none). Two tickets never get the same."""

    async def ahead(self, kind: PlaceKind) -> int:
        """How many are clean, or are on their way to it."""

    async def in_the_making(self, kind: PlaceKind) -> int:
        """How many are being created."""

    async def refused(self, kind: PlaceKind, since: datetime) -> int:
        """How many could not be created since then."""

    async def created(self, place_id: int, chat_id: int, now: datetime) -> bool:
        """creating → preparing."""

    async def ready(self, place_id: int, link: str, now: datetime) -> bool:
        """preparing → ready."""

    async def open_door(self, place_id: int, link: str) -> bool:
        """Keep a new link of a place that is ready and has none."""

    async def shut_door(self, place_id: int, link: str) -> bool:
        """Forget that link of a place that is ready; False when it was not its link any more."""

    async def move(
        self, place_id: int, to: PlaceState, now: datetime, *, frm: PlaceState | None = None
    ) -> bool:
        """A change of state, on a way that the rule has (`TRANSITIONS`), and that begins at `frm`
        (None: at any state). False when there is none from where the place is; to clean or deleted
        also forgets link and ticket."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> None:
        """The chat has another id now; cards in it cannot be edited any more and are forgotten.

        A place that was made for the new id meanwhile, and serves nobody, gives way."""

    async def in_chat(self, chat_id: int) -> list[Place]:
        """Everything of a chat that is not deleted: itself, its topics, its shares; by id."""

    async def thread_of(self, customer_id: int, chat_id: int) -> Place | None:
        """The customer's newest thread which waits for their next ticket: in that forum, or still
        being made for a ticket that ended."""

    async def threads_of(self, customer_id: int) -> list[Place]:
        """All of a customer's threads that are not deleted, by id."""

    async def threads_titled(self, title: str) -> list[Place]:
        """All threads that were asked for by that title and are called so still, deleted ones
        among them, by id."""

    async def inherit(self, place_id: int, ticket_id: int) -> bool:
        """A thread that is still being made is for that ticket, and no more for one that ended."""

    async def take_desk(self, ticket_id: int | None, now: datetime) -> Place | None:
        """The desk that has been free longest, of a group that may be used: clean → ready for this
        ticket (None: for one that is still to be chosen, `give`); None when all are busy. Two
        tickets never get the same."""

    async def give(self, place_id: int, ticket_id: int) -> bool:
        """A ready place that is no ticket's yet is this one's."""

    async def let_go(self, place_id: int) -> None:
        """A place that is being cleared is no ticket's any more: its ticket went elsewhere."""

    async def still_emptying(self, place_id: int, now: datetime) -> None:
        """A place that is being cleared came further: `desks_emptying` counts from now."""

    async def desks_emptying(self, since: datetime) -> list[int]:
        """Desks that have been cleared without coming any further since then."""

    async def take(self, place_id: int, ticket_id: int, now: datetime) -> Place | None:
        """That place: clean → ready for this ticket; None when it is not clean."""

    async def add(
        self,
        kind: PlaceKind,
        state: PlaceState,
        marker: str,
        title: str,
        chat_id: int | None,
        now: datetime,
        *,
        is_shared: bool = False,
        ticket_id: int | None = None,
        customer_id: int | None = None,
    ) -> Place:
        """A row for a desk, a share of the overflow group, or a thread (to be made: creating and
        without a chat)."""

    async def thread_created(
        self, place_id: int, chat_id: int, thread_id: int, now: datetime
    ) -> bool:
        """creating → ready."""

    async def rename(self, place_id: int, title: str) -> None:
        """What it is called from now on."""

    async def adopt(self, account: str) -> int:
        """Rooms that belong to no account yet are this one's; how many."""
