"""Putting a tag on a ticket, and taking it away, is an event of the ticket's."""

from db.migrations.words import admit, refuse

revision = "0064"
down_revision = "0063"
branch_labels = None
depends_on = None

EVENTS = ("tagged", "untagged")


def upgrade() -> None:
    for kind in EVENTS:
        admit("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", kind)


def downgrade() -> None:
    for kind in EVENTS:
        refuse("ticket_events", "kind", "ck_ticket_events_ticket_event_kind", kind)
