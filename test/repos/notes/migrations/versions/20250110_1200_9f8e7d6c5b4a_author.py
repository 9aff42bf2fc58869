"""author

Revision ID: 9f8e7d6c5b4a
Revises:
Create Date: 2025-01-10 12:00:00

"""
import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "9f8e7d6c5b4a"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "author",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )


def downgrade():
    op.drop_table("author")
