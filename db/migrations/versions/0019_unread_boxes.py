"""Rooms that a user account cannot read, so that another process can tell."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unread_boxes",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("box", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("account", "box"),
    )


def downgrade() -> None:
    op.drop_table("unread_boxes")
