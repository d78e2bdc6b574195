"""What the owner's files say, topics and texts, stands in the audit log when it is another thing
than at the last start: before and after, entry by entry."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from core.configuration.rules.layers import without_page
from core.model.audit import OF_PAGE, AuditSubject
from core.model.configuration import EntryKind, Ground, Named, text_entry
from core.ports import Work

_HOURS = Named(EntryKind.HOURS)
_SEEN = Named(EntryKind.ORDER)
"""Is always kept, also where there is no file: what the files say was looked at before."""


async def note_files(work: Work, ground: Ground) -> int:
    """Write into the audit log what the files say now and did not at the last start. Returns how
    many entries differ. What they say at the very first start is no change."""
    kept, now = work.uow.configuration, dict(_entries(ground))
    if await kept.of_files() == now:
        return 0
    # Of several parts that start together one is first; what the page goes by is looked at anew.
    await kept.next_revision()
    before = await kept.of_files()
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    for name in changed:
        was, is_now = before.get(name), now.get(name)
        if before:
            kind = OF_PAGE[name.kind]
            work.audit(None, kind, name.key, was or None, is_now or None, AuditSubject.FILE)
        await kept.put_of_file(name, is_now)
    return len(changed) if before else 0


def _entries(ground: Ground) -> Iterator[tuple[Named, Any]]:
    """Everything that the files say, as the page would set it; nothing that is delivered."""
    yield _SEEN, _plain(without_page(ground, _SEEN)) if ground.is_file else []
    wanted = [
        Named(EntryKind.TEXT, text_entry(language, key))
        for language, texts in ground.texts.items()
        for key in texts
    ]
    if ground.is_file:
        keys = [str(table.get("key", "")) for table in ground.topics]
        wanted += [Named(EntryKind.TOPIC, key) for key in keys]
        for kind in (EntryKind.HOURS, EntryKind.HOLIDAYS):
            wanted += [Named(kind, key) for key in ("", *keys)]
    for name in wanted:
        said = _plain(without_page(ground, name))
        if name == _HOURS:
            said = {"time_zone": ground.zone, **(said or {})}  # by which hours are meant
        if said is not None:
            yield name, said


def _plain(value: Any) -> Any:
    """Return it as JSON keeps it: a file's days are days of a calendar."""
    if isinstance(value, Mapping):
        value = dict(value)
    return json.loads(json.dumps(value, default=_as_word))


def _as_word(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else str(value)
