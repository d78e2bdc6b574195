"""Supervisors watch tickets: who, where, and by which messages."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

BIG = sa.BigInteger()


def upgrade() -> None:
    admit("audit", "kind", "ck_audit_audit_kind", "watch")
    op.add_column(
        "tickets", sa.Column("watched", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "watches",
        sa.Column("ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite")),
        sa.Column("supervisor_id", BIG, autoincrement=False),
        sa.Column("chat_id", BIG, nullable=False),
        sa.Column("thread_id", BIG, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "supervisor_id", name="pk_watches"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_watches_ticket_id"),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["operators.id"], name="fk_watches_supervisor_id"
        ),
    )
    op.create_index("ix_watches_supervisor_id", "watches", ["supervisor_id"])
    op.create_table(
        "mirrored",
        sa.Column("chat_id", BIG, autoincrement=False),
        sa.Column("message_id", BIG, autoincrement=False),
        sa.Column(
            "ticket_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("supervisor_id", BIG, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name="pk_mirrored"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_mirrored_ticket_id"),
    )
    op.create_index("ix_mirrored_ticket_id", "mirrored", ["ticket_id"])


def downgrade() -> None:
    op.drop_table("mirrored")
    op.drop_table("watches")
    op.drop_column("tickets", "watched")
    refuse("audit", "kind", "ck_audit_audit_kind", "watch")
