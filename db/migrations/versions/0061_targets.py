"""Until when a ticket's first answer, and its end, are to come. What days came to counts those,
too: the figures that are kept are left, and computed anew."""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    kind = sa.Enum(
        "first_answer", "resolution",
        name="target_kind", native_enum=False, create_constraint=True, length=32,
    )  # fmt: skip
    op.create_table(
        "ticket_targets",
        sa.Column("ticket_id", ROW_ID, nullable=False, autoincrement=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("warn_at", MOMENT, nullable=False),
        sa.Column("warned", sa.BigInteger()),
        sa.Column("missed_at", MOMENT),
        sa.PrimaryKeyConstraint("ticket_id", "kind", name="pk_ticket_targets"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_targets_ticket_id"),
    )
    unheard = sa.text("missed_at IS NULL")
    op.create_index(
        "ix_ticket_targets_warn_at",
        "ticket_targets",
        ["warn_at"],
        postgresql_where=unheard,
        sqlite_where=unheard,
    )
    op.execute("DELETE FROM day_figures")


def downgrade() -> None:
    op.drop_table("ticket_targets")
    op.execute("DELETE FROM day_figures")
