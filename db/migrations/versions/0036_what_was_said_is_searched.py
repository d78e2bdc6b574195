"""What was said is found by its words, customers by their names, and who changed what about staff
is kept."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from core.model.search import folded_words, kept
from db.types import SafeText, SearchWords

revision = "0036"
down_revision = "0034"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
"""Rows that are read and written together: memory stays the same for any number of them."""

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MESSAGES = sa.table(
    "messages",
    sa.column("id", sa.BigInteger()),
    sa.column("text", SafeText()),
    sa.column("words", SearchWords()),
)
CUSTOMERS = sa.table(
    "customers",
    sa.column("id", sa.BigInteger()),
    sa.column("name", SafeText()),
    sa.column("name_words", SafeText()),
)

# Words are put in as they are to be found, so the tokenizer has only to part them at spaces; no
# rank is asked for, so lengths are not kept.
INDEX = """
CREATE VIRTUAL TABLE message_words USING fts5(
    words, content='messages', content_rowid='id', tokenize='ascii', columnsize=0
)
"""
ADD = "INSERT INTO message_words(rowid, words) VALUES (new.id, new.words);"
TAKE = (
    "INSERT INTO message_words(message_words, rowid, words) VALUES ('delete', old.id, old.words);"
)
TRIGGERS = {
    "message_words_added": f"AFTER INSERT ON messages BEGIN {ADD} END",
    "message_words_changed": f"AFTER UPDATE OF words ON messages BEGIN {TAKE} {ADD} END",
    "message_words_gone": f"AFTER DELETE ON messages BEGIN {TAKE} END",
}


def upgrade() -> None:
    op.add_column("messages", sa.Column("words", SearchWords(), nullable=False, server_default=""))
    op.add_column(
        "customers", sa.Column("name_words", sa.Text(), nullable=False, server_default="")
    )
    _fill(MESSAGES, kept)
    _fill(CUSTOMERS, lambda name: "".join(f" {word}" for word in folded_words(name)))
    if op.get_bind().dialect.name == "postgresql":
        op.create_index("ix_messages_words", "messages", ["words"], postgresql_using="gin")
    else:
        op.execute(INDEX)
        op.execute("INSERT INTO message_words(message_words) VALUES ('rebuild')")
        for name, what in TRIGGERS.items():
            op.execute(f"CREATE TRIGGER {name} {what}")
    rejected = sa.text("state = 'rejected'")
    op.create_index(
        "ix_outbox_rejected",
        "outbox",
        ["settled_at"],
        postgresql_where=rejected,
        sqlite_where=rejected,
    )
    op.create_table(
        "staff_changes",
        sa.Column("id", ROW_ID, primary_key=True),
        sa.Column("operator_id", sa.BigInteger(), sa.ForeignKey("operators.id"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger()),
        sa.Column(
            "kind",
            sa.Enum(
                *["added", "removed", "role", "capacity", "skills"],
                name="staff_change_kind",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Index(None, "operator_id", "id"),
    )


def downgrade() -> None:
    op.drop_table("staff_changes")
    op.drop_index("ix_outbox_rejected", "outbox")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_messages_words")
    else:
        for name in TRIGGERS:
            op.execute(f"DROP TRIGGER {name}")
        op.execute("DROP TABLE message_words")
    # Others refer to these tables, so they are not made anew.
    op.drop_column("messages", "words")
    op.drop_column("customers", "name_words")


def _fill(table: sa.TableClause, words_of: Callable[[str], str]) -> None:
    """Fill the third column of a table from its second, in the order of the first."""
    bind = op.get_bind()
    row_id, text, words = table.c
    some = sa.select(row_id, text).where(row_id > sa.bindparam("after")).order_by(row_id)
    fill = (
        sa.update(table).where(row_id == sa.bindparam("row")).values({words: sa.bindparam("now")})
    )
    last = -1
    while rows := bind.execute(some.limit(AT_ONCE), {"after": last}).all():
        last = rows[-1][0]
        bind.execute(fill, [{"row": number, "now": words_of(told)} for number, told in rows])
