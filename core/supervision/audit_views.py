"""What the audit log says in the bot, a line for each entry."""

import json
from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from core.model.actions import Verb, page_buttons
from core.model.audit import (
    DROPPED,
    OF_PAGE,
    AuditEntry,
    AuditKind,
    AuditSubject,
    ErasureStep,
    ListedAudit,
)
from core.model.audit_text_keys import AuditKey
from core.model.messages import in_one_line
from core.model.people import Role
from core.model.text_keys import Key, TextKey
from core.model.texts import Shown, Text, Value, text

LONGEST = 100
"""Characters of a value."""

_encode = json.JSONEncoder(ensure_ascii=False).encode
_OF_PAGE = frozenset(OF_PAGE.values())
_ROLES: Mapping[str, Key] = {
    Role.OPERATOR: TextKey.ROLE_OPERATOR,
    Role.SUPERVISOR: TextKey.ROLE_SUPERVISOR,
}
_BEGUN: Mapping[AuditKind, AuditKey] = {
    AuditKind.STAFF: AuditKey.AUDIT_ADDED,
    AuditKind.ROLE: AuditKey.AUDIT_ROLE,
    AuditKind.CAPACITY: AuditKey.AUDIT_CAPACITY,
    AuditKind.SKILLS: AuditKey.AUDIT_SKILLS,
    AuditKind.TOPIC: AuditKey.AUDIT_TOPIC,
    AuditKind.ORDER: AuditKey.AUDIT_ORDER,
    AuditKind.HOURS: AuditKey.AUDIT_HOURS,
    AuditKind.HOLIDAYS: AuditKey.AUDIT_HOLIDAYS,
    AuditKind.TAGS: AuditKey.AUDIT_TAGS,
    AuditKind.WORDS: AuditKey.AUDIT_WORDS,
    AuditKind.FIELDS: AuditKey.AUDIT_FIELDS,
    AuditKind.TEXT: AuditKey.AUDIT_TEXT,
    AuditKind.REPLY: AuditKey.AUDIT_REPLY,
    AuditKind.API: AuditKey.AUDIT_API_LET_IN,
    AuditKind.WEBHOOK: AuditKey.AUDIT_WEBHOOK,
    AuditKind.BLOCK: AuditKey.AUDIT_BLOCKED,
    AuditKind.ANSWER: AuditKey.AUDIT_ANSWER_SENT,
    AuditKind.RETENTION: AuditKey.AUDIT_RETENTION,
    AuditKind.HOLD: AuditKey.AUDIT_HELD,
    AuditKind.WATCH: AuditKey.AUDIT_WATCHED,
    AuditKind.ERASURE: AuditKey.AUDIT_ASKED,
    AuditKind.EXPORT: AuditKey.AUDIT_EXPORT,
    AuditKind.SESSION: AuditKey.AUDIT_SIGNED_IN,
}
_ENDED: Mapping[AuditKind, AuditKey] = {
    AuditKind.STAFF: AuditKey.AUDIT_REMOVED,
    AuditKind.API: AuditKey.AUDIT_API_SHUT_OUT,
    AuditKind.WEBHOOK: AuditKey.AUDIT_WEBHOOK_REMOVED,
    AuditKind.BLOCK: AuditKey.AUDIT_UNBLOCKED,
    AuditKind.HOLD: AuditKey.AUDIT_LET_GO,
    AuditKind.WATCH: AuditKey.AUDIT_UNWATCHED,
    AuditKind.SESSION: AuditKey.AUDIT_SIGNED_OUT,
}
"""Where nothing is left afterwards."""
_STEPS: Mapping[str, AuditKey] = {
    ErasureStep.ASKED: AuditKey.AUDIT_ASKED,
    ErasureStep.PROPOSED: AuditKey.AUDIT_PROPOSED,
    ErasureStep.GRANTED: AuditKey.AUDIT_GRANTED,
    ErasureStep.REFUSED: AuditKey.AUDIT_REFUSED,
    ErasureStep.ERASED: AuditKey.AUDIT_ERASED,
}


def audit_list(
    entries: Sequence[ListedAudit], page: int, count: int, language: str, zone: tzinfo
) -> Shown:
    """Return one page of `count` entries."""
    if not entries:
        return Shown(text(AuditKey.AUDIT_NONE, language))
    lines = tuple(_line(one, language, zone) for one in entries)
    shown = text(AuditKey.AUDIT_LIST, language, count=count, list=lines)
    return Shown(shown, page_buttons(page, count, Verb.AUDIT))


def _line(one: ListedAudit, language: str, zone: tzinfo) -> Text:
    entry = one.entry
    what = text(
        _key(entry),
        language,
        of=_about(one, language),
        before=_value(entry, entry.before, language),
        after=_value(entry, entry.after, language),
    )
    time = f"{entry.at.astimezone(zone):%d.%m.%Y %H:%M}"
    actor = _actor(one, language)
    return text(AuditKey.AUDIT_LINE, language, time=time, actor=actor, what=what)


def _key(entry: AuditEntry) -> AuditKey:
    if entry.kind is AuditKind.ERASURE:
        return _STEPS.get(str(entry.after), AuditKey.AUDIT_ASKED)
    if entry.kind is AuditKind.ANSWER and entry.after == DROPPED:
        return AuditKey.AUDIT_ANSWER_DROPPED
    begun = _BEGUN[entry.kind]
    return begun if entry.after is not None else _ENDED.get(entry.kind, begun)


def _actor(one: ListedAudit, language: str) -> Value:
    entry = one.entry
    if entry.actor_id is None:
        return text(AuditKey.AUDIT_OWNER, language)
    if one.actor is None and entry.key == str(entry.actor_id):
        return text(AuditKey.AUDIT_THE_CUSTOMER, language)
    return in_one_line(one.actor or str(entry.actor_id))


def _about(one: ListedAudit, language: str) -> Value:
    match one.entry.subject:
        case AuditSubject.STAFF:
            return in_one_line(one.member or one.entry.key)
        case AuditSubject.CUSTOMER:
            return text(AuditKey.AUDIT_OF_CUSTOMER, language, number=one.entry.key)
        case AuditSubject.TICKET:
            return text(AuditKey.AUDIT_OF_TICKET, language, number=one.entry.key)
        case AuditSubject.LOG:
            return text(AuditKey.AUDIT_OF_LOG, language)
        case AuditSubject.FILE:
            whole = text(AuditKey.AUDIT_WHOLE_DESK, language)
            return text(AuditKey.AUDIT_OF_FILE, language, of=one.entry.key or whole)
    return one.entry.key or text(AuditKey.AUDIT_WHOLE_DESK, language)


def _value(entry: AuditEntry, value: Any, language: str) -> Value:
    kind = entry.kind
    if value is None:
        is_files = kind in _OF_PAGE and entry.subject is not AuditSubject.FILE
        return text(AuditKey.AUDIT_FILES_OWN, language) if is_files else "–"
    if isinstance(value, str) and kind in (AuditKind.STAFF, AuditKind.ROLE) and value in _ROLES:
        return text(_ROLES[value], language)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    words = in_one_line(value if isinstance(value, str) else _encode(value)) or "–"
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
