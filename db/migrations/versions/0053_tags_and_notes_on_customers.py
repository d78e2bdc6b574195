"""Tags on tickets, and notes on customers."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
ON = sa.text("taken_at IS NULL")
BEFORE = ("topic", "order", "hours", "holidays", "text")
KINDS = ("topic", "order", "hours", "holidays", "tags", "text")
TABLE = "configuration_entries"


def _take_kinds(kinds: tuple[str, ...]) -> None:
    """Let entries of the page be of these kinds."""
    if op.get_bind().dialect.name == "postgresql":
        words = ", ".join(f"'{kind}'" for kind in kinds)
        name = op.f(f"ck_{TABLE}_entry_kind")
        op.drop_constraint(name, TABLE, type_="check")
        op.create_check_constraint(name, TABLE, f"kind IN ({words})")
        return
    # SQLite changes no constraint: the table, which is small, is made anew.
    kind = sa.Enum(*kinds, name="entry_kind", native_enum=False, create_constraint=True, length=32)
    op.rename_table(TABLE, "before_kinds")
    op.create_table(
        TABLE,
        sa.Column("kind", kind, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_configuration_entries"),
    )
    op.execute(f"INSERT INTO {TABLE} SELECT * FROM before_kinds")  # noqa: S608
    op.drop_table("before_kinds")


def upgrade() -> None:
    _take_kinds(KINDS)
    op.create_table(
        "ticket_tags",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("ticket_id", ROW_ID, nullable=False),
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("put_at", MOMENT, nullable=False),
        sa.Column("put_by", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", MOMENT),
        sa.Column("taken_by", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_tags"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_ticket_tags_ticket_id"),
    )
    op.create_index("ix_ticket_tags_ticket_id", "ticket_tags", ["ticket_id"])
    for name, columns, unique in (
        ("uq_ticket_tags_on", ["ticket_id", "tag"], True),
        ("ix_ticket_tags_tag", ["tag", "ticket_id"], False),
    ):
        op.create_index(
            name, "ticket_tags", columns, unique=unique, postgresql_where=ON, sqlite_where=ON
        )
    op.create_table(
        "customer_notes",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_by", sa.BigInteger(), nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_customer_notes"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customers.id"], name="fk_customer_notes_customer_id"
        ),
    )
    op.create_index("ix_customer_notes_customer_id_id", "customer_notes", ["customer_id", "id"])
    op.add_column(
        "customers", sa.Column("notes", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )


def downgrade() -> None:
    op.execute(f"DELETE FROM {TABLE} WHERE kind = 'tags'")  # noqa: S608
    _take_kinds(BEFORE)
    op.drop_column("customers", "notes")
    op.drop_table("customer_notes")
    op.drop_table("ticket_tags")
