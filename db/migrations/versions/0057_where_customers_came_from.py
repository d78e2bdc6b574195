"""By which link a customer came, and which links there are."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

CAME = sa.text("source IS NOT NULL")


def upgrade() -> None:
    op.add_column("customers", sa.Column("source", sa.Text()))
    op.add_column("customers", sa.Column("came_by", sa.Text()))
    op.add_column("tickets", sa.Column("source", sa.Text()))
    for name, table, columns in (
        ("ix_customers_source", "customers", ["source"]),
        ("ix_tickets_source", "tickets", ["source", "id"]),
    ):
        op.create_index(name, table, columns, postgresql_where=CAME, sqlite_where=CAME)
    op.create_table(
        "links",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger()),
        sa.PrimaryKeyConstraint("source", name="pk_links"),
    )


def downgrade() -> None:
    op.drop_table("links")
    op.drop_index("ix_tickets_source", "tickets")
    op.drop_index("ix_customers_source", "customers")
    op.drop_column("tickets", "source")
    op.drop_column("customers", "came_by")
    op.drop_column("customers", "source")
