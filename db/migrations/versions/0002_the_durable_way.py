"""The inbox, the outbox, and what the bot and the userbot remember."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Written out rather than taken from the models: a migration says what was true when it was made.
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)

TABLES = (
    "outbox",
    "steps",
    "inbox",
    "cards_shown",
    "cards",
    "account_states",
)


def upgrade() -> None:
    _account_states()
    _cards()
    _cards_shown()
    _inbox()
    _steps()
    _outbox()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _some(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    """An index over the rows of which `where` is true."""
    condition = sa.text(where)
    op.create_index(
        name,
        table,
        columns,
        unique=unique,
        postgresql_where=condition,
        sqlite_where=condition,
    )


def _account_states() -> None:
    op.create_table(
        "account_states",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("box", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pts", sa.BigInteger(), nullable=False),
        sa.Column("qts", sa.BigInteger(), nullable=False),
        sa.Column("date", sa.BigInteger(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("account", "box"),
    )


def _cards() -> None:
    op.create_table(
        "cards",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("card"),
    )
    op.create_index(op.f("ix_cards_chat_id"), "cards", ["chat_id"])


def _cards_shown() -> None:
    op.create_table(
        "cards_shown",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("card"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("handled_at", MOMENT, nullable=True),
        sa.Column("failed_at", MOMENT, nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source", "key"),
    )
    _some("ix_inbox_waiting", "inbox", ["source", "id"], "handled_at IS NULL AND failed_at IS NULL")


def _steps() -> None:
    op.create_table(
        "steps",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("person_id"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("gateway", _words("gateway", "bot", "userbot", "archive"), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("not_before", MOMENT, nullable=True),
        sa.Column("expires_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            _words(
                "effect_state",
                "waiting",
                "sent",
                "expired",
                "superseded",
                "unreachable",
                "rejected",
            ),
            nullable=False,
        ),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("(state = 'waiting') = (settled_at IS NULL)", name="settled"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    _some("ix_outbox_waiting", "outbox", ["gateway", "id"], "settled_at IS NULL")
