"""Supervisors set entries on the page, and give them back to the file."""

from typing import Any

from core.configuration.rules.layers import layered, without_page
from core.model.configuration import ConfigurationChange, Entry, EntryKind, Ground, Mistake, Named
from core.model.configuration_text_keys import ConfigurationKey
from core.model.texts import DeskError
from core.ports import Work
from core.ports.configuration import Wording
from core.staff.access import supervisor


async def set_entry(
    work: Work,
    actor_id: int,
    ground: Ground,
    wording: Wording,
    name: Named,
    value: Any,
    seen: int,
) -> None:
    """Set an entry. `seen`: the revision of it that the supervisor saw, 0 where there was none.

    Raises StaffOnly; DeskError: somebody else changed it meanwhile, or it cannot be so.
    """
    await _change(work, actor_id, ground, wording, name, value, seen)


async def give_back(
    work: Work, actor_id: int, ground: Ground, wording: Wording, name: Named, seen: int
) -> None:
    """Take an entry from the page, so that the file's holds again. Raises as `set_entry`; a topic
    that the file does not have is switched off instead, since its tickets name it."""
    if name.kind is EntryKind.TOPIC and without_page(ground, name) is None:
        raise DeskError(ConfigurationKey.NO_SUCH_TOPIC)
    await _change(work, actor_id, ground, wording, name, None, seen)


async def _change(
    work: Work,
    actor_id: int,
    ground: Ground,
    wording: Wording,
    name: Named,
    value: Any,
    seen: int,
) -> None:
    await supervisor(work, actor_id)
    kept = work.uow.configuration
    revision = await kept.next_revision()
    before = await kept.entries()
    known = next((entry for entry in before if entry.name == name), None)
    if (0 if known is None else known.revision) != seen:
        raise DeskError(ConfigurationKey.CHANGED_MEANWHILE)
    if value == (None if known is None else known.value):
        return
    after = [entry for entry in before if entry.name != name]
    if value is not None:
        after.append(Entry(name.kind, name.key, value, revision, work.now, actor_id))
    _check(ground, before, after, wording)
    if value is None:
        await kept.remove(name)
    else:
        await kept.put(after[-1])
    was = None if known is None else known.value
    await kept.keep_change(ConfigurationChange(name.kind, name.key, work.now, actor_id, was, value))


def _check(ground: Ground, before: list[Entry], after: list[Entry], wording: Wording) -> None:
    """Check that all can be used that could be before, and the new one. Raises DeskError."""
    ignored = layered(ground, before, wording.check).ignored
    new: dict[Named, Mistake] = {
        name: mistake
        for name, mistake in layered(ground, after, wording.check).ignored.items()
        if name not in ignored or after[-1].name == name
    }
    for mistake in new.values():
        raise DeskError(mistake.key, **mistake.values)
