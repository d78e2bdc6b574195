"""Entries of the audit log become links of the desk's own chain."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("is_sealed", "is_earlier"):
        op.add_column(
            "audit", sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute("UPDATE audit SET is_earlier = true")
    unsealed = sa.text("NOT is_sealed")
    op.create_index(
        "ix_audit_unsealed",
        "audit",
        ["id"],
        postgresql_where=unsealed,
        sqlite_where=unsealed,
    )


def downgrade() -> None:
    op.drop_index("ix_audit_unsealed", "audit")
    op.drop_column("audit", "is_earlier")
    op.drop_column("audit", "is_sealed")
