"""The page keeps lists of words that are held back."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

BEFORE = ("topic", "order", "hours", "holidays", "tags", "text")
KINDS = ("topic", "order", "hours", "holidays", "tags", "words", "text")
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
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", name="pk_configuration_entries"),
    )
    op.execute(f"INSERT INTO {TABLE} SELECT * FROM before_kinds")  # noqa: S608
    op.drop_table("before_kinds")


def upgrade() -> None:
    _take_kinds(KINDS)


def downgrade() -> None:
    op.execute(f"DELETE FROM {TABLE} WHERE kind = 'words'")  # noqa: S608
    _take_kinds(BEFORE)
