"""The tables. What must always hold is held here, by unique indexes, checks and keys."""

from typing import cast

from sqlalchemy import Table

from db.models.around import (
    AnnouncementRow,
    ArchiveRow,
    BoardRow,
    ErasureRow,
    FeedbackRow,
    ResolutionRow,
)
from db.models.base import (
    LIVE_PLACE,
    OPEN_TICKET,
    OWN_CHAT,
    WAITING_EFFECT,
    WAITING_UPDATE,
    Base,
)
from db.models.durable import (
    AccountDayRow,
    AccountRow,
    AccountStateRow,
    CardRow,
    InboxRow,
    LeaseRow,
    OutboxRow,
    ShownRow,
    StepRow,
    UnreadBoxRow,
)
from db.models.people import (
    BreakRow,
    CustomerRow,
    OperatorRow,
    OperatorSkillRow,
    ShiftRow,
    TopicRow,
)
from db.models.relaying import ColleagueRow, CopyRow, StaffGroupRow, TraceRow
from db.models.tickets import (
    AssignmentRow,
    MessageRow,
    MessageVersionRow,
    PlaceRow,
    TicketEventRow,
    TicketRow,
)

__all__ = [
    "LIVE_PLACE",
    "OPEN_TICKET",
    "OWN_CHAT",
    "WAITING_EFFECT",
    "WAITING_UPDATE",
    "Base",
    "account_days",
    "account_states",
    "accounts",
    "announcements",
    "archives",
    "assignments",
    "boards",
    "breaks",
    "cards",
    "cards_shown",
    "colleagues",
    "copies",
    "customers",
    "erasures",
    "feedback",
    "inbox",
    "leases",
    "message_versions",
    "messages",
    "operator_skills",
    "operators",
    "outbox",
    "places",
    "resolutions",
    "shifts",
    "staff_groups",
    "steps",
    "ticket_events",
    "tickets",
    "topics",
    "traces",
    "unread_boxes",
]


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)


customers = _table(CustomerRow)
operators = _table(OperatorRow)
operator_skills = _table(OperatorSkillRow)
shifts = _table(ShiftRow)
topics = _table(TopicRow)
breaks = _table(BreakRow)
tickets = _table(TicketRow)
feedback = _table(FeedbackRow)
resolutions = _table(ResolutionRow)
erasures = _table(ErasureRow)
announcements = _table(AnnouncementRow)
archives = _table(ArchiveRow)
accounts = _table(AccountRow)
account_days = _table(AccountDayRow)
boards = _table(BoardRow)
assignments = _table(AssignmentRow)
ticket_events = _table(TicketEventRow)
places = _table(PlaceRow)
messages = _table(MessageRow)
staff_groups = _table(StaffGroupRow)
colleagues = _table(ColleagueRow)
copies = _table(CopyRow)
traces = _table(TraceRow)
message_versions = _table(MessageVersionRow)
cards = _table(CardRow)
cards_shown = _table(ShownRow)
steps = _table(StepRow)
inbox = _table(InboxRow)
outbox = _table(OutboxRow)
leases = _table(LeaseRow)
account_states = _table(AccountStateRow)
unread_boxes = _table(UnreadBoxRow)
