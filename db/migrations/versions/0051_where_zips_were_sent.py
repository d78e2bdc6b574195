"""Where a ticket's zip stands in the archive's chat, so that it can be deleted there."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("archives", sa.Column("chat_id", sa.BigInteger()))
    op.add_column("archives", sa.Column("message_id", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("archives", "message_id")
    op.drop_column("archives", "chat_id")
