"""Webhooks: where events are posted to, and what could not be. Effects and changes are of one kind
more."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0067"
down_revision = "0066"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
NEW = (
    ("outbox", "gateway", "ck_outbox_gateway", "webhooks"),
    ("audit", "kind", "ck_audit_audit_kind", "webhook"),
)


def upgrade() -> None:
    for words in NEW:
        admit(*words)
    op.create_table(
        "webhooks",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("with_text", sa.Boolean(), nullable=False),
        sa.Column("is_on", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("seed", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("old_seed", sa.Text()),
        sa.Column("old_until", MOMENT),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failing_since", MOMENT),
        sa.Column("paused_until", MOMENT),
        sa.Column("last_success_at", MOMENT),
        sa.Column("off_reason", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_webhooks"),
    )
    op.create_table(
        "webhook_failures",
        sa.Column("webhook_id", ROW_ID, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger()),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("webhook_id", "event_id", name="pk_webhook_failures"),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhooks.id"], name="fk_webhook_failures_webhook_id"
        ),
    )


def downgrade() -> None:
    op.drop_table("webhook_failures")
    op.drop_table("webhooks")
    for words in NEW:
        refuse(*words)
