"""Programs ask the desk by tokens of their own."""

import sqlalchemy as sa
from alembic import op

from db.migrations.words import admit, refuse

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None

STANDING = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "api_tokens",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rights", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.BigInteger()),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_api_tokens"),
        sa.UniqueConstraint("key", name="uq_api_tokens_key"),
    )
    op.create_index(
        "uq_api_tokens_name",
        "api_tokens",
        ["name"],
        unique=True,
        postgresql_where=STANDING,
        sqlite_where=STANDING,
    )
    admit("audit", "kind", "ck_audit_audit_kind", "api")


def downgrade() -> None:
    refuse("audit", "kind", "ck_audit_audit_kind", "api")
    op.drop_table("api_tokens")
