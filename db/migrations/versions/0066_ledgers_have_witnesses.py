"""When the next ledger is due, and by which message each was posted. What the owner's files said at
the last start, so that the audit log has what they changed; and who agreed on retention."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

KINDS = ("topic", "order", "hours", "holidays", "tags", "words", "text")


def upgrade() -> None:
    op.add_column("ledgers", sa.Column("chat_id", sa.BigInteger()))
    op.add_column("ledgers", sa.Column("message_id", sa.BigInteger()))
    op.create_table(
        "ledger_due",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_ledger_due_only_one"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_due"),
    )
    kind = sa.Enum(*KINDS, name="entry_kind", native_enum=False, create_constraint=True, length=32)
    op.create_table(
        "file_entries",
        sa.Column("kind", kind, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_file_entries"),
    )
    admit("audit", "kind", "ck_audit_audit_kind", "retention")
    for subject in ("file", "desk"):
        admit("audit", "subject", "ck_audit_audit_subject", subject)


def downgrade() -> None:
    for subject in ("desk", "file"):
        refuse("audit", "subject", "ck_audit_audit_subject", subject)
    refuse("audit", "kind", "ck_audit_audit_kind", "retention")
    op.drop_table("file_entries")
    op.drop_table("ledger_due")
    op.drop_column("ledgers", "message_id")
    op.drop_column("ledgers", "chat_id")
