"""Accounts that rest: what Telegram refused them for good, and until when they leave it alone."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("rests", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("accounts", sa.Column("rests_until", MOMENT))


def downgrade() -> None:
    with op.batch_alter_table("accounts") as table:
        table.drop_column("rests_until")
        table.drop_column("rests")
