"""Decides how much user accounts may be used, and which of them makes the next room. Pure.

Telegram slows and bans accounts that make many chats: about 50 supergroups a day at the very most,
with waits of hours seen (tdlib/td#2682, #2275), and 500 memberships, 1,000 with Premium
(tdlib/td#1139). So each account has a number of new rooms for a day (UTC), counted before Telegram
is asked, and a health that falls with what Telegram complains of and comes back with time.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import IntFlag, StrEnum

from core.model.places import Place
from core.model.rules import Budget

WELL = 100


LOWEST_HEALTH = 20
"""With less health an account makes no rooms until it has recovered."""


RECOVERS_IN_AN_HOUR = 5


NOTICEABLE = timedelta(seconds=10)
"""A shorter flood wait is Telegram's everyday pacing."""


FLOOD_COSTS = 10


LONG_FLOOD = timedelta(minutes=10)


LONG_FLOOD_COSTS = 30


PEER_FLOOD_COSTS = 40
"""Telegram takes the account for a spammer; then even invitations fail (tdlib/td#338)."""


class Notice(StrEnum):
    """What Telegram itself tells a user account."""

    LOGIN = "login"  # somebody logged in to it
    CODE = "code"  # somebody asked for a login code
    TOLD = "told"  # anything else, in Telegram's own words


class Trouble(StrEnum):
    """What went wrong with an account last."""

    FLOOD = "flood_wait"  # when it was to make a room
    SLOWED = "slowed"  # a flood wait for something else
    OFFLINE = "offline"  # it could not be asked for a room, or did not answer
    PEER_FLOOD = "peer_flood"
    TOO_MANY_CHATS = "channels_too_much"
    RESTRICTED = "restricted"  # reported for spam: it may make no groups
    FROZEN = "frozen"  # it may read and nothing else
    AWAY = "away"  # its login ended, or it is not in the settings any more


class Rest(IntFlag):
    """What an account does not do while it rests."""

    NONE = 0
    INVITING = 1  # bringing people into rooms
    MAKING = 2  # new rooms
    CHANGING = 4  # all else that is more than reading
    GROWING = INVITING | MAKING
    ALL = INVITING | MAKING | CHANGING


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of Telegram about an account. `wait`: for how long, as Telegram asks or as the
    desk decides; `rest`: what the account does not do meanwhile, beyond what was asked."""

    trouble: Trouble
    wait: timedelta = timedelta()
    rest: Rest = Rest.NONE


class Cause(StrEnum):
    """Why an account, or all of them, cannot make a room now."""

    NOBODY = "nobody"  # no user account has ever been at work
    AWAY = "away"
    FLOODED = "flooded"
    OFFLINE = "offline"
    POORLY = "poorly"
    RESTING = "resting"  # Telegram refused it for good
    SPENT = "spent"  # today's rooms
    FULL = "full"  # of memberships


@dataclass(frozen=True, slots=True)
class AccountBudget:
    """The state of a user account. `health` is as of `seen_at`; `made` counts today's new rooms."""

    name: str
    user_id: int
    chats: int
    health: int
    flood_until: datetime | None
    trouble: Trouble | None
    seen_at: datetime
    made: int = 0
    rests: Rest = Rest.NONE
    rests_until: datetime | None = None

    def resting(self, at: datetime) -> Rest:
        """Return what it does not do now."""
        is_over = self.rests_until is None or self.rests_until <= at
        return Rest.NONE if is_over else self.rests


@dataclass(frozen=True, slots=True)
class Denied:
    """No room can be made; `until`: the earliest time at which asking again may help (None: only
    a person, or a room that ends, can help)."""

    cause: Cause
    until: datetime | None = None
    accounts: Mapping[str, Cause] = field(default_factory=dict)


def day_of(at: datetime) -> date:
    """Return the day that a room is counted to."""
    return at.astimezone(UTC).date()


def next_day(at: datetime) -> datetime:
    """Return when the next day's budget begins."""
    return datetime.combine(day_of(at) + timedelta(days=1), time(), UTC)


def health_at(account: AccountBudget, at: datetime) -> int:
    """Return its health at `at`, 0 to 100: it recovers with time."""
    hours = max(0.0, (at - account.seen_at) / timedelta(hours=1))
    return min(WELL, account.health + int(hours * RECOVERS_IN_AN_HOUR))


def after(account: AccountBudget, complaint: Complaint, at: datetime) -> AccountBudget:
    """Return the account's state after a complaint of Telegram. A rest is never cut short by
    another complaint."""
    trouble, wait = complaint.trouble, complaint.wait
    cost = 0
    if trouble is Trouble.PEER_FLOOD:
        cost = PEER_FLOOD_COSTS
    elif trouble in (Trouble.FLOOD, Trouble.SLOWED) and wait >= LONG_FLOOD:
        cost = LONG_FLOOD_COSTS
    elif trouble in (Trouble.FLOOD, Trouble.SLOWED) and wait >= NOTICEABLE:
        cost = FLOOD_COSTS
    flood_until, rests, rests_until = account.flood_until, account.resting(at), None
    if trouble is Trouble.FLOOD:
        flood_until = max(filter(None, (flood_until, at + wait)))
    if rests or complaint.rest:
        ends = at + wait if complaint.rest else None
        rests_until = max(filter(None, (account.rests_until if rests else None, ends)))
    # What a flood wait is about passes; why it rests is what a person must know.
    keeps = rests and account.trouble is not None and not complaint.rest
    return replace(
        account,
        health=max(0, health_at(account, at) - cost),
        flood_until=flood_until,
        trouble=account.trouble if keeps else trouble,
        seen_at=at,
        rests=rests | complaint.rest,
        rests_until=rests_until,
    )


def passed_over(
    account: AccountBudget, until: datetime, at: datetime, *, offline: bool
) -> AccountBudget:
    """Return the account's state after nobody waited any longer for a room of its making."""
    longest = max(filter(None, (account.flood_until, until)))
    trouble = Trouble.OFFLINE if offline and longest == until else Trouble.FLOOD
    return replace(
        account,
        flood_until=longest,
        trouble=account.trouble if account.resting(at) else trouble,
    )


def has_spare_budget(accounts: Sequence[AccountBudget], budget: Budget, at: datetime) -> bool:
    """Tell whether more than half of a day's new rooms could still be made: then one may be made in
    advance."""
    able = [each for each in accounts if why_not(each, budget, at) is None]
    left = sum(budget.rooms_a_day - each.made for each in able)
    return 2 * left > budget.rooms_a_day * len(accounts)


def why_not(account: AccountBudget, budget: Budget, at: datetime) -> Denied | None:
    """Say what keeps this account from making a room now; None: nothing."""
    if account.trouble is Trouble.AWAY:
        return Denied(Cause.AWAY)
    if account.resting(at) & Rest.MAKING:
        return Denied(Cause.RESTING, account.rests_until)
    if account.chats >= budget.chats:
        return Denied(Cause.FULL)
    if account.made >= budget.rooms_a_day:
        return Denied(Cause.SPENT, next_day(at))
    if account.flood_until is not None and account.flood_until > at:
        is_offline = account.trouble is Trouble.OFFLINE
        cause = Cause.OFFLINE if is_offline else Cause.FLOODED
        return Denied(cause, account.flood_until)
    health = health_at(account, at)
    if health < LOWEST_HEALTH:
        hours = -(-(LOWEST_HEALTH - account.health) // RECOVERS_IN_AN_HOUR)
        return Denied(Cause.POORLY, account.seen_at + timedelta(hours=hours))
    return None


def choose_account(
    accounts: Iterable[AccountBudget],
    budget: Budget,
    at: datetime,
    without: Collection[str] = (),
) -> AccountBudget | Denied:
    """Return the healthiest account that may make a room; of equals the one with most rooms left
    today, then with fewest chats, then by name. Those in `without` were just found unable."""
    able: list[AccountBudget] = []
    refusals: dict[str, Denied] = {}
    for account in accounts:
        refusal = why_not(account, budget, at)
        if refusal is not None:
            refusals[account.name] = refusal
        elif account.name in without:
            refusals[account.name] = Denied(Cause.SPENT, at + budget.patience)
        else:
            able.append(account)
    if able:
        return min(able, key=lambda each: (-health_at(each, at), each.made, each.chats, each.name))
    return _denied(refusals)


def is_filling_up(account: AccountBudget, budget: Budget) -> bool:
    """Tell whether supervisors must be notified that the account is in so many chats."""
    return account.chats >= budget.alarm_share * budget.chats


def surplus(clean: Sequence[Place], filling: Collection[str], pool: int, kept: int) -> list[int]:
    """Return which clean rooms (given oldest first) are too many: all above `kept`, and those of
    accounts that are filling up, as long as more than `pool` are left."""
    above = max(0, len(clean) - kept)
    gone = [place.id for place in clean[:above]]
    left = len(clean) - above
    for place in clean[above:]:
        if left > pool and place.account in filling:
            gone.append(place.id)
            left -= 1
    return gone


def _denied(refusals: Mapping[str, Denied]) -> Denied:
    """Return the reason that passes first; one that no time heals comes last."""
    if not refusals:
        return Denied(Cause.NOBODY)
    _, soonest = min(
        refusals.items(),
        key=lambda each: (
            each[1].until is None,
            each[1].until.timestamp() if each[1].until else 0.0,
            each[1].cause is Cause.AWAY,
            each[0],
        ),
    )
    causes = {name: refusal.cause for name, refusal in refusals.items()}
    return Denied(soonest.cause, soonest.until, causes)
