"""When each canned reply was said, so that figures of some days can count it."""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "reply_uses",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("shortcut", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reply_uses"),
    )
    op.create_index("ix_reply_uses_at", "reply_uses", ["at"])


def downgrade() -> None:
    op.drop_table("reply_uses")
