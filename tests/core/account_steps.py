"""Steps of the machine that are about user accounts: what Telegram complains of, who is away."""

from datetime import timedelta
from typing import TYPE_CHECKING

from core.model.accounts import Complaint, Trouble
from core.model.places import PlaceState
from core.model.room_effects import DeleteRoom
from core.rooms.accounts import AtWork, account_away, account_troubled, accounts_at_work
from core.rooms.pool import make_room
from tests.core.desk import USERBOT

if TYPE_CHECKING:
    from tests.core.invariants import Seen
    from tests.core.machine import DeskMachine, Step

SECOND = USERBOT + 1
WHO = (USERBOT, SECOND)


def rooms_of(seen: "Seen", name: str) -> int:
    """The chats that an account is in, as Telegram would count them: those deleted for the desk
    are there until that is carried out."""
    doomed = {row.effect.place_id for row in seen.rows if isinstance(row.effect, DeleteRoom)}
    return sum(
        place.account == name
        and place.chat_id is not None
        and (place.state is not PlaceState.DELETED or place.id in doomed)
        for place in seen.places.values()
    )


def telegram_complains(machine: "DeskMachine", a: int, b: int, c: int) -> None:
    """Of one of the accounts: a flood wait of some minutes, or worse."""
    trouble = (Trouble.FLOOD, Trouble.SLOWED, Trouble.PEER_FLOOD)[b % 3]
    wait = timedelta(minutes=1 + 7 * c) if trouble is not Trouble.PEER_FLOOD else timedelta()
    machine.run(account_troubled, str(WHO[a % 2]), Complaint(trouble, wait))


def account_leaves(machine: "DeskMachine", a: int, _b: int, _c: int) -> None:
    """Its login ends."""
    machine.run(account_away, str(WHO[a % 2]))


def accounts_start(machine: "DeskMachine", a: int, b: int, _c: int) -> None:
    """The userbot starts anew, mostly with both accounts."""
    at_work = WHO if b % 3 else (WHO[a % 2],)
    came = [AtWork(str(who), who, rooms_of(machine.before, str(who))) for who in at_work]
    machine.run(accounts_at_work, came)


def room_is_made_in_advance(machine: "DeskMachine", _a: int, _b: int, _c: int) -> None:
    """For whoever comes next."""
    machine.run(make_room, None)


ACCOUNT_STEPS: "list[Step]" = [
    telegram_complains,
    account_leaves,
    accounts_start,
    accounts_start,
    room_is_made_in_advance,
]
