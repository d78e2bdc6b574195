"""What all tables have in common."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Index,
    MetaData,
    text,
)
from sqlalchemy.orm import DeclarativeBase

from core.model.access import Way
from core.model.audit import AuditKind, AuditSubject
from core.model.configuration import EntryKind
from core.model.effects import EffectState, Gateway
from core.model.journal import JournalKind
from core.model.messages import MessageKind, SenderRole
from core.model.people import Role
from core.model.places import GroupUse, PlaceKind, PlaceState
from core.model.records import AnnouncementState, Audience
from core.model.targets import TargetKind
from core.model.tickets import CloseReason, Silence, TicketEventKind, TicketStatus
from db.types import SafeText, UtcDateTime, words

OPEN_TICKET = "status IN ('queued', 'offered', 'active')"
QUEUED_TICKET = "status = 'queued'"
PASSED_OVER = f"{QUEUED_TICKET} AND passed_over IS NOT NULL"
PLACELESS = "status = 'offered' AND place_id IS NULL"
TALKED = "status = 'closed' AND active_at IS NOT NULL"
FREE = "on_shift AND NOT on_break AND load < capacity"
"""Of an operator: somebody who may be given a ticket."""
WAITING_UPDATE = "handled_at IS NULL AND failed_at IS NULL"
WAITING_EFFECT = "settled_at IS NULL"
REJECTED_EFFECT = "state = 'rejected'"
LIVE_PLACE = "state <> 'deleted'"
OWN_CHAT = f"{LIVE_PLACE} AND NOT is_shared"


def only(name: str, *columns: str | ColumnElement[Any], where: str, unique: bool = False) -> Index:
    """Make an index over some of the rows."""
    condition = text(where)
    return Index(name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition)


class Base(DeclarativeBase):
    """The base of all tables; constraints are named by rule, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own form
        str: SafeText,
        datetime: UtcDateTime,
        bool: Boolean,
        Role: words(Role),
        TicketStatus: words(TicketStatus),
        CloseReason: words(CloseReason),
        TicketEventKind: words(TicketEventKind),
        Silence: words(Silence),
        TargetKind: words(TargetKind),
        Audience: words(Audience),
        AnnouncementState: words(AnnouncementState),
        PlaceKind: words(PlaceKind),
        GroupUse: words(GroupUse),
        PlaceState: words(PlaceState),
        SenderRole: words(SenderRole),
        MessageKind: words(MessageKind),
        Gateway: words(Gateway),
        Way: words(Way),
        AuditKind: words(AuditKind),
        AuditSubject: words(AuditSubject),
        EntryKind: words(EntryKind),
        JournalKind: words(JournalKind),
        EffectState: words(EffectState),
    }
