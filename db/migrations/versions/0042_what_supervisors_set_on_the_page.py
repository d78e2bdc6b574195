"""What supervisors set on the page: entries above the files', who changed them, and a revision."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0038"
branch_labels = None
depends_on = None


def _kind() -> sa.Enum:
    return sa.Enum(
        "topic",
        "order",
        "hours",
        "holidays",
        "text",
        name="entry_kind",
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def upgrade() -> None:
    op.create_table(
        "configuration_entries",
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_configuration_entries"),
    )
    op.create_table(
        "configuration_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_configuration_changes"),
    )
    op.create_table(
        "configuration_revisions",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_configuration_revisions_only_one"),
        sa.PrimaryKeyConstraint("id", name="pk_configuration_revisions"),
    )


def downgrade() -> None:
    op.drop_table("configuration_revisions")
    op.drop_table("configuration_changes")
    op.drop_table("configuration_entries")
