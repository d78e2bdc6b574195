"""The audit log takes the place of the lists of changes that staff and page had, and has blocks and
wishes to be forgotten as far as they are known."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

_STAFF_KINDS = ("added", "removed", "role", "capacity", "skills")
_PAGE_KINDS = ("topic", "order", "hours", "holidays", "text")

# What was kept: in the order of time, and of those at the same moment in the order of their rows.
_KNOWN = """
INSERT INTO audit (at, actor_id, kind, subject, key, before, after)
SELECT at, actor_id, kind, subject, key, before, after FROM (
    SELECT at, actor_id, kind, 'page' AS subject, key, before, after, id AS number
    FROM configuration_changes
    UNION ALL
    SELECT at, actor_id, CASE WHEN kind IN ('added', 'removed') THEN 'staff' ELSE kind END,
        'staff', CAST(operator_id AS TEXT), {before}, {after}, id
    FROM staff_changes
    UNION ALL
    SELECT blocked_at, blocked_by, 'block', 'customer', CAST(customer_id AS TEXT),
        NULL, {blocked}, id
    FROM customer_blocks
    UNION ALL
    SELECT lifted_at, lifted_by, 'block', 'customer', CAST(customer_id AS TEXT),
        {blocked}, NULL, id
    FROM customer_blocks WHERE lifted_at IS NOT NULL
    UNION ALL
    SELECT asked_at, COALESCE(asked_by, customer_id), 'erasure', 'customer',
        CAST(customer_id AS TEXT), NULL, {asked}, id
    FROM erasures
    UNION ALL
    SELECT decided_at, decided_by, 'erasure', 'customer', CAST(customer_id AS TEXT),
        {asked}, {decided}, id
    FROM erasures WHERE decided_at IS NOT NULL
) AS known ORDER BY at, number
"""


def _kind(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _number() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, nullable=False)


def upgrade() -> None:
    op.create_table(
        "audit",
        _number(),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            _kind(
                "audit_kind", "staff", *_STAFF_KINDS[2:], *_PAGE_KINDS, "tags", "words", "reply",
                "block", "erasure", "export", "hold", "session",
            ),
            nullable=False,
        ),
        sa.Column(
            "subject",
            _kind("audit_subject", "staff", "page", "customer", "ticket", "days", "log"),
            nullable=False,
        ),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )  # fmt: skip
    op.create_index("ix_audit_subject_key_id", "audit", ["subject", "key", "id"])
    op.create_index("ix_audit_at", "audit", ["at"])
    op.execute(
        _KNOWN.format(
            before=_value("before"),
            after=_value("after"),
            blocked=_json("'\"blocked\"'"),
            asked=_json("CASE WHEN asked_by IS NULL THEN '\"asked\"' ELSE '\"proposed\"' END"),
            decided=_json("CASE WHEN granted THEN '\"granted\"' ELSE '\"refused\"' END"),
        )
    )
    op.drop_table("configuration_changes")
    op.drop_table("staff_changes")


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _json(words: str) -> str:
    return f"CAST({words} AS JSON)" if _is_postgresql() else words


def _value(column: str) -> str:
    """Return what makes of a word of a change what the log has: numbers as such, skills as a list,
    nothing where there was none."""
    quoted = f"CAST(to_json({column}) AS TEXT)" if _is_postgresql() else f"json_quote({column})"
    listed = f"""'[' || replace({quoted}, ', ', '","') || ']'"""
    return _json(
        f"CASE WHEN {column} = '' THEN NULL WHEN kind = 'capacity' THEN {column}"
        f" WHEN kind = 'skills' THEN {listed} ELSE {quoted} END"
    )


def downgrade() -> None:
    op.create_table(
        "staff_changes",
        _number(),
        sa.Column("operator_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", _kind("staff_change_kind", *_STAFF_KINDS), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.id"], name="fk_staff_changes_operator_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_staff_changes"),
    )
    op.create_index("ix_staff_changes_operator_id_id", "staff_changes", ["operator_id", "id"])
    op.create_table(
        "configuration_changes",
        _number(),
        sa.Column("kind", _kind("entry_kind", *_PAGE_KINDS), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_configuration_changes"),
    )
    op.drop_index("ix_audit_at", "audit")
    op.drop_index("ix_audit_subject_key_id", "audit")
    op.drop_table("audit")
