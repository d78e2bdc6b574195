"""The two views of the first product, for people who query the database as they did then."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LEAD = """
CREATE VIEW lead AS
SELECT
    customers.id AS user_id,
    customers.name AS username,
    '@' || customers.username AS tag,
    customers.phone AS phone_number,
    '@' || operators.username AS operator_tag,
    CASE tickets.status
        WHEN 'queued' THEN 'waiting'
        WHEN 'offered' THEN 'create_chat'
        WHEN 'active' THEN 'accepted'
        WHEN 'closed' THEN 'finalize'
        WHEN 'abandoned' THEN 'finalize'
    END AS waiting_status,
    CASE WHEN tickets.status IN ('queued', 'offered', 'active') THEN places.link END
        AS active_chat_link
FROM customers
LEFT JOIN tickets
    ON tickets.id = (SELECT max(id) FROM tickets WHERE tickets.customer_id = customers.id)
LEFT JOIN operators ON operators.id = tickets.operator_id
LEFT JOIN places ON places.id = tickets.place_id
"""

# A join, not a subquery in the list of columns: PostgreSQL lets people write through simple views.
OPERATOR = """
CREATE VIEW operator AS
SELECT
    operators.id AS user_id,
    operators.name AS username,
    '@' || operators.username AS tag,
    held.links AS active_chat_links,
    CASE WHEN shifts.id IS NULL THEN 'inactive' ELSE 'active' END AS is_active
FROM operators
LEFT JOIN shifts ON shifts.operator_id = operators.id AND shifts.ended_at IS NULL
LEFT JOIN (
    SELECT open.operator_id, {together}(open.link, ', ') AS links
    FROM (
        SELECT tickets.operator_id, places.link
        FROM tickets
        JOIN places ON places.id = tickets.place_id
        WHERE tickets.status IN ('queued', 'offered', 'active') AND places.link IS NOT NULL
        ORDER BY tickets.opened_at, tickets.id
    ) AS open
    GROUP BY open.operator_id
) AS held ON held.operator_id = operators.id
WHERE operators.removed_at IS NULL
"""


def upgrade() -> None:
    on_postgresql = op.get_bind().dialect.name == "postgresql"
    op.execute(LEAD)
    op.execute(OPERATOR.format(together="string_agg" if on_postgresql else "group_concat"))


def downgrade() -> None:
    op.execute("DROP VIEW operator")
    op.execute("DROP VIEW lead")
