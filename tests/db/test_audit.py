"""The audit log as the database keeps it, and what an upgrade takes into it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from core.model.audit import OWNER, AuditEntry, AuditFilter, AuditKind, AuditSubject
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.support.desk import CUSTOMER, NOW, OPERATOR, add_operator

DAY = timedelta(days=1)
STRANGER = 99
ADDED = AuditEntry(NOW, None, AuditKind.STAFF, AuditSubject.STAFF, str(OPERATOR), None, "operator")
SET = AuditEntry(
    NOW + DAY, OPERATOR, AuditKind.TEXT, AuditSubject.PAGE, "en:hi", None, "\x00 { $x }"
)
BLOCK = AuditEntry(NOW + 2 * DAY, STRANGER, AuditKind.BLOCK, AuditSubject.CUSTOMER, "1001", None, 1)


async def test_entries_are_found_by_kind_by_who_by_what_and_by_time(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        for entry in (ADDED, SET, BLOCK):
            uow.audit.add(entry)
    async with database.unit_of_work() as uow:
        log = uow.audit

        async def found(where: AuditFilter) -> list[AuditEntry]:
            entries = [one.entry for one in await log.oldest(where, 10)]
            assert await log.count(where) == len(entries)
            return entries

        assert await found(AuditFilter()) == [ADDED, SET, BLOCK]
        assert await found(AuditFilter(frozenset({AuditKind.TEXT, AuditKind.BLOCK}))) == [
            SET,
            BLOCK,
        ]
        assert await found(AuditFilter(by=OPERATOR)) == [SET]
        assert await found(AuditFilter(by=OWNER)) == [ADDED]
        assert await found(AuditFilter(subject=AuditSubject.CUSTOMER, key="1001")) == [BLOCK]
        assert await found(AuditFilter(since=NOW + DAY, until=NOW + 2 * DAY)) == [SET]

        newest = await log.newest(AuditFilter(), 2)
        assert [(one.entry, one.actor, one.member) for one in newest] == [
            (BLOCK, None, None),
            (SET, f"Op {OPERATOR}", None),
        ]
        [first] = await log.newest(AuditFilter(), 2, before=newest[-1].id)
        assert (first.entry, first.actor, first.member) == (ADDED, None, f"Op {OPERATOR}")
        assert [one.id for one in await log.newest(AuditFilter(), 2, offset=2)] == [first.id]
        assert [one.entry for one in await log.oldest(AuditFilter(), 2, first.id)] == [SET, BLOCK]


BEFORE = "0049"
OLD = """
INSERT INTO staff_changes (operator_id, at, actor_id, kind, before, after) VALUES
    (2001, :at, NULL, 'added', '', 'operator'), (2001, :at, NULL, 'skills', '', 'a "b", c'),
    (2001, :at, 2001, 'capacity', '6', '3'), (2001, :at, 2001, 'removed', 'operator', '');
INSERT INTO configuration_changes (kind, key, at, actor_id, before, after)
    VALUES ('hours', '', :later, 2001, NULL, '["9:00-18:00"]');
INSERT INTO customers (id, name, language, reachable, first_seen_at)
    VALUES (1001, 'Ann', 'en', true, :at);
INSERT INTO customer_blocks (customer_id, blocked_at, blocked_by, reason, lifted_at, lifted_by)
    VALUES (1001, :at, 2001, 'Ann shouts', :later, 2001);
INSERT INTO erasures (customer_id, asked_at, decided_at, decided_by, granted)
    VALUES (1001, :at, :later, 2001, false)
"""


async def test_what_was_kept_before_there_was_a_log_is_in_it(database_url: str) -> None:
    await upgrade(database_url, BEFORE)
    later = NOW + DAY
    database = await SqlDatabase.connect(database_url)
    try:
        async with database.unit_of_work() as uow:
            await add_operator(uow)
        async with database.engine.begin() as connection:
            times: dict[str, object] = {"at": NOW, "later": later}
            if not database.is_postgresql:
                times = {name: f"{at:%Y-%m-%d %H:%M:%S.%f}" for name, at in times.items()}
            for statement in OLD.split(";"):
                await connection.execute(text(statement), times)
        await upgrade(database_url)
        async with database.unit_of_work() as uow:
            found = [one.entry for one in await uow.audit.oldest(AuditFilter(), 20)]
    finally:
        await database.close()
    of = str(OPERATOR)
    staff = AuditEntry(NOW, None, AuditKind.STAFF, AuditSubject.STAFF, of, None, "operator")
    block = AuditEntry(
        NOW, OPERATOR, AuditKind.BLOCK, AuditSubject.CUSTOMER, str(CUSTOMER), None, "blocked"
    )
    erasure = replace(block, kind=AuditKind.ERASURE, actor_id=CUSTOMER, after="asked")
    expected = [
        staff,
        replace(staff, kind=AuditKind.SKILLS, after=['a "b"', "c"]),
        replace(staff, kind=AuditKind.CAPACITY, actor_id=OPERATOR, before=6, after=3),
        replace(staff, actor_id=OPERATOR, before="operator", after=None),
        block,
        erasure,
        replace(block, at=later, before="blocked", after=None),
        replace(erasure, at=later, actor_id=OPERATOR, before="asked", after="refused"),
        AuditEntry(later, OPERATOR, AuditKind.HOURS, AuditSubject.PAGE, "", None, ["9:00-18:00"]),
    ]
    assert sorted(map(str, found)) == sorted(map(str, expected))
    assert [one.at for one in found] == sorted(one.at for one in found)
