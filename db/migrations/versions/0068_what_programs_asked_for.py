"""What a program asks for to be done under a key of its own is done once."""

import sqlalchemy as sa
from alembic import op

revision = "0068"
down_revision = "0067"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "api_calls",
        sa.Column("token_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("answer", sa.JSON()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["api_tokens.id"], name="fk_api_calls_token_id"),
        sa.PrimaryKeyConstraint("token_id", "key", name="pk_api_calls"),
    )
    op.create_index("ix_api_calls_at", "api_calls", ["at"])


def downgrade() -> None:
    op.drop_table("api_calls")
