"""How many messages a customer writes in a row is counted with the ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    burst = sa.Column("burst", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("tickets", burst)
    op.add_column("tickets", sa.Column("burst_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("tickets", "burst_at")
    op.drop_column("tickets", "burst")
