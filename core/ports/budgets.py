"""What the desk keeps of its user accounts, as use cases ask for it."""

from datetime import date, datetime
from typing import Protocol

from core.model.accounts import AccountBudget


class Budgets(Protocol):
    """Our user accounts, how they fare, and what each of them may still do today."""

    async def all(self, day: date) -> list[AccountBudget]:
        """Every account that was ever at work, by name, with what it made on that day."""

    async def get(self, name: str, day: date) -> AccountBudget | None: ...

    async def is_account(self, user_id: int) -> bool:
        """Whether somebody is a user account of ours, at work or not."""

    async def came(self, name: str, user_id: int, chats: int, now: datetime) -> None:
        """The account is at work and counted its chats; rooms that are being made are added to
        them. Its health stays, having been away is forgotten."""

    async def away(self, name: str) -> bool:
        """Its login ended, or it is not in use any more; False when that was known."""

    async def reserve(
        self, name: str, day: date, most_rooms: int, most_chats: int, now: datetime
    ) -> bool:
        """Count one more room to the day and one more chat, only while both are below the most,
        and no flood wait holds. Two callers never get the same last one."""

    async def give_back(self, name: str, day: date, *, chat: bool = True) -> None:
        """What was reserved was not made; without `chat` the account counts as being in as many
        chats as before."""

    async def left(self, name: str) -> None:
        """The account is in one chat less: one that rested for being in too many may go on."""

    async def rested(self, name: str) -> None:
        """The account need not rest any more."""

    async def troubled(self, account: AccountBudget, *, chats: int | None = None) -> None:
        """Keep how an account fares since Telegram complained of it; `chats` where Telegram said
        that there are so many."""
