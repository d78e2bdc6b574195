"""The tables. What must always hold is held here, by unique indexes, checks and keys."""

from typing import cast

from sqlalchemy import Table

from db.models import (
    access,
    configuration,
    durable,
    fields,
    people,
    records,
    relaying,
    replies,
    sources,
    tags,
    targets,
    tokens,
)
from db.models import audit as log
from db.models import journal as kept
from db.models import reminders as due_reminders
from db.models import retention as terms
from db.models import tickets as talks
from db.models import watching as looks
from db.models import webhooks as hooks
from db.models.base import Base


def _table(model: type[Base]) -> Table:
    return cast("Table", model.__table__)


audit = _table(log.AuditRow)
sign_in_links = _table(access.SignInLinkRow)
web_sessions = _table(access.WebSessionRow)
configuration_entries = _table(configuration.ConfigurationEntryRow)
file_entries = _table(configuration.FileEntryRow)
configuration_revisions = _table(configuration.ConfigurationRevisionRow)
canned_replies = _table(replies.CannedReplyRow)
reply_uses = _table(replies.ReplyUseRow)
feedback = _table(records.FeedbackRow)
resolutions = _table(records.ResolutionRow)
erasures = _table(records.ErasureRow)
announcements = _table(records.AnnouncementRow)
archives = _table(records.ArchiveRow)
boards = _table(records.BoardRow)
retention = _table(terms.RetentionRow)
ticket_holds = _table(terms.HoldRow)
journal = _table(kept.JournalRow)
chains = _table(kept.ChainRow)
ledgers = _table(kept.LedgerRow)
ledger_due = _table(kept.LedgerDueRow)
transcripts = _table(kept.TranscriptRow)
day_figures = _table(records.DayFiguresRow)
accounts = _table(durable.AccountRow)
account_days = _table(durable.AccountDayRow)
account_keys = _table(durable.AccountKeyRow)
files_folders = _table(durable.FilesFolderRow)
cards = _table(durable.CardRow)
cards_shown = _table(durable.ShownRow)
steps = _table(durable.StepRow)
inbox = _table(durable.InboxRow)
outbox = _table(durable.OutboxRow)
leases = _table(durable.LeaseRow)
account_states = _table(durable.AccountStateRow)
unread_boxes = _table(durable.UnreadBoxRow)
customers = _table(people.CustomerRow)
customer_blocks = _table(people.CustomerBlockRow)
operators = _table(people.OperatorRow)
operator_skills = _table(people.OperatorSkillRow)
staffing = _table(people.StaffingRow)
shifts = _table(people.ShiftRow)
topics = _table(people.TopicRow)
breaks = _table(people.BreakRow)
staff_groups = _table(relaying.StaffGroupRow)
reminders = _table(due_reminders.ReminderRow)
ticket_targets = _table(targets.TargetRow)
ticket_tags = _table(tags.TicketTagRow)
customer_notes = _table(tags.CustomerNoteRow)
links = _table(sources.LinkRow)
customer_fields = _table(fields.CustomerFieldRow)
field_questions = _table(fields.FieldQuestionRow)
colleagues = _table(relaying.ColleagueRow)
copies = _table(relaying.CopyRow)
traces = _table(relaying.TraceRow)
tickets = _table(talks.TicketRow)
queue_counts = _table(talks.QueueCountRow)
assignments = _table(talks.AssignmentRow)
ticket_events = _table(talks.TicketEventRow)
places = _table(talks.PlaceRow)
messages = _table(talks.MessageRow)
message_versions = _table(talks.MessageVersionRow)
api_tokens = _table(tokens.ApiTokenRow)
api_calls = _table(tokens.ApiCallRow)
watches = _table(looks.WatchRow)
mirrored = _table(looks.MirroredRow)
webhooks = _table(hooks.WebhookRow)
webhook_failures = _table(hooks.WebhookFailureRow)
