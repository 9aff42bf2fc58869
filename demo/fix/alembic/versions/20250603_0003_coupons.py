"""coupons and loyalty points

Revision ID: 0003
Revises: 0002
Create Date: 2025-06-03 10:05:00
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "coupons",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(length=40), nullable=False, unique=True),
        sa.Column("discount", sa.Numeric(4, 2), nullable=False),
        sa.Column("customer_id", sa.Integer(), sa.ForeignKey("customers.id"), nullable=False),
    )
    op.add_column("customers", sa.Column("loyalty_points", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("customers", "loyalty_points")
    op.drop_table("coupons")
