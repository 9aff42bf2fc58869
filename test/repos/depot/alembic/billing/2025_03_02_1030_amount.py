"""Amount

Revision ID: 2025_03_02_1030
Revises: 2025_03_01_0900
Create Date: 2025-03-02 10:30:00
"""
import sqlalchemy as sa
from alembic import op

revision = "2025_03_02_1030"
down_revision = "2025_03_01_0900"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("invoices", sa.Column("amount", sa.Numeric(10, 2), server_default="0", nullable=False))
    op.alter_column("invoices", "amount", server_default=None)


def downgrade():
    op.drop_column("invoices", "amount")
