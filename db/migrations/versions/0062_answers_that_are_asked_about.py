"""What becomes of an answer of the staff that is asked about stands in the audit log, and in the
ticket's history. Databases whose log is older than the lists of words do not admit those yet."""

from db.migrations.words import admit, refuse

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

EVENTS = ("answer_sent_anyway", "answer_not_sent", "answer_sent_once_changed")


def upgrade() -> None:
    for kind in ("words", "answer"):
        admit("audit", "kind", "ck_audit_audit_kind", kind)
    for kind in EVENTS:
        admit("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", kind)


def downgrade() -> None:
    for kind in EVENTS:
        refuse("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", kind)
    refuse("audit", "kind", "ck_audit_audit_kind", "answer")
