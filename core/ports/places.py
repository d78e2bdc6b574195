"""Where tickets are talked about: places, staff groups, and the user accounts that make rooms."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.model.accounts import AccountBudget
from core.model.people import Person
from core.model.places import GroupUse, Place, PlaceKind, PlaceState, StaffGroup


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

    async def set_link(self, place_id: int, link: str) -> bool:
        """Keep a new link of a place that is ready and has none."""

    async def clear_link(self, place_id: int, link: str) -> bool:
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
        ticket (None: for one that is still to be chosen, `assign`); None when all are busy. Two
        tickets never get the same."""

    async def assign(self, place_id: int, ticket_id: int) -> bool:
        """A ready place that is no ticket's yet is this one's."""

    async def release(self, place_id: int) -> None:
        """A place that is being cleared is no ticket's any more: its ticket went elsewhere."""

    async def keep_emptying(self, place_id: int, now: datetime) -> None:
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


class StaffGroups(Protocol):
    """The groups that staff answers from."""

    async def get(self, chat_id: int) -> StaffGroup | None:
        """Also one that cannot be used any more."""

    async def all(self) -> list[StaffGroup]:
        """Those that cannot be used any more too; by the time they were added, then by id."""

    async def usable(self, use: GroupUse) -> list[StaffGroup]:
        """By the time they were added, then by id."""

    async def put(
        self, chat_id: int, use: GroupUse, title: str, now: datetime, added_by: int | None
    ) -> bool:
        """Add it, or bring it back, for that use. False when nothing changed. What the settings
        name (`added_by` None) stays whose it is."""

    async def take_out(self, chat_id: int, trouble: str, now: datetime) -> bool:
        """It cannot be used any more, since now or as before; False when it is known for that
        trouble already."""

    async def titled(self, chat_id: int, title: str) -> None:
        """Its own name is that now."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> bool:
        """It has another id now, and is found by its former one too (`once`). False when there is
        no such group."""

    async def met(self, person: Person) -> bool:
        """Keep the name of somebody who was seen in such a group. False when it is no news."""

    async def once(self, chat_id: int) -> StaffGroup | None:
        """The group that had this id before it became a supergroup."""


class Budgets(Protocol):
    """Our user accounts, how they fare, and what each of them may still do today."""

    async def all(self, day: date) -> list[AccountBudget]:
        """Every account that was ever at work, by name, with what it made on that day."""

    async def get(self, name: str, day: date) -> AccountBudget | None: ...

    async def is_account(self, user_id: int) -> bool:
        """Whether somebody is a user account of ours, at work or not."""

    async def at_work(self, name: str, user_id: int, chats: int, now: datetime) -> None:
        """The account is at work and counted its chats; rooms that are being made are added to
        them. Its health stays, having been away is forgotten."""

    async def set_away(self, name: str) -> bool:
        """Its login ended, or it is not in use any more; False when that was known."""

    async def reserve(
        self, name: str, day: date, most_rooms: int, most_chats: int, now: datetime
    ) -> bool:
        """Count one more room to the day and one more chat, only while both are below the most,
        and no flood wait holds. Two callers never get the same last one."""

    async def give_back(self, name: str, day: date, *, chat: bool = True) -> None:
        """What was reserved was not made; without `chat` the account counts as being in as many
        chats as before."""

    async def chat_left(self, name: str) -> None:
        """The account is in one chat less: one that rested for being in too many may go on."""

    async def end_rest(self, name: str) -> None:
        """The account need not rest any more."""

    async def set_trouble(self, account: AccountBudget, *, chats: int | None = None) -> None:
        """Keep how an account fares since Telegram complained of it; `chats` where Telegram said
        that there are so many."""


@dataclass(frozen=True, slots=True)
class UnreadBox:
    """A box (0: the account's common one, else a room's chat id) that a user account cannot read,
    since when, and Telegram's name of the reason."""

    account: str
    box: int
    since: datetime
    reason: str


class AccountStates(Protocol):
    """How far a user account has read Telegram's update boxes; `box` is 0 for the common one, else
    a channel's chat id."""

    async def load(self, account: str) -> dict[int, tuple[int, int, int, int]]:
        """box → (pts, qts, date, seq)."""

    async def save(
        self, account: str, box: int, pts: int, qts: int, date: int, seq: int
    ) -> None: ...

    async def forget(self, account: str, box: int) -> None:
        """The channel is not ours any more."""

    async def cannot_read(self, account: str, box: int, reason: str, now: datetime) -> None:
        """Keep it, and since when if that is not known yet."""

    async def can_read(self, account: str, box: int) -> None:
        """It was read, or is not to be read any more."""

    async def unreadable(self, account: str | None = None) -> list[UnreadBox]:
        """Those that an account (None: any) cannot read, by account and box."""
