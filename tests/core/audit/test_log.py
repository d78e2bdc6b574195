"""Whatever is changed about the desk stands in the audit log, and no word of a customer does."""

import pytest_asyncio

from core.access import sign_in
from core.access.rules import key_of
from core.blocking.block import block_customer, unblock_customer
from core.model.audit import AuditEntry, AuditFilter, AuditSubject
from core.model.people import Role
from core.model.room_effects import EraseTranscript
from core.privacy.requests import confirm_forget, grant_erasure, propose_erasure, refuse_erasure
from core.staff.members import remove_operator
from tests.core.desk import Desk
from tests.support.present import present

ANN, OLGA, BOSS, CHIEF = 900, 7, 2, 3


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def staff(desk: Desk) -> None:
    for number in (BOSS, CHIEF):
        await desk.staff(number, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OLGA)
    await desk.customer(ANN)
    await desk.settle_all()


async def log(desk: Desk, subject: AuditSubject) -> list[AuditEntry]:
    async with desk.work() as work:
        found = await work.uow.audit.oldest(AuditFilter(subject=subject), 100)
    return [one.entry for one in found]


async def waiting(desk: Desk) -> int:
    return present(await desk.kept.erasures.waiting_of(ANN)).id


async def test_blocks_and_erasures_are_kept_without_a_word(desk: Desk) -> None:
    await desk.do(block_customer, BOSS, ANN, "Person 900 shouts", close=False)
    await desk.do(unblock_customer, CHIEF, ANN)
    await desk.do(propose_erasure, BOSS, ANN, "Person 900 wrote by post")
    await desk.do(refuse_erasure, CHIEF, await waiting(desk))
    await desk.do(propose_erasure, BOSS, ANN, "Person 900 wrote again")
    await desk.do(confirm_forget, ANN)
    await desk.do(confirm_forget, ANN)  # asks nobody once more
    await desk.do(grant_erasure, BOSS, await waiting(desk))
    [effect] = await desk.waiting(EraseTranscript)
    await desk.erase(effect)
    await desk.settle_kind(EraseTranscript)
    entries = await log(desk, AuditSubject.CUSTOMER)
    assert [(one.kind.value, one.actor_id, one.before, one.after) for one in entries] == [
        ("block", BOSS, None, "blocked"),
        ("block", CHIEF, "blocked", None),
        ("erasure", BOSS, None, "proposed"),
        ("erasure", CHIEF, "proposed", "refused"),
        ("erasure", BOSS, None, "proposed"),
        ("erasure", ANN, "proposed", "asked"),
        ("erasure", BOSS, "asked", "granted"),
        ("erasure", BOSS, "granted", "erased"),
    ]
    assert {one.key for one in entries} == {str(ANN)}
    assert "Person" not in str(await desk.rows_of("SELECT * FROM audit WHERE key = '900'"))


async def test_who_signs_in_and_out_is_kept_and_who_put_them_out(desk: Desk) -> None:
    async def signs_in(word: str) -> None:
        await desk.do(sign_in.offer_link, OLGA, key_of(word))
        await desk.do(sign_in.use_link, key_of(word), key_of(f"cookie {word}"))

    await signs_in("one")
    await desk.do(sign_in.sign_out, 1)
    await desk.do(sign_in.sign_out, 1)  # had ended
    await signs_in("two")
    await desk.do(remove_operator, OLGA, actor_id=BOSS)
    entries = await log(desk, AuditSubject.STAFF)
    assert [(one.actor_id, one.before, one.after) for one in entries if one.kind == "session"] == [
        (OLGA, None, "link"),
        (OLGA, "link", None),
        (OLGA, None, "link"),
        (BOSS, "link", None),
    ]
    assert key_of("one") not in str(entries)


async def test_what_changes_nothing_is_not_kept(desk: Desk) -> None:
    before = await log(desk, AuditSubject.STAFF)
    await desk.staff(OLGA, on_shift=False)  # added anew, as what she is
    assert await log(desk, AuditSubject.STAFF) == before
