"""The figures of days that are over are kept, and what changes a day later is found by its time."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "day_figures",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("service_level", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_day_figures"),
    )
    has_ended = sa.text("closed_at IS NOT NULL")
    op.create_index(
        "ix_tickets_closed",
        "tickets",
        ["closed_at", "opened_at"],
        postgresql_where=has_ended,
        sqlite_where=has_ended,
    )
    op.create_index("ix_assignments_ticket_id", "assignments", ["ticket_id"])
    op.create_index("ix_feedback_given_at", "feedback", ["given_at"])
    op.create_index("ix_resolutions_given_at", "resolutions", ["given_at"])


def downgrade() -> None:
    op.drop_index("ix_resolutions_given_at", "resolutions")
    op.drop_index("ix_feedback_given_at", "feedback")
    op.drop_index("ix_assignments_ticket_id", "assignments")
    op.drop_index("ix_tickets_closed", "tickets")
    op.drop_table("day_figures")
