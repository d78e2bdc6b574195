"""Our user accounts come to work, get into trouble, and leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from core.domain.budget import Trouble, after_trouble, day_of, is_filling_up
from core.domain.texts import TextKey
from core.ports import Work
from core.usecases.placing import serve_waiting
from core.usecases.telling import tell_supervisors


@dataclass(frozen=True, slots=True)
class AtWork:
    """A user account that has come to work; `chats`: in how many groups and channels it is."""

    name: str
    user_id: int
    chats: int


async def is_ours(work: Work, person_id: int) -> bool:
    """The bot, or any user account of ours, also one that another process works with."""
    return work.rules.is_ours(person_id) or await work.uow.budgets.is_account(person_id)


async def accounts_came(work: Work, came: Sequence[AtWork]) -> None:
    """These accounts, and no others, are at work: tickets that wait for a room may have one. What
    was made before there were several accounts is the first one's."""
    for account in came:
        await work.uow.budgets.came(account.name, account.user_id, account.chats, work.now)
        await watch_chats(work, account.name)
    at_work = {account.name for account in came}
    for known in await work.uow.budgets.all(day_of(work.now)):
        if known.name not in at_work:
            await account_away(work, known.name)
    await work.uow.places.adopt(came[0].name)
    await serve_waiting(work)


async def account_away(work: Work, name: str) -> None:
    """Its login ended. Supervisors hear of it once; its rooms wait for it, new ones are made by
    others."""
    if await work.uow.budgets.away(name):
        await tell_supervisors(work, TextKey.SUPERVISOR_ACCOUNT_AWAY, account=name)


async def account_troubled(
    work: Work, name: str, trouble: Trouble, wait: timedelta = timedelta()
) -> None:
    """Telegram complained: the account's health falls, and it makes no rooms while a flood wait
    holds. One that is away stays so: what was complained of before is told late."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is None or account.trouble is Trouble.AWAY:
        return
    health, until = after_trouble(account, trouble, wait, work.now)
    chats = None
    if trouble is Trouble.TOO_MANY_CHATS:
        chats = max(account.chats, work.rules.budget.chats)
    await work.uow.budgets.troubled(name, trouble, health, until, work.now, chats)
    if chats is not None:
        await watch_chats(work, name)


async def watch_chats(work: Work, name: str) -> None:
    """Tell supervisors once when an account is in so many chats that a person should look; again
    when it is so anew."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is None:
        return
    budget = work.rules.budget
    filling = is_filling_up(account, budget)
    changed = await work.uow.cards.tell({f"chats-of:{name}": "many" if filling else "few"})
    if filling and changed:
        await tell_supervisors(
            work,
            TextKey.SUPERVISOR_ACCOUNT_FULL,
            account=name,
            chats=account.chats,
            most=budget.chats,
        )
