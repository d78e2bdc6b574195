"""What an owner wants to know of customers, and what they gave of it."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FIELDS = (
    ("configuration_entries", "kind", "ck_configuration_entries_entry_kind", "fields"),
    ("file_entries", "kind", "ck_file_entries_entry_kind", "fields"),
    ("audit", "kind", "ck_audit_audit_kind", "fields"),
)


def upgrade() -> None:
    for words in FIELDS:
        admit(*words)
    op.create_table(
        "customer_fields",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("given_by", sa.BigInteger()),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("customer_id", "key", name="pk_customer_fields"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_fields_customer_id"
        ),
    )
    op.create_table(
        "field_questions",
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("skipped", sa.JSON(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("customer_id", name="pk_field_questions"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_field_questions_customer_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("field_questions")
    op.drop_table("customer_fields")
    for words in FIELDS:
        refuse(*words)
