"""Reminders of tickets, for whoever holds them then."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
CHECK = "ck_ticket_events_ticket_event_kind"
KINDS = ("reminder_set", "reminder_removed", "reminded")


def upgrade() -> None:
    op.create_table(
        "reminders",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("set_by", sa.BigInteger()),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_reminders_ticket_id"),
    )
    op.create_index("ix_reminders_due_at", "reminders", ["due_at"])
    op.create_index("ix_reminders_ticket_id", "reminders", ["ticket_id"])
    for kind in KINDS:
        admit("ticket_events", "kind", CHECK, kind)


def downgrade() -> None:
    for kind in KINDS:
        refuse("ticket_events", "kind", CHECK, kind)
    op.drop_table("reminders")
