"""Supervisors block customers, and propose that somebody is forgotten."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
BLOCKED = sa.text("blocked_at IS NOT NULL")
GOES_ON = sa.text("lifted_at IS NULL")


def upgrade() -> None:
    op.add_column("customers", sa.Column("blocked_at", MOMENT))
    op.create_index(
        "ix_customers_blocked",
        "customers",
        ["blocked_at"],
        postgresql_where=BLOCKED,
        sqlite_where=BLOCKED,
    )
    op.create_table(
        "customer_blocks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=False),
        sa.Column("blocked_by", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("lifted_at", MOMENT),
        sa.Column("lifted_by", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_customer_blocks"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_blocks_customer_id"
        ),
    )
    op.create_index("ix_customer_blocks_customer_id_id", "customer_blocks", ["customer_id", "id"])
    op.create_index(
        "uq_customer_blocks_open",
        "customer_blocks",
        ["customer_id"],
        unique=True,
        postgresql_where=GOES_ON,
        sqlite_where=GOES_ON,
    )
    op.add_column("erasures", sa.Column("asked_by", sa.BigInteger()))
    op.add_column("erasures", sa.Column("reason", sa.Text()))


def downgrade() -> None:
    op.drop_column("erasures", "reason")
    op.drop_column("erasures", "asked_by")
    op.drop_table("customer_blocks")
    op.drop_index("ix_customers_blocked", "customers")
    op.drop_column("customers", "blocked_at")
