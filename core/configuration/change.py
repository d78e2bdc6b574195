"""Supervisors set entries on the page, and give them back to the file."""

from collections.abc import Collection
from typing import Any

from core.configuration.rules.layers import Layered, layered, without_page
from core.model.audit import OF_PAGE
from core.model.configuration import Entry, EntryKind, Ground, Named
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
    was = None if known is None else known.value
    if value == was:
        return
    # What could not be used before stands in nobody's way.
    useless = layered(ground, before, wording.check).ignored
    after = [entry for entry in before if entry.name != name]
    if value is None:
        is_of_page = name.kind is EntryKind.TOPIC and without_page(ground, name) is None
        if is_of_page and name not in useless:
            raise DeskError(ConfigurationKey.NO_SUCH_TOPIC)
        await kept.remove(name)
    else:
        after.append(Entry(name.kind, name.key, value, revision, work.now, actor_id))
        await kept.put(after[-1])
    _check(layered(ground, after, wording.check), useless.keys() - {name})
    work.audit(actor_id, OF_PAGE[name.kind], name.key, was, value)


def _check(found: Layered, useless: Collection[Named]) -> None:
    """Check that all else can be used. Raises DeskError."""
    for name, mistake in found.ignored.items():
        if name not in useless:
            raise DeskError(mistake.key, **mistake.values)
