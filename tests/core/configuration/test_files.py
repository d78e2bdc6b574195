"""What changes in the owner's files stands in the audit log, from the second start on."""

from dataclasses import replace
from datetime import date
from typing import Any

from core.configuration.files import note_files
from core.model.audit import AuditFilter, AuditKind, AuditSubject
from core.model.configuration import Ground
from tests.core.desk import Desk

BUGS = {"key": "bugs", "title": "Bugs", "holidays": [date(2026, 12, 25)]}
FILE = Ground(({"key": "orders", "title": "Orders"}, BUGS), "UTC", is_file=True)


async def logged(desk: Desk) -> list[tuple[AuditKind, str, Any, Any]]:
    async with desk.work() as work:
        found = await work.uow.audit.oldest(AuditFilter(subject=AuditSubject.FILE), 99)
    assert all(each.entry.actor_id is None for each in found), "the files are the owner's"
    return [(it.kind, it.key, it.before, it.after) for it in (each.entry for each in found)]


async def test_what_another_file_says_is_logged_once_with_before_and_after(desk: Desk) -> None:
    await desk.do(note_files, FILE)
    await desk.do(note_files, FILE)
    assert await logged(desk) == [], "at the first start nothing was another"
    new = ({"key": "orders", "title": "Orders", "keep_days": 30}, {"key": "new", "title": "New"})
    hours = {"mon": "09:00-18:00"}
    changed = replace(
        FILE, topics=new, hours=hours, zone="Asia/Tokyo", texts={"en": {"hi": "Hello"}}
    )
    assert await desk.do(note_files, changed) == 7
    assert await desk.do(note_files, changed) == 0
    assert sorted(await logged(desk), key=str) == sorted(
        [
            (AuditKind.ORDER, "", ["orders", "bugs"], ["orders", "new"]),
            (AuditKind.TOPIC, "orders", {"title": "Orders"}, {"title": "Orders", "keep_days": 30}),
            (AuditKind.TOPIC, "bugs", {"title": "Bugs"}, None),
            (AuditKind.HOLIDAYS, "bugs", ["2026-12-25"], None),
            (AuditKind.TOPIC, "new", None, {"title": "New"}),
            (AuditKind.HOURS, "", {"time_zone": "UTC"}, {"time_zone": "Asia/Tokyo", **hours}),
            (AuditKind.TEXT, "en:hi", None, "Hello"),
        ],
        key=str,
    )
    assert await desk.do(note_files, replace(changed, topics=FILE.topics, is_file=False)) == 4
    taken_away = [each for each in await logged(desk) if each[0] is AuditKind.ORDER][-1]
    assert taken_away == (AuditKind.ORDER, "", ["orders", "new"], None), "what is delivered holds"
