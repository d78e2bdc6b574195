"""Tells entry by entry where the page and the file differ, for `switchboard doctor`."""

from collections.abc import Iterable, Sequence

from bot.wording import FluentWording
from core.configuration.rules.layers import Origin, differs, layered, origin, without_page
from core.model.configuration import Entry, EntryKind, Ground, Named
from core.model.findings import Finding, Found, Said, ill, said, well
from core.model.texts import LANGUAGES, Text


def page_and_file(ground: Ground, entries: Sequence[Entry]) -> Iterable[Finding]:
    """Report each entry that is set on the page; ill is one that cannot be used."""
    wording = FluentWording()
    ignored = layered(ground, entries, wording.check).ignored
    for entry in entries:
        what = _what(entry.name)
        mistake = ignored.get(entry.name)
        if mistake is not None:
            reason = Text(mistake.key, LANGUAGES[0], dict(mistake.values))
            yield ill(what, said(Found.UNUSABLE, reason=reason))
            continue
        below = origin(ground, (), entry.name)
        is_page_alone = entry.kind in (
            EntryKind.TOPIC,
            EntryKind.TAGS,
            EntryKind.WORDS,
            EntryKind.FIELDS,
        )
        if is_page_alone and without_page(ground, entry.name) is None:
            yield well(what, Found.PAGE_ALONE)
        elif _is_same(ground, entry, wording):
            yield well(what, Found.SAME)
        else:
            is_file = below is Origin.FILE
            yield well(what, Found.DIFFERS_FILE if is_file else Found.DIFFERS_DELIVERED)


def _is_same(ground: Ground, entry: Entry, wording: FluentWording) -> bool:
    if entry.kind is EntryKind.TEXT and without_page(ground, entry.name) is None:
        language, _, key = entry.key.partition(":")
        return bool(wording.delivered(language).get(key) == entry.value)
    return not differs(ground, entry, wording.check)


def _what(name: Named) -> Said:
    match name.kind:
        case EntryKind.TEXT:
            language, _, key = name.key.partition(":")
            return said(Found.CHECKED_PAGE_TEXT, key=key, of=language)
        case EntryKind.TOPIC:
            return said(Found.CHECKED_PAGE_TOPIC, key=name.key)
        case EntryKind.ORDER:
            return said(Found.CHECKED_PAGE_ORDER)
        case EntryKind.HOURS if name.key:
            return said(Found.CHECKED_PAGE_HOURS_OF, key=name.key)
        case EntryKind.HOURS:
            return said(Found.CHECKED_PAGE_HOURS)
        case EntryKind.HOLIDAYS if name.key:
            return said(Found.CHECKED_PAGE_HOLIDAYS_OF, key=name.key)
        case EntryKind.HOLIDAYS:
            return said(Found.CHECKED_PAGE_HOLIDAYS)
        case EntryKind.TAGS:
            return said(Found.CHECKED_PAGE_TAGS)
        case EntryKind.WORDS:
            return said(Found.CHECKED_PAGE_WORDS, key=name.key)
        case EntryKind.FIELDS:
            return said(Found.CHECKED_PAGE_FIELDS)
