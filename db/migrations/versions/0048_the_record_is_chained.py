"""The record is chained: each entry of the journal has its link, and each chain its head."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OLD = ("customer", "ticket", "message", "edit", "deletion", "file", "delivery", "event")
KINDS = (*OLD, "erased", "audit")
COLUMNS = "id, customer_id, ticket_id, at, kind, body, position, is_late"


def upgrade() -> None:
    op.create_table(
        "chains",
        sa.Column("chain", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("earlier", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("ledgered", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.PrimaryKeyConstraint("chain", name="pk_chains"),
    )
    _index("ix_chains_moved", "chains", ["chain"], "ledgered < number")
    if op.get_bind().dialect.name == "sqlite":
        # What a column may say is changed there by making the table anew.
        _make_anew(KINDS, _links(), is_optional=True)
    else:
        for column in _links():
            op.add_column("journal", column)
        op.alter_column("journal", "customer_id", nullable=True)
        _say(KINDS)
    _index("uq_journal_chain", "journal", ["chain", "number"], "number IS NOT NULL", unique=True)
    unsealed = "position IS NOT NULL AND hash IS NULL"
    _index("ix_journal_unsealed", "journal", ["customer_id", "position"], unsealed)


def downgrade() -> None:
    op.execute("DELETE FROM journal WHERE kind IN ('erased', 'audit') OR customer_id IS NULL")
    op.drop_index("uq_journal_chain", "journal")
    op.drop_index("ix_journal_unsealed", "journal")
    if op.get_bind().dialect.name == "sqlite":
        _make_anew(OLD, (), is_optional=False)
    else:
        for column in _links():
            op.drop_column("journal", column.name)
        op.alter_column("journal", "customer_id", nullable=False)
        _say(OLD)
    op.drop_table("chains")


def _links() -> tuple[sa.Column[Any], ...]:
    numbers = (sa.Column(name, sa.BigInteger()) for name in ("chain", "number"))
    hashes = (sa.Column(name, sa.LargeBinary()) for name in ("salt", "content", "hash"))
    return (*numbers, *hashes)


def _say(kinds: tuple[str, ...]) -> None:
    words = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_constraint(op.f("ck_journal_journal_kind"), "journal", type_="check")
    op.create_check_constraint(op.f("ck_journal_journal_kind"), "journal", f"kind IN ({words})")


def _make_anew(
    kinds: tuple[str, ...], links: tuple[sa.Column[Any], ...], *, is_optional: bool
) -> None:
    op.drop_index("ix_journal_new", "journal")
    op.drop_index("uq_journal_position", "journal")
    op.rename_table("journal", "journal_before")
    kind = sa.Enum(
        *kinds, name="journal_kind", native_enum=False, create_constraint=True, length=32
    )
    op.create_table(
        "journal",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=is_optional),
        sa.Column("ticket_id", ROW_ID, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", kind, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("is_late", sa.Boolean(), server_default=sa.false(), nullable=False),
        *links,
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_journal_customer_id"),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name="fk_journal_ticket_id"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
    )
    op.execute(f"INSERT INTO journal ({COLUMNS}) SELECT {COLUMNS} FROM journal_before")  # noqa: S608
    op.drop_table("journal_before")
    _index("ix_journal_new", "journal", ["id"], "position IS NULL")
    _index(
        "uq_journal_position",
        "journal",
        ["customer_id", "position"],
        "position IS NOT NULL",
        unique=True,
    )


def _index(name: str, table: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(
        name, table, columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )
