"""Members of staff are added, changed and removed: by the owner at the command line (`actor_id`
None), or by a supervisor on the cards of /staff (anybody else: StaffOnly).

Whom to add is said by a contact, a forwarded message or a username, and kept as the supervisor's
step until they chose the role, since a button has no room for a name; so nobody comes on staff by a
message that was sent by mistake.
"""

import json
from collections.abc import Collection

from core.cards.lookup import is_ours
from core.cards.send import PROMPT_LASTS, say, show_dialog
from core.model.actions import clipped, part
from core.model.audit import AuditKind
from core.model.effects import Priority, ResolveUsername, SetCommands
from core.model.events import CapacityFreed, RightsChanged
from core.model.outcomes import Rejected, Scope, Sent, Settled
from core.model.people import (
    NOT_PEOPLE,
    Operator,
    Person,
    Role,
    normalise_phone,
)
from core.model.text_keys import Key, TextKey
from core.model.texts import DeskError, Shown, text
from core.ports import OutboxEffect, Work
from core.ports.effects import settles
from core.staff import views as member_views
from core.staff.access import supervisor
from core.staff.changes import keep_added, listed
from core.staff.shifts import show_panel


async def add_operator(
    work: Work,
    person: Person,
    *,
    role: Role = Role.OPERATOR,
    capacity: int | None = None,
    phone: str | None = None,
    skills: frozenset[str] = frozenset(),
    actor_id: int | None = None,
) -> None:
    """Add somebody, or bring them back; `capacity` (at least 1) is the rules' when not given.
    Raises StaffOnly, ValueError."""
    await _may_manage(work, actor_id)
    most = work.rules.capacity if capacity is None else capacity
    _check(most)
    known = await work.operator(person.id)
    await work.uow.operators.add(
        person, role=role, capacity=most, phone=phone, skills=skills, now=work.now
    )
    await keep_added(work, actor_id, person.id, known)
    await show_commands(work, person.id, role)
    # Somebody brought back may be on shift with more room than before.
    work.happened(CapacityFreed())


async def remove_operator(work: Work, operator_id: int, *, actor_id: int | None = None) -> bool:
    """Take off staff; tickets held stay to the end. False for somebody unknown. Raises
    StaffOnly, DeskError(LAST_SUPERVISOR)."""
    await _may_manage(work, actor_id)
    await _leave_a_supervisor(work, operator_id, actor_id)
    known = await work.operator(operator_id)
    if known is None or not await work.uow.operators.remove(operator_id, work.now):
        return False
    work.audit(actor_id, AuditKind.STAFF, operator_id, known.role.value)
    await show_commands(work, operator_id, None)
    work.happened(RightsChanged(operator_id, actor_id))
    return True


async def set_capacity(
    work: Work, operator_id: int, capacity: int, *, actor_id: int | None = None
) -> bool:
    """Most tickets at once (at least 1). False for somebody unknown. Raises
    StaffOnly, ValueError."""
    await _may_manage(work, actor_id)
    _check(capacity)
    known = await work.operator(operator_id)
    if known is None or not await work.uow.operators.set_capacity(operator_id, capacity):
        return False
    work.audit(actor_id, AuditKind.CAPACITY, operator_id, known.capacity, capacity)
    work.happened(CapacityFreed())
    return True


async def set_role(
    work: Work, operator_id: int, role: Role, *, actor_id: int | None = None
) -> bool:
    """Make somebody an operator or a supervisor. False for somebody unknown. Raises StaffOnly,
    DeskError(LAST_SUPERVISOR)."""
    await _may_manage(work, actor_id)
    if role is not Role.SUPERVISOR:
        await _leave_a_supervisor(work, operator_id, actor_id)
    known = await work.operator(operator_id)
    if known is None or not await work.uow.operators.set_role(operator_id, role):
        return False
    work.audit(actor_id, AuditKind.ROLE, operator_id, known.role.value, role.value)
    await show_commands(work, operator_id, role)
    work.happened(RightsChanged(operator_id, actor_id))
    return True


async def set_skills(
    work: Work, operator_id: int, skills: Collection[str], *, actor_id: int | None = None
) -> bool:
    """Replace somebody's skills. Returns False for somebody unknown. Raises StaffOnly."""
    await _may_manage(work, actor_id)
    known = await work.operator(operator_id)
    if known is None or not await work.uow.operators.set_skills(operator_id, skills):
        return False
    work.audit(actor_id, AuditKind.SKILLS, operator_id, listed(known.skills), listed(skills))
    work.happened(CapacityFreed())
    return True


async def _leave_a_supervisor(work: Work, operator_id: int, actor_id: int | None) -> None:
    """Raise LAST_SUPERVISOR when nobody would be left who can undo the change; the owner can by the
    command line."""
    if actor_id is None:
        return
    supervisors = await work.uow.operators.hold_supervisors()
    if supervisors == [operator_id]:
        raise DeskError(TextKey.LAST_SUPERVISOR)


async def show_commands(work: Work, person_id: int, role: Role | None) -> None:
    """Set the menu of commands that goes with a role. None: the customers' menu."""
    word = None if role is None else role.value
    await work.tell(SetCommands(person_id, word), priority=Priority.BOARD)


def _check(capacity: int) -> None:
    if capacity < 1:
        raise ValueError(f"capacity must be at least 1, not {capacity}")


async def _may_manage(work: Work, actor_id: int | None) -> None:
    if actor_id is not None:
        await supervisor(work, actor_id)


async def show_staff(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """Show everyone on staff, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    staff = await work.uow.operators.all()
    staff.sort(key=lambda each: (each.role is not Role.SUPERVISOR, each.name.casefold(), each.id))
    shown = clipped(page, len(staff))
    listed = member_views.staff_list(part(staff, shown), shown, len(staff), actor.language)
    await show_dialog(work, actor_id, listed, fresh=fresh)


async def show_member(work: Work, actor_id: int, operator_id: int, *, fresh: bool = False) -> None:
    """Show one member of staff. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    shown = member_views.member(member, work.rules.skills, actor.language)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def change_role(work: Work, actor_id: int, operator_id: int, role: Role) -> None:
    """Change a member's role. Raises StaffOnly, DeskError(NOT_ON_STAFF, LAST_SUPERVISOR)."""
    await _both(work, actor_id, operator_id)
    await set_role(work, operator_id, role, actor_id=actor_id)
    if actor_id != operator_id or role is Role.SUPERVISOR:
        await show_member(work, actor_id, operator_id)


async def ask_capacity(work: Work, actor_id: int, operator_id: int) -> None:
    """Ask for a member's capacity. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await show_dialog(work, actor_id, member_views.capacities(member, actor.language))


async def change_capacity(work: Work, actor_id: int, operator_id: int, capacity: int) -> None:
    """Change a member's capacity. Raises StaffOnly, DeskError(NOT_ON_STAFF), ValueError below 1."""
    await _both(work, actor_id, operator_id)
    await set_capacity(work, operator_id, capacity, actor_id=actor_id)
    await show_member(work, actor_id, operator_id)


async def ask_skills(work: Work, actor_id: int, operator_id: int) -> None:
    """Ask for a member's skills. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await show_dialog(
        work, actor_id, member_views.skills(member, work.rules.skills, actor.language)
    )


async def toggle_skill(work: Work, actor_id: int, operator_id: int, code: str) -> None:
    """Add or remove the skill of that code (`skill_code`). An unknown code only shows what there
    is. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    _, member = await _both(work, actor_id, operator_id)
    known = {
        member_views.skill_code(skill): skill for skill in {*work.rules.skills, *member.skills}
    }
    if code in known:
        skills = member.skills ^ {known[code]}
        await set_skills(work, operator_id, skills, actor_id=actor_id)
    await ask_skills(work, actor_id, operator_id)


async def ask_to_remove(work: Work, actor_id: int, operator_id: int) -> None:
    """Ask whether a member is to be removed. Raises StaffOnly, DeskError(NOT_ON_STAFF)."""
    actor, member = await _both(work, actor_id, operator_id)
    await show_dialog(work, actor_id, member_views.sure_to_remove(member, actor.language))


async def remove_member(work: Work, actor_id: int, operator_id: int) -> None:
    """Take a member off staff; they keep the tickets that they hold to the end. Raises StaffOnly,
    DeskError(NOT_ON_STAFF, LAST_SUPERVISOR)."""
    await _both(work, actor_id, operator_id)
    await remove_operator(work, operator_id, actor_id=actor_id)
    if actor_id != operator_id:
        await show_staff(work, actor_id)


async def _both(work: Work, actor_id: int, operator_id: int) -> tuple[Operator, Operator]:
    actor = await supervisor(work, actor_id)
    member = await work.operator(operator_id)
    if member is None:
        raise DeskError(TextKey.NOT_ON_STAFF)
    return actor, member


ADDING = "staff-add"


_MEANT = "staff-meant:"


async def ask_who_to_add(work: Work, actor_id: int) -> None:
    """Await somebody to add: the next contact, forwarded message or username. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.set(actor_id, ADDING)
    await show_dialog(work, actor_id, member_views.how_to_add(actor.language))


async def suggest_person(
    work: Work, actor_id: int, person: Person, phone: str | None = None
) -> None:
    """Ask whether the person whom Telegram shows is meant, and as what. Raises StaffOnly."""
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
    await show_dialog(work, actor_id, member_views.candidate(person, actor.language), fresh=True)


async def suggest_username(work: Work, actor_id: int, username: str) -> None:
    """Look up whoever has that username, in the desk's rows, else by the user account; the actor is
    asked in their chat with the bot, wherever they said it. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.set(actor_id, ADDING)
    name = username.strip().removeprefix("@")
    known = await work.uow.oversight.by_username(name)
    if known is not None:
        await suggest_person(work, actor_id, known)
        return
    await work.tell(ResolveUsername(name, actor_id), lasts=PROMPT_LASTS)
    looking = Shown(text(TextKey.STAFF_LOOKING, actor.language, username=name))
    await show_dialog(work, actor_id, looking, fresh=True)


@settles(ResolveUsername)
async def username_resolved(
    work: Work, _row: OutboxEffect, effect: ResolveUsername, outcome: Settled
) -> None:
    """Tell a supervisor who still waits whose username it is, or that it is nobody's."""
    if await work.uow.steps.get(effect.asker_id) != ADDING:
        return
    try:
        if isinstance(outcome, Sent):
            name = str(outcome.value["name"])
            person = Person(int(outcome.value["user_id"]), name, effect.username)
            await suggest_person(work, effect.asker_id, person)
        else:
            # An account that must wait or rests knows nothing of who that is.
            waits = isinstance(outcome, Rejected) and outcome.scope is not Scope.EFFECT
            key = TextKey.STAFF_NOT_LOOKED_UP if waits else TextKey.STAFF_NOBODY
            await refuse(work, effect.asker_id, key, username=effect.username)
    except DeskError:
        return  # no supervisor any more


async def refuse(work: Work, actor_id: int, key: Key, **values: str | int) -> None:
    """Say why that does not lead to anybody; another way may. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    shown = member_views.not_added(key, actor.language, **values)
    await show_dialog(work, actor_id, shown, fresh=True)


async def hire(work: Work, actor_id: int, person_id: int, role: Role) -> None:
    """Add the person who was meant, with the usual capacity and no skills. Raises StaffOnly,
    DeskError(STAFF_ASK_AGAIN)."""
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


async def hire_customer(work: Work, actor_id: int, customer_id: int, role: Role) -> None:
    """Add somebody who has written to the bot, and tell them; whoever is on staff stays what they
    are. Raises StaffOnly, DeskError(STAFF_NOT_A_PERSON)."""
    await supervisor(work, actor_id)
    found = await work.customer(customer_id)
    if found is None or found.is_forgotten or await is_ours(work, customer_id):
        raise DeskError(TextKey.STAFF_NOT_A_PERSON)
    if await work.operator(customer_id) is not None:
        return
    person = Person(found.id, found.name, found.username, found.language)
    await add_operator(work, person, role=role, phone=found.phone, actor_id=actor_id)
    await _welcome(work, person)


async def _welcome(work: Work, person: Person) -> None:
    """Greet the new member at once if they have written to the bot before; others when they start
    it."""
    customer = await work.customer(person.id)
    if customer is None or not customer.reachable:
        return
    known = Person(person.id, person.name, person.username, customer.language)
    await work.uow.operators.seen(known)
    operator = await work.operator(person.id)
    if operator is None:
        return
    role = member_views.role_words(operator.role, operator.language)
    welcome = Shown(text(TextKey.YOU_ARE_ON_STAFF, operator.language, role=role))
    await say(work, operator.id, welcome, remove_keyboard=True)
    await show_panel(work, operator.id, fresh=True)
