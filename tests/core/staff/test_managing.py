"""How supervisors manage staff in the bot."""

import json

import pytest
import pytest_asyncio

from core.model.audit import AuditFilter, AuditSubject
from core.model.effects import ResolveUsername, SendText, ShowCard
from core.model.outcomes import Rejected, Sent
from core.model.people import Person, Role
from core.model.rules import Rules, Topic
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import TicketStatus
from core.staff import members
from core.staff.members import remove_operator, set_role
from core.staff.views import skill_code
from core.tickets.end import close_ticket
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.support.present import present

BOSS = 8
TOPICS = (Topic("general", "General"), Topic("bill", "Bills", skill="billing"))


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    """A supervisor who has started the bot."""
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, topics=TOPICS)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return desk


async def card(desk: Desk, person_id: int = BOSS) -> ShowCard:
    """What the person's dialog shows last."""
    shown = [each for each in await desk.waiting(ShowCard) if each.card == f"dialog:{person_id}"]
    return shown[-1]


def actions(shown: ShowCard) -> list[str | None]:
    return [button.action for row in shown.buttons for button in row]


async def test_the_list_has_pages_of_eight_with_a_button_each(office: Desk) -> None:
    for number in range(20, 29):
        await office.staff(number, on_shift=False)
    await office.settle_all()
    await office.do(members.show_staff, BOSS, fresh=True)
    first = await card(office)
    assert actions(first)[:2] == [f"member:{BOSS}", "member:20"]
    assert actions(first)[8:] == ["staff:1", "staff-add"]
    await office.do(members.show_staff, BOSS, 1)
    second = await card(office)
    assert actions(second) == ["member:27", "member:28", "staff:0", "staff-add"]
    await office.do(members.show_staff, BOSS, 99)  # a page of a list that was longer once
    assert (await card(office)) == second
    lines = first.text.values["list"]
    assert isinstance(lines, tuple)
    assert len(lines) == 8


@pytest.mark.parametrize(
    "call",
    [
        (members.show_staff, 0),
        (members.show_member, 7),
        (members.change_role, 7, Role.SUPERVISOR),
        (members.change_capacity, 7, 3),
        (members.ask_capacity, 7),
        (members.ask_skills, 7),
        (members.toggle_skill, 7, "x"),
        (members.ask_to_remove, 7),
        (members.remove_member, 7),
        (members.ask_who_to_add,),
        (members.suggest_person, person(55)),
        (members.suggest_username, "whoever"),
        (members.hire, 55, Role.SUPERVISOR),
        (members.hire_customer, 900, Role.SUPERVISOR),
    ],
)
async def test_nobody_else_manages(office: Desk, call: tuple[object, ...]) -> None:
    usecase, *arguments = call
    await office.staff(7)
    await office.customer(900)
    before = await office.operator(7)
    for actor in (7, 900):
        with pytest.raises(StaffOnly):
            await office.do(usecase, actor, *arguments)  # type: ignore[arg-type]
    assert await office.operator(7) == before


async def test_role_capacity_and_skills_are_changed_by_buttons(office: Desk) -> None:
    await office.staff(7)
    await office.do(members.change_role, BOSS, 7, Role.SUPERVISOR)
    await office.do(members.change_capacity, BOSS, 7, 3)
    await office.do(members.toggle_skill, BOSS, 7, skill_code("billing"))
    await office.do(members.toggle_skill, BOSS, 7, "of another day")
    changed = await office.operator(7)
    assert (changed.role, changed.capacity) == (Role.SUPERVISOR, 3)
    assert changed.skills == {"billing"}
    assert actions(await card(office))[0] == f"member-skills:7:{skill_code('billing')}"
    await office.do(members.toggle_skill, BOSS, 7, skill_code("billing"))
    await office.do(members.change_role, BOSS, 7, Role.OPERATOR)
    changed = await office.operator(7)
    assert (changed.role, changed.skills) == (Role.OPERATOR, frozenset())


async def test_a_skill_given_brings_who_waits_for_it(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.ask(900, "bill")
    assert (await office.ticket(ticket_id)).status is TicketStatus.QUEUED
    await office.do(members.toggle_skill, BOSS, 7, skill_code("billing"))
    assert (await office.ticket(ticket_id)).operator_id == 7


async def test_the_last_supervisor_can_neither_go_nor_be_demoted(office: Desk) -> None:
    for usecase in (
        lambda work: members.remove_member(work, BOSS, BOSS),
        lambda work: members.change_role(work, BOSS, BOSS, Role.OPERATOR),
    ):
        with pytest.raises(DeskError, match="last-supervisor"):
            await office.do(usecase)
    assert (await office.operator(BOSS)).role is Role.SUPERVISOR
    await office.staff(9, role=Role.SUPERVISOR)
    await office.do(members.change_role, BOSS, BOSS, Role.OPERATOR)
    with pytest.raises(DeskError, match="last-supervisor"):
        await office.do(members.remove_member, 9, 9)
    await office.do(remove_operator, 9)  # the owner, at the command line
    assert await office.do(set_role, BOSS, Role.SUPERVISOR)


async def test_who_is_removed_keeps_their_tickets_to_the_end(office: Desk) -> None:
    await office.staff(7)
    ticket_id = await office.talk(900)
    await office.do(members.ask_to_remove, BOSS, 7)
    asked = await card(office)
    assert asked.text.values["count"] == 1
    await office.do(members.remove_member, BOSS, 7)
    assert not await office.do(remove_operator, 7)
    await office.do(close_ticket, 7, ticket_id)
    with pytest.raises(DeskError, match="not-on-staff"):
        await office.do(members.show_member, BOSS, 7)


async def test_somebody_is_added_once_a_role_was_chosen_and_not_before(office: Desk) -> None:
    await office.do(members.ask_who_to_add, BOSS)
    await office.do(members.suggest_person, BOSS, Person(55, "Nina", "nina", "uk"), "380501112233")
    assert await office.kept.operators.get(55) is None
    assert actions(await card(office)) == ["hire:55:operator", "hire:55:supervisor", "staff:0"]
    for _ in range(2):  # a repeat shows the same
        await office.do(members.hire, BOSS, 55, Role.OPERATOR)
    added = await office.operator(55)
    assert (added.name, added.username, added.language) == ("Nina", "nina", "uk")
    assert (added.phone, added.role) == ("+380501112233", Role.OPERATOR)
    assert added.capacity == office.rules.capacity
    shown = await card(office)
    assert "member-not-started" in str(shown.text)
    assert f"member-capacity:{55}" in actions(shown)


async def test_a_customer_is_added_once_and_told(office: Desk) -> None:
    await office.customer(900)
    await office.do(members.hire_customer, BOSS, 900, Role.OPERATOR)
    assert (await office.operator(900)).role is Role.OPERATOR
    welcome = [told.text.key for told in await office.waiting(SendText) if told.chat_id == 900]
    assert TextKey.YOU_ARE_ON_STAFF in welcome
    await office.do(members.hire_customer, BOSS, 900, Role.SUPERVISOR)  # chosen from an old list
    assert (await office.operator(900)).role is Role.OPERATOR
    for nobody in (BOT, 901):
        with pytest.raises(DeskError, match="staff-not-a-person"):
            await office.do(members.hire_customer, BOSS, nobody, Role.OPERATOR)


async def test_a_button_of_another_question_adds_nobody(office: Desk) -> None:
    await office.do(members.suggest_person, BOSS, person(55))
    await office.do(members.suggest_person, BOSS, person(56))
    with pytest.raises(DeskError, match="staff-ask-again"):
        await office.do(members.hire, BOSS, 55, Role.SUPERVISOR)
    await office.do(members.show_staff, BOSS)  # something else was looked at meanwhile
    with pytest.raises(DeskError, match="staff-ask-again"):
        await office.do(members.hire, BOSS, 56, Role.SUPERVISOR)


async def test_who_is_on_staff_already_is_shown_and_not_asked_about(office: Desk) -> None:
    await office.staff(7, capacity=2)
    await office.do(members.suggest_person, BOSS, person(7))
    assert (await card(office)).text.key is TextKey.MEMBER
    assert (await office.operator(7)).capacity == 2
    for nobody in (Person(BOT, "The bot"), Person(777000, "Telegram")):
        await office.do(members.ask_who_to_add, BOSS)
        await office.do(members.suggest_person, BOSS, nobody)
        assert (await card(office)).text.key is TextKey.STAFF_NOT_A_PERSON


async def test_a_username_of_somebody_who_wrote_before_needs_no_lookup(office: Desk) -> None:
    await office.customer(900)
    await office.do(members.ask_who_to_add, BOSS)
    await office.do(members.suggest_username, BOSS, "@P900")
    assert await office.waiting(ResolveUsername) == []
    assert actions(await card(office))[0] == "hire:900:operator"


async def test_an_unknown_username_is_looked_up_by_the_user_account(office: Desk) -> None:
    await office.do(members.ask_who_to_add, BOSS)
    await office.do(members.suggest_username, BOSS, "@nina_b")
    assert await office.waiting(ResolveUsername) == [ResolveUsername("nina_b", BOSS)]
    await office.settle_kind(ResolveUsername, Sent({"user_id": 55, "name": "Nina B"}))
    assert actions(await card(office))[0] == "hire:55:operator"
    await office.do(members.hire, BOSS, 55, Role.SUPERVISOR)
    added = await office.operator(55)
    assert (added.name, added.username, added.role) == ("Nina B", "nina_b", Role.SUPERVISOR)


async def test_a_username_of_nobody_is_said_and_an_answer_too_late_is_not(office: Desk) -> None:
    for waits in (True, False):
        await office.do(members.ask_who_to_add, BOSS)
        await office.do(members.suggest_username, BOSS, "nobody_here")
        await office.settle_kind(ShowCard)
        if not waits:
            await office.do(members.show_staff, BOSS)
            await office.settle_kind(ShowCard)
        await office.settle_kind(ResolveUsername, Rejected("USERNAME_NOT_OCCUPIED"))
        shown = [each.text.key for each in await office.waiting(ShowCard)]
        assert shown == ([TextKey.STAFF_NOBODY] if waits else [])


async def test_a_customer_who_becomes_staff_is_told_and_keeps_their_ticket(office: Desk) -> None:
    ticket_id = await office.ready(900)
    await office.do(members.suggest_person, BOSS, person(900))
    await office.do(members.hire, BOSS, 900, Role.OPERATOR)
    told = [each.text.key for each in await office.waiting(SendText) if each.chat_id == 900]
    assert told == [TextKey.YOU_ARE_ON_STAFF]
    assert (await office.operator(900)).started_bot
    await office.settle_all()
    assert await office.kept.operators.start_shift(900, office.now)
    await office.staff(7)
    await office.settle_all()
    mine = await office.ticket(ticket_id)
    assert mine.operator_id == 7  # never their own
    assert await office.join(ticket_id)
    assert (await office.ticket(ticket_id)).status is TicketStatus.ACTIVE


async def test_the_step_survives_any_name(office: Desk) -> None:
    name = 'A "quoted" ☃ \\ name: {x}'
    await office.do(members.suggest_person, BOSS, Person(55, name))
    step = present(await office.kept.steps.get(BOSS))
    assert json.loads(step.partition(":")[2])[1] == name
    await office.do(members.hire, BOSS, 55, Role.OPERATOR)
    assert (await office.operator(55)).name == name


async def test_who_was_taken_off_staff_is_known_as_such(office: Desk) -> None:
    await office.staff(7)
    assert not await office.kept.operators.was_removed(7)
    assert not await office.kept.operators.was_removed(12345)
    await office.do(remove_operator, 7)
    assert await office.kept.operators.was_removed(7)


async def test_each_change_is_kept_with_who_made_it(office: Desk) -> None:
    add = members.add_operator
    await office.do(add, person(9), skills=frozenset({"billing"}))
    await office.do(members.set_capacity, 9, 3, actor_id=BOSS)
    await office.do(members.set_capacity, 9, 3, actor_id=BOSS)  # changes nothing
    await office.do(set_role, 9, Role.SUPERVISOR, actor_id=BOSS)
    await office.do(members.set_skills, 9, ["tech", "billing"], actor_id=BOSS)
    await office.do(remove_operator, 9, actor_id=BOSS)
    await office.do(add, person(9), capacity=2, actor_id=BOSS)
    await office.do(add, person(9), role=Role.SUPERVISOR, capacity=2, actor_id=BOSS)
    async with office.work() as work:
        where = AuditFilter(subject=AuditSubject.STAFF, key="9")
        entries = [one.entry for one in await work.uow.audit.oldest(where, 20)]
    kept = [(one.actor_id, one.kind.value, one.before, one.after) for one in entries]
    assert kept == [
        (None, "staff", None, "operator"),
        (None, "capacity", None, 6),
        (None, "skills", None, ["billing"]),
        (BOSS, "capacity", 6, 3),
        (BOSS, "role", "operator", "supervisor"),
        (BOSS, "skills", ["billing"], ["billing", "tech"]),
        (BOSS, "staff", "supervisor", None),
        (BOSS, "staff", None, "operator"),
        (BOSS, "capacity", None, 2),
        (BOSS, "role", "operator", "supervisor"),
    ]
