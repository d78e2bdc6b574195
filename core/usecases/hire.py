"""How a supervisor says whom to add to staff: by a contact, a forwarded message or a username.

Who is meant is kept as the supervisor's step until they chose the role, since a button has no room
for a name; so nobody comes on staff by a message that was sent by mistake.
"""

import json

from core.domain import staffing_views as views
from core.domain.effects import ResolveUsername
from core.domain.errors import DeskError
from core.domain.outcomes import Rejected, Scope, Sent, Settled
from core.domain.people import NOT_PEOPLE, Person, Role, normalise_phone
from core.domain.texts import Key, TextKey
from core.domain.views import Shown, text
from core.ports import OutboxEffect, Work
from core.settling import settles
from core.usecases.accounts import is_ours
from core.usecases.manage_operators import add_operator
from core.usecases.show_chats import put_dialog
from core.usecases.show_panel import show_panel
from core.usecases.staff import show_member
from core.usecases.supervising import supervisor
from core.usecases.telling import PROMPT_LASTS, say

ADDING = "staff-add"
_MEANT = "staff-meant:"


async def ask_whom(work: Work, actor_id: int) -> None:
    """The next contact, forwarded message or username is somebody to add. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.set(actor_id, ADDING)
    await put_dialog(work, actor_id, views.how_to_add(actor.language))


async def means(work: Work, actor_id: int, person: Person, phone: str | None = None) -> None:
    """Somebody whom Telegram shows: asks whether they are meant, and as what. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    if person.id in NOT_PEOPLE or await is_ours(work, person.id):
        await refuse(work, actor_id, TextKey.STAFF_NOT_A_PERSON)
        return
    if await work.operator(person.id) is not None:
        await work.uow.steps.clear(actor_id)
        await show_member(work, actor_id, person.id, fresh=True)
        return
    number = None if phone is None else normalise_phone(phone)
    kept = [person.id, person.name, person.username, person.language, number]
    await work.uow.steps.set(actor_id, _MEANT + json.dumps(kept))
    await put_dialog(work, actor_id, views.candidate(person, actor.language), fresh=True)


async def means_username(work: Work, actor_id: int, username: str) -> None:
    """Whoever has that username: as the desk knows, or as the user account finds out. Raises
    StaffOnly."""
    actor = await supervisor(work, actor_id)
    name = username.strip().removeprefix("@")
    known = await work.uow.oversight.by_username(name)
    if known is not None:
        await means(work, actor_id, known)
        return
    await work.tell(ResolveUsername(name, actor_id), lasts=PROMPT_LASTS)
    looking = Shown(text(TextKey.STAFF_LOOKING, actor.language, username=name))
    await put_dialog(work, actor_id, looking, fresh=True)


@settles(ResolveUsername)
async def username_resolved(
    work: Work, _row: OutboxEffect, effect: ResolveUsername, outcome: Settled
) -> None:
    """Who it is, or that it is nobody; said to a supervisor who still waits for it."""
    if await work.uow.steps.get(effect.asker_id) != ADDING:
        return
    try:
        if isinstance(outcome, Sent):
            name = str(outcome.value["name"])
            person = Person(int(outcome.value["user_id"]), name, effect.username)
            await means(work, effect.asker_id, person)
        else:
            # An account that must wait or rests knows nothing of who that is.
            waits = isinstance(outcome, Rejected) and outcome.scope is not Scope.EFFECT
            key = TextKey.STAFF_NOT_LOOKED_UP if waits else TextKey.STAFF_NOBODY
            await refuse(work, effect.asker_id, key, username=effect.username)
    except DeskError:
        return  # no supervisor any more


async def refuse(work: Work, actor_id: int, key: Key, **values: str | int) -> None:
    """That way leads to nobody, and why; another one may. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    shown = views.not_added(key, actor.language, **values)
    await put_dialog(work, actor_id, shown, fresh=True)


async def hire(work: Work, actor_id: int, person_id: int, role: Role) -> None:
    """Add who was meant; their capacity is the usual one and they have no skills until that is
    changed. Raises StaffOnly, DeskError(STAFF_ASK_AGAIN)."""
    await supervisor(work, actor_id)
    step = await work.uow.steps.get(actor_id) or ""
    if await work.operator(person_id) is not None:
        await show_member(work, actor_id, person_id)
        return
    meant = json.loads(step.removeprefix(_MEANT)) if step.startswith(_MEANT) else [None]
    if meant[0] != person_id:
        raise DeskError(TextKey.STAFF_ASK_AGAIN)
    person = Person(*meant[:4])
    await add_operator(work, person, role=role, phone=meant[4], actor_id=actor_id)
    await work.uow.steps.clear(actor_id)
    await _welcome(work, person)
    await show_member(work, actor_id, person_id)


async def _welcome(work: Work, person: Person) -> None:
    """One who has written to the bot before is told at once; others when they start it."""
    customer = await work.customer(person.id)
    if customer is None or not customer.reachable:
        return
    known = Person(person.id, person.name, person.username, customer.language)
    await work.uow.operators.seen(known)
    operator = await work.operator(person.id)
    if operator is None:
        return
    role = views.role_words(operator.role, operator.language)
    welcome = Shown(text(TextKey.YOU_ARE_ON_STAFF, operator.language, role=role))
    await say(work, operator.id, welcome, remove_keyboard=True)
    await show_panel(work, operator.id, fresh=True)
