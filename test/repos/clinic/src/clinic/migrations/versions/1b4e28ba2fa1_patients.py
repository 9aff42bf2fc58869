"""patients

Revision ID: 1b4e28ba2fa1
Revises: 
Create Date: 2025-03-01 09:00:00.000001

"""
from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op


# revision identifiers, used by Alembic.
revision: str = "1b4e28ba2fa1"
down_revision: Union[str, None] = None
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.create_table(
        "patients",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("patients_pkey")),
    )


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_table("patients")
