"""Follows our user accounts: they start work, get into trouble with Telegram, and leave.
Supervisors are notified of what a person has to mend."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from core.cards.send import notify_supervisors
from core.model.accounts import (
    Complaint,
    Notice,
    Trouble,
    after,
    day_of,
    is_filling_up,
    passed_over,
)
from core.model.events import RoomFree
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Rejected
from core.ports import Work

HOUR = timedelta(hours=1)


PASSED_OVER = timedelta(minutes=5)


UNKNOWN = "?"


_NOTICES = {
    Trouble.RESTRICTED: NoticeKey.ACCOUNT_RESTRICTED,
    Trouble.FROZEN: NoticeKey.ACCOUNT_FROZEN,
    Trouble.PEER_FLOOD: NoticeKey.ACCOUNT_SPAM,
}


@dataclass(frozen=True, slots=True)
class AtWork:
    """A user account at work. `chats`: in how many groups and channels it is."""

    name: str
    user_id: int
    chats: int


async def accounts_at_work(work: Work, came: Sequence[AtWork]) -> None:
    """Take in which accounts are at work; all others are not. Tickets that wait for a room may get
    one. Rooms made before there were several accounts belong to the first."""
    for account in came:
        await _count(work, account)
    at_work = {account.name for account in came}
    for known in await work.uow.budgets.all(day_of(work.now)):
        if known.name not in at_work:
            await account_away(work, known.name)
    await work.uow.places.adopt(came[0].name)
    work.happened(RoomFree())


async def account_left_chats(work: Work, account: AtWork) -> None:
    """Take in that somebody removed the account from chats by hand, after it was in as many as
    Telegram allows."""
    await _count(work, account)
    work.happened(RoomFree())


async def _count(work: Work, account: AtWork) -> None:
    """One that was in too many chats may go on when somebody has taken it out of some."""
    await work.uow.budgets.at_work(account.name, account.user_id, account.chats, work.now)
    known = await work.uow.budgets.get(account.name, day_of(work.now))
    is_full = known is not None and known.trouble is Trouble.TOO_MANY_CHATS
    if is_full and 0 < account.chats < work.rules.budget.chats:
        await work.uow.budgets.end_rest(account.name)
    await watch_chats(work, account.name)


async def account_away(work: Work, name: str, *, is_gone: bool = False) -> None:
    """Take in that an account's login ended, or that Telegram closed it. Supervisors are notified
    once. Its rooms wait for it, new ones are made by others."""
    if await work.uow.budgets.set_away(name):
        gone = NoticeKey.ACCOUNT_GONE
        key = gone if is_gone else NoticeKey.ACCOUNT_AWAY
        await notify_supervisors(work, key, account=name)


async def account_troubled(work: Work, name: str, complaint: Complaint) -> None:
    """Take in that Telegram complained. The account's health falls, it makes no rooms while a flood
    wait lasts, and it rests when it was refused for good, of which supervisors are notified once.
    One that is away stays away: this complaint is older."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is None or account.trouble is Trouble.AWAY:
        return
    is_full = complaint.trouble is Trouble.TOO_MANY_CHATS
    chats = max(account.chats, work.rules.budget.chats) if is_full else None
    await work.uow.budgets.set_trouble(after(account, complaint, work.now), chats=chats)
    key = _NOTICES.get(complaint.trouble)
    if key is None and not is_full:
        return
    if not await work.once(Memo.VERDICT, name, word=complaint.trouble.value):
        return
    if key is None:
        await work.once(Memo.CHATS, name, word="few")  # also who heard of many hears of all
        await watch_chats(work, name)
    else:
        hours = max(1, -(-complaint.wait // HOUR))
        await notify_supervisors(work, key, account=name, hours=hours)


async def account_passed_over(work: Work, name: str, refused: Rejected) -> None:
    """Take in that nobody waits any longer for the room that the account was to make. Others make
    rooms for a while, then it is asked again."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is None or account.trouble is Trouble.AWAY:
        return
    until = max(filter(None, (refused.until, work.now + PASSED_OVER)))
    offline = refused.cause is not Cause.FLOOD_WAIT
    await work.uow.budgets.set_trouble(passed_over(account, until, work.now, offline=offline))


async def account_connected(work: Work, name: str) -> None:
    """End what the account was passed over for while it had no connection. Called every few
    seconds, since it may be passed over for an outage that ended at that moment."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is not None and account.trouble is Trouble.OFFLINE:
        await work.uow.budgets.set_trouble(replace(account, trouble=None, flood_until=None))
        work.happened(RoomFree())


async def account_works(work: Work, name: str) -> None:
    """Take in that Telegram allows again what it had refused, so that supervisors are notified of
    the next refusal."""
    await work.once(Memo.VERDICT, name, word="well")


async def watch_chats(work: Work, name: str) -> None:
    """Tell supervisors once when an account is in so many chats that a person should look; again
    when it is so anew."""
    account = await work.uow.budgets.get(name, day_of(work.now))
    if account is None:
        return
    budget = work.rules.budget
    filling = is_filling_up(account, budget)
    changed = await work.once(Memo.CHATS, name, word="many" if filling else "few")
    if filling and changed:
        await notify_supervisors(
            work,
            NoticeKey.ACCOUNT_FULL,
            account=name,
            chats=account.chats,
            most=budget.chats,
        )


async def account_told(
    work: Work, name: str, notice: Notice, text: str = "", device: str = "", location: str = ""
) -> None:
    """Pass a notice of Telegram on to supervisors. `text` holds no login code: none is ever stored,
    nor passed on."""
    match notice:
        case Notice.CODE:
            await notify_supervisors(work, NoticeKey.ACCOUNT_CODE, account=name)
        case Notice.LOGIN:
            await notify_supervisors(
                work,
                NoticeKey.ACCOUNT_LOGIN,
                account=name,
                device=device or UNKNOWN,
                location=location or UNKNOWN,
            )
        case Notice.TOLD if text:
            await notify_supervisors(work, NoticeKey.ACCOUNT_TOLD, account=name, text=text)
