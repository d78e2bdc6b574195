"""What supervisors are shown of tickets that they watch, and what a whisper looks like."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo

from core.model.actions import Verb, button
from core.model.messages import MessageKind, Recorded, Said, SenderRole, in_one_line, utf16_length
from core.model.text_keys import Key
from core.model.texts import Rows, Shown, Text, Value, text
from core.model.tickets import Ticket
from core.model.watch_text_keys import WatchKey

_MOST_UNITS = 3_000
"""Of what was said before, in one message: with times and names it stays below Telegram's 4,096."""
_LONGEST_LINE = 800

_BY: Mapping[SenderRole, Key] = {
    SenderRole.CUSTOMER: WatchKey.BY_CUSTOMER,
    SenderRole.OPERATOR: WatchKey.BY_STAFF,
    SenderRole.SUPERVISOR: WatchKey.BY_STAFF,
}
_KINDS: Mapping[MessageKind, Key] = {
    MessageKind.PHOTO: WatchKey.PHOTO,
    MessageKind.VIDEO: WatchKey.VIDEO,
    MessageKind.VIDEO_NOTE: WatchKey.VIDEO_NOTE,
    MessageKind.VOICE: WatchKey.VOICE,
    MessageKind.AUDIO: WatchKey.AUDIO,
    MessageKind.ANIMATION: WatchKey.ANIMATION,
    MessageKind.STICKER: WatchKey.STICKER,
    MessageKind.DOCUMENT: WatchKey.DOCUMENT,
    MessageKind.CONTACT: WatchKey.CONTACT,
    MessageKind.LOCATION: WatchKey.LOCATION,
    MessageKind.POLL: WatchKey.POLL,
    MessageKind.OTHER: WatchKey.OTHER,
}

Line = tuple[int, str, str]
"""A ticket that is watched, its customer, and since when."""


def head(ticket: Ticket, customer: str, topic: str, operator: str | None, language: str) -> Shown:
    """Say what is watched, and what can be done: it stands above all that is mirrored."""
    who = operator or text(WatchKey.NOBODY, language)
    shown = text(
        WatchKey.HEAD, language, ticket=ticket.id, customer=customer, topic=topic, operator=who
    )
    return Shown(shown, watch_buttons(ticket.id))


def watch_buttons(ticket_id: int) -> Rows:
    """What whoever watches a ticket may do with it."""
    take_over = button(WatchKey.BUTTON_TAKE_OVER, Verb.WATCH_TAKE, ticket_id)
    stop = button(WatchKey.BUTTON_STOP, Verb.WATCH_STOP, ticket_id)
    return ((take_over, stop),)


def watched(lines: Sequence[Line], language: str) -> Shown:
    """List what somebody watches, and say how it is done."""
    how = text(WatchKey.HOW, language)
    if not lines:
        return Shown(how)
    listed = tuple(
        text(WatchKey.LINE, language, ticket=ticket, customer=customer, time=since)
        for ticket, customer, since in lines
    )
    buttons = tuple(
        (button(WatchKey.BUTTON_STOP, Verb.WATCH_STOP, ticket),) for ticket, _, _ in lines
    )
    return Shown(
        text(WatchKey.LIST, language, list=(*listed, how)), buttons if len(lines) == 1 else ()
    )


def before(ticket_id: int, said: Iterable[Recorded], language: str, zone: tzinfo) -> Iterator[Text]:
    """Make messages of what was said before, so many lines in each as fit."""
    lines: list[Text] = []
    units = 0
    for each in said:
        line = _said_before(each, language, zone)
        length = utf16_length(each.said.text[:_LONGEST_LINE]) + 60
        if lines and units + length > _MOST_UNITS:
            yield text(WatchKey.BEFORE, language, ticket=ticket_id, list=tuple(lines))
            lines, units = [], 0
        lines.append(line)
        units += length
    if lines:
        yield text(WatchKey.BEFORE, language, ticket=ticket_id, list=tuple(lines))


def said(ticket_id: int, role: SenderRole, what: Said, language: str) -> Text:
    """Return what is mirrored of a message."""
    return _by(_BY.get(role, WatchKey.BY_OTHERS), ticket_id, what, language)


def edited(ticket_id: int, what: Said, language: str) -> Text:
    """Return what is mirrored of an edit."""
    return _by(WatchKey.EDITED, ticket_id, what, language)


def deleted(ticket_id: int, what: Said, language: str) -> Text:
    """Return what is mirrored of a message that is there no more."""
    return _by(WatchKey.DELETED, ticket_id, what, language)


def _by(key: Key, ticket_id: int, what: Said, language: str) -> Text:
    who = in_one_line(what.sender_name)
    return text(key, language, ticket=ticket_id, who=who, words=_words(what, language))


def _words(what: Said, language: str) -> Value:
    if what.kind is MessageKind.TEXT:
        return what.text
    kind = text(_KINDS.get(what.kind, WatchKey.OTHER), language)
    return text(WatchKey.WITH, language, what=kind, words=what.text) if what.text else kind


def _said_before(each: Recorded, language: str, zone: tzinfo) -> Text:
    what = each.said
    words = _words(what, language)
    if isinstance(words, str) and len(words) > _LONGEST_LINE:
        words = f"{words[:_LONGEST_LINE]}…"
    return text(
        WatchKey.SAID_BEFORE,
        language,
        time=f"{what.sent_at.astimezone(zone):%H:%M}",
        who=in_one_line(what.sender_name),
        words=words,
    )
