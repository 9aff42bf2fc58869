"""Invoices

Revision ID: 2025_03_01_0900
Revises:
Create Date: 2025-03-01 09:00:00
"""
import sqlalchemy as sa
from alembic import op

revision = "2025_03_01_0900"
down_revision = None
branch_labels = ("billing",)
depends_on = None


def upgrade():
    op.create_table("invoices", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("invoices")
