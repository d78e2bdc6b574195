"""What was said goes some days after a ticket ended, but for tickets that are held."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("tickets", sa.Column("expired_at", MOMENT))
    op.create_table(
        "ticket_holds",
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")),
        sa.Column("held_at", MOMENT, nullable=False),
        sa.Column("held_by", sa.BigInteger()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_ticket_holds"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_holds_ticket_id"),
    )
    op.create_table(
        "retention",
        sa.Column("id", sa.Integer(), autoincrement=False),
        sa.Column("shown", sa.Text()),
        sa.Column("agreed", sa.Text()),
        sa.Column("agreed_at", MOMENT),
        sa.Column("agreed_by", sa.BigInteger()),
        sa.Column("run_at", MOMENT),
        sa.Column("gone", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_retention"),
        sa.CheckConstraint("id = 1", name="ck_retention_only_one"),
    )


def downgrade() -> None:
    op.drop_table("retention")
    op.drop_table("ticket_holds")
    op.drop_column("tickets", "expired_at")
