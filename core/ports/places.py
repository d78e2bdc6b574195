"""Where tickets are talked about: places, staff groups, and the user accounts that make rooms."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from core.model.accounts import AccountBudget
from core.model.people import Person
from core.model.places import GroupUse, Place, PlaceKind, PlaceState, StaffGroup


class Places(Protocol):
    """Keeps rooms, desks and threads."""

    async def get(self, place_id: int) -> Place | None: ...

    async def serving(self, ticket_id: int) -> Place | None:
        """Return the ticket's place, if it can be used (`USABLE`)."""

    async def by_chat(self, chat_id: int, thread_id: int = 0) -> Place | None:
        """Return the place of a chat, or of a topic in it, that is not deleted. Shares of the
        overflow group are not found."""

    async def is_given_up(self, chat_id: int) -> bool:
        """Tell whether that chat is a room that we deleted, or are deleting."""

    async def all_live(self, kind: PlaceKind | None = None) -> list[Place]:
        """Return every place (of that kind) that has a chat and is not deleted, by id."""

    async def stranded(self) -> list[int]:
        """Return ready places of tickets that ended, or are talked about elsewhere, by id."""

    async def create(
        self,
        kind: PlaceKind,
        marker: str,
        title: str,
        ticket_id: int | None,
        now: datetime,
        account: str | None = None,
    ) -> Place:
        """Add a place in state creating, before Telegram is asked for anything: held by the ticket,
        or by none when it is made in advance. `account`: the user account whose room it is."""

    async def claim_clean(self, kind: PlaceKind, ticket_id: int, now: datetime) -> Place | None:
        """Change a place clean → preparing for this ticket; None when there is none (rooms of an
        account that is away are left out). Two tickets never get the same."""

    async def ahead(self, kind: PlaceKind) -> int:
        """Return how many are clean, or are on their way to it."""

    async def in_the_making(self, kind: PlaceKind) -> int:
        """Return how many are being created."""

    async def refused(self, kind: PlaceKind, since: datetime) -> int:
        """Return how many could not be created since then."""

    async def created(self, place_id: int, chat_id: int, now: datetime) -> bool:
        """Change a place creating → preparing."""

    async def ready(self, place_id: int, link: str, now: datetime) -> bool:
        """Change a place preparing → ready."""

    async def set_link(self, place_id: int, link: str) -> bool:
        """Keep a new link of a place that is ready and has none."""

    async def clear_link(self, place_id: int, link: str) -> bool:
        """Forget that link of a ready place. Returns False when it was not its link any more."""

    async def move(
        self, place_id: int, to: PlaceState, now: datetime, *, frm: PlaceState | None = None
    ) -> bool:
        """Change a place's state, as `TRANSITIONS` allows, from `frm` (None: from any). Returns
        False when that is not allowed from where the place is. A place that becomes clean or
        deleted also loses link and ticket."""

    async def cleared(self, place_id: int, now: datetime) -> bool:
        """Change a desk emptying → clean, as `move` does, if no message of it has to be deleted any
        more."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> None:
        """Change the id of a chat. Cards in it cannot be edited any more and are forgotten.

        A place that was made for the new id meanwhile, and serves nobody, gives way."""

    async def is_left(self, ticket_id: int) -> bool:
        """Tell whether a place is being cleared that served that ticket before."""

    async def in_chat(self, chat_id: int) -> list[Place]:
        """Return everything of a chat that is not deleted: itself, its topics, its shares; by
        id."""

    async def thread_of(self, customer_id: int, chat_id: int) -> Place | None:
        """Return the customer's newest thread that waits for their next ticket: in that forum, or
        still being made for a ticket that ended."""

    async def threads_of(self, customer_id: int) -> list[Place]:
        """Return all of a customer's threads that are not deleted, by id."""

    async def threads_titled(self, title: str) -> list[Place]:
        """Return all threads that were asked for by that title and still have it, deleted ones
        among them, by id."""

    async def inherit(self, place_id: int, ticket_id: int) -> bool:
        """Give a thread that is still being made to that ticket, in place of one that ended."""

    async def take_desk(self, ticket_id: int | None, now: datetime) -> Place | None:
        """Take the desk that has been free longest, of a group that may be used: clean → ready for
        this ticket (None: for one that is still to be chosen, `assign`). None when all are busy.
        Two tickets never get the same."""

    async def assign(self, place_id: int, ticket_id: int) -> bool:
        """Give a ready place without a ticket to this ticket."""

    async def release(self, place_id: int) -> None:
        """Take a place that is being cleared from its ticket, which went elsewhere."""

    async def keep_emptying(self, place_id: int, now: datetime) -> None:
        """Note that clearing a place made progress: `desks_emptying` counts from now."""

    async def desks_emptying(self, since: datetime) -> list[int]:
        """Return desks whose clearing has made no progress since then."""

    async def take(self, place_id: int, ticket_id: int, now: datetime) -> Place | None:
        """Change that place clean → ready for this ticket; None when it is not clean."""

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
        """Add a desk, a share of the overflow group, or a thread (to be made: creating and without
        a chat)."""

    async def thread_created(
        self, place_id: int, chat_id: int, thread_id: int, now: datetime
    ) -> bool:
        """Change a thread creating → ready."""

    async def rename(self, place_id: int, title: str) -> None:
        """Change a place's title."""

    async def adopt(self, account: str) -> int:
        """Give rooms without an account to this one. Returns how many."""


class StaffGroups(Protocol):
    """Keeps the groups that staff answers from."""

    async def get(self, chat_id: int) -> StaffGroup | None:
        """Return a group, also one that cannot be used any more."""

    async def all(self) -> list[StaffGroup]:
        """Return all groups, also those that cannot be used any more, by the time they were added,
        then by id."""

    async def usable(self, use: GroupUse) -> list[StaffGroup]:
        """Return the groups for that use, by the time they were added, then by id."""

    async def put(
        self, chat_id: int, use: GroupUse, title: str, now: datetime, added_by: int | None
    ) -> bool:
        """Add a group, or bring it back, for that use. Returns False when nothing changed. A group
        of the settings (`added_by` None) stays one of the settings."""

    async def take_out(self, chat_id: int, trouble: str, now: datetime) -> bool:
        """Mark a group as not usable, since now or as before. Returns False when it is known for
        that trouble already."""

    async def titled(self, chat_id: int, title: str) -> None:
        """Keep the group's own title."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> bool:
        """Change a group's id; it is found by its former one, too (`once`). Returns False when
        there is no such group."""

    async def met(self, person: Person) -> bool:
        """Keep the name of somebody who was seen in such a group. Returns False when nothing
        changed."""

    async def once(self, chat_id: int) -> StaffGroup | None:
        """Return the group that had this id before it became a supergroup."""


class Budgets(Protocol):
    """Keeps our user accounts: their health, and what each may still do today."""

    async def all(self, day: date) -> list[AccountBudget]:
        """Return every account that was ever at work, by name, with what it made on that day."""

    async def get(self, name: str, day: date) -> AccountBudget | None: ...

    async def is_account(self, user_id: int) -> bool:
        """Tell whether somebody is a user account of ours, at work or not."""

    async def at_work(self, name: str, user_id: int, chats: int, now: datetime) -> None:
        """Note that the account is at work, and how many chats it counted; rooms that are being
        made are added. Its health stays, and it is not away any more."""

    async def set_away(self, name: str) -> bool:
        """Note that its login ended, or that it is not in use any more. Returns False when that was
        known."""

    async def reserve(
        self, name: str, day: date, most_rooms: int, most_chats: int, now: datetime
    ) -> bool:
        """Count one more room to the day and one more chat, only while both are below the most,
        and no flood wait holds. Two callers never get the same last one."""

    async def give_back(self, name: str, day: date, *, chat: bool = True) -> None:
        """Return a reservation, since nothing was made. Without `chat` the account counts as being
        in as many chats as before."""

    async def chat_left(self, name: str) -> None:
        """Count one chat less. An account that rested for being in too many may go on."""

    async def end_rest(self, name: str) -> None:
        """Let the account work again."""

    async def set_trouble(self, account: AccountBudget, *, chats: int | None = None) -> None:
        """Keep an account's state after Telegram complained. `chats`: where Telegram said that it
        is in so many."""

    async def keep_key(self, key_id: str, account: str, host: str, now: datetime) -> str:
        """Keep a login of the account as that machine's, unless it is known as another's. Returns
        whose it is. `key_id`: a hash of its auth key."""

    async def move_key(self, key_id: str, account: str, host: str, now: datetime) -> None:
        """Keep a login as that machine's, whosever it was."""


@dataclass(frozen=True, slots=True)
class UnreadBox:
    """A box (0: the account's common one, else a room's chat id) that a user account cannot read,
    since when, and Telegram's name of the reason."""

    account: str
    box: int
    since: datetime
    reason: str


class AccountStates(Protocol):
    """Keeps how far a user account has read Telegram's update boxes. `box` is 0 for the common one,
    else a channel's chat id."""

    async def load(self, account: str) -> dict[int, tuple[int, int, int, int]]:
        """Return box → (pts, qts, date, seq)."""

    async def save(
        self, account: str, box: int, pts: int, qts: int, date: int, seq: int
    ) -> None: ...

    async def forget(self, account: str, box: int) -> None:
        """Forget a channel that is not ours any more."""

    async def cannot_read(self, account: str, box: int, reason: str, now: datetime) -> None:
        """Note that a box cannot be read, and since when if that is not known yet."""

    async def can_read(self, account: str, box: int) -> None:
        """Note that a box was read, or is not to be read any more."""

    async def unreadable(self, account: str | None = None) -> list[UnreadBox]:
        """Return the boxes that an account (None: any) cannot read, by account and box."""
