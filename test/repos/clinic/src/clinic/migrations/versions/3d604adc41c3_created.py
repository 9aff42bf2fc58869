"""created

Revision ID: 3d604adc41c3
Revises: 1b4e28ba2fa1
Create Date: 2025-03-03 09:00:00.000001

"""
from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op


# revision identifiers, used by Alembic.
revision: str = "3d604adc41c3"
down_revision: Union[str, None] = "1b4e28ba2fa1"
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
    """Upgrade schema."""
    op.add_column(
        "patients",
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.add_column("patients", sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Downgrade schema."""
    op.drop_column("patients", "updated_at")
    op.drop_column("patients", "created_at")
