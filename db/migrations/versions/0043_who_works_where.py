"""Who works where: the machine beside each lease, whose login is whose, and which folder has the
files."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("leases", sa.Column("host", sa.Text(), nullable=True))
    op.create_table(
        "account_keys",
        sa.Column("key_id", sa.String(64), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key_id", name="pk_account_keys"),
    )
    op.create_index("ix_account_keys_account", "account_keys", ["account"])
    op.create_table(
        "files_folders",
        sa.Column("folder", sa.String(64), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("folder", name="pk_files_folders"),
    )


def downgrade() -> None:
    op.drop_table("files_folders")
    op.drop_index("ix_account_keys_account", "account_keys")
    op.drop_table("account_keys")
    with op.batch_alter_table("leases") as table:
        table.drop_column("host")
