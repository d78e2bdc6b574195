"""Tells entry by entry where the page and the file differ, for `switchboard doctor`."""

from collections.abc import Iterable, Sequence

from bot.setup import Finding
from bot.wording import FluentWording
from core.configuration.rules.layers import differs, layered, without_page
from core.model.configuration import Entry, EntryKind, Ground, Named


def page_and_file(ground: Ground, entries: Sequence[Entry]) -> Iterable[Finding]:
    """Report each entry that is set on the page; ill is one that cannot be used."""
    wording = FluentWording()
    ignored = layered(ground, entries, wording.check).ignored
    for entry in entries:
        name = f"page, {_what(entry.name)}"
        below = "what is delivered"
        if ground.is_file or entry.kind is EntryKind.TEXT:
            below = "the file's"
        if entry.name in ignored:
            text = f"cannot be used, {below} holds: {ignored[entry.name]}"
            yield Finding(name, False, text)
        elif without_page(ground, entry.name) is None:
            yield Finding(name, True, "set on the page alone")
        elif differs(ground, entry, wording.check):
            yield Finding(name, True, f"set on the page, other than {below}")
        else:
            yield Finding(name, True, f"set on the page, the same as {below}")


def _what(name: Named) -> str:
    if name.kind is EntryKind.TEXT:
        language, _, key = name.key.partition(":")
        return f"text {key} ({language})"
    if name.kind is EntryKind.TOPIC:
        return f"topic {name.key}"
    if name.kind is EntryKind.ORDER:
        return "order of topics"
    return f"{name.kind.value} of {name.key or 'the whole desk'}"
