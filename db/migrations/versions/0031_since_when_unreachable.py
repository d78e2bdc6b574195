"""Since when the bot may not write to a customer, so that nobody is waited for without end."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("customers", sa.Column("unreachable_at", MOMENT))
    customers = sa.table(
        "customers", sa.column("reachable", sa.Boolean()), sa.column("unreachable_at", MOMENT)
    )
    # Since when was not kept: their time begins now.
    op.execute(
        customers.update()
        .where(customers.c.reachable.is_(sa.false()))
        .values(unreachable_at=datetime.now(UTC))
    )


def downgrade() -> None:
    op.drop_column("customers", "unreachable_at")  # a table made anew would break what names it
