"""What is recorded is a journal, from which transcripts are written; how far each of them is."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "journal",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _kind(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("is_late", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_journal_customer_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_journal_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    _index("ix_journal_new", "journal", ["id"], "position IS NULL")
    _index(
        "uq_journal_position",
        "journal",
        ["customer_id", "position"],
        "position IS NOT NULL",
        unique=True,
    )
    op.create_table(
        "transcripts",
        sa.Column("customer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        *(_number(name) for name in ("position", "written", "lines_size", "text_size", "shown")),
        sa.Column("said_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("customer", sa.JSON(), nullable=True),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_whole", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_transcripts_customer_id"
        ),
        sa.PrimaryKeyConstraint("customer_id", name="pk_transcripts"),
    )
    for name, where in (
        ("unwritten", "written < position"),
        ("unshown", "shown < position"),
        ("not_whole", "NOT is_whole"),
    ):
        _index(f"ix_transcripts_{name}", "transcripts", ["customer_id"], where)
    # What was recorded before is put into the journal by the archive, one customer after the other.
    op.execute(
        "INSERT INTO transcripts (customer_id, is_whole)"
        " SELECT DISTINCT customer_id, false FROM tickets"
    )


def downgrade() -> None:
    op.drop_table("transcripts")
    op.drop_table("journal")


def _kind() -> sa.Enum:
    return sa.Enum(
        "customer",
        "ticket",
        "message",
        "edit",
        "deletion",
        "file",
        "delivery",
        "event",
        name="journal_kind",
        native_enum=False,
        create_constraint=True,
        length=32,
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), server_default=sa.text("0"), nullable=False)


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )
