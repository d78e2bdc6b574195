"""A supervisor reads in the bot who changed what."""

import pytest

from core.blocking.block import block_customer
from core.configuration.change import set_entry
from core.model.audit import AuditKind, AuditSubject, ErasureStep
from core.model.configuration import EntryKind, Ground, Named
from core.model.people import Role
from core.privacy.requests import propose_erasure
from core.staff.members import add_operator, remove_operator, set_capacity, set_role, set_skills
from sandbox.people import Person
from tests.bot.desk import Desk
from tests.bot.steps import last, press, presses, registered
from tests.core.configuration.test_change import AnyWords
from tests.core.desk import person

pytestmark = pytest.mark.parametrize("database_backend", ["sqlite"], indirect=True)
NINA = 77


async def test_who_changed_what_is_read_page_by_page(
    office: Desk, dana: Person, ann: Person
) -> None:
    await registered(ann, office)
    async with office.work() as work:
        await add_operator(work, person(NINA, "<b>Nina</b>"), actor_id=dana.id)
        await set_capacity(work, NINA, 3)
        await set_skills(work, NINA, ["cards", "billing"])
        await set_role(work, NINA, Role.SUPERVISOR)
        await remove_operator(work, NINA, actor_id=dana.id)
        hours, ground = Named(EntryKind.HOURS), Ground(({"key": "a", "title": "A"},), "UTC")
        await set_entry(work, dana.id, ground, AnyWords(), hours, {"mon": "9:00-18:00"}, 0)
        await block_customer(work, dana.id, ann.id, "shouts", close=False)
        await propose_erasure(work, dana.id, ann.id, "by post")
        asked, erased = ErasureStep.ASKED.value, ErasureStep.ERASED.value
        work.audit(ann.id, AuditKind.ERASURE, ann.id, None, asked)
        work.audit(dana.id, AuditKind.ERASURE, ann.id, asked, erased)
        work.audit(None, AuditKind.EXPORT, 12, None, {"as": "pdf"}, AuditSubject.TICKET)
        work.audit(dana.id, AuditKind.SESSION, dana.id, "link")
    await dana.say(4242, "/audit")
    await office.settle()
    first = (await last(dana)).text
    lines = [line[len("30.11.2026 19:58 ") :] for line in first.splitlines()[2:]]
    assert first.splitlines()[0].startswith("Audit log: ")
    assert lines == [
        "Dana: Dana is signed out of the page",
        'the owner: exported: ticket #12 ({"as": "pdf"})',
        f"Dana: customer {ann.id}: all is erased",
        f"the customer: customer {ann.id}: erasure asked for",
        f"Dana: customer {ann.id}: erasure proposed",
        f"Dana: customer {ann.id} was blocked",
        'Dana: hours, the whole desk: the file’s → {"mon": "9:00-18:00"}',
        "Dana: <b>Nina</b> was taken off staff, was supervisor",
    ]
    await press(dana, office, "audit:1")
    lines = [line[len("30.11.2026 19:58 ") :] for line in (await last(dana)).text.splitlines()[2:]]
    assert lines[:5] == [
        "the owner: role of <b>Nina</b>: operator → supervisor",
        "the owner: skills of <b>Nina</b>: – → billing, cards",
        "the owner: tickets at once of <b>Nina</b>: 6 → 3",
        "Dana: tickets at once of <b>Nina</b>: – → 6",
        "Dana: <b>Nina</b> is on staff, as operator",
    ]


async def test_it_is_for_supervisors(office: Desk, olena: Person, ann: Person) -> None:
    await registered(ann, office)
    for who in (olena, ann):
        await who.say(4242, "/audit")
        await office.settle()
        assert "Audit log" not in (await last(who)).text
        answer, _ = await presses(who, office, "audit:0")
        assert answer is not None
        assert answer.value == "staff-only"
